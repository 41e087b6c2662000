package content

import (
	"fmt"
	"strings"
	"testing"
)

// TestWhatAForgeNeeds: the published form says at its line what is missing for its users to log in.
func TestWhatAForgeNeeds(t *testing.T) {
	for text, want := range map[string]string{
		"atelier: {forge: gitlab, depot: a/b, application: x}":                              "",
		"atelier: {forge: gitlab, depot: groupe/sous-groupe/b, application: x, branche: s}": "",
		"atelier: {forge: github, depot: a/b, adresse: https://relais.be}":                  "",
		"atelier: {forge: gitea, depot: a/b, application: x, adresse: https://git.be}":      "",
		"atelier: {forge: gitlab, depot: a/b}":                                              "2:18 atelier-incomplet « application »",
		"atelier: {forge: github, depot: a/b}":                                              "2:18 atelier-incomplet « adresse »",
		"atelier: {forge: gitea, depot: a/b, application: x}":                               "2:18 atelier-incomplet « adresse »",
		"atelier: {depot: a/b}":                                                             "cle-manquante",
		"atelier: {forge: svn, depot: a/b}":                                                 "valeur-inconnue",
		"atelier: {forge: gitlab, depot: b, application: x}":                                "depot-invalide",
		"atelier: {forge: gitlab, depot: https://gitlab.com/a/b.git, application: x}":       "depot-invalide depot: a/b,",
	} {
		_, list := decodeConfig(fileOf(configFile, "titre: Essai\n"+text+"\n"), &settings{})
		var said strings.Builder
		for _, d := range list {
			said.WriteString(fmt.Sprintf("%d:%d", d.Pos.Line, d.Pos.Col) + " " + d.Code + " " + d.Message + " " + d.Fix + "\n")
		}
		for _, word := range strings.SplitN(want, " ", 3) {
			if !strings.Contains(said.String(), word) {
				t.Errorf("%s: no %q in %q", text, word, said.String())
			}
		}
		if want == "" && said.Len() > 0 {
			t.Errorf("%s: %s", text, said.String())
		}
	}
}

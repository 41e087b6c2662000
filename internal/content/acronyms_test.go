package content

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAcronyms(t *testing.T) {
	for text, want := range map[string]string{
		"Le CPAS aide. Le CPAS écoute.":                                 "CPAS 1:4",
		"Le centre public d'action sociale (CPAS) aide.":                "CPAS 1:36 told",
		"Le CPAS (centre public d'action sociale) aide.":                "CPAS 1:4 told",
		"La loi (RGPD, article 12).":                                    "RGPD 1:9 told",
		"Un [CHRS](../glossaire/chrs.md), et plus loin":                 "CHRS 1:5",
		"une ligne\nDeux sigles : ARS et DREETS":                        "ARS 2:15, DREETS 2:22",
		"l’ARS, éARS":                                                   "ARS 1:3",
		"l'ARS, **PRAPS**, U2":                                          "ARS 1:3, PRAPS 1:10",
		"> [!ATTENTION]\n> XIX siècle, un PDF, ok":                      "",
		"https://x.be/CPAS info@ABC.be `-` A, Ab, aBC, ABCs, ABCDEFGHI": "",
		"    CODE\n```\n":                                               "",
		"```\nABC\n```\nARS":                                            "ARS 4:1",
		"~~~ texte\nABC\n```\nABC\n~~\nABC\n~~~~ \nARS":                 "ARS 8:1",
		"````\n```\nABC\n````\nARS":                                     "ARS 5:1",
		"```abc``` ARS":                                                 "ARS 1:11",
		"- a\n\n  ```\n  ABC\n  ```\n\n    - ARS":                       "ARS 7:7",
		"- un\n    - ARS\n\n    CHRS\n\n1. deux\n\n    CPAS":            "ARS 2:7, CHRS 4:5, CPAS 8:5",
		"Un texte\n    de deux lignes, ARS":                             "ARS 2:21",
		"Un texte\n\n    ABC\n\n    ABC\nARS":                           "ARS 6:1",
		"- a\n\nfin\n\n    ABC":                                         "",
		"[CPAS](media/a.pdf) (le centre)":                               "CPAS 1:2",
	} {
		var got []string
		for _, a := range acronyms([]byte(text), 1) {
			s := fmt.Sprintf("%s %d:%d", a.Text, a.Line, a.Col)
			if a.Told {
				s += " told"
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(want, strings.Join(got, ", ")); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
}

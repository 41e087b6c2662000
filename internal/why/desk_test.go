package why

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

const vocabulary = `secteurs: {sante-mentale: Santé mentale, precarite: Précarité}
natures: {entraide: Entraide}
statuts: {salarie: Salarié, benevole: Bénévole}
publics: {personnes-sans-abri: Personnes sans abri, professionnels: Professionnels}
types_activite: {formation: Formation}
`

// TestTheLinesToCopyAreRight: the lines that the bar proposes for a key, put in a header that has what is required, are
// read without an error, whatever the type and the key.
func TestTheLinesToCopyAreRight(t *testing.T) {
	for _, k := range site.Kinds {
		fields := content.FieldsOf(k)
		for _, f := range fields {
			if f.Example == "" && f.Kind != content.Group {
				continue // nothing to copy but the key
			}
			header := ""
			for _, other := range fields {
				if other.Required || other.Key == f.Key || f.Key == "image" && other.Key == "image_alt" || other.Key == "commune" && k.Name == "initiative" || other.Key == "equipe" && f.Key != "personne" {
					header += lines(other) + "\n"
				}
			}
			for _, d := range errorsOf(k.Dir, header) {
				t.Errorf("%s, %s: line %d: %s\n%s", k.Name, f.Key, d.Pos.Line, d.Message, header)
			}
		}
	}
}

func errorsOf(dir, header string) diag.List {
	fsys := fstest.MapFS{
		"site.yaml":         {Data: []byte("titre: Essai\nurl: https://exemple.be\n")},
		"vocabulaires.yaml": {Data: []byte(vocabulary)},
		dir + "/exemple.md": {Data: fmt.Appendf(nil, "---\n%s---\n", header)},
	}
	var cache content.Cache
	files, err := content.Read(fsys, &cache, nil)
	if err != nil {
		return diag.List{{Message: err.Error()}}
	}
	_, list := content.Decode(files, content.Options{Today: site.Date{Year: 2026, Month: 11, Day: 26}}, &cache)
	var out diag.List
	for _, d := range list {
		if d.Severity == diag.Erreur && strings.HasSuffix(d.Pos.File, "exemple.md") {
			out.Add(d)
		}
	}
	return out
}

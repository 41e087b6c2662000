package content

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// formCase is one line of testdata/formes.json: a form of value, what somebody types, and what the file then holds. The page
// that proposes an initiative is held to the same table (assets/proposer/rules.test.mjs).
type formCase struct {
	Forme  string  `json:"forme"`
	Valeur string  `json:"valeur"`
	Pays   string  `json:"pays,omitempty"`
	Donne  *string `json:"donne"`           // null: it is refused, and nothing is proposed
	Libre  bool    `json:"libre,omitempty"` // hours that the page keeps as a remark, which they may be
}

// formKeys are where a value of each form stands.
var formKeys = map[string]func(*site.Initiative) string{
	"courriel":    func(i *site.Initiative) string { return i.Contact.Courriel },
	"telephone":   func(i *site.Initiative) string { return i.Contact.Telephone },
	"url":         func(i *site.Initiative) string { return i.Contact.Site },
	"langue":      func(i *site.Initiative) string { return i.Acces.Langues[0] },
	"code-postal": func(i *site.Initiative) string { return i.CodePostal },
	"date":        func(i *site.Initiative) string { return i.Depuis.String() },
	"horaires":    func(i *site.Initiative) string { return i.Horaires },
	"position":    func(i *site.Initiative) string { return formatCoord(i.Coordonnees) },
}

// formItem puts a value where its form is asked.
func formItem(form, value string) Item {
	switch form {
	case "courriel", "telephone":
		return Item{Key: "contact", Keys: []Item{{Key: form, Text: value}}}
	case "url":
		return Item{Key: "contact", Keys: []Item{{Key: "site", Text: value}}}
	case "langue":
		return Item{Key: "acces", Keys: []Item{{Key: "langues", List: []string{value}}}}
	}
	return Item{Key: map[string]string{"code-postal": "code_postal", "date": "depuis", "horaires": "horaires", "position": "coordonnees"}[form], Text: value}
}

// judge gives what the program makes of a value: the value itself, the one that its correction brings, or nothing.
func (c formCase) judge(t *testing.T) *string {
	t.Helper()
	if c.Forme == "slug" {
		s := french.Slug(c.Valeur)
		return &s
	}
	if value(c.Valeur) == "" {
		return nil
	}
	pays := c.Pays
	if pays == "" {
		pays = "BE"
	}
	data := Compose([]Item{{Key: "titre", Text: "Essai"}, {Key: "secteurs", List: []string{"precarite"}}, {Key: "nature", Text: "entraide"}, {Key: "zone", List: []string{"Wallonie"}}, {Key: "pays", Text: pays}, formItem(c.Forme, c.Valeur)}, "")
	for range 3 { // a correction may need another
		r, list := Decode(folder(map[string]string{"initiatives/essai.md": string(data)}), options(), new(Cache))
		bad := diag.Diag{}
		for _, d := range list {
			if d.Severity == diag.Erreur && d.Pos.File == "content/initiatives/essai.md" {
				bad = d
			}
		}
		if bad.Code == "" {
			e := r.Entries[0].(*site.Initiative)
			got := formKeys[c.Forme](e)
			return &got
		}
		if bad.Fix == "" {
			return nil
		}
		data = replaceLine(data, bad.Pos.Line, bad.Fix)
	}
	t.Fatalf("%+v: no end of corrections", c)
	return nil
}

// replaceLine puts a corrected line, or those that it becomes, in the place of line n.
func replaceLine(data []byte, n int, with string) []byte {
	lines := strings.Split(string(data), "\n")
	lines[n-1] = with
	return []byte(strings.Join(lines, "\n"))
}

// TestFormsAgree: what the table says a form accepts, corrects and refuses is what the program does.
func TestFormsAgree(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "formes.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []formCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if c.Libre {
			if _, _, f := ParseHours(*c.Donne); f != nil || guessHours(c.Valeur) != "" {
				t.Errorf("%s %q: kept as %q, %+v", c.Forme, c.Valeur, *c.Donne, f)
			}
			continue
		}
		got := c.judge(t)
		if (got == nil) != (c.Donne == nil) || got != nil && *got != *c.Donne {
			t.Errorf("%s %q (%s): %s, want %s", c.Forme, c.Valeur, c.Pays, show(got), show(c.Donne))
		}
	}
}

func show(s *string) string {
	if s == nil {
		return "refused"
	}
	return *s
}

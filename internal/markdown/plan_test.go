package markdown

import (
	"strings"
	"testing"
)

// The plan that a new file begins with is not a text: what was left empty is not shown, what was written is.
func TestThePlanLeftEmptyIsNotShown(t *testing.T) {
	o := options("initiatives/transit.md")
	o.Plan = []string{"Objectifs", "Le projet", "Résultats", "Conseils pour reproduire l’action"}
	for _, c := range []struct{ body, shown string }{
		{"## Objectifs\n\n## Le projet\n\n## Résultats\n", ""},
		{"## Objectifs\n\n<!-- Pour qui ? -->\n\n## Le projet\n\nUn café.\n", "Le projet"},
		{"## Le projet\n\n### Le matin\n\nUn café.\n\n## Conseils pour reproduire l'action\n", "Le projet, Le matin"},
		{"## Objectifs\n\n### Résultats\n", ""},
		{"## À nous\n\n## Objectifs\n", "À nous"}, // typed by someone
		{"## Objectifs\n\n- un\n", "Objectifs"},
	} {
		doc, list := Render([]byte(c.body), o)
		if len(list) > 0 {
			t.Errorf("%q: %v", c.body, list)
		}
		var got []string
		for _, h := range doc.Headings {
			got = append(got, h.Text)
		}
		if s := strings.Join(got, ", "); s != c.shown || strings.Count(doc.HTML, "<h") != len(got) {
			t.Errorf("%q shows %q, not %q:\n%s", c.body, s, c.shown, doc.HTML)
		}
	}
}

package importer

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/content"
)

// compose writes the file of a row.
func (f *fiche) compose() []byte {
	return content.Compose(f.header(f.p.keys.top), f.text())
}

// header lists the keys in the order of the type.
func (f *fiche) header(fields []content.Field) []content.Item {
	var out []content.Item
	for i := range fields {
		field := &fields[i]
		switch {
		case field.Kind == content.YesNo:
			if f.withheld() {
				out = append(out, content.Item{Key: field.Key, Text: "oui", Remark: f.remark()})
			}
		case field.Kind == content.Group && field.List:
			out = append(out, content.Item{Key: field.Key, Groups: f.groups(field)})
		case field.Kind == content.Group:
			out = append(out, content.Item{Key: field.Key, Keys: f.header(field.Fields)})
		case field.List:
			out = append(out, content.Item{Key: field.Key, List: f.values[field.Path]})
		default:
			out = append(out, content.Item{Key: field.Key, Text: f.one(field.Path)})
		}
	}
	return out
}

// groups puts side by side the values of a list of groups, which are given key by key.
func (f *fiche) groups(field *content.Field) [][]content.Item {
	n := 0
	for _, sub := range field.Fields {
		n = max(n, len(f.values[sub.Path]))
	}
	out := make([][]content.Item, n)
	for i := range out {
		for _, sub := range field.Fields {
			if v := f.values[sub.Path]; i < len(v) {
				out[i] = append(out[i], content.Item{Key: sub.Key, Text: v[i]})
			}
		}
	}
	return out
}

// withheld tells that the file is written as a draft.
func (f *fiche) withheld() bool { return f.draft || !f.p.publish }

// remark says above "brouillon" where the file comes from, and what is to be done before it is published.
func (f *fiche) remark() string {
	from := fmt.Sprintf("Fiche importée de %s, %s %d.", f.p.source, f.p.t.Unit, f.row.Number)
	if len(f.review) == 0 {
		return from + "\nRelisez-la, puis effacez ces deux lignes et « brouillon: oui » pour la publier."
	}
	lines := []string{from + " À revoir avant de la publier :"}
	for _, r := range f.review {
		lines = append(lines, "- "+strings.Join(strings.Fields(r), " "))
	}
	return strings.Join(lines, "\n")
}

// text is the body, then what has no key.
func (f *fiche) text() string {
	var blocks []string
	for _, b := range f.body {
		if f.plainly {
			b = plainBlock(b)
		}
		if strings.TrimSpace(b) != "" {
			blocks = append(blocks, b)
		}
	}
	if len(f.more) > 0 {
		lines := []string{}
		for _, m := range f.more {
			lines = append(lines, "- "+f.label(m[0])+" : "+f.line(m[1]))
		}
		blocks = append(blocks, "## Autres informations", strings.Join(lines, "\n"))
	}
	return strings.Join(blocks, "\n\n")
}

// label is a column's name as a list has it; one that says nothing is not bold.
func (f *fiche) label(name string) string { return "**" + plain(strings.Trim(name, " :*_")) + "**" }

// line is a text on one line: an address of the Web stays one, everything else is plain.
func (f *fiche) line(text string) string {
	words := strings.Fields(bareText(text))
	for i, w := range words {
		bare := strings.TrimRight(w, ".,;")
		switch _, ok := leadsOut(bare); {
		case f.plainly:
			words[i] = unlinked(w)
		case ok && strings.Contains(bare, "://"):
			words[i] = linkTo(bare, "") + w[len(bare):]
		case strings.Contains(w, "://"):
			words[i] = unlinked(w)
		default:
			words[i] = plain(w)
		}
	}
	return strings.Join(words, " ")
}

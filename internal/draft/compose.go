package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// House is what a draft's remarks are made for: the allowed values and the entries of one site.
type House struct {
	Vocab   *site.Vocabulary
	Entries []site.Entry

	year string // that examples of dates have to be of; "" when any will do
}

const (
	draftRemark = "La fiche reste un brouillon tant que la ligne suivante est là. Effacez-la quand tout est prêt."
	sleepRemark = "\nCe qui suit un # ne compte pas. Pour utiliser une clé, ôtez le # collé devant elle et mettez votre valeur.\nEffacez les clés qui ne servent pas.\n"
	bodyRemark  = "<!-- Ce qui est entre ces signes n'est jamais publié : vous pouvez le laisser ou l'effacer. -->"
)

// Compose writes the file: the title, the values given in the order of the type's table, then every other key asleep, the
// required ones first; and the headings of the text, each with its question in a comment, which is never published.
func (d *Draft) Compose(h House) []byte {
	fields := content.FieldsOf(d.Kind)
	h.year = d.Get("annee")
	header := []content.Item{{Key: "titre", Text: d.Title}}
	for i := range fields {
		if f := &fields[i]; f.Key == "brouillon" {
			header = append(header, content.Item{Key: f.Key, Text: "oui", Remark: draftRemark})
		} else if item := d.given(f); item.Key != "" {
			header = append(header, item)
		}
	}
	header = append(header, content.Item{Remark: sleepRemark})
	for _, required := range []bool{true, false} {
		for i := range fields {
			if f := &fields[i]; d.needed(f) == required && !d.has(f.Key) && !later(f.Key) {
				header = append(header, h.asleep(f, required))
			}
		}
	}
	return content.Compose(header, d.body())
}

// later tells of keys that a new entry has no use for.
func later(key string) bool {
	return slices.Contains([]string{"publie_le", "mis_a_jour", "alias"}, key)
}

func (d *Draft) needed(f *content.Field) bool { return f.Required || d.needs(f.Key) }

// has tells of a key that is in the header, or that a value of a second level opens.
func (d *Draft) has(key string) bool {
	return key == "titre" || key == "brouillon" || slices.ContainsFunc(d.Values, func(v Value) bool {
		top, _, _ := strings.Cut(v.Key, ".")
		return top == key && v.Text != ""
	})
}

// given writes what a key was given; the zero Item when it was given nothing.
func (d *Draft) given(f *content.Field) content.Item {
	if text := d.Get(f.Path); text != "" {
		return put(f, text)
	}
	var keys []content.Item
	for i := range f.Fields {
		if item := d.given(&f.Fields[i]); item.Key != "" {
			keys = append(keys, item)
		}
	}
	if len(keys) == 0 || f.List {
		return content.Item{}
	}
	return content.Item{Key: f.Key, Keys: keys}
}

// put makes an item of a text as it is typed: a list is parted at its commas.
func put(f *content.Field, text string) content.Item {
	if !f.List {
		return content.Item{Key: f.Key, Text: text}
	}
	return content.Item{Key: f.Key, List: strings.Split(strings.Trim(text, "[] "), ",")}
}

// asleep writes a key that was given nothing, with what it means and an example that holds on this site.
func (h House) asleep(f *content.Field, required bool) content.Item {
	item := h.example(f)
	item.Key, item.Off = f.Key, true
	doc := f.Doc
	switch {
	case !required || strings.Contains(doc, "Obligatoire"):
	case f.Required:
		doc += " Obligatoire."
	default:
		doc += " L'un des deux suffit : personne ou equipe."
	}
	for _, choice := range h.choices(f) {
		doc += choice
	}
	item.Remark = wrap(doc)
	return item
}

// choices are the allowed values, as they go on after the key's meaning.
func (h House) choices(f *content.Field) []string {
	values := slices.Clone(f.Enum)
	for _, t := range h.Vocab.Lists[f.Vocab].All() {
		values = append(values, t.ID+" ("+t.Libelle+")")
	}
	if len(values) == 0 {
		return nil
	}
	return []string{" Au choix : ", strings.Join(values, ", "), "."}
}

// example is the table's own example, without what would be wrong here: a value the site's vocabulary lacks, an entry or a
// document that does not exist.
func (h House) example(f *content.Field) content.Item {
	item := content.Item{Key: f.Key}
	switch {
	case f.Kind == content.Group && f.Alone != "":
		for i := range f.Fields {
			if sub := &f.Fields[i]; sub.Key == f.Alone {
				item.List = values(h.example(sub))
			}
		}
	case f.Kind == content.Group:
		for i := range f.Fields {
			if sub := h.example(&f.Fields[i]); !f.List || f.Fields[i].Required {
				item.Keys = append(item.Keys, sub)
			}
		}
		if f.List {
			item.Groups, item.Keys = [][]content.Item{item.Keys}, nil
		}
	default:
		var good []string
		for _, v := range parts(f.Example) {
			if f.Kind == content.Day && h.year != "" && len(v) > 4 {
				v = h.year + v[4:]
			}
			if h.holds(f, v) {
				good = append(good, v)
			}
		}
		if ids := h.Vocab.Lists[f.Vocab].IDs(); len(good) == 0 && len(ids) > 0 {
			good = ids[:1]
		}
		if f.List {
			item.List = good
		} else if len(good) > 0 {
			item.Text = good[0]
		}
	}
	return item
}

func values(i content.Item) []string {
	if i.Text != "" {
		return []string{i.Text}
	}
	return i.List
}

// parts gives the values of an example: "[fr, nl]" has two.
func parts(example string) []string {
	inner, list := strings.CutPrefix(example, "[")
	if !list {
		return []string{strings.Trim(example, `"`)}
	}
	out := strings.Split(strings.TrimSuffix(inner, "]"), ",")
	for i := range out {
		out[i] = strings.Trim(out[i], ` "`)
	}
	return out
}

func (h House) holds(f *content.Field, value string) bool {
	switch {
	case f.Vocab != "":
		return h.Vocab.Lists[f.Vocab].Get(value) != nil
	case f.Ref != "":
		return slices.ContainsFunc(h.Entries, func(e site.Entry) bool { return e.Common().Kind.Name == f.Ref && e.Common().Slug == value })
	case f.List:
		return !strings.Contains(value, "/media/") && !strings.ContainsAny(value, "{}")
	}
	return true
}

func (d *Draft) body() string {
	var b strings.Builder
	b.WriteString("\n" + bodyRemark + "\n")
	if len(d.Kind.Outline) == 0 {
		b.WriteString("\n<!-- Écrivez le texte ici. « ## Titre » commence une partie. -->\n")
	}
	for _, p := range d.Kind.Outline {
		b.WriteString("\n## " + p.Title + "\n\n<!-- " + p.Ask + " -->\n")
	}
	return b.String()
}

// width is where remarks are cut, in characters.
const width = 96

// together keeps French marks on the line of what they belong to.
var together = strings.NewReplacer("« ", "«\u00a0", " »", "\u00a0»", " :", "\u00a0:", " ;", "\u00a0;", " ?", "\u00a0?")

// wrap cuts a text in lines.
func wrap(text string) string {
	var b strings.Builder
	col := 0
	for word := range strings.FieldsFuncSeq(together.Replace(text), func(r rune) bool { return r == ' ' || r == '\n' }) {
		n := utf8.RuneCountInString(word)
		switch {
		case col == 0:
		case col+1+n > width:
			b.WriteByte('\n')
			col = 0
		default:
			b.WriteByte(' ')
			col++
		}
		b.WriteString(strings.ReplaceAll(word, "\u00a0", " "))
		col += n
	}
	return b.String()
}

package corpus

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// pick takes one at random.
func pick(w *writer, from []string) string { return from[w.IntN(len(from))] }

// short is a sentence of ten words or so.
func (w *writer) short() string {
	return pick(w, subjects) + " " + pick(w, verbs) + " " + pick(w, objects) + "."
}

// sentence is one of fifteen to thirty words.
func (w *writer) sentence() string {
	var b strings.Builder
	b.WriteString(pick(w, subjects) + " " + pick(w, verbs) + " " + pick(w, objects) + " " + pick(w, manners))
	switch w.IntN(6) {
	case 0:
		b.WriteString(", avec " + pick(w, objects))
	case 1:
		b.WriteString(" ; " + strings.ToLower(pick(w, subjects)) + " " + pick(w, verbs) + " " + pick(w, objects))
	case 2:
		b.WriteString(" et " + pick(w, manners))
	}
	b.WriteByte('.')
	return b.String()
}

// summary is one or two sentences, of 300 characters at most.
func (w *writer) summary() string {
	first, second := w.sentence(), w.sentence()
	if utf8.RuneCountInString(first)+utf8.RuneCountInString(second) >= 300 {
		return first
	}
	return first + " " + second
}

// paragraph is some words long, with a link or emphasis here and there.
func (w *writer) paragraph(words int) {
	for n := 0; n < words; {
		s := w.sentence()
		n += strings.Count(s, " ") + 1
		if w.chance(9) {
			s = "**" + strings.TrimSuffix(s, ".") + "**."
		}
		w.WriteString(s)
		w.WriteByte(' ')
	}
	w.Truncate(w.Len() - 1)
	w.WriteString("\n\n")
}

// body writes blocks: paragraphs with headings between them, a list, a table, a quotation.
func (w *writer) body(blocks int, folder string) {
	for k := range blocks {
		switch {
		case k%3 == 1:
			fmt.Fprintf(w, "## %s %d\n\n", pick(w, headings), k)
			w.paragraph(40)
		case k%5 == 4:
			for range 4 {
				fmt.Fprintf(w, "- %s\n", w.short())
			}
			w.WriteByte('\n')
		case k%7 == 6:
			fmt.Fprintf(w, "> « %s »\n\n", w.sentence())
		default:
			w.paragraph(35 + w.IntN(50))
		}
	}
	if w.chance(4) {
		w.WriteString("| Jour | Heure | Quoi |\n| --- | :---: | --- |\n")
		for _, day := range days {
			fmt.Fprintf(w, "| %s | %d h – %d h | %s |\n", day, 8+w.IntN(4), 13+w.IntN(4), w.short())
		}
		w.WriteByte('\n')
	}
	if folder != "initiatives/" && w.n > 0 {
		fmt.Fprintf(w, "À lire : [une initiative](../%s), ou [un site](https://example.org/%d).\n\n", Initiative(w.IntN(w.n)), w.IntN(1000))
	}
}

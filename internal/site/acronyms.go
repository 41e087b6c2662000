package site

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Acronym is a word in capitals of a text, where it first stands in it, and whether the text says what it stands for.
type Acronym struct {
	Text      string
	Line, Col int32
	Told      bool
}

// checkAcronyms advises on the acronyms that nothing on the site explains: no text, no term of the glossary, no name of an
// organisation or of a value. Each is told once, where it first stands.
func (s *Site) checkAcronyms() (ds diag.List) {
	told := s.toldWords()
	var all []*Base // those with an acronym: few of thousands
	pages := map[string]int{}
	for _, k := range Kinds {
		for _, e := range s.byKind[k] {
			b := e.Common()
			for _, a := range b.Body.Acronyms {
				told[a.Text] = told[a.Text] || a.Told
				pages[a.Text]++
			}
			if len(b.Body.Acronyms) > 0 {
				all = append(all, b)
			}
		}
	}
	slices.SortFunc(all, func(a, b *Base) int { return strings.Compare(a.Path, b.Path) })
	for _, b := range all {
		for _, a := range b.Body.Acronyms {
			if told[a.Text] {
				continue
			}
			told[a.Text] = true
			ds.Add(b.Src.DiagAt(diag.Conseil, "sigle-inexplique", int(a.Line), int(a.Col), len([]rune(a.Text)),
				fmt.Sprintf("Le sigle « %s » n'est expliqué nulle part sur le site (%s).", a.Text, french.Count(pages[a.Text], "page l'emploie", "pages l'emploient")),
				fmt.Sprintf("Dites-le en toutes lettres la première fois, puis le sigle entre parenthèses ; ou expliquez-le dans glossaire/%s.md.", french.Slug(a.Text))))
		}
	}
	return ds
}

// toldWords are the words of what is a name or explained: terms of the glossary, organisations, values of the lists.
func (s *Site) toldWords() map[string]bool {
	told := map[string]bool{}
	tell := func(text string) {
		for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			told[w] = true
		}
	}
	for _, k := range []string{"terme", "organisation"} {
		for _, e := range s.byKind[KindNamed(k)] {
			tell(e.Common().Titre)
		}
	}
	for _, list := range s.Vocab.Lists {
		for _, t := range list.All() {
			tell(t.Libelle)
		}
	}
	return told
}

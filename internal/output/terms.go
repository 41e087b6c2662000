package output

import (
	"html/template"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// The terms of the glossary are explained where a text first uses them, without a script: the word leads to its definition
// at the end of the text, which a style shows at the bottom of the screen while it is the target of the address.

// terms finds the terms of the glossary in texts. Its zero value finds none.
type terms struct {
	byFirst map[string][]term // by the first of their stems, the longest terms first
	key     uint64            // of all that is shown of them; 0 without terms
}

// term is what is looked for: stems, word after word.
type term struct {
	word  *site.Word
	stems []string
}

// newTerms reads the glossary.
func newTerms(ws []*site.Word) terms {
	t := terms{byFirst: map[string][]term{}}
	h := newHash()
	for _, w := range ws {
		h.n(w.Key)
		var stems []string
		for rest := w.Titre; rest != ""; {
			var word string
			if _, word, rest = nextWord(rest); word != "" {
				stems = append(stems, stem(word))
			}
		}
		if len(stems) > 0 {
			t.byFirst[stems[0]] = append(t.byFirst[stems[0]], term{w, stems})
		}
	}
	for _, list := range t.byFirst {
		slices.SortStableFunc(list, func(a, b term) int { return len(b.stems) - len(a.stems) })
	}
	if len(ws) > 0 {
		t.key = h.key()
	}
	return t
}

// stem is what the forms of a word share: folded, without the marks of the plural and the feminine. Capitals are kept in a
// word that is made of them: PAT is no pâte.
func stem(word string) string {
	if utf8.RuneCountInString(word) > 1 && strings.ToUpper(word) == word && strings.ToLower(word) != word {
		return word
	}
	w := french.Fold(word)
	if len(w) > 3 {
		w = strings.TrimSuffix(strings.TrimRight(w, "sx"), "e")
	}
	return w
}

// nextWord cuts a text before and after its first word, of letters and digits.
func nextWord(text string) (before, word, after string) {
	is := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	i := strings.IndexFunc(text, is)
	if i < 0 {
		return text, "", ""
	}
	n := strings.IndexFunc(text[i:], func(r rune) bool { return !is(r) })
	if n < 0 {
		n = len(text) - i
	}
	return text[:i], text[i : i+n], text[i+n:]
}

// joins tells that two words of a term may stand so far apart: a space, a hyphen, an apostrophe.
func joins(between string) bool {
	switch between {
	case " ", "\u00a0", "\u202f", "\n", "-", "\u2011", "'", "’":
		return true
	}
	return false
}

// at finds the longest term that a text starts with: its length in bytes, 0 for none.
func (t terms) at(text, first string) (w *site.Word, n int) {
	for _, c := range t.byFirst[stem(first)] {
		rest, ok := text[len(first):], true
		for _, s := range c.stems[1:] {
			before, word, after := nextWord(rest)
			if ok = joins(before) && stem(word) == s; !ok {
				break
			}
			rest = after
		}
		if ok {
			return c.word, len(text) - len(rest)
		}
	}
	return nil, 0
}

// opaque are the elements in whose text no term is looked for: what is a link, a title or a code already.
var opaque = []string{"a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "button", "summary", "label", "sup", "dfn"}

// explain writes a text of goldmark's making with its terms explained.
func (t terms) explain(html string) template.HTML {
	if t.key == 0 {
		return htmlOf(html)
	}
	e := explainer{terms: t, seen: map[*site.Word]bool{}}
	for rest := html; rest != ""; {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			i = len(rest)
		}
		e.text(rest[:i])
		if rest = rest[i:]; rest == "" {
			break
		}
		j := strings.IndexByte(rest, '>')
		if j < 0 { // goldmark closes what it opens
			j = len(rest) - 1
		}
		e.tag(rest[:j+1])
		rest = rest[j+1:]
	}
	e.definitions()
	return htmlOf(e.out.String())
}

// explainer is one text on its way.
type explainer struct {
	terms
	out   strings.Builder
	seen  map[*site.Word]bool
	order []*site.Word
	deep  int // opaque elements that are open
}

// tag writes a tag. A link to the glossary's page leads to the definition at hand instead.
func (e *explainer) tag(tag string) {
	name := strings.TrimLeft(tag, "</")
	name = name[:strings.IndexAny(name, " >/")]
	if slices.Contains(opaque, name) {
		if tag[1] == '/' {
			e.deep--
		} else {
			e.deep++
		}
	}
	const link = `<a href="/glossaire/#`
	if slug, ok := strings.CutPrefix(tag, link); ok {
		slug = strings.TrimSuffix(slug, `">`)
		if w := e.named(slug); w != nil && !e.seen[w] {
			e.open(w)
			return
		}
	}
	e.out.WriteString(tag)
}

// named gives the term of a slug, or nil.
func (e *explainer) named(slug string) *site.Word {
	for _, list := range e.byFirst {
		for _, c := range list {
			if c.word.Slug == slug {
				return c.word
			}
		}
	}
	return nil
}

// open starts the link to a definition.
func (e *explainer) open(w *site.Word) {
	e.seen[w], e.order = true, append(e.order, w)
	e.out.WriteString(`<a class="mot" id="lu_` + w.Slug + `" href="#mot_` + w.Slug + `">`)
}

// text writes a text, with the first of each term linked.
func (e *explainer) text(text string) {
	if e.deep > 0 {
		e.out.WriteString(text)
		return
	}
	for text != "" {
		before, word, after := nextWord(text)
		e.out.WriteString(before)
		if word == "" {
			return
		}
		text = text[len(before):]
		w, n := e.at(text, word)
		if w == nil {
			e.out.WriteString(word)
			text = after
			continue
		}
		if !e.seen[w] {
			e.open(w)
			e.out.WriteString(text[:n] + "</a>")
		} else {
			e.out.WriteString(text[:n])
		}
		text = text[n:]
	}
}

// definitions writes what the terms mean, in the order they were met.
func (e *explainer) definitions() {
	if len(e.order) == 0 {
		return
	}
	e.out.WriteString(`<section class="mots" aria-labelledby="mots_"><h2 id="mots_">Les mots expliqués</h2><ul>`)
	for _, w := range e.order {
		titre := template.HTMLEscapeString(french.Typo(w.Titre))
		e.out.WriteString(`<li id="mot_` + w.Slug + `" tabindex="-1"><b>` + titre + `</b> : ` + template.HTMLEscapeString(french.Typo(w.Definition)) +
			` <span><a href="/glossaire/#` + w.Slug + `" aria-label="En savoir plus : ` + titre + `">En savoir plus</a> <a href="#lu_` + w.Slug + `" aria-label="Revenir au texte : ` + titre + `">Revenir au texte</a></span></li>`)
	}
	e.out.WriteString("</ul></section>\n")
}

// corps is an entry's text as its page shows it.
func (m *maker) corps(b *site.Base) template.HTML { return m.terms.explain(b.Body.HTML) }

package output

import (
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// GlossaryView is pages/glossaire.html: every term, in French order.
type GlossaryView struct {
	Titre, Intro string
	Lettres      []site.Link // an index: each letter leads to its first term
	Termes       []TermView
}

// TermView is one term.
type TermView struct {
	Slug, Titre, Definition string
	Img                     *Image
	Corps                   template.HTML
	Voir                    []site.Ref
	Evoque                  []site.Link // texts that link to it
}

// glossaryPage is the one page of all terms.
func glossaryPage(m *maker, k *site.Kind) ([]page, error) {
	v, h := GlossaryView{Titre: k.Label, Intro: k.Intro}, newHash()
	letter := ""
	for _, w := range site.Of[*site.Word](m.s) {
		d := dressed(w)
		v.Termes = append(v.Termes, TermView{w.Slug, d.Titre, d.Definition, m.image(&w.Base), apart(w.Body.HTML, w.Slug), w.Voir, w.BackRefs})
		if l := initial(w.Titre); l != letter {
			letter = l
			v.Lettres = append(v.Lettres, site.Link{Titre: l, URL: "#" + w.Slug})
		}
		h.n(w.Key)
		h.s(w.Mended)
		h.links(w.BackRefs)
		h.refs(w.Voir...)
	}
	return m.kindPage(k, "glossaire", h, v)
}

// initial is the letter a word stands under in an index.
func initial(word string) string {
	for _, r := range strings.ToUpper(french.Fold(word)) {
		if r >= 'A' && r <= 'Z' {
			return string(r)
		}
	}
	return "#"
}

// apart makes the ids of a text, and its links to them, its own, and its titles one level lower: several texts stand in one
// page.
func apart(html, slug string) template.HTML {
	pairs := []string{` id="`, ` id="` + slug + `_`, ` for="`, ` for="` + slug + `_`, ` href="#`, ` href="#` + slug + `_`}
	for level := 2; level < 6; level++ {
		from, to := strconv.Itoa(level), strconv.Itoa(level+1)
		pairs = append(pairs, "<h"+from, "<h"+to, "</h"+from, "</h"+to)
	}
	return htmlOf(strings.NewReplacer(pairs...).Replace(html))
}

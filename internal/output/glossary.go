package output

import "enrouteweb.org/balise/internal/site"

// GlossaryView is pages/glossaire.html: every term.
type GlossaryView struct {
	Titre, Intro string
	Termes       []*site.Word
}

// glossaryPage is the one page of all terms.
func glossaryPage(m *maker, k *site.Kind) ([]page, error) {
	ws := site.Of[*site.Word](m.s)
	h := newHash()
	for _, w := range ws {
		h.n(w.Key)
		h.links(w.BackRefs)
		h.refs(w.Voir...)
	}
	return m.kindPage(k, "glossaire", h, GlossaryView{k.Label, k.Intro, dressedAll(ws)})
}

package output

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"enrouteweb.org/balise/internal/site"
)

// PrintView is pages/imprimer.html: the whole guide on one page.
type PrintView struct {
	Titre, Intro, Site string
	Editeur            string // who publishes it; "" when the site does not say
	Licence            site.Licence
	Adresse            string    // of the guide, absolute; "" when unknown
	Date               site.Date // of the newest change; zero when no chapter says
	Etapes             []PrintStep
}

// PrintStep is one chapter of the whole guide.
type PrintStep struct {
	*site.Chapter
	Corps template.HTML // its titles one level down, its ids after its name
	Img   *Image
}

// printPage is the whole guide on one page. Links from one chapter to another stay in it.
func (m *maker) printPage(cs []*site.Chapter, key uint64) (page, error) {
	m.noIndex[printURL] = true // the chapters say the same
	h := newHash(key)
	h.refs(m.s.Config.Organisation)
	p, err := m.page("/guide/", printURL, "imprimer", "Tout le guide", "Toutes les étapes du guide sur une page, à imprimer.", h.key(), "imprimer", func() any {
		v := PrintView{Titre: "Le guide", Intro: site.KindNamed("chapitre").Intro, Site: m.s.Config.Titre, Editeur: m.s.Config.Organisation.Label(), Licence: m.s.Config.Licence,
			Date: newestOf(cs)}
		if m.base != "" {
			v.Adresse = m.base + "/guide/"
		}
		here := map[string]string{} // chapters' addresses → their names
		for _, c := range cs {
			here[c.URL()] = c.Slug
		}
		for _, c := range cs {
			v.Etapes = append(v.Etapes, PrintStep{dressed(c), htmlOf(recast(c.Body.HTML, asHTML, func(n *html.Node) { moveIn(n, c, here) })), m.image(&c.Base)})
		}
		return v
	})
	p.frame.NoIndex = true
	return p, err
}

// newestOf is the day of the newest change an editor gave.
func newestOf(cs []*site.Chapter) site.Date {
	var out site.Date
	for _, c := range cs {
		if d := c.When(); d.Compare(out) > 0 {
			out = d
		}
	}
	return out
}

// moveIn makes an element of a chapter's text one of a page that has all: here are the names of its chapters by address.
func moveIn(n *html.Node, c *site.Chapter, here map[string]string) {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] < '6' {
		n.Data, n.DataAtom = "h"+string(n.Data[1]+1), 0
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "id", "for":
			a.Val = c.Slug + "_" + a.Val
		case "aria-labelledby", "aria-describedby", "aria-controls":
			ids := strings.Fields(a.Val)
			for i, id := range ids {
				ids[i] = c.Slug + "_" + id
			}
			a.Val = strings.Join(ids, " ")
		case "aria-label":
			if n.DataAtom == atom.Section { // a part one can jump to: "Notes" of which chapter?
				a.Val += fmt.Sprintf(", étape %d", c.Etape)
			}
		case "href":
			path, fragment, _ := strings.Cut(a.Val, "#")
			to, inside := here[path]
			switch {
			case path != "" && !inside:
			case fragment != "":
				a.Val = "#" + cmp.Or(to, c.Slug) + "_" + fragment
			case inside:
				a.Val = "#" + to
			}
		}
	}
}

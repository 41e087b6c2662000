package output

import (
	"html/template"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// face is how the pages of a content type are made, where it is not as any other type's. A type without a face has a page for
// each entry, of the template of its name and an EntryView, and a list of titles and summaries (pages/liste.html).
type face struct {
	// view mixes into h what an entry's page shows beyond the entry itself, what its header names, and who names it or links
	// to it; it gives what makes the page's view when it is needed. all[i] is the entry.
	view func(m *maker, e site.Entry, all []site.Entry, i int, h *hash) func() any

	// list makes the list, and what other pages the type has. It is not called for a type without entries.
	list func(m *maker, k *site.Kind) ([]page, error)

	style string // what its pages add to the style of all: "agenda.css"; "" when nothing
}

// faceOf gives a type's face: one line for each that has its own.
func faceOf(k *site.Kind) face {
	switch k.Name {
	case "initiative": // the map is their list
		return face{view: initiativeView, list: noList}
	case "portrait":
		return face{view: portraitView, list: portraitList}
	case "chapitre":
		return face{view: chapterView, list: guideList, style: "guide.css"}
	case "formation":
		return face{view: trainingView, list: trainingList, style: "formations.css"}
	case "intervision":
		return face{view: cycleView, list: cycleList, style: "agenda.css"}
	case "activite":
		return face{view: activityView, list: agendaList, style: "agenda.css"}
	case "actualite":
		return face{view: newsView, list: newsList, style: "reseau.css"}
	case "ressource":
		return face{view: resourceView, list: resourceList, style: "reseau.css"}
	case "organisation":
		return face{view: organisationView, list: networkList, style: "reseau.css"}
	case "rapport":
		return face{view: reportView, list: reportList, style: "rapports.css"}
	case "formulaire":
		return face{view: formView, style: "formulaires.css"}
	case "terme":
		return face{list: glossaryPage, style: "glossaire.css"}
	case "page": // they live at the root, and have no list
		return face{list: noList}
	}
	return face{}
}

func noList(*maker, *site.Kind) ([]page, error) { return nil, nil }

// EntryView is what the page of an entry without a view of its own is given: what all entries have.
type EntryView struct {
	*site.Base
	Corps  template.HTML
	Img    *Image
	Autour []LinkGroup // who names it or links to it, kind by kind; a template may rather use BackRefs
}

// LinkGroup is links under a title.
type LinkGroup struct {
	Titre string
	Liens []site.Link
}

func plainView(m *maker, e site.Entry, _ []site.Entry, _ int, _ *hash) func() any {
	return func() any { return m.entryView(e) }
}

func (m *maker) entryView(e site.Entry) EntryView {
	b := e.Common()
	return EntryView{Base: dressed(e).Common(), Corps: m.corps(b), Img: m.image(b), Autour: byKind(b.NamedBy, b.BackRefs)}
}

// who gives the names of a header as links to the organisations they name, and mixes them into a page's key.
func (m *maker) who(h *hash, names ...string) []site.Link {
	var out []site.Link
	for _, n := range names {
		if n != "" {
			out = append(out, m.s.Who(n))
		}
	}
	h.links(out)
	return out
}

// byKind gives links kind by kind, each once, in the order of Kinds.
func byKind(ls ...[]site.Link) []LinkGroup {
	var out []LinkGroup
	for _, k := range site.Kinds {
		g := LinkGroup{Titre: k.Label}
		seen := map[string]bool{}
		for _, list := range ls {
			for _, l := range list {
				if l.Kind == k.Name && !seen[l.URL] {
					seen[l.URL] = true
					g.Liens = append(g.Liens, l)
				}
			}
		}
		if len(g.Liens) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// ofKind keeps the links to entries of one kind.
func ofKind(ls []site.Link, kind string) []site.Link {
	var out []site.Link
	for _, l := range ls {
		if l.Kind == kind {
			out = append(out, l)
		}
	}
	return out
}

// plainList is the list of a type without a list of its own.
func plainList(m *maker, k *site.Kind) ([]page, error) {
	var items []ListItem
	for _, e := range m.s.Entries(k) {
		items = append(items, m.item(e))
	}
	return m.itemPages(k, items)
}

// style is the URL of what the pages of a type add to the style of all; "" when nothing.
func (m *maker) style(k *site.Kind) string { return m.in.Styles[faceOf(k).style] }

// item is an entry in a plain list.
func (m *maker) item(e site.Entry) ListItem {
	b := e.Common()
	return ListItem{Titre: b.Label(), URL: b.URL(), Texte: french.Typo(b.Resume), Img: m.image(b)}
}

// listing makes the list of each type that has entries.
func (m *maker) listing() ([]page, error) {
	var out []page
	for _, k := range site.Kinds {
		if len(m.s.Entries(k)) == 0 {
			continue
		}
		list := faceOf(k).list
		if list == nil {
			list = plainList
		}
		ps, err := list(m, k)
		if err != nil {
			return nil, err
		}
		out = append(out, ps...)
	}
	return out, nil
}

func initiativeView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	x := e.(*site.Initiative)
	h.s(x.Lieu.Territory)
	near := m.near.of(x)
	m.near.mix(h, near)
	return func() any { return m.initiative(x, near) }
}

func portraitView(m *maker, e site.Entry, _ []site.Entry, _ int, _ *hash) func() any {
	x := e.(*site.Portrait)
	return func() any { return PortraitView{dressed(x), m.corps(&x.Base), m.image(&x.Base), byKind(x.BackRefs)} }
}

func portraitList(m *maker, k *site.Kind) ([]page, error) {
	return m.itemPages(k, m.portraitItems(site.Of[*site.Portrait](m.s)))
}

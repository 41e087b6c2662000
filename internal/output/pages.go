package output

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// plan lists every page of the site.
func (m *maker) plan() ([]page, error) {
	var out []page
	for _, make := range []func() ([]page, error){m.cartePages, m.integrerPage, m.proposerPage, m.entryPages, m.listing, m.homePage, m.etatPages, m.hsdsPages, m.dataPages, m.sitePlan, m.searchPage, m.manualPages, m.notFound, m.redirects} {
		ps, err := make()
		if err != nil {
			return nil, err
		}
		out = append(out, ps...)
	}
	if m.err != nil {
		return nil, m.err
	}
	return out, nil
}

func (m *maker) hashItems(items []ListItem) *hash {
	h := newHash()
	for _, i := range items {
		h.s(i.Titre, i.URL, i.Texte, i.Sur)
		if i.Img != nil {
			h.s(i.Img.URL, i.Img.Alt)
			h.n(uint64(i.Img.Width), uint64(i.Img.Height))
		}
	}
	return h
}

func (m *maker) portraitItems(ps []*site.Portrait) []ListItem {
	var out []ListItem
	for _, p := range ps {
		out = append(out, ListItem{Titre: french.Typo(p.Titre), URL: p.URL(), Texte: french.Typo(p.Resume), Sur: french.Typo(cmp.Or(p.Fonction, p.Who())), Img: m.image(&p.Base)})
	}
	return out
}

// sitePlan is the page that links to every entry and list.
func (m *maker) sitePlan() ([]page, error) {
	main := []ListItem{{Titre: "Accueil", URL: "/"}}
	for _, it := range m.menu {
		main = append(main, ListItem{Titre: it.Label, URL: it.URL})
	}
	if m.searches() && !slices.ContainsFunc(main, func(i ListItem) bool { return i.URL == searchURL }) {
		main = append(main, ListItem{Titre: "Rechercher", URL: searchURL})
	}
	groups := []ListGroup{{"Le site", main}, {"La carte", m.mapPlaces()}, {"Les nombres", m.numberPlaces()}}
	for _, k := range site.Kinds {
		groups = append(groups, ListGroup{k.Label, m.kindPlaces(k)})
	}
	var v PlanView
	h := newHash()
	for _, g := range groups {
		if len(g.Items) > 0 {
			v.Groupes = append(v.Groupes, g)
			h.s(g.Titre)
			h.n(m.hashItems(g.Items).key())
		}
	}
	p, err := m.page("/plan-du-site/", "/plan-du-site/", "plan", "Plan du site", "Toutes les pages du site.", h.key(), "plan", func() any { return v })
	return []page{p}, err
}

// mapPlaces are the map's lists; those of a sector in a territory are left to them.
func (m *maker) mapPlaces() []ListItem {
	var out []ListItem
	for _, l := range m.sortedLists() {
		if l.secteur == "" || l.territory.slug == "" {
			out = append(out, ListItem{Titre: l.titre, URL: l.url, Texte: french.Count(len(l.items), "initiative", "initiatives")})
		}
	}
	if m.embedURL(m.lists["/carte/"]) != "" {
		out = append(out, ListItem{Titre: "Mettre la carte sur votre site", URL: "/carte/integrer/"})
	}
	if m.proposes() {
		out = append(out, ListItem{Titre: "Proposer une initiative", URL: proposerURL})
	}
	return out
}

// numberPlaces are the pages of numbers and data.
func (m *maker) numberPlaces() []ListItem {
	var out []ListItem
	if len(m.inits) > 0 {
		out = append(out, ListItem{Titre: "État des lieux", URL: etatURL})
	}
	if m.hasData() {
		out = append(out, ListItem{Titre: "Données ouvertes", URL: donneesURL})
	}
	return out
}

// kindPlaces are the entries of a kind and the other pages of its section.
func (m *maker) kindPlaces(k *site.Kind) []ListItem {
	es := m.s.Entries(k)
	if k.Name == "initiative" && len(es) > perPage {
		return nil // the map's own pages list them
	}
	var out []ListItem
	for _, e := range es {
		out = append(out, ListItem{Titre: e.Common().Label(), URL: e.Common().URL()})
	}
	if k.Name == "formation" && len(m.modules()) > 0 {
		out = append(out, ListItem{Titre: "Composer une journée", URL: composerURL})
	}
	if k.Name == "chapitre" && len(es) > 0 {
		out = append(out, m.guidePlaces()...)
	}
	return out
}

// notFound is served for any missing address, at any depth: its links start at the site's own path.
func (m *maker) notFound() ([]page, error) {
	p, err := m.page("", "/404.html", "404", "Page introuvable", "", 404, "404", func() any { return NotFoundView{Menu: m.menu, Urgence: m.s.Config.Urgence, Recherche: m.indexed()} })
	if m.indexed() {
		p.frame.Style = m.in.Styles["recherche.css"]
	}
	p.path, p.abs, p.frame.NoIndex, p.frame.Canonique = "404.html", !m.in.Portable, true, "" // from a folder it can only be opened where it lies
	return []page{p}, err
}

// redirects are pages at old addresses that lead to the new one, without script.
func (m *maker) redirects() ([]page, error) {
	var out []page
	add := func(from, to, titre string) {
		v := RedirectView{URL: to, Titre: titre}
		h := newHash(m.in.Key)
		h.s(from, to, titre)
		out = append(out, page{url: from, key: h.key(), raw: func(b *bytes.Buffer) error { return m.in.Theme.Render(b, "redirection", v) }})
		m.noIndex[from] = true
		m.moved = append(m.moved, [2]string{from, to})
	}
	for _, e := range m.s.All() {
		b := e.Common()
		for _, a := range b.Alias {
			add("/"+strings.Trim(a, "/")+"/", b.URL(), b.Titre)
		}
		if b.Withheld != "" {
			m.noIndex[b.URL()] = true
		}
	}
	if len(m.inits) > 0 {
		add("/initiatives/", "/carte/", "La carte")
	}
	return out, nil
}

package output

import (
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// IntegrerView is pages/integrer.html: how to show the map, a list or one initiative on another site.
type IntegrerView struct {
	Site    string
	Base    string // the site's public address, without the last slash; "" when unknown
	Total   int
	Iframe  string // the whole map's code; "" without Base
	Donnees string // the data's absolute address; "" without Base
	Points  string // what the form finds initiatives by, from the site's root
	Listes  []ListGroup
	Urgence bool // the site has emergency numbers
	Style   string
	Script  string
}

// integrerPage makes the page that writes the codes.
func (m *maker) integrerPage() ([]page, error) {
	whole := m.lists["/carte/"]
	if m.embedURL(whole) == "" {
		return nil, nil
	}
	v := IntegrerView{Site: m.s.Config.Titre, Base: m.base, Total: len(m.inits), Urgence: len(m.s.Config.Urgence) > 0, Style: m.in.EmbedCSS, Script: m.in.Scripts["integrer.js"], Points: m.script.Donnees}
	if m.base != "" {
		v.Iframe, v.Donnees = m.iframe(whole), m.base+"/donnees/initiatives.geojson"
	}
	groups := map[string]*ListGroup{}
	h := newHash(uint64(v.Total))
	h.s(v.Points)
	for _, l := range m.sortedLists() {
		url := m.embedURL(l)
		if url == "" || l.secteur != "" && l.territory.slug != "" || l.territory.level == 3 {
			continue // these are too many to be read: the form offers them
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(url, "/embed/"), "/")
		if groups[name] == nil {
			groups[name] = &ListGroup{}
		}
		groups[name].Items = append(groups[name].Items, ListItem{Titre: french.Typo(l.titre), URL: url})
	}
	for _, g := range [...][2]string{{"carte", "Tout"}, {"secteur", "Par secteur"}, {"nature", "Par nature"}, {"territoire", "Par région et par province"}} {
		if found := groups[g[0]]; found != nil {
			v.Listes = append(v.Listes, ListGroup{Titre: g[1], Items: found.Items})
			h.n(m.hashItems(found.Items).key())
		}
	}
	p, err := m.page("/carte/", "/carte/integrer/", "integrer", "Mettre la carte sur votre site", "Un code à copier pour montrer la carte, une liste ou une initiative sur un autre site.", h.key(), "integrer", func() any { return v })
	return []page{p}, err
}

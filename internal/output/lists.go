package output

import (
	"cmp"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// list is one page of the cartography: the whole, or the initiatives of a sector, a nature, a territory, or of a sector in
// a territory. Only lists that hold something exist.
type list struct {
	url        string // "/carte/", "/carte/secteur/precarite/namur/"
	titre      string
	definition string
	items      []*site.Initiative // in French order
	secteur    string             // ids that made the list; "" when not filtered so
	nature     string
	territory  territory
}

// territory is a commune, a province, a region or a foreign country.
type territory struct {
	slug, name string
	level      int    // 1 region or country, 2 province, 3 commune
	parent     string // slug of the territory around it
	order      string // French sort key
}

// territoriesOf gives the territories an initiative is in, from the smallest. Abroad, the country follows the commune.
func (m *maker) territoriesOf(x *site.Initiative) []territory {
	key := [4]string{x.Lieu.Pays, x.Lieu.Province, x.Lieu.Territory, x.Lieu.Commune}
	if x.Lieu.Commune == "" {
		key[3] = "zone:" + strings.Join(x.Lieu.Zone, "/")
	}
	if m.around[key] == nil {
		m.around[key] = around(x.Lieu)
		if x.Lieu.Commune == "" {
			m.around[key] = append(m.around[key], m.zones(x.Lieu)...)
		}
	}
	return m.around[key]
}

// zones gives the territories where an initiative that sits nowhere acts: the provinces and regions it names, and those
// around the provinces.
func (m *maker) zones(p site.Place) []territory {
	var out []territory
	for _, name := range p.Zone {
		slug := geo.FindTerritory(name)
		if slug == "" {
			continue
		}
		province, isProvince := strings.CutPrefix(slug, "province-")
		if !isProvince && slug == geo.TerritorySlug("bruxelles-capitale") {
			province, isProvince = "bruxelles-capitale", true
		}
		var more []territory
		if isProvince {
			more = around(site.Place{Pays: "BE", Province: province})
		} else {
			more = []territory{{slug: slug, name: geo.RegionName(slug), level: 1}}
		}
		for _, t := range more {
			if !slices.ContainsFunc(out, func(o territory) bool { return o.slug == t.slug }) {
				out = append(out, t)
			}
		}
	}
	return out
}

func around(p site.Place) []territory {
	out := []territory{}
	parent := ""
	if p.Pays != "" && p.Pays != "BE" {
		parent = strings.ToLower(p.Pays)
		out = append(out, territory{slug: parent, name: geo.CountryName(p.Pays), level: 1})
	} else if p.Province != "" {
		_, region := geo.Province(p.Province)
		out = append(out, territory{slug: region, name: geo.RegionName(region), level: 1})
		parent = region
		if s := geo.TerritorySlug(p.Province); s != region {
			name := geo.TerritoryLong(p.Province)
			out = append(out, territory{slug: s, name: french.Capital(name), level: 2, parent: region})
			parent = s
		}
	}
	if p.Territory != "" {
		out = append(out, territory{slug: p.Territory, name: p.Commune, level: 3, parent: parent})
	}
	slices.Reverse(out)
	return out
}

// shelf is the lists of one territory: its own, and one for each sector.
type shelf struct {
	own     *list
	sectors map[string]*list
}

// makeLists sorts every initiative into the lists it belongs to.
func (m *maker) makeLists() {
	shelves := map[string]*shelf{}
	natures, secteurs := map[string]*list{}, map[string]*list{}
	all := m.newList(list{url: "/carte/", titre: "La carte des initiatives"})
	for _, x := range m.inits {
		all.items = append(all.items, x)
		n := natures[x.Nature]
		if n == nil {
			n = m.newList(list{url: "/carte/nature/" + x.Nature + "/", titre: m.s.Vocab.Label("natures", x.Nature), nature: x.Nature, definition: m.definition("natures", x.Nature)})
			natures[x.Nature] = n
		}
		n.items = append(n.items, x)
		for i, id := range x.Secteurs {
			if slices.Contains(x.Secteurs[:i], id) {
				continue
			}
			l := secteurs[id]
			if l == nil {
				l = m.newList(list{url: "/carte/secteur/" + id + "/", titre: m.s.Vocab.Label("secteurs", id), secteur: id, definition: m.definition("secteurs", id)})
				secteurs[id] = l
			}
			l.items = append(l.items, x)
		}
		for _, t := range m.territoriesOf(x) {
			m.shelve(shelves, t, x)
		}
	}
	if len(m.inits) == 0 {
		m.lists = map[string]*list{}
	}
}

// shelve puts an initiative in the lists of one territory.
func (m *maker) shelve(shelves map[string]*shelf, t territory, x *site.Initiative) {
	s := shelves[t.slug]
	if s == nil {
		t.order = m.sorter.Key(t.name)
		s = &shelf{m.newList(list{url: "/carte/territoire/" + t.slug + "/", titre: t.name, territory: t}), map[string]*list{}}
		shelves[t.slug] = s
	}
	s.own.items = append(s.own.items, x)
	for i, id := range x.Secteurs {
		if slices.Contains(x.Secteurs[:i], id) {
			continue
		}
		l := s.sectors[id]
		if l == nil {
			titre := m.s.Vocab.Label("secteurs", id) + " – " + t.name
			l = m.newList(list{url: "/carte/secteur/" + id + "/" + t.slug + "/", titre: titre, secteur: id, territory: s.own.territory})
			s.sectors[id] = l
		}
		l.items = append(l.items, x)
	}
}

func (m *maker) newList(l list) *list {
	m.lists[l.url] = &l
	return &l
}

func (m *maker) definition(vocab, id string) string {
	if t := m.s.Vocab.Lists[vocab].Get(id); t != nil {
		return t.Definition
	}
	return ""
}

// sortedLists gives the lists by address.
func (m *maker) sortedLists() []*list {
	out := make([]*list, 0, len(m.lists))
	for _, l := range m.lists {
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b *list) int { return cmp.Compare(a.url, b.url) })
	return out
}

// facets gives the ways on from a list: other sectors and natures, smaller and sister territories. Each value leads to a
// page that exists and says how many it holds.
func (m *maker) facets(l *list) []Facet {
	at := ""
	if l.territory.slug != "" {
		at = l.territory.slug + "/"
	}
	var out []Facet
	var secteurs, natures Facet
	secteurs.Label, natures.Label = "Secteur", "Nature"
	for _, t := range m.s.Vocab.Lists["secteurs"].IDs() {
		secteurs.add(m.lists["/carte/secteur/"+t+"/"+at], m.s.Vocab.Label("secteurs", t), t == l.secteur)
	}
	for _, t := range m.s.Vocab.Lists["natures"].IDs() {
		natures.add(m.lists["/carte/nature/"+t+"/"], m.s.Vocab.Label("natures", t), t == l.nature)
	}
	for _, f := range append([]Facet{secteurs, natures}, m.territoryFacets(l)...) {
		if len(f.Options) > 0 {
			out = append(out, f)
		}
	}
	return out
}

func (f *Facet) add(l *list, label string, current bool) {
	if l != nil {
		f.Options = append(f.Options, FacetOption{Label: label, URL: l.url, N: len(l.items), Current: current})
	}
}

// territoryFacets lists regions and countries, provinces, communes; inside a territory, only those within it.
func (m *maker) territoryFacets(l *list) []Facet {
	base := "/carte/territoire/"
	if l.secteur != "" {
		base = "/carte/secteur/" + l.secteur + "/"
	}
	var facets [3]Facet
	facets[0].Label, facets[1].Label, facets[2].Label = "Région ou pays", "Province", "Commune"
	for _, t := range m.territoryIndex() {
		if l.territory.slug != "" && t.slug != l.territory.slug && t.level > 1 && !m.within(t, l.territory) {
			continue
		}
		facets[t.level-1].add(m.lists[base+t.slug+"/"], t.name, t.slug == l.territory.slug)
	}
	return facets[:]
}

// within tells that a territory lies in another, directly or not, or is its sister.
func (m *maker) within(t, in territory) bool {
	for p := t.parent; p != ""; {
		if p == in.slug {
			return true
		}
		l := m.lists["/carte/territoire/"+p+"/"]
		if l == nil {
			break
		}
		p = l.territory.parent
	}
	return t.level == in.level && t.parent == in.parent
}

// territoryIndex lists all territories that have a page, in French order.
func (m *maker) territoryIndex() []territory {
	if m.index == nil {
		for url, l := range m.lists {
			if strings.HasPrefix(url, "/carte/territoire/") {
				m.index = append(m.index, l.territory)
			}
		}
		slices.SortFunc(m.index, func(a, b territory) int { return cmp.Or(cmp.Compare(a.order, b.order), cmp.Compare(a.slug, b.slug)) })
	}
	return m.index
}

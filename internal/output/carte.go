package output

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// markSize is the diameter of a mark in CSS pixels on a phone 360 pixels wide: large enough for a thumb.
const markSize = 30

// singleSize is the radius of the blaze of a single initiative.
const singleSize = 10

// maxLabels is how many towns the map names.
const maxLabels = 16

// section is a part of a list: one place of the map, or what the map can't show.
type section struct {
	id, titre, note string
	no              int // on paper, its mark and its part of the list have this number; 0: no mark
	items           []*site.Initiative
	group           *geo.Group
}

// mapMemo keeps the arrangement of a list's points, which only depends on where they are.
type mapMemo struct {
	key    uint64
	groups []geo.Group
	on     []int // indexes, in the list, of the points on the map
	svgKey uint64
	svg    template.HTML
}

// cartePages makes the pages of every list.
func (m *maker) cartePages() ([]page, error) {
	m.makeCards()
	lists := m.sortedLists()
	all := make([][]page, len(lists))
	memos := make([]mapMemo, len(lists))
	if _, err := m.chrome("/carte/"); err != nil {
		return nil, err
	}
	m.territoryIndex()
	m.facettes = m.mapFacets()
	m.script = m.mapScript()
	var ground bytes.Buffer
	v := GroundView{Country: m.paths[0], Neighbours: m.paths[1], Provinces: m.paths[2], Sea: m.paths[3], Scale: 1.0 / pathScale}
	if err := m.in.Theme.Render(&ground, "fond", v); err != nil {
		return nil, err
	}
	m.ground = htmlOf(ground.String())
	err := each(len(lists), func() func(int) error {
		return func(i int) (err error) {
			all[i], memos[i], err = m.listPages(lists[i])
			return err
		}
	})
	m.memo.maps = make(map[string]mapMemo, len(lists))
	for i, l := range lists {
		m.memo.maps[l.url] = memos[i]
		if url := m.embedURL(l); url != "" {
			m.noIndex[url] = true // what it shows has a page of its own
		}
	}
	return slices.Concat(all...), err
}

// makeCards renders the card of every initiative once; lists then only join them.
func (m *maker) makeCards() {
	out := make([]cardMemo, len(m.inits))
	m.cards, m.spots = out, make([]uint64, len(m.inits))
	_ = each(len(m.inits), func() func(int) error {
		var b bytes.Buffer
		return func(i int) error {
			x := m.inits[i]
			at := newHash(floatBits(x.Lieu.Point[0]), floatBits(x.Lieu.Point[1]), boolBit(x.Lieu.HasPoint))
			at.s(x.Lieu.Commune)
			m.spots[i] = at.key()
			h := newHash(m.in.Key, x.CarteKey)
			h.s(x.Lieu.Territory)
			key := h.key()
			if old := m.memo.cards[x.Path]; old.key == key {
				out[i] = old
				return nil
			}
			b.Reset()
			if err := m.in.Theme.Render(&b, "card", m.card(x)); err != nil {
				m.fail(err)
			}
			out[i] = cardMemo{key: key, html: b.String(), feature: m.feature(x), title: string(m.appendText(nil, french.Typo(x.Titre)))}
			return nil
		}
	})
	m.memo.cards = make(map[string]cardMemo, len(out))
	for i, x := range m.inits {
		m.memo.cards[x.Path] = out[i]
	}
}

func (m *maker) card(x *site.Initiative) Card {
	c := Card{Titre: french.Typo(x.Titre), URL: x.URL(), Slug: x.Slug, Texte: french.Typo(cmp.Or(x.EnClair, x.Resume)), Lieu: m.where(x), Secteurs: m.tagsOf("secteurs", x.Secteurs),
		Nature: m.s.Vocab.Label("natures", x.Nature), Etat: etats[x.Etat]}
	if x.Lieu.Area() {
		c.Lieu += " (lieu approché)"
	}
	return c
}

// listPages makes the pages of one list: the same map on each, three hundred entries a page.
func (m *maker) listPages(l *list) ([]page, mapMemo, error) {
	memo := m.arrange(l)
	sections := m.sections(l, memo)
	pageOf := map[string]int{} // section → page where it starts
	n := 0
	for _, s := range sections {
		pageOf[s.id] = n/perPage + 1
		n += len(s.items)
	}
	total := (n + perPage - 1) / perPage
	svg, err := m.mapHTML(l, &memo, sections, pageOf)
	if err != nil {
		return nil, memo, err
	}
	shared := newHash(memo.svgKey, uint64(n), uint64(total))
	shared.s(m.script.Donnees, string(m.script.Facettes))
	facets := m.facets(l)
	for _, f := range facets {
		shared.s(f.Label)
		for _, o := range f.Options {
			shared.s(o.Label, o.URL, strconv.FormatBool(o.Current))
			shared.n(uint64(o.N))
		}
	}
	var out []page
	for i := range total {
		p, err := m.listPage(l, facets, svg, slice(sections, i*perPage, perPage), i+1, total, newHash(shared.key()))
		if err != nil {
			return nil, memo, err
		}
		out = append(out, p)
	}
	embed, err := m.embedPage(l, sections, memo)
	return append(out, embed...), memo, err
}

func pageURL(base string, n int) string {
	if n == 1 {
		return base
	}
	return base + "page/" + strconv.Itoa(n) + "/"
}

func (m *maker) listPage(l *list, facets []Facet, svg template.HTML, parts []part, n, total int, h *hash) (page, error) {
	m.hashParts(h, parts)
	titre := l.titre
	if n > 1 {
		titre += fmt.Sprintf(" (page %d)", n)
	}
	description := french.Count(len(l.items), "initiative", "initiatives") + " de pair-aidance : " + l.titre + "."
	if l.url == "/carte/" {
		description = "La carte et la liste des initiatives de pair-aidance : " + french.Count(len(l.items), "initiative", "initiatives") + "."
	}
	p, err := m.page("/carte/", pageURL(l.url, n), "carte", titre, description, h.key(), "carte", func() any {
		v := CarteView{Titre: l.titre, Total: len(l.items), Phrase: french.Count(len(l.items), "initiative", "initiatives"), Filtre: l.url != "/carte/",
			Facettes: facets, Carte: svg, Cadre: m.extent(), Geojson: "/donnees/initiatives.geojson", Secteurs: m.tags["secteurs"], Definition: l.definition, Pager: pager(l.url, n, total),
			Script: m.script, Integrer: !m.in.Portable, Proposer: m.proposes()}
		v.Groupes, v.Hors = m.groups(parts)
		return v
	})
	if svg != "" {
		m.allow(&p.frame)
	}
	if n == 1 {
		p.frame.OEmbed = m.oembedURL(l)
	}
	return p, err
}

// extent is what every map shows, for the script to show the same.
func (m *maker) extent() string {
	b := m.frame.Bounds
	return coord(b.Min[0]) + "," + coord(b.Min[1]) + "," + coord(b.Max[0]) + "," + coord(b.Max[1])
}

// mapScript gives what the script of the map's pages starts from.
func (m *maker) mapScript() MapScript {
	url := m.in.Scripts["carte.js"]
	if url == "" {
		return MapScript{}
	}
	s := MapScript{URL: url, Donnees: "/" + m.mapDataPath(), Facettes: m.facetsJSON()}
	if m.tiled() {
		s.Tuiles = strconv.Itoa(tileZoomMin) + "," + strconv.Itoa(tileZoomMax)
	}
	if !m.s.Config.Carte.NoMap() {
		s.Plan, s.Fond, s.Rue = m.in.Scripts["map.js"], m.in.Ground, m.streetJSON()
	}
	return s
}

func (m *maker) join(items []*site.Initiative) template.HTML {
	n := 0
	for _, x := range items {
		n += len(m.cards[x.Index].html)
	}
	var b strings.Builder
	b.Grow(n)
	for _, x := range items {
		b.WriteString(m.cards[x.Index].html)
	}
	return htmlOf(b.String())
}

func pager(base string, n, total int) Pager {
	p := Pager{Current: n, Total: total}
	if total == 1 {
		return p
	}
	if n > 1 {
		p.Prev = pageURL(base, n-1)
	}
	if n < total {
		p.Next = pageURL(base, n+1)
	}
	for i := range total {
		p.Links = append(p.Links, FacetOption{Label: strconv.Itoa(i + 1), URL: pageURL(base, i+1), Current: i+1 == n})
	}
	return p
}

// part is what one page shows of a section.
type part struct {
	id, titre, note string
	no              int
	suite           bool
	n               int // in the whole section
	items           []*site.Initiative
}

// slice takes the entries from..from+n of the sections laid end to end.
func slice(sections []section, from, n int) []part {
	var out []part
	at := 0
	for _, s := range sections {
		lo, hi := max(from-at, 0), min(from+n-at, len(s.items))
		if lo < hi {
			out = append(out, part{id: s.id, titre: s.titre, note: s.note, no: s.no, suite: lo > 0, n: len(s.items), items: s.items[lo:hi]})
		}
		at += len(s.items)
	}
	return out
}

// arrange places a list's points on the map, or remembers how they were placed.
func (m *maker) arrange(l *list) mapMemo {
	h := newHash()
	for _, x := range l.items {
		h.n(m.spots[x.Index])
	}
	key := h.key()
	if old, ok := m.memo.maps[l.url]; ok && old.key == key {
		return old
	}
	memo := mapMemo{key: key}
	var placed []geo.Placed
	for i, x := range l.items {
		if x.Lieu.HasPoint && m.frame.Contains(x.Lieu.Point) {
			placed = append(placed, geo.Placed{At: x.Lieu.Point, Commune: x.Lieu.Commune})
			memo.on = append(memo.on, i)
		}
	}
	memo.groups = geo.Merge(placed, m.frame, markSize*m.frame.Px())
	return memo
}

// sections groups a list as its map does: a part a place, in French order, then what is off the map.
func (m *maker) sections(l *list, memo mapMemo) []section {
	sorter := french.NewSorter()
	var out []section
	for i := range memo.groups {
		g := &memo.groups[i]
		s := section{group: g, titre: cmp.Or(g.Commune, "Ailleurs")}
		for _, j := range g.Members {
			x := l.items[memo.on[j]]
			if x.Lieu.Commune != g.Commune && !strings.HasPrefix(s.titre, "Autour de ") {
				s.titre = "Autour " + french.De(g.Commune)
			}
			s.items = append(s.items, x)
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b section) int { return cmp.Compare(sorter.Key(a.group.Commune), sorter.Key(b.group.Commune)) })
	for i := range out {
		out[i].no = i + 1
	}
	out = append(out, m.offMap(l, memo)...)
	used := map[string]int{}
	for i := range out {
		id := "lieu-" + french.Slug(out[i].titre)
		used[id]++
		if n := used[id]; n > 1 {
			id += "-" + strconv.Itoa(n)
		}
		out[i].id = id
	}
	return out
}

// offMap gathers what the map can't show, and says why.
func (m *maker) offMap(l *list, memo mapMemo) []section {
	on := make([]bool, len(l.items))
	for _, i := range memo.on {
		on[i] = true
	}
	away := map[string]*section{}
	var order []string
	put := func(titre, note string, x *site.Initiative) {
		if away[titre] == nil {
			away[titre] = &section{titre: titre, note: note}
			order = append(order, titre)
		}
		away[titre].items = append(away[titre].items, x)
	}
	for i, x := range l.items {
		switch {
		case on[i]:
		case x.Lieu.Precision == site.Masked:
			put("Lieu non montré", "Le lieu de ces initiatives n’est pas montré, pour protéger les personnes.", x)
		case x.Lieu.Pays != "BE" && x.Lieu.Pays != "":
			put(geo.CountryName(x.Lieu.Pays), "Hors du cadre de cette carte.", x)
		default:
			put("Sans adresse fixe", "Ces initiatives agissent sur toute une zone ; elles n’ont pas de point sur la carte.", x)
		}
	}
	slices.Sort(order)
	var out []section
	for _, t := range order {
		out = append(out, *away[t])
	}
	return out
}

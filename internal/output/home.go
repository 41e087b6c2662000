package output

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// HomeView is pages/accueil.html: the map first, then a few doors to the rest.
type HomeView struct {
	Site        string
	Description string
	Total       int
	Hors        int // initiatives that the map does not show: they act everywhere, abroad, or hide where they are
	Carte       template.HTML
	Facettes    []Facet
	Agenda      ListGroup // what comes next
	AgendaURL   string    // all of it; "" when the agenda has no page
	Nouvelles   ListGroup // the latest news
	Actualites  bool      // they are news: there is a page of all
	Chapitres   []*site.Chapter
	Services    []ListItem // what one can ask for, or do
	Portraits   []ListItem
	Chiffres    []ListItem // where the figures are
}

// shown is how many entries of a type the home page shows.
const shown = 3

// homePage shows all the site with restraint: nothing of it is longer than a glance.
func (m *maker) homePage() ([]page, error) {
	cfg := m.s.Config
	description := cmp.Or(cfg.Description, "Où trouver des pairs-aidants, qui ils sont, et comment travailler avec eux.")
	v := HomeView{Site: cfg.Titre, Description: description, Total: len(m.inits), Chapitres: dressedAll(site.Of[*site.Chapter](m.s)), Services: m.services(), Chiffres: m.figures()}
	for _, x := range m.inits {
		if !x.Lieu.HasPoint || !m.frame.Contains(x.Lieu.Point) {
			v.Hors++
		}
	}
	h := newHash(uint64(v.Total), uint64(v.Hors))
	if l := m.lists["/carte/"]; l != nil {
		memo := m.memo.maps[l.url] // cartePages has just drawn it
		v.Carte = memo.svg
		h.n(memo.svgKey)
		facets := m.facets(l) // none when the vocabulary can't be read
		v.Facettes = facets[:min(1, len(facets))]
		for _, f := range v.Facettes {
			for _, o := range f.Options {
				h.s(o.Label, o.URL)
				h.n(uint64(o.N))
			}
		}
	}
	v.Agenda, v.Nouvelles = m.next(), m.latest(shown)
	if len(site.Of[*site.Activity](m.s)) > 0 {
		v.AgendaURL = "/agenda/"
	}
	v.Actualites = len(site.Of[*site.News](m.s)) > 0
	ps := m.portraitItems(site.Of[*site.Portrait](m.s))
	v.Portraits = ps[:min(shown, len(ps))]
	for _, c := range v.Chapitres {
		h.n(c.Key)
	}
	h.s(v.Nouvelles.Titre, v.AgendaURL)
	h.n(boolBit(v.Actualites))
	for _, items := range [][]ListItem{v.Agenda.Items, v.Nouvelles.Items, v.Services, v.Portraits, v.Chiffres} {
		h.n(m.hashItems(items).key())
	}
	p, err := m.page("/", "/", "accueil", "", description, h.key(), "accueil", func() any { return v })
	return []page{p}, err
}

// next is what comes next in the agenda, a line an entry: its next day.
func (m *maker) next() (g ListGroup) {
	g.Titre = "Ce qui vient"
	seen := map[site.Entry]bool{}
	for _, x := range m.agenda {
		if !x.toCome(m.s.Today) || x.news() || seen[x.Entry] || x.Entry.Common().Withheld != "" || len(g.Items) == shown {
			continue
		}
		seen[x.Entry] = true
		l := m.agendaLine(x)
		sur := []string{l.Type, l.Quand.Mots}
		if x.Date.Full() && x.Fin.IsZero() {
			sur[1] = dayWords(x.Date)
		}
		for _, s := range []string{l.Heures, l.Seance} {
			if s != "" {
				sur = append(sur, s)
			}
		}
		g.Items = append(g.Items, ListItem{Titre: l.Titre, URL: l.URL, Texte: cmp.Or(l.Lieu, french.Typo(x.Entry.Common().Resume)), Sur: strings.Join(sur, ", ")})
	}
	return g
}

// latest is the newest news; without any, what was added or checked last.
func (m *maker) latest(n int) (g ListGroup) {
	g.Titre = "Actualités"
	for _, x := range site.Of[*site.News](m.s) { // the newest first
		if x.Withheld == "" && x.Date.Compare(m.s.Today) <= 0 && len(g.Items) < n {
			i := m.item(x)
			i.Sur, i.Img = x.Date.Words(), nil
			g.Items = append(g.Items, i)
		}
	}
	if len(g.Items) > 0 {
		return g
	}
	for _, x := range m.newest(n) {
		i := m.item(x.e)
		i.Sur, i.Img = x.when.Words(), nil
		g.Items = append(g.Items, i)
	}
	g.Titre = "Vérifié ou ajouté récemment"
	return g
}

// services are doors for those who work in the field, or want to.
func (m *maker) services() []ListItem {
	var out []ListItem
	add := func(kind, titre, texte string) {
		k := site.KindNamed(kind)
		if es := m.s.Entries(k); len(es) > 0 {
			out = append(out, ListItem{Titre: titre, URL: k.List(), Texte: texte})
		}
	}
	add("formation", "Se former", "Des modules à suivre seuls, ou à assembler en une journée.")
	add("intervision", "Parler de son travail", "Des groupes de pairs-aidants, dans un espace protégé.")
	add("formulaire", "Demander une formation ou un accompagnement", "Quelques questions pour préparer un premier échange.")
	add("ressource", "Lire et apprendre", "Des livres, des rapports, des articles.")
	return out
}

// figures are where the practice is counted.
func (m *maker) figures() []ListItem {
	var out []ListItem
	if len(m.inits) > 0 {
		out = append(out, ListItem{Titre: "État des lieux de la pair-aidance", URL: etatURL})
	}
	if rs := site.Of[*site.Report](m.s); len(rs) > 0 {
		i := slices.IndexFunc(rs, func(r *site.Report) bool { return r.Withheld == "" })
		if i >= 0 {
			out = append(out, ListItem{Titre: rs[i].Label(), URL: rs[i].URL()})
		}
	}
	if os := m.s.Entries(site.KindNamed("organisation")); len(os) > 0 {
		out = append(out, ListItem{Titre: french.Count(len(os), "organisation dans le réseau", "organisations dans le réseau"), URL: "/reseau/"})
	}
	return out
}

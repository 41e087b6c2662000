package output

import (
	"html/template"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// networkFull is how many organisations a list tells of in sentences; a longer one names them, so that it stays light.
const networkFull = 80

// unfolded is how many activities an organisation's page shows before it folds the others.
const unfolded = 10

// namedFew is how many pages that name it an organisation's page shows; it folds more.
const namedFew = 8

// NetworkView is pages/reseau.html.
type NetworkView struct {
	Titre, Intro string
	Groupes      []NetworkGroup
	Pager        Pager
	Dessin       *NetworkPicture // nil when nobody works with anybody
	Limite       string          // which organisations the picture and the list under it leave out; "" for none
	Finances     bool            // an arc of the picture only tells who funds
	Liens        []NetworkHub    // the same, as a list
}

// NetworkGroup is the organisations listed under one role.
type NetworkGroup = Titled[NetworkItem]

// NetworkItem is an organisation in the list.
type NetworkItem struct {
	Titre, URL, Texte string
	Aussi             string // its other roles: "Aussi porteur."
	Fait              string // what it carries: "Porte 2 initiatives."
}

// NetworkHub is an organisation and those it works with, each pair being told once: under the one who has more ties.
type NetworkHub struct {
	Qui   site.Link
	Liens []NetworkTie
}

// OrganisationView is pages/organisation.html.
type OrganisationView struct {
	*site.Organisation
	Corps     template.HTML
	Img       *Image
	Secteurs  []Tag
	Roles     string      // in words
	Fait      []LinkGroup // what it carries, is a partner of, funds
	AVenir    []DatedLink // what it will take part in, the soonest first
	Activites []DatedLink // what is over, the newest first, as many as are shown
	Autres    []DatedLink // the older ones, folded
	Nombre    string      // of the folded ones, in words
	Portraits []site.Link
	Avec      []site.Link // with whom it works
	Evoquee   []LinkGroup // what else names it or links to it, kind by kind
	Ailleurs  string      // how many pages these are, in words, when they are many: they are folded; else ""
	Mailto    template.URL
	Tel       template.URL
}

// DatedLink is a link to what has a date.
type DatedLink struct {
	site.Link
	Date, Mots string // ISO 8601, in words
}

func networkList(m *maker, k *site.Kind) ([]page, error) {
	n := m.network()
	groups := n.groups()
	return m.kindPages(k, "reseau", countItems(groups), func(h *hash, from, to int, p Pager) any {
		v := NetworkView{Titre: "Le réseau", Intro: k.Intro, Groupes: cut(groups, from, to), Pager: p}
		if from == 0 {
			n.picture(h, &v)
		}
		n.mixItems(h, v.Groupes)
		return v
	})
}

// mixItems adds all that the page says of the organisations it lists.
func (n *network) mixItems(h *hash, groups []NetworkGroup) {
	for _, g := range groups {
		h.s(g.Titre)
		for _, i := range g.Items {
			h.s(i.Titre, i.URL, i.Texte, i.Aussi, i.Fait)
		}
	}
}

// picture adds to the list's first page who works with whom.
func (n *network) picture(h *hash, v *NetworkView) {
	if ranks, bonds, all := n.shown(); len(ranks) > 0 {
		v.Dessin, v.Liens = n.draw(ranks, bonds), n.hubs(ranks, bonds)
		v.Finances = slices.ContainsFunc(v.Dessin.Arcs, func(a NetworkArc) bool { return strings.HasPrefix(a.Class, "f") })
		if len(ranks) < all {
			v.Limite = "Seules les " + french.Number(len(ranks)) + " organisations qui ont le plus de liens sont ici, sur " + french.Number(all) + ". La page de chaque organisation dit tous les siens."
		}
		n.mix(h, bonds)
	}
}

// mix adds all that the page says of the bonds.
func (n *network) mix(h *hash, bonds []bond) {
	for i, o := range n.orgs {
		h.s(o.URL(), o.Label())
		h.n(uint64(len(n.near[i])))
	}
	for _, b := range bonds {
		h.n(uint64(b.a), uint64(b.b))
		for _, f := range b.facts {
			h.n(uint64(f.what), uint64(f.by))
			h.links([]site.Link{f.x})
		}
	}
}

// groups lists the organisations by their first role, in the order of the roles; those without one come last.
func (n *network) groups() []NetworkGroup {
	var out []NetworkGroup
	for _, r := range roles {
		g := NetworkGroup{Titre: r.titre}
		for i, o := range n.orgs {
			if firstRole(o) == r.id {
				g.Items = append(g.Items, n.item(i))
			}
		}
		if len(g.Items) > 0 {
			out = append(out, g)
		}
	}
	return out
}

func (n *network) item(i int) NetworkItem {
	o := n.orgs[i]
	it := NetworkItem{Titre: o.Label(), URL: o.URL(), Fait: n.does(i)}
	if len(n.orgs) <= networkFull {
		it.Texte = french.Typo(o.Resume)
	}
	if words := n.alsoIs(i); len(words) > 0 {
		it.Aussi = "Aussi " + french.List(words, "et") + "."
	}
	return it
}

// hubs tells each bond once, under the one of the two who has more ties; those who have most come first.
func (n *network) hubs(ranks []int, bonds []bond) []NetworkHub {
	order := slices.Clone(ranks)
	slices.SortStableFunc(order, func(i, j int) int { return len(n.near[j]) - len(n.near[i]) })
	place := make([]int, len(n.orgs))
	for p, i := range order {
		place[i] = p
	}
	hubs := make([]NetworkHub, len(order))
	for p, i := range order {
		hubs[p].Qui = site.LinkTo(n.orgs[i])
	}
	for _, b := range bonds { // by their two ends: those of one organisation come in the French order of the others
		first := order[min(place[b.a], place[b.b])]
		h := &hubs[place[first]]
		h.Liens = append(h.Liens, n.tie(b, first))
	}
	return slices.DeleteFunc(hubs, func(h NetworkHub) bool { return len(h.Liens) == 0 })
}

func organisationView(m *maker, e site.Entry, _ []site.Entry, i int, h *hash) func() any {
	x := e.(*site.Organisation)
	n := m.network()
	v := OrganisationView{Portraits: ofKind(x.NamedBy, "portrait")}
	told := slices.Clone(v.Portraits)
	for _, g := range []LinkGroup{{"Porte", n.carries[i]}, {"Est partenaire", n.partners[i]}, {"Finance", n.funds[i]}} {
		if len(g.Liens) > 0 {
			v.Fait = append(v.Fait, g)
			told = append(told, g.Liens...)
			h.s(g.Titre)
			h.links(g.Liens)
		}
	}
	for _, r := range n.near[i] {
		v.Avec = append(v.Avec, site.LinkTo(n.orgs[r]))
	}
	h.links(v.Avec)
	v.AVenir, v.Activites = m.dates(ofKind(x.NamedBy, "activite"))
	h.n(uint64(len(v.AVenir)))
	for _, a := range slices.Concat(v.AVenir, v.Activites) {
		h.s(a.URL, a.Date)
		told = append(told, a.Link)
	}
	if len(v.Activites) > unfolded {
		v.Activites, v.Autres = v.Activites[:unfolded], v.Activites[unfolded:]
		v.Nombre = french.Count(len(v.Autres), "activité plus ancienne", "activités plus anciennes")
	}
	return func() any {
		v.Organisation, v.Corps, v.Img, v.Secteurs = dressed(x), m.corps(&x.Base), m.image(&x.Base), m.tagsOf("secteurs", x.Secteurs)
		v.Mailto, v.Tel = mailto(x.Contact.Courriel), tel(x.Contact.Telephone)
		v.Evoquee = byKind(without(x.NamedBy, told), without(x.BackRefs, told))
		pages := 0
		for _, g := range v.Evoquee {
			pages += len(g.Liens)
		}
		if pages > namedFew {
			v.Ailleurs = french.Count(pages, "page", "pages")
		}
		if words := rolesOf(x); len(words) > 0 {
			v.Roles = rolesText(words)
		}
		return v
	}
}

// without leaves out the links that a page has already.
func without(ls, told []site.Link) []site.Link {
	return slices.DeleteFunc(slices.Clone(ls), func(l site.Link) bool {
		return slices.ContainsFunc(told, func(t site.Link) bool { return t.URL == l.URL })
	})
}

// dates gives links to activities their date: those to come, the soonest first, with the next of their days, and those that are
// over, the newest first. What has only a year or a month is over with its last day, as in the agenda.
func (m *maker) dates(ls []site.Link) (coming, past []DatedLink) {
	next, begun := map[string]site.Date{}, map[string]site.Date{}
	for _, l := range ls {
		a, ok := m.s.ByURL(l.URL).(*site.Activity)
		if !ok {
			continue
		}
		link, on := site.LinkTo(a), site.Date{}
		for _, o := range a.Occurrences() {
			if o.Last().Compare(m.s.Today) >= 0 && (on.IsZero() || o.Date.Compare(on) < 0) {
				on = o.Date
			}
		}
		if on.IsZero() {
			begun[l.URL] = a.Date
			past = append(past, DatedLink{link, a.Date.String(), a.Date.Words()})
		} else {
			next[l.URL] = on
			coming = append(coming, DatedLink{link, on.String(), on.Words()})
		}
	}
	slices.SortStableFunc(coming, func(a, b DatedLink) int { return next[a.URL].Compare(next[b.URL]) })
	slices.SortStableFunc(past, func(a, b DatedLink) int { return begun[b.URL].Compare(begun[a.URL]) })
	return coming, past
}

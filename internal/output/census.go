package output

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"sync/atomic"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// The census counts the published initiatives once, in as many ways as /etat-des-lieux/ shows. Its page, the lists its numbers
// lead to and its CSV files are all written from it.

// unsaid is the value of an initiative that says nothing where a measure asks.
const unsaid = "non-dit_" // no id of a vocabulary has such an end

// census is what was counted.
type census struct {
	inits    []*site.Initiative // all that count, in French order
	measures []*measure         // those that count something
	oldest   site.Date          // the first and the last day somebody checked an entry; zero when nobody ever has
	newest   site.Date
	lines    []atomic.Pointer[string] // of the lists, by Initiative.Index: an initiative is in some ten of them
}

// measure is one way to count.
type measure struct {
	spec
	rows []*bucket // none is empty
	sum  int       // of all rows: more than the initiatives when some count twice
}

// bucket is one value of a measure, and the initiatives that have it.
type bucket struct {
	id, label string
	tag       Tag    // of a sector
	url       string // of the list of these initiatives
	own       bool   // that list is a page of the census, not one of the map's
	items     []*site.Initiative
}

// spec says how a measure counts and speaks.
type spec struct {
	key      string                                       // in addresses: "/donnees/etat/secteurs.csv"
	titre    string                                       // what a row is: "Secteur"
	question string                                       // what the rows answer: "Dans quels secteurs ?"
	several  string                                       // said when an initiative counts in more than one row
	note     string                                       // always said
	fiches   bool                                         // it counts what entries say, not what initiatives are
	order    []answer                                     // the rows, in their order
	byCount  bool                                         // the rows come by size; order only parts equals
	most     int                                          // the page shows no more rows than that; 0: all
	least    int                                          // nor, after the first rowsAnyway, any that counts less
	lists    string                                       // where the map has a page for each value: "/carte/secteur/"; "" when the census makes them
	of       func(x *site.Initiative, add func(rank int)) // gives the values that the map has no list for, by their rank in order
}

// answer is one value a measure knows, and its name.
type answer struct{ id, label string }

// takeCensus counts all measures in one pass; what the map has lists of is counted already.
func (m *maker) takeCensus() *census {
	c := &census{lines: make([]atomic.Pointer[string], len(m.inits))}
	specs := slices.Concat(m.kindSpecs(), m.placeSpecs(), []spec{yearSpec(m.inits)}, m.trustSpecs())
	found := make([][][]*site.Initiative, len(specs)) // by spec and rank
	adds := make([]func(int), len(specs))
	var x *site.Initiative
	for i := range specs {
		found[i] = make([][]*site.Initiative, len(specs[i].order))
		adds[i] = func(rank int) {
			items := &found[i][rank]
			if n := len(*items); n == 0 || (*items)[n-1] != x { // a value written twice counts once
				*items = append(*items, x)
			}
		}
	}
	for _, x = range m.inits {
		if x.Withheld != "" {
			continue
		}
		c.note(x)
		for i := range specs {
			if specs[i].of != nil {
				specs[i].of(x, adds[i])
			}
		}
	}
	for i := range specs {
		if counted := m.measure(specs[i], found[i]); len(counted.rows) > 0 {
			c.measures = append(c.measures, counted)
		}
	}
	return c
}

// shownToAll leaves out what only a preview shows.
func shownToAll(items []*site.Initiative) []*site.Initiative {
	withheld := func(x *site.Initiative) bool { return x.Withheld != "" }
	if !slices.ContainsFunc(items, withheld) {
		return items
	}
	return slices.DeleteFunc(slices.Clone(items), withheld)
}

// note takes an initiative in, and what it says of itself.
func (c *census) note(x *site.Initiative) {
	c.inits = append(c.inits, x)
	if v := x.VerifieLe; !v.IsZero() {
		if c.oldest.IsZero() || v.Compare(c.oldest) < 0 {
			c.oldest = v
		}
		if v.Compare(c.newest) > 0 {
			c.newest = v
		}
	}
}

// measure puts what was found in order, what is unsaid last.
func (m *maker) measure(s spec, found [][]*site.Initiative) *measure {
	out := &measure{spec: s}
	for i, v := range s.order {
		b := &bucket{id: v.id, label: v.label, url: etatURL + s.key + "/" + v.id + "/", own: true, items: found[i]}
		if l := m.lists[s.lists+v.id+"/"]; l != nil && s.lists != "" && v.id != unsaid {
			b.url, b.own, b.items = l.url, false, shownToAll(l.items)
		}
		if len(b.items) == 0 {
			continue
		}
		if s.key == "secteurs" {
			b.tag = m.tag("secteurs", v.id)
		}
		out.rows, out.sum = append(out.rows, b), out.sum+len(b.items)
	}
	if s.byCount {
		slices.SortStableFunc(out.rows, func(a, b *bucket) int {
			if a.id == unsaid || b.id == unsaid {
				return int(boolBit(a.id == unsaid)) - int(boolBit(b.id == unsaid))
			}
			return cmp.Compare(len(b.items), len(a.items))
		})
	}
	return out
}

// rowsAnyway is how many rows the page shows however little they count.
const rowsAnyway = 10

// shown are the rows the page has room for.
func (x *measure) shown() []*bucket {
	out := x.rows
	for i, b := range out {
		if (i >= rowsAnyway && len(b.items) < x.least) || (x.most > 0 && i == x.most) {
			return out[:i]
		}
	}
	return out
}

// valued counts the values of a list, or that there is none: the last of order.
func valued(order []answer, values func(*site.Initiative) []string) func(*site.Initiative, func(int)) {
	ranks := make(map[string]int, len(order))
	for i, v := range order {
		ranks[v.id] = i
	}
	return func(x *site.Initiative, add func(int)) {
		vs := values(x)
		for _, v := range vs {
			if r, ok := ranks[v]; ok {
				add(r)
			}
		}
		if len(vs) == 0 {
			add(len(order) - 1)
		}
	}
}

// kindSpecs count what initiatives are.
func (m *maker) kindSpecs() []spec {
	statuts, publics := m.values("statuts"), m.values("publics")
	states := []answer{{"active", "Active"}, {"en-projet", etats["en-projet"]}, {"suspendue", etats["suspendue"]}, {"terminee", etats["terminee"]}}
	return []spec{
		{key: "secteurs", titre: "Secteur", question: "Dans quels secteurs ?", several: "Une initiative qui a plusieurs secteurs compte dans chacun.", order: m.values("secteurs"), byCount: true, lists: "/carte/secteur/"},
		{key: "natures", titre: "Nature", question: "De quelle nature ?", order: m.values("natures"), byCount: true, lists: "/carte/nature/"},
		{key: "statuts", titre: "Statut des pairs", question: "Sous quel statut ?", several: "Une initiative où les pairs ont plusieurs statuts compte dans chacun.", order: statuts, byCount: true,
			of: valued(statuts, func(x *site.Initiative) []string { return x.Statuts })},
		{key: "publics", titre: "Public", question: "Pour qui ?", several: "Une initiative ouverte à plusieurs publics compte dans chacun.", order: publics, byCount: true,
			of: valued(publics, func(x *site.Initiative) []string { return x.Publics })},
		{key: "etats", titre: "État", question: "Où en sont-elles ?", note: "Une fiche qui ne dit pas où en est l’initiative compte comme active.", order: states,
			of: func(x *site.Initiative, add func(int)) {
				add(max(0, slices.IndexFunc(states, func(v answer) bool { return v.id == x.Etat })))
			}},
	}
}

// values lists a closed list, then what is unsaid.
func (m *maker) values(list string) []answer {
	var out []answer
	for _, t := range m.tags[list] {
		out = append(out, answer{t.ID, t.Label})
	}
	return append(out, answer{unsaid, "Non dit"})
}

// placeSpecs count where initiatives are: the territories they sit in, or act in when they sit nowhere.
func (m *maker) placeSpecs() []spec {
	const twice = "Une initiative sans adresse, qui agit à plusieurs endroits, compte dans chacun."
	out := []spec{
		{key: "regions", titre: "Région ou pays", question: "Dans quelle région, dans quel pays ?", several: twice},
		{key: "provinces", titre: "Province", question: "Dans quelle province ?", several: twice, note: "Bruxelles et les autres pays n’ont pas de province."},
		{key: "communes", titre: "Commune", question: "Dans quelle commune ?", most: 20, least: 2},
	}
	for i := range out {
		level := i + 1
		for _, t := range m.territoryIndex() {
			if t.level == level {
				out[i].order = append(out[i].order, answer{t.slug, french.Typo(t.name)})
			}
		}
		out[i].byCount, out[i].lists = true, "/carte/territoire/"
	}
	out[0].order = append(out[0].order, answer{unsaid, "Non dit"})
	out[0].of = func(x *site.Initiative, add func(int)) {
		if x.Lieu.Province == "" && !slices.ContainsFunc(m.territoriesOf(x), func(t territory) bool { return t.level == 1 }) {
			add(len(out[0].order) - 1)
		}
	}
	return out
}

// yearSpec counts the years initiatives were born in; year 0 is unsaid.
func yearSpec(inits []*site.Initiative) spec {
	ranks := map[int]int{}
	for _, x := range inits {
		ranks[x.Depuis.Year] = 0
	}
	delete(ranks, 0)
	s := spec{key: "annees", titre: "Année de début", question: "Depuis quelle année ?", of: func(x *site.Initiative, add func(int)) { add(ranks[x.Depuis.Year]) }}
	for _, y := range slices.Sorted(maps.Keys(ranks)) {
		ranks[y] = len(s.order)
		s.order = append(s.order, answer{strconv.Itoa(y), strconv.Itoa(y)})
	}
	ranks[0] = len(s.order)
	s.order = append(s.order, answer{unsaid, "Non dite"})
	return s
}

// trustSpecs count what tells how far the inventory can be trusted.
func (m *maker) trustSpecs() []spec {
	places := []answer{{site.Exact, "À l’endroit exact"}, {site.Street, "À la rue"}, {site.Locality, "À la commune"}, {site.Masked, "Caché, pour protéger les personnes"}, {unsaid, "Pas de point sur la carte"}}
	return []spec{
		{key: "verifications", titre: "Vérification de la fiche", question: "Vérifiées quand ?", fiches: true,
			order: []answer{{"douze-mois", "Vérifiée depuis moins de douze mois"}, {"plus-ancienne", "Vérifiée il y a plus de douze mois"}, {"jamais", "Jamais vérifiée par une personne"}},
			of: func(x *site.Initiative, add func(int)) {
				switch {
				case x.VerifieLe.IsZero():
					add(2)
				case site.Stale(x.VerifieLe, m.s.Today):
					add(1)
				default:
					add(0)
				}
			}},
		{key: "lieux", titre: "Lieu montré sur la carte", question: "Montrées à quel endroit ?", fiches: true,
			order: places,
			of: func(x *site.Initiative, add func(int)) {
				if x.Lieu.HasPoint || x.Lieu.Precision == site.Masked {
					add(slices.IndexFunc(places, func(v answer) bool { return v.id == x.Lieu.Precision }))
				} else {
					add(len(places) - 1)
				}
			}},
		{key: "manques", titre: "Ce que la fiche ne dit pas", question: "Que manque-t-il ?", several: "Une fiche à qui il manque plusieurs choses compte à chaque ligne.", fiches: true,
			order:   []answer{{"contact", "Comment joindre l’initiative"}, {"horaires", "Les heures d’ouverture"}, {"acces", "Le prix et l’inscription"}, {"depuis", "L’année de début"}, {"statuts", "Le statut des pairs"}, {"publics", "Pour qui elle est"}, {"porteur", "Qui la porte"}},
			byCount: true, of: func(x *site.Initiative, add func(int)) {
				for rank, absent := range [...]bool{x.Contact.Courriel == "" && x.Contact.Telephone == "" && x.Contact.Site == "", x.Horaires == "", x.Acces.IsZero(), x.Depuis.IsZero(), len(x.Statuts) == 0,
					len(x.Publics) == 0, x.Porteur.Text == "" && x.Organisation.Text == ""} {
					if absent {
						add(rank)
					}
				}
			}},
	}
}

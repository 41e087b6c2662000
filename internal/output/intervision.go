package output

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// CycleView is pages/intervision.html.
type CycleView struct {
	*site.Cycle
	Corps     template.HTML
	Img       *Image
	Periode   When
	Groupe    string      // how many people it takes
	Anime     []site.Link // who leads it
	Publics   []Tag
	Contact   *site.Contact // nil when nothing is said of it
	Mailto    template.URL
	Tel       template.URL
	Seances   []SeanceView // hides the entry's own
	Prochaine *SeanceView  // nil when none is to come
	Passe     bool         // it is over, even if nobody knows since when
	Fini      string       // since when it is over: "en mai 2019", "le 16 décembre 2020"; "" when it is not, or nobody knows
	Agenda    string       // URL of the file of all its sessions
	Autour    []LinkGroup
}

// CyclesView is pages/intervisions.html: the cycles to come and under way, then those of the past.
type CyclesView struct {
	Titre, Intro string
	Prochains    []ListItem
	Passes       []ListItem
}

func cycleView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	x := e.(*site.Cycle)
	who := m.who(h, x.Animateurs...)
	return func() any {
		v := CycleView{Cycle: dressed(x), Corps: m.corps(&x.Base), Img: m.image(&x.Base), Periode: periodWhen(site.Period{Debut: x.Start(), Fin: x.End()}), Groupe: groupSize(x.Participants),
			Anime: who, Publics: m.tagsOf("publics", x.Publics), Mailto: mailto(x.Contact.Courriel), Tel: tel(x.Contact.Telephone), Seances: m.seances(x), Autour: byKind(x.NamedBy, x.BackRefs)}
		if !v.Cycle.Contact.IsZero() {
			v.Contact = &v.Cycle.Contact
		}
		v.Agenda = calendarURL(x, eventsOf(x))
		v.Prochaine = nextOf(v.Seances)
		v.Passe = x.Over(m.s.Today)
		if end := x.End(); v.Passe && !end.IsZero() {
			v.Fini = "en " + end.Words()
			if end.Full() {
				v.Fini = "le " + end.Words()
			}
		}
		return v
	}
}

func nextOf(ss []SeanceView) *SeanceView {
	if i := slices.IndexFunc(ss, func(s SeanceView) bool { return s.Prochaine }); i >= 0 {
		return &ss[i]
	}
	return nil
}

// groupSize says how many people a group takes; "" when nothing is said.
func groupSize(g site.GroupSize) string {
	switch {
	case g.Min == 0 && g.Max == 0:
		return ""
	case g.Min == g.Max:
		return french.Count(g.Max, "personne", "personnes")
	case g.Min == 0:
		return french.Count(g.Max, "personne", "personnes") + " au plus"
	case g.Max == 0:
		return french.Count(g.Min, "personne", "personnes") + " au moins"
	}
	return fmt.Sprintf("de %d à %d personnes", g.Min, g.Max)
}

// cycleList puts what one can still join first, the soonest before the others, those without a date last; then
// the past, the newest first.
func cycleList(m *maker, k *site.Kind) ([]page, error) {
	v := CyclesView{Titre: k.Label, Intro: k.Intro}
	var current []*site.Cycle
	for _, c := range site.Of[*site.Cycle](m.s) {
		if c.Over(m.s.Today) {
			v.Passes = append(v.Passes, m.cycleItem(c))
		} else {
			current = append(current, c)
		}
	}
	slices.SortStableFunc(current, func(a, b *site.Cycle) int {
		return cmp.Or(cmp.Compare(boolBit(a.Start().IsZero()), boolBit(b.Start().IsZero())), a.Start().Compare(b.Start()))
	})
	for _, c := range current {
		v.Prochains = append(v.Prochains, m.cycleItem(c))
	}
	h := newHash(m.hashItems(v.Prochains).key(), m.hashItems(v.Passes).key())
	return m.kindPage(k, "intervisions", h, v)
}

func (m *maker) cycleItem(c *site.Cycle) ListItem {
	it := m.item(c)
	it.Sur = periodWhen(site.Period{Debut: c.Start(), Fin: c.End()}).Mots
	if next := nextOf(m.seances(c)); next != nil {
		it.Sur = "Prochaine séance : " + next.Quand.Mots
	}
	return it
}

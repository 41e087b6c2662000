package output

import (
	"html/template"
	"slices"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// ActivityView is pages/activite.html.
type ActivityView struct {
	*site.Activity
	Corps    template.HTML
	Img      *Image
	Type     site.Link // leads to all of that type
	Quand    When
	Heures   string
	Ou       string
	Distance bool         // one can take part from afar
	Pour     []Guest      // for whom
	Seances  []SeanceView // hides the entry's own
	Agenda   string       // URL of its file for calendars; "" when it has no day
	Passee   bool         // all of it is over
	Rapports []site.Link  // the reports that count it
	Autour   []LinkGroup  // the trainings and organisations its text names
	Evoquee  []LinkGroup  // who else names it or links to it, kind by kind
}

// Guest is for whom an activity is.
type Guest struct {
	Titre, URL   string
	Participants int // 0 when nobody has said
}

// SeanceView is a session on the page of its activity or its cycle.
type SeanceView struct {
	Quand     When
	Heures    string
	Ou        string
	Agenda    string // URL of its file for calendars; "" when its day is not known
	Prochaine bool   // of those to come, the first
	Passee    bool
}

func activityView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	x := e.(*site.Activity)
	reports := m.reportsOf(x)
	h.links(reports)
	way := m.typePage(x.Type)
	h.s(way)
	return func() any {
		v := ActivityView{Activity: dressed(x), Corps: m.corps(&x.Base), Img: m.image(&x.Base), Type: site.Link{Titre: french.Typo(m.activityType(x.Type)), URL: way},
			Heures: site.ClockWords(x.Heure), Distance: x.EnLigne == "oui", Seances: m.seances(x), Rapports: reports}
		events := eventsOf(x)
		v.Agenda = calendarURL(x, events)
		v.Passee = !slices.ContainsFunc(x.Occurrences(), func(o site.Occurrence) bool { return o.Last().Compare(m.s.Today) >= 0 })
		v.Quand = periodWhen(site.Period{Debut: x.Date, Fin: x.Fin})
		v.Ou = french.Typo(venue(site.Occurrence{Lieu: x.Lieu, Commune: x.Commune}))
		for _, p := range x.Pour {
			v.Pour = append(v.Pour, Guest{Titre: french.Typo(p.Organisation.Label()), URL: p.Organisation.Link.URL, Participants: p.Participants})
		}
		v.Autour, v.Evoquee = m.aroundActivity(x)
		return v
	}
}

// reportsOf lists the reports whose table has the activity.
func (m *maker) reportsOf(a *site.Activity) []site.Link {
	var out []site.Link
	for _, r := range site.Of[*site.Report](m.s) {
		if r.Counts(a) {
			out = append(out, site.LinkTo(r))
		}
	}
	return out
}

// aroundActivity gives the trainings and organisations its text names, then who else names it or links to it.
func (m *maker) aroundActivity(x *site.Activity) (named, naming []LinkGroup) {
	var given []site.Link
	add := func(titre string, ls []site.Link) {
		if len(ls) > 0 {
			named, given = append(named, LinkGroup{titre, ls}), append(given, ls...)
		}
	}
	add("Les modules de formation", ofKind(x.LinksTo, "formation"))
	add("Les organisations", slices.DeleteFunc(ofKind(x.LinksTo, "organisation"), func(l site.Link) bool {
		return slices.ContainsFunc(x.Pour, func(p site.Audience) bool { return p.Organisation.Link.URL == l.URL })
	}))
	given = append(given, m.reportsOf(x)...)
	return named, byKind(without(x.NamedBy, given), without(x.BackRefs, given))
}

// periodWhen writes a period, or a day with its day of the week.
func periodWhen(p site.Period) When {
	if p.Fin.IsZero() || p.Fin == p.Debut {
		return When{p.Debut.String(), dayWords(p.Debut)}
	}
	return When{Mots: p.Words()}
}

// seances gives the sessions of an entry in the order of time, and tells which is the next; none for an entry without any.
func (m *maker) seances(e site.Scheduled) []SeanceView {
	occurrences := e.Occurrences()
	files := map[int]string{} // by number
	for _, x := range eventsOf(e) {
		if x.id != "" {
			files[x.No] = sessionURL(x)
		}
	}
	slices.SortStableFunc(occurrences, byTime)
	var out []SeanceView
	next := false
	for _, o := range occurrences {
		if o.No == 0 || o.Date.IsZero() {
			continue
		}
		s := SeanceView{Quand: periodWhen(site.Period{Debut: o.Date}), Heures: o.Heure.Words(), Ou: french.Typo(venue(o)), Agenda: files[o.No]}
		if s.Passee = o.Last().Compare(m.s.Today) < 0; !s.Passee && !next {
			s.Prochaine, next = true, true
		}
		out = append(out, s)
	}
	return out
}

package output

import (
	"cmp"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// AgendaView is pages/agenda.html: all that is dated, or what is of one type, or of one year.
type AgendaView struct {
	Titre, Intro string
	Definition   string      // of the type
	Dans         *site.Link  // the agenda this page is a part of; nil on the whole agenda
	Types        []AgendaWay // the types that have something
	Annees       []AgendaWay // the years of the past, when they are too many for one page
	TitreAVenir  string      // "À venir", "En cours et à venir"
	AVenir       []AgendaMonth
	Rien         bool // nothing is to come, on a page that would show it
	TitrePasse   string
	Passe        []AgendaMonth
	Abonnement   *Subscription // nil but on the whole agenda
}

// AgendaWay is a link to a part of the agenda.
type AgendaWay struct {
	Label, URL string
	N          int // of what is published
	Current    bool
}

// AgendaMonth is what happens in a month, or in a year when no more is known.
type AgendaMonth struct {
	Titre  string
	Lignes []AgendaLine
}

// AgendaLine is one occurrence.
type AgendaLine struct {
	Titre, URL string
	Type       string
	Quand      When
	Heures     string // "de 14 h à 16 h 30"
	Lieu       string
	Seance     string // "séance 2 sur 6"
	Revoir     bool   // a recording of it can be seen
}

// When is a date as a page shows it.
type When struct{ ISO, Mots string } // ISO is "" for several days

// Subscription is how one follows the agenda in a calendar of one's own.
type Subscription struct {
	Fichier string       // "/agenda.ics"
	Webcal  template.URL // what calendars open to subscribe; "" when the site does not know its address
	Adresse string       // the same, to be copied
}

// agendaItem is an occurrence, and what orders it.
type agendaItem struct {
	site.Occurrence
	order string // of the title, in French
}

// agendaItems gives all that is dated, from the first to the last; what has but a month comes after the days of the month,
// what has but a year after its months.
func (m *maker) agendaItems() []agendaItem {
	var out []agendaItem
	for _, e := range m.s.All() {
		s, ok := e.(site.Scheduled)
		if !ok {
			continue
		}
		for _, o := range s.Occurrences() {
			if !o.Date.IsZero() {
				out = append(out, agendaItem{o, m.sorter.Key(e.Common().Titre)})
			}
		}
	}
	last := func(n, none int) int {
		if n == 0 {
			return none
		}
		return n
	}
	slices.SortFunc(out, func(a, b agendaItem) int {
		return cmp.Or(cmp.Compare(a.Date.Year, b.Date.Year), cmp.Compare(last(a.Date.Month, 13), last(b.Date.Month, 13)), cmp.Compare(last(a.Date.Day, 32), last(b.Date.Day, 32)),
			cmp.Compare(a.Heure.From, b.Heure.From), strings.Compare(a.order, b.order), strings.Compare(a.Entry.Common().Path, b.Entry.Common().Path), cmp.Compare(a.No, b.No))
	})
	return out
}

// news tells of a piece of news; an editor's own type may be called so too.
func (x agendaItem) news() bool { return x.Entry.Common().Kind.Name == site.NewsType }

// toCome tells what is not over. News is of its day: it is to come only before it.
func (x agendaItem) toCome(today site.Date) bool {
	if x.news() {
		return x.Date.Compare(today) > 0
	}
	return x.Last().Compare(today) >= 0
}

// agendaPart is the whole agenda, or one type's.
type agendaPart struct {
	url, titre, typ string
	items           []agendaItem
}

// agendaList makes the agenda's pages: the whole, one for each type, and one for each year of what is too long for a page.
func agendaList(m *maker, k *site.Kind) ([]page, error) {
	items := m.agenda
	parts := []agendaPart{{url: k.List(), titre: k.Label, items: items}}
	for _, id := range m.activityTypes(items) {
		p := agendaPart{url: typeURL(id), titre: french.Typo(m.activityType(id)), typ: id}
		for _, x := range items {
			if x.Type == id {
				p.items = append(p.items, x)
			}
		}
		parts = append(parts, p)
	}
	var out []page
	for _, p := range parts {
		ps, err := m.agendaPages(k, p, parts[1:])
		if err != nil {
			return nil, err
		}
		out = append(out, ps...)
	}
	return out, nil
}

// agendaPages makes the pages of the whole agenda or of one type.
func (m *maker) agendaPages(k *site.Kind, p agendaPart, types []agendaPart) ([]page, error) {
	var coming, past []agendaItem
	for _, x := range p.items {
		if x.toCome(m.s.Today) {
			coming = append(coming, x)
		} else {
			past = append(past, x)
		}
	}
	backwards(past)
	v := AgendaView{Titre: p.titre, Intro: k.Intro, TitrePasse: "Ce qui a eu lieu", Types: m.agendaTypes(p, types), TitreAVenir: m.titleOfComing(coming), AVenir: m.months(coming, p.typ), Rien: len(coming) == 0}
	if p.typ != "" {
		v.Titre, v.Intro, v.Definition, v.Dans = "Agenda : "+p.titre, "", french.Typo(m.definition("types_activite", p.typ)), &site.Link{Titre: k.Label, URL: k.List()}
	} else {
		v.Abonnement = m.subscription()
	}
	years, order := byYear(past)
	split := len(p.items) > perPage && len(order) > 1
	if !split {
		v.Passe = m.months(past, p.typ)
		return m.agendaPage(k, p.url, v)
	}
	v.Annees, v.Passe = m.agendaYears(p, years, order, 0), m.months(years[order[0]], p.typ)
	v.TitrePasse = "Ce qui a eu lieu en " + strconv.Itoa(order[0])
	out, err := m.agendaPage(k, p.url, v)
	for _, y := range order {
		if err != nil {
			return nil, err
		}
		of := AgendaView{Titre: v.Titre + ", " + strconv.Itoa(y), TitrePasse: "Ce qui a eu lieu en " + strconv.Itoa(y), Dans: &site.Link{Titre: v.Titre, URL: p.url}, Types: v.Types, Annees: m.agendaYears(p, years, order, y), Passe: m.months(years[y], p.typ)}
		var ps []page
		ps, err = m.agendaPage(k, p.yearURL(y), of)
		out = append(out, ps...)
	}
	return out, err
}

// backwards puts the newest day first; within a day, hours and titles keep their order. A month without a day comes after its
// days, a year without a month after its months: that is, where they began.
func backwards(past []agendaItem) {
	slices.SortStableFunc(past, func(a, b agendaItem) int { return b.Date.Compare(a.Date) })
}

func (m *maker) agendaPage(k *site.Kind, url string, v AgendaView) ([]page, error) {
	h := newHash()
	h.s(v.Titre, v.Intro, v.Definition, v.TitreAVenir, v.TitrePasse)
	for _, ways := range [][]AgendaWay{v.Types, v.Annees} {
		for _, w := range ways {
			h.s(w.Label, w.URL)
			h.n(uint64(w.N))
		}
		h.n(uint64(len(ways)))
	}
	for _, months := range [][]AgendaMonth{v.AVenir, v.Passe} {
		for _, mo := range months {
			h.s(mo.Titre)
			for _, l := range mo.Lignes {
				h.s(l.Titre, l.URL, l.Type, l.Quand.Mots, l.Heures, l.Lieu, l.Seance)
				h.n(boolBit(l.Revoir))
			}
		}
		h.n(uint64(len(months)))
	}
	if v.Abonnement != nil {
		h.s(v.Abonnement.Adresse, v.Abonnement.Fichier)
	}
	p, err := m.page(k.List(), url, "agenda", v.Titre, cmp.Or(v.Definition, k.Intro), h.key(), "agenda", func() any { return v })
	p.frame.Style = m.style(k)
	return []page{p}, err
}

// titleOfComing says what the first part holds.
func (m *maker) titleOfComing(coming []agendaItem) string {
	if slices.ContainsFunc(coming, func(x agendaItem) bool { return x.Date.Compare(m.s.Today) < 0 }) {
		return "En cours et à venir"
	}
	return "À venir"
}

// months gathers items that are in order. On the page of one type the lines do not say it again.
func (m *maker) months(items []agendaItem, typ string) []AgendaMonth {
	var out []AgendaMonth
	for _, x := range items {
		titre := french.Capital(french.Date(x.Date.Year, x.Date.Month, 0))
		if x.Date.Month == 0 {
			titre = "Dans l’année " + strconv.Itoa(x.Date.Year)
		}
		if n := len(out); n == 0 || out[n-1].Titre != titre {
			out = append(out, AgendaMonth{Titre: titre})
		}
		mo := &out[len(out)-1]
		l := m.agendaLine(x)
		if typ != "" {
			l.Type = ""
		}
		mo.Lignes = append(mo.Lignes, l)
	}
	return out
}

func (m *maker) agendaLine(x agendaItem) AgendaLine {
	b := x.Entry.Common()
	l := AgendaLine{Titre: b.Label(), URL: b.URL(), Type: french.Typo(m.activityType(x.Type)), Quand: lineWhen(x.Occurrence), Heures: x.Heure.Words(), Lieu: french.Typo(venue(x.Occurrence))}
	if x.Of > 1 {
		l.Seance = "séance " + strconv.Itoa(x.No) + " sur " + strconv.Itoa(x.Of)
	}
	if a, ok := x.Entry.(*site.Activity); ok {
		l.Revoir = a.Enregistrement != ""
	}
	return l
}

// lineWhen writes a date under the title of its month: the day of the week and of the month, without the year.
func lineWhen(o site.Occurrence) When {
	switch {
	case o.Fin.Compare(o.Date) > 0:
		return When{Mots: site.Period{Debut: o.Date, Fin: o.Fin}.Words()}
	case o.Date.Full():
		return When{o.Date.String(), strings.TrimSuffix(dayWords(o.Date), " "+strconv.Itoa(o.Date.Year))}
	}
	return When{o.Date.String(), o.Date.Words()}
}

// dayWords writes a date with its day of the week, when it has one: "jeudi 3 décembre 2020".
func dayWords(d site.Date) string {
	if !d.Full() {
		return d.Words()
	}
	return french.Weekday(d.Year, d.Month, d.Day) + " " + d.Words()
}

// byYear sorts a list into years, the newest first.
func byYear(items []agendaItem) (years map[int][]agendaItem, order []int) {
	years = map[int][]agendaItem{}
	for _, x := range items {
		years[x.Date.Year] = append(years[x.Date.Year], x)
	}
	order = slices.Sorted(maps.Keys(years))
	slices.Reverse(order)
	return years, order
}

func (p agendaPart) yearURL(year int) string {
	if p.typ == "" {
		return p.url + "annee/" + strconv.Itoa(year) + "/"
	}
	return p.url + strconv.Itoa(year) + "/"
}

func (m *maker) agendaYears(p agendaPart, years map[int][]agendaItem, order []int, current int) []AgendaWay {
	out := make([]AgendaWay, len(order))
	for i, y := range order {
		out[i] = AgendaWay{Label: strconv.Itoa(y), URL: p.yearURL(y), N: published(years[y]), Current: y == current}
	}
	return out
}

func (m *maker) agendaTypes(p agendaPart, types []agendaPart) []AgendaWay {
	out := make([]AgendaWay, len(types))
	for i, t := range types {
		out[i] = AgendaWay{Label: t.titre, URL: t.url, N: published(t.items), Current: t.typ == p.typ}
	}
	return out
}

// published counts what everyone sees: the preview shows drafts too.
func published(items []agendaItem) int {
	n := 0
	for _, x := range items {
		if x.Entry.Common().Withheld == "" {
			n++
		}
	}
	return n
}

func typeURL(id string) string { return "/agenda/type/" + id + "/" }

// typePage is the address of a type's page; "" for a type of which nothing has a date.
func (m *maker) typePage(id string) string {
	if id == "" || !slices.ContainsFunc(m.agenda, func(x agendaItem) bool { return x.Type == id }) {
		return ""
	}
	return typeURL(id)
}

// activityTypes lists the types that have something, in the order of the vocabulary; those it does not name come last.
func (m *maker) activityTypes(items []agendaItem) []string {
	used := map[string]bool{}
	for _, x := range items {
		used[x.Type] = true
	}
	var out []string
	for _, id := range append(m.s.Vocab.Lists["types_activite"].IDs(), "intervision", site.NewsType) {
		if used[id] {
			out = append(out, id)
			delete(used, id)
		}
	}
	return append(out, slices.Sorted(maps.Keys(used))...)
}

// activityType names a type. News and sessions of intervision have theirs even where the vocabulary does not name it.
func (m *maker) activityType(id string) string {
	label := m.s.Vocab.Label("types_activite", id)
	switch {
	case label != id:
		return label
	case id == site.NewsType:
		return "Actualité"
	case id == "intervision":
		return "Intervision"
	}
	return label
}

// subscription is nil when no day of the site is known.
func (m *maker) subscription() *Subscription {
	for _, e := range m.s.All() {
		if s, ok := e.(site.Scheduled); ok && len(eventsOf(s)) > 0 {
			out := &Subscription{Fichier: agendaFile}
			if _, rest, ok := strings.Cut(m.base, "://"); ok {
				out.Adresse, out.Webcal = m.base+agendaFile, template.URL("webcal://"+rest+agendaFile)
			}
			return out
		}
	}
	return nil
}

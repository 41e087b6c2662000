package output

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"enrouteweb.org/balise/internal/site"
)

// Calendars (RFC 5545): the whole agenda in /agenda.ics, one file for each activity and each cycle beside its page, and one
// for each of their sessions. What holds of every event:
//
//   - Only a day is in a calendar: a year or a month alone is not (see the content contract).
//   - Its UID is the address of its entry, the day of the session when the entry has several, and the site's host:
//     "intervisions.cycle-2021.2021-03-08@exemple.be". So it stays the same when the title changes, and when a session is
//     added before it. Of two sessions of one day, the second as written adds its hour. A session that moves to another
//     day, or a file that is renamed, is another event: who is subscribed sees the old one go and the new one come.
//   - Hours are those of Brussels, by the rules of VTIMEZONE. Where only the beginning is known no end is made up: DTSTART
//     stands alone (section 3.6.1: it then ends when it starts), and the description says so.
//   - Over several days, the days are what is in the calendar; the hours of each are in the description.
//   - Nothing is told by a clock: DTSTAMP is when the entry was last changed or published, as its editor says, else the
//     day of the event itself.

// zone is the time zone of every hour of the site.
const zone = "Europe/Brussels"

// event is an occurrence that is in the calendar.
type event struct {
	site.Occurrence
	id string // among those of its entry: "2021-03-08"; "" for one that is alone
}

// eventsOf gives the occurrences of an entry that are in the calendar, in the order of time; none of one that is not
// published.
func eventsOf(e site.Scheduled) []event {
	if e.Common().Withheld != "" {
		return nil
	}
	var out []event
	taken := map[string]bool{}
	for _, o := range e.Occurrences() {
		if !o.Date.Full() {
			continue
		}
		x := event{Occurrence: o}
		if o.No > 0 {
			x.id = freeID(o, taken)
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b event) int { return byTime(a.Occurrence, b.Occurrence) })
	return out
}

// freeID names a session by its day, then by its hour, then by a number.
func freeID(o site.Occurrence, taken map[string]bool) string {
	id := o.Date.String()
	if taken[id] && o.Heure.Set {
		id += fmt.Sprintf("-%02dh%02d", o.Heure.From/60, o.Heure.From%60)
	}
	for n, bare := 2, id; taken[id]; n++ {
		id = bare + "-" + strconv.Itoa(n)
	}
	taken[id] = true
	return id
}

// byTime orders occurrences that have a day.
func byTime(a, b site.Occurrence) int {
	return cmp.Or(a.Date.Compare(b.Date), cmp.Compare(a.Heure.From, b.Heure.From))
}

// calendarURL is the address of the file of an entry's events; "" when none of them is in the calendar, and for a piece of
// news, whose day is no appointment.
func calendarURL(e site.Scheduled, events []event) string {
	b := e.Common()
	if len(events) == 0 || b.Kind.Name == "actualite" {
		return ""
	}
	return b.URL() + b.Slug + ".ics"
}

// sessionURL is the address of the file of one session.
func sessionURL(x event) string { return x.Entry.Common().URL() + "seance_" + x.id + ".ics" }

// calendars makes every file of events.
func (m *maker) calendars() ([]File, error) {
	var out []File
	var all []event
	for _, e := range m.s.All() {
		s, ok := e.(site.Scheduled)
		if !ok {
			continue
		}
		events := eventsOf(s)
		all = append(all, events...)
		if u := calendarURL(s, events); u != "" {
			out = append(out, m.calendar(u, "", events))
			for _, x := range events {
				if x.id != "" {
					out = append(out, m.calendar(sessionURL(x), "", []event{x}))
				}
			}
		}
	}
	if len(all) > 0 {
		slices.SortStableFunc(all, func(a, b event) int {
			return cmp.Or(byTime(a.Occurrence, b.Occurrence), strings.Compare(a.Entry.Common().Path, b.Entry.Common().Path))
		})
		out = append(out, m.calendar(agendaFile, m.s.Config.Titre, all))
	}
	return out, nil
}

// agendaFile is where one subscribes to the whole agenda.
const agendaFile = "/agenda.ics"

// calendar makes one file; name is that of a calendar one subscribes to, "" for events one adds to a calendar of one's own.
func (m *maker) calendar(address, name string, events []event) File {
	c := newCalendar()
	if name != "" {
		c.SetName(icalText(name))
		c.SetXWRTimezone(zone)
		c.SetRefreshInterval("P1D") // RFC 7986, section 5.7
		c.SetXPublishedTTL("P1D")
	}
	if slices.ContainsFunc(events, event.timed) {
		c.AddVTimezone(brussels())
	}
	for _, x := range events {
		c.AddVEvent(m.vevent(x))
	}
	return calendarFile(address, c)
}

func newCalendar() *ics.Calendar {
	c := &ics.Calendar{}
	c.SetVersion("2.0")
	c.SetProductId("-//balise//agenda//FR")
	return c
}

func calendarFile(address string, c *ics.Calendar) File {
	return file(strings.TrimPrefix(address, "/"), []byte(c.Serialize(ics.WithNewLineWindows)))
}

// brussels is the zone by the rules it has followed since 1996: one hour ahead of UTC, two from the last Sunday of March to
// the last of October. They are said to hold from 1970 on, so that no earlier day is without a rule.
func brussels() *ics.VTimezone {
	z := ics.NewTimezone(zone)
	rule := func(c *ics.ComponentBase, from, to, name, start, month string) {
		c.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), from)
		c.AddProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), to)
		c.AddProperty(ics.ComponentProperty(ics.PropertyTzname), name)
		c.AddProperty(ics.ComponentPropertyDtStart, start)
		c.AddProperty(ics.ComponentPropertyRrule, "FREQ=YEARLY;BYMONTH="+month+";BYDAY=-1SU")
	}
	summer, winter := &ics.Daylight{}, ics.NewStandard()
	rule(&summer.ComponentBase, "+0100", "+0200", "CEST", "19700329T020000", "3")
	rule(&winter.ComponentBase, "+0200", "+0100", "CET", "19701025T030000", "10")
	z.Components = append(z.Components, summer, winter)
	return z
}

// severalDays tells that it goes on after its first day.
func (x event) severalDays() bool { return x.Fin.Compare(x.Date) > 0 }

// timed tells that its hours are in the calendar.
func (x event) timed() bool { return x.Heure.Set && !x.severalDays() }

func (m *maker) vevent(x event) *ics.VEvent {
	b := x.Entry.Common()
	e := ics.NewEvent(m.uid(x))
	stamp := later(b.PublieLe, b.MisAJour)
	e.AddProperty(ics.ComponentPropertyDtstamp, icalUTC(cmp.Or(stamp, x.Date)))
	if !stamp.IsZero() {
		e.AddProperty(ics.ComponentPropertyLastModified, icalUTC(stamp))
	}
	x.setTimes(e)
	e.SetSummary(icalText(eventTitle(x)))
	if d := m.eventText(x); d != "" {
		e.SetDescription(d)
	}
	if where := venue(x.Occurrence); where != "" {
		e.SetLocation(icalText(where))
	}
	if m.base != "" {
		e.SetURL(m.base + b.URL())
	}
	e.AddCategory(icalText(m.activityType(x.Type)))
	e.SetStatus(ics.ObjectStatusConfirmed)
	if b.Kind.Name == site.NewsType {
		e.SetTimeTransparency(ics.TransparencyTransparent)
	}
	return e
}

// uid names the event for ever, see above. A slug has no dot, so that no two events can have one name.
func (m *maker) uid(x event) string {
	b := x.Entry.Common()
	name := b.Kind.Section + "." + b.Slug
	if x.id != "" {
		name += "." + x.id
	}
	return name + "@" + hostOf(m.base)
}

// hostOf names the site in a UID: its host, or "balise" while it does not know its address.
func hostOf(base string) string {
	if u, err := url.Parse(base); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "balise"
}

// setTimes writes DTSTART and DTEND: days as DATE, the end being the day after the last (section 3.6.1), hours with TZID.
func (x event) setTimes(e *ics.VEvent) {
	if !x.timed() {
		last := x.Date
		if x.severalDays() && x.Fin.Full() {
			last = x.Fin
		}
		e.AddProperty(ics.ComponentPropertyDtStart, icalDay(x.Date, 0), ics.WithValue("DATE"))
		e.AddProperty(ics.ComponentPropertyDtEnd, icalDay(last, 1), ics.WithValue("DATE"))
		return
	}
	in := ics.KeyValues{Key: string(ics.ParameterTzid), Value: []string{zone}}
	e.AddProperty(ics.ComponentPropertyDtStart, icalTime(x.Date, x.Heure.From), &in)
	if x.Heure.To > 0 {
		e.AddProperty(ics.ComponentPropertyDtEnd, icalTime(x.Date, x.Heure.To), &in)
	}
}

// icalDay writes a date so many days later, as DATE (section 3.3.4).
func icalDay(d site.Date, more int) string {
	return time.Date(d.Year, time.Month(d.Month), d.Day+more, 0, 0, 0, 0, time.UTC).Format("20060102")
}

// icalTime writes a time of day, in minutes, as a local DATE-TIME (section 3.3.5); 24 h is midnight of the next day.
func icalTime(d site.Date, minutes int) string {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, minutes, 0, 0, time.UTC).Format("20060102T150405")
}

// icalUTC writes the start of a date as a DATE-TIME in UTC; of a year or a month alone, that of its first day.
func icalUTC(d site.Date) string {
	return icalDay(site.Date{Year: d.Year, Month: max(1, d.Month), Day: max(1, d.Day)}, 0) + "T000000Z"
}

func later(a, b site.Date) site.Date {
	if a.Compare(b) > 0 {
		return a
	}
	return b
}

func eventTitle(x event) string {
	if x.Of > 1 {
		return fmt.Sprintf("%s (séance %d sur %d)", x.Entry.Common().Titre, x.No, x.Of)
	}
	return x.Entry.Common().Titre
}

// venue says where in one line.
func venue(o site.Occurrence) string {
	parts := slices.DeleteFunc([]string{o.Lieu, o.Commune}, func(s string) bool { return s == "" })
	if len(parts) == 0 && o.EnLigne {
		return "En ligne"
	}
	if len(parts) == 2 && strings.Contains(parts[0], parts[1]) {
		parts = parts[:1]
	}
	return strings.Join(parts, ", ")
}

// eventText is what a calendar shows under the title: a few lines, then the address of the page.
func (m *maker) eventText(x event) string {
	b := x.Entry.Common()
	lines := []string{b.Resume}
	add := func(before, text, after string) {
		if text != "" {
			lines = append(lines, before+text+after)
		}
	}
	if x.severalDays() {
		add("Dates : ", site.Period{Debut: x.Date, Fin: x.Fin}.Words(), ".")
		add("Heures : ", x.Heure.Words(), ".")
	} else if x.Heure.Set && x.Heure.To == 0 {
		add("", "L’heure de fin n’est pas précisée.", "")
	}
	if a, ok := x.Entry.(*site.Activity); ok {
		if x.EnLigne && venue(x.Occurrence) != "En ligne" {
			add("", "On peut y participer à distance.", "")
		}
		add("Lien : ", a.Lien, "")
		add("Revoir l’enregistrement : ", a.Enregistrement, "")
	}
	if m.base != "" {
		add("", m.base+b.URL(), "")
	}
	return icalText(strings.TrimPrefix(strings.Join(lines, "\n"), "\n"))
}

// icalText takes out what a TEXT value may not hold (section 3.3.11): control characters but the end of a line.
func icalText(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\t':
			return ' '
		case r < ' ' && r != '\n', r == 0x7f, r == '\uFFFD':
			return -1
		}
		return r
	}, s)
}

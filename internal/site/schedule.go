package site

import (
	"regexp"
	"strconv"
	"strings"
)

// Occurrence is one thing of the agenda: an activity, a session, a piece of news.
type Occurrence struct {
	Entry   Entry
	No      int    // which session of the entry, from 1; 0 when it has but one occurrence
	Of      int    // how many sessions the entry has
	Type    string // id of types_activite, or NewsType
	Date    Date   // a year or a month alone when no more is known
	Fin     Date   // last day; zero when it is the first
	Heure   Clock
	Lieu    string
	Commune string
	EnLigne bool
}

// Last is the day on which it is over: a year or a month alone is over with its last day.
func (o Occurrence) Last() Date {
	if o.Fin.IsZero() {
		return lastDay(o.Date)
	}
	return lastDay(o.Fin)
}

// sessions makes occurrences of an entry's sessions.
func sessions(e Entry, kind string, ss []Session) []Occurrence {
	out := make([]Occurrence, len(ss))
	for i, s := range ss {
		out[i] = Occurrence{Entry: e, No: i + 1, Of: len(ss), Type: kind, Date: s.Date, Heure: clock(s.Heure), Lieu: s.Lieu, Commune: s.Commune}
	}
	return out
}

// Clock is a time of day, or a span of it, in minutes from midnight in Brussels; Set tells one that is given.
type Clock struct {
	Set      bool
	From, To int // To is 0 when the end is not said
}

var clockForm = regexp.MustCompile(`^([0-9]{1,2})\s*(?:[h:.]\s*([0-9]{2})?)(?:\s*(?:-|–|à|a|/|jusqu'à|jusqu’à)\s*([0-9]{1,2})\s*(?:[h:.]\s*([0-9]{2})?))?$`)

// ParseClock reads "14:00", "14 h 30", "9h30-12h", "9 h à 16 h 30". ok is false for anything else, for hours no day has, and
// for an end that is not after its beginning.
func ParseClock(text string) (c Clock, ok bool) {
	text = strings.ToLower(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(strings.TrimSpace(text)))
	text = strings.TrimSpace(strings.TrimPrefix(text, "de "))
	m := clockForm.FindStringSubmatch(text)
	if m == nil {
		return Clock{}, false
	}
	minutes := func(h, m string) int {
		hours, _ := strconv.Atoi(h) // digits only, at most two: cannot fail; none is 0
		mins, _ := strconv.Atoi(m)
		if hours > 24 || mins > 59 || hours == 24 && mins > 0 {
			return -1
		}
		return hours*60 + mins
	}
	c = Clock{Set: true, From: minutes(m[1], m[2])}
	if m[3] != "" {
		if c.To = minutes(m[3], m[4]); c.To <= c.From {
			return Clock{}, false
		}
	}
	if c.From < 0 || c.From >= 24*60 {
		return Clock{}, false
	}
	return c, true
}

// clock is ParseClock for a value that content has checked.
func clock(text string) Clock { c, _ := ParseClock(text); return c }

// ClockWords writes in French an hour as an editor typed it; "" for none.
func ClockWords(text string) string { return clock(text).Words() }

// Words writes it in French: "14 h", "de 9 h 30 à 12 h"; "" when it is not given.
func (c Clock) Words() string {
	switch {
	case !c.Set:
		return ""
	case c.To == 0:
		return hourWords(c.From)
	default:
		return "de " + hourWords(c.From) + " à " + hourWords(c.To)
	}
}

func hourWords(minutes int) string {
	s := strconv.Itoa(minutes/60) + "\u00a0h"
	if m := minutes % 60; m > 0 {
		s += "\u00a0" + string([]byte{byte('0' + m/10), byte('0' + m%10)})
	}
	return s
}

// Duration is how long something takes, in minutes: from Min to Max, the same when it is exact. What takes days or more has
// no minutes, only its words.
type Duration struct {
	Min, Max int
	Long     bool // days, weeks, months or years
}

// IsZero tells that nothing is known.
func (d Duration) IsZero() bool { return d == Duration{} }

var (
	shortForm = regexp.MustCompile(`^(?:([0-9]{1,2})\s*h(?:eures?)?\s*([0-9]{1,2})?|([0-9]{1,4})\s*min(?:utes?)?)$`)
	longForm  = regexp.MustCompile(`^(?:(?:[0-9]{1,3}|un|une|deux|trois|quatre|cinq|six)(?:[,.]5|\s*½)?\s*(?:demi[- ])?|½\s*|demi[- ])(?:jours?|journées?|semaines?|mois|ans?|années?)(?:\s+et\s+demie?)?$`)
	between   = regexp.MustCompile(`\s*(?:–|-|à|et)\s*`)
)

// ParseDuration reads "45 min", "2 h 30", "45 min à 2 h 30", "3 jours", "1 an". ok is false for anything else, for nothing, and
// for a range whose end is not after its beginning.
func ParseDuration(text string) (d Duration, ok bool) {
	text = strings.ToLower(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(strings.TrimSpace(text)))
	if longForm.MatchString(text) {
		return Duration{Long: true}, true
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, "de "), "entre ")
	parts := between.Split(text, -1)
	if len(parts) > 2 {
		return Duration{}, false
	}
	if d.Min, ok = shortDuration(parts[0]); !ok {
		if len(parts) == 2 && longForm.MatchString(parts[1]) && strings.Trim(parts[0], "0123456789") == "" {
			return Duration{Long: true}, true // "1 à 3 jours"
		}
		return Duration{}, false
	}
	d.Max = d.Min
	if len(parts) == 2 {
		d.Max, ok = shortDuration(parts[1])
		ok = ok && d.Max > d.Min
	}
	if !ok {
		d = Duration{}
	}
	return d, ok
}

func shortDuration(text string) (minutes int, ok bool) {
	m := shortForm.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	h, _ := strconv.Atoi(m[1]) // digits only, at most three: cannot fail; none is 0
	rest, _ := strconv.Atoi(m[2] + m[3])
	if m[1] != "" && rest > 59 {
		return 0, false
	}
	minutes = h*60 + rest
	return minutes, minutes > 0
}

// Minutes writes a length of time in French: "45 min", "2 h 30".
func Minutes(n int) string {
	if n < 60 {
		return strconv.Itoa(n) + "\u00a0min"
	}
	return hourWords(n)
}

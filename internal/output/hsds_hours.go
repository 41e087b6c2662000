package output

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"enrouteweb.org/balise/internal/site"
)

// schedules gives the hours of an initiative: a rule for each opening that comes back every week or every month, or else one
// schedule in words only. A rule is only what is certain for whoever comes to the door (see site.Hours), and what this form can
// say: not hours of a part of the year, of public holidays, or that pass midnight; nor those of what is not open to all now.
//
// Hours are those of a clock on the spot. The standard asks for an offset from UTC after each time, which would be wrong one half of
// the year here; its own examples have none.
func (w *hsds) schedules(id uuid.UUID, x *site.Initiative) []hsdsSchedule {
	if x.Horaires == "" {
		return nil
	}
	rules, ok := recurring(x.Heures)
	if !ok || cmp.Or(x.Etat, "active") != "active" || !x.Fin.IsZero() || x.Depuis.Compare(w.m.s.Today) > 0 {
		return []hsdsSchedule{{ID: partID(id, "schedule"), Description: strings.Join(x.HorairesClair, " ; ")}}
	}
	for i := range rules {
		r := &rules[i]
		r.ID = partID(id, "schedule", r.Freq, r.ByDay, r.OpensAt, r.ClosesAt)
	}
	return rules
}

// byDays are the days of the week of RFC 5545, from Monday.
var byDays = [...]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// recurring turns hours into rules without an id, Monday first; false when they are none, or cannot be said so. The last rule
// for a day is the one that counts, for the whole of it.
func recurring(hours site.Hours) ([]hsdsSchedule, bool) {
	var week, month [len(byDays)]*site.HoursRule // what holds every week, and on some weeks of a month
	for i := range hours {
		r := &hours[i]
		if len(r.Dates) > 0 || r.Holidays || len(r.Times) > 0 && r.Times[len(r.Times)-1][1] > dayEnd {
			return nil, false
		}
		for _, d := range daysOf(r) {
			week[d] = r
		}
		for _, n := range r.Nth {
			if month[n[0]] != nil && month[n[0]] != r {
				return nil, false // the last one may be the fourth one
			}
			month[n[0]] = r
		}
	}
	var out openings
	for d, r := range week {
		if r != nil && month[d] != nil {
			return nil, false // one of the two holds in place of the other
		}
		out.add(r, "WEEKLY", byDays[d])
	}
	for d, r := range month {
		for _, n := range nthOf(r, d) {
			out.add(r, "MONTHLY", strconv.Itoa(n)+byDays[d])
		}
	}
	return out, len(out) > 0
}

// daysOf lists the days of the week on which a rule holds every week.
func daysOf(r *site.HoursRule) []int {
	if len(r.Days) == 0 && len(r.Nth) == 0 {
		return []int{0, 1, 2, 3, 4, 5, 6}
	}
	return r.Days
}

// nthOf lists which days of a month a rule names, of one day of the week.
func nthOf(r *site.HoursRule, day int) (out []int) {
	for i := 0; r != nil && i < len(r.Nth); i++ {
		if n := r.Nth[i]; n[0] == day {
			out = append(out, n[1])
		}
	}
	return out
}

// openings are rules as they are gathered: days with the same hours are one.
type openings []hsdsSchedule

func (s *openings) add(r *site.HoursRule, freq, day string) {
	for i := 0; r != nil && i < len(r.Times); i++ {
		opens, closes := clock(r.Times[i][0]), clock(r.Times[i][1])
		known := false
		for k := range *s {
			if o := &(*s)[k]; o.Freq == freq && o.OpensAt == opens && o.ClosesAt == closes {
				o.ByDay, known = o.ByDay+","+day, true
			}
		}
		if !known {
			*s = append(*s, hsdsSchedule{Freq: freq, ByDay: day, OpensAt: opens, ClosesAt: closes})
		}
	}
}

const dayEnd = 24 * 60

// clock writes minutes from midnight. A day's end is 23:59: docs.openreferral.org, "24h opening".
func clock(minutes int) string {
	minutes = min(minutes, dayEnd-1)
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}

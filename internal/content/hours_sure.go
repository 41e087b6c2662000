package content

import (
	"cmp"
	"slices"

	"enrouteweb.org/balise/internal/site"
)

// What is published for programs must never tell someone in trouble that a door is open when it is not. So hours are given
// to programs only if every rule is certain. These are not: a comment ("sur rendez-vous"), school holidays (they differ by
// community and level), an end that is not said, days without a time, "off" without a day; nor rules that may have been
// meant otherwise than the format reads them: "Mo 09:00-12:00; Mo 14:00-17:00" is the afternoon alone for OpenStreetMap,
// and both for whoever wrote it; "We off; Mo-Fr 09:00-17:00" is open on Wednesdays.

// sureHours gives the hours for programs, or nil when they are not certain.
func sureHours(rules []hours) site.Hours {
	out := make(site.Hours, len(rules))
	for i, h := range rules {
		if !h.certain() {
			return nil
		}
		out[i] = h.rule()
		for j := range i {
			if ambiguous(out[j], out[i]) {
				return nil
			}
		}
	}
	return out
}

// certain tells that a rule says when it holds and what then, without condition.
func (h hours) certain() bool {
	if h.Comment != "" || slices.Contains(h.Holiday, "SH") || slices.ContainsFunc(h.Times, func(t timeRange) bool { return t.Open }) {
		return false
	}
	if h.Off {
		return len(h.Months) > 0 || len(h.Days) > 0 || len(h.Holiday) > 0
	}
	return h.Always || len(h.Times) > 0
}

const dayMinutes = 24 * 60

// rule puts a certain rule in the form programs read.
func (h hours) rule() site.HoursRule {
	r := site.HoursRule{Holidays: len(h.Holiday) > 0}
	for _, m := range h.Months {
		to := m.ToDay
		if to == 0 {
			to = 31 // past the end of short months, which does no harm: no day lies there
		}
		r.Dates = append(r.Dates, [2]int{m.FromMonth*100 + max(1, m.FromDay), m.ToMonth*100 + to})
	}
	for _, d := range h.Days {
		for _, n := range d.Nth {
			r.Nth = append(r.Nth, [2]int{d.From, n})
		}
		for n := 0; len(d.Nth) == 0 && n <= (d.To-d.From+7)%7; n++ {
			r.Days = append(r.Days, (d.From+n)%7)
		}
	}
	slices.Sort(r.Days)
	r.Days = slices.Compact(r.Days)
	if h.Always {
		r.Times = [][2]int{{0, dayMinutes}}
	}
	for _, t := range h.Times {
		if t.To < t.From {
			t.To += dayMinutes
		}
		r.Times = append(r.Times, [2]int{t.From, t.To})
	}
	r.Times = joined(r.Times)
	return r
}

// joined orders times and joins those that meet.
func joined(times [][2]int) [][2]int {
	slices.SortFunc(times, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var out [][2]int
	for _, t := range times {
		if n := len(out); n > 0 && t[0] <= out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], t[1])
			continue
		}
		out = append(out, t)
	}
	return out
}

// ambiguous tells that a later rule replaces an earlier one where a reader of both lines would expect something else: it
// opens a day that was said closed, or its hours share nothing with those it replaces, as if they had been meant besides.
func ambiguous(earlier, later site.HoursRule) bool {
	if len(later.Times) == 0 || !meet(daysOf(earlier), daysOf(later)) || !meet(monthsOf(earlier), monthsOf(later)) {
		return false
	}
	for _, a := range earlier.Times {
		for _, b := range later.Times {
			if a[0] < b[1] && b[0] < a[1] {
				return false
			}
		}
	}
	return true
}

func meet(a, b uint) bool { return a&b != 0 }

// daysOf is a bit for each day of the week a rule may hold on, and one for public holidays.
func daysOf(r site.HoursRule) (days uint) {
	const holidays = 1 << 7
	for _, d := range r.Days {
		days |= 1 << d
	}
	for _, n := range r.Nth {
		days |= 1 << n[0]
	}
	if r.Holidays {
		days |= holidays
	}
	if days == 0 {
		days = holidays - 1
	}
	return days
}

// monthsOf is a bit for each month a rule may hold in.
func monthsOf(r site.HoursRule) (months uint) {
	for _, d := range r.Dates {
		from, to := d[0]/100, d[1]/100
		n := (to - from + 12) % 12
		if n == 0 && d[1] < d[0] {
			n = 11 // all but a few days of one month
		}
		for ; n >= 0; n-- {
			months |= 1 << ((from + n) % 12)
		}
	}
	if len(r.Dates) == 0 {
		months = 1<<12 - 1
	}
	return months
}

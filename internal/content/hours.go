package content

import (
	"regexp"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/site"
)

// hours is one rule of opening_hours: when, at what time, and whether open.
//
// What is read is the part of the OpenStreetMap format that opening times of services need: months and dates of the year,
// days of the week, the n-th such day of a month, public and school holidays, times, "off", comments. Anything else is
// refused, since what is not understood cannot be said in French.
type hours struct {
	Months  []dayRange  // of the year
	Days    []weekRange // of the week
	Holiday []string    // "PH", "SH"
	Times   []timeRange
	Off     bool
	Always  bool   // 24/7
	Comment string // between quotation marks
}

// dayRange goes from one month, or day of a month (0: the whole month), to another.
type dayRange struct{ FromMonth, FromDay, ToMonth, ToDay int }

// weekRange goes from one day of the week (0: Monday) to another; Nth are its occurrences in the month, -1 the last.
type weekRange struct {
	From, To int
	Nth      []int
}

// timeRange is in minutes from midnight; Open tells that the end is not said.
type timeRange struct {
	From, To int
	Open     bool
}

const hoursHint = "Exemples : Mo-Fr 09:00-17:00 (lundi à vendredi), Sa 10:00-12:00 (samedi), PH off (fermé les jours fériés). Séparez les règles par un point-virgule."

// ParseHours reads opening hours and writes them in French, a line a rule; sure are the same for programs, nil when they
// are not certain.
func ParseHours(text string) (lines []string, sure site.Hours, f *Flaw) {
	rules, bad := readHours(strings.TrimSpace(text))
	if bad != "" {
		if better := guessHours(text); better != "" {
			return nil, nil, flaw("horaires-invalides", better, "", "Les horaires s'écrivent avec les jours en anglais (Mo Tu We Th Fr Sa Su) et les heures comme 09:00-17:00.")
		}
		return nil, nil, flaw("horaires-invalides", "", hoursHint, "Dans les horaires, %s n'est pas compris.", q(bad))
	}
	lines = make([]string, len(rules))
	for i, r := range rules {
		lines[i] = r.French()
	}
	return lines, sureHours(rules), nil
}

// readHours reads all rules; bad is the first piece that is not understood.
func readHours(text string) (rules []hours, bad string) {
	if text == "" {
		return nil, "…"
	}
	pieces := splitOutsideQuotes(text, ';')
	for i, piece := range pieces {
		piece = strings.TrimSpace(piece)
		if piece == "" {
			if i == len(pieces)-1 && i > 0 {
				break // a last semicolon does no harm
			}
			return nil, ";"
		}
		h, bad := readRule(piece)
		if bad != "" {
			return nil, bad
		}
		rules = append(rules, h)
	}
	return rules, ""
}

// splitOutsideQuotes cuts at a mark that is not in a comment.
func splitOutsideQuotes(text string, mark byte) []string {
	var out []string
	start, quoted := 0, false
	for i := range len(text) {
		switch {
		case text[i] == '"':
			quoted = !quoted
		case text[i] == mark && !quoted:
			out = append(out, text[start:i])
			start = i + 1
		}
	}
	return append(out, text[start:])
}

var (
	commentForm = regexp.MustCompile(`^(.*?)\s*"([^"]*)"$`)
	monthsForm  = regexp.MustCompile(`^((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z0-9 ,-]*?):?(?:\s+|$)((?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH|[0-9]{2}:|off\b|closed\b).*|$)`)
	daysForm    = regexp.MustCompile(`^((?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[A-Za-z0-9,\[\]-]*)(?:\s+|$)(.*)$`)
	timeForm    = regexp.MustCompile(`^([0-2][0-9]):([0-5][0-9])(?:-([0-2][0-9]):([0-5][0-9])|(\+))$`)
	monthForm   = regexp.MustCompile(`^(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: ([0-3][0-9]))?(?:-(?:(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(?: ([0-3][0-9]))?|([0-3][0-9])))?$`)
	dayForm     = regexp.MustCompile(`^(Mo|Tu|We|Th|Fr|Sa|Su)(?:-(Mo|Tu|We|Th|Fr|Sa|Su)|\[(-?[1-5](?:[,-][1-5])*)\])?$`)
)

var (
	monthCodes = []string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	dayCodes   = []string{"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"}
)

// orWhole names a piece that is not understood; an empty one by what it was taken from.
func orWhole(piece, whole string) string {
	if strings.TrimSpace(piece) == "" {
		return whole
	}
	return piece
}

// readRule reads what stands between two semicolons.
func readRule(text string) (h hours, bad string) {
	rest := text
	if m := commentForm.FindStringSubmatch(rest); m != nil {
		rest, h.Comment = m[1], strings.TrimSpace(m[2])
		if rest == "" {
			if h.Comment == "" {
				return h, text
			}
			return h, ""
		}
	}
	if rest == "24/7" {
		h.Always = true
		return h, ""
	}
	if m := monthsForm.FindStringSubmatch(rest); m != nil {
		if bad := h.readMonths(m[1]); bad != "" {
			return h, bad
		}
		rest = m[2]
	}
	if m := daysForm.FindStringSubmatch(rest); m != nil {
		if bad := h.readDays(m[1]); bad != "" {
			return h, bad
		}
		rest = m[2]
	}
	if rest == "off" || rest == "closed" {
		h.Off = true
		return h, ""
	}
	rest = strings.TrimSuffix(rest, " open")
	if rest == "" {
		if len(h.Months) == 0 && len(h.Days) == 0 && len(h.Holiday) == 0 {
			return h, text
		}
		return h, ""
	}
	return h, h.readTimes(rest)
}

func (h *hours) readMonths(text string) (bad string) {
	for piece := range strings.SplitSeq(text, ",") {
		m := monthForm.FindStringSubmatch(strings.TrimSpace(piece))
		if m == nil {
			return orWhole(piece, text)
		}
		r := dayRange{FromMonth: slices.Index(monthCodes, m[1]), FromDay: num(m[2])}
		r.ToMonth, r.ToDay = r.FromMonth, r.FromDay
		switch {
		case m[3] != "":
			r.ToMonth, r.ToDay = slices.Index(monthCodes, m[3]), num(m[4])
		case m[5] != "":
			r.ToDay = num(m[5])
		}
		wrongDay := func(month, day int) bool { return day > 31 || day > 29 && month == 2 || m[2] != "" && day == 0 }
		if wrongDay(r.FromMonth, r.FromDay) || wrongDay(r.ToMonth, r.ToDay) || (r.FromDay == 0) != (r.ToDay == 0) {
			return piece
		}
		h.Months = append(h.Months, r)
	}
	return ""
}

func (h *hours) readDays(text string) (bad string) {
	if strings.HasSuffix(text, ",") || strings.Contains(text, ",,") {
		return text
	}
	for _, piece := range splitDays(text) {
		if piece == "PH" || piece == "SH" {
			h.Holiday = append(h.Holiday, piece)
			continue
		}
		m := dayForm.FindStringSubmatch(piece)
		if m == nil {
			return piece
		}
		r := weekRange{From: slices.Index(dayCodes, m[1])}
		r.To = r.From
		if m[2] != "" {
			r.To = slices.Index(dayCodes, m[2])
		}
		var ok bool
		if r.Nth, ok = readNth(m[3]); !ok {
			return piece
		}
		h.Days = append(h.Days, r)
	}
	return ""
}

// readNth reads which days of the month are meant: "1,3", "1-2", "-1" for the last.
func readNth(text string) (nth []int, ok bool) {
	if text == "" {
		return nil, true
	}
	for piece := range strings.SplitSeq(text, ",") {
		if piece == "-1" {
			nth = append(nth, -1)
			continue
		}
		from, to, isRange := strings.Cut(piece, "-")
		if from == "" {
			return nil, false
		}
		if !isRange {
			to = from
		}
		for n := num(from); n <= num(to); n++ {
			nth = append(nth, n)
		}
	}
	return nth, len(nth) > 0
}

// splitDays cuts at commas that are not between square brackets.
func splitDays(text string) []string {
	depth := 0
	return strings.FieldsFunc(text, func(r rune) bool {
		switch r {
		case '[':
			depth++
		case ']':
			depth--
		}
		return r == ',' && depth == 0
	})
}

func (h *hours) readTimes(text string) (bad string) {
	for piece := range strings.SplitSeq(text, ",") {
		piece = strings.TrimSpace(piece)
		m := timeForm.FindStringSubmatch(piece)
		if m == nil {
			return orWhole(piece, text)
		}
		t := timeRange{From: num(m[1])*60 + num(m[2]), Open: m[5] != ""}
		if !t.Open {
			t.To = num(m[3])*60 + num(m[4])
		}
		if t.From >= 24*60 || t.To > 24*60 || !t.Open && t.From == t.To {
			return piece
		}
		h.Times = append(h.Times, t)
	}
	return ""
}

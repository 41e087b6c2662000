package content

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

var (
	dayNames = []string{"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"}
	nthNames = map[int]string{1: "premier", 2: "deuxième", 3: "troisième", 4: "quatrième", 5: "cinquième", -1: "dernier"}
)

const (
	nbsp  = "\u00a0"
	colon = nbsp + ": "
)

// French says the rule in one line: "Lundi au vendredi : 9 h – 17 h".
func (h hours) French() string {
	out := ""
	switch {
	case h.Always:
		out = "Tous les jours, jour et nuit"
	case h.Off:
		out = h.closed()
	default:
		out = h.open()
	}
	switch {
	case h.Comment == "":
		return french.Capital(out)
	case out == "":
		return french.Capital(h.Comment)
	default:
		return french.Capital(out) + " (" + h.Comment + ")"
	}
}

// open says when it is open.
func (h hours) open() string {
	var when []string
	if len(h.Months) > 0 {
		when = append(when, h.period())
	}
	if d := h.days(""); d != "" {
		when = append(when, d)
	}
	out := strings.Join(when, ", ")
	if len(h.Times) == 0 {
		if out == "" || h.Comment != "" {
			return out
		}
		return out + colon + "ouvert"
	}
	if len(h.Days) == 0 && len(h.Holiday) == 0 {
		if out != "" {
			out += ", "
		}
		out += "tous les jours"
	}
	times := make([]string, len(h.Times))
	for i, t := range h.Times {
		times[i] = t.String()
	}
	return out + colon + french.List(times, "et")
}

// closed says when it is closed.
func (h hours) closed() string {
	out := "fermé"
	if d := h.days("le "); d != "" {
		out += " " + d
	}
	if len(h.Months) > 0 {
		out += " " + h.period()
	}
	return out
}

// days lists the days of the week and holidays; article "le " is for "fermé le lundi".
func (h hours) days(article string) string {
	var words []string
	for _, r := range h.Days {
		words = append(words, r.words(article)...)
	}
	for _, x := range h.Holiday {
		switch {
		case x == "PH" && article != "":
			words = append(words, "les jours fériés")
		case x == "PH":
			words = append(words, "jours fériés")
		case article != "":
			words = append(words, "pendant les vacances scolaires")
		default:
			words = append(words, "vacances scolaires")
		}
	}
	return french.List(words, "et")
}

// words says one range of days: two days in a row are named, more are a range.
func (r weekRange) words(article string) []string {
	from, to := dayNames[r.From], dayNames[r.To]
	switch n := (r.To - r.From + 7) % 7; {
	case len(r.Nth) > 0:
		var nth []string
		for _, n := range r.Nth {
			nth = append(nth, article+nthNames[n])
		}
		return []string{french.List(nth, "et") + " " + from + " du mois"}
	case n == 0:
		return []string{article + from}
	case n == 1:
		return []string{article + from, article + to}
	case n == 6:
		return []string{"tous les jours"}
	case article != "":
		return []string{"du " + from + " au " + to}
	default:
		return []string{from + " au " + to}
	}
}

// period says months and dates: "de juillet à août", "du 24 décembre au 2 janvier", "le 25 décembre".
func (h hours) period() string {
	var out []string
	for _, r := range h.Months {
		from, to := french.Month(r.FromMonth), french.Month(r.ToMonth)
		switch {
		case r.FromDay == 0 && r.FromMonth == r.ToMonth:
			out = append(out, "en "+from)
		case r.FromDay == 0:
			out = append(out, of(from)+" à "+to)
		case r.FromMonth == r.ToMonth && r.FromDay == r.ToDay:
			out = append(out, "le "+french.Ordinal(r.FromDay)+" "+from)
		case r.FromMonth == r.ToMonth:
			out = append(out, "du "+french.Ordinal(r.FromDay)+" au "+french.Ordinal(r.ToDay)+" "+to)
		default:
			out = append(out, "du "+french.Ordinal(r.FromDay)+" "+from+" au "+french.Ordinal(r.ToDay)+" "+to)
		}
	}
	return french.List(out, "et")
}

func of(month string) string {
	if strings.ContainsAny(month[:1], "ao") {
		return "d'" + month
	}
	return "de " + month
}

// String says a range of times: "9 h – 12 h 30".
func (t timeRange) String() string {
	switch {
	case t.Open:
		return "à partir de " + clock(t.From)
	case t.From == 0 && t.To == 24*60:
		return "jour et nuit"
	case t.To < t.From:
		return clock(t.From) + " – " + clock(t.To) + " (la nuit)"
	default:
		return clock(t.From) + " – " + clock(t.To)
	}
}

func clock(minutes int) string {
	h, m := minutes/60, minutes%60
	if m == 0 {
		return fmt.Sprintf("%d"+nbsp+"h", h)
	}
	return fmt.Sprintf("%d"+nbsp+"h"+nbsp+"%02d", h, m)
}

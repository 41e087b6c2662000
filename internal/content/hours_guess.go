package content

import (
	"fmt"
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// frenchDays are the days as people type them, folded.
var frenchDays = map[string]string{
	"lundi": "Mo", "lundis": "Mo", "lun": "Mo", "lu": "Mo", "mo": "Mo", "monday": "Mo", "mon": "Mo",
	"mardi": "Tu", "mardis": "Tu", "mar": "Tu", "ma": "Tu", "tu": "Tu", "tuesday": "Tu", "tue": "Tu",
	"mercredi": "We", "mercredis": "We", "mer": "We", "me": "We", "we": "We", "wednesday": "We", "wed": "We",
	"jeudi": "Th", "jeudis": "Th", "jeu": "Th", "je": "Th", "th": "Th", "thursday": "Th", "thu": "Th",
	"vendredi": "Fr", "vendredis": "Fr", "ven": "Fr", "ve": "Fr", "fr": "Fr", "friday": "Fr", "fri": "Fr",
	"samedi": "Sa", "samedis": "Sa", "sam": "Sa", "sa": "Sa", "saturday": "Sa", "sat": "Sa",
	"dimanche": "Su", "dimanches": "Su", "dim": "Su", "di": "Su", "su": "Su", "sunday": "Su", "sun": "Su",
	"ph": "PH", "sh": "SH", "ferie": "PH", "feries": "PH", "ferme": "off", "fermee": "off", "fermes": "off", "off": "off", "closed": "off",
	"midi": "12:00", "minuit": "24:00", "semaine": "Mo-Fr", "weekend": "Sa-Su", "week": "Sa-Su",
}

var (
	phrases = strings.NewReplacer("7j/7", " mo-su ", "7 jours sur 7", " mo-su ", "tous les jours", " mo-su ", "chaque jour", " mo-su ",
		"week-end", " sa-su ", "vacances scolaires", " sh ", "jours feries", " ph ", "jour ferie", " ph ", "en semaine", " mo-fr ",
		"–", "-", "—", "-", "\u2212", "-", "\u00a0", " ", "\u202f", " ", " - ", "-")
	hourWord  = regexp.MustCompile(`\b([0-2]?[0-9])\s*(?:h|u)(?:eures?)?\s*([0-5][0-9])?(?:\b|$)`)
	hourColon = regexp.MustCompile(`\b([0-2]?[0-9])[:.]([0-5][0-9])\b`)
	bareRange = regexp.MustCompile(`(^|[\s,;])([0-2]?[0-9])-([0-2]?[0-9])($|[\s,;])`)
	guessPart = regexp.MustCompile(`[a-z]+|[0-2][0-9]:[0-5][0-9]\+?|[-,;]|\S`)
	byBooking = regexp.MustCompile(`^\s*(?:uniquement |seulement )?sur (?:rendez-vous|rdv)\s*$`)
	allDay    = regexp.MustCompile(`^\s*(?:24\s*h?\s*(?:/|sur)\s*24\s*h?)?[\s,]*(?:7\s*(?:j|jours)?\s*(?:/|sur)\s*7\s*(?:j|jours)?)?\s*$`)
)

// guessHours rewrites hours typed as in French ("Lu-Ve 9h-17h", "lundi au vendredi de 9h à 12h30 et de 13h à 17h") in the
// format of OpenStreetMap; "" when anything in them is not understood.
func guessHours(text string) string {
	folded := french.Fold(strings.TrimSpace(text))
	switch {
	case byBooking.MatchString(folded):
		return `"sur rendez-vous"`
	case allDay.MatchString(folded) && strings.Contains(folded, "24"):
		return "24/7"
	}
	t := phrases.Replace(strings.ReplaceAll(folded, ".00", ":00"))
	t = hourWord.ReplaceAllStringFunc(t, func(s string) string {
		m := hourWord.FindStringSubmatch(s)
		return fmt.Sprintf("%02d:%02d", num(m[1]), num(m[2]))
	})
	t = hourColon.ReplaceAllStringFunc(t, func(s string) string {
		m := hourColon.FindStringSubmatch(s)
		return fmt.Sprintf("%02d:%02d", num(m[1]), num(m[2]))
	})
	t = bareRange.ReplaceAllStringFunc(t, func(s string) string {
		m := bareRange.FindStringSubmatch(s)
		return fmt.Sprintf("%s%02d:00-%02d:00%s", m[1], num(m[2]), num(m[3]), m[4])
	})
	better := assembleHours(guessPart.FindAllString(t, -1))
	if _, bad := readHours(better); bad != "" || better == text {
		return ""
	}
	return better
}

// assembler puts days, times and what joins them back in order.
type assembler struct {
	b    strings.Builder
	last piece
	join string
	shut bool // "fermé" was said before its days
}

type piece uint8

const (
	nothing piece = iota
	aDay
	anHour
	aClosure
)

// assembleHours gives the rules that the words make; "" when a word is unknown.
func assembleHours(words []string) string {
	var a assembler
	for _, w := range words {
		if !a.add(w) {
			return ""
		}
	}
	switch {
	case a.shut && a.last == nothing:
		return "off"
	case a.shut && a.last != aDay:
		return ""
	case a.shut:
		return a.b.String() + " off"
	}
	return a.b.String()
}

// add takes one word; false when it has no place.
func (a *assembler) add(word string) bool {
	code := frenchDays[word]
	switch word {
	case "-", "au", "a", "jusque":
		a.join = "-"
		return true
	case ",", "et", "/", "puis":
		a.join = ","
		return true
	case ";", "|":
		a.join = ";"
		return true
	case "de", "du", "le", "les", ":", "ouvert", "d", "jours":
		return true
	}
	switch {
	case code == "off" && a.last != aDay:
		a.shut = true
		return true
	case code == "off":
		return a.put(aClosure, code)
	case strings.Contains(code, ":"):
		return a.put(anHour, code)
	case code != "":
		return a.put(aDay, code)
	case len(word) >= 5 && word[2] == ':':
		return a.put(anHour, word)
	}
	return false
}

// put writes one piece after what joins it to the one before.
func (a *assembler) put(kind piece, word string) bool {
	switch {
	case a.shut && kind != aDay:
		return false
	case a.last == nothing:
	case a.last == kind && kind != aClosure:
		a.b.WriteString(map[string]string{"": ",", ",": ",", "-": "-", ";": "; "}[a.join])
	case kind == aDay:
		a.b.WriteString("; ")
	case a.last == aDay:
		a.b.WriteByte(' ')
	default:
		return false
	}
	a.b.WriteString(word)
	a.last, a.join = kind, ""
	return true
}

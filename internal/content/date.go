package content

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

const dateHint = "Écrivez l'année, le mois, le jour : 2022-02-14. Le mois seul s'écrit 2022-02, l'année seule 2022."

var (
	isoDate   = regexp.MustCompile(`^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?$`)
	dayFirst  = regexp.MustCompile(`^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$`)
	looseISO  = regexp.MustCompile(`^([0-9]{4})[-/. ]([0-9]{1,2})(?:[-/. ]([0-9]{1,2}))?$`)
	looseDay  = regexp.MustCompile(`^([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{2}|[0-9]{4})$`)
	looseMon  = regexp.MustCompile(`^([0-9]{1,2})[-/.]([0-9]{4})$`)
	compact   = regexp.MustCompile(`^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$`)
	withHour  = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*[0-9].*$`)
	inLetters = regexp.MustCompile(`^(?:\pL+ )?(?:([0-9]{1,2})(?:er|e)? )?(\pL+)\.? ([0-9]{4})$`)
	aYear     = regexp.MustCompile(`\b(?:1[89]|20)[0-9]{2}\b`)
)

// ParseDate reads a civil date as the contract lets it be typed: 2022, 2022-02, 2022-02-14 or 14/02/2022.
func ParseDate(text string) (site.Date, *Flaw) {
	text = strings.TrimSpace(text)
	if d, ok := plainDate(text); ok {
		return d, nil
	}
	if m := isoDate.FindStringSubmatch(text); m != nil {
		return checkDate(text, num(m[1]), num(m[2]), num(m[3]), m[2] != "", m[3] != "")
	}
	if m := dayFirst.FindStringSubmatch(text); m != nil {
		return checkDate(text, num(m[3]), num(m[2]), num(m[1]), true, true)
	}
	return site.Date{}, dateFlaw(text)
}

// plainDate reads a right 2022-02-14, the form nearly all dates have, without a pattern.
func plainDate(text string) (site.Date, bool) {
	if len(text) != 10 || text[4] != '-' || text[7] != '-' {
		return site.Date{}, false
	}
	var n [10]int
	for i := range 10 {
		if n[i] = int(text[i]) - '0'; i != 4 && i != 7 && (n[i] < 0 || n[i] > 9) {
			return site.Date{}, false
		}
	}
	d := site.Date{Year: n[0]*1000 + n[1]*100 + n[2]*10 + n[3], Month: n[5]*10 + n[6], Day: n[8]*10 + n[9]}
	ok := d.Year >= 1000 && d.Month >= 1 && d.Month <= 12 && d.Day >= 1 && d.Day <= site.DaysIn(d.Year, d.Month)
	return d, ok
}

// num reads digits that a pattern has matched.
func num(digits string) int {
	n, _ := strconv.Atoi(digits) // at most four digits: cannot fail
	return n
}

// checkDate refuses days that no calendar has.
func checkDate(text string, year, month, day int, hasMonth, hasDay bool) (site.Date, *Flaw) {
	d := site.Date{Year: year, Month: month, Day: day}
	switch {
	case year < 1000:
		return site.Date{}, flaw("date-invalide", "", dateHint, "%s n'est pas une année.", q(strings.Split(text, "-")[0]))
	case !hasMonth:
		return d, nil
	case month >= 1 && month <= 12 && !hasDay:
		return d, nil
	case month >= 1 && month <= 12 && day >= 1 && day <= site.DaysIn(year, month):
		return d, nil
	}
	// A day and a month in the other order, as in English or by slip.
	if hasDay && month > 12 && day >= 1 && day <= 12 && month <= site.DaysIn(year, day) {
		swapped := site.Date{Year: year, Month: day, Day: month}
		return site.Date{}, flaw("date-impossible", swapped.String(), fmt.Sprintf("Si c'est le %s, écrivez %s.", swapped.Words(), q(swapped.String())),
			"Il n'y a pas de mois numéro %d dans %s : le jour et le mois sont inversés.", month, q(text))
	}
	if month < 1 || month > 12 {
		return site.Date{}, flaw("date-impossible", "", dateHint, "Il n'y a pas de mois numéro %d dans %s.", month, q(text))
	}
	days := site.DaysIn(year, month)
	return site.Date{}, flaw("date-impossible", "", "Vérifiez le jour.", "Le %s n'existe pas : %s %d compte %d jours.",
		french.Date(year, month, max(day, 2)), french.Month(month), year, days)
}

// dateFlaw finds what was meant by something that is not one of the four forms.
func dateFlaw(text string) *Flaw {
	plain := strings.Join(strings.Fields(text), " ")
	if d, ok := guessDate(plain); ok {
		better := d.String()
		return flaw("date-invalide", better, "", "%s n'est pas une date comme balise les lit.", q(text))
	}
	hint := dateHint
	if years := aYear.FindAllString(plain, -1); len(years) == 1 {
		hint = "Si seule l'année est connue, écrivez " + years[0] + "."
	} else if len(years) == 2 {
		hint = "Une seule date ici : par exemple " + years[0] + "."
	}
	return flaw("date-invalide", "", hint, "%s n'est pas une date.", q(text))
}

// guessDate reads forms that leave no doubt on what was meant.
func guessDate(text string) (site.Date, bool) {
	var d site.Date
	if m := withHour.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if m := looseISO.FindStringSubmatch(text); m != nil {
		d = site.Date{Year: num(m[1]), Month: num(m[2]), Day: num(m[3])}
	} else if m := compact.FindStringSubmatch(text); m != nil {
		d = site.Date{Year: num(m[1]), Month: num(m[2]), Day: num(m[3])}
	} else if m := looseDay.FindStringSubmatch(text); m != nil {
		d = site.Date{Year: fullYear(m[3]), Month: num(m[2]), Day: num(m[1])}
	} else if m := looseMon.FindStringSubmatch(text); m != nil {
		d = site.Date{Year: num(m[2]), Month: num(m[1])}
	} else if m := inLetters.FindStringSubmatch(text); m != nil {
		d = site.Date{Year: num(m[3]), Month: monthNamed(m[2]), Day: num(m[1])}
		if d.Month == 0 {
			return site.Date{}, false
		}
	} else {
		return site.Date{}, false
	}
	if d.Month > 12 && d.Day >= 1 && d.Day <= 12 {
		d.Month, d.Day = d.Day, d.Month
	}
	_, f := ParseDate(d.String())
	return d, f == nil && d.Month != 0
}

// fullYear gives two digits their century: no content is older than the seventies or from the next ones.
func fullYear(digits string) int {
	y := num(digits)
	switch {
	case len(digits) == 4:
		return y
	case y < 70:
		return 2000 + y
	default:
		return 1900 + y
	}
}

// monthNamed reads a French month, whole or cut short ("févr"), 0 when it is none.
func monthNamed(word string) int {
	w := french.Fold(word)
	for m := 1; m <= 12; m++ {
		name := french.Fold(french.Month(m))
		if w == name || len(w) >= 3 && strings.HasPrefix(name, w) && w != "jui" {
			return m
		}
	}
	return 0
}

// wholeDay asks for a full date that is not to come: a day when a person did something.
func wholeDay(d site.Date, text string, today site.Date) *Flaw {
	if !d.Full() {
		return flaw("date-incomplete", "", "Écrivez l'année, le mois et le jour : par exemple 2022-02-14.", "Cette date doit être complète : %s ne dit pas le jour.", q(text))
	}
	if !today.IsZero() && d.Compare(today) > 0 {
		return flaw("date-future", "", "Vérifiez l'année, le mois et le jour.", "Le %s est dans le futur : nous sommes le %s.", d.Words(), today.Words())
	}
	return nil
}

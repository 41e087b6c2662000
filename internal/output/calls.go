package output

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// The list of the fiches to verify this month, for whoever keeps the site: a-verifier.csv and a-verifier.ics. It is not part of
// the site. Here is every published initiative that has not ended and whose last verification will be more than twelve months
// old when the month ends, the oldest first, and then those that were never verified, in French order.
//
// The calendar has an event of a whole day for each, spread over the working days that are left of the month: a call or two a
// day, rather than forty on the same. Events and not tasks, which most calendars do not show.

// Call is one fiche to verify.
type Call struct {
	*site.Initiative
	Day site.Date // when the calendar proposes it
}

// ToCall lists them, at the site's day.
func ToCall(s *site.Site) []Call {
	end := site.Date{Year: s.Today.Year, Month: s.Today.Month, Day: site.DaysIn(s.Today.Year, s.Today.Month)}
	var out []Call
	for _, i := range site.Of[*site.Initiative](s) {
		if i.Withheld == "" && i.Etat != "terminee" && (i.VerifieLe.IsZero() || site.Stale(i.VerifieLe, end)) {
			out = append(out, Call{Initiative: i})
		}
	}
	slices.SortStableFunc(out, func(a, b Call) int {
		if x, y := a.VerifieLe.IsZero(), b.VerifieLe.IsZero(); x != y {
			return map[bool]int{false: -1, true: 1}[x]
		}
		return cmp.Or(a.VerifieLe.Compare(b.VerifieLe), strings.Compare(a.SortKey, b.SortKey), strings.Compare(a.Path, b.Path))
	})
	days := workingDays(s.Today, end)
	for i := range out {
		out[i].Day = days[i*len(days)/len(out)]
	}
	return out
}

// workingDays lists the days from Monday to Friday between two days of a month; the first of them alone when there are none.
func workingDays(from, to site.Date) []site.Date {
	var out []site.Date
	for d := from; d.Day <= to.Day; d.Day++ {
		if w := time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC).Weekday(); w != time.Saturday && w != time.Sunday {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		out = append(out, from)
	}
	return out
}

// Calls makes the two files. base is the site's address, when it is not that of site.yaml.
func Calls(s *site.Site, base string) ([]File, error) {
	list := ToCall(s)
	var rows [][]string
	c := newCalendar()
	c.SetName(icalText("À vérifier en " + french.Month(s.Today.Month) + " " + fmt.Sprint(s.Today.Year) + " : " + s.Config.Titre))
	for _, x := range list {
		k := x.Contact
		rows = append(rows, []string{x.Titre, x.Lieu.Commune, k.Nom, k.Telephone, k.Courriel, k.Site, verifiedOn(x), x.VerifiePar, x.Day.String(), x.Src.File})
		c.AddVEvent(x.event(s.Today, cmp.Or(base, s.Config.URL)))
	}
	table, err := csvFile("a-verifier.csv", []string{"Qui", "Commune", "Contact", "Téléphone", "Courriel", "Site", "Dernière vérification", "Vérifiée par", "Jour proposé", "Fichier"}, rows)
	return []File{table, calendarFile("a-verifier.ics", c)}, err
}

func verifiedOn(x Call) string { return cmp.Or(x.VerifieLe.String(), "jamais") }

// event is a day's reminder. Its name is that of the month: asked for again, the list moves its events and adds none twice.
func (x Call) event(today site.Date, base string) *ics.VEvent {
	e := ics.NewEvent(fmt.Sprintf("verifier.%s.%s@%s", x.Slug, site.Date{Year: today.Year, Month: today.Month}, hostOf(base)))
	e.AddProperty(ics.ComponentPropertyDtstamp, icalUTC(today))
	e.AddProperty(ics.ComponentPropertyDtStart, icalDay(x.Day, 0), ics.WithValue("DATE"))
	e.AddProperty(ics.ComponentPropertyDtEnd, icalDay(x.Day, 1), ics.WithValue("DATE"))
	e.SetSummary(icalText("Vérifier : " + x.Titre))
	lines := []string{"Dernière vérification : " + cmp.Or(x.VerifieLe.Words(), "jamais") + "."}
	for _, l := range [][2]string{{"Contact : ", x.Contact.Nom}, {"Téléphone : ", x.Contact.Telephone}, {"Courriel : ", x.Contact.Courriel}, {"Site : ", x.Contact.Site}, {"Fichier : ", x.Src.File}} {
		if l[1] != "" {
			lines = append(lines, l[0]+l[1])
		}
	}
	e.SetDescription(icalText(strings.Join(append(lines, "Ensuite, changez la date de verifie_le dans ce fichier."), "\n")))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	return e
}

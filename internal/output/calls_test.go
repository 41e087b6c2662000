package output

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/site"
)

// toVerify makes a site of initiatives last verified on these days ("" for never), on a day.
func toVerify(t *testing.T, today site.Date, days ...site.Date) *site.Site {
	t.Helper()
	var entries []site.Entry
	for i, d := range days {
		e := &site.Initiative{VerifieLe: d}
		e.Kind, e.Titre, e.Slug = site.KindNamed("initiative"), fmt.Sprintf("Fiche %d", i), fmt.Sprintf("fiche-%d", i)
		e.Path, e.SortKey, e.Src = "initiatives/"+e.Slug+".md", e.Titre, &site.Source{File: e.Slug}
		e.Settle()
		entries = append(entries, e)
	}
	s, _ := site.New(site.Input{Config: &site.Config{Titre: "Essai", Src: &site.Source{}}, Vocab: &site.Vocabulary{}, Entries: entries, Today: today})
	return s
}

// Stale is judged at the month's end: one calls before, not after.
func TestToCall(t *testing.T) {
	day := func(y, m, d int) site.Date { return site.Date{Year: y, Month: m, Day: d} }
	s := toVerify(t, day(2026, 3, 12), day(2025, 3, 30), day(2025, 3, 31), site.Date{}, day(2024, 1, 1), day(2026, 3, 1))
	var got []string
	for _, c := range ToCall(s) {
		got = append(got, c.Slug+" "+c.Day.String())
	}
	if diff := cmp.Diff([]string{"fiche-3 2026-03-12", "fiche-0 2026-03-18", "fiche-2 2026-03-25"}, got); diff != "" {
		t.Error(diff)
	}
}

// Every day of every month: proposed days are working days left of the month, in order, as evenly as can be.
func TestCallsAreSpreadOverTheMonth(t *testing.T) {
	for month := 1; month <= 12; month++ {
		for d := 1; d <= site.DaysIn(2026, month); d++ {
			today := site.Date{Year: 2026, Month: month, Day: d}
			for _, n := range []int{1, 5, 60} {
				list := ToCall(toVerify(t, today, make([]site.Date, n)...))
				per := map[site.Date]int{}
				for i, c := range list {
					if per[c.Day]++; c.Day.Compare(today) < 0 || c.Day.Month != month || i > 0 && c.Day.Compare(list[i-1].Day) < 0 {
						t.Fatalf("%s: %s", today, c.Day)
					}
				}
				days := len(workingDays(today, site.Date{Year: 2026, Month: month, Day: site.DaysIn(2026, month)}))
				for _, many := range per {
					if many > (n+days-1)/days {
						t.Fatalf("%s: %d of %d on one of %d days", today, many, n, days)
					}
				}
			}
		}
	}
	if got := workingDays(site.Date{Year: 2026, Month: 2, Day: 28}, site.Date{Year: 2026, Month: 2, Day: 28}); len(got) != 1 { // a Saturday
		t.Errorf("got %v", got)
	}
}

func TestCallsAreTheSameTwice(t *testing.T) {
	s := toVerify(t, site.Date{Year: 2026, Month: 3, Day: 12}, make([]site.Date, 30)...)
	text := func() string {
		files, err := Calls(s, "")
		if err != nil {
			t.Fatal(err)
		}
		return string(files[0].Data) + string(files[1].Data)
	}
	first := text()
	if first != text() {
		t.Error("two lists of one day differ")
	}
	if n := strings.Count(first, "BEGIN:VEVENT"); n != 30 {
		t.Errorf("%d events", n)
	}
}

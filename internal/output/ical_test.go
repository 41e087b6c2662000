package output

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/site"
)

// calendarsOf makes the files of a site that has these entries.
func calendarsOf(t interface{ Fatal(...any) }, url string, entries ...site.Entry) map[string]string {
	for _, e := range entries {
		b := e.Common()
		b.Src = &site.Source{}
		b.Path = b.Kind.Dir + "/" + b.Slug + ".md"
	}
	types := site.NewTerms("types_activite", []*site.Term{{ID: "formation", Libelle: "Formation, cours"}})
	s, _ := site.New(site.Input{Config: &site.Config{Titre: "Le petit réseau"}, Vocab: &site.Vocabulary{Lists: map[string]*site.Terms{"types_activite": types}}, Entries: entries, Own: true, Today: site.Date{Year: 2026, Month: 3, Day: 12}, Drafts: true})
	m := &maker{s: s, base: url}
	files, err := m.calendars()
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range files {
		if out[f.Path] != "" {
			t.Fatal("two files at " + f.Path)
		}
		out[f.Path] = string(f.Data)
	}
	return out
}

func activity(slug string, a site.Activity) *site.Activity {
	a.Kind, a.Slug, a.Type = site.KindNamed("activite"), slug, "formation"
	if a.Titre == "" {
		a.Titre = "Une activité"
	}
	return &a
}

func cycle(slug string, ss ...site.Session) *site.Cycle {
	return &site.Cycle{Base: site.Base{Kind: site.KindNamed("intervision"), Slug: slug, Titre: "Un cycle"}, Seances: ss}
}

// TestCalendarsStrictly: whatever editors type, what comes out is iCalendar by a reader that forgives nothing, and by the
// library's; it says what they typed.
func TestCalendarsStrictly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyEntries(t)
		titles := map[string]bool{}
		for _, e := range entries {
			titles[onOneLine(e.Common().Titre)] = true
		}
		for name, text := range calendarsOf(t, rapid.SampledFrom([]string{"", "https://exemple.be", "https://exemple.be/carte-du-reseau"}).Draw(t, "url"), entries...) {
			c, err := readCalendar(text)
			if err != nil {
				t.Fatalf("%s: %v in\n%s", name, err, text)
			}
			lib, err := ics.ParseCalendar(strings.NewReader(text))
			if err != nil {
				t.Fatalf("%s: the library cannot read it: %v in\n%s", name, err, text)
			}
			events := lib.Events()
			if len(events) != len(c.events) {
				t.Fatalf("%s: the library sees %d events, not %d", name, len(events), len(c.events))
			}
			for i, e := range c.events {
				if title := numbering.ReplaceAllString(e.text("SUMMARY"), ""); !titles[onOneLine(title)] {
					t.Fatalf("%s: nothing has the title %q", name, title)
				}
				if got := events[i].GetProperty(ics.ComponentPropertySummary).Value; got != e.text("SUMMARY") {
					t.Fatalf("%s: the library reads the title %q, not %q", name, got, e.text("SUMMARY"))
				}
			}
		}
	})
}

var numbering = regexp.MustCompile(` \(séance [0-9]+ sur [0-9]+\)$`)

// onOneLine leaves of a text what a calendar must keep of it.
func onOneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r < 0x80 || r == utf8.RuneError {
			return -1
		}
		return r
	}, strings.ReplaceAll(s, "\t", " "))
}

// anyEntries draws activities, cycles and news with any text and any date.
func anyEntries(t *rapid.T) []site.Entry {
	text := rapid.StringOf(rapid.OneOf(rapid.RuneFrom([]rune("aé  ’«»,;:\\\"<>\n\r\t\u00a0\u202f€😀\u0001-=")), rapid.Rune()))
	date := rapid.Custom(func(t *rapid.T) site.Date {
		d := site.Date{Year: rapid.IntRange(1990, 2040).Draw(t, "year"), Month: rapid.IntRange(0, 12).Draw(t, "month")}
		if d.Month > 0 {
			d.Day = rapid.IntRange(0, site.DaysIn(d.Year, d.Month)).Draw(t, "day")
		}
		return d
	})
	hours := rapid.SampledFrom([]string{"", "0 h", "14 h", "9 h 30 à 16 h", "20 h à 24 h", "2:30-3:15"})
	session := rapid.Custom(func(t *rapid.T) site.Session {
		return site.Session{Date: date.Draw(t, "date"), Heure: hours.Draw(t, "heure"), Lieu: text.Draw(t, "lieu")}
	})
	var out []site.Entry
	for i := range rapid.IntRange(1, 4).Draw(t, "n") {
		slug := fmt.Sprint("e", i)
		b := site.Base{Slug: slug, Titre: text.Draw(t, "titre"), Resume: text.Draw(t, "resume"), PublieLe: date.Draw(t, "publie")}
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			a := site.Activity{Base: b, Date: date.Draw(t, "date"), Heure: hours.Draw(t, "heure"), Lieu: text.Draw(t, "lieu"), EnLigne: rapid.SampledFrom([]string{"", "oui"}).Draw(t, "en ligne")}
			if fin := date.Draw(t, "fin"); fin.Compare(a.Date) > 0 {
				a.Fin = fin
			}
			a.Seances = rapid.SliceOfN(session, 0, 4).Draw(t, "seances")
			out = append(out, activity(slug, a))
		case 1:
			b.Kind = site.KindNamed("intervision")
			out = append(out, &site.Cycle{Base: b, Seances: rapid.SliceOfN(session, 0, 4).Draw(t, "seances")})
		case 2:
			b.Kind = site.KindNamed("actualite")
			out = append(out, &site.News{Base: b, Date: date.Draw(t, "date")})
		}
	}
	slices.SortFunc(out, func(a, b site.Entry) int { return strings.Compare(a.Common().Kind.Dir, b.Common().Kind.Dir) })
	return out
}

// uidsOf gives the UIDs of a file in its order.
func uidsOf(t *testing.T, text string) []string {
	t.Helper()
	c, err := readCalendar(text)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range c.events {
		out = append(out, e.text("UID"))
	}
	return out
}

// TestUIDsLast: a session added before another, or a new title, changes the name of no event.
func TestUIDsLast(t *testing.T) {
	second := site.Session{Date: site.Date{Year: 2026, Month: 4, Day: 6}, Heure: "14 h"}
	third := site.Session{Date: site.Date{Year: 2026, Month: 4, Day: 6}, Heure: "18 h 30"}
	c := cycle("c", second, third)
	before := uidsOf(t, calendarsOf(t, "https://exemple.be/reseau", c)["intervisions/c/c.ics"])
	want := []string{"intervisions.c.2026-04-06@exemple.be", "intervisions.c.2026-04-06-18h30@exemple.be"}
	if !slices.Equal(before, want) {
		t.Fatalf("%q, not %q", before, want)
	}
	c = cycle("c", site.Session{Date: site.Date{Year: 2026, Month: 3, Day: 2}}, second, third)
	c.Titre = "Un autre titre"
	files := calendarsOf(t, "https://exemple.be/reseau", c)
	if after := uidsOf(t, files["intervisions/c/c.ics"]); !slices.Equal(after[1:], before) {
		t.Errorf("%q, no longer %q", after[1:], before)
	}
	for _, name := range []string{"seance_2026-03-02", "seance_2026-04-06", "seance_2026-04-06-18h30"} {
		if files["intervisions/c/"+name+".ics"] == "" {
			t.Errorf("no file %s", name)
		}
	}
}

// TestWhatIsNotInCalendars: months and years alone, drafts, and a file for a piece of news.
func TestWhatIsNotInCalendars(t *testing.T) {
	draft := activity("brouillon", site.Activity{Date: site.Date{Year: 2026, Month: 5, Day: 4}})
	draft.Brouillon = site.IsDraft
	got := calendarsOf(t, "", activity("mois", site.Activity{Date: site.Date{Year: 2026, Month: 5}}), activity("annee", site.Activity{Date: site.Date{Year: 2026}}), draft, cycle("sans-seances"))
	if len(got) != 0 {
		t.Errorf("files: %v", got)
	}
	news := &site.News{Base: site.Base{Kind: site.KindNamed("actualite"), Slug: "n", Titre: "Une nouvelle"}, Date: site.Date{Year: 2026, Month: 3, Day: 2}}
	got = calendarsOf(t, "", news)
	if text := got["agenda.ics"]; len(got) != 1 || !strings.Contains(text, "\r\nTRANSP:TRANSPARENT\r\n") || !strings.Contains(text, "UID:actualites.n@balise\r\n") {
		t.Errorf("files: %v", got)
	}
}

// TestHoursOfBrussels: the hour on the wall is the one that was typed, before and after the clocks change.
func TestHoursOfBrussels(t *testing.T) {
	text := calendarsOf(t, "", cycle("c", site.Session{Date: site.Date{Year: 2027, Month: 3, Day: 22}, Heure: "14 h à 16 h"}, site.Session{Date: site.Date{Year: 2027, Month: 4, Day: 5}, Heure: "14 h à 24 h"}))["intervisions/c/c.ics"]
	c, err := readCalendar(text)
	if err != nil {
		t.Fatal(err)
	}
	brussels, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"2027-03-22T13:00:00Z 2027-03-22T15:00:00Z", "2027-04-05T12:00:00Z 2027-04-05T22:00:00Z"} {
		var got []string
		for _, name := range []string{"DTSTART", "DTEND"} {
			p := c.events[i].props[name][0]
			at, err := time.ParseInLocation("20060102T150405", p.value, brussels)
			if err != nil || p.params["TZID"] != zone {
				t.Fatalf("%+v: %v", p, err)
			}
			got = append(got, at.UTC().Format(time.RFC3339))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

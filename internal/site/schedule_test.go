package site

import (
	"testing"

	"pgregory.net/rapid"
)

func TestParseClock(t *testing.T) {
	for text, want := range map[string]string{
		"14:00": "14 h", "14 h": "14 h", "14h30": "14 h 30", "9 h 5": "", "9h05": "9 h 05", "9:30-12:00": "de 9 h 30 à 12 h", "9 h à 16 h 30": "de 9 h à 16 h 30", "de 14 h à 16 h": "de 14 h à 16 h",
		"14\u00a0h\u00a030": "14 h 30", "23 h à 24 h": "de 23 h à 24 h", "0 h": "0 h", "24 h": "", "25 h": "", "14 h 60": "", "16 h à 14 h": "", "14 h à 14 h": "", "14": "", "": "", "midi": "", "14 h à 15 h à 16 h": "",
	} {
		c, ok := ParseClock(text)
		if got := plainSpaces(c.Words()); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}

// TestClockAgain: what is written of a time is read back as the same time.
func TestClockAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := Clock{Set: true, From: rapid.IntRange(0, 24*60-2).Draw(t, "from")}
		if rapid.Bool().Draw(t, "ends") {
			c.To = rapid.IntRange(c.From+1, 24*60).Draw(t, "to")
		}
		if again, ok := ParseClock(c.Words()); !ok || again != c {
			t.Fatalf("%v is written %q and read %v %v", c, c.Words(), again, ok)
		}
	})
}

func TestParseDuration(t *testing.T) {
	for text, want := range map[string]Duration{
		"45 min": {45, 45, false}, "45min": {45, 45, false}, "90 minutes": {90, 90, false}, "2 h 30": {150, 150, false}, "2h30": {150, 150, false}, "2 h": {120, 120, false}, "1 heure": {60, 60, false},
		"45 min à 2 h 30": {45, 150, false}, "45 min – 2 h 30": {45, 150, false}, "entre 45 min et 2 h 30": {45, 150, false}, "2 h 30 à 45 min": {}, "45 min à 45 min": {},
		"3 jours": {0, 0, true}, "1 an": {0, 0, true}, "une journée": {0, 0, true}, "1 à 3 jours": {0, 0, true}, "6 mois": {0, 0, true}, "demi-journée": {0, 0, true}, "une demi-journée": {0, 0, true}, "½ journée": {0, 0, true}, "1 journée et demie": {0, 0, true}, "2 jours et demi": {0, 0, true}, "1000 min": {1000, 1000, false},
		"": {}, "longtemps": {}, "0 min": {}, "2 h 75": {}, "1:30": {}, "90": {},
	} {
		if got, ok := ParseDuration(text); got != want || ok == want.IsZero() {
			t.Errorf("%q: %v %v, want %v", text, got, ok, want)
		}
	}
}

// TestMinutesAgain: what is written of a duration is read back as the same.
func TestMinutesAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 99*60).Draw(t, "minutes")
		if d, ok := ParseDuration(Minutes(n)); !ok || d.Min != n || d.Max != n {
			t.Fatalf("%d is written %q and read %v %v", n, Minutes(n), d, ok)
		}
	})
}

func plainSpaces(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\u00a0' {
			out[i] = ' '
		}
	}
	return string(out)
}

// TestCounts: a report takes what began in its period; a month or a year alone counts when the period holds a part of it.
func TestCounts(t *testing.T) {
	r := &Report{Annee: 2020, Projet: "PAT", Periode: Period{Date{2020, 9, 0}, Date{2020, 12, 0}}}
	for _, c := range []struct {
		date   Date
		projet string
		want   bool
	}{
		{Date{2020, 9, 1}, "PAT", true}, {Date{2020, 12, 31}, "PAT", true}, {Date{2020, 10, 0}, "PAT", true}, {Date{2020, 0, 0}, "PAT", true},
		{Date{2020, 8, 31}, "PAT", false}, {Date{2020, 8, 0}, "PAT", false}, {Date{2021, 1, 1}, "PAT", false}, {Date{2019, 0, 0}, "PAT", false},
		{Date{2020, 10, 0}, "pat ", true}, {Date{2020, 10, 0}, "", false}, {Date{2020, 10, 0}, "Autre", false},
	} {
		if got := r.Counts(&Activity{Date: c.date, Projet: c.projet}); got != c.want {
			t.Errorf("%v of %q: %v, want %v", c.date, c.projet, got, c.want)
		}
	}
	all := &Report{Annee: 2020}
	if !all.Counts(&Activity{Date: Date{2020, 2, 29}, Projet: "PAT"}) || all.Counts(&Activity{Date: Date{2021, 1, 1}}) {
		t.Error("a report without project or period is of its whole year")
	}
}

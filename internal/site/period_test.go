package site

import "testing"

func TestPeriodWords(t *testing.T) {
	for _, c := range []struct {
		from, to Date
		want     string
	}{
		{Date{}, Date{}, ""},
		{Date{2020, 12, 3}, Date{}, "3 décembre 2020"},
		{Date{2020, 12, 3}, Date{2020, 12, 3}, "3 décembre 2020"},
		{Date{2020, 7, 17}, Date{2020, 7, 18}, "du 17 au 18 juillet 2020"},
		{Date{2020, 8, 1}, Date{2020, 8, 2}, "du 1er au 2 août 2020"},
		{Date{2020, 3, 30}, Date{2020, 4, 2}, "du 30 mars au 2 avril 2020"},
		{Date{2020, 12, 30}, Date{2021, 1, 1}, "du 30 décembre 2020 au 1er janvier 2021"},
		{Date{2020, 3, 0}, Date{2020, 5, 0}, "de mars à mai 2020"},
		{Date{2020, 10, 0}, Date{2020, 12, 0}, "d’octobre à décembre 2020"},
		{Date{2018, 11, 0}, Date{2019, 5, 0}, "de novembre 2018 à mai 2019"},
		{Date{2019, 0, 0}, Date{2020, 0, 0}, "de 2019 à 2020"},
		{Date{2020, 12, 3}, Date{2021, 2, 0}, "du 3 décembre 2020 à février 2021"},
		{Date{2020, 10, 0}, Date{2020, 12, 16}, "d’octobre 2020 au 16 décembre 2020"},
		{Date{}, Date{2020, 12, 16}, "jusqu’au 16 décembre 2020"},
		{Date{}, Date{2020, 12, 0}, "jusqu’en décembre 2020"},
	} {
		if got := (Period{c.from, c.to}).Words(); got != c.want {
			t.Errorf("%v to %v: %q, not %q", c.from, c.to, got, c.want)
		}
	}
}

func TestCycleOver(t *testing.T) {
	today := Date{2026, 3, 12}
	for _, c := range []struct {
		name  string
		cycle Cycle
		want  bool
	}{
		{"no date at all", Cycle{}, false},
		{"ends this month", Cycle{Debut: Date{2025, 11, 0}, Fin: Date{2026, 3, 0}}, false},
		{"ended last month", Cycle{Debut: Date{2025, 11, 0}, Fin: Date{2026, 2, 0}}, true},
		{"last session today, written first", Cycle{Seances: []Session{{Date: today}, {Date: Date{2026, 2, 1}}}}, false},
		{"last session yesterday", Cycle{Seances: []Session{{Date: Date{2026, 3, 11}}, {Date: Date{2026, 2, 1}}}}, true},
		{"began less than a year ago, no end known", Cycle{Debut: Date{2025, 3, 0}}, false},
		{"began more than a year ago, no end known", Cycle{Debut: Date{2025, 2, 0}}, true},
	} {
		if got := c.cycle.Over(today); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}

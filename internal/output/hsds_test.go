package output

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"enrouteweb.org/balise/internal/site"
)

// TestRecurring: hours are a rule only where the rule says neither more nor less.
func TestRecurring(t *testing.T) {
	nine, two := [2]int{540, 720}, [2]int{840, 1020}
	for name, c := range map[string]struct {
		hours site.Hours
		want  []hsdsSchedule
	}{
		"Tu 09:00-12:00":    {site.Hours{{Days: []int{1}, Times: [][2]int{nine}}}, []hsdsSchedule{{Freq: "WEEKLY", ByDay: "TU", OpensAt: "09:00", ClosesAt: "12:00"}}},
		"mornings and more": {site.Hours{{Days: []int{0, 2}, Times: [][2]int{nine, two}}, {Days: []int{1}, Times: [][2]int{two}}}, []hsdsSchedule{{Freq: "WEEKLY", ByDay: "MO,WE", OpensAt: "09:00", ClosesAt: "12:00"}, {Freq: "WEEKLY", ByDay: "MO,TU,WE", OpensAt: "14:00", ClosesAt: "17:00"}}},
		"the last rule":     {site.Hours{{Days: []int{0, 1}, Times: [][2]int{nine}}, {Days: []int{1}}}, []hsdsSchedule{{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "12:00"}}},
		"24/7":              {site.Hours{{Times: [][2]int{{0, 1440}}}}, []hsdsSchedule{{Freq: "WEEKLY", ByDay: "MO,TU,WE,TH,FR,SA,SU", OpensAt: "00:00", ClosesAt: "23:59"}}},
		"Mo[1,-1]":          {site.Hours{{Nth: [][2]int{{0, 1}, {0, -1}}, Times: [][2]int{nine}}}, []hsdsSchedule{{Freq: "MONTHLY", ByDay: "1MO,-1MO", OpensAt: "09:00", ClosesAt: "12:00"}}},
		"Tu and Mo[1]":      {site.Hours{{Days: []int{1}, Times: [][2]int{nine}}, {Nth: [][2]int{{0, 1}}, Times: [][2]int{nine}}}, []hsdsSchedule{{Freq: "WEEKLY", ByDay: "TU", OpensAt: "09:00", ClosesAt: "12:00"}, {Freq: "MONTHLY", ByDay: "1MO", OpensAt: "09:00", ClosesAt: "12:00"}}},

		"none":                 {nil, nil},
		"always closed":        {site.Hours{{Days: []int{0}}}, nil},
		"a part of the year":   {site.Hours{{Dates: [][2]int{{701, 831}}, Days: []int{0}, Times: [][2]int{nine}}}, nil},
		"public holidays":      {site.Hours{{Days: []int{0}, Times: [][2]int{nine}}, {Holidays: true}}, nil},
		"past midnight":        {site.Hours{{Days: []int{4}, Times: [][2]int{{1200, 1500}}}}, nil},
		"Mo, but not the last": {site.Hours{{Days: []int{0}, Times: [][2]int{nine}}, {Nth: [][2]int{{0, -1}}}}, nil},
		"Mo[4] against Mo[-1]": {site.Hours{{Nth: [][2]int{{0, 4}}, Times: [][2]int{nine}}, {Nth: [][2]int{{0, -1}}, Times: [][2]int{two}}}, nil},
	} {
		got, ok := recurring(c.hours)
		if ok != (c.want != nil) {
			t.Errorf("%s: certain %t", name, ok)
		} else if d := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); ok && d != "" {
			t.Errorf("%s (- want, + got): %s", name, d)
		}
	}
}

func TestPlainText(t *testing.T) {
	for body, want := range map[string]string{
		"": "",
		"<p>Un <strong>mot</strong>,\nun autre&nbsp;! &amp; <a href=\"/a/?b=1&amp;c=2\">plus</a>.</p>\n<p>Fin</p>\n": "Un mot, un autre\u00a0! & plus.\n\nFin",
		"<h2 id=\"t\">Titre</h2>\n<ul>\n<li>un</li>\n<li>deux<ul><li>trois</li></ul></li>\n</ul>\n<p>a<br>\nb</p>":   "Titre\n\n- un\n- deux\n\n- trois\n\na\nb",
		"<ol><li><p>un</p></li><li><p>deux</p></li></ol>":                                                            "- un\n\n- deux",
		"<table><tr><th>A</th><td>1</td></tr><tr><td>x</td></tr></table>":                                            "A 1\nx",
		"<p>mot<sup id=\"appel_1\"><a href=\"#note_1\" aria-label=\"Note 1\">1</a></sup>. m<sup>2</sup></p>":         "mot. m2",
		"<img alt=\"x\">texte": "texte",
	} {
		if got := plainText(body); got != want {
			t.Errorf("%q: %q, want %q", body, got, want)
		}
	}
}

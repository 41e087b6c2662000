package output

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestCSVOpensInASpreadsheet(t *testing.T) {
	f, err := csvFile("a.csv", []string{"Quoi", "Combien"}, [][]string{
		{"Un mot", "3"},
		{`Il dit « oui ; non » et "peut-être"`, "-4,5"},
		{"Deux\nlignes", "+2"},
		{"=HYPERLINK(1)", "@SUM(1)"},
		{"-2+3", "\tx"},
		{"'=1", "'+2"},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffQuoi;Combien\r\n" +
		"Un mot;3\r\n" +
		"\"Il dit « oui ; non » et \"\"peut-être\"\"\";-4,5\r\n" +
		"\"Deux\r\nlignes\";+2\r\n" +
		"'=HYPERLINK(1);'@SUM(1)\r\n" +
		"'-2+3;'\tx\r\n" +
		"''=1;'+2\r\n"
	if got := string(f.Data); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// What is written is what is read, but for the apostrophes and the ends of lines; no cell begins as a formula.
func TestCSVIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[=+@;",'\n\t a-z0-9é-]{0,6}`)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 2, 2), 0, 4).Draw(t, "rows")
		f, err := csvFile("a.csv", []string{"a", "b"}, rows)
		if err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\ufeff"))))
		r.Comma = ';'
		got, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != len(rows)+1 {
			t.Fatalf("%d lines of %d", len(got), len(rows)+1)
		}
		for i, row := range rows {
			want := []string{inert(row[0]), inert(row[1])}
			if !slices.Equal(got[i+1], want) {
				t.Fatalf("%q, not %q", got[i+1], want)
			}
		}
	})
}

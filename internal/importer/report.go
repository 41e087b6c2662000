package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// reportHead is the first line of a report. It also tells that a file is one, and may be written over.
var reportHead = []string{"ligne", "titre", "résultat", "fichier", "colonne", "valeur", "cause", "que faire"}

// Report is everything the plan says, as a table for a spreadsheet: where each column and each odd value goes, then a line for
// each row of the source, and one for each thing to know of it. UTF-8 with its mark, semicolons, as the site's own tables.
func (p *Plan) Report() []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	r := reporter{csv: csv.NewWriter(&b), notes: map[int][]Note{}}
	r.csv.Comma, r.csv.UseCRLF = ';', true
	r.write(reportHead...)
	for _, n := range p.Notes {
		r.notes[n.Row] = append(r.notes[n.Row], n)
	}
	r.said(0, "")
	for _, m := range p.Matches {
		r.write("", "", "colonne", "", m.Column.Name, "", m.To.String(), "")
	}
	for _, t := range p.Terms {
		what := "inconnue"
		if t.ID != "" {
			what = "lue comme « " + t.ID + " »"
		}
		r.write("", "", "valeur", "", t.Column, t.Value, fmt.Sprintf("%s, %s", what, french.Count(t.Count, "fois", "fois")), "")
	}
	for i := range p.Rows {
		p.reportRow(&r, i)
	}
	for _, row := range slices.Sorted(maps.Keys(r.notes)) { // of lines above the titles
		r.said(row, "")
	}
	r.csv.Flush()
	return b.Bytes()
}

func (p *Plan) reportRow(r *reporter, i int) {
	o := &p.Rows[i]
	file, why := "", strings.Join(o.Why, " ")
	if o.Path != "" {
		file = p.Shown(o)
	} else if o.Twin != "" {
		file, why = o.Twin, strings.Join(o.Differs, " ; ")
	}
	r.write(number0(o.Row), o.Title, o.Fate.String(), file, "", "", why, "")
	r.said(o.Row, o.Title)
	if o.Fate == Refused {
		p.cells(i, func(column, value string) {
			r.write(number0(o.Row), o.Title, "", "", column, value, "La ligne est refusée.", "")
		})
	}
}

// reporter writes lines of a report.
type reporter struct {
	csv   *csv.Writer
	notes map[int][]Note // that are not written yet, by row
}

func (r *reporter) write(cells ...string) {
	cells = slices.Clone(cells)
	for i, c := range cells {
		cells[i] = inert(c)
	}
	_ = r.csv.Write(cells) // a Buffer never fails, and the separator is a right one
}

// said writes the notes of a row.
func (r *reporter) said(row int, title string) {
	for _, n := range r.notes[row] {
		r.write(number0(row), title, "", "", n.Column, n.Value, n.Cause, n.Cure)
	}
	delete(r.notes, row)
}

// cells visits what a row of the source holds.
func (p *Plan) cells(i int, visit func(column, value string)) {
	for k, m := range p.Matches {
		if c := p.Table.Rows[i].cell(k); !c.empty() {
			visit(m.Column.Name, strings.Join(items(c), ", "))
		}
	}
}

// IsReport tells whether a file is a report of an earlier import.
func IsReport(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\ufeff"+strings.Join(reportHead, ";")))
}

// String names a fate in the report.
func (f Fate) String() string {
	return [...]string{"publiée", "brouillon", "déjà là, identique", "déjà là", "refusée"}[f]
}

func number0(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// inert keeps a spreadsheet from running a cell as a formula; the site's tables do the same.
func inert(cell string) string {
	rest := strings.TrimLeft(cell, "'")
	if rest == "" || !strings.ContainsRune("=+-@\t\r", rune(rest[0])) || plainNumber.MatchString(rest) {
		return cell
	}
	return "'" + cell
}

// Package importer makes entries' files of what others keep elsewhere: a spreadsheet (CSV), GeoJSON, a uMap, a GoGoCarto, or
// the data files of a balise site.
//
// It works in three steps, each of which can be shown to a person before the next:
//
//	table, err := importer.Read(name, data)          // what the source holds, cell by cell
//	plan, err := importer.New(table, content, how)   // what would become of each row and each cell
//	written, err := plan.Write(ctx, dir)             // files, and never in the place of another
//
// What a caller may rely on:
//
//   - Every row of the table is in Plan.Rows once, with its fate: written, written as a draft, already there, or refused.
//   - Every cell that is not empty is in the file of its row, in Plan.Notes, or in a column that Plan.Matches says is left out.
//   - A file that is to be written has been decoded in memory with the whole content around it. It brings no Erreur: a value
//     that would is put in a remark of the header, and the entry is a draft.
//   - Nothing is made up. A value is taken as it stands, as a spelling that leaves no doubt, or not at all.
//   - Nothing that exists is written over.
package importer

import (
	"fmt"
	"strings"
)

// MaxSize is the largest source that is read, in bytes.
const MaxSize = 50 << 20

// The widest table that is read, and the most cells one may have: each column is compared with every key, and a source of
// objects that share no key would make a table as wide as it is long.
const (
	MaxColumns = 1000
	maxCells   = 20_000_000
)

// tooWide refuses such a table.
func tooWide() error {
	return &Unreadable{fmt.Sprintf("Ce tableau a trop de colonnes pour être lu : la limite est de %d.", MaxColumns),
		"Gardez celles qui parlent des initiatives, ou demandez une liste où chaque fiche a les mêmes."}
}

// Table is what a source holds, whatever its form.
type Table struct {
	Form    string   // how a person calls it: "tableau CSV, colonnes séparées par des points-virgules"
	Unit    string   // what a row is called: "ligne", "lieu"
	Ours    bool     // it is a data file of a balise site: its values are written as ours, and were public
	Columns []Column // in the order of the source
	Rows    []Row
	Notes   []Note // what was found while reading
}

// Column is one kind of values of the source.
type Column struct {
	Name string // unique in its Table; a column without a title has its letter: "colonne D"
	To   Target // where the form of the source says its values belong; the zero Target when it does not
	Form Form   // how its texts are written
}

// Form is how the texts of a column are written.
type Form uint8

// The forms of texts.
const (
	Unknown  Form = iota // plain text, Markdown or HTML: each text tells
	Markdown             // as our own files have it
	UMap                 // uMap's own marks
)

// Row is one thing the source tells of.
type Row struct {
	Number int    // as the source's own program shows it, from 1: the row of a spreadsheet, the rank of a feature
	Cells  []Cell // one a column, in their order; missing ones at the end are empty
	Slug   string // the name its address had, "" when the source has none
}

// Cell is one value, or several where the source itself tells them apart.
type Cell struct {
	Text  string
	Items []string // nil: Text is all there is
}

// empty tells of a cell that says nothing.
func (c Cell) empty() bool { return strings.TrimSpace(c.Text) == "" && len(c.Items) == 0 }

// text gives the cell as one text.
func (c Cell) text() string {
	if c.Items != nil {
		return strings.Join(c.Items, "\n")
	}
	return c.Text
}

func (r *Row) cell(i int) Cell {
	if i < len(r.Cells) {
		return r.Cells[i]
	}
	return Cell{}
}

// Note is something a person should know of a row, a column or a cell.
type Note struct {
	Row    int    // 0: of the source as a whole
	Column string // "" for the row as a whole
	Value  string // as it stood
	Cause  string // one French sentence: what is wrong, or what was done
	Cure   string // one French sentence: what to do; may be empty
}

// Unreadable is a source of which nothing can be read.
type Unreadable struct{ Message, Hint string }

// Error says it in one line.
func (u *Unreadable) Error() string { return strings.TrimSpace(u.Message + " " + u.Hint) }

// Misused is a wish of the caller's that names nothing.
type Misused struct{ Message string }

// Error says what was not understood.
func (m *Misused) Error() string { return m.Message }

func misused(format string, args ...any) *Misused { return &Misused{fmt.Sprintf(format, args...)} }

// q puts a value between French quotation marks, on one line and not too long.
func q(s string) string { return "« " + short(s, 60) + " »" }

// short cuts a text for a line of a terminal.
func short(s string, most int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = strings.TrimSpace(string(r[:most-1])) + "…"
	}
	return s
}

package importer

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// separators are what may stand between two cells, and how the sentence goes on: "séparé par des …".
var separators = []struct {
	mark byte
	name string
}{{';', "points-virgules"}, {'\t', "tabulations"}, {',', "virgules"}, {'|', "barres verticales"}}

// record is a line of the table, with its number in a spreadsheet: a cell with line ends is one line, an empty line one too.
type record struct {
	row   int
	cells []string
}

// readCSV reads a table whose separator is to be found.
func readCSV(text string) (*Table, error) {
	first := 1
	sep := byte(0)
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) > 1 && rest[1] == '\n' {
		sep, text, first = rest[0], rest[2:], 2 // as Excel writes it
	}
	if sep == 0 {
		sep = separator(text)
	}
	form := "tableau CSV"
	for _, s := range separators {
		if s.mark == sep {
			form += " séparé par des " + s.name
		}
	}
	s := scanner{text: text, sep: sep, row: first}
	var records []record
	for s.more() {
		records = append(records, s.record())
	}
	t, err := tableOf(records)
	if err != nil {
		return nil, err
	}
	t.Form = form
	t.Notes = append(s.notes, t.Notes...)
	t.recognise()
	return t, nil
}

// separator chooses the mark that parts most lines in the same number of cells; of two that do, the one that makes more of them.
func separator(text string) byte {
	best, bestScore := byte(';'), 0.0
	for _, mark := range separators {
		s := scanner{text: text, sep: mark.mark}
		counts := map[int]int{}
		n := 0
		for ; n < 60 && s.more(); n++ {
			counts[len(s.record().cells)]++
		}
		for cells, times := range counts {
			if cells < 2 {
				continue
			}
			part := float64(times) / float64(n)
			if score := part * part * math.Sqrt(float64(cells-1)); score > bestScore {
				best, bestScore = mark.mark, score
			}
		}
	}
	return best
}

// scanner parts a text in lines and cells (RFC 4180). A quotation mark that opens a cell and closes none as it should is a
// part of the text, as in: "Le Relais" asbl. A reader that took it for an opening would swallow the lines that follow.
type scanner struct {
	text  string
	sep   byte
	at    int
	row   int // number of the next line
	notes []Note
}

// more goes to the next line that is not empty, and tells whether there is one.
func (s *scanner) more() bool {
	for s.at < len(s.text) && s.text[s.at] == '\n' {
		s.at++
		s.row++
	}
	return s.at < len(s.text)
}

// record reads the cells of a line.
func (s *scanner) record() record {
	r := record{row: s.row}
	s.row++
	for {
		r.cells = append(r.cells, s.cell(r.row))
		if s.at >= len(s.text) {
			return r
		}
		s.at++
		if s.text[s.at-1] == '\n' {
			return r
		}
	}
}

// cell reads up to the separator or the line's end, which is left.
func (s *scanner) cell(row int) string {
	rest := s.text[s.at:]
	if strings.HasPrefix(rest, `"`) {
		if cell, n, ok := s.quoted(rest); ok {
			s.at += n
			return cell
		}
		s.notes = append(s.notes, Note{Row: row, Value: short(strings.SplitN(rest, "\n", 2)[0], 40), Cause: "Un guillemet est mal placé : il est pris comme un signe du texte.", Cure: "Vérifiez cette ligne dans le tableur."})
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return r == rune(s.sep) || r == '\n' })
	if n < 0 {
		n = len(rest)
	}
	s.at += n
	return rest[:n]
}

// quoted reads a cell between quotation marks, and the spaces behind it; n is its length. ok is false when the mark that
// closes it is followed by more text, or is not there.
func (s *scanner) quoted(rest string) (cell string, n int, ok bool) {
	for i := 1; i < len(rest); i++ {
		switch {
		case rest[i] != '"':
		case i+1 < len(rest) && rest[i+1] == '"':
			i++
		default:
			end := i + 1
			for end < len(rest) && rest[end] == ' ' {
				end++
			}
			if end < len(rest) && rest[end] != s.sep && rest[end] != '\n' {
				return "", 0, false
			}
			return strings.ReplaceAll(rest[1:i], `""`, `"`), end, true
		}
	}
	return "", 0, false
}

// tableOf finds the line of titles, names the columns, and takes the rest.
func tableOf(records []record) (*Table, error) {
	t := &Table{Unit: "ligne"}
	widest := 0
	for _, r := range records {
		widest = max(widest, filled(r.cells))
	}
	head := slices.IndexFunc(records, func(r record) bool { n := filled(r.cells); return n > 0 && 2*n >= widest })
	if head < 0 {
		return nil, &Unreadable{"Ce tableau est vide.", ""}
	}
	for _, r := range records[:head] {
		for i, c := range r.cells {
			if strings.TrimSpace(c) != "" {
				t.Notes = append(t.Notes, Note{Row: r.row, Column: letters(i), Value: c, Cause: "Cette ligne est au-dessus des titres des colonnes : elle n'est pas importée."})
			}
		}
	}
	width := 0
	for _, r := range records[head:] {
		width = max(width, len(r.cells))
	}
	t.Columns = named(records[head].cells, width)
	for _, r := range records[head+1:] {
		if filled(r.cells) == 0 {
			continue
		}
		if isTotal(r.cells) {
			t.Notes = append(t.Notes, Note{Row: r.row, Value: told(r.cells), Cause: "Cette ligne est un total : elle n'est pas importée."})
			continue
		}
		row := Row{Number: r.row, Cells: make([]Cell, len(r.cells))}
		for i, c := range r.cells {
			row.Cells[i].Text = rearmed(c)
		}
		t.Rows = append(t.Rows, row)
	}
	if t.dropEmpty(); len(t.Columns) > MaxColumns {
		return nil, tooWide()
	}
	if len(t.Rows) == 0 {
		return nil, &Unreadable{"Ce tableau n'a qu'une ligne : il y faut les titres des colonnes, puis une ligne par fiche.", ""}
	}
	return t, nil
}

func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// named gives each column a name of its own: its title, a number behind one that was there already, or its letter.
func named(titles []string, width int) []Column {
	out := make([]Column, width)
	seen := map[string]bool{}
	for i := range out {
		name := ""
		if i < len(titles) {
			name = strings.Join(strings.Fields(titles[i]), " ")
		}
		if name == "" {
			name = "colonne " + letters(i)
		}
		base := name
		for n := 2; seen[french.Fold(name)]; n++ {
			name = fmt.Sprintf("%s (%d)", base, n)
		}
		seen[french.Fold(name)] = true
		out[i].Name = name
	}
	return out
}

// letters names a column as spreadsheets do: A, B … Z, AA.
func letters(i int) string {
	s := ""
	for i++; i > 0; i = (i - 1) / 26 {
		s = string(rune('A'+(i-1)%26)) + s
	}
	return s
}

// dropEmpty takes out the columns without a title in which nothing stands.
func (t *Table) dropEmpty() {
	for i := len(t.Columns) - 1; i >= 0; i-- {
		used := slices.ContainsFunc(t.Rows, func(r Row) bool { return !r.cell(i).empty() })
		if used || !strings.HasPrefix(t.Columns[i].Name, "colonne ") {
			continue
		}
		t.Columns = slices.Delete(t.Columns, i, i+1)
		for k := range t.Rows {
			if i < len(t.Rows[k].Cells) {
				t.Rows[k].Cells = slices.Delete(t.Rows[k].Cells, i, i+1)
			}
		}
	}
}

var plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(?:[.,][0-9]+)?$`)

// rearmed takes off the apostrophe that keeps a spreadsheet from reading a formula in a cell.
func rearmed(cell string) string {
	rest := strings.TrimLeft(cell, "'")
	if rest == cell || rest == "" || !strings.ContainsRune("=+-@\t", rune(rest[0])) || plainNumber.MatchString(rest) {
		return cell
	}
	return cell[1:]
}

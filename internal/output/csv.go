package output

import (
	"bytes"
	"encoding/csv"
	"regexp"
	"strings"
)

// csvFile writes a table for a spreadsheet, its head first: RFC 4180 (quoting, CRLF at the end of every line), in UTF-8 with a
// byte order mark and with semicolons, since that is what Excel opens at a double click where the decimal sign is a comma, as it
// is in Belgium. Every row has as many cells as the head.
//
// Texts are those of the content: a cell that a spreadsheet would run as a formula gets an apostrophe before it (see inert).
func csvFile(path string, head []string, rows [][]string) (File, error) {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = ';', true
	for _, row := range append([][]string{head}, rows...) {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = inert(c)
		}
		if err := w.Write(cells); err != nil {
			return File{}, err
		}
	}
	w.Flush()
	return file(path, b.Bytes()), w.Error()
}

var csvNumber = regexp.MustCompile(`^[+-]?[0-9]+(?:[.,][0-9]+)?$`)

// inert disarms a cell that begins as a formula does: = + - @, a tab, a carriage return (OWASP, "CSV Injection"). A number
// is left as it is. A text with an apostrophe of its own before all that gets one more, so that taking one off gives it back.
func inert(cell string) string {
	bare := strings.TrimLeft(cell, "'")
	if bare == "" || !strings.ContainsRune("=+-@\t\r", rune(bare[0])) || csvNumber.MatchString(bare) {
		return cell
	}
	return "'" + cell
}

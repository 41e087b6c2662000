package content

import (
	"bufio"
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// sheet is one file under examination: its bytes, and what was found in them.
//
// A header that YAML cannot read is read a second time with its lines mended, so that all that is wrong with a file is
// said at once. Places in the mended text are brought back to the original; corrected lines start from the mended line,
// so that pasting one never brings a second problem.
type sheet struct {
	path   string // content path, as on disk
	file   string // as shown in messages
	data   []byte // as read
	mended map[int]string
	list   diag.List
	buf    *bufio.Reader // lent by the worker; may be nil

	starts []int          // offsets of the lines, found when first asked for
	last   int            // the line last asked for, and its text
	text   string         // of last
	counts map[string]int // problems by code
	spill  diag.Diag      // takes those that are too many
}

const (
	maxSame = 40      // problems of one code that are told apart; the others are counted
	maxFix  = 4 << 10 // longest corrected line: nobody would read a longer one
)

// span is a place in a sheet: line and column from 1, length in runes. Column 0 is the whole line, line 0 the whole file.
type span struct{ line, col, length int }

// line gives the text of a line of the file, without its end.
func (s *sheet) line(n int) string {
	if s.starts == nil {
		s.starts = []int{0}
		for i, c := range s.data {
			if c == '\n' {
				s.starts = append(s.starts, i+1)
			}
		}
	}
	if n < 1 || n > len(s.starts) {
		return ""
	}
	if n == s.last {
		return s.text
	}
	data := s.data[s.starts[n-1]:]
	if n < len(s.starts) {
		data = s.data[s.starts[n-1] : s.starts[n]-1]
	}
	text := strings.TrimSuffix(string(data), "\r")
	if n == 1 {
		text = strings.TrimPrefix(text, bom)
	}
	s.last, s.text = n, strings.ToValidUTF8(text, "\uFFFD")
	return s.text
}

// work gives a line as mended, when it was.
func (s *sheet) work(n int) string {
	if m, ok := s.mended[n]; ok {
		return m
	}
	return s.line(n)
}

// mend replaces a line for the second reading.
func (s *sheet) mend(n int, text string) {
	if s.mended == nil {
		s.mended = map[int]string{}
	}
	s.mended[n] = text
}

// report adds a problem and gives it back, to be completed at once.
func (s *sheet) report(sev diag.Severity, code string, at span, message, hint string) *diag.Diag {
	if s.counts == nil {
		s.counts = map[string]int{}
	}
	if s.counts[code]++; s.counts[code] > maxSame {
		s.spill = diag.Diag{Severity: sev}
		return &s.spill
	}
	at = s.original(at)
	s.list = append(s.list, diag.Diag{Severity: sev, Code: code, Message: message, Hint: hint, Source: s.line(at.line),
		Pos: diag.Pos{File: s.file, Line: at.line, Col: at.col, Len: at.length}})
	return &s.list[len(s.list)-1]
}

// enough tells that there are too many problems of a code to look closer at this one; it is then counted.
func (s *sheet) enough(code string) bool {
	if s.counts[code] < maxSame {
		return false
	}
	s.counts[code]++
	return true
}

// problems gives all that was found. Of too many of one kind only the number is said.
func (s *sheet) problems() diag.List {
	for i := range s.list {
		if len(s.list[i].Fix) > maxFix {
			s.list[i].Fix = ""
		}
	}
	for _, code := range sortedKeys(s.counts) {
		more := s.counts[code] - maxSame
		if more <= 0 {
			continue
		}
		i := slices.IndexFunc(s.list, func(d diag.Diag) bool { return d.Code == code })
		s.list = append(s.list, diag.Diag{Severity: s.list[i].Severity, Code: code, Pos: diag.Pos{File: s.file},
			Message: fmt.Sprintf("Et %s du même genre dans ce fichier.", french.Count(more, "autre problème", "autres problèmes")), Hint: "Corrigez d'abord ceux qui sont montrés."})
	}
	return s.list
}

// original brings a place in a mended line back to the line as typed: what the two lines have in common at either end
// keeps its place, what lies between is pointed at as a whole.
func (s *sheet) original(at span) span {
	m, ok := s.mended[at.line]
	if !ok || at.col == 0 {
		return at
	}
	now, was := []rune(m), []rune(s.line(at.line))
	head := 0
	for head < len(now) && head < len(was) && now[head] == was[head] {
		head++
	}
	tail := 0
	for tail < min(len(now), len(was))-head && now[len(now)-1-tail] == was[len(was)-1-tail] {
		tail++
	}
	switch i := at.col - 1; {
	case i <= head:
	case i >= len(now)-tail:
		at.col += len(was) - len(now)
	default:
		at.col = head + 1
	}
	at.col = min(max(at.col, 1), len(was)+1)
	at.length = min(at.length, max(len(was)+1-at.col, 0))
	return at
}

// cut splits a line at a rune column.
func cut(line string, col int) (before, after string) {
	for i := range line {
		if col == 1 {
			return line[:i], line[i:]
		}
		col--
	}
	return line, ""
}

// splice replaces length runes of a line, from a column on.
func splice(line string, at span, text string) string {
	before, after := cut(line, at.col)
	_, after = cut(after, at.length+1)
	return before + text + after
}

// width counts runes.
func width(s string) int { return utf8.RuneCountInString(s) }

// numberOf gives the line, from 1, of a byte offset.
func numberOf(data []byte, offset int) int { return 1 + bytes.Count(data[:offset], []byte{'\n'}) }

package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/site"
)

// plainCapitals are words in capitals that everybody reads.
var plainCapitals = []string{"BE", "CD", "CV", "DVD", "FAQ", "FR", "GPS", "GSM", "NB", "NL", "OK", "PDF", "PS", "QR", "SMS", "TV", "USB", "WC"}

// acronyms finds the words of two to eight capitals in a text that starts on a line of the file: each once, with whether
// the text says what it stands for, in the brackets around or after it. Only plain letters count: there are thousands of
// files, and next to no line has any.
func acronyms(text []byte, line int) []site.Acronym {
	var out []site.Acronym
	code := codeRows{blank: true}
	for ; len(text) > 0; line++ {
		row, rest, _ := bytes.Cut(text, []byte{'\n'})
		text = rest
		if code.holds(row) {
			continue
		}
		for i := 0; i < len(row); i++ {
			if !isCapital(row[i]) || i > 0 && inWord(row[:i]) {
				continue
			}
			end := i + 1
			for end < len(row) && (isCapital(row[end]) || isDigit(row[end])) {
				end++
			}
			if isAcronym(row, i, end) {
				out = noteAcronym(out, site.Acronym{Text: string(row[i:end]), Line: int32(line), Col: int32(utf8.RuneCount(row[:i]) + 1), Told: isTold(row, i, end)})
			}
			i = end - 1
		}
	}
	return out
}

// codeRows tells, row after row, which ones are code. It knows no more of Markdown than that takes: in a list, an indented
// row is an item's text.
type codeRows struct {
	fence  []byte // what opened the block of code that is not closed yet; nil outside
	blank  bool   // the row before was empty, or code
	inList bool
}

// holds tells that the next row is code, or the fence of some.
func (c *codeRows) holds(row []byte) bool {
	text := bytes.TrimLeft(row, " \t")
	if c.fence != nil {
		if run := fenceOf(text); len(run) >= len(c.fence) && run[0] == c.fence[0] && len(bytes.TrimSpace(text[len(run):])) == 0 {
			c.fence = nil
		}
		return true
	}
	if len(text) == 0 || text[0] == '\r' {
		c.blank = true
		return false
	}
	if run := fenceOf(text); len(run) >= 3 && (run[0] == '~' || bytes.IndexByte(text[len(run):], '`') < 0) {
		c.fence = run
		return true
	}
	indent := row[:len(row)-len(text)]
	if c.blank && !c.inList && (len(indent) >= 4 || bytes.IndexByte(indent, '\t') >= 0) {
		return true
	}
	c.inList = startsItem(text) || c.inList && (len(indent) > 0 || !c.blank)
	c.blank = false
	return false
}

// fenceOf gives the backquotes or tildes that a text starts with.
func fenceOf(text []byte) []byte {
	if len(text) == 0 || text[0] != '`' && text[0] != '~' {
		return nil
	}
	end := 1
	for end < len(text) && text[end] == text[0] {
		end++
	}
	return text[:end]
}

// startsItem tells of the mark of a list's item: "- ", "* ", "+ ", "1. ", "1) ".
func startsItem(text []byte) bool {
	i := 0
	for i < len(text) && i < 9 && isDigit(text[i]) {
		i++
	}
	marks := "-*+"
	if i > 0 {
		marks = ".)"
	}
	return i+1 < len(text) && strings.IndexByte(marks, text[i]) >= 0 && text[i+1] == ' '
}

func isCapital(c byte) bool { return c >= 'A' && c <= 'Z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// inWord tells that a text ends inside a word.
func inWord(text []byte) bool {
	if c := text[len(text)-1]; c < utf8.RuneSelf {
		return isCapital(c) || isDigit(c) || c >= 'a' && c <= 'z' || c == '_'
	}
	r, _ := utf8.DecodeLastRune(text) // an apostrophe or a dash may be beyond ASCII
	return unicode.IsLetter(r)
}

// isAcronym judges row[i:end], capitals and digits: not part of a longer word, an address or a callout's name, no Roman
// number.
func isAcronym(row []byte, i, end int) bool {
	if end-i < 2 || end-i > 8 || !bytes.ContainsFunc(row[i+1:end], unicode.IsUpper) {
		return false
	}
	if end < len(row) && (joinsWord(row[end:]) || strings.IndexByte("@/_=", row[end]) >= 0) {
		return false
	}
	if i > 0 && strings.IndexByte("@/_.=!&#%", row[i-1]) >= 0 {
		return false
	}
	word := string(row[i:end])
	return strings.Trim(word, "IVXLCDM") != "" && !slices.Contains(plainCapitals, word)
}

// joinsWord tells that a text starts with a letter.
func joinsWord(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// isTold tells that the word is explained where it stands: "CHRS (centre d'hébergement…)" or "Centre … (CHRS, 2022)".
func isTold(row []byte, i, end int) bool {
	after := strings.TrimLeft(string(row[end:]), "*_]\u00a0 ")
	if rest, ok := strings.CutPrefix(after, "("); ok && !strings.HasPrefix(rest, "http") && !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, "..") {
		return row[end] != ']' // that bracket is a link's address
	}
	open := bytes.LastIndexByte(row[:i], '(')
	return open > 0 && row[open-1] == ' ' && bytes.IndexByte(row[open:i], ')') < 0
}

func noteAcronym(list []site.Acronym, a site.Acronym) []site.Acronym {
	for i := range list {
		if list[i].Text == a.Text {
			list[i].Told = list[i].Told || a.Told
			return list
		}
	}
	return append(list, a)
}

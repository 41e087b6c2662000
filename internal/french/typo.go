package french

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	nbsp   = '\u00a0' // before ":" and inside guillemets
	narrow = '\u202f' // before ; ! ? % € and between groups of digits
)

// Typo sets a short plain text (a title, a sentence of a header) as French typography asks: ’ for an apostrophe between
// letters, no-break spaces where a line may not break. It adds no space that was not typed, and takes none away. Bodies
// are set by the Markdown stage, which also knows code and addresses.
func Typo(s string) string {
	if !concerned(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	prev := rune(0)
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		next, _ := utf8.DecodeRuneInString(s)
		switch {
		case r == '\'' && unicode.IsLetter(prev) && (unicode.IsLetter(next) || unicode.IsDigit(next)):
			r = '’'
		case r == ' ':
			r = space(prev, next)
		}
		b.WriteRune(r)
		prev = r
	}
	return b.String()
}

// space chooses the space that stands between two runes.
func space(prev, next rune) rune {
	switch next {
	case ';', '!', '?', '%', '€':
		return narrow
	case ':', '»':
		return nbsp
	}
	switch {
	case prev == '«' || prev == '°':
		return nbsp
	case unicode.IsDigit(prev) && unicode.IsDigit(next):
		return narrow
	default:
		return ' '
	}
}

// concerned tells, without making anything, whether there may be something to set.
func concerned(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\'':
			return true
		case c != ' ' || i+1 == len(s):
		case strings.IndexByte(";!?%:0123456789", s[i+1]) >= 0 || s[i+1] == "€"[0] || s[i+1] == "»"[0]:
			return true
		case i > 1 && (s[i-2:i] == "«" || s[i-2:i] == "°"):
			return true
		}
	}
	return false
}

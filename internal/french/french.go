// Package french holds what the French language asks of a program: folding, slugs, order, the nearest word, dates,
// counts. It knows nothing of balise.
package french

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold makes two spellings of one word equal: lower case, no accents, œ→oe, æ→ae, ß→ss, typographic apostrophe → '.
func Fold(s string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range norm.NFD.String(s) {
		switch r {
		case 'œ', 'Œ':
			b.WriteString("oe")
		case 'æ', 'Æ':
			b.WriteString("ae")
		case 'ß', 'ẞ':
			b.WriteString("ss")
		case 'ø', 'Ø':
			b.WriteByte('o')
		case 'ł', 'Ł':
			b.WriteByte('l')
		case 'đ', 'Đ':
			b.WriteByte('d')
		case '’', '‘', 'ʼ':
			b.WriteByte('\'')
		default:
			if !unicode.Is(unicode.Mn, r) {
				b.WriteRune(unicode.ToLower(r))
			}
		}
	}
	return b.String()
}

func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || ('A' <= c && c <= 'Z') {
			return false
		}
	}
	return true
}

// Slug makes s a path segment of [a-z0-9-] only: folded, everything else a single "-". It may be empty.
func Slug(s string) string {
	var b strings.Builder
	dash := false
	for _, r := range Fold(s) {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if dash && b.Len() > 0 {
				b.WriteByte('-')
			}
			dash = false
			b.WriteByte(byte(r))
		} else {
			dash = true
		}
	}
	return b.String()
}

// Nearest gives the candidate closest to word (folded edit distance, a swap of two letters counting once) when it is
// close enough to be what was meant: at most a third of the word's letters, and at least one. Ties go to the first.
func Nearest(word string, candidates []string) (best string, ok bool) {
	w := []rune(Fold(word))
	limit := max(1, len(w)/3)
	bestDist := limit + 1
	for _, c := range candidates {
		f := []rune(Fold(c))
		if abs(len(f)-len(w)) >= bestDist {
			continue
		}
		if d := distance(w, f, bestDist); d < bestDist {
			best, bestDist = c, d
		}
	}
	return best, bestDist <= limit
}

// Distance counts the letters by which two words differ, accents and capitals aside: put in, left out, changed, or swapped.
func Distance(a, b string) int {
	x, y := []rune(Fold(a)), []rune(Fold(b))
	return distance(x, y, len(x)+len(y)+1)
}

// distance is the optimal string alignment distance; it gives up at stop.
func distance(a, b []rune, stop int) int {
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
			least = min(least, cur[j])
		}
		if least >= stop {
			return stop
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// Capital begins a text with a capital letter.
func Capital(s string) string {
	if s == "" {
		return ""
	}
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[n:]
}

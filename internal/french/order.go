package french

import (
	"strconv"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Sorter gives sort keys in the order of a French index: Écoute before Été, Lieu 9 before Lieu 10. It is not safe for
// concurrent use: make one a goroutine.
type Sorter struct {
	c   *collate.Collator
	buf collate.Buffer
}

// NewSorter makes a Sorter for Belgian French with numbers in their order.
func NewSorter() *Sorter {
	return &Sorter{c: collate.New(language.MustParse("fr-BE"), collate.Numeric)}
}

// Key gives bytes, as a string, whose plain order is the French order of s; ties are broken by s itself.
func (s *Sorter) Key(text string) string {
	s.buf.Reset()
	return string(s.c.KeyFromString(&s.buf, text)) + "\x00" + text
}

// Count writes a number and its noun in agreement: "1 initiative", "1 200 initiatives", "aucune initiative" is the caller's.
// In French 0 and 1 take the singular.
func Count(n int, singular, plural string) string {
	if n < 2 {
		return strconv.Itoa(n) + " " + singular
	}
	return Number(n) + " " + plural
}

// Number groups digits by three with narrow no-break spaces, from five digits on, as French typography asks.
func Number(n int) string {
	s := strconv.Itoa(n)
	if len(s) < 5 {
		return s
	}
	out := ""
	for len(s) > 3 {
		out = "\u202f" + s[len(s)-3:] + out
		s = s[:len(s)-3]
	}
	return s + out
}

// List joins words as a sentence does: "a, b et c", the last joined by the given word.
func List(words []string, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	out := words[0]
	for _, w := range words[1 : len(words)-1] {
		out += ", " + w
	}
	return out + " " + last + " " + words[len(words)-1]
}

// De joins "de" to a name: "d’Alice", "de Namur", "du Roeulx", "des Bons Villers".
func De(name string) string {
	switch f := Fold(name); {
	case strings.HasPrefix(f, "le "):
		return "du " + name[len("le "):]
	case strings.HasPrefix(f, "les "):
		return "des " + name[len("les "):]
	case f != "" && strings.ContainsRune("aeiouyh", rune(f[0])):
		return "d’" + name
	default:
		return "de " + name
	}
}

package french

import "strings"

// Telling gives the words of a name that tell it from others, folded: without articles, and without the forms of Belgian
// associations and companies.
func Telling(name string) []string {
	var out []string
	for w := range strings.SplitSeq(Slug(name), "-") {
		switch w {
		case "", "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "un", "une",
			"aisbl", "asbl", "ivzw", "sa", "sc", "scrl", "sprl", "srl", "vzw":
		default:
			out = append(out, w)
		}
	}
	return out
}

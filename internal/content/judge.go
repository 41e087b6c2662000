package content

import (
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// Judge reads one text as the value of a field, as the decoder would, without a file around it: what a table or a form asks
// of a value on its own. It gives the value as a header writes it, or what is wrong with it; a Flaw's Better is the value that
// cures. Whether the terms, references and files that a value names exist is not judged.
func (f *Field) Judge(text string) (string, *Flaw) {
	text = strings.TrimSpace(text)
	switch f.Kind {
	case Day:
		d, bad := ParseDate(text)
		return d.String(), bad
	case Number:
		n, bad := parseNumber(text)
		return strconv.Itoa(n), bad
	case Position:
		c, bad := ParseCoord(text)
		return formatCoord(c), bad
	case YesNo:
		_, bad := parseDraft(text)
		return text, bad
	}
	switch {
	case len(f.Enum) > 0:
		return checkEnum(text, f.Enum)
	case f.Form == "horaires":
		_, _, bad := ParseHours(text)
		return text, bad
	case checkers[f.Form] != nil:
		return checkers[f.Form](text)
	}
	return text, nil
}

// Synonym gives the key that a word of another tool or another language stands for, "" when it stands for none: "Ville" →
// "commune".
func Synonym(word string) string {
	return synonyms[strings.NewReplacer("-", "_", " ", "_").Replace(french.Fold(strings.TrimSpace(word)))]
}

package importer

import (
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// A spreadsheet often ends in a line that sums up the others. It is no fiche: it is told, like what stands above the titles.

// totalLabel is how such a line begins, folded. With totalCount, there must be a number too: "Nombre d'initiatives : 7".
var (
	totalLabel = regexp.MustCompile(`^(?:grand )?(?:sous[- ]?)?(?:total|totaux|somme|moyenne)(?: general| generaux)?(?: (?:de|du|des|d')\b.*)?[\s:=]*[0-9 \x{a0}\x{202f}.,]*(?:€|%)?$`)
	totalCount = regexp.MustCompile(`^nombre(?: total)? (?:de|d'|des)[^0-9]*[\s:=]*[0-9]*$`)
	sumLike    = regexp.MustCompile(`^[+-]?[0-9][0-9 \x{a0}\x{202f}.,]*(?:€|%|eur)?$`)
)

// isTotal tells of a line that sums up others: its first words say so, and nothing else stands in it but numbers.
func isTotal(cells []string) bool {
	label, numbers := "", 0
	for _, c := range cells {
		c = french.Fold(strings.TrimSpace(c))
		switch {
		case c == "":
		case label == "":
			label = c
		case sumLike.MatchString(c):
			numbers++
		default:
			return false
		}
	}
	return totalLabel.MatchString(label) || totalCount.MatchString(label) && (numbers > 0 || strings.ContainsAny(label, "0123456789"))
}

// told gives what stands in a line, as one text.
func told(cells []string) string {
	var out []string
	for _, c := range cells {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, c)
		}
	}
	return strings.Join(out, " | ")
}

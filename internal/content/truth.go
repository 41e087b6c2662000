package content

import (
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/site"
)

var aNumber = regexp.MustCompile(`[-+]?[0-9]{1,3}(?:\.[0-9]+)?`)

// TrueCoord reads again, from its file, the position that the editor gave of an entry, however exactly it may be shown: to
// compare places, never to be in any output or message. It is not set when the header gives none that is right.
func TrueCoord(src *site.Source) site.Coord {
	at := -1
	for i, k := range src.Keys {
		if k.Key == "coordonnees" {
			at = i
		}
	}
	if at < 0 {
		return site.Coord{}
	}
	k := src.Keys[at]
	last := int(k.Line) + 3 // a list, one number a line
	for _, next := range src.Keys {
		if next.Line > k.Line && int(next.Line) <= last {
			last = int(next.Line) - 1
		}
	}
	_, text := cut(src.Line(int(k.Line)), int(k.Col))
	for n := int(k.Line) + 1; n <= last && n < src.Body; n++ {
		text += "\n" + src.Line(n)
	}
	text, _, _ = strings.Cut(text, "#")
	numbers := aNumber.FindAllString(text, 2)
	if len(numbers) < 2 {
		return site.Coord{}
	}
	c, _ := ParseCoord(numbers[0] + ", " + numbers[1])
	return c
}

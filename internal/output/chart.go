package output

import (
	"html/template"
	"strconv"
)

// A chart is its table: each row has its name, its number and, under the name, a bar. So nothing is said twice, nobody has to
// match colours with a legend, and who hears the page, copies it or prints it has the same numbers as who sees it.

// Chart is parts/tableau.html.
type Chart struct {
	ID, Titre string
	Nom       string // head of the first column: what the rows are
	Unite     string // head of the second: what they count
	Barres    []Bar
	Notes     []string
	CSV       string // URL of the same numbers
}

// Bar is one row of a chart.
type Bar struct {
	Label  string
	Marque template.HTML // of a sector: its mark and its name, in place of Label
	N      int
	URL    string // of the list of what it counts
	Nom    string // what the link to it says: "Précarité : 12 initiatives"
	Barre  template.HTML
}

// barUnits is how finely a bar is measured: a share of the longest, in thousandths.
const barUnits = 1000

// bar draws a number beside the largest of its chart. It is no wider than its box, which the style sheet makes; it is hidden
// from who hears the page, since the number stands beside it. rank picks the colour of a sector, 0 that of all others; what nobody has said is paler
// than what somebody has.
func bar(n, most, rank int, unsaid bool) template.HTML {
	width := 0
	if n > 0 && most > 0 {
		width = max(barUnits/100, n*barUnits/most) // never too thin to be seen
	}
	class := "barre"
	switch {
	case unsaid:
		class += " muette"
	case rank > 0:
		class += " s" + strconv.Itoa(rank)
	}
	return htmlOf(`<svg class="` + class + `" viewBox="0 0 ` + strconv.Itoa(barUnits) + ` 10" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect width="` +
		strconv.Itoa(width) + `" height="10"/></svg>`)
}

package main

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"

	"enrouteweb.org/balise/internal/geo"
)

// browserError is how far a line of the browser's map may be from ours, in metres: a pixel at zoom 10.
const browserError = 90

// The browser's map can name towns up to these ranks: more in Wallonia and Brussels, where the readers are. From the last
// of them on populations are unknown.
const (
	flemishTowns = 220
	otherTowns   = 600
	foreignTowns = 60 // in each country
)

// browserMap writes basemap.json, the ground of the interactive map:
//
//	{"credits": […], "bornes": [west, south, east, north], "echelle": 10000,
//	 "mer": [ring…], "voisins": [line…], "belgique": [ring…], "limites": [line…],
//	 "villes": [["Bruxelles", x, y], …], "ailleurs": [["Lille", x, y], …]}
//
// in the order in which it is drawn, on a ground that is land: the sea, filled by the even-odd rule; the borders between
// the neighbours; Belgium, filled likewise; the limits between its provinces. A ring or a line is a flat list of whole
// numbers, degrees × echelle: x, y of the first point, then the steps to each next one; rings close themselves. Nothing
// lies outside "bornes", where the sea is cut: the map must not move beyond. Towns are the most populated first.
func browserMap(src *geo.Source) []byte {
	w := writer{box: around}
	fmt.Fprintf(&w.b, `{"credits":[`)
	for i, c := range src.Credits {
		w.comma(i)
		fmt.Fprintf(&w.b, "%q", c)
	}
	fmt.Fprintf(&w.b, `],"bornes":[%v,%v,%v,%v],"echelle":10000`,
		around.Min[0], around.Min[1], around.Max[0], around.Max[1])
	arcs := make([]orb.LineString, len(src.Arcs))
	for i, a := range src.Arcs {
		arcs[i] = thinned(a, browserError)
	}
	w.rings("mer", src.Sea)
	w.lines("voisins", foreignBorders(src, arcs))
	w.rings("belgique", belgianRings(src, arcs))
	inner := make([]orb.LineString, len(src.Inner))
	for i, l := range src.Inner {
		inner[i] = thinned(l, browserError)
	}
	w.lines("limites", inner)
	w.towns(src.Localities)
	w.b.WriteString("}\n")
	return w.b.Bytes()
}

type writer struct {
	b   bytes.Buffer
	box orb.Bound
}

func (w *writer) comma(i int) {
	if i > 0 {
		w.b.WriteByte(',')
	}
}

// belgianRings gives Belgium's outline, enclaves and all.
func belgianRings(src *geo.Source, arcs []orb.LineString) (out []orb.LineString) {
	for _, c := range src.Countries {
		for _, refs := range slices.Concat(c.Polygons...) {
			if c.Code == "BE" {
				out = append(out, orb.LineString(joined(refs, arcs)))
			}
		}
	}
	return out
}

// foreignBorders gives the borders between Belgium's neighbours: what two of them share, and all that is Luxembourg's, which
// has no coast and holds the whole Moselle as Germany does.
func foreignBorders(src *geo.Source, arcs []orb.LineString) (out []orb.LineString) {
	owners := make([]string, len(arcs))
	for _, c := range src.Countries {
		for _, r := range slices.Concat(slices.Concat(c.Polygons...)...) {
			owners[max(r, ^r)] += c.Code
		}
	}
	for i, o := range owners {
		if !strings.Contains(o, "BE") && (len(o) > 2 || o == "LU") {
			out = append(out, arcs[i])
		}
	}
	return out
}

// rings writes what the bounds hold of closed lines.
func (w *writer) rings(key string, rings []orb.LineString) {
	var cut [][]orb.Point
	for _, r := range rings {
		if part := clip.Ring(w.box, orb.Ring(slices.Clone(r))); len(part) > 3 {
			cut = append(cut, tidy(part))
		}
	}
	w.list(key, cut)
}

// lines writes what the bounds hold of open lines.
func (w *writer) lines(key string, lines []orb.LineString) {
	var cut [][]orb.Point
	for _, l := range lines {
		for _, part := range clip.LineString(w.box, slices.Clone(l)) {
			cut = append(cut, part)
		}
	}
	w.list(key, cut)
}

func (w *writer) list(key string, lines [][]orb.Point) {
	fmt.Fprintf(&w.b, `,%q:[`, key)
	for i, l := range lines {
		w.comma(i)
		w.line(l)
	}
	w.b.WriteByte(']')
}

func (w *writer) line(points []orb.Point) {
	w.b.WriteByte('[')
	var x, y int
	for i, p := range points {
		nx, ny := step(p[0]), step(p[1])
		if i > 0 && nx == x && ny == y {
			continue
		}
		w.comma(i)
		w.b.WriteString(strconv.Itoa(nx - x))
		w.b.WriteByte(',')
		w.b.WriteString(strconv.Itoa(ny - y))
		x, y = nx, ny
	}
	w.b.WriteByte(']')
}

func step(degrees float64) int { return int(math.Round(degrees * 1e4)) }

// towns writes the names a map may need: the largest, one a place.
func (w *writer) towns(all []geo.SourceLocality) {
	w.b.WriteString(`,"villes":[`)
	seen := map[orb.Point]bool{}
	rank := map[string]int{}
	n := 0
	write := func(l geo.SourceLocality) {
		if seen[l.At] || !w.box.Contains(l.At) {
			return
		}
		seen[l.At] = true
		w.comma(n)
		fmt.Fprintf(&w.b, "[%q,%d,%d]", l.Name, step(l.At[0]), step(l.At[1]))
		n++
	}
	for i, l := range all { // Belgium comes first, so i is the rank
		limit := otherTowns
		if _, region := geo.Province(l.Province); region == "region-flamande" {
			limit = flemishTowns
		}
		if l.Country == "BE" && i < limit {
			write(l)
		}
	}
	w.b.WriteString(`],"ailleurs":[`)
	n = 0
	for _, l := range all {
		rank[l.Country]++
		if l.Country != "BE" && rank[l.Country] <= foreignTowns && (l.Country != "LU" || rank["LU"] <= 2) {
			write(l)
		}
	}
	w.b.WriteByte(']')
}

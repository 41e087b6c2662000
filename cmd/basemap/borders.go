package main

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
)

// How far a simplified border may be from the true one, in metres.
const (
	errorBelgium = 15
	errorNear    = 80
	errorFar     = 1400
	errorCoast   = 250 // of the sea; its source is no better
)

// joinBorders cuts the outlines into arcs at the points where borders meet or part, and keeps an arc that two countries
// share only once. Each arc is then simplified alone, so neighbours never overlap nor leave a gap.
func joinBorders(outlines []outline) ([]orb.LineString, []geo.SourceArea) {
	first := newCutter(outlines)
	first.heal()
	c := newCutter(first.outlines())
	for i, arc := range c.arcs {
		c.arcs[i] = simplified(arc, slices.Contains(c.owners[i], "BE"))
	}
	return c.arcs, c.areas
}

// tidy opens a ring (its first point no longer repeated at the end) and drops repeated points.
func tidy(r orb.Ring) []orb.Point {
	out := slices.Compact(slices.Clone([]orb.Point(r)))
	for len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

// cutter finds arcs, in the manner of TopoJSON: a point where two rings do not go the same way is a junction.
type cutter struct {
	neighbours map[orb.Point][2]orb.Point
	junctions  map[orb.Point]bool
	arcs       []orb.LineString
	owners     [][]string // the countries each arc borders
	ids        map[string]int
	areas      []geo.SourceArea
}

func newCutter(outlines []outline) *cutter {
	c := &cutter{neighbours: map[orb.Point][2]orb.Point{}, junctions: map[orb.Point]bool{}, ids: map[string]int{}}
	for _, o := range outlines {
		for _, r := range slices.Concat(o.polygons...) {
			c.visit(tidy(r))
		}
	}
	for _, o := range outlines {
		area := geo.SourceArea{Code: o.code, Slack: errorFar}
		if o.code == "BE" {
			area.Slack = errorBelgium
		}
		for _, rings := range o.polygons {
			var polygon [][]int
			for _, r := range rings {
				polygon = append(polygon, c.cut(tidy(r), o.code))
			}
			area.Polygons = append(area.Polygons, polygon)
		}
		c.areas = append(c.areas, area)
	}
	return c
}

// sliver is the length in metres of the longest piece of border that two countries may see differently.
const sliver = 20000

// heal makes one of two arcs that run side by side from junction to junction, each bordering one country: there the package
// kept other points for one country than for the next.
func (c *cutter) heal() {
	type ends struct{ a, b orb.Point }
	alone := map[ends]int{}
	for i, arc := range c.arcs {
		e := ends{arc[0], arc[len(arc)-1]}
		if less(e.b, e.a) {
			e.a, e.b = e.b, e.a
		}
		if len(c.owners[i]) != 1 || e.a == e.b || length(arc) > sliver {
			continue
		}
		k, twin := alone[e]
		switch {
		case !twin:
			alone[e] = i
		case c.owners[k][0] != c.owners[i][0]:
			line := slices.Clone(c.arcs[k])
			if line[0] != arc[0] {
				slices.Reverse(line)
			}
			c.arcs[i] = line
		}
	}
}

// outlines puts the arcs together again.
func (c *cutter) outlines() []outline {
	var out []outline
	for _, a := range c.areas {
		o := outline{code: a.Code}
		for _, polygon := range a.Polygons {
			var rings []orb.Ring
			for _, refs := range polygon {
				rings = append(rings, joined(refs, c.arcs))
			}
			o.polygons = append(o.polygons, rings)
		}
		out = append(out, o)
	}
	return out
}

// joined puts arcs end to end; the points where they meet are there twice.
func joined(refs []int, arcs []orb.LineString) (ring orb.Ring) {
	for _, r := range refs {
		arc := slices.Clone(arcs[max(r, ^r)])
		if r < 0 {
			slices.Reverse(arc)
		}
		ring = append(ring, arc...)
	}
	return ring
}

func (c *cutter) visit(ring []orb.Point) {
	for i, p := range ring {
		around := [2]orb.Point{ring[(i+len(ring)-1)%len(ring)], ring[(i+1)%len(ring)]}
		if less(around[1], around[0]) {
			around[0], around[1] = around[1], around[0]
		}
		if was, seen := c.neighbours[p]; seen && was != around {
			c.junctions[p] = true
		}
		c.neighbours[p] = around
	}
}

// cut gives the arcs a ring is made of.
func (c *cutter) cut(ring []orb.Point, owner string) []int {
	start := slices.IndexFunc(ring, func(p orb.Point) bool { return c.junctions[p] })
	if start < 0 {
		// It meets nothing or is wholly shared (an enclave): start it where every country would.
		start = slices.Index(ring, slices.MinFunc(ring, compare))
	}
	ring = append(slices.Clone(ring[start:]), ring[:start+1]...)
	var refs []int
	from := 0
	for i := 1; i < len(ring); i++ {
		if c.junctions[ring[i]] || i == len(ring)-1 {
			refs = append(refs, c.arc(slices.Clone(ring[from:i+1]), owner))
			from = i
		}
	}
	return refs
}

func (c *cutter) arc(points orb.LineString, owner string) int {
	backwards := slices.Clone(points)
	slices.Reverse(backwards)
	turned := slices.CompareFunc(backwards, points, compare) < 0
	if turned {
		points = backwards
	}
	var key strings.Builder
	fmt.Fprint(&key, points)
	id, known := c.ids[key.String()]
	if !known {
		id = len(c.arcs)
		c.ids[key.String()] = id
		c.arcs, c.owners = append(c.arcs, points), append(c.owners, nil)
	}
	c.owners[id] = append(c.owners[id], owner)
	if turned {
		return ^id
	}
	return id
}

func compare(a, b orb.Point) int {
	return slices.Compare(a[:], b[:])
}

func less(a, b orb.Point) bool { return compare(a, b) < 0 }

// simplified allows an arc an error that depends on the place: few ever look at Brittany on a map of Belgium.
func simplified(arc orb.LineString, belgian bool) orb.LineString {
	return simplify(arc, func(p orb.Point) float64 {
		switch {
		case belgian:
			return errorBelgium
		case nearBelgium(p):
			return errorNear
		}
		return errorFar
	})
}

// thinned allows the same error everywhere, in metres.
func thinned(l orb.LineString, metres float64) orb.LineString {
	return simplify(l, func(orb.Point) float64 { return metres })
}

// simplify drops the points a line can do without, as Douglas and Peucker do, each point having its own allowed error.
func simplify(arc orb.LineString, allowed func(orb.Point) float64) orb.LineString {
	keep := make([]bool, len(arc))
	keep[0], keep[len(arc)-1] = true, true
	var split func(i, j int)
	split = func(i, j int) {
		worst, at := 1.0, -1
		for k := i + 1; k < j; k++ {
			if e := offset(arc[k], arc[i], arc[j]) / allowed(arc[k]); e > worst {
				worst, at = e, k
			}
		}
		if at > 0 {
			keep[at] = true
			split(i, at)
			split(at, j)
		}
	}
	split(0, len(arc)-1)
	out := arc[:0:0]
	for i, p := range arc {
		if keep[i] {
			out = append(out, p)
		}
	}
	return out
}

// offset is the distance in metres from p to the segment a–b.
func offset(p, a, b orb.Point) float64 {
	const metres = 111200
	k := metres * math.Cos(p[1]*math.Pi/180)
	ax, ay, bx, by := (a[0]-p[0])*k, (a[1]-p[1])*metres, (b[0]-p[0])*k, (b[1]-p[1])*metres
	dx, dy := bx-ax, by-ay
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(-(ax*dx+ay*dy)/n, 0), 1)
	}
	return math.Hypot(ax+t*dx, ay+t*dy)
}

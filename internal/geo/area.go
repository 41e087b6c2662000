package geo

import (
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
)

// area is a country or a province: its rings, and its edges filed by bands of latitude, so that a test looks at some
// twenty edges and not at three thousand. Rings are read by the even-odd rule, which makes a hole of a ring in a ring and
// an enclave of a ring in a hole.
type area struct {
	code  string
	slack float64
	shape []orb.MultiLineString // polygons as rings
	refs  [][][]int             // the same, as arcs
	bound orb.Bound
	bands [][]edge
	per   float64 // bands per degree
}

type edge struct{ a, b orb.Point }

func newAreas(sources []SourceArea, arcs []orb.LineString) ([]area, error) {
	out := make([]area, len(sources))
	for i, s := range sources {
		a := area{code: s.Code, slack: s.Slack, refs: s.Polygons, bound: emptyBound()}
		edges := 0
		for _, polygon := range s.Polygons {
			var rings orb.MultiLineString
			for _, refs := range polygon {
				ring, err := stitch(refs, arcs)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", s.Code, err)
				}
				a.bound = a.bound.Union(ring.Bound())
				edges += len(ring)
				rings = append(rings, ring)
			}
			a.shape = append(a.shape, rings)
		}
		a.file(edges)
		out[i] = a
	}
	return out, nil
}

// stitch joins arcs end to end into a closed ring.
func stitch(refs []int, arcs []orb.LineString) (orb.LineString, error) {
	n := 1
	for _, r := range refs {
		if i := max(r, ^r); i >= len(arcs) || len(arcs[i]) == 0 {
			return nil, fmt.Errorf("no arc %d", i)
		}
		n += len(arcs[max(r, ^r)]) - 1
	}
	ring := make(orb.LineString, 0, n)
	for _, r := range refs {
		arc := arcs[max(r, ^r)]
		skip := 0
		if len(ring) > 0 {
			skip = 1 // the point shared with the arc before
		}
		for k := skip; k < len(arc); k++ {
			if r < 0 {
				ring = append(ring, arc[len(arc)-1-k])
			} else {
				ring = append(ring, arc[k])
			}
		}
	}
	return ring, nil
}

// file puts each edge in the bands it crosses: counted first, so that all bands share one piece of memory.
func (a *area) file(edges int) {
	n := min(max(edges/6, 8), 600)
	a.per = float64(n) / (a.bound.Max[1] - a.bound.Min[1] + 1e-9)
	counts := make([]int, n+1)
	total := 0
	a.eachEdge(func(e edge, from, to int) {
		for k := from; k <= to; k++ {
			counts[k]++
			total++
		}
	})
	a.bands = make([][]edge, n+1)
	all := make([]edge, total)
	for k, c := range counts {
		a.bands[k], all = all[:0:c], all[c:]
	}
	a.eachEdge(func(e edge, from, to int) {
		for k := from; k <= to; k++ {
			a.bands[k] = append(a.bands[k], e)
		}
	})
}

func (a *area) eachEdge(visit func(e edge, from, to int)) {
	for _, rings := range a.shape {
		for _, ring := range rings {
			for i := 1; i < len(ring); i++ {
				e := edge{ring[i-1], ring[i]}
				visit(e, a.band(min(e.a[1], e.b[1])), a.band(max(e.a[1], e.b[1])))
			}
		}
	}
}

func (a *area) band(lat float64) int { return int((lat - a.bound.Min[1]) * a.per) }

func (a *area) contains(p orb.Point) bool {
	if !a.bound.Contains(p) {
		return false
	}
	in := false
	for _, e := range a.bands[a.band(p[1])] {
		if (e.a[1] > p[1]) != (e.b[1] > p[1]) &&
			p[0] < e.a[0]+(p[1]-e.a[1])/(e.b[1]-e.a[1])*(e.b[0]-e.a[0]) {
			in = !in
		}
	}
	return in
}

// distance is the metres from p to the nearest edge.
func (a *area) distance(p orb.Point) float64 {
	best := math.Inf(1)
	kx, ky := metresPerDegree(p[1])
	for _, rings := range a.shape {
		for _, ring := range rings {
			for i := 1; i < len(ring); i++ {
				ax, ay := (ring[i-1][0]-p[0])*kx, (ring[i-1][1]-p[1])*ky
				bx, by := (ring[i][0]-p[0])*kx, (ring[i][1]-p[1])*ky
				best = min(best, squaredToOrigin(ax, ay, bx, by))
			}
		}
	}
	return math.Sqrt(best)
}

// squaredToOrigin is the squared distance from (0, 0) to the segment a–b.
func squaredToOrigin(ax, ay, bx, by float64) float64 {
	dx, dy := bx-ax, by-ay
	t := 0.0
	if n := dx*dx + dy*dy; n > 0 {
		t = min(max(-(ax*dx+ay*dy)/n, 0), 1)
	}
	x, y := ax+t*dx, ay+t*dy
	return x*x + y*y
}

// metresPerDegree gives metres per degree of longitude and of latitude, true enough over a few kilometres.
func metresPerDegree(lat float64) (x, y float64) {
	y = orb.EarthRadius * math.Pi / 180
	return y * math.Cos(lat*math.Pi/180), y
}

func emptyBound() orb.Bound {
	return orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
}

// InCountry tells whether p lies in the country of that ISO code, or at most that many metres outside. known is false
// when there is no outline to judge by: Belgium, France, Germany, Luxembourg and the Netherlands have one. Far from Belgium
// the last four are coarse (1.5 km, which is added to the tolerance) and reach into the sea.
func (a *Atlas) InCountry(p orb.Point, code string, toleranceMetres float64) (inside, known bool) {
	c := find(a.countries, strings.ToUpper(code))
	if c == nil {
		return false, false
	}
	reach := toleranceMetres + c.slack
	if c.contains(p) {
		sea := &a.sea[0]
		return c.code == "BE" || !sea.contains(p) || sea.distance(p) <= reach, true
	}
	kx, ky := metresPerDegree(p[1])
	near := orb.Bound{
		Min: orb.Point{c.bound.Min[0] - reach/kx, c.bound.Min[1] - reach/ky},
		Max: orb.Point{c.bound.Max[0] + reach/kx, c.bound.Max[1] + reach/ky},
	}
	return near.Contains(p) && c.distance(p) <= reach, true
}

// ProvinceAt gives the id of the Belgian province of a point ("bruxelles-capitale" counts as one), "" outside Belgium.
// Near a limit it may be wrong by some 700 m: prefer the Province of a known commune.
func (a *Atlas) ProvinceAt(p orb.Point) string {
	if c := find(a.countries, "BE"); c == nil || !c.contains(p) {
		return ""
	}
	best, bestDist := "", math.Inf(1)
	for i := range a.provinces {
		if a.provinces[i].contains(p) {
			return a.provinces[i].code
		}
	}
	// The provinces are drawn less exactly than the country: between the two lines the nearest province wins.
	for i := range a.provinces {
		if d := a.provinces[i].distance(p); d < bestDist {
			best, bestDist = a.provinces[i].code, d
		}
	}
	return best
}

func find(areas []area, code string) *area {
	for i := range areas {
		if areas[i].code == code {
			return &areas[i]
		}
	}
	return nil
}

// Distance is the metres between two points along the surface.
func Distance(a, b orb.Point) float64 { return orbgeo.DistanceHaversine(a, b) }

// Round rounds a position to so many decimals of a degree; 3 decimals hide a door, 6 are enough for any.
func Round(p orb.Point, decimals int) orb.Point {
	f := math.Pow10(decimals)
	return orb.Point{math.Round(p[0]*f) / f, math.Round(p[1]*f) / f}
}

// Bound is the smallest box around points; ok is false when there are none.
func Bound(points []orb.Point) (b orb.Bound, ok bool) {
	b = emptyBound()
	for _, p := range points {
		b = b.Extend(p)
	}
	return b, len(points) > 0
}

// ProvinceShape gives the rings of a province (id as in Provinces), polygon by polygon, degrees WGS 84, longitude first;
// nil when there is none. They are right within some 700 m.
func (a *Atlas) ProvinceShape(id string) []orb.Polygon {
	var out []orb.Polygon
	for _, p := range a.provinces {
		if p.code != id {
			continue
		}
		for _, lines := range p.shape {
			var polygon orb.Polygon
			for _, l := range lines {
				polygon = append(polygon, orb.Ring(l.Clone()))
			}
			out = append(out, polygon)
		}
	}
	return out
}

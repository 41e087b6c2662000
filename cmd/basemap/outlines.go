package main

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	tzf "github.com/ringsaturn/tzf-rel-lite"
)

// outline is a country: polygons of closed rings, the first of each its outside.
type outline struct {
	code     string
	polygons [][]orb.Ring
}

// zones are the time zones whose limits are a country's. The order is the one of the file: Belgium first.
var zones = [...]struct{ code, zone string }{
	{"BE", "Europe/Brussels"}, {"FR", "Europe/Paris"}, {"LU", "Europe/Luxembourg"},
	{"NL", "Europe/Amsterdam"}, {"DE", "Europe/Berlin"},
}

// smallIsland is the area, in square kilometres, under which an island or a hole of a neighbour is left out.
const smallIsland = 30

// readOutlines finds the five countries among the time zones of the world (message Timezones of tzf: 1 timezones; Timezone:
// 1 polygons, 2 name; Polygon: 1 points, 2 holes; Point: 1 lng, 2 lat).
func readOutlines() ([]outline, error) {
	found := map[string][][]orb.Ring{}
	err := walk(tzf.LiteData, func(f field) error {
		if f.tag != 1 {
			return nil
		}
		name, polygons, err := readZone(f.bytes)
		found[name] = polygons
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("tzf-rel-lite: %w", err)
	}
	out := make([]outline, len(zones))
	for i, z := range zones {
		if len(found[z.zone]) == 0 {
			return nil, fmt.Errorf("tzf-rel-lite: no zone %s", z.zone)
		}
		out[i] = outline{z.code, found[z.zone]}
		if z.code != "BE" {
			out[i].polygons = withoutIslets(found[z.zone])
		}
	}
	return out, nil
}

func readZone(b []byte) (name string, polygons [][]orb.Ring, err error) {
	err = walk(b, func(f field) error {
		switch f.tag {
		case 1:
			p, err := readPolygon(f.bytes)
			polygons = append(polygons, p)
			return err
		case 2:
			name = string(f.bytes)
		}
		return nil
	})
	return name, polygons, err
}

func readPolygon(b []byte) ([]orb.Ring, error) {
	rings := []orb.Ring{nil} // the outside, then the holes
	err := walk(b, func(f field) error {
		switch f.tag {
		case 1:
			p, err := readPoint(f.bytes)
			rings[0] = append(rings[0], p)
			return err
		case 2:
			hole, err := readPolygon(f.bytes) // a hole is written as a polygon
			rings = append(rings, hole[0])
			return err
		}
		return nil
	})
	return rings, err
}

func readPoint(b []byte) (p orb.Point, err error) {
	err = walk(b, func(f field) error {
		if f.tag == 1 || f.tag == 2 {
			p[f.tag-1] = f.float()
		}
		return nil
	})
	// The step of geo.json: two points that would be written alike must be alike from here on.
	return orb.Point{math.Round(p[0]*1e4) / 1e4, math.Round(p[1]*1e4) / 1e4}, err
}

// withoutIslets drops the small rings of a neighbour, but keeps the holes that Belgium fills.
func withoutIslets(polygons [][]orb.Ring) [][]orb.Ring {
	var out [][]orb.Ring
	for _, p := range polygons {
		var kept []orb.Ring
		for i, r := range p {
			if i == 0 && squareKilometres(r) < smallIsland && !nearBelgium(r[0]) {
				break
			}
			if i == 0 || squareKilometres(r) >= smallIsland || nearBelgium(r[0]) {
				kept = append(kept, r)
			}
		}
		if kept != nil {
			out = append(out, kept)
		}
	}
	return out
}

func squareKilometres(r orb.Ring) float64 {
	sum := 0.0
	for i := 1; i < len(r); i++ {
		sum += (r[i][0] - r[i-1][0]) * (r[i][1] + r[i-1][1])
	}
	return math.Abs(sum/2) * 111.2 * 111.2 * squash
}

// squash is how much shorter a degree of longitude is than one of latitude, at the latitude of Brussels.
const squash = 0.636

// around is what a map of Belgium may show: there borders are kept in detail.
var around = orb.Bound{Min: orb.Point{1.9, 49.1}, Max: orb.Point{7.0, 51.9}}

func nearBelgium(p orb.Point) bool { return around.Contains(p) }

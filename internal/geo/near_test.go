package geo

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
	"pgregory.net/rapid"
)

func TestNear(t *testing.T) {
	points := []orb.Point{{4.35, 50.85}, {4.8675, 50.4669}, {4.35, 50.85}, {4.36, 50.85}, {5.57, 50.63}, {4.35, 50.85}, {4.35, 50.86}}
	n := NewNear(points)
	for _, c := range []struct {
		self, count int
		reach       float64
		want        []int
	}{
		{0, 5, 50_000, []int{2, 5, 3, 6}}, // Namur is 56 km away
		{0, 5, 60_000, []int{2, 5, 3, 6, 1}},
		{5, 2, 50_000, []int{0, 2}},
		{4, 5, 50_000, nil},
		{0, 0, 50_000, nil},
		{0, 5, 0, []int{2, 5}},
	} {
		var got []int
		for _, x := range n.Of(points[c.self], c.self, c.count, c.reach) {
			got = append(got, x.Index)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v", c, got)
		}
	}
	if got := n.Of(orb.Point{4.87, 50.47}, -1, 1, 1000); len(got) != 1 || got[0].Index != 1 || math.Abs(got[0].Metres-388) > 5 {
		t.Error(got)
	}
	if got := NewNear(nil).Of(orb.Point{4, 50}, -1, 5, 1e6); len(got) != 0 {
		t.Error(got)
	}
}

// TestNearIsBruteForce: whatever the points, in heaps, on lines or alone, the answer is what looking at each would give.
func TestNearIsBruteForce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lon, lat := rapid.IntRange(0, 12), rapid.IntRange(0, 12) // few values: many points share a place, or a line
		step := rapid.SampledFrom([]float64{.0001, .01, .1, 3}).Draw(t, "step")
		points := make([]orb.Point, rapid.IntRange(0, 60).Draw(t, "points"))
		for i := range points {
			points[i] = orb.Point{2.5 + step*float64(lon.Draw(t, "lon")), 49.5 + step*float64(lat.Draw(t, "lat"))}
		}
		reach := rapid.SampledFrom([]float64{0, 100, 5_000, 50_000, 1e8}).Draw(t, "reach")
		count := rapid.IntRange(1, 7).Draw(t, "count")
		n := NewNear(points)
		for self, p := range points {
			got, want := n.Of(p, self, count, reach), nearest(points, self, count, reach)
			if !slices.EqualFunc(got, want, func(a, b Neighbour) bool { return math.Abs(a.Metres-b.Metres) < .001 }) {
				t.Fatalf("of %d\n got %v\nwant %v", self, got, want)
			}
			for i, g := range got {
				if g.Index == self || i > 0 && got[i-1].Metres == g.Metres && points[got[i-1].Index] == points[g.Index] && got[i-1].Index >= g.Index {
					t.Fatalf("of %d: %v", self, got)
				}
			}
		}
	})
}

// nearest looks at every point.
func nearest(points []orb.Point, self, count int, reach float64) []Neighbour {
	var all []Neighbour
	for i, p := range points {
		if d := orbgeo.DistanceHaversine(points[self], p); i != self && d <= reach {
			all = append(all, Neighbour{i, d})
		}
	}
	slices.SortFunc(all, func(a, b Neighbour) int {
		return cmp.Or(cmp.Compare(a.Metres, b.Metres), cmp.Compare(a.Index, b.Index))
	})
	return all[:min(count, len(all))]
}

func BenchmarkNear(b *testing.B) {
	points := make([]orb.Point, 10_000)
	for i := range points { // a third in one heap, the rest around it
		points[i] = orb.Point{4.35, 50.85}
		if i%3 > 0 {
			points[i] = orb.Point{4.35 + float64(i*7919%1000)*.0004, 50.85 + float64(i*104729%1000)*.0003}
		}
	}
	for b.Loop() {
		n := NewNear(points)
		for i, p := range points {
			n.Of(p, i, 5, 50_000)
		}
	}
}

package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
	orbgeo "github.com/paulmach/orb/geo"
)

// Near finds the nearest of many points. It never changes and may be shared.
type Near struct {
	points []orb.Point
	piles  []pile // a k-d tree: the middle of a part parts it, along each axis in turn
}

// pile is one position and the points that lie exactly there: many share the centre of their commune.
type pile struct {
	at      [3]float64 // on a sphere of radius 1: straight distances order as those on the ground, without trigonometry
	members []int      // ascending
}

// Neighbour is a point near another one.
type Neighbour struct {
	Index  int     // of the point
	Metres float64 // on the ground, of a spherical Earth
}

// NewNear prepares the search.
func NewNear(points []orb.Point) *Near {
	n := &Near{points: points}
	at := make(map[orb.Point]int, len(points))
	for i, p := range points {
		k, ok := at[p]
		if !ok {
			k = len(n.piles)
			at[p] = k
			n.piles = append(n.piles, pile{at: onSphere(p)})
		}
		n.piles[k].members = append(n.piles[k].members, i)
	}
	split(n.piles, 0)
	return n
}

func onSphere(p orb.Point) [3]float64 {
	lon, lat := p[0]*math.Pi/180, p[1]*math.Pi/180
	return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}

// split orders piles as a tree. Equal coordinates are told apart by the first point there, so that the order of the points
// decides and nothing else.
func split(piles []pile, axis int) {
	if len(piles) < 2 {
		return
	}
	slices.SortFunc(piles, func(a, b pile) int {
		return cmp.Or(cmp.Compare(a.at[axis], b.at[axis]), cmp.Compare(a.members[0], b.members[0]))
	})
	mid := len(piles) / 2
	split(piles[:mid], (axis+1)%3)
	split(piles[mid+1:], (axis+1)%3)
}

// Of gives the points nearest to another, itself left out, the nearest first and at one distance in their order: at most
// count of them, none farther than reach metres. self is the point's index, or -1 when it is not one of them.
func (n *Near) Of(p orb.Point, self, count int, reach float64) []Neighbour {
	s := search{from: onSphere(p), self: self, count: count}
	if chord := 2 * math.Sin(min(reach/orb.EarthRadius, math.Pi)/2); count > 0 {
		s.limit = chord * chord * (1 + 1e-9) // a point at the limit must not be lost to rounding
		s.visit(n.piles, 0)
	}
	out := make([]Neighbour, 0, len(s.found))
	for _, f := range s.found {
		if d := orbgeo.DistanceHaversine(p, n.points[f.index]); d <= reach {
			out = append(out, Neighbour{f.index, d})
		}
	}
	return out
}

// search is one question under way.
type search struct {
	from  [3]float64
	self  int
	count int
	limit float64 // what is farther, squared, is of no use any more
	found []found // the best so far, in order
}

type found struct {
	index int
	far   float64 // squared
}

func (s *search) visit(piles []pile, axis int) {
	if len(piles) == 0 {
		return
	}
	mid := len(piles) / 2
	here, there := piles[:mid], piles[mid+1:]
	gap := s.from[axis] - piles[mid].at[axis]
	if gap > 0 {
		here, there = there, here
	}
	s.visit(here, (axis+1)%3)
	s.offer(piles[mid])
	if gap*gap <= s.limit {
		s.visit(there, (axis+1)%3)
	}
}

// offer takes of a pile the points that are among the best.
func (s *search) offer(sp pile) {
	far := 0.0
	for i, v := range sp.at {
		far += (v - s.from[i]) * (v - s.from[i])
	}
	for _, m := range sp.members {
		if far > s.limit {
			return
		}
		if m == s.self {
			continue
		}
		f := found{m, far}
		i, _ := slices.BinarySearchFunc(s.found, f, func(a, b found) int {
			return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.index, b.index))
		})
		if i == s.count {
			return // members come in order: those that follow are no better
		}
		s.found = slices.Insert(s.found, i, f)
		if len(s.found) > s.count {
			s.found = s.found[:s.count]
		}
		if len(s.found) == s.count {
			s.limit = min(s.limit, s.found[s.count-1].far)
		}
	}
}

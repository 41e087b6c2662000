package geo

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// Placed is a point to draw and the commune it is in, if known.
type Placed struct {
	At      orb.Point
	Commune string
}

// Group is points drawn as one disc.
type Group struct {
	X, Y    float64   // centre of the disc: the mean of its members, in units of the frame
	R       float64   // radius: half of the least distance between groups
	At      orb.Point // the same centre, in degrees
	Members []int     // indexes of the points, ascending
	Commune string    // the one most members are in; the first by name when equal; "" when none is known
}

// Count is the number of points in the group.
func (g Group) Count() int { return len(g.Members) }

// blob is a group while it grows: sums instead of means, so that joining two is exact and needs no order.
type blob struct {
	x, y, n float64
	members []int
}

func (b blob) cx() float64 { return b.x / b.n }
func (b blob) cy() float64 { return b.y / b.n }

// Merge joins points into groups until no two centres are nearer than minDist, so that discs of that diameter do not
// overlap. Every point is in exactly one group. The result depends on the points and not on their order; the largest
// group comes first. Points outside the frame are merged like the others: leave them out if they are not to be drawn.
func Merge(points []Placed, f Frame, minDist float64) []Group {
	blobs := gather(points, f, minDist/3)
	for n := -1; n != len(blobs); {
		n = len(blobs)
		blobs = absorb(blobs, minDist)
	}
	groups := make([]Group, len(blobs))
	for i, b := range blobs {
		slices.Sort(b.members)
		groups[i] = Group{X: b.cx(), Y: b.cy(), R: minDist / 2, At: f.Point(b.cx(), b.cy()),
			Members: b.members, Commune: dominant(points, b.members)}
	}
	return groups
}

// cell is a square of a grid laid over the drawing.
type cell struct{ x, y int }

// gather makes one blob of the points in each square of a fine grid: it makes thousands of points hundreds, and gives
// weight to dense places, which are to stay where they are.
func gather(points []Placed, f Frame, size float64) []blob {
	type spot struct {
		x, y float64
		i    int
	}
	spots := make([]spot, len(points))
	for i, p := range points {
		x, y := f.XY(p.At)
		spots[i] = spot{x, y, i}
	}
	// Sums of floats depend on their order: one order whatever the input's.
	slices.SortFunc(spots, func(a, b spot) int { return cmp.Or(cmp.Compare(a.x, b.x), cmp.Compare(a.y, b.y)) })
	at := map[cell]int{}
	var blobs []blob
	for _, s := range spots {
		c := cell{int(math.Floor(s.x / size)), int(math.Floor(s.y / size))}
		k, ok := at[c]
		if !ok {
			k = len(blobs)
			at[c] = k
			blobs = append(blobs, blob{})
		}
		b := &blobs[k]
		b.x, b.y, b.n = b.x+s.x, b.y+s.y, b.n+1
		b.members = append(b.members, s.i)
	}
	return blobs
}

// absorb lets each blob, the heaviest first, either stand or join the nearest standing one within reach. When the number
// of blobs no longer falls, no two are within reach of each other.
func absorb(blobs []blob, reach float64) []blob {
	slices.SortFunc(blobs, func(a, b blob) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.cy(), b.cy()), cmp.Compare(a.cx(), b.cx()))
	})
	var standing []blob
	centres := make([][2]float64, 0, len(blobs)) // where they stood when the round began: a centre that moved would depend on the order
	grid := map[cell][]int{}
	for _, b := range blobs {
		x, y := b.cx(), b.cy()
		home := cell{int(math.Floor(x / reach)), int(math.Floor(y / reach))}
		best, bestDist := -1, reach
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				for _, k := range grid[cell{home.x + dx, home.y + dy}] {
					if d := math.Hypot(centres[k][0]-x, centres[k][1]-y); d < bestDist || (d == bestDist && d < reach && k < best) {
						best, bestDist = k, d
					}
				}
			}
		}
		if best < 0 {
			grid[home] = append(grid[home], len(standing))
			standing, centres = append(standing, b), append(centres, [2]float64{x, y})
			continue
		}
		s := &standing[best]
		s.x, s.y, s.n = s.x+b.x, s.y+b.y, s.n+b.n
		s.members = append(s.members, b.members...)
	}
	return standing
}

func dominant(points []Placed, members []int) string {
	counts := map[string]int{}
	best := ""
	for _, i := range members {
		name := points[i].Commune
		if name == "" {
			continue
		}
		counts[name]++
		if c := counts[name]; best == "" || c > counts[best] || (c == counts[best] && name < best) {
			best = name
		}
	}
	return best
}

package geo

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/planar"
	"github.com/paulmach/orb/simplify"
)

// How much detail a drawing keeps, in CSS pixels of a phone.
const (
	borderDetail = 0.7 // a national border may be off by this much
	limitDetail  = 1.1 // a limit between provinces, whose source is no better
	keptArea     = 3.0 // smaller islands and enclaves are left out, in square pixels
	bleed        = 8.0 // shapes go on this far outside the frame, so that no cut edge and its stroke is ever seen
)

// The four layers of a map, each the d attribute of an SVG path in whole units of the frame, from back to front: the
// ground of the drawing is land, Sea is filled over it, Neighbours are lines, Outline is filled and stroked, Provinces are
// lines again.

// Sea draws the North Sea, closed, to be filled by the even-odd rule; "" when none is in the frame.
func (a *Atlas) Sea(f Frame) string {
	var p pen
	for _, ring := range a.seaRings {
		p.cut(f, f.sketch(ring, borderDetail))
	}
	return string(p.d)
}

// Neighbours draws the borders between the countries around Belgium: open lines.
func (a *Atlas) Neighbours(f Frame) string {
	var p pen
	for _, i := range a.between {
		p.lines(f, f.sketch(a.arcs[i], limitDetail))
	}
	return string(p.d)
}

// Outline draws Belgium, closed, to be filled by the even-odd rule.
func (a *Atlas) Outline(f Frame) string {
	var p pen
	be := find(a.countries, "BE")
	if be == nil {
		return ""
	}
	arcs := make([]orb.LineString, len(a.arcs))
	for _, polygon := range be.refs {
		for _, refs := range polygon {
			for _, r := range refs {
				arcs[max(r, ^r)] = f.sketch(a.arcs[max(r, ^r)], borderDetail)
			}
			if ring, err := stitch(refs, arcs); err == nil { // never fails: Load stitched the same arcs
				p.cut(f, ring)
			}
		}
	}
	return string(p.d)
}

// Provinces draws the limits between provinces: open lines, which end at the national border.
func (a *Atlas) Provinces(f Frame) string {
	var p pen
	for _, l := range a.inner {
		p.lines(f, f.sketch(l, limitDetail))
	}
	return string(p.d)
}

// sketch lays a line in the frame with no more points than the eye needs. Arcs keep their ends, so rings stay closed and
// neighbours stay joined.
func (f Frame) sketch(l orb.LineString, detail float64) orb.LineString {
	out := make(orb.LineString, len(l))
	for i, p := range l {
		out[i][0], out[i][1] = f.XY(p)
	}
	return simplify.DouglasPeucker(detail * f.Px()).LineString(out)
}

func (f Frame) box() orb.Bound {
	return orb.Bound{Max: orb.Point{f.Width, f.Height}}.Pad(bleed * f.Px())
}

// pen writes path data: whole units, each step relative to the last, which is the shortest SVG allows.
type pen struct {
	d    []byte
	x, y int
}

// lines adds what the frame shows of a line.
func (p *pen) lines(f Frame, l orb.LineString) {
	for _, part := range clip.LineString(f.box(), l) {
		p.steps(part, 2, false)
	}
}

// cut adds what the frame shows of a ring.
func (p *pen) cut(f Frame, l orb.LineString) {
	ring := clip.Ring(f.box(), orb.Ring(l))
	if len(ring) > 3 && math.Abs(planar.Area(ring)) >= keptArea*f.Px()*f.Px() {
		p.steps(orb.LineString(ring[:len(ring)-1]), 3, true)
	}
}

func (p *pen) steps(l orb.LineString, least int, closed bool) {
	undo := *p
	n := 0
	for _, q := range l {
		x, y := int(math.Round(q[0])), int(math.Round(q[1]))
		switch {
		case n == 0:
			p.d = append(p.d, 'M')
			p.number(x, false)
			p.number(y, true)
		case x == p.x && y == p.y:
			continue
		default:
			if n == 1 {
				p.d = append(p.d, 'l')
			}
			p.number(x-p.x, n > 1)
			p.number(y-p.y, true)
		}
		p.x, p.y = x, y
		n++
	}
	switch {
	case n < least: // too small to be seen at this size
		p.d, p.x, p.y = undo.d, undo.x, undo.y
	case closed:
		p.d = append(p.d, 'z')
	}
}

// number appends a number; a minus sign parts it from the one before, else a space must.
func (p *pen) number(v int, after bool) {
	if after && v >= 0 {
		p.d = append(p.d, ' ')
	}
	p.d = strconv.AppendInt(p.d, int64(v), 10)
}

package geo

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"
)

// LabelSize is the text size, in CSS pixels on a phone, that Labels makes room for.
const LabelSize = 12

// Label is a town's name to write on a map.
type Label struct {
	Name         string
	X, Y         float64 // where the text goes: Y is its baseline
	Anchor       string  // SVG text-anchor: "start", "middle" or "end"
	TownX, TownY float64 // the town itself
	Covered      bool    // the town lies under a group's disc; otherwise a dot may be drawn on it
}

const (
	surePlaces = 6    // so many of the largest towns are named whatever the crowd
	dotRadius  = 2.5  // of a town without a disc, in pixels
	townGap    = 26.0 // two named towns are at least so far apart: no suburb beside its city
	smallest   = 150  // a town of a lower rank tells most readers nothing
)

// Labels writes at most n names on a frame: its six largest Belgian towns whatever the crowd, in the least bad place; then
// the commune of each group, the largest group first; then the next towns. A name stands beside its dot or beside the
// disc that covers it, and is left out where the text would meet a disc or another name. A disc has one name at most.
func (a *Atlas) Labels(f Frame, groups []Group, n int) []Label {
	p := placer{f: f, px: f.Px(), groups: groups}
	p.waiting = p.candidates(a)
	for len(p.names) < n {
		next := p.next(n - len(p.names))
		if len(next) == 0 {
			break
		}
		p.settle(next)
	}
	out := make([]Label, len(p.names))
	for i, n := range p.names {
		s := n.spots[n.at]
		out[i] = n.label
		out[i].X, out[i].Y, out[i].Anchor = math.Round(s.x), math.Round(s.y), s.anchor
	}
	return out
}

// candidate is a name that may be worth writing, and where.
type candidate struct {
	text string
	x, y float64
}

// candidates lists the names that may be worth writing, in the order in which they may choose their place.
func (p *placer) candidates(a *Atlas) []candidate {
	var towns []candidate
	for _, l := range a.localities {
		if l.Country == "BE" && l.Rank <= smallest && p.f.Contains(l.At) {
			x, y := p.f.XY(l.At)
			towns = append(towns, candidate{l.Name, x, y})
		}
	}
	for len(towns) > 0 && len(p.listed) < surePlaces {
		if n := p.list(towns[0]); n != nil {
			n.sure = true
			p.sure = append(p.sure, n)
		}
		towns = towns[1:]
	}
	var out []candidate
	for _, g := range largestFirst(p.groups) {
		if g.Commune != "" {
			out = append(out, candidate{g.Commune, g.X, g.Y})
		}
	}
	return append(out, towns...)
}

// list makes a name of a candidate; nil when another says as much. A name once listed keeps others away even if it finds
// no room: a suburb is not to stand for its city.
func (p *placer) list(c candidate) *name {
	n := p.name(c.text, c.x, c.y)
	if slices.ContainsFunc(p.listed, n.redundant(townGap*p.px)) {
		return nil
	}
	p.listed = append(p.listed, n)
	return n
}

// next gives at most so many names: a map names few of its towns, and most candidates are never looked at.
func (p *placer) next(most int) []*name {
	out := p.sure[:min(most, len(p.sure))]
	p.sure = p.sure[len(out):]
	for len(out) < most && len(p.waiting) > 0 {
		if n := p.list(p.waiting[0]); n != nil {
			out = append(out, n)
		}
		p.waiting = p.waiting[1:]
	}
	return out
}

func largestFirst(groups []Group) []Group {
	out := slices.Clone(groups)
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(b.Count(), a.Count()) })
	return out
}

// placer keeps the names that have their place.
type placer struct {
	f      Frame
	px     float64
	groups []Group
	names  []*name

	waiting []candidate // not looked at yet
	listed  []*name     // all that were worth writing
	sure    []*name     // those of listed that come first
}

// name is a town's name looking for its place.
type name struct {
	label Label
	disc  int // the group that covers the town, or -1
	sure  bool
	dot   rect
	round [3]float64 // what the name stands around: x, y and radius of the dot or the disc
	spots []spot     // made when the name's turn comes
	at    int        // the spot chosen
}

type spot struct {
	x, y   float64
	anchor string
	box    rect
	cost   float64 // what discs and the edge of the frame make it cost
}

type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) overlap(o rect) float64 {
	if r.x1 <= o.x0 || o.x1 <= r.x0 || r.y1 <= o.y0 || o.y1 <= r.y0 {
		return 0
	}
	return max(0, min(r.x1, o.x1)-max(r.x0, o.x0)) * max(0, min(r.y1, o.y1)-max(r.y0, o.y0))
}

// redundant tells whether another name says the same, or where the same place is: too near, or under the same disc.
func (n *name) redundant(gap float64) func(*name) bool {
	return func(o *name) bool {
		return n.label.Name == o.label.Name || n.disc >= 0 && n.disc == o.disc ||
			math.Hypot(n.label.TownX-o.label.TownX, n.label.TownY-o.label.TownY) < gap
	}
}

func (p *placer) name(text string, x, y float64) *name {
	n := &name{label: Label{Name: text, TownX: x, TownY: y}, disc: -1}
	r := dotRadius * p.px
	n.dot, n.round = rect{x - r, y - r, x + r, y + r}, [3]float64{x, y, r}
	nearest := math.Inf(1)
	for i, g := range p.groups {
		if d := math.Hypot(g.X-x, g.Y-y); d < min(g.R, nearest) {
			nearest, n.disc = d, i
			n.round = [3]float64{g.X, g.Y, g.R}
		}
	}
	n.label.Covered = n.disc >= 0
	return n
}

// settle finds places for names among those that have theirs. What still meets something when all have moved about pushes
// others aside or is left out.
func (p *placer) settle(names []*name) {
	before := len(p.names)
	for _, n := range names {
		n.spots = p.spots(n.label.Name, n.round[0], n.round[1], n.round[2])
		n.at = p.cheapest(n)
		p.names = append(p.names, n)
	}
	p.relax()
	var crowded []*name
	kept := p.names[:before:before]
	for _, n := range names {
		p.names = kept // a name only yields to those before it
		if p.cost(n, n.at) < 1 {
			kept = append(kept, n)
		} else {
			crowded = append(crowded, n)
		}
	}
	p.names = kept
	for _, n := range crowded {
		if !p.squeeze(n) {
			n.at = p.cheapest(n)
			if !n.sure || math.IsInf(p.cost(n, n.at), 1) {
				continue
			}
		}
		p.names = append(p.names, n)
	}
	p.relax() // those that left made room
}

// relax lets each name take its cheapest spot, in turn, until none moves.
func (p *placer) relax() {
	for range 8 {
		moved := false
		for _, n := range p.names {
			at := p.cheapest(n)
			moved = moved || at != n.at
			n.at = at
		}
		if !moved {
			return
		}
	}
}

// squeeze looks for a spot that is free once the names on it have moved to another.
func (p *placer) squeeze(n *name) bool {
	for i := range n.spots {
		n.at = i
		if n.spots[i].cost < 1 && p.makeRoom(n) {
			return true
		}
	}
	return false
}

// makeRoom moves the names that n meets; when one finds no free spot, all stay where they were.
func (p *placer) makeRoom(n *name) bool {
	var moved []*name
	var was []int
	p.names = append(p.names, n) // for the others to avoid it
	defer func() { p.names = p.names[:len(p.names)-1] }()
	for _, o := range p.names {
		if o == n || meet(n, o) == 0 {
			continue
		}
		moved, was = append(moved, o), append(was, o.at)
		o.at = p.cheapest(o)
		if p.cost(o, o.at) >= 1 {
			break
		}
	}
	ok := p.cost(n, n.at) < 1
	for _, o := range moved {
		ok = ok && p.cost(o, o.at) < 1
	}
	if !ok {
		for i, o := range moved {
			o.at = was[i]
		}
	}
	return ok
}

func (p *placer) cheapest(n *name) int {
	best, bestCost := 0, math.Inf(1)
	for i := range n.spots {
		// A hundredth a spot: of two free ones the map maker's favourite.
		if c := p.cost(n, i) + float64(i)/100; c < bestCost {
			best, bestCost = i, c
		}
	}
	return best
}

// cost is how much of a text would be lost at a spot: under 1 when it is free, infinite outside the frame. Covering another
// name is worse than touching a disc.
func (p *placer) cost(n *name, at int) float64 {
	lost := n.spots[at].cost
	was := n.at
	n.at = at
	for _, o := range p.names {
		if o != n {
			lost += 4 * meet(n, o)
		}
	}
	n.at = was
	return lost
}

// meet is how much two names, or a name and the other's dot, lie over each other.
func meet(n, o *name) float64 {
	a, b := n.spots[n.at].box, o.spots[o.at].box
	area := a.overlap(b)
	if o.disc < 0 {
		area += a.overlap(o.dot)
	}
	if n.disc < 0 {
		area += b.overlap(n.dot)
	}
	return area
}

// spots are the places around a disc, in the order a map maker likes them: a name reads best to the right.
func (p *placer) spots(text string, cx, cy, r float64) []spot {
	em, gap := LabelSize*p.px, 2.5*p.px
	middle, below, above := cy+0.35*em, cy+r+gap+0.75*em, cy-r-gap-0.1*em
	// Along a diagonal the corner of the text comes to the disc.
	dx, low, high := 0.74*r+gap, cy+0.68*r+gap+0.6*em, cy-0.68*r-gap+0.1*em
	out := []spot{
		{x: cx + r + gap, y: middle, anchor: "start"},
		{x: cx, y: below, anchor: "middle"},
		{x: cx, y: above, anchor: "middle"},
		{x: cx - r - gap, y: middle, anchor: "end"},
		{x: cx + dx, y: high, anchor: "start"},
		{x: cx + dx, y: low, anchor: "start"},
		{x: cx - dx, y: high, anchor: "end"},
		{x: cx - dx, y: low, anchor: "end"},
		{x: cx + r + gap, y: middle - 0.5*em, anchor: "start"},
		{x: cx + r + gap, y: middle + 0.5*em, anchor: "start"},
		{x: cx - r - gap, y: middle - 0.5*em, anchor: "end"},
		{x: cx - r - gap, y: middle + 0.5*em, anchor: "end"},
	}
	for i := range out {
		out[i].box = p.box(text, out[i])
		out[i].cost = p.fixedCost(out[i].box)
	}
	return out
}

// box is the room a text takes, with a little air. No font is at hand: 0.54 em a letter is what a legible face needs.
func (p *placer) box(text string, s spot) rect {
	em := LabelSize * p.px
	w := em * (0.2 + 0.54*float64(utf8.RuneCountInString(text)))
	x := s.x
	switch s.anchor {
	case "middle":
		x -= w / 2
	case "end":
		x -= w
	}
	return rect{x, s.y - 0.75*em, x + w, s.y + 0.15*em}
}

func (p *placer) fixedCost(b rect) float64 {
	if m := 2 * p.px; b.x0 < m || b.y0 < m || b.x1 > p.f.Width-m || b.y1 > p.f.Height-m {
		return math.Inf(1)
	}
	lost := 0.0
	for _, g := range p.groups {
		dx := g.X - min(max(g.X, b.x0), b.x1)
		dy := g.Y - min(max(g.Y, b.y0), b.y1)
		if over := g.R + p.px - math.Hypot(dx, dy); over > 0 {
			lost += 1 + 6*over*LabelSize*p.px
		}
	}
	return lost
}

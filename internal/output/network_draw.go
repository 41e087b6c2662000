package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// The picture of the network is a trail: its organisations are stops one under the other, each with its name, and an arc joins
// two that work together. So it holds any number of them, and any name, on the narrowest phone.
//
// Units are user units of the viewBox, which are CSS pixels where the page is 320 pixels wide.
const (
	netWidth  = 288
	netTrail  = 100 // x of the stops
	netText   = 116 // x of the names
	netSize   = 15  // of the names
	netLine   = 18  // from a line of a name to the next
	netRow    = 44  // the least height of a stop, which is all to be touched
	netMost   = 40  // stops in a picture
	netArcs   = 120 // arcs in a picture
	netDot    = 4   // the least radius of a stop
	netMargin = 4
	netGap    = 20 // between groups that nothing joins
)

// NetworkPicture is the picture of who works with whom.
type NetworkPicture struct {
	Width, Height int
	Trail         string // path data: from the first stop of each group to its last
	Arcs          []NetworkArc
	Stops         []NetworkStop
}

// NetworkArc joins two stops.
type NetworkArc struct {
	Path  string
	Class string // "f" when one only funds the other; "n2" for two initiatives, "n3" for more
}

// NetworkStop is an organisation on the picture.
type NetworkStop struct {
	URL, Name string // Name is accessible, and begins with what is written
	Top, Row  int    // what can be touched: from Top, Row high
	Y, R      string // the stop itself
	Lines     []NetworkLine
	Arcs      string // path data of all its arcs
	y0        float64
}

// NetworkLine is a line of a name, with its baseline.
type NetworkLine struct {
	Y    int
	Text string
}

// shown picks the organisations and the bonds of the picture: all that have a tie, or those who have most when they are too
// many to be read. Both are in order.
func (n *network) shown() (ranks []int, bonds []bond, all int) {
	for i, l := range n.near {
		if len(l) > 0 {
			ranks = append(ranks, i)
		}
	}
	all = len(ranks)
	slices.SortFunc(ranks, func(i, j int) int { return cmp.Or(len(n.near[j])-len(n.near[i]), i-j) })
	ranks = ranks[:min(all, netMost)]
	for {
		bonds = slices.DeleteFunc(slices.Clone(n.bonds), func(b bond) bool { return !slices.Contains(ranks, b.a) || !slices.Contains(ranks, b.b) })
		if len(bonds) <= netArcs {
			break
		}
		ranks = ranks[:len(ranks)-1]
	}
	tied := func(i int) bool { return slices.ContainsFunc(bonds, func(b bond) bool { return b.a == i || b.b == i }) }
	ranks = slices.DeleteFunc(ranks, func(i int) bool { return !tied(i) })
	slices.Sort(ranks)
	return ranks, bonds, all
}

// draw makes the picture of some organisations and their bonds.
func (n *network) draw(ranks []int, bonds []bond) *NetworkPicture {
	at := make(map[int]int, len(ranks))
	for i, r := range ranks {
		at[r] = i
	}
	ends := make([][2]int, len(bonds))
	for i, b := range bonds {
		ends[i] = [2]int{at[b.a], at[b.b]}
	}
	p := &NetworkPicture{Width: netWidth}
	place := make([]int, len(ranks))
	top := netMargin
	for _, group := range groupsOf(len(ranks), ends) {
		first := len(p.Stops)
		for _, which := range untangle(group, ends) {
			place[which] = len(p.Stops)
			s := n.stop(ranks[which], top)
			top += s.Row
			p.Stops = append(p.Stops, s)
		}
		p.Trail += "M" + strconv.Itoa(netTrail) + " " + p.Stops[first].Y + "V" + p.Stops[len(p.Stops)-1].Y
		top += netGap
	}
	p.Height = top - netGap + netMargin
	p.join(bonds, ends, place)
	return p
}

// stop makes an organisation's stop, at a height.
func (n *network) stop(rank, top int) NetworkStop {
	o := n.orgs[rank]
	lines := wrap(o.Label(), netWidth-netText-netMargin)
	ties := len(n.near[rank])
	s := NetworkStop{URL: o.URL(), Name: o.Label() + ", " + french.Count(ties, "lien", "liens"), Top: top, Row: max(netRow, len(lines)*netLine+netLine)}
	s.y0 = float64(top) + float64(s.Row)/2
	s.Y, s.R = coord(s.y0), coord(round1(min(9, netDot+math.Sqrt(float64(ties)))))
	base := s.y0 - float64(len(lines)-1)*netLine/2 + netSize*0.36
	for i, l := range lines {
		s.Lines = append(s.Lines, NetworkLine{int(base) + i*netLine, l})
	}
	return s
}

// join draws the arcs. The longer an arc, the farther it goes from the trail.
func (p *NetworkPicture) join(bonds []bond, ends [][2]int, place []int) {
	long := 0.0
	height := func(e [2]int) (up, down int, h float64) {
		up, down = min(place[e[0]], place[e[1]]), max(place[e[0]], place[e[1]])
		return up, down, p.Stops[down].y0 - p.Stops[up].y0
	}
	for _, e := range ends {
		_, _, h := height(e)
		long = max(long, h)
	}
	for i, b := range bonds {
		up, down, h := height(ends[i])
		out := math.Round(14 + (netTrail-14-2*netMargin)*math.Sqrt(h/long))
		if h < netRow*1.5 {
			out = min(out, math.Round(h/2))
		}
		path := "M" + strconv.Itoa(netTrail) + " " + p.Stops[up].Y + "A" + coord(out) + " " + coord(h/2) + " 0 0 0 " + strconv.Itoa(netTrail) + " " + p.Stops[down].Y
		p.Arcs = append(p.Arcs, NetworkArc{path, b.class()})
		p.Stops[up].Arcs += path
		p.Stops[down].Arcs += path
	}
}

// class tells how a bond is drawn.
func (b bond) class() string {
	met := map[string]bool{}
	only := true
	for _, f := range b.facts {
		met[f.x.URL] = true
		only = only && f.what == funded
	}
	var out []string
	if only {
		out = append(out, "f")
	}
	if len(met) > 1 {
		out = append(out, "n"+strconv.Itoa(min(3, len(met))))
	}
	return strings.Join(out, " ")
}

// groupsOf parts n stops into those that ways join, the largest group first.
func groupsOf(n int, ends [][2]int) [][]int {
	root := make([]int, n)
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for _, e := range ends {
		a, b := find(e[0]), find(e[1])
		root[max(a, b)] = min(a, b)
	}
	by := map[int][]int{}
	for i := range n {
		by[find(i)] = append(by[find(i)], i)
	}
	var out [][]int
	for i := range n {
		if len(by[i]) > 0 {
			out = append(out, by[i])
		}
	}
	slices.SortStableFunc(out, func(a, b []int) int { return len(b) - len(a) })
	return out
}

// untangle orders a group so that those that are joined stand close: it moves one at a time to where the sum of all distances is
// least, until no move helps.
func untangle(group []int, ends [][2]int) []int {
	ends = slices.DeleteFunc(slices.Clone(ends), func(e [2]int) bool { return !slices.Contains(group, e[0]) })
	place := make([]int, slices.Max(group)+1)
	length := func(order []int) (sum int) {
		for i, s := range order {
			place[s] = i
		}
		for _, e := range ends {
			d := place[e[0]] - place[e[1]]
			sum += max(d, -d)
		}
		return sum
	}
	order, try := slices.Clone(group), slices.Clone(group)
	best := length(order)
	for moved := true; moved; {
		moved = false
		for _, s := range group {
			rest := slices.DeleteFunc(slices.Clone(order), func(x int) bool { return x == s })
			for to := range len(order) {
				try = append(append(append(try[:0], rest[:to]...), s), rest[to:]...)
				if l := length(try); l < best {
					best, moved = l, true
					copy(order, try)
				}
			}
		}
	}
	return order
}

// wrap cuts a name into lines no wider than a width, in units: between words, or after a hyphen.
func wrap(name string, width float64) []string {
	var lines []string
	line := ""
	for _, part := range parts(name, width) {
		if line != "" && wide(strings.TrimRight(line+part, " ")) > width {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += part
	}
	return append(lines, strings.TrimRight(line, " "))
}

// parts cuts a name where a line may end; a word wider than a line is cut anywhere.
func parts(name string, width float64) []string {
	var out []string
	part := ""
	for _, r := range name {
		if part != "" && wide(part+string(r)) > width {
			out, part = append(out, part), ""
		}
		part += string(r)
		if r == ' ' || r == '-' {
			out, part = append(out, part), ""
		}
	}
	return append(out, part)
}

// wide estimates the width of a text in the picture, a little generously.
func wide(text string) float64 {
	w := 0.0
	for _, r := range text {
		switch {
		case strings.ContainsRune("ijlI .,:;'’()!|\u00a0\u202f", r):
			w += 0.31
		case strings.ContainsRune("frt-", r):
			w += 0.38
		case strings.ContainsRune("mwMWœŒæÆ&", r):
			w += 0.9
		case r >= 'A' && r <= 'Z', r >= 'À' && r <= 'Þ':
			w += 0.7
		default:
			w += 0.58
		}
	}
	return w * netSize
}

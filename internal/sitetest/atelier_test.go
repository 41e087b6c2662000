package sitetest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// atelier is the root of the preview's bar, out of the page's reach.
const atelier = `document.querySelector("balise-atelier").shadowRoot`

// served is "balise serve" on a copy of the default content.
type served struct {
	content, url string
}

// preview serves the default site until the test ends.
func preview(t *testing.T) served {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	s := served{content: filepath.Join(t.TempDir(), "content")}
	if err := os.CopyFS(s.content, os.DirFS(filepath.Join(l.root, "content"))); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, l.bin, "serve", "--content", "content", "--addr", "127.0.0.1:0", "--date", "2026-11-26")
	cmd.Dir = filepath.Dir(s.content)
	said, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var reading sync.WaitGroup
	t.Cleanup(func() { stop(); reading.Wait(); _ = cmd.Wait() }) // stopped: its error is ours
	at := make(chan string, 1)
	reading.Go(func() {
		defer close(at)
		for lines := bufio.NewScanner(said); lines.Scan(); {
			if m := regexp.MustCompile(`http://[0-9.:]+/`).FindString(lines.Text()); m != "" {
				select {
				case at <- m:
				default:
				}
			}
		}
	})
	if s.url = <-at; s.url == "" {
		t.Fatal("balise serve ended")
	}
	return s
}

// atelierFocus is the text of what has the focus in the bar; "" when the focus is elsewhere.
const atelierFocus = `(e => e ? e.textContent.trim().slice(0, 20) : "")(` + atelier + `.activeElement)`

// openAtelier opens the bar and waits for what it tells.
func (b *tab) openAtelier(t *testing.T) {
	t.Helper()
	b.until(t, `document.querySelector("balise-atelier") && !document.querySelector("balise-atelier").hidden`)
	eval[string](t, b, `(`+atelier+`.querySelector(".poignee").click(), "")`)
	b.until(t, atelier+`.querySelector("section h3")`)
}

// TestAtelierByKeyboard: the first stop of a served page opens the bar; it tells the file, the line of each key and what is
// missing; Escape closes it and gives the focus back.
func TestAtelierByKeyboard(t *testing.T) {
	s, b := preview(t), newTab(t)
	b.open(t, s.url+"initiatives/transit/")
	b.until(t, `!document.querySelector("balise-atelier").hidden`)
	b.press(t, kb.Tab)
	if at := eval[string](t, b, atelierFocus); at != "Atelier" {
		t.Fatalf("the first stop is %q", at)
	}
	b.press(t, kb.Enter)
	b.until(t, atelier+`.querySelector("table")`)
	if !eval[bool](t, b, atelier+`.activeElement === `+atelier+`.querySelector("dialog")`) {
		t.Error("the focus is not in the open bar")
	}
	text := eval[string](t, b, atelier+`.querySelector("dialog").textContent`)
	data, err := os.ReadFile(filepath.Join(s.content, "initiatives", "transit.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"content/initiatives/transit.md", "verifie_le", "contact:"} {
		if !strings.Contains(text, want) {
			t.Errorf("the bar does not tell %q:\n%s", want, text)
		}
	}
	lines := eval[map[string]int](t, b, `Object.fromEntries([...`+atelier+`.querySelectorAll("tr")].filter(r => r.querySelector("td")).map(r => [r.querySelector("code").textContent, +r.querySelector("td").textContent]))`)
	for i, line := range strings.Split(string(data), "\n") {
		if key, _, ok := strings.Cut(line, ":"); ok && (key == "titre" || key == "precision" || key == "chiffres") && lines[key] != i+1 {
			t.Errorf("%s is at line %d, the bar says %d", key, i+1, lines[key])
		}
	}
	if len(lines) < 8 {
		t.Errorf("%d lines are told: %v", len(lines), lines)
	}
	b.press(t, kb.Escape)
	if eval[bool](t, b, atelier+`.querySelector("dialog").open`) || eval[string](t, b, atelierFocus) != "Atelier" {
		t.Error("Escape does not close the bar and give the focus back")
	}
}

// TestAtelierLeavesThePageAlone: the page is laid out with the bar as it is without, and prints without it.
func TestAtelierLeavesThePageAlone(t *testing.T) {
	s, b := preview(t), newTab(t)
	const size = `[document.documentElement.scrollWidth, document.documentElement.scrollHeight, document.querySelector("main").getBoundingClientRect().top].join(" ")`
	b.open(t, sites(t)["defaut"].url+"contact/")
	want := eval[string](t, b, size)
	b.open(t, s.url+"contact/")
	b.openAtelier(t)
	if got := eval[string](t, b, size); got != want {
		t.Errorf("with the bar open the page is %s, without %s", got, want)
	}
	b.see(t, view{width: 800, print: true})
	if shown := eval[string](t, b, `getComputedStyle(document.querySelector("balise-atelier")).display`); shown != "none" {
		t.Errorf("on paper the bar is %s", shown)
	}
}

// TestAtelierAxe: no violation with the bar open, on a page of an entry, on the map while aiming, and in the phone frame.
func TestAtelierAxe(t *testing.T) {
	s, b, script := preview(t), newTab(t), axeScript(t)
	views := []view{{width: 360}, {width: 360, dark: true}, {width: 1280}, {width: 1280, dark: true}}
	for _, at := range []string{"initiatives/transit/", "carte/"} {
		b.open(t, s.url+at)
		b.openAtelier(t)
		eval[string](t, b, `(`+atelier+`.querySelectorAll("details").forEach(d => d.open = true), "")`)
		b.judge(t, script, at+" with the bar", views)
	}
	b.aim(t)
	b.judge(t, script, "carte/ while aiming", views)
	b.open(t, s.url+"_balise/telephone?chemin=/contact/")
	b.judge(t, script, "the phone frame", views)
}

// phone looks into the framed page.
const phone = `document.querySelector("iframe.vue").contentWindow`

// TestPhoneFrame: the page is as wide as the telephone says, without the bar, and another width is a link away.
func TestPhoneFrame(t *testing.T) {
	s, b := preview(t), newTab(t)
	b.see(t, view{width: 1280})
	b.open(t, s.url+"initiatives/transit/?x=1")
	b.openAtelier(t)
	href := eval[string](t, b, `[...`+atelier+`.querySelectorAll("a")].find(a => a.textContent === "Largeur téléphone").href`)
	if want := s.url + "_balise/telephone?chemin=" + url.QueryEscape("/initiatives/transit/?x=1"); href != want {
		t.Errorf("it leads to %s, not %s", href, want)
	}
	b.open(t, href)
	for _, width := range []int{360, 320, 412} {
		if width != 360 {
			b.open(t, eval[string](t, b, fmt.Sprintf(`[...document.querySelectorAll("a")].find(a => a.textContent === "%d pixels").href`, width)))
		}
		b.until(t, phone+`.document.querySelector("h1")`)
		if got := eval[[]int](t, b, `[`+phone+`.innerWidth, `+phone+`.document.documentElement.clientWidth]`); got[0] != width || got[1] != width {
			t.Errorf("%d pixels: the page has %v", width, got)
		}
		if eval[bool](t, b, `!!`+phone+`.document.querySelector("balise-atelier")`) {
			t.Error("the framed page has the bar")
		}
	}
}

// TestWithoutScripts: in the frame nothing runs, and the page still follows what is saved.
func TestWithoutScripts(t *testing.T) {
	s, b := preview(t), newTab(t)
	b.open(t, s.url+"_balise/telephone?chemin=/carte/")
	b.until(t, phone+`.document.querySelector(".plan-vif")`) // with its scripts the map lives
	b.open(t, s.url+"_balise/telephone?script=non&chemin=/carte/")
	b.until(t, phone+`.document.readyState === "complete" && `+phone+`.document.querySelector("main svg")`)
	if eval[bool](t, b, `!!`+phone+`.document.querySelector(".plan-vif") || !!`+phone+`.document.documentElement.dataset.carte`) {
		t.Error("a script has run")
	}
	b.open(t, s.url+"_balise/telephone?script=non&chemin=/contact/")
	b.until(t, phone+`.document.querySelector("h1")`)
	file := filepath.Join(s.content, "pages", "contact.md")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, bytes.Replace(data, []byte("titre: "), []byte("titre: Nouveau "), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	b.until(t, `(e => e && e.textContent.startsWith("Nouveau"))(`+phone+`.document.querySelector("h1"))`)
}

// aim starts reading coordinates off the map that is open.
func (b *tab) aim(t *testing.T) {
	t.Helper()
	b.until(t, `document.querySelector(".plan-vif").plan`)
	eval[string](t, b, `([...`+atelier+`.querySelectorAll("button")].find(x => x.textContent === "Copier les coordonnées").click(), "")`)
	b.until(t, `!`+atelier+`.querySelector(".mire").hidden`)
}

// TestCoordinatesAreThoseOfThePoint: a click on the map, and the key that takes its centre, copy the point within ten
// metres. What is expected comes from Web Mercator alone: 256 pixels are the Earth at zoom 0.
func TestCoordinatesAreThoseOfThePoint(t *testing.T) {
	s, b := preview(t), newTab(t)
	b.see(t, view{width: 1280})
	const lat, lon, zoom = 50.4669, 4.8675, 12
	b.open(t, fmt.Sprintf("%scarte/?vue=%v,%v,%v", s.url, lat, lon, zoom))
	b.openAtelier(t)
	eval[string](t, b, `(navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }, "")`)
	b.aim(t)
	box := eval[[]float64](t, b, `(r => [r.left, r.top, r.width, r.height])(document.querySelector(".plan-vif").getBoundingClientRect())`)
	for _, d := range [][2]float64{{0, 0}, {120, -90}, {-101, 60}} {
		x, y := math.Round(box[0]+box[2]/2+d[0]), math.Round(box[1]+box[3]/2+d[1])
		eval[string](t, b, `(window.copied = "", "")`)
		b.clickAt(t, x, y)
		b.until(t, `window.copied !== ""`)
		wantLat, wantLon := shifted(lat, lon, zoom, x-box[0]-box[2]/2, y-box[1]-box[3]/2)
		b.copied(t, fmt.Sprintf("the click at %v", d), wantLat, wantLon)
	}
	if href := eval[string](t, b, `location.search`); !strings.Contains(href, "vue=50.4669,4.8675,12") {
		t.Errorf("to click moved the map: %s", href)
	}
	eval[string](t, b, `(window.copied = "", [...`+atelier+`.querySelectorAll("button")].find(x => x.textContent.startsWith("Prendre le centre")).focus(), "")`)
	b.press(t, kb.Enter)
	b.until(t, `window.copied !== ""`)
	b.copied(t, "the centre", lat, lon)
	b.press(t, kb.Escape)
	if at := eval[string](t, b, atelierFocus); at != "Atelier" {
		t.Errorf("after Escape the focus is on %q", at)
	}
}

// copied compares what was copied with a point.
func (b *tab) copied(t *testing.T, what string, lat, lon float64) {
	t.Helper()
	text := eval[string](t, b, `window.copied`)
	var gotLat, gotLon float64
	if _, err := fmt.Sscanf(text, "coordonnees: %f, %f", &gotLat, &gotLon); err != nil || !regexp.MustCompile(`^coordonnees: \d+\.\d{5}, \d+\.\d{5}$`).MatchString(text) {
		t.Fatalf("%s: copied %q", what, text)
	}
	metres := math.Hypot((gotLat-lat)*111_320, (gotLon-lon)*111_320*math.Cos(lat*math.Pi/180))
	if metres > 10 {
		t.Errorf("%s: copied %q, %.1f m from %.5f, %.5f", what, text, metres, lat, lon)
	}
	if shown := eval[string](t, b, atelier+`.querySelector(".resultat").value`); shown != text {
		t.Errorf("%s: shown %q, copied %q", what, shown, text)
	}
}

// shifted is the point some pixels right and down of another, in Web Mercator.
func shifted(lat, lon, zoom, dx, dy float64) (float64, float64) {
	world := 256 * math.Exp2(zoom)
	y := math.Asinh(math.Tan(lat*math.Pi/180)) - dy*2*math.Pi/world
	return math.Atan(math.Sinh(y)) * 180 / math.Pi, lon + dx*360/world
}

// clickAt presses the mouse at a point of the window.
func (b *tab) clickAt(t *testing.T, x, y float64) {
	t.Helper()
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		press := input.DispatchMouseEventParams{Type: kind, X: x, Y: y, Button: input.MouseButtonLeft, ClickCount: 1}
		if _, err := chromedp.Call(b, input.DispatchMouseEvent, press); err != nil {
			t.Fatal(err)
		}
	}
}

// TestTheAtelierIsNotPublished: no file of a built site has a trace of the preview.
func TestTheAtelierIsNotPublished(t *testing.T) {
	for name, s := range sites(t) {
		for file := range s.files {
			data, err := s.read(file)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(data, []byte("_balise")) || bytes.Contains(data, []byte("balise-atelier")) {
				t.Errorf("%s: %s holds a trace of the preview", name, file)
			}
		}
	}
}

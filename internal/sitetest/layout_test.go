package sitetest

import (
	"testing"
)

// TestReflow: at 320 CSS pixels, which is also 1280 at 400 %, nothing has to be scrolled sideways (WCAG 1.4.10); nor with
// the spacing a reader may need (1.4.12).
func TestReflow(t *testing.T) {
	const wide = `(() => {
		const limit = document.documentElement.clientWidth;
		if (document.documentElement.scrollWidth <= limit) return [];
		const scrolls = e => { for (let p = e.parentElement; p; p = p.parentElement) if (/auto|scroll|hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false; };
		return [...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > limit + 1 && !scrolls(e))
			.slice(0, 4).map(e => e.tagName.toLowerCase() + (e.className.baseVal ?? e.className ? "." + (e.className.baseVal ?? e.className) : "") + " ends at " + Math.round(e.getBoundingClientRect().right));
	})()`
	const spaced = `document.querySelectorAll("body, body *").forEach(e => {
		e.style.setProperty("line-height", "1.5", "important"); e.style.setProperty("letter-spacing", ".12em", "important"); e.style.setProperty("word-spacing", ".16em", "important") }), ""`
	b := newTab(t)
	for _, name := range []string{"defaut", "corpus"} {
		s := sites(t)[name]
		for _, p := range s.oneOfEach() {
			b.see(t, view{width: 320})
			b.open(t, s.url+p.url())
			for _, e := range eval[[]string](t, b, wide) {
				t.Errorf("%s:%s at 320 px: %s", name, p.path, e)
			}
			eval[string](t, b, spaced)
			for _, e := range eval[[]string](t, b, wide) {
				t.Errorf("%s:%s at 320 px, text spaced: %s", name, p.path, e)
			}
		}
	}
}

// TestPrint: on paper there is the text, and no menu.
func TestPrint(t *testing.T) {
	const visible = `[...document.querySelectorAll("nav, .saut")].filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 60))`
	b := newTab(t)
	s := sites(t)["defaut"]
	for _, p := range s.oneOfEach() {
		b.open(t, s.url+p.url())
		b.see(t, view{width: 720, print: true})
		for _, e := range eval[[]string](t, b, visible) {
			t.Errorf("%s, printed, shows %s", p.path, e)
		}
		if text := eval[int](t, b, `document.querySelector("main").innerText.trim().length`); text == 0 {
			t.Errorf("%s, printed, is empty", p.path)
		}
		b.see(t, view{width: 360})
	}
}

// mark is one place on the map, or one of its words, as it stands on the screen.
type mark struct {
	Name          string
	Width, Height float64
	FontPx        float64
}

// marksOnScreen finds the marks of the page's map. A mark is as large as what is drawn; the invisible zone round it, which
// makes it easier to touch, does not count.
const marksOnScreen = `[...document.querySelectorAll("main svg a[href]")].map(a => {
	const box = (a.querySelector(".m-f") ?? a).getBoundingClientRect();
	return {name: a.getAttribute("aria-label") ?? a.textContent.trim(), width: box.width, height: box.height}; })`

// wordsOnScreen finds the words of the map.
const wordsOnScreen = `[...document.querySelectorAll("main svg text")].map(x => ({name: x.textContent, fontPx: parseFloat(getComputedStyle(x).fontSize) * x.getScreenCTM().a}))`

// marksThatMeet gives the pairs of marks that cover a part of each other: the outline of one has points inside the other.
const marksThatMeet = `(() => {
	const shapes = [...document.querySelectorAll("main svg a[href] .m-f")], boxes = shapes.map(s => s.getBoundingClientRect()), found = [];
	const name = s => s.closest("a").getAttribute("aria-label");
	const outline = s => Array.from({length: 48}, (_, i) => s.getPointAtLength(s.getTotalLength() * i / 48).matrixTransform(s.getScreenCTM()));
	shapes.forEach((s, i) => shapes.forEach((o, j) => {
		const a = boxes[i], b = boxes[j];
		if (i === j || a.right < b.left || b.right < a.left || a.bottom < b.top || b.bottom < a.top) return;
		const back = o.getScreenCTM().inverse();
		if (outline(s).some(p => o.isPointInFill(p.matrixTransform(back)))) found.push(name(s) + " lies on " + name(o));
	}));
	return found; })()`

// mapPages are the pages whose map is checked: the default site's and the crowded one's.
func mapPages(t *testing.T) map[string]*site {
	t.Helper()
	all := sites(t)
	return map[string]*site{"defaut": all["defaut"], "corpus": all["corpus"]}
}

// TestMapIsLegibleOnAPhone: at 360 pixels all its words are at least 11 pixels tall, and no mark lies on another.
func TestMapIsLegibleOnAPhone(t *testing.T) {
	b := newTab(t)
	for name, s := range mapPages(t) {
		for _, url := range []string{"", "carte/"} {
			b.open(t, s.url+url)
			for _, w := range eval[[]mark](t, b, wordsOnScreen) {
				if w.FontPx < 10.95 {
					t.Errorf("%s:/%s: %q is %.1f px tall", name, url, w.Name, w.FontPx)
				}
			}
			marks := eval[[]mark](t, b, marksOnScreen)
			if len(marks) == 0 {
				t.Errorf("%s:/%s: the map has no mark", name, url)
			}
			for _, m := range marks {
				if min(m.Width, m.Height) < 12 {
					t.Errorf("%s:/%s: %q is %.0f by %.0f px", name, url, m.Name, m.Width, m.Height)
				}
			}
			for _, meeting := range eval[[]string](t, b, marksThatMeet) {
				t.Errorf("%s:/%s: %s", name, url, meeting)
			}
		}
	}
}

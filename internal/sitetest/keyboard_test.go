package sitetest

import (
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// stop is where the keyboard's focus is.
type stop struct {
	Tag, Href, Name string
	InMap           bool
	Visible, Marked bool
}

// focused describes the element that has the focus. It is marked when focus shows: an outline, or a change of drawing,
// on it or in it.
const focused = `(() => {
	const e = document.activeElement, r = e.getBoundingClientRect();
	const shown = x => { const c = getComputedStyle(x); return c.outlineStyle !== "none" && parseFloat(c.outlineWidth) > 0 || c.boxShadow !== "none"; };
	const looks = x => { const c = getComputedStyle(x); return [c.stroke, c.strokeWidth, c.fill, c.backgroundColor, c.color, c.textDecorationThickness].join(); };
	const all = [e, ...e.querySelectorAll("*")], marked = all.some(shown);
	let changed = false;
	if (!marked) { const before = all.map(looks).join(); e.blur(); changed = before !== all.map(looks).join(); e.focus({preventScroll: true}); }
	return {tag: e.tagName.toLowerCase(), href: e.getAttribute("href") ?? "", name: (e.getAttribute("aria-label") ?? e.textContent).trim(),
		inMap: !!e.closest("main svg"), visible: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight, marked: marked || changed};
})()`

// TestKeyboard: with scripts off, the first stop leads to the content, and every mark of the map is a stop with a name,
// shown when it is reached.
func TestKeyboard(t *testing.T) {
	b := newTab(t)
	b.noScripts(t)
	for name, s := range mapPages(t) {
		b.open(t, s.url+"carte/")
		stops := b.tabThrough(t)
		if len(stops) == 0 || !skips(t, b, stops[0]) {
			t.Errorf("%s: of %d stops, the first is no link to the content", name, len(stops))
		}
		var reached []string
		for _, x := range stops {
			if !x.Visible || !x.Marked {
				t.Errorf("%s: focus does not show on %+v", name, x)
			}
			if x.Name == "" {
				t.Errorf("%s: a stop without a name: %+v", name, x)
			}
			if x.InMap {
				reached = append(reached, x.Name)
			}
		}
		for _, m := range eval[[]mark](t, b, marksOnScreen) {
			if !slices.Contains(reached, m.Name) {
				t.Errorf("%s: the keyboard does not reach %q", name, m.Name)
			}
		}
	}
}

// TestSkipLinkFirst: on every kind of page the first stop is the skip link, and it leads to the content.
func TestSkipLinkFirst(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	for _, p := range s.oneOfEach() {
		b.open(t, s.url+p.url())
		b.press(t, kb.Tab)
		if first := eval[stop](t, b, focused); !skips(t, b, first) || !first.Visible {
			t.Errorf("%s: the first stop is %+v", p.path, first)
		}
	}
}

func skips(t *testing.T, b *tab, s stop) bool {
	t.Helper()
	return s.Tag == "a" && len(s.Href) > 1 && s.Href[0] == '#' && eval[bool](t, b, `!!document.querySelector("main`+s.Href+`, main `+s.Href+`")`)
}

// tabThrough presses Tab from the page's start until the focus comes to where it has been.
func (b *tab) tabThrough(t *testing.T) []stop {
	t.Helper()
	limit := eval[int](t, b, `document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]").length`) + 2
	var stops []stop
	for range limit {
		b.press(t, kb.Tab)
		s := eval[stop](t, b, focused)
		if s.Tag == "body" || len(stops) > 0 && s.Name == stops[0].Name && s.Href == stops[0].Href {
			break
		}
		stops = append(stops, s)
	}
	return stops
}

func (b *tab) press(t *testing.T, key string) {
	t.Helper()
	if err := chromedp.Do(b, chromedp.KeyEvent(key)); err != nil {
		t.Fatal(err)
	}
}

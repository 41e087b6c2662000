package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestMarksByKeyboard: the living map adds four stops at the most, and from any of its marks the arrows lead to all others
// of the view. Every mark has a name, a target of 44 px, and shows its focus.
func TestMarksByKeyboard(t *testing.T) {
	const stops = `[...document.querySelectorAll(".plan-vif, .plan-vif *")].filter(e => e.tabIndex >= 0).length`
	const reach = `(async () => {
		const box = document.querySelector(".plan-vif"), r = box.getBoundingClientRect();
		const marks = [...box.querySelectorAll("button.pt")].filter(m => { const k = m.getBoundingClientRect(); return k.left > r.left && k.right < r.right && k.top > r.top && k.bottom < r.bottom; });
		const seen = new Set(marks.slice(0, 1)), todo = [...seen];
		while (todo.length) {
			const from = todo.pop();
			for (const key of ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"]) {
				from.focus({preventScroll: true});
				from.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
				const to = document.activeElement;
				if (marks.includes(to) && !seen.has(to)) { seen.add(to); todo.push(to); }
			}
		}
		return marks.filter(m => !seen.has(m)).map(m => m.getAttribute("aria-label") ?? "?");
	})()`
	const small = `[...document.querySelectorAll("button.pt")].filter(m => { const k = m.getBoundingClientRect(); return !m.getAttribute("aria-label") || k.width < 43.9 || k.height < 43.9 }).map(m => [m.getAttribute("aria-label"), m.getBoundingClientRect().width, m.getBoundingClientRect().height].join())`
	b := newTab(t)
	for _, s := range []*site{sites(t)["defaut"], mapOf300(t), mapOf10000(t)} {
		for _, width := range []int64{360, 1280} {
			b.see(t, view{width: width})
			b.open(t, s.url+"carte/")
			if n := eval[int](t, b, stops); n > 4 {
				t.Errorf("%s at %d px: the map has %d stops", s.name, width, n)
			}
			if lost := eval[[]string](t, b, reach); len(lost) > 0 {
				t.Errorf("%s at %d px: the arrows do not reach %q", s.name, width, lost)
			}
			if bad := eval[[]string](t, b, small); len(bad) > 0 {
				t.Errorf("%s at %d px: %q", s.name, width, bad)
			}
		}
	}
}

// TestJourneyWithoutAMouse: from the address bar to an initiative's telephone number: search, list, page.
func TestJourneyWithoutAMouse(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	wanted := s.initiatives(t)[41]
	b.open(t, s.url+"carte/")
	b.tabTo(t, `document.activeElement.id === "q_"`, 30)
	b.typeIn(t, wanted.Properties.Titre)
	b.until(t, fmt.Sprintf(`[...document.querySelectorAll("[data-initiative]")].find(e => e.checkVisibility())?.dataset.initiative === %q`, wanted.ID))
	b.tabTo(t, fmt.Sprintf(`document.activeElement.matches('[data-initiative=%q] a')`, wanted.ID), 60)
	b.press(t, kb.Enter)
	b.until(t, `location.pathname.includes("/initiatives/") && document.readyState === "complete"`)
	b.tabTo(t, `(document.activeElement.getAttribute("href") ?? "").startsWith("tel:") && !!document.activeElement.closest(".contact")`, 40)
}

// tabTo presses Tab until something is so, and fails after that many stops.
func (b *tab) tabTo(t *testing.T, what string, most int) {
	t.Helper()
	for range most {
		b.press(t, kb.Tab)
		if eval[bool](t, b, what) {
			return
		}
	}
	t.Fatalf("after %d stops, not %s; the focus is on %s", most, what, eval[string](t, b, "document.activeElement.outerHTML.slice(0, 200)"))
}

// TestAxeInEveryState: no violation whatever is open: the filters, a card, a place with several initiatives, nothing found.
func TestAxeInEveryState(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(assets(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("%v: run make build, which installs it", err)
	}
	b := newTab(t)
	s := sites(t)["defaut"]
	states := []struct{ name, address, act, wait string }{
		{"filters", "carte/", `document.querySelectorAll(".filtres details").forEach(d => d.open = true)`, "true"},
		{"chosen", "carte/?secteurs=precarite,assuetudes&natures=equipe&tri=nom", "", "true"},
		{"card", "carte/?i=transit", "", `!!document.querySelector(".panneau .identite")`},
		{"place", "carte/", `[...document.querySelectorAll("button.pn")].forEach(b => b.click())`, `!!document.querySelector(".ici-meme")`},
		{"nothing", "carte/?q=zzzzz", "", `!!document.querySelector(".rien button")`},
		{"near", "carte/?pres=Namur", "", `!!document.querySelector(".distance")`},
		{"embedded card", "embed/carte/?i=transit#fiche", "", `!!document.querySelector(".panneau .identite")`},
		{"embedded, filtered", "embed/carte/?secteurs=precarite", "", `document.documentElement.dataset.carte === "prete"`},
		{"codes", "carte/integrer/", "", `!!document.querySelector("#code-html_")?.value`},
		{"no codes", "carte/integrer/", "", `(document.querySelector("[value=fiche]")?.click(), document.querySelector(".codes")?.hidden)`},
	}
	for _, st := range states {
		t.Run(st.name, func(t *testing.T) {
			for _, v := range []view{{width: 360}, {width: 360, dark: true}, {width: 1280}, {width: 1280, dark: true}, {width: 360, forced: true}} {
				b.see(t, v)
				b.open(t, s.url+st.address)
				eval[chromedp.Void](t, b, st.act+";"+string(script))
				b.until(t, st.wait)
				var r report
				for _, x := range eval[[]violation](t, b, axeRun) {
					r.add(finding{x.Rule + ", " + x.Impact, x.Where + ": " + strings.TrimPrefix(x.Why, "Fix any of the following: ")}, v.String())
				}
				r.fail(t)
			}
		})
	}
}

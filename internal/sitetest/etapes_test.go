package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The chapter these tests tick: the third step of the default content.
const (
	third     = "guide/preparer-l-equipe/"
	thirdNote = `#preparer-l-equipe_note`
	thirdStep = `[data-etape="preparer-l-equipe"]`
)

// guide opens the default site for a reader who ticks; what is kept goes with the test.
func guide(t *testing.T) (*tab, *site) {
	t.Helper()
	b, s := newTab(t), sites(t)["dossier"]
	t.Cleanup(func() { eval[string](t, b, `(localStorage.clear(), "")`) })
	return b, s
}

// shown is an element's text as it is seen, "" when it is not there or hidden.
func (b *tab) shown(t *testing.T, selector string) string {
	t.Helper()
	return eval[string](t, b, fmt.Sprintf(`(() => { const e = document.querySelector(%q); return e && e.checkVisibility() ? e.textContent.replace(/\u00a0/g, " ").trim() : ""; })()`, selector))
}

func (b *tab) expect(t *testing.T, selector, want string) {
	t.Helper()
	if got := b.shown(t, selector); got != want {
		t.Errorf("%s says %q, not %q", selector, got, want)
	}
}

// tap clicks what a selector finds.
func (b *tab) tap(t *testing.T, selector string) {
	t.Helper()
	eval[string](t, b, fmt.Sprintf(`(document.querySelector(%q).click(), "")`, selector))
}

// ready waits for the script of the guide.
func (b *tab) ready(t *testing.T, url string) {
	t.Helper()
	b.open(t, url)
	b.until(t, `!!document.querySelector(".fait-sur, .avance, .a-imprimer")`)
}

// TestStepsAreKept: a box is ticked with the keyboard and said; the chapter, the trail and the plan show it from then on.
// Nothing leaves the device.
func TestStepsAreKept(t *testing.T) {
	b, s := guide(t)
	b.ready(t, s.url+third)
	b.expect(t, ".fait-sur > :first-child", "0 sur 7 fait")
	for range 80 {
		if b.press(t, kb.Tab); eval[bool](t, b, `document.activeElement.matches(".task input")`) {
			break
		}
	}
	if x := eval[stop](t, b, focused); !x.Marked {
		t.Error("focus does not show on a box")
	}
	b.press(t, " ")
	b.expect(t, ".fait-sur > :first-child", "1 sur 7 fait")
	b.until(t, `document.querySelector(".fait-sur [role=status]").textContent.startsWith("1")`)
	b.ready(t, s.url+third)
	if got := eval[string](t, b, `[...document.querySelectorAll(".task input")].map(e => e.disabled ? "-" : e.checked ? "x" : "o").join("")`); got != "xoooooo" {
		t.Errorf("read again, the boxes are %s", got)
	}
	b.expect(t, ".progres .note", "Vos coches restent sur cet appareil, dans ce navigateur. Rien n’est envoyé.")
	b.ready(t, s.url+"guide/")
	b.expect(t, thirdStep+" .avance", "1 sur 7 fait")
	b.expect(t, ".vers-plan .fait-sur", "En tout : 1 sur 71 fait.")
	b.ready(t, s.url+"guide/plan/")
	b.expect(t, thirdStep+" .fait-sur", "1 sur 7 fait")
	eval[string](t, b, `([...document.querySelectorAll('`+thirdStep+` input:not(:checked)')].forEach(e => e.click()), "")`)
	b.expect(t, thirdStep+" .fait-sur", "✓ Étape terminée : 7 sur 7 faits")
	b.ready(t, s.url+"guide/")
	b.expect(t, thirdStep+".finie .avance", "✓ Étape terminée : 7 sur 7 faits")
	b.quiet(t, s.url)
}

// TestPlan: a note is kept, what is done can be left out, and the plan goes away as text and on paper.
func TestPlan(t *testing.T) {
	b, s := guide(t)
	b.ready(t, s.url+"guide/plan/")
	b.tap(t, thirdStep+" input")
	eval[string](t, b, fmt.Sprintf(`(document.querySelector(%q).focus(), "")`, thirdNote))
	if err := chromedp.Do(b, chromedp.KeyEvent("Voir avec Camille.")); err != nil {
		t.Fatal(err)
	}
	b.until(t, `(localStorage.getItem("balise.guide.1") || "").includes("Camille")`)
	b.ready(t, s.url+"guide/plan/")
	if got := eval[string](t, b, `document.querySelector("`+thirdNote+`").value`); got != "Voir avec Camille." {
		t.Errorf("the note is %q", got)
	}
	eval[string](t, b, `(navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }, [...document.querySelectorAll(".plan-outils button")].find(e => e.textContent === "Copier").click(), "")`)
	b.until(t, `/copié/.test(document.querySelector(".plan-outils > [role=status]").textContent)`)
	copied := strings.ReplaceAll(eval[string](t, b, "window.copied"), "\u00a0", " ")
	for _, want := range []string{"Étape 3. Préparer l’équipe (1 sur 7 fait)\n[x] Organiser un premier échange sans décision à prendre.\n[ ] ", "Notes : Voir avec Camille.\n", "1 sur 71 fait"} {
		if !strings.Contains(copied, want) {
			t.Errorf("%q is not in the text\n%s", want, copied)
		}
	}
	eval[string](t, b, `(URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text }); return "#" }, [...document.querySelectorAll(".plan-outils button")][1].click(), "")`)
	b.until(t, `(window.saved || "").includes("\r\n[x] Organiser")`)
	b.onPaper(t)
	b.tap(t, "#reste_")
	if n := eval[int](t, b, `[...document.querySelectorAll('`+thirdStep+` .task')].filter(e => e.checkVisibility()).length`); n != 6 {
		t.Errorf("%d lines are left to do, not 6", n)
	}
}

// onPaper looks at the printed plan: signs for boxes, the note's text, room for one where there is none.
func (b *tab) onPaper(t *testing.T) {
	t.Helper()
	b.see(t, view{width: 800, print: true})
	signs := eval[string](t, b, `[...document.querySelectorAll('`+thirdStep+` .task label')].map(e => getComputedStyle(e, "::before").content).join("")`)
	if want := `"☑"` + strings.Repeat(`"☐"`, 6); signs != want {
		t.Errorf("on paper the boxes are %s", signs)
	}
	b.expect(t, thirdStep+" .note-ecrite", "Voir avec Camille.")
	b.expect(t, thirdStep+" .a-la-main", "")
	b.expect(t, `[data-etape="recruter"] .a-la-main`, "Notes")
	for _, gone := range []string{".plan-outils", "textarea", ".effacer", ".task input"} {
		if eval[bool](t, b, `[...document.querySelectorAll("`+gone+`")].some(e => e.checkVisibility())`) {
			t.Errorf("%s is on paper", gone)
		}
	}
	b.see(t, view{width: 360})
}

// TestErase: erasing asks first, in the page; it leaves nothing behind.
func TestErase(t *testing.T) {
	b, s := guide(t)
	b.ready(t, s.url+"guide/recruter/")
	b.tap(t, ".task input")
	b.ready(t, s.url+third)
	b.tap(t, ".task input")
	b.tap(t, ".effacer > button")
	if got := eval[string](t, b, "document.activeElement.textContent"); got != "Garder" {
		t.Errorf("the question comes with the focus on %q", got)
	}
	b.press(t, kb.Escape)
	b.expect(t, ".effacer .demande", "")
	b.expect(t, ".fait-sur > :first-child", "1 sur 7 fait")
	b.tap(t, ".effacer > button")
	b.tap(t, ".effacer .boutons :last-child")
	b.expect(t, ".fait-sur > :first-child", "0 sur 7 fait")
	if got := eval[string](t, b, "document.activeElement.textContent"); got != "Effacer mes coches" {
		t.Errorf("after erasing the focus is on %q", got)
	}
	b.ready(t, s.url+"guide/plan/")
	b.expect(t, ".total > :first-child", "1 sur 71 fait") // the other step's
	b.tap(t, ".effacer > button")
	b.tap(t, ".effacer .boutons :last-child")
	b.expect(t, ".total > :first-child", "0 sur 71 fait")
	if n := eval[int](t, b, "localStorage.length"); n != 0 {
		t.Errorf("%d things are kept", n)
	}
}

// TestNothingKept: a browser that keeps nothing still ticks, and the page says so.
func TestNothingKept(t *testing.T) {
	b, s := newTab(t), sites(t)["dossier"]
	refuse := `Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError"); }})`
	if _, err := chromedp.Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: refuse}); err != nil {
		t.Fatal(err)
	}
	b.ready(t, s.url+third)
	b.tap(t, ".task input")
	b.expect(t, ".fait-sur > :first-child", "1 sur 7 fait")
	b.expect(t, ".progres .annonce", "Votre navigateur ne permet pas de garder vos coches : elles disparaîtront quand vous quitterez cette page.")
	if _, console := b.seen(); len(console) > 0 {
		t.Errorf("the console says %v", console)
	}
}

// TestGuideWithoutScripts: the lists are there to be read, and ticked on paper.
func TestGuideWithoutScripts(t *testing.T) {
	b, s := newTab(t), sites(t)["dossier"]
	b.see(t, view{width: 800, print: true})
	b.noScripts(t)
	for page, boxes := range map[string]int{third: 7, "guide/plan/": 71, "guide/imprimer/": 71} {
		b.open(t, s.url+page)
		if n := eval[int](t, b, `document.querySelectorAll(".task input:disabled + label").length`); n != boxes {
			t.Errorf("%s: %d boxes, not %d", page, n, boxes)
		}
		if n := eval[int](t, b, `[...document.querySelectorAll(".task label")].filter(e => e.checkVisibility() && getComputedStyle(e, "::before").content === '"☐"').length`); n != boxes {
			t.Errorf("%s: %d squares on paper, not %d", page, n, boxes)
		}
	}
	b = newTab(t)
	b.noScripts(t)
	b.open(t, s.url+"guide/plan/")
	b.expect(t, ".sans-script", "Imprimez cette page, puis cochez à la main ce qui est fait.")
}

// TestAxeWithTicks: what the script adds can be used by all: a question asked, steps over, a filter on.
func TestAxeWithTicks(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(assets(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b, s := guide(t)
	b.ready(t, s.url+third)
	eval[string](t, b, `([...document.querySelectorAll(".task input")].forEach(e => e.click()), "")`)
	var r report
	for page, state := range map[string]string{third: ".effacer > button", "guide/": "", "guide/plan/": "#reste_", "guide/imprimer/": ""} {
		b.ready(t, s.url+page)
		if state != "" {
			b.tap(t, state)
		}
		eval[chromedp.Void](t, b, string(script))
		for _, v := range []view{{width: 320}, {width: 360, dark: true}, {width: 360, forced: true}, {width: 1280}} {
			b.see(t, v)
			for _, x := range eval[[]violation](t, b, axeRun) {
				r.add(finding{x.Rule, x.Where + ": " + x.Why}, fmt.Sprintf("%s at %s", page, v))
			}
			if wide := eval[bool](t, b, `document.documentElement.scrollWidth > innerWidth`); wide {
				t.Errorf("%s scrolls sideways at %s", page, v)
			}
		}
		small := eval[[]string](t, b, `[...document.querySelectorAll(".task label, .reste label, main button")].filter(e => e.checkVisibility() && !e.closest(".livre article") && e.getBoundingClientRect().height < 44).map(e => e.textContent)`)
		if len(small) > 0 {
			t.Errorf("%s: less than 44 px: %q", page, small)
		}
	}
	r.fail(t)
}

package sitetest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// searchCount is what the page says of its results.
const searchCount = ".chercher .compte"

// searched opens the search of a site.
func searched(t *testing.T, name, query string) (*tab, *site) {
	t.Helper()
	b, s := newTab(t), sites(t)[name]
	b.open(t, s.url+"recherche/"+query)
	b.until(t, `!document.querySelector(".chercher").hidden`)
	return b, s
}

// look types a text in the place of what the field holds, and waits for what the page says of it.
func (b *tab) look(t *testing.T, text string) {
	t.Helper()
	eval[string](t, b, `(() => { const f = document.querySelector("#q_"); f.focus(); f.select(); document.querySelector(".compte").textContent = ""; return ""; })()`)
	if err := chromedp.Do(b, chromedp.KeyEvent(text)); err != nil {
		t.Fatal(err)
	}
	b.until(t, fmt.Sprintf(`new URLSearchParams(location.search).get("q") === %q && /\.|:/.test(document.querySelector(".compte").textContent) && !/prépare/.test(document.querySelector(".compte").textContent)`, text))
}

func (b *tab) firstResults(t *testing.T) string {
	t.Helper()
	return eval[string](t, b, `[...document.querySelectorAll(".resultats li")].slice(0, 6).map(e => e.querySelector("a").textContent).join(" | ").replace(/[\u00a0\u202f]/g, " ")`)
}

// TestSearch: results come as one types, whatever the accents, the elisions, the plurals and small mistakes; the address holds
// what is looked for, and every result leads to a page that exists.
func TestSearch(t *testing.T) {
	b, s := searched(t, "dossier", "")
	requests, _ := b.seen()
	for _, r := range requests {
		if strings.Contains(r.url, "recherche.json") || strings.Contains(r.url, "engine-") {
			t.Errorf("%s is loaded before the field is used", r.url)
		}
	}
	for _, c := range []struct{ text, want string }{
		{"retablissement", "Rétablissement"}, {"RÉTABLISSEMENTS", "Rétablissement"}, {"l'entraide", "entraide"}, {"retablisement", "Rétablissement"}, {"préparer équipe", "Préparer l’équipe"},
		{"transit", "Transit se prépare à la pair-aidance"}, {"smes", "Smes"}, {"à propos", "À propos"}, {"état des lieux", "État des lieux"},
	} {
		b.look(t, c.text)
		if got := b.firstResults(t); !strings.Contains(got, c.want) {
			t.Errorf("« %s » finds %s", c.text, got)
		}
	}
	b.look(t, "formation")
	bad := eval[[]string](t, b, `Promise.all([...document.querySelectorAll(".resultats a")].map(async a => { const r = await fetch(a.href), h = new URL(a.href).hash.slice(1); const text = await r.text(); return r.ok && (!h || text.includes('id="' + h + '"')) ? "" : a.href; })).then(all => all.filter(Boolean))`)
	if len(bad) > 0 {
		t.Errorf("results lead nowhere: %v", bad)
	}
	b.look(t, "zzzzzz")
	b.expect(t, searchCount, "Rien ne correspond à « zzzzzz ». Essayez avec moins de mots, ou un mot plus simple.")
	if b.shown(t, ".trouve") != "" || !strings.Contains(b.shown(t, ".pistes"), "Plan du site") {
		t.Error("nothing is found, and no other way is shown")
	}
	b.quiet(t, s.url)
}

// TestSearchAddress: an address that asks is answered at once; the form of any page gives such an address.
func TestSearchAddress(t *testing.T) {
	b, s := searched(t, "defaut", "?q=r%C3%A9tablissement")
	b.until(t, `document.querySelectorAll(".resultats li").length > 0`)
	if got := b.firstResults(t); !strings.Contains(got, "Rétablissement") {
		t.Errorf("finds %s", got)
	}
	b.open(t, s.url+"nulle-part/")
	eval[string](t, b, `(document.querySelector("#q_").focus(), "")`)
	if err := chromedp.Do(b, chromedp.KeyEvent("transit")); err != nil {
		t.Fatal(err)
	}
	b.press(t, kb.Enter)
	if err := chromedp.Do(b, chromedp.WaitVisible(".resultats li")); err != nil { // the page goes away meanwhile
		t.Fatal(err)
	}
	if at := eval[string](t, b, `location.pathname + location.search`); at != "/recherche/?q=transit" {
		t.Errorf("the form leads to %s", at)
	}
}

// TestSearchByKeyboard: the field, the results and what follows them are reached in order, and focus shows.
func TestSearchByKeyboard(t *testing.T) {
	b, _ := searched(t, "defaut", "")
	b.look(t, "pair")
	b.press(t, kb.Enter)
	b.until(t, `document.activeElement.id === "resultats_"`)
	b.press(t, kb.Tab)
	if !eval[bool](t, b, `document.activeElement === document.querySelector(".resultats a")`) {
		t.Error("the first result does not follow the title")
	}
	if x := eval[stop](t, b, focused); !x.Marked {
		t.Error("focus does not show on a result")
	}
	b.tap(t, ".trouve > .bouton")
	if n := eval[int](t, b, `[...document.querySelectorAll(".resultats a")].indexOf(document.activeElement)`); n != 20 {
		t.Errorf("focus is on result %d, not on the first of the new ones", n)
	}
	eval[string](t, b, `(document.querySelector("#q_").focus(), "")`)
	if x := eval[stop](t, b, focused); !x.Marked {
		t.Error("focus does not show on the field")
	}
}

// TestSearchWithoutScripts: no field that does nothing, but a word of why, and other ways.
func TestSearchWithoutScripts(t *testing.T) {
	b, s := newTab(t), sites(t)["defaut"]
	b.noScripts(t)
	b.open(t, s.url+"recherche/?q=pair")
	b.expect(t, ".chercher", "")
	if got := b.shown(t, ".sans-script"); !strings.Contains(got, "il faut JavaScript") {
		t.Errorf("says %q", got)
	}
	if got := b.shown(t, ".pistes"); !strings.Contains(got, "Carte") || !strings.Contains(got, "Glossaire") {
		t.Errorf("shows %q", got)
	}
}

// TestSearchFails: when the index does not come the page says so, and trying again works.
func TestSearchFails(t *testing.T) {
	b, _ := searched(t, "defaut", "")
	block := func(patterns ...*network.BlockPattern) {
		t.Helper()
		if _, err := chromedp.Call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: patterns}); err != nil {
			t.Fatal(err)
		}
	}
	block(&network.BlockPattern{URLPattern: "*://*:*/*recherche.json", Block: true})
	b.look(t, "transit")
	b.expect(t, searchCount, "La recherche n’a pas pu se charger. Vérifiez votre connexion.")
	block()
	b.tap(t, ".compte + .bouton")
	b.until(t, `document.querySelectorAll(".resultats li").length > 0`)
	b.expect(t, ".compte + .bouton", "")
}

// TestAxeInTheSearch: each of its states can be used by all, at any width.
func TestAxeInTheSearch(t *testing.T) {
	b, _ := searched(t, "defaut", "")
	script := axeScript(t)
	for _, text := range []string{"pair", "retablisement", "transit groupe zzzz", "zzzzzz"} {
		b.look(t, text)
		b.judge(t, script, "recherche/?q="+text, []view{{width: 320}, {width: 360, dark: true}, {width: 360, forced: true}, {width: 1280}})
		b.see(t, view{width: 320})
		if eval[bool](t, b, `document.documentElement.scrollWidth > innerWidth`) {
			t.Errorf("« %s » scrolls sideways", text)
		}
		small := eval[[]string](t, b, `[...document.querySelectorAll("main button, main input, .pistes a")].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.textContent)`)
		if len(small) > 0 {
			t.Errorf("less than 44 px: %q", small)
		}
	}
}

// TestWeightOfTheSearch: what the default site's visitor loads to search.
func TestWeightOfTheSearch(t *testing.T) {
	s := sites(t)["defaut"]
	n := s.weighFile(t, "donnees/recherche.json")
	t.Logf("index: %d", n)
	gate(t, "recherche", "index", n, 25*kB)
}

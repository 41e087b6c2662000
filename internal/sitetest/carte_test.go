package sitetest

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// listed are the initiatives the list shows, in its order.
const listed = `[...document.querySelectorAll("[data-initiative]")].filter(e => e.checkVisibility()).map(e => e.dataset.initiative)`

// counted is what the page says it shows.
const counted = `document.querySelector("[role=status].compte").textContent`

// choice is what a visitor asks of the map, and which initiatives it must then show.
type choice struct {
	query string
	keeps func(initiative) bool
}

var choices = []choice{
	{"secteurs=precarite", func(i initiative) bool { return slices.Contains(i.Properties.Secteurs, "precarite") }},
	{"secteurs=precarite,assuetudes", func(i initiative) bool {
		return slices.Contains(i.Properties.Secteurs, "precarite") || slices.Contains(i.Properties.Secteurs, "assuetudes")
	}},
	{"secteurs=sante-mentale&natures=formation,entraide", func(i initiative) bool {
		return slices.Contains(i.Properties.Secteurs, "sante-mentale") && (i.Properties.Nature == "formation" || i.Properties.Nature == "entraide")
	}},
	{"etat=terminee,en-projet", func(i initiative) bool { return i.Properties.Etat == "terminee" || i.Properties.Etat == "en-projet" }},
	{"commune=namur", func(i initiative) bool { return i.Properties.Commune == "Namur" }},
	{"statuts=benevole&secteurs=sante-mentale", func(i initiative) bool {
		return slices.Contains(i.Properties.Statuts, "benevole") && slices.Contains(i.Properties.Secteurs, "sante-mentale")
	}},
}

// TestFiltersKeepWhatTheDataSays: OR within a facet, AND between facets, whatever the size of the site and the form of the
// map's data; the count says so too. Above a page of the list the first three hundred are shown.
func TestFiltersKeepWhatTheDataSays(t *testing.T) {
	b := newTab(t)
	for _, s := range []*site{sites(t)["defaut"], mapOf300(t), mapOf10000(t)} {
		all := s.initiatives(t)
		for _, c := range choices {
			b.open(t, s.url+"carte/?"+c.query)
			var want []string
			for _, i := range all {
				if c.keeps(i) {
					want = append(want, i.ID)
				}
			}
			got := eval[[]string](t, b, listed)
			if len(want) == 0 {
				continue // a value the site does not have is ignored: TestUnknownChoices
			}
			if len(want) <= 300 {
				slices.Sort(got)
				slices.Sort(want)
			} else {
				want, got = want[:300], got[:min(300, len(got))]
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s, %s: the list has %d initiatives, not the %d of the data", s.name, c.query, len(got), len(want))
			}
		}
	}
}

// TestPagesAreCanonical: the builder's page of a sector and the same choice made by hand are one address and one list.
func TestPagesAreCanonical(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.open(t, s.url+"carte/secteur/precarite/")
	page := eval[[]string](t, b, listed)
	b.open(t, s.url+"carte/")
	b.click(t, "Filtrer")
	b.click(t, "Précarité")
	if at := eval[string](t, b, "location.href"); at != s.url+"carte/secteur/precarite/" {
		t.Errorf("the address is %s", at)
	}
	chosen := eval[[]string](t, b, listed)
	slices.Sort(page)
	slices.Sort(chosen)
	if !slices.Equal(page, chosen) {
		t.Errorf("%d initiatives chosen, %d on the page", len(chosen), len(page))
	}
	b.click(t, "Assuétudes")
	if at := eval[string](t, b, "location.search"); at != "?secteurs=precarite,assuetudes" {
		t.Errorf("two sectors: the address is %s", at)
	}
	eval[string](t, b, `(history.back(), new Promise(done => addEventListener("popstate", () => setTimeout(() => done("")), {once: true})))`)
	if got := eval[[]string](t, b, listed); len(got) != len(page) {
		t.Errorf("back: %d initiatives, not %d", len(got), len(page))
	}
	if link := eval[string](t, b, `document.querySelector("[data-initiative] a").href`); !strings.HasPrefix(link, s.url+"initiatives/") {
		t.Errorf("after all this a link leads to %s", link)
	}
}

// click clicks what a person would by its words: a label, a summary, a button or a link that starts with them.
func (b *tab) click(t *testing.T, words string) {
	t.Helper()
	found := eval[bool](t, b, fmt.Sprintf(`(() => {
		const said = e => (e.getAttribute("aria-label") ?? e.textContent).replace(/\u00a0/g, " ").trim();
		const all = [...document.querySelectorAll("label, summary, button, a")].filter(e => e.checkVisibility() && said(e).replace(/^[A-Z•](?=[A-ZÉ])/, "").startsWith(%q));
		const e = all.find(e => e.closest("main")) || all[0]; // before the links that every page has
		if (e) e.click();
		return !!e;
	})()`, words))
	if !found {
		t.Fatalf("nothing to click says %q", words)
	}
}

// TestUnknownChoices: what an address asks for in vain is ignored and said; the page stays.
func TestUnknownChoices(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	b.open(t, s.url+"carte/?secteurs=licornes,precarite&couleur=bleu&vue=pluton&i=personne&tri=hasard&q=")
	if got := eval[string](t, b, counted); !strings.Contains(got, "secteurs=licornes") || !strings.Contains(got, "couleur=bleu") {
		t.Errorf("the page says %q", got)
	}
	if got := eval[[]string](t, b, listed); len(got) == 0 {
		t.Error("the list is empty")
	}
}

// TestCountsUnderTheState: each option says how many it would keep; one that would keep none can be seen and not chosen;
// an empty result says which choice to let go of.
func TestCountsUnderTheState(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.open(t, s.url+"carte/?natures=formation")
	want := 0
	for _, i := range s.initiatives(t) {
		if i.Properties.Nature == "formation" && slices.Contains(i.Properties.Secteurs, "assuetudes") {
			want++
		}
	}
	if got := eval[string](t, b, `document.querySelector('input[value="assuetudes"]').closest("label").querySelector(".n").textContent`); got != fmt.Sprint(want) {
		t.Errorf("assuetudes says %s, not %d", got, want)
	}
	dead := eval[[]string](t, b, `[...document.querySelectorAll(".choix label")].filter(l => l.querySelector(".n").textContent === "0").filter(l => !l.querySelector("input").disabled).map(l => l.textContent)`)
	if len(dead) > 0 {
		t.Errorf("options that keep nothing and can be chosen: %q", dead)
	}
	b.open(t, s.url+"carte/?natures=formation&q=zzzzzz")
	if got := eval[string](t, b, `document.querySelector(".rien").textContent`); !strings.Contains(got, "Retirer « zzzzzz »") {
		t.Errorf("an empty result says %q", got)
	}
	b.click(t, "Retirer « zzzzzz »")
	b.until(t, `document.querySelector(".rien").hidden`)
	if got := eval[[]string](t, b, listed); len(got) == 0 {
		t.Error("still nothing")
	}
	b.click(t, "Tout effacer")
	if got := eval[string](t, b, counted); !strings.HasPrefix(strings.ReplaceAll(got, "\u00a0", " "), "300 initiatives") {
		t.Errorf("all cleared, the page says %q", got)
	}
}

// TestSearchForgives: accents, capitals, ligatures, elisions, the end of a word, one letter.
func TestSearchForgives(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	for _, q := range []string{"Infirmiers", "INFIRMIERS", "ìnfirmïers", "infirm", "infirmeirs", "infirmierz", "d'infirmiers", "rue infirmiers"} {
		b.open(t, s.url+"carte/?q="+url.QueryEscape(q))
		if got := eval[[]string](t, b, listed); !slices.Contains(got, "infirmiers-de-rue") {
			t.Errorf("%q finds %v", q, got)
		}
	}
	b.open(t, s.url+"carte/")
	eval[string](t, b, `(document.querySelector("#q_").focus(), "")`)
	b.typeIn(t, "infirmiers")
	b.until(t, `location.search === "?q=infirmiers"`)
	if got := eval[[]string](t, b, listed); len(got) == 0 || got[0] != "infirmiers-de-rue" {
		t.Errorf("typed, it finds %v", got)
	}
}

func (b *tab) typeIn(t *testing.T, text string) {
	t.Helper()
	if err := chromedp.Do(b, chromedp.KeyEvent(text)); err != nil {
		t.Fatal(err)
	}
}

// TestNear: from a commune, the nearest come first and say how far; an unknown place is said.
func TestNear(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.open(t, s.url+"carte/?pres=Luik")
	b.until(t, `location.search !== "" && !!document.querySelector(".distance")`)
	if got := eval[string](t, b, `document.querySelector("#pres_").value`); got != "Liège" {
		t.Errorf("Luik is shown as %q", got)
	}
	km := eval[[]float64](t, b, `[...document.querySelectorAll("[data-initiative]")].filter(e => e.checkVisibility()).slice(0, 40).map(e => {
		const d = e.querySelector(".distance")?.textContent ?? "";
		return /kilomètre/.test(d) ? 0.9 : / m$/.test(d) ? parseFloat(d.replace(/[^0-9]/g, "")) / 1000 : parseFloat(d.replace(",", ".").replace(/[^0-9.]/g, "")) })`)
	for i := 1; i < len(km); i++ {
		if km[i] < km[i-1]-1 { // approximate places are rounded to a kilometre
			t.Errorf("not by distance: %v", km)
			break
		}
	}
	b.open(t, s.url+"carte/?pres=Atlantide")
	if got := eval[string](t, b, `(e => e.checkVisibility() ? e.textContent : "unseen")(document.querySelector(".proche"))`); !strings.Contains(got, "Atlantide") {
		t.Errorf("an unknown place: %q", got)
	}
	if got := eval[[]string](t, b, listed); len(got) != 300 {
		t.Errorf("%d initiatives are left", len(got))
	}
}

// TestDataThatDoesNotCome: the page says so in French, the list stays, and the drawing too.
func TestDataThatDoesNotCome(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	for _, missing := range []string{"*carte.geojson", "*fond-*.json", "*map-*.js"} {
		if _, err := chromedp.Call(b, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/" + missing, Block: true}}}); err != nil {
			t.Fatal(err)
		}
		b.open(t, s.url+"carte/")
		if got := eval[string](t, b, `document.querySelector(".panne")?.textContent ?? ""`); !strings.Contains(got, "La liste, elle, est complète") {
			t.Errorf("without %s the page says %q", missing, got)
		}
		if got := eval[[]string](t, b, listed); len(got) != len(s.initiatives(t)) {
			t.Errorf("without %s the list has %d initiatives", missing, len(got))
		}
		if !eval[bool](t, b, `document.querySelector("svg.carte").checkVisibility({visibilityProperty: true})`) {
			t.Errorf("without %s the drawing is gone", missing)
		}
	}
}

// TestCard: a mark opens the card; it says the sentence first and holds what calls or writes; Escape closes it and gives
// the focus back; the address has it, and opens it.
func TestCard(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.open(t, s.url+"carte/?vue="+alone(t, s))
	single := eval[string](t, b, `(() => { const m = document.querySelector("button.pt:not(.pn)"); m.focus(); return m.getAttribute("aria-label") })()`)
	b.press(t, kb.Enter)
	b.until(t, `!!document.querySelector(".panneau a[href^='tel:'], .panneau a[href^='mailto:']")`)
	if title := eval[string](t, b, `document.querySelector(".panneau h2").textContent`); !strings.HasPrefix(single, title) {
		t.Errorf("the card of %q is titled %q", single, title)
	}
	if in := eval[bool](t, b, `document.querySelector(".panneau").contains(document.activeElement)`); !in {
		t.Error("the focus is not on the card")
	}
	address := eval[string](t, b, "location.href")
	if !strings.Contains(address, "?i=") {
		t.Errorf("the address is %s", address)
	}
	b.press(t, kb.Escape)
	if back := eval[string](t, b, `document.activeElement.getAttribute("aria-label") ?? document.activeElement.tagName`); back != single {
		t.Errorf("closed, the focus is on %q", back)
	}
	b.open(t, address)
	if !eval[bool](t, b, `!document.querySelector(".panneau").hidden`) {
		t.Error("the address does not open the card")
	}
	if chosen := eval[string](t, b, `document.querySelector(".pt.choisi")?.getAttribute("aria-label") ?? ""`); chosen == "" {
		t.Error("the mark is not shown as chosen")
	}
}

// alone gives a close view of an initiative that no other is near: it has a mark of its own.
func alone(t *testing.T, s *site) string {
	t.Helper()
	all := s.initiatives(t)
	for i, x := range all {
		if x.Geometry == nil || x.Geometry.Coordinates[0] < 3 || x.Geometry.Coordinates[0] > 6 {
			continue
		}
		at := x.Geometry.Coordinates
		near := slices.ContainsFunc(append(slices.Clone(all[:i]), all[i+1:]...), func(o initiative) bool {
			return o.Geometry != nil && math.Hypot(o.Geometry.Coordinates[0]-at[0], o.Geometry.Coordinates[1]-at[1]) < 0.02
		})
		if !near {
			return fmt.Sprintf("%.4f,%.4f,12", at[1], at[0])
		}
	}
	t.Fatal("every initiative has a neighbour")
	return ""
}

// TestListAndMapAreOne: pointing at an entry of the list shows its mark, and the other way round; the list follows the
// view when asked.
func TestListAndMapAreOne(t *testing.T) {
	b := newTab(t)
	s := mapOf300(t)
	b.see(t, view{width: 1280})
	b.open(t, s.url+"carte/?vue="+alone(t, s))
	shown := eval[bool](t, b, `(() => { document.querySelector(".pt").focus(); const li = document.querySelector("li.vise"); document.activeElement.blur(); li.querySelector("a").focus(); return !!document.querySelector(".pt.vise") })()`)
	if !shown {
		t.Error("focus in the list shows no mark")
	}
	shown = eval[bool](t, b, `(() => { document.querySelector("button.pt:not(.pn)").focus({preventScroll: true}); return !!document.querySelector("li.vise") })()`)
	if !shown {
		t.Error("focus on a mark shows no entry")
	}
	b.click(t, "Ne lister que la zone")
	before := len(eval[[]string](t, b, listed))
	for range 2 {
		b.click(t, "Réduire la carte")
	}
	after := len(eval[[]string](t, b, listed))
	if before == 0 || after <= before {
		t.Errorf("further, the list goes from %d to %d", before, after)
	}
	if at := eval[string](t, b, "location.search"); !strings.Contains(at, "vue=") {
		t.Errorf("the address does not hold the view: %s", at)
	}
}

// TestNumbersOnPaper: printed, marks have numbers and entries the same.
func TestNumbersOnPaper(t *testing.T) {
	b := newTab(t)
	s := sites(t)["defaut"]
	b.open(t, s.url+"carte/")
	eval[string](t, b, `(dispatchEvent(new Event("beforeprint")), "")`)
	marks := eval[[]string](t, b, `[...document.querySelectorAll(".pt[data-numero]")].map(m => m.dataset.numero)`)
	entries := eval[[]string](t, b, `[...new Set([...document.querySelectorAll("li[data-numero]")].map(m => m.dataset.numero))]`)
	slices.Sort(marks)
	slices.Sort(entries)
	if len(marks) == 0 || !slices.Equal(marks, entries) {
		t.Errorf("marks %v, entries %v", marks, entries)
	}
}

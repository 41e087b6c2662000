package sitetest

import (
	"fmt"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// trainings are the modules of these tests: three of exact length, one of a length to choose, and what is no module.
var trainings = map[string]string{
	"un":     "titre: Module un\nduree: 2 h\nobjectif: Voir un.",
	"deux":   "titre: Module deux\nduree: 2 h 30\nobjectif: Voir deux.",
	"trois":  "titre: Module trois\nduree: 3 h",
	"souple": "titre: Module souple\nduree: 45 min à 1 h 30\nobjectif: Voir souple.",
	"annee":  "titre: Une année\nduree: 1 an",
}

// trainingSite builds a site of a few plain trainings and serves it.
func trainingSite(t *testing.T) *site {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	content := t.TempDir()
	files := map[string]string{"site.yaml": "titre: Le petit site\nurl: https://exemple.be/essai\ncontact: {courriel: info@exemple.be}\n",
		"vocabulaires.yaml": "publics:\n  equipes: Équipes\n", "pages/a-propos.md": "---\ntitre: À propos\n---\nEssai.\n"}
	for name, header := range trainings {
		files["formations/"+name+".md"] = "---\n" + header + "\n---\nTexte.\n"
	}
	for name, text := range files {
		path := filepath.Join(content, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := &site{name: "essai", dir: filepath.Join(t.TempDir(), "site"), root: "/essai/"}
	if err := l.run(l.bin, "build", "--quiet", "--content", content, "--output", s.dir, "--date", "2026-03-01"); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve(s.dir, s.root))
	t.Cleanup(server.Close)
	s.url = server.URL + s.root + "formations/composer/"
	return s
}

// programme is what the page shows of what is chosen.
type programme struct {
	Query, Total, Said, Warning, Note string
	Titles, Times, Days               []string
	Ticked                            []string
}

const readProgramme = `(() => {
	const text = e => (e && e.checkVisibility() ? e.innerText : "").replace(/\s+/g, " ").trim();
	const texts = s => [...document.querySelectorAll(s)].map(text).filter(Boolean), first = s => text(document.querySelector(s));
	return {query: decodeURIComponent(location.search), total: first(".somme[role=status]"), said: first(".dit[role=status]"), warning: first(".avis[role=status]"), note: first(".programme .note"),
		titles: [...document.querySelectorAll(".programme li .nom")].filter(e => e.checkVisibility()).map(e => e.lastChild.textContent), times: texts(".programme .heures, .programme .pause"), days: texts(".programme h3"),
		ticked: [...document.querySelectorAll("[data-module] input:checked")].map(e => e.id.slice("choix_".length))}; })()`

func (b *tab) programme(t *testing.T) programme {
	t.Helper()
	return eval[programme](t, b, readProgramme)
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestComposeWithTheKeyboard: modules are ticked with keys alone; the total is told, and the address holds them.
func TestComposeWithTheKeyboard(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	b.open(t, s.url)
	if p := b.programme(t); p.Total != "Aucun module choisi." || p.Query != "" {
		t.Errorf("before anything is chosen: %+v", p)
	}
	if n := eval[int](t, b, `document.querySelectorAll("[data-module] input[type=checkbox]").length`); n != 4 {
		t.Errorf("%d boxes to tick", n)
	}
	for _, c := range []struct{ id, query, total string }{
		{"un", "?modules=un", "1 module : 2 h. Cela tient en une journée."},
		{"souple", "?modules=un,souple", "2 modules : entre 2 h 45 et 3 h 30. Cela tient en une journée."},
		{"trois", "?modules=un,souple,trois", "3 modules : entre 5 h 45 et 6 h 30. Il faut compter une à deux journées, selon les durées choisies."},
	} {
		eval[string](t, b, `(document.querySelector("main").focus(), "")`)
		b.tabTo(t, fmt.Sprintf("document.activeElement.id === %q", "choix_"+c.id), 40)
		b.press(t, " ")
		if p := b.programme(t); p.Query != c.query || p.Total != c.total {
			t.Errorf("%s ticked: %+v", c.id, p)
		}
	}
}

// TestOrderWithTheKeyboard: what an address asks for is shown again, put in another order and taken out with keys alone.
func TestOrderWithTheKeyboard(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	b.open(t, s.url+"?modules=un,souple,trois")
	b.tabTo(t, `document.activeElement.getAttribute("aria-label") === "Monter : Module trois"`, 60)
	b.press(t, kb.Enter)
	p := b.programme(t)
	same(t, "moved up", p.Titles, []string{"Module un", "Module trois", "Module souple"})
	if p.Query != "?modules=un,trois,souple" || p.Said != "« Module trois » est maintenant en place 2 sur 3." {
		t.Errorf("moved up: %+v", p)
	}
	b.press(t, kb.Enter) // the focus has stayed on the button, and goes to the other one at the top
	if at := eval[string](t, b, `document.activeElement.getAttribute("aria-label")`); at != "Descendre : Module trois" {
		t.Errorf("at the top, the focus is on %q", at)
	}
	b.open(t, s.url+"?modules=trois,un,souple")
	p = b.programme(t)
	same(t, "opened again", p.Titles, []string{"Module trois", "Module un", "Module souple"})
	b.tabTo(t, `document.activeElement.getAttribute("aria-label") === "Retirer : Module un"`, 60)
	b.press(t, kb.Enter)
	p = b.programme(t)
	same(t, "taken out", p.Ticked, []string{"souple", "trois"})
	if p.Query != "?modules=trois,souple" {
		t.Errorf("taken out: %+v", p)
	}
}

// TestProgrammeOfAnAddress: what an address asks for is shown, by day and by hour where it can be; what it says wrongly is told.
func TestProgrammeOfAnAddress(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	b.open(t, s.url+"?modules=un,licorne,annee,deux,trois,souple&debut=09:30&pause=10")
	p := b.programme(t)
	if p.Warning != "Ces modules n’existent pas, ou plus : « licorne », « annee ». Ils sont laissés de côté." || !strings.Contains(p.Note, "choisissez d’abord la durée de « Module souple »") {
		t.Errorf("%+v", p)
	}
	same(t, "titles", p.Titles, []string{"Module un", "Module deux", "Module trois", "Module souple"})
	same(t, "days", p.Days, []string{"Journée 1 : 4 h 30", "Journée 2 : entre 3 h 45 et 4 h 30"})
	same(t, "hours", p.Times, nil)
	eval[string](t, b, `(() => { const s = document.querySelector("#duree_souple"); s.focus(); s.value = "60"; s.dispatchEvent(new Event("change", {bubbles: true})); return "" })()`)
	p = b.programme(t)
	if p.Query != "?modules=un,deux,trois,souple&durees=souple:60&debut=09:30&pause=10" || p.Note != "Un module n’est pas coupé en deux : celui qui ne tient plus passe au jour suivant. Chaque journée commence à la même heure." {
		t.Errorf("a length chosen: %+v", p)
	}
	same(t, "hours", p.Times, []string{"9 h 30 – 11 h 30", "Pause de midi : 11 h 30 – 12 h 30", "12 h 30 – 15 h", "9 h 30 – 12 h 30", "Pause de midi : 12 h 30 – 13 h 30", "13 h 30 – 14 h 30"})
	if id := eval[string](t, b, "document.activeElement.id"); id != "duree_souple" {
		t.Errorf("the focus went to %q", id)
	}
	s.shared(t, b)
	b.open(t, s.url+"?modules=licorne&debut=midi")
	if p := b.programme(t); p.Warning != "Le module « licorne » n’existe pas, ou plus. Il est laissé de côté. Dans l’adresse, « midi » n’a pas de sens ici." || p.Total != "Aucun module choisi." {
		t.Errorf("%+v", p)
	}
}

// shared holds what leaves the page to what it shows: the copied link, the e-mail.
func (s *site) shared(t *testing.T, b *tab) {
	t.Helper()
	eval[string](t, b, `(navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }, [...document.querySelectorAll("button")].find(x => x.textContent === "Copier le lien").click(), "")`)
	b.until(t, `document.querySelector(".dit").textContent === "Le lien est copié."`)
	link := eval[string](t, b, "location.href")
	if copied := eval[string](t, b, "window.copied"); copied != link {
		t.Errorf("copied %q, not %q", copied, link)
	}
	mail, err := url.Parse(eval[string](t, b, `document.querySelector(".partage a").href`))
	if err != nil {
		t.Fatal(err)
	}
	body := mail.Query().Get("body")
	if mail.Scheme != "mailto" || mail.Opaque != "info@exemple.be" || mail.Query().Get("subject") != "Programme de formation : 4 modules" || !strings.Contains(body, "Le programme : "+link+"\r\n") || !strings.Contains(body, "Journée 2 :\r\n- 9\u00a0h\u00a030 à 12\u00a0h\u00a030 : Module trois (3\u00a0h)") {
		t.Errorf("the e-mail is %s", mail)
	}
}

// TestProgrammeOnPaper: on paper there is the programme alone, with where it comes from.
func TestProgrammeOnPaper(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	b.open(t, s.url+"?modules=un,deux&debut=09:00")
	b.see(t, view{width: 720, print: true})
	paper := strings.Join(strings.Fields(eval[string](t, b, "document.body.innerText")), " ")
	want := "Votre programme 9 h – 11 h Module un 2 h Voir un. Pause : 11 h – 11 h 15 11 h 15 – 13 h 45 Module deux 2 h 30 Voir deux. En tout : 4 h 30, sans les pauses. Le petit site, https://exemple.be/essai/. Ce programme : " + s.url + "?modules=un,deux&debut=09:00"
	if paper != want {
		t.Errorf("on paper:\n%s\nnot\n%s", paper, want)
	}
}

// TestComposerIsSound: axe finds nothing once modules are chosen, nothing is wider than a narrow screen, and the bar with the
// total does not cover what has the focus.
func TestComposerIsSound(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	script, err := os.ReadFile(filepath.Join(assets(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	b.open(t, s.url+"?modules=un,licorne,deux,trois,souple&debut=09:30")
	eval[chromedp.Void](t, b, string(script))
	for _, v := range []view{{width: 360}, {width: 360, dark: true}, {width: 360, forced: true}, {width: 1280}, {width: 1280, dark: true}} {
		b.see(t, v)
		for _, x := range eval[[]violation](t, b, axeRun) {
			t.Errorf("%s: %s: %s %s", v, x.Rule, x.Where, x.Why)
		}
	}
	b.see(t, view{width: 320})
	if wide := eval[int](t, b, "document.documentElement.scrollWidth"); wide > 320 {
		t.Errorf("%d px wide at 320", wide)
	}
	const hidden = `(() => { const bar = document.querySelector(".barre"), e = document.activeElement, a = e.getBoundingClientRect(), r = bar.getBoundingClientRect();
		return e !== document.body && !bar.contains(e) && a.bottom > r.top && a.top < r.bottom ? (e.id || e.textContent.trim()) : "" })()`
	for range 60 {
		b.press(t, kb.Tab)
		if covered := eval[string](t, b, hidden); covered != "" {
			t.Errorf("the bar covers %q", covered)
		}
	}
	const small = `[...document.querySelectorAll(".choix label, .composer button, .composer select, .composer a, .composer [type=time], .composer [type=text]")]
		.filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9).map(e => e.outerHTML.slice(0, 80))`
	for _, e := range eval[[]string](t, b, small) {
		t.Errorf("too small to touch: %s", e)
	}
}

// TestComposerWithoutScript: the page is whole: each module with its length and page, how to go about it, nothing to press.
func TestComposerWithoutScript(t *testing.T) {
	b, s := newTab(t), trainingSite(t)
	b.noScripts(t)
	b.open(t, s.url+"?modules=un")
	got := strings.Join(strings.Fields(eval[string](t, b, `document.querySelector("main").innerText`)), " ")
	for _, want := range []string{"Module un 2 h Voir un.", "Module souple de 45 min à 1 h 30", "Additionnez leurs durées", "six heures"} {
		if !strings.Contains(got, want) {
			t.Errorf("without script there is no %q in %s", want, got)
		}
	}
	if n := eval[int](t, b, `document.querySelectorAll("main input, main button, main select, main [role=status]").length`); n != 0 {
		t.Errorf("%d controls are dead", n)
	}
	same(t, "links", eval[[]string](t, b, `[...document.querySelectorAll("[data-module] a")].map(a => a.getAttribute("href"))`), []string{"../../formations/deux/", "../../formations/souple/", "../../formations/trois/", "../../formations/un/"})
}

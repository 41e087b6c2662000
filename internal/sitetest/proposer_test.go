package sitetest

import (
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// proposalSite is the default site at an address of its own: drafts are kept by address, and other tests want to find none.
var proposalSite = sync.OnceValues(func() (*site, error) {
	l, err := lab()
	if err != nil {
		return nil, err
	}
	return l.makeSite(order{"propositions", filepath.Join(l.root, "content"), "2026-11-22", "/", nil})
})

// proposing opens the page, without an earlier test's draft, on the day of these tests.
func proposing(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	const before = catchFile + `;{ const Real = Date; globalThis.Date = class extends Real { constructor(...a) { super(...(a.length ? a : [2026, 10, 22, 12])) } } }`
	if _, err := chromedp.Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: before}); err != nil {
		t.Fatal(err)
	}
	b.openProposal(t)
	eval[string](t, b, `(localStorage.clear(), sessionStorage.clear(), "")`)
	b.openProposal(t)
	return b
}

func (b *tab) openProposal(t *testing.T) {
	t.Helper()
	b.open(t, made(t, proposalSite).url+"proposer/")
	b.until(t, `document.documentElement.dataset.questionnaire === "pret"`)
}

// to goes to a control by the keyboard.
func (b *tab) to(t *testing.T, what string) {
	t.Helper()
	b.tabTo(t, "document.activeElement.matches("+fmt.Sprintf("%q", what)+")", 60)
}

const (
	finish = ".finir button"
	headed = `document.activeElement.textContent`
)

// fileText gives what the file that is offered holds, and its name.
func (b *tab) fileText(t *testing.T) (text, name string) {
	t.Helper()
	return eval[string](t, b, `window.lastFile.text()`), eval[string](t, b, `document.querySelector(".sorties [download]").download`)
}

const relais = `---
# Proposition du 22 novembre 2026, faite sur le site par Ana, ana@exemple.be.
# À relire et à vérifier. Pour publier, effacez ces lignes et la suivante.
brouillon: oui
titre: "Le Relais : un essai"
secteurs: [sante-mentale, precarite]
nature: association
commune: Floreffe
code_postal: 5150
coordonnees: %s
precision: exacte
contact:
  telephone: 081 12 34 56
horaires: Mo-Fr 09:00-17:00
---
## Objectifs

Accueillir, <sans> condition.
`

// TestProposalByKeyboard: from the first question to the file without a mouse, the place chosen on the map; dropped among the
// content, the file builds, and once an editor publishes it, its point is where it was put.
func TestProposalByKeyboard(t *testing.T) {
	b := proposing(t)
	b.to(t, "#p-titre_")
	b.typeIn(t, "Le Relais : un essai")
	b.to(t, "#p-secteurs_")
	b.typeIn(t, " "+kb.Tab+" ")
	b.to(t, "#p-nature_")
	b.typeIn(t, " "+kb.ArrowDown)
	b.to(t, "#p-commune_")
	b.typeIn(t, "Floreffe")
	b.to(t, "#p-code-postal_")
	b.typeIn(t, "B-5150")
	at := b.choosePlace(t)
	b.to(t, "#p-precision_")
	b.typeIn(t, " ")
	b.to(t, "#p-contact-telephone_")
	b.typeIn(t, "tél. 081 12 34 56")
	b.to(t, "#p-horaires_")
	b.typeIn(t, "lundi au vendredi 9h-17h")
	b.to(t, "#recit_ summary")
	b.press(t, kb.Enter)
	b.to(t, "#p-texte-1_")
	b.typeIn(t, "Accueillir, <sans> condition.")
	b.to(t, "#p-vous-nom_")
	b.typeIn(t, "Ana"+kb.Tab+"ana@exemple.be")
	if got := b.text(t, ".corrige, .avancement"); got != "Nous avons corrigé « B-5150 ».\nNous avons corrigé « tél. 081 12 34 56 ».\nC’est compris.\n4 réponses sur 4 obligatoires" {
		t.Errorf("on the way it said %q", got)
	}
	b.to(t, finish)
	b.press(t, kb.Enter)
	b.until(t, headed+` === "Votre proposition est prête"`)
	text, name := b.fileText(t)
	if want := fmt.Sprintf(relais, at); text != strings.ReplaceAll(want, "<sans>", `\<sans>`) || name != "le-relais-un-essai.md" {
		t.Errorf("%s is\n%s\nnot\n%s", name, text, want)
	}
	b.to(t, ".sorties [download]")
	b.mailed(t, text)
	own := made(t, proposalSite).url
	if requests, console := b.seen(); slices.ContainsFunc(requests, func(r request) bool { return !strings.HasPrefix(r.url, own) || r.failure != "" || r.status >= 400 }) || len(console) > 0 {
		t.Errorf("requests %v, console %v", requests, console)
	}
	droppedIn(t, name, text, at)
}

// choosePlace opens the map, moves it by the keyboard, and puts the point in its middle. It gives what the field then says.
func (b *tab) choosePlace(t *testing.T) string {
	t.Helper()
	const field = `document.querySelector("#p-coordonnees_").value`
	b.to(t, ".choisir button")
	b.press(t, kb.Enter)
	b.until(t, `document.documentElement.dataset.choisir === "pret"`)
	if got := eval[string](t, b, `document.activeElement.getAttribute("role")`); got != "application" {
		t.Errorf("the focus is on %q", got)
	}
	b.press(t, "+")
	b.press(t, kb.ArrowUp)
	if said := b.text(t, ".choisir [role=status]"); !strings.HasPrefix(said, "Le centre de la carte est près de ") {
		t.Errorf("moved, it says %q", said)
	}
	b.press(t, kb.Enter)
	at := eval[string](t, b, field)
	if said := b.text(t, ".choisir [role=status]"); !strings.HasPrefix(said, "Le point est placé près de ") || !strings.HasSuffix(said, " : "+at+".") {
		t.Errorf("placed, it says %q", said)
	}
	return at
}

// mailed checks the message that is begun: it holds the file, when it can.
func (b *tab) mailed(t *testing.T, text string) {
	t.Helper()
	u, err := url.Parse(eval[string](t, b, `document.querySelector(".sorties a").href`))
	if err != nil {
		t.Fatal(err)
	}
	if q := u.Query(); u.Opaque != "info@enrouteweb.org" || q.Get("subject") != "Proposition d'initiative : Le Relais : un essai" || strings.ReplaceAll(q.Get("body"), "\r\n", "\n") != text {
		t.Errorf("the message is %s", u)
	}
}

// droppedIn puts a file among the initiatives and builds: as a draft, nothing but that it is one is said; published, it is on
// the map where it says.
func droppedIn(t *testing.T, name, text, at string) {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "content")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join(l.root, "content"))); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, "initiatives", name)
	put := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		var said []struct{ Severite, Fichier, Message, Extrait string }
		decode(t, output(t, l.bin, "check", "--json", "--content", dir, "--date", "2026-11-22"), &said)
		for _, d := range said {
			if d.Severite != "conseil" && strings.HasSuffix(d.Fichier, name) {
				t.Errorf("of the file it is said: %+v", d)
			}
		}
	}
	put(text)
	put(strings.Replace(text, "brouillon: oui\n", "", 1))
	out := filepath.Join(t.TempDir(), "site")
	if err := l.run(l.bin, "build", "--quiet", "--content", dir, "--output", out, "--date", "2026-11-22"); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(out, "donnees", "initiatives.geojson"))
	if err != nil {
		t.Fatal(err)
	}
	var points struct {
		Features []struct {
			ID       string
			Geometry struct{ Coordinates []json.Number }
		}
	}
	decode(t, data, &points)
	i := slices.IndexFunc(points.Features, func(f struct {
		ID       string
		Geometry struct{ Coordinates []json.Number }
	}) bool {
		return f.ID == strings.TrimSuffix(name, ".md")
	})
	lat, lon, _ := strings.Cut(at, ", ")
	trim := func(s string) string { return strings.TrimRight(s, "0") }
	if i < 0 || points.Features[i].Geometry.Coordinates[0].String() != trim(lon) || points.Features[i].Geometry.Coordinates[1].String() != trim(lat) {
		t.Errorf("of the points, %d is to be at %s: %s", i, at, data)
	}
	page, err := os.ReadFile(filepath.Join(out, "initiatives", strings.TrimSuffix(name, ".md"), "index.html"))
	if err != nil || strings.Contains(string(page), "ana@exemple.be") {
		t.Errorf("the page says who proposed it: %v", err)
	}
}

// TestProposalMistakes: all at once, each with a link to its question, opened if it was folded; by the program's rules.
func TestProposalMistakes(t *testing.T) {
	const want = `6 réponses sont à corriger
Son nom : Écrivez une réponse : cette question est obligatoire.
Dans quel secteur ? Cochez au moins une réponse : cette question est obligatoire.
Qu’est-ce que c’est, surtout ? Choisissez une réponse : cette question est obligatoire.
La commune : Nous ne connaissons pas de commune « Namour ». Choisissez-la dans la liste, ou donnez aussi le point sur une carte.
L’adresse électronique : Ce n’est pas une adresse électronique. Écrivez-la comme info@exemple.be.
Jusqu’à quand ? La fin vient avant le début. Corrigez l’une des deux dates.`
	b := proposing(t)
	b.set(t, "commune", "Namour", "contact-courriel", "info", "depuis", "2022", "fin", "mars 2021")
	b.click(t, "Vérifier et préparer")
	b.until(t, `document.activeElement.className === "resume-erreurs"`)
	if got := b.text(t, ".resume-erreurs h3, .resume-erreurs a"); got != want {
		t.Errorf("the summary is\n%s\nnot\n%s", got, want)
	}
	b.click(t, "Jusqu’à quand")
	if got := eval[string](t, b, `[document.activeElement.id, document.querySelector("#dates_").open, ...document.activeElement.getAttribute("aria-describedby").split(" ")].join(" ")`); got != "p-fin_ true p-fin_aide_ p-fin_erreur_" {
		t.Errorf("the last link leads to %q", got)
	}
	b.set(t, "commune", "", "zone", "Wallonie\nNamur", "fin", "2023", "contact-courriel", "info (at) exemple.be", "titre", "12 mois")
	b.click(t, "Santé mentale")
	b.click(t, "Recherche")
	b.click(t, "Vérifier et préparer")
	b.until(t, headed+` === "Votre proposition est prête"`)
	text, name := b.fileText(t)
	for _, part := range []string{"zone: [Wallonie, Namur]\n", "fin: 2023\n", "  courriel: info@exemple.be\n"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	if name != "initiative-12-mois.md" {
		t.Errorf("the file is called %s", name)
	}
}

// set writes answers, a question and its answer after another, as a person who leaves each field.
func (b *tab) set(t *testing.T, answers ...string) {
	t.Helper()
	for i := 0; i < len(answers); i += 2 {
		eval[string](t, b, fmt.Sprintf(`(() => { const e = document.getElementById("p-" + %q + "_"); e.focus(); e.value = %q; e.dispatchEvent(new Event("input", {bubbles: true})); e.blur(); return "" })()`, answers[i], answers[i+1]))
	}
}

// TestProposalOutOfTheCountry: a point that is in no box around Belgium, and one that only its outline tells from Belgium; numbers
// in the wrong order are put right.
func TestProposalOutOfTheCountry(t *testing.T) {
	b := proposing(t)
	eval[string](t, b, `(document.querySelector("#p-titre_").focus(), "")`)
	for _, c := range [][2]string{{"48.8566, 2.3522", "pas en Belgique"}, {"50.85", "longitude"}, {"50.6292, 3.0573", "pas en Belgique"}} {
		b.set(t, "coordonnees", c[0])
		b.click(t, "Vérifier et préparer")
		b.until(t, fmt.Sprintf(`!!document.querySelector("#p-coordonnees_erreur_")?.textContent.includes(%q)`, c[1]))
	}
	b.set(t, "coordonnees", "4,8675 ; 50,4669", "titre", "x")
	b.until(t, `document.querySelector("#p-coordonnees_").value === "50.4669, 4.8675"`)
	b.set(t, "pays", "FR")
	b.click(t, "Vérifier et préparer")
	b.until(t, `!!document.querySelector("#p-coordonnees_erreur_")?.textContent.includes("dans le pays choisi")`)
}

// TestProposalKeepsAnAddressBack: what the site hides is said to be in the file, and can be left out of it.
func TestProposalKeepsAnAddressBack(t *testing.T) {
	b := proposing(t)
	b.set(t, "titre", "Un lieu", "commune", "Namur", "adresse", "Rue de Fer 12", "coordonnees", "50.46691, 4.86752")
	b.click(t, "Santé mentale")
	b.click(t, "Recherche")
	const question = `[data-question="sans-adresse"]`
	if b.text(t, question) != "" {
		t.Error("it is asked though everything is shown")
	}
	eval[string](t, b, `(document.querySelector("[name=precision][value=masquee]").click(), "")`)
	b.until(t, `document.querySelector('`+question+`').checkVisibility()`)
	if got := b.text(t, question); !strings.Contains(got, "ils sont écrits dans le fichier") {
		t.Errorf("it says %q", got)
	}
	for _, hidden := range []bool{false, true} {
		if hidden {
			b.click(t, "Ne pas les y mettre")
		}
		b.click(t, "Vérifier et préparer")
		b.until(t, headed+` === "Votre proposition est prête"`)
		text, _ := b.fileText(t)
		if strings.Contains(text, "Rue de Fer") == hidden || strings.Contains(text, "50.46691") == hidden {
			t.Errorf("left out: %v\n%s", hidden, text)
		}
	}
	b.openProposal(t)
	if !eval[bool](t, b, `document.querySelector("#p-sans-adresse_").checked`) {
		t.Error("after a reload, the address goes into the file again")
	}
}

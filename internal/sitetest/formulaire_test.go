package sitetest

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/input"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// formContent asks one question of each type; two must be answered, one of them written, one ticked.
var formContent = map[string]string{
	"site.yaml": "titre: Le petit réseau\nurl: https://exemple.be\nurgence: [{libelle: Télé-Accueil, telephone: \"107\"}]\n",
	"formulaires/demande.md": `---
titre: "Demander de l'aide"
resume: Une demande inventée.
destinataire: info@exemple.be
objet: Une demande
questions:
  - {id: organisation, libelle: "Quelle est votre organisation ?", aide: Son nom., obligatoire: oui}
  - {id: besoin, libelle: Votre besoin, type: texte-long}
  - {id: nombre, libelle: "Combien de personnes ?", type: nombre}
  - {id: debut, libelle: "À partir de quand ?", type: date}
  - {id: courriel, libelle: Votre adresse, type: courriel}
  - {id: telephone, libelle: Votre téléphone, type: telephone}
  - {id: duree, libelle: "Combien de temps ?", type: choix, choix: [Une heure, Une journée]}
  - {id: publics, libelle: "Pour qui ?", type: choix-multiple, choix: ["L'équipe", La direction, Des usagers], obligatoire: oui}
  - {id: presente, libelle: "Nous connaissons-nous ?", type: oui-non}
---
Pourquoi ces questions.
`,
	"formulaires/feuille.md": "---\ntitre: Une feuille\nquestions:\n  - {id: nom, libelle: Votre nom}\n---\n",
}

var formSite = sync.OnceValues(func() (*site, error) {
	l, err := lab()
	if err != nil {
		return nil, err
	}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(l.dir, "contenu-formulaires")
	if err := os.MkdirAll(filepath.Join(dir, "formulaires"), 0o777); err != nil {
		return nil, err
	}
	for name, text := range formContent {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			return nil, err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "vocabulaires.yaml"), vocab, 0o666); err != nil {
		return nil, err
	}
	return l.makeSite(order{"formulaires", dir, "2026-11-22", "/", nil})
})

// demande opens the questionnaire, with what a script of the test's own must prepare before the page's.
func demande(t *testing.T, before string) *tab {
	t.Helper()
	b := newTab(t)
	if before != "" {
		if _, err := chromedp.Call(b, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: before}); err != nil {
			t.Fatal(err)
		}
	}
	b.openForm(t)
	eval[string](t, b, `(() => { try { localStorage.clear() } catch {} return "" })()`) // of an earlier test's draft
	b.openForm(t)
	return b
}

func (b *tab) openForm(t *testing.T) {
	t.Helper()
	b.open(t, made(t, formSite).url+"formulaires/demande/")
	b.until(t, `document.documentElement.dataset.questionnaire === "pret"`)
}

// answer goes to a control and types, by the keyboard.
func (b *tab) answer(t *testing.T, id, text string) {
	t.Helper()
	b.tabTo(t, fmt.Sprintf("document.activeElement.id === %q", "q-"+id+"_"), 40)
	b.typeIn(t, text)
}

// fill answers all that must be, without going through the keyboard again.
func (b *tab) fill(t *testing.T, besoin string) {
	t.Helper()
	eval[string](t, b, fmt.Sprintf(`(() => {
		const set = (id, value) => { const e = document.getElementById("q-" + id + "_"); e.value = value; e.dispatchEvent(new Event("input", {bubbles: true})); };
		set("organisation", "Le Relais"); set("besoin", %q);
		document.querySelectorAll("[name^=q-publics]").forEach((e, i) => { if (i !== 1) e.click() });
		return "" })()`, besoin))
}

func (b *tab) text(t *testing.T, selector string) string {
	t.Helper()
	return eval[string](t, b, fmt.Sprintf(`[...document.querySelectorAll(%q)].filter(e => e.checkVisibility()).map(e => e.innerText).join("\n").replace(/[\u00a0\u202f]/g, " ").trim()`, selector))
}

const catchFile = `{ const make = URL.createObjectURL; URL.createObjectURL = b => { window.lastFile = b; return make.call(URL, b); } }`

const wholeText = `Demander de l'aide

1. Quelle est votre organisation ?
Le Relais

2. Votre besoin
Une ligne.
Une autre, l'été.

3. Combien de personnes ?
12,5

4. À partir de quand ?
1er mars 2027

5. Votre adresse
prenom@exemple.be

7. Combien de temps ?
Une journée

8. Pour qui ?
- L'équipe
- Des usagers

(Sans réponse : 2 questions sur 9.)
`

// TestFormByKeyboard goes from the first field to the e-mail without a mouse, with mistakes on the way.
func TestFormByKeyboard(t *testing.T) {
	b := demande(t, catchFile)
	loaded, _ := b.seen()
	b.answer(t, "besoin", "Une ligne.\nUne autre, l’été.")
	b.answer(t, "nombre", "douze")
	b.answer(t, "debut", "1/3/2027")
	if got := b.text(t, ".erreur"); got != "Écrivez seulement un nombre, en chiffres, comme 12 ou 12,5." {
		t.Errorf("leaving « douze » says %q", got)
	}
	b.answer(t, "courriel", "prenom")
	b.tabTo(t, `document.activeElement.name === "q-duree"`, 5)
	b.typeIn(t, " "+kb.ArrowDown)
	b.tabTo(t, `document.activeElement.textContent === "Vérifier et préparer l’envoi"`, 12)
	if got := b.text(t, ".avancement"); got != "5 réponses sur 9" {
		t.Errorf("progress: %q", got)
	}
	b.press(t, kb.Enter)
	b.summary(t)
	b.mend(t)
	b.tabTo(t, `document.activeElement.textContent === "Vérifier et préparer l’envoi"`, 40)
	b.press(t, kb.Enter)
	if got := eval[string](t, b, "document.activeElement.textContent"); got != "Vos réponses sont prêtes" {
		t.Errorf("the focus is on %q", got)
	}
	if left := b.text(t, ".erreur, .resume-erreurs"); left != "" {
		t.Errorf("still to be corrected: %q", left)
	}
	b.message(t, wholeText)
	b.file(t, wholeText)
	if requests, console := b.seen(); len(requests) != len(loaded) || len(console) > 0 {
		t.Errorf("requests after loading: %v; console: %v", requests[len(loaded):], console)
	}
}

// summary checks the list of what to correct, and where the focus is.
func (b *tab) summary(t *testing.T) {
	t.Helper()
	const want = `4 réponses sont à corriger
Quelle est votre organisation ? Écrivez une réponse : cette question est obligatoire.
Combien de personnes ? Écrivez seulement un nombre, en chiffres, comme 12 ou 12,5.
Votre adresse : Il manque le signe @. Écrivez une adresse comme prenom@exemple.be.
Pour qui ? Cochez au moins une réponse : cette question est obligatoire.`
	if got := b.text(t, ".resume-erreurs h3, .resume-erreurs a"); got != want {
		t.Errorf("the summary is\n%s\nnot\n%s", got, want)
	}
	const told = `[document.activeElement.className, ...["organisation", "nombre", "courriel"].map(id => { const e = document.getElementById("q-" + id + "_");
		return [e.getAttribute("aria-invalid"), ...e.getAttribute("aria-describedby").split(" ").map(d => document.getElementById(d).className)].join(" ") }),
		document.querySelector("#q-publics_").closest("fieldset").getAttribute("aria-describedby"), document.querySelectorAll("[aria-invalid]").length].join("\n")`
	if got, want := eval[string](t, b, told), "resume-erreurs\ntrue aide erreur\ntrue erreur\ntrue erreur\nq-publics_erreur_\n3"; got != want {
		t.Errorf("what assistive technology is told:\n%s\nnot\n%s", got, want)
	}
	b.press(t, kb.Tab)
	b.press(t, kb.Enter)
	if got := eval[string](t, b, "document.activeElement.id"); got != "q-organisation_" {
		t.Errorf("the first link leads to %q", got)
	}
}

// mend corrects the answers; a problem goes away as soon as it is none.
func (b *tab) mend(t *testing.T) {
	t.Helper()
	b.typeIn(t, "Le Relais")
	for _, answer := range [][2]string{{"nombre", "12,5"}, {"courriel", "prenom@exemple.be"}} {
		id, text := answer[0], answer[1]
		eval[string](t, b, fmt.Sprintf(`(document.getElementById(%q).select(), document.getElementById(%q).focus(), "")`, "q-"+id+"_", "q-"+id+"_"))
		b.typeIn(t, text)
		if eval[bool](t, b, fmt.Sprintf(`!!document.getElementById(%q)`, "q-"+id+"_erreur_")) {
			t.Errorf("%s: %s is right, and still said to be wrong", id, text)
		}
	}
	b.tabTo(t, `document.activeElement.id === "q-publics_"`, 10)
	b.typeIn(t, " "+kb.Tab+kb.Tab+" ")
}

// message checks what the e-mail's address says.
func (b *tab) message(t *testing.T, text string) {
	t.Helper()
	u, err := url.Parse(eval[string](t, b, `[...document.querySelectorAll(".sorties a")].find(a => a.textContent.includes("courriel")).href`))
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	if u.Opaque != "info@exemple.be" || q.Get("subject") != "Une demande" || strings.ReplaceAll(q.Get("body"), "\r\n", "\n") != text || strings.Contains(u.RawQuery, "+") {
		t.Errorf("the e-mail is %s", u)
	}
}

// file checks the bytes of the file that is offered.
func (b *tab) file(t *testing.T, text string) {
	t.Helper()
	got := eval[[]int](t, b, `window.lastFile.arrayBuffer().then(a => [...new Uint8Array(a)])`)
	bytes := make([]byte, len(got))
	for i, v := range got {
		bytes[i] = byte(v)
	}
	if want := "\ufeff" + strings.ReplaceAll(text, "\n", "\r\n"); string(bytes) != want {
		t.Errorf("the file is %q, not %q", bytes, want)
	}
	if got := eval[string](t, b, `document.querySelector(".sorties [download]").download + " " + document.querySelector(".sorties [download]").protocol`); got != "demande.txt blob:" {
		t.Errorf("the file's link is %s", got)
	}
}

// TestLongAnswersAreCopied: what an e-mail's address could not hold is said, and copied or attached.
func TestLongAnswersAreCopied(t *testing.T) {
	b := demande(t, "")
	b.fill(t, strings.Repeat("été ", 200))
	b.click(t, "Vérifier et préparer")
	if got := eval[string](t, b, `document.querySelector(".sorties a").href`); got != "mailto:info@exemple.be?subject=Une%20demande" {
		t.Errorf("the e-mail is %s", got)
	}
	if said := b.text(t, ".sorties li:first-child"); !strings.Contains(said, "Préparer un courriel vide") || !strings.Contains(said, "pourrait en couper la fin") {
		t.Errorf("it says %q", said)
	}
	eval[string](t, b, `(navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }, "")`)
	b.click(t, "Copier le texte")
	b.until(t, `/copié/.test(document.querySelector(".sorties [role=status]").textContent)`)
	if text := eval[string](t, b, "window.copied"); !strings.HasPrefix(text, "Demander de l'aide\n\n1. ") || strings.Count(text, "été") != 200 {
		t.Errorf("copied: %.200s", text)
	}
	eval[string](t, b, `(navigator.clipboard.writeText = () => Promise.reject(new Error("no")), document.execCommand = () => false, "")`)
	b.click(t, "Copier le texte")
	b.until(t, `/Ctrl/.test(document.querySelector(".sorties [role=status]").textContent)`)
	if !eval[bool](t, b, `(e => document.activeElement === e && e.selectionEnd - e.selectionStart === e.value.length)(document.querySelector("#texte_"))`) {
		t.Error("the text is not selected")
	}
	eval[string](t, b, `(document.querySelector("#q-organisation_").focus(), "")`)
	b.typeIn(t, "x")
	if b.text(t, ".pret") != "" || eval[string](t, b, `document.querySelector("#texte_").value`) != "" {
		t.Error("what was ready still is, though an answer is another")
	}
}

// TestChoiceTakenBack: a choice that need not be made can be undone.
func TestChoiceTakenBack(t *testing.T) {
	b := demande(t, "")
	b.click(t, "Une journée")
	b.click(t, "Retirer ma réponse")
	if got := eval[string](t, b, `document.querySelectorAll("[name=q-duree]:checked").length + " " + document.activeElement.id`) + " " + b.text(t, ".retirer, .avancement"); got != "0 q-duree_ 0 réponse sur 9" {
		t.Errorf("taken back: %q", got)
	}
}

// TestNothingMovesUnderTheMouse: a message that appears as one leaves a field does not push away the button that is pressed.
func TestNothingMovesUnderTheMouse(t *testing.T) {
	b := demande(t, "")
	eval[string](t, b, `(document.documentElement.style.overflowAnchor = "none", document.querySelector("#q-courriel_").focus(), "")`) // as in Safari
	b.typeIn(t, "prenom")
	at := eval[[]float64](t, b, `(e => { e.scrollIntoView({block: "center", behavior: "instant"}); const r = e.getBoundingClientRect(); return [r.left + 20, r.top + r.height / 2] })(document.querySelector(".finir button"))`)
	for _, kind := range []input.DispatchMouseEventType{input.DispatchMouseEventTypeMousePressed, input.DispatchMouseEventTypeMouseReleased} {
		press := input.DispatchMouseEventParams{Type: kind, X: at[0], Y: at[1], Button: input.MouseButtonLeft, ClickCount: 1}
		if _, err := chromedp.Call(b, input.DispatchMouseEvent, press); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.text(t, ".resume-erreurs h3"); got != "3 réponses sont à corriger" {
		t.Errorf("pressed, the button says %q", got)
	}
}

// TestFormOnPaper: answered, the page prints the questions and the answers, nothing else; not answered, what one writes on.
func TestFormOnPaper(t *testing.T) {
	const sheet = `Demander de l’aide
À envoyer à info@exemple.be (objet : Une demande)
1. Quelle est votre organisation ?
Le Relais
2. Votre besoin
Un besoin.
3. Combien de personnes ?
Sans réponse`
	b := demande(t, "")
	b.see(t, view{width: 720, print: true})
	if got := b.text(t, ".feuille, .garde, .avancement, button"); got != "" {
		t.Errorf("not answered, the paper has %q", got)
	}
	if n := eval[int](t, b, `[...document.querySelectorAll(".question input, .question textarea, .sans-script a")].filter(e => e.checkVisibility()).length`); n != 14 {
		t.Errorf("not answered, the paper has %d controls and addresses", n)
	}
	b.fill(t, "Un besoin.")
	if got := b.text(t, "body"); !strings.HasPrefix(strings.ReplaceAll(got, "\n\n", "\n"), sheet) || strings.Contains(got, "Télé-Accueil") || strings.Contains(got, "Pourquoi") {
		t.Errorf("answered, the paper says\n%s", got)
	}
}

// TestFormWithoutScript: whole, to be typed in, printed, sent; and nothing that would do nothing.
func TestFormWithoutScript(t *testing.T) {
	s := made(t, formSite)
	b := newTab(t)
	b.noScripts(t)
	for url, want := range map[string][]string{
		"formulaires/demande/": {"9 questions", "Ce site n’envoie rien", "À partir de quand ?", "obligatoire", "Envoyer vos réponses", "info@exemple.be", "Ce lien ouvre un message"},
		"formulaires/feuille/": {"1 question", "remettez la feuille"},
	} {
		b.open(t, s.url+url)
		got := b.text(t, "main")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s does not say %q:\n%s", url, w, got)
			}
		}
		if n := eval[int](t, b, `document.querySelectorAll("button, form, [type=submit]").length`); n > 0 {
			t.Errorf("%s has %d things that would do nothing", url, n)
		}
		if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
			t.Errorf("%s is too wide: %q", url, wide)
		}
	}
}

// tooWide finds what would have to be scrolled sideways.
const tooWide = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *")].filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 80))`

// TestFormInEveryState: no violation when it is empty, has mistakes, is ready; targets are large enough; nothing is too wide.
func TestFormInEveryState(t *testing.T) {
	const small = `[...document.querySelectorAll(".questionnaire :is(button, summary, a.bouton, label.case, .question > input, textarea, .resume-erreurs a)")].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9).map(e => e.outerHTML.slice(0, 90))`
	b := demande(t, "")
	for _, state := range []struct {
		name string
		act  func()
	}{
		{"empty", func() {}},
		{"mistakes", func() { b.click(t, "Vérifier et préparer") }},
		{"ready", func() {
			b.fill(t, "Un besoin.")
			b.click(t, "Une heure")
			b.click(t, "Vérifier et préparer")
			b.click(t, "Relire le texte")
			b.until(t, `document.querySelector(".pret details").open`)
		}},
	} {
		state.act()
		b.axe(t)
		for _, width := range []int64{320, 360} {
			b.see(t, view{width: width})
			if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
				t.Errorf("%s at %d px is too wide: %q", state.name, width, wide)
			}
		}
		if bad := eval[[]string](t, b, small); len(bad) > 0 {
			t.Errorf("%s: less than 44 px tall: %q", state.name, slices.Compact(bad))
		}
	}
}

package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"
)

// form is the editors' form in a tab.
type form struct {
	*tab
	t *testing.T
	served
}

// openForm opens the form of a preview on a page of its own: "collections/initiatives/new".
func openForm(t *testing.T, s served, where string) form {
	t.Helper()
	f := form{newTab(t), t, s}
	f.see(t, view{width: 1280})
	f.to(where)
	return f
}

func (f form) to(where string) {
	f.t.Helper()
	f.open(f.t, f.url+"admin/#/"+where)
	f.awaits(`!!document.querySelector('[id^="titre-field"]')`)
}

// awaits waits for something of the form to be so; a form that will not be is soon told.
func (f form) awaits(what string) {
	f.t.Helper()
	if !eval[bool](f.t, f.tab, `new Promise(done => { setTimeout(() => done(false), 60000); const look = () => `+what+` ? done(true) : requestAnimationFrame(look); look(); })`) {
		_, console := f.seen()
		f.t.Fatalf("it never is so: %s\n%s\n%s", what, strings.Join(console, "\n"), eval[string](f.t, f.tab, "document.body.innerText.slice(0, 1500)"))
	}
}

// field is the control of a key.
func field(key string) string { return fmt.Sprintf(`document.querySelector('[id^="%s-field"]')`, key) }

// types puts a text in the place of what a field holds, by the keyboard.
func (f form) types(key, text string) {
	f.t.Helper()
	f.typeIn(field(key), text)
	f.awaits(fmt.Sprintf("%s?.value === %q", field(key), text)) // Decap may be drawing it anew
}

func (f form) typeIn(element, text string) {
	f.t.Helper()
	f.awaits(`!!` + element)
	// Decap draws a field anew once it has the focus, and moves the caret then.
	eval[string](f.t, f.tab, fmt.Sprintf(`(e => { e.scrollIntoView({block: "center"}); e.focus(); const frame = () => new Promise(done => requestAnimationFrame(done)); return frame().then(frame).then(() => { e.select && e.select(); return ""; }); })(%s)`, element))
	if err := chromedp.Do(f, chromedp.KeyEvent(text)); err != nil {
		f.t.Fatal(err)
	}
}

// chooses takes a value of a closed list by the start of its label.
func (f form) chooses(key, label string) {
	f.t.Helper()
	f.typeIn(field(key), label)
	f.press(f.t, kb.Enter)
	f.awaits(fmt.Sprintf("%s?.closest('[class*=control]')?.textContent.includes(%q)", field(key), label))
}

// unfolds opens a group of keys.
func (f form) unfolds(key string) {
	f.t.Helper()
	eval[string](f.t, f.tab, `(`+field(key)+`.querySelector("button").click(), "")`)
}

// saves presses the button and waits for what comes of it.
func (f form) saves(then string) {
	f.t.Helper()
	press := func(name string) { // found and pressed in one breath: Decap draws it anew all the time
		f.awaits(`(b => b && (b.click(), true))([...document.querySelectorAll('[role=button], [role=menuitem]')].filter(b => b.textContent.trim() === ` + fmt.Sprintf("%q", name) + `).pop())`)
	}
	press("Enregistrer")
	f.awaits(`!!document.querySelector('[role=menuitem]')`)
	press("Enregistrer")
	f.awaits(then)
}

// kept is a file of the content; "" when there is none.
func (s served) kept(name string) string {
	data, err := os.ReadFile(filepath.Join(s.content, filepath.FromSlash(name)))
	if err != nil {
		return ""
	}
	return string(data)
}

// stayed checks that nothing was asked of another machine.
func (f form) stayed() {
	f.t.Helper()
	requests, console := f.seen()
	for _, r := range requests {
		if !strings.HasPrefix(r.url, f.url) && !strings.HasPrefix(r.url, "blob:"+f.url) && !strings.HasPrefix(r.url, "data:") {
			f.t.Errorf("the form asks for %s", r.url)
		}
	}
	for _, line := range console {
		if strings.Contains(line, "Content Security Policy") {
			f.t.Error(line)
		}
	}
}

// TestFormCreatesAnInitiative: filled in French by the keyboard, placed on our own map; the file on the disk is the one an
// editor would write, and its page is served.
func TestFormCreatesAnInitiative(t *testing.T) {
	s := preview(t)
	f := openForm(t, s, "collections/initiatives/new")
	f.types("titre", "L’Îlot d’essai")
	f.types("resume", "Un lieu : on y parle.")
	f.chooses("secteurs", "Précarité")
	f.chooses("nature", "Groupe d'entraide")
	f.types("commune", "Namur")
	f.types("code_postal", "05000")
	f.types("code_postal", "5000")
	f.typeIn(`document.querySelector(".lieu-cherche input")`, "Namur")
	f.awaits(`document.querySelector(".lieu-carte [role=status]").textContent.includes("montre Namur")`)
	eval[string](t, f.tab, `(document.querySelector(".plan").focus(), "")`)
	f.press(t, kb.ArrowUp)
	f.press(t, kb.Enter)
	const place = `document.querySelector(".lieu-texte").value`
	f.awaits(`/^50\.4\d{4}, 4\.8\d{4}$/.test(` + place + `)`)
	byKeys := eval[string](t, f.tab, place)
	at := eval[[]float64](t, f.tab, `(b => [b.left + b.width / 2 + 40, b.top + b.height / 2 + 10])(document.querySelector(".plan").getBoundingClientRect())`)
	f.clickAt(t, at[0], at[1])
	f.awaits(place + ` !== "` + byKeys + `"`)
	where := eval[string](t, f.tab, place)
	f.unfolds("contact")
	f.types("courriel", "info@exemple.be")
	f.saves(`location.hash.endsWith("/entries/l-ilot-d-essai")`)
	want := "---\ntitre: L’Îlot d’essai\nresume: \"Un lieu : on y parle.\"\nbrouillon: oui\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\ncode_postal: 5000\ncoordonnees: " + where +
		"\ncontact:\n  courriel: info@exemple.be\n---\n## Problématique et contexte\n\n## Objectifs\n\n## Le projet\n\n## Résultats\n\n## Effets inattendus\n\n## Perspectives\n\n## Conseils pour reproduire l’action\n"
	if diff := cmp.Diff(want, s.kept("initiatives/l-ilot-d-essai.md")); diff != "" {
		t.Error(diff)
	}
	f.awaits(`[...document.querySelectorAll("a")].some(a => a.textContent.includes("Voir la page") && a.href.endsWith("/admin/voir/initiatives/l-ilot-d-essai"))`)
	f.to("collections/initiatives/entries/transit") // an address typed while another fiche is open
	f.awaits(field("resume") + `?.value.includes("Transit")`)
	f.stayed()
	b := newTab(t)
	b.open(t, s.url+"admin/voir/initiatives/l-ilot-d-essai")
	b.until(t, `document.querySelector("h1") && document.querySelector("h1").textContent.includes("Îlot")`)
}

// TestFormEditsOneLine: what is not changed keeps its bytes; what has changed meanwhile is not written over.
func TestFormEditsOneLine(t *testing.T) {
	s := preview(t)
	const name = "initiatives/gp3a.md"
	before := "---\n# La fiche du GP3A\ntitre: \"GP3A\"   # son nom d'usage\nsecteurs: [ sante-mentale,precarite ]\nnature: entraide\n\ncommune: Namur\ncode_postal: 01000\ndepuis: 2022-02\ncontact:\n  # répond le matin\n  telephone: 0487123456 # GSM\n---\n\nLe texte.\n"
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(s.content, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(strings.ReplaceAll(before, "\n", "\r\n"))
	f := openForm(t, s, "collections/initiatives/entries/gp3a")
	if got := eval[string](t, f.tab, field("code_postal")+".value + ' ' + "+field("depuis")+".value"); got != "01000 2022-02" {
		t.Errorf("the form shows %q", got)
	}
	f.unfolds("contact")
	for _, number := range []string{"081 12 34 56", "081 65 43 21"} { // twice, without opening it again
		f.types("telephone", number)
		f.saves(`!document.body.textContent.includes("Pas encore enregistré")`)
		want := strings.ReplaceAll(strings.Replace(before, "0487123456", number, 1), "\n", "\r\n")
		if diff := cmp.Diff(want, s.kept(name)); diff != "" {
			t.Fatal(diff)
		}
	}
	other := before + "Écrit ailleurs.\n"
	write(other)
	f.types("telephone", "02 555 55 55")
	f.saves(`document.body.textContent.includes("Pas enregistré. Ce fichier a changé sur le disque")`)
	if text := eval[string](t, f.tab, "document.body.textContent"); strings.Contains(text, "API_ERROR") {
		t.Error("the message starts with a word of programmers")
	}
	if diff := cmp.Diff(other, s.kept(name)); diff != "" {
		t.Error(diff)
	}
	f.stayed()
}

// TestFormDeletes: what is deleted leaves the site, after a question that says where the file goes, and is there.
func TestFormDeletes(t *testing.T) {
	s := preview(t)
	const name = "initiatives/essai.md"
	const before = "---\ntitre: Un essai\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n---\n"
	if err := os.WriteFile(filepath.Join(s.content, filepath.FromSlash(name)), []byte(before), 0o644); err != nil {
		t.Fatal(err)
	}
	f := openForm(t, s, "collections/initiatives/entries/essai")
	f.answers("initiatives/essai/", 200)
	eval[string](t, f.tab, `(window.confirm = question => (window.asked = question, true), "")`)
	f.awaits(`(b => b && (b.click(), true))([...document.querySelectorAll("button")].find(b => b.textContent.trim() === "Effacer"))`)
	f.awaits(`location.hash.endsWith("/collections/initiatives")`)
	if got := eval[string](t, f.tab, "window.asked"); !strings.Contains(got, "restera dans le dossier « .corbeille »") {
		t.Errorf("the question is %q", got)
	}
	if s.kept(name) != "" || s.kept(".corbeille/"+name) != before {
		t.Error("the file is not in the bin, or still in its place")
	}
	f.answers("initiatives/essai/", 404)
}

// answers waits for an address of the served site to answer so.
func (f form) answers(address string, status int) {
	f.t.Helper()
	eval[string](f.t, f.tab, fmt.Sprintf(`new Promise(done => { const look = () => fetch(%q).then(r => r.status === %d ? done("") : requestAnimationFrame(look)); look(); })`, f.url+address, status))
}

// TestFormTellsOfMistakes: what is saved with a mistake is said to be in no page, with what to write, until it is mended.
func TestFormTellsOfMistakes(t *testing.T) {
	s := preview(t)
	f := openForm(t, s, "collections/initiatives/new")
	f.types("titre", "Le Phare")
	f.chooses("secteurs", "Précarité")
	f.chooses("nature", "Groupe d'entraide")
	f.types("commune", "Namurr")
	f.saves(`document.querySelector("#fautes").textContent.includes("Vouliez-vous dire « Namur »")`)
	if got := eval[string](t, f.tab, `document.querySelector("#fautes").textContent`); !strings.Contains(got, "content/initiatives/le-phare.md") || !strings.Contains(got, "le site ne le montre pas encore") {
		t.Error(got)
	}
	f.open(t, s.url) // and comes back later
	f.to("collections/initiatives/entries/le-phare")
	f.awaits(`document.querySelector("#fautes").textContent.includes("Namurr")`)
	f.types("commune", "Namur")
	f.saves(`document.querySelector("#fautes").textContent === ""`)
	f.stayed()
}

// TestFormOnATelephone: every field is as wide as the window at most, and a fiche can be saved.
func TestFormOnATelephone(t *testing.T) {
	s := preview(t)
	f := openForm(t, s, "collections/pages/new")
	f.see(t, view{width: 360})
	if wide := eval[[]string](t, f.tab, `[...document.querySelectorAll('[id*="-field"]')].filter(e => e.getBoundingClientRect().right > 360).map(e => e.id)`); len(wide) > 0 {
		t.Errorf("wider than the window: %v", wide)
	}
	f.types("titre", "Une page")
	f.saves(`location.hash.endsWith("/entries/une-page")`)
	if s.kept("pages/une-page.md") == "" {
		t.Error("not saved")
	}
}

// TestFormSpeaksFrench: no page of the form shows a word of English, and each control has its name.
func TestFormSpeaksFrench(t *testing.T) {
	s := preview(t)
	f := openForm(t, s, "collections/portraits/new")
	text := eval[string](t, f.tab, `document.body.innerText + [...document.querySelectorAll("[aria-label], [title]")].map(e => "\n" + e.ariaLabel + " " + e.title).join("")`)
	for _, word := range []string{"Save", "Publish", "Delete", "Field", "field", "required", "optional", "Upload", "Expand", "Account", "%{"} {
		if strings.Contains(text, word) {
			t.Errorf("the form says %q:\n%s", word, text)
		}
	}
	unnamed := eval[[]string](t, f.tab, `[...document.querySelectorAll("input, textarea")].filter(e => e.id && !document.querySelector('label[for="' + e.id + '"]') && !e.getAttribute("aria-label")).map(e => e.id)`)
	if len(unnamed) > 0 {
		t.Errorf("without a label: %v", unnamed)
	}
	if got := eval[string](t, f.tab, "document.documentElement.lang"); got != "fr" {
		t.Error(got)
	}
}

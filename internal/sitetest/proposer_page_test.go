package sitetest

import (
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/content"
	sitemodel "enrouteweb.org/balise/internal/site"
)

// TestProposalAsksEveryKey: the page and the field table agree. A key is left out for a reason that is written here.
func TestProposalAsksEveryKey(t *testing.T) {
	unasked := map[string]string{
		"image": "a picture has to come with the file", "image_alt": "goes with the picture", "image_credit": "goes with the picture", "brouillon": "a proposal always is one",
		"publie_le": "not known yet", "mis_a_jour": "it is new", "alias": "it had no address before", "verifie_le": "nobody of the site has checked it", "verifie_par": "likewise",
	}
	var want, got []string
	var collect func(fields []content.Field)
	collect = func(fields []content.Field) {
		for _, f := range fields {
			switch {
			case unasked[f.Path] != "":
				delete(unasked, f.Path)
			case f.Kind == content.Group:
				collect(f.Fields)
			default:
				want = append(want, f.Path)
			}
		}
	}
	collect(content.FieldsOf(sitemodel.KindNamed("initiative")))
	ranks := map[string]bool{}
	for _, n := range sites(t)["defaut"].find("proposer/").nodes {
		name := attr(n, "data-question")
		if strings.HasPrefix(name, "chiffres.") {
			name = "chiffres." + name[strings.LastIndexByte(name, '.')+1:]
		}
		if rank := attr(n, "data-rang"); rank != "" {
			got = append(got, name)
			if ranks[rank] {
				t.Errorf("two keys stand at %s in the file", rank)
			}
			ranks[rank] = true
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if got = slices.Compact(got); !slices.Equal(got, want) {
		t.Errorf("the page asks %v\nnot %v", got, want)
	}
	if len(unasked) > 0 {
		t.Errorf("reasons for keys that are none: %v", unasked)
	}
}

// TestProposalWithoutScript: whole, to be typed in, printed, sent; nothing folded, nothing that would do nothing.
func TestProposalWithoutScript(t *testing.T) {
	b := newTab(t)
	b.see(t, view{width: 320})
	b.noScripts(t)
	b.open(t, sites(t)["defaut"].url+"proposer/")
	got := b.text(t, "main")
	for _, want := range []string{"Quatre réponses suffisent", "Ce site n’envoie rien", "La commune", "Conseils pour reproduire l’action", "Premier chiffre", "Envoyer votre proposition", "les principales questions sont déjà écrites"} {
		if !strings.Contains(got, want) {
			t.Errorf("it does not say %q", want)
		}
	}
	u, err := url.Parse(eval[string](t, b, `document.querySelector(".sans-script a[href^=mailto]").href`))
	if err != nil {
		t.Fatal(err)
	}
	if body := u.Query().Get("body"); !strings.HasPrefix(body, "Son nom :\r\n\r\n") || !strings.Contains(body, "La commune :") || !strings.Contains(body, "Votre nom :") || len(u.String()) > 1800 {
		t.Errorf("the message of %d characters asks %q", len(u.String()), body)
	}
	if n := eval[int](t, b, `document.querySelectorAll("main button, main form, [type=submit]").length`); n > 0 {
		t.Errorf("%d things would do nothing", n)
	}
	if wide := eval[[]string](t, b, tooWide); len(wide) > 0 {
		t.Errorf("too wide: %q", wide)
	}
	if n := eval[int](t, b, `[...document.querySelectorAll(".question input, .question textarea, .question select")].filter(e => e.checkVisibility()).length`); n < 70 {
		t.Errorf("on paper, %d controls", n)
	}
}

// TestProposalOnPaper: not answered, everything to write on, folded parts too; answered, the answers and nothing else.
func TestProposalOnPaper(t *testing.T) {
	b := proposing(t)
	eval[string](t, b, `(dispatchEvent(new Event("beforeprint")), "")`)
	b.see(t, view{width: 720, print: true})
	if got := b.text(t, "main"); !strings.Contains(got, "Conseils pour reproduire") || strings.Contains(got, "Choisir sur la carte") {
		t.Errorf("the sheet says %s", got)
	}
	eval[string](t, b, `(dispatchEvent(new Event("afterprint")), "")`)
	if eval[bool](t, b, `document.querySelector("#recit_").open`) {
		t.Error("printed, what was folded stays open")
	}
	b.set(t, "titre", "Un lieu", "commune", "Namur")
	if got := strings.ReplaceAll(b.text(t, "body"), "\n\n", "\n"); !strings.HasPrefix(got, "Proposer une initiative\nÀ envoyer à info@enrouteweb.org (objet : Proposition d’initiative)\n") || !strings.Contains(got, "La commune\nNamur") || strings.Contains(got, "Sans réponse") {
		t.Errorf("answered, the paper says\n%s", got)
	}
}

// TestProposalInEveryState: no violation when it is empty, has mistakes, shows the map, is ready; targets are large enough; nothing
// is too wide.
func TestProposalInEveryState(t *testing.T) {
	const small = `[...document.querySelectorAll(".questionnaire :is(button, summary, a.bouton, label.case, .question > input, select, textarea, .resume-erreurs a)")].filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 43.9).map(e => e.outerHTML.slice(0, 90))`
	b := proposing(t)
	for _, state := range []struct {
		name string
		act  func()
	}{
		{"empty", func() {}},
		{"unfolded", func() {
			eval[string](t, b, `(document.querySelectorAll("details.partie").forEach(d => d.open = true), "")`)
		}},
		{"mistakes", func() {
			b.click(t, "Vérifier et préparer")
			b.until(t, `document.activeElement.className === "resume-erreurs"`)
		}},
		{"map", func() {
			b.click(t, "Choisir sur la carte")
			b.until(t, `document.documentElement.dataset.choisir === "pret"`)
			b.click(t, "Placer le point au centre")
		}},
		{"ready", func() {
			b.set(t, "titre", "Un lieu", "commune", "Namur", "code-postal", "B-5000", "zone", "")
			b.click(t, "Santé mentale")
			b.click(t, "Recherche")
			b.click(t, "Vérifier et préparer")
			b.until(t, headed+` === "Votre proposition est prête"`)
			b.click(t, "Relire le texte")
		}},
	} {
		state.act()
		b.axe(t)
		b.see(t, view{width: 360, forced: true})
		for _, x := range eval[[]violation](t, b, axeRun) {
			t.Errorf("%s, forced colours: %+v", state.name, x)
		}
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

// TestProposalRefusedOrWithoutAddress: a site may do without the page, and without an address it offers the file only.
func TestProposalRefusedOrWithoutAddress(t *testing.T) {
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for more, want := range map[string]bool{"": true, "proposer: oui\n": true, "proposer: non\n": false} {
		dir, out := t.TempDir(), filepath.Join(t.TempDir(), "site")
		if err := os.Mkdir(filepath.Join(dir, "initiatives"), 0o777); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"site.yaml": "titre: Essai\n" + more, "vocabulaires.yaml": string(vocab), "initiatives/a.md": "---\ntitre: A\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n---\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		if err := l.run(l.bin, "build", "--quiet", "--content", dir, "--output", out, "--date", "2026-11-22"); err != nil {
			t.Fatal(err)
		}
		page, err := os.ReadFile(filepath.Join(out, "proposer", "index.html"))
		scripts, globbed := filepath.Glob(filepath.Join(out, "assets", "*"))
		if n := len(slices.DeleteFunc(scripts, func(s string) bool {
			return !strings.Contains(s, "proposer-") && !strings.Contains(s, "regles-") && !strings.Contains(s, "place-")
		})); globbed != nil || (n > 0) != want {
			t.Errorf("%q: %d of its scripts and styles", more, n)
		}
		home, _ := os.ReadFile(filepath.Join(out, "carte", "index.html"))
		if (err == nil) != want || strings.Contains(string(home), "proposer/") != want {
			t.Errorf("%q: %v", more, err)
		}
		if want && (strings.Contains(string(page), "mailto:") && strings.Contains(string(page), `href="mailto:`) || !strings.Contains(string(page), "Remettez ensuite la feuille à l’équipe du site")) {
			t.Errorf("%q: without an address, the page is %s", more, page)
		}
	}
}

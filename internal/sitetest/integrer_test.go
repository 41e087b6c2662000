package sitetest

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// code is the frame's code, as the builder gives it.
const code = `document.querySelector("#code-cadre_").value`

// TestBuilder: the codes of two choices, what is refused, and what is copied.
func TestBuilder(t *testing.T) {
	b := newTab(t)
	s := sites(t)["dossier"]
	base := "https://exemple.be" + subFolder
	b.see(t, view{width: 1280})
	b.open(t, s.url+"carte/integrer/")
	b.until(t, `!!document.querySelector("#code-cadre_")?.value`)
	set := func(selector, event, change string) {
		t.Helper()
		eval[string](t, b, fmt.Sprintf(`(() => { const e = document.querySelector(%q); %s; e.dispatchEvent(new Event(%q, {bubbles: true})); return "" })()`, selector, change, event))
	}
	set("#secteur_", "change", `e.value = "precarite"`)
	set("[value=liste]", "change", "e.checked = true")
	set("#hauteur_", "change", "e.value = 480")
	b.until(t, code+`.includes("#liste") && `+code+`.includes("precarite") && `+code+`.includes('height="480"')`)
	want := `<iframe src="` + base + `embed/secteur/precarite/#liste" title="Précarité – La pair-aidance en Belgique francophone" width="100%" height="480" loading="lazy" allow="geolocation" style="border:0"></iframe>`
	if got := eval[string](t, b, code); got != want {
		t.Errorf("the frame's code is\n%s\nnot\n%s", got, want)
	}
	eval[string](t, b, `(document.querySelector("iframe.apercu").scrollIntoView(), "")`)
	b.until(t, fmt.Sprintf(`document.querySelector("iframe.apercu").src === %q`, s.url+"embed/secteur/precarite/#liste"))
	s.plainList(t, b, base)
	b.refused(t, set)
	set("[name=couleurs]", "change", "e.checked = false")
	s.oneCard(t, b, base, set)
	eval[string](t, b, `(navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve() }, document.querySelector('[aria-label^="Copier : Le cadre"]').click(), "")`)
	b.until(t, `/copié/.test(document.querySelector("#code-cadre_ ~ .copier [role=status]").textContent)`)
	if !eval[bool](t, b, "window.copied === "+code) {
		t.Error("what is copied is not the code")
	}
}

// oneCard chooses a single initiative, by its name.
func (s *site) oneCard(t *testing.T, b *tab, base string, set func(selector, event, change string)) {
	t.Helper()
	set("[value=fiche]", "change", "e.checked = true")
	b.until(t, `document.querySelector("#noms_").childElementCount > 0`)
	one := s.initiatives(t)[3]
	set("#nom_", "input", fmt.Sprintf("e.value = %q", one.Properties.Titre))
	b.until(t, code+fmt.Sprintf(`.includes("?i=%s#fiche")`, one.ID))
	if plain := eval[string](t, b, `document.querySelector("#code-html_").value`); !strings.Contains(plain, base+"initiatives/"+one.ID+"/") || !strings.Contains(plain, "tel:107") || strings.Contains(plain, "<script") {
		t.Errorf("one card in plain HTML: %s", plain)
	}
}

// plainList holds the plain HTML of a list to what it promises: every entry, public addresses, the numbers, no script.
func (s *site) plainList(t *testing.T, b *tab, base string) {
	t.Helper()
	var want []string
	for _, i := range s.initiatives(t) {
		if slices.Contains(i.Properties.Secteurs, "precarite") {
			want = append(want, base+"initiatives/"+i.ID+"/")
		}
	}
	plain, err := readPage("", []byte(eval[string](t, b, `document.querySelector("#code-html_").value`)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	numbers := 0
	for _, l := range plain.links {
		u, err := url.Parse(l.value)
		switch {
		case err == nil && u.Scheme == "tel":
			numbers++
		case l.value == base+"carte/secteur/precarite/": // the way back
		default:
			got = append(got, l.value)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) || numbers != 3 {
		t.Errorf("the list links to %v and has %d numbers", got, numbers)
	}
	for _, n := range plain.nodes {
		if n.Data == "script" || n.Data == "img" || attr(n, "class") != "" {
			t.Errorf("the list has <%s>", n.Data)
		}
	}
}

// refused chooses colours nobody could read: no code, and what to change; then colours that can be.
func (b *tab) refused(t *testing.T, set func(selector, event, change string)) {
	t.Helper()
	const codes = `document.querySelector(".codes").checkVisibility()`
	set("[name=couleurs]", "change", "e.checked = true")
	set("[name=fond]", "input", `e.value = "#ffffff"`)
	set("[name=encre]", "input", `e.value = "#777777"`)
	b.until(t, "!"+codes)
	if said := eval[string](t, b, `document.querySelector(".atelier > .annonce").textContent`); !strings.Contains(said, "4,4 pour 1") || !strings.Contains(said, "foncée") {
		t.Errorf("grey on white is refused with %q", said)
	}
	set("[name=encre]", "input", `e.value = "#333333"`)
	b.until(t, codes+` && document.querySelector("#code-cadre_").value.includes("?fond=ffffff&amp;encre=333333&amp;accent=")`)
}

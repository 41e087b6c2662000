package output

import (
	"fmt"
	"testing"

	"golang.org/x/net/html"

	"enrouteweb.org/balise/internal/site"
)

// TestMoveIn: on the page of all chapters, what a chapter's text says of itself and of others stays in the page.
func TestMoveIn(t *testing.T) {
	chapter := &site.Chapter{Base: site.Base{Slug: "ecouter"}, Etape: 4}
	here := map[string]string{"/guide/ecouter/": "ecouter", "/guide/recruter/": "recruter"}
	for in, want := range map[string]string{
		`<h2 id="a">A</h2><h6>F</h6>`:                                                         `<h3 id="ecouter_a">A</h3><h6>F</h6>`,
		`<p><a href="#a">a</a></p>`:                                                           `<p><a href="#ecouter_a">a</a></p>`,
		`<a href="/guide/recruter/">b</a>`:                                                    `<a href="#recruter">b</a>`,
		`<a href="/guide/recruter/#a">b</a>`:                                                  `<a href="#recruter_a">b</a>`,
		`<a href="/guide/ecouter/#a">b</a>`:                                                   `<a href="#ecouter_a">b</a>`,
		`<a href="/initiatives/transit/#a">c</a>`:                                             `<a href="/initiatives/transit/#a">c</a>`,
		`<a href="https://exemple.be/#a">d</a>`:                                               `<a href="https://exemple.be/#a">d</a>`,
		`<input type="checkbox" disabled id="tache_a"> <label for="tache_a">e`:                `<input type="checkbox" disabled id="ecouter_tache_a"> <label for="ecouter_tache_a">e</label>`,
		`<section aria-labelledby="x y" class="notes"><p>f</p></section>`:                     `<section aria-labelledby="ecouter_x ecouter_y" class="notes"><p>f</p></section>`,
		`<section aria-label="Notes"><p><a href="#a" aria-label="Note 1">1</a></p></section>`: `<section aria-label="Notes, étape 4"><p><a aria-label="Note 1" href="#ecouter_a">1</a></p></section>`,
		`<p>Un &lt;mot&gt; &amp; « un autre »<br>ensuite</p>`:                                 `<p>Un &lt;mot&gt; &amp; « un autre »<br>ensuite</p>`,
		`<table><tbody><tr><td colspan="2">g</td></tr></tbody></table>&nbsp;`:                 "<table><tbody><tr><td colspan=\"2\">g</td></tr></tbody></table>\u00a0",
	} {
		if got := recast(in, asHTML, func(n *html.Node) { moveIn(n, chapter, here) }); got != want {
			t.Errorf("%s\ngives %s\nnot   %s", in, got, want)
		}
	}
}

// TestIllustrations: kind by kind, what the text points to first, each once; a few of many; no chapter, page or term.
func TestIllustrations(t *testing.T) {
	link := func(kind, name string) site.Link { return site.Link{Titre: name, URL: "/" + name + "/", Kind: kind} }
	b := &site.Base{LinksTo: []site.Link{link("chapitre", "autre"), link("initiative", "cite"), link("organisation", "smes"), link("terme", "mot")}, BackRefs: []site.Link{link("initiative", "cite"), link("page", "aide"), link("portrait", "zoe")}}
	for i := range 9 {
		b.BackRefs = append(b.BackRefs, link("initiative", fmt.Sprint("i", i)))
	}
	for i := range 7 {
		b.BackRefs = append(b.BackRefs, link("ressource", fmt.Sprint("r", i)))
	}
	got := ""
	for _, x := range illustrations(b) {
		got += fmt.Sprintf("%s: %d, %s… +%d %s\n", x.Titre, len(x.Liens), x.Liens[0].Titre, x.Autres, x.Liste)
	}
	if want := "Initiatives: 6, cite… +4 /carte/\nPortraits: 1, zoe… +0 /portraits/\nRessources: 7, r0… +0 /ressources/\n"; got != want {
		t.Errorf("got\n%s", got)
	}
}

package output

import (
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/site"
)

func word(slug, titre string) *site.Word {
	return &site.Word{Base: site.Base{Kind: site.KindNamed("terme"), Slug: slug, Titre: titre, Key: 1}, Definition: "Définition de « " + titre + " »."}
}

// TestExplain: the first use of each term in running text leads to its definition, whatever its number and accents.
func TestExplain(t *testing.T) {
	var none terms
	found := newTerms([]*site.Word{word("pair-aidant", "pair-aidant"), word("pat", "PAT"), word("comite", "comité d'accompagnement"), word("vecu", "expert du vécu"), word("comite-seul", "comité")})
	for html, want := range map[string]string{
		"<p>Un pair-aidant.</p>":                               "<p>Un [pair-aidant|pair-aidant].</p>",
		"<p>Des Pairs\u2011aidants, un pair aidant.</p>":       "<p>Des [Pairs\u2011aidants|pair-aidant], un pair aidant.</p>",
		"<p>Une paire-aidante.</p>":                            "<p>Une [paire-aidante|pair-aidant].</p>",
		"<h2 id=\"pat\">PAT</h2><p>PAT</p>":                    "<h2 id=\"pat\">PAT</h2><p>[PAT|pat]</p>",
		"<p>Une pat, des pâtes.</p>":                           "<p>Une pat, des pâtes.</p>",
		"<p><a href=\"/x/\">PAT</a> et <code>PAT</code></p>":   "<p><a href=\"/x/\">PAT</a> et <code>PAT</code></p>",
		"<p>Le comité d’accompagnement.</p>":                   "<p>Le [comité d’accompagnement|comite].</p>",
		"<p>Le comité, d’accompagnement.</p>":                  "<p>Le [comité|comite-seul], d’accompagnement.</p>",
		"<p>Experts du <em>vécu</em></p>":                      "<p>Experts du <em>vécu</em></p>",
		"<p>Des experts du\nvécu</p>":                          "<p>Des [experts du\nvécu|vecu]</p>",
		"<p><a href=\"/glossaire/#pat\">le projet</a> PAT</p>": "<p>[le projet|pat] PAT</p>",
		"<p>rien</p>": "<p>rien</p>",
		"<p>Un PAT":   "<p>Un [PAT|pat]",
	} {
		got, defs, _ := strings.Cut(string(found.explain(html)), `<section class="mots"`)
		for _, slug := range []string{"pair-aidant", "pat", "comite", "vecu", "comite-seul"} {
			open := `<a class="mot" id="lu_` + slug + `" href="#mot_` + slug + `">`
			if i := strings.Index(got, open); i >= 0 {
				inside, after, _ := strings.Cut(got[i+len(open):], "</a>")
				got = got[:i] + "[" + inside + "|" + slug + "]" + after
				if !strings.Contains(defs, `<li id="mot_`+slug+`"`) {
					t.Errorf("%q: no definition of %s", html, slug)
				}
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", html, got, want)
		}
	}
	if got := none.explain("<p>PAT</p>"); got != "<p>PAT</p>" {
		t.Errorf("without a glossary: %q", got)
	}
}

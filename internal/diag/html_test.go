package diag_test

import (
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/diag"
)

func TestHTMLIsEmptyWithoutProblems(t *testing.T) {
	if got := diag.HTML(nil); got != "" {
		t.Errorf("HTML(nil) = %q", got)
	}
}

func TestHTMLShowsEverythingAProblemSays(t *testing.T) {
	got := diag.HTML(diag.List{{
		Severity: diag.Erreur, Code: "nombre-virgule",
		Pos:    diag.Pos{File: "content/initiatives/été.md", Line: 4, Col: 14, Len: 5},
		Source: "coordonnees: 50,85, 4,35", Message: "Une virgule tient la place d’un point.",
		Hint: "Écrivez les nombres avec un point.", Fix: "coordonnees: 50.85, 4.35",
	}})
	for _, want := range []string{
		`<li class="probleme erreur">`, "Erreur", "content/<wbr>initiatives/<wbr>été.md:4:14",
		"Une virgule tient la place d’un point.", "coordonnees: <mark>50,85</mark>, 4,35", `<span class="numero">4</span>`,
		"Écrivez les nombres avec un point.", "<code>coordonnees: 50.85, 4.35</code>", `class="copier"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

func TestHTMLEscapesWhatEditorsWrite(t *testing.T) {
	evil := `<script>alert("x")</script> & <img onerror='y'>` + "\x1b[31m"
	got := diag.HTML(diag.List{{
		Pos:    diag.Pos{File: `a<b>.md`, Line: 1, Col: 2, Len: 400},
		Source: evil, Message: evil, Hint: evil, Fix: evil,
	}})
	for _, bad := range []string{"<script", "<img", "<b>", "\x1b", " style="} {
		if strings.Contains(got, bad) {
			t.Errorf("%q came through:\n%s", bad, got)
		}
	}
}

func TestHTMLMarksInsideTheLineWhateverThePosition(t *testing.T) {
	for _, c := range []struct {
		name   string
		source string
		pos    diag.Pos
		want   string
	}{
		{"no column", "titre", diag.Pos{Line: 1}, "<code>titre</code>"},
		{"one rune when no length", "éàü", diag.Pos{Line: 1, Col: 2}, "<code>é<mark>à</mark>ü</code>"},
		{"past the end", "titre:", diag.Pos{Line: 1, Col: 7}, "<code>titre:<mark> </mark></code>"},
		{"far past the end", "titre:", diag.Pos{Line: 1, Col: 99, Len: 3}, "<code>titre:<mark> </mark></code>"},
		{"too long", "ab", diag.Pos{Line: 1, Col: 2, Len: 9}, "<code>a<mark>b</mark></code>"},
		{"tab kept", "\ta", diag.Pos{Line: 1, Col: 2}, "<code>\t<mark>a</mark></code>"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := diag.HTML(diag.List{{Pos: c.pos, Source: c.source}})
			if !strings.Contains(got, c.want) {
				t.Errorf("want %s in:\n%s", c.want, got)
			}
		})
	}
}

func TestHTMLOfAWholeFileHasNoLine(t *testing.T) {
	got := diag.HTML(diag.List{{Severity: diag.Avertissement, Pos: diag.Pos{File: "x.md"}, Message: "Vide."}})
	if strings.Contains(got, "<pre") || strings.Contains(got, "Ligne corrigée") || !strings.Contains(got, ">x.md<") {
		t.Error(got)
	}
}

// TestExplained: each problem leads to what explains it, and nowhere when nothing does.
func TestExplained(t *testing.T) {
	l := diag.List{{Code: "a", Message: "A."}, {Code: "b", Message: "B."}}
	got := diag.Explained(l, func(code string) string {
		return map[string]string{"a": `/aide/?x="&#a`}[code]
	})
	if want := `<a href="/aide/?x=&#34;&amp;#a">Que faire`; !strings.Contains(got, want) || strings.Count(got, "Que faire") != 1 {
		t.Errorf("want %s once in:\n%s", want, got)
	}
	if got := diag.HTML(l); strings.Contains(got, "Que faire") {
		t.Error(got)
	}
}

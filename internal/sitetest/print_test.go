package sitetest

import (
	"regexp"
	"testing"

	pdf "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

var pdfSheet = regexp.MustCompile(`/Type\s*/Page\b`)

// sheets prints the page, seen as on paper, on A4 and counts its sheets.
func (b *tab) sheets(t testing.TB) int {
	t.Helper()
	inch := 2.54
	out, err := chromedp.Call(b, pdf.PrintToPDF, pdf.PrintToPDFParams{PaperWidth: 21 / inch, PaperHeight: 29.7 / inch})
	if err != nil {
		t.Fatal(err)
	}
	return len(pdfSheet.FindAll(out.Data, -1))
}

// TestActionSheet: an action with its identity card prints as a sheet of two pages, its figures larger than anything else.
func TestActionSheet(t *testing.T) {
	s := sites(t)["defaut"]
	b := newTab(t)
	b.open(t, s.url+"initiatives/formation-bourgogne-franche-comte/")
	b.see(t, view{width: 800, print: true})
	if n := b.sheets(t); n != 2 {
		t.Errorf("%d sheets, want 2", n)
	}
	type sizes struct{ Figures, Title float64 }
	got := eval[sizes](t, b, `(() => {
		const size = s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize);
		return {Figures: size(".chiffres b"), Title: size("h1")};
	})()`)
	if got.Figures <= got.Title {
		t.Errorf("figures of %v px beside a title of %v px: they do not stand out", got.Figures, got.Title)
	}
	shown := eval[string](t, b, `[...document.querySelectorAll("main h2")].filter(e => e.checkVisibility()).map(e => e.textContent).join("|")`)
	want := "En bref|Contact|Où|Problématique et contexte|Objectifs|Le projet|Résultats|Effets inattendus|Perspectives|Conseils pour reproduire l’action|Territoire|Contact|Fiche d’identité de l’action"
	if shown != want {
		t.Errorf("on paper: %s\nwant:     %s", shown, want)
	}
}

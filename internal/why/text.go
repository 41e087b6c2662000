package why

import (
	"fmt"
	"io"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// mostShown is how many lines of one list a person is shown; JSON has them all.
const mostShown = 20

// printer writes an answer as a person reads it.
type printer struct {
	w     io.Writer
	style diag.Style
	err   error
}

// Text writes the answer for a person, in the order of the questions.
func (a *Answer) Text(w io.Writer, style diag.Style) error {
	p := &printer{w: w, style: style}
	p.head(a)
	p.title("Lu ?")
	p.verdict(a.Read)
	if len(a.diags) > 0 && (a.Read.Yes || a.entry) {
		p.problems(a.diags)
	} else if a.entry && a.Published.Yes {
		p.line("Rien n'y est à corriger.")
	}
	p.title("Publié ?")
	p.verdict(a.Published)
	if a.Address != nil {
		p.address(a)
	}
	if a.Map != nil {
		p.place(a.Map)
	}
	p.shown(a)
	p.links(a)
	if len(a.Leaves) > 0 {
		p.title("Ce qui le retirerait, ou pas")
		for _, l := range a.Leaves {
			p.line("- " + l)
		}
	}
	return p.err
}

func (p *printer) print(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

func (p *printer) line(text string) { p.print("  %s\n", text) }

func (p *printer) title(text string) {
	if p.style.Color {
		text = "\x1b[1m" + text + "\x1b[0m"
	}
	p.print("\n%s\n", text)
}

func (p *printer) head(a *Answer) {
	first := a.File
	if first == "" {
		first = a.Address.URL
	}
	p.print("%s\n", first)
	if a.Title != "" {
		what := ""
		if k := site.KindNamed(a.Kind); k != nil {
			what = ", " + k.Un
		}
		p.print("« %s »%s\n", a.Title, what)
	}
}

// verdict prints yes or no, why, and what to do.
func (p *printer) verdict(v Verdict) {
	p.line(v.Why)
	for _, m := range v.More {
		p.line("  " + m)
	}
	if v.Cure != "" {
		p.line("→ " + v.Cure)
	}
}

// problems prints what is wrong with the file, as every command does, set in.
func (p *printer) problems(l diag.List) {
	var b strings.Builder
	if err := diag.Text(&b, l[:min(len(l), mostShown)], p.style); err != nil && p.err == nil {
		p.err = err
	}
	p.print("\n")
	for line := range strings.SplitSeq(strings.TrimRight(b.String(), "\n"), "\n") {
		if line == "" {
			p.print("\n")
			continue
		}
		p.line(line)
	}
	if more := len(l) - mostShown; more > 0 {
		p.line("… et " + french.Count(more, "autre", "autres"))
	}
}

func (p *printer) address(a *Answer) {
	title := "Son adresse"
	if a.entry && !a.Published.Yes {
		title = "Son adresse, une fois publié"
	}
	p.title(title)
	p.line(a.Address.URL)
	for _, old := range a.Address.Old {
		p.line(fmt.Sprintf("L'ancienne adresse %s y mène encore (alias, ligne %d).", old.URL, old.Line))
	}
	if a.Address.Asked != "" && len(a.Address.Old) == 0 {
		p.line("Vous avez donné son ancienne adresse : " + a.Address.Asked)
	}
}

func (p *printer) place(m *OnMap) {
	p.title("Sur la carte ?")
	p.line(m.Where)
	if m.Place != "" {
		p.line("Lieu montré : " + m.Place)
	}
	for _, w := range m.Why {
		p.line("- " + w)
	}
}

// shown prints where the entry appears, a list for each sort of place.
func (p *printer) shown(a *Answer) {
	if !a.entry && len(a.Shown) == 0 {
		return
	}
	title := "Où il paraît"
	if a.entry && !a.Published.Yes && len(a.Shown) > 0 {
		title = "Où il paraîtra"
	}
	p.title(title)
	if a.entry && len(a.Shown) == 0 && a.Everyone == "" {
		p.line("Nulle part.")
		return
	}
	if a.Everyone != "" {
		p.line(a.Everyone)
	}
	for _, sort := range [][3]string{{"page", "1 page ou liste", "pages et listes"}, {"fiche", "La page d'une autre fiche", "pages d'autres fiches"}, {"integrable", "Une carte à poser sur un autre site", "cartes à poser sur d'autres sites"}, {"fichier", "1 fil ou fichier", "fils et fichiers"}} {
		var rows [][2]string
		for _, s := range a.Shown {
			if s.Sort == sort[0] {
				rows = append(rows, [2]string{s.URL, s.Title})
			}
		}
		if len(rows) == 1 {
			p.line(sort[1] + " :")
		} else if len(rows) > 1 {
			p.line(fmt.Sprintf("%s %s :", french.Number(len(rows)), sort[2]))
		}
		if sort[0] == "integrable" && len(rows) > 1 {
			rows = [][2]string{{rows[0][0], "et ses sœurs"}}
		}
		p.rows(rows)
	}
}

func (p *printer) links(a *Answer) {
	if !a.entry && len(a.Links) == 0 {
		return
	}
	title := "Qui y renvoie"
	if a.File == "" {
		title = "Les fiches qu'elle montre"
	}
	p.title(title)
	if len(a.Links) == 0 {
		p.line("Aucune autre fiche.")
	}
	var rows [][2]string
	for _, l := range a.Links {
		where := "lien dans le texte"
		if l.Key != "" {
			where = "clé « " + l.Key + " »"
		}
		if l.Draft != "" {
			where += ", mais non publiée : " + l.Draft
		}
		place := fmt.Sprintf("%s:%d", l.File, l.Line)
		if a.File == "" {
			place, where = l.File, l.Title
		}
		rows = append(rows, [2]string{place, where})
	}
	p.rows(rows)
}

// rows prints two columns.
func (p *printer) rows(rows [][2]string) {
	width := 0
	for i, r := range rows {
		if i < mostShown {
			width = max(width, len([]rune(r[0])))
		}
	}
	for i, r := range rows {
		if i == mostShown {
			p.line("  … et " + french.Count(len(rows)-i, "autre", "autres") + " (avec --json, tous)")
			return
		}
		p.line("  " + strings.TrimRight(r[0]+strings.Repeat(" ", width-len([]rune(r[0])))+"  "+r[1], " "))
	}
}

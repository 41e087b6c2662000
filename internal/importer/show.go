package importer

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/french"
)

// shown is how many lines of one sort a person is shown at once; the report gives them all.
const shown = 40

// printer writes lines, and keeps the first failure.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) f(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// Count gives the number of rows that have one of some fates.
func (p *Plan) Count(fates ...Fate) int {
	n := 0
	for _, o := range p.Rows {
		if slices.Contains(fates, o.Fate) && (o.Path != "" || o.Fate > Draft) {
			n++
		}
	}
	return n
}

// Print writes the plan for a person: where each column goes, what becomes of each row, what could not be read.
func (p *Plan) Print(w io.Writer, source string) error {
	out := &printer{w: w}
	out.f("%s : %s, %s.\n", source, p.Table.Form, french.Count(len(p.Table.Rows), p.Table.Unit, plurals(p.Table.Unit)))
	p.printColumns(out)
	p.printTerms(out)
	p.printFiles(out)
	p.printTwins(out)
	p.printRefused(out)
	p.printNotes(out)
	return out.err
}

// PrintWrong writes only what could not be taken or read.
func (p *Plan) PrintWrong(w io.Writer, _ string) error {
	out := &printer{w: w}
	p.printRefused(out)
	p.printNotes(out)
	return out.err
}

func (p *Plan) printColumns(out *printer) {
	if p.Table.Ours && !slices.ContainsFunc(p.Matches, func(m Match) bool { return m.Asked || m.To.Kind == More }) {
		out.f("Chacune de ses %d colonnes va à la clé du même nom.\n", len(p.Matches))
		return
	}
	out.f("\nColonnes :\n")
	var rows [][]string
	for _, m := range p.Matches {
		to := m.To.String()
		if m.Why != "" {
			to += " (" + m.Why + ")"
		}
		if m.After != "" {
			to += fmt.Sprintf(" si « %s » est vide, sinon sous « Autres informations »", m.After)
		}
		rows = append(rows, []string{q(m.Column.Name), "→ " + to})
	}
	out.table(rows, len(rows))
	if !p.Table.Ours {
		out.f("  Pour changer : --colonnes \"%s=texte\" ; « - » laisse une colonne de côté.\n", p.Matches[len(p.Matches)-1].Column.Name)
	}
}

func (p *Plan) printTerms(out *printer) {
	var known, unknown [][]string
	example := ""
	for _, t := range p.Terms {
		times := french.Count(t.Count, "fois", "fois")
		if t.ID != "" {
			known = append(known, []string{t.List, q(t.Value), "→ " + t.ID, times})
			continue
		}
		unknown = append(unknown, []string{t.List, q(t.Value), times})
		if v := t.Value; example == "" && len(v) <= 40 && !strings.ContainsAny(v, "\"\n$`") {
			example = v // that can be typed
		}
	}
	if len(known) > 0 {
		out.f("\nValeurs comprises :\n")
		out.table(known, len(known))
	}
	if len(unknown) > 0 {
		out.f("\nValeurs inconnues, laissées en remarque dans des brouillons :\n")
		out.table(unknown, len(unknown))
		out.f("  Pour dire ce qu'elles valent : --valeurs \"%s=identifiant\" ; « - » en laisse une de côté.\n", cmp.Or(example, "valeur"))
	}
}

func (p *Plan) printFiles(out *printer) {
	var rows [][]string
	for i := range p.Rows {
		o := &p.Rows[i]
		if o.Path == "" {
			continue
		}
		state := "publiée"
		if o.Fate == Draft {
			state = "brouillon"
			if n := len(o.Why); n > 0 {
				state += ", " + french.Count(n, "point à revoir", "points à revoir")
			}
		}
		rows = append(rows, []string{fmt.Sprintf("%s %d", p.Table.Unit, o.Row), p.Shown(o), short(o.Title, 32), short(o.Place, 20), short(o.Terms, 32), state})
	}
	if len(rows) == 0 {
		out.f("\nAucune fiche à écrire.\n")
		return
	}
	out.f("\n%s :\n", french.Count(len(rows), "fiche à écrire", "fiches à écrire"))
	out.table(rows, shown)
	for _, key := range slices.Sorted(maps.Keys(p.Lacking)) {
		out.f("  Il manque « %s » dans %s.\n", key, french.Count(p.Lacking[key], "fiche", "fiches"))
	}
}

func (p *Plan) printTwins(out *printer) {
	var rows [][]string
	for _, o := range p.Rows {
		if o.Twin == "" || o.Path != "" {
			continue
		}
		what := "identique"
		if len(o.Differs) > 0 {
			var parts []string
			for _, d := range o.Differs {
				parts = append(parts, short(d, 140))
			}
			what = strings.Join(parts, " ; ")
		}
		rows = append(rows, []string{fmt.Sprintf("%s %d", p.Table.Unit, o.Row), short(o.Title, 32), "déjà là : " + o.Twin, what})
	}
	if len(rows) > 0 {
		out.f("\n%s, sans rien écrire :\n", french.Count(len(rows), p.Table.Unit+" déjà là", plurals(p.Table.Unit)+" déjà là"))
		out.table(rows, shown)
	}
}

// plurals is the plural of what a row is called.
func plurals(unit string) string {
	if strings.HasSuffix(unit, "eu") {
		return unit + "x"
	}
	return unit + "s"
}

func (p *Plan) printRefused(out *printer) {
	var rows [][]string
	for _, o := range p.Rows {
		if o.Fate == Refused {
			rows = append(rows, []string{fmt.Sprintf("%s %d", p.Table.Unit, o.Row), short(o.Title, 32), strings.Join(o.Why, " ")})
		}
	}
	if len(rows) > 0 {
		out.f("\n%s :\n", french.Count(len(rows), p.Table.Unit+" dont aucune fiche ne peut être faite", plurals(p.Table.Unit)+" dont aucune fiche ne peut être faite"))
		out.table(rows, shown)
	}
}

// printNotes says what could not be read; what is the same for several rows is said once.
func (p *Plan) printNotes(out *printer) {
	type same struct{ column, value, cause, cure string }
	rows := map[same][]int{}
	var order []same
	for _, n := range p.Notes {
		s := same{n.Column, n.Value, n.Cause, n.Cure}
		if _, ok := rows[s]; !ok {
			order = append(order, s)
		}
		rows[s] = append(rows[s], n.Row)
	}
	if len(order) == 0 {
		return
	}
	out.f("\nÀ savoir :\n")
	for i, s := range order {
		if i == shown {
			out.f("  … et %s. Pour les avoir tous : --rapport FICHIER\n", french.Count(len(order)-i, "autre message", "autres messages"))
			return
		}
		where := []string{}
		if at := p.lines(rows[s]); at != "" {
			where = append(where, at)
		}
		if s.column != "" {
			where = append(where, "colonne "+q(s.column))
		}
		if s.value != "" && !strings.Contains(s.cause, q(s.value)) {
			where = append(where, q(s.value))
		}
		line := s.cause
		if len(where) > 0 {
			line = strings.Join(where, ", ") + " : " + s.cause
		}
		out.f("  %s\n", strings.TrimSpace(line+" "+s.cure))
	}
}

// lines names rows: "ligne 3", "lignes 3, 5 et 8".
func (p *Plan) lines(rows []int) string {
	var out []string
	for _, r := range rows {
		if r > 0 {
			out = append(out, fmt.Sprint(r))
		}
	}
	switch {
	case len(out) == 0:
		return ""
	case len(out) == 1:
		return p.Table.Unit + " " + out[0]
	case len(out) > 8:
		return fmt.Sprintf("%s %s et %d autres", plurals(p.Table.Unit), strings.Join(out[:7], ", "), len(out)-7)
	}
	return plurals(p.Table.Unit) + " " + french.List(out, "et")
}

// table writes rows with their columns aligned, and no more than asked.
func (p *printer) table(rows [][]string, most int) {
	all := len(rows)
	rows = rows[:min(all, most)]
	var widths []int
	for _, r := range rows {
		for i, c := range r[:len(r)-1] {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, r := range rows {
		line := " "
		for i, c := range r {
			line += " " + c
			if i < len(r)-1 {
				line += strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+1)
			}
		}
		p.f("%s\n", strings.TrimRight(line, " "))
	}
	if all > most {
		p.f("  … et %s. Pour tout avoir : --rapport FICHIER\n", french.Count(all-most, "autre", "autres"))
	}
}

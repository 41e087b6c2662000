package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Style says how Text draws.
type Style struct {
	Color bool // ANSI colours, for a terminal that wants them
}

const (
	reset  = "\x1b[0m"
	bold   = "\x1b[1m"
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	blue   = "\x1b[1;34m"
	dim    = "\x1b[2m"
	green  = "\x1b[32m"
)

func (s Style) paint(code, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return code + text + reset
}

// Place gives "file:line:col", leaving out what is unknown.
func (p Pos) Place() string {
	switch {
	case p.Line == 0:
		return p.File
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	default:
		return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Col)
	}
}

// Text writes each problem as a person reads it: place, gravity, sentence, the line with a caret under the right rune,
// the hint and the corrected line.
func Text(w io.Writer, l List, s Style) error {
	var b strings.Builder
	for _, d := range l {
		colour := map[Severity]string{Erreur: red, Avertissement: yellow, Conseil: blue}[d.Severity]
		fmt.Fprintf(&b, "%s : %s : %s %s\n", s.paint(bold, d.Pos.Place()), s.paint(colour, d.Severity.String()), d.Message, s.paint(dim, "["+d.Code+"]"))
		if d.Pos.Line > 0 && d.Source != "" {
			number := fmt.Sprint(d.Pos.Line)
			fmt.Fprintf(&b, "  %s %s %s\n", s.paint(dim, number), s.paint(dim, "│"), Printable(d.Source))
			if d.Pos.Col > 0 {
				fmt.Fprintf(&b, "  %s %s %s\n", strings.Repeat(" ", len(number)), s.paint(dim, "│"), s.paint(colour, caret(d)))
			}
		}
		if d.Hint != "" {
			fmt.Fprintf(&b, "  → %s\n", d.Hint)
		}
		if d.Fix != "" {
			fmt.Fprintf(&b, "  Ligne corrigée : %s\n", s.paint(green, Printable(d.Fix)))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// caret draws ^^^ under the marked runes; tabs before it stay tabs, so that it falls under the right one.
func caret(d Diag) string {
	var b strings.Builder
	runes := []rune(Printable(d.Source))
	for i := 0; i < d.Pos.Col-1; i++ {
		if i < len(runes) && runes[i] == '\t' {
			b.WriteByte('\t')
		} else {
			b.WriteByte(' ')
		}
	}
	n := max(1, d.Pos.Len)
	if rest := len(runes) - (d.Pos.Col - 1); rest > 0 {
		n = min(n, rest)
	} else {
		n = 1
	}
	b.WriteString(strings.Repeat("^", n))
	return b.String()
}

// Printable keeps a line on one line and harmless to a terminal: control characters (tab apart) become U+FFFD.
func Printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r != '\t' && (r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0)) {
			return '\uFFFD'
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

type jsonDiag struct {
	Severite   string `json:"severite"`
	Code       string `json:"code"`
	Fichier    string `json:"fichier"`
	Ligne      int    `json:"ligne"`
	Colonne    int    `json:"colonne"`
	Extrait    string `json:"extrait"`
	Message    string `json:"message"`
	Conseil    string `json:"conseil"`
	Correction string `json:"correction,omitempty"`
}

// JSON writes the list as the array that `balise check --json` promises; [] when empty.
func JSON(w io.Writer, l List) error {
	out := make([]jsonDiag, 0, len(l))
	for _, d := range l {
		out = append(out, jsonDiag{d.Severity.String(), d.Code, d.Pos.File, d.Pos.Line, d.Pos.Col,
			strings.ToValidUTF8(d.Source, "\uFFFD"), d.Message, d.Hint, d.Fix})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(out)
}

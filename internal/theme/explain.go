package theme

import (
	"errors"
	"html/template"
	"regexp"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// where reads "template: initiative:12:5: …" and "html/template:initiative:12: …", the shapes of the standard library.
var where = regexp.MustCompile(`^(?:html/)?template: ?([^:]+):(\d+)(?::(\d+))?: ?(.*)$`)

// Diag turns an error of Render into a message with the template's file and line. ok is false for an error of another
// kind: a machine failure.
func (t *Theme) Diag(err error) (d diag.Diag, ok bool) {
	m := where.FindStringSubmatch(firstLine(err))
	if m == nil {
		return diag.Diag{}, false
	}
	src, ok := t.files[m[1]]
	if !ok {
		return diag.Diag{}, false
	}
	return t.explain("gabarit-en-echec", src, err), true
}

// explain places an error in its template: the one the message names, which may not be the one being executed.
func (t *Theme) explain(code string, src source, err error) diag.Diag {
	line, col, text := 0, 0, firstLine(err)
	if m := where.FindStringSubmatch(text); m != nil {
		if named, ok := t.files[m[1]]; ok {
			src = named
		}
		line, _ = strconv.Atoi(m[2]) // digits only; too many of them mean no line
		col, _ = strconv.Atoi(m[3])
		text = m[4]
	}
	var bad *template.Error
	if errors.As(err, &bad) && line == 0 {
		line, text = bad.Line, bad.Description
	}
	d := diag.Diag{Code: code, Pos: diag.Pos{File: src.file, Line: line}, Message: sentence(code) + " " + reason(text), Hint: hint(src)}
	if col > 0 {
		d.Pos.Col = col + 1 // text/template counts from 0
	}
	if d.Source = lineOf(src.text, line); d.Source == "" {
		d.Pos.Line, d.Pos.Col = 0, 0
	}
	return d
}

func sentence(code string) string {
	switch code {
	case "gabarit-illisible":
		return "Ce gabarit est mal écrit :"
	case "gabarit-dangereux":
		return "Ce gabarit place une valeur là où elle ne peut pas être protégée :"
	default:
		return "Ce gabarit ne s'applique pas à la page :"
	}
}

// reasons put the usual messages of text/template in French; the rest is quoted as it is.
var reasons = [...]struct {
	pattern *regexp.Regexp
	french  string
}{
	{regexp.MustCompile(`can't evaluate field (\w+) in type (\S+)`), "« .$1 » n'existe pas ici."},
	{regexp.MustCompile(`function "(\w+)" not defined`), "la fonction « $1 » n'existe pas."},
	{regexp.MustCompile(`no such template "([^"]+)"`), "le gabarit « $1 » n'existe pas."},
	{regexp.MustCompile(`template "?([^" ]+)"? not defined`), "le gabarit « $1 » n'existe pas."},
	{regexp.MustCompile(`undefined variable "?(\$\w+)"?`), "la variable « $1 » n'existe pas."},
	{regexp.MustCompile(`unexpected EOF`), "il manque un « {{end}} » à la fin."},
	{regexp.MustCompile(`unexpected \{\{end\}\}`), "il y a un « {{end}} » de trop."},
	{regexp.MustCompile(`unclosed action`), "il manque « }} »."},
	{regexp.MustCompile(`nil pointer evaluating \S+?\.(\w+)$`), "« .$1 » est demandé à une valeur absente : entourez-le de « {{with … }} »."},
}

func reason(text string) string {
	for _, r := range reasons {
		if m := r.pattern.FindStringSubmatchIndex(text); m != nil {
			return string(r.pattern.ExpandString(nil, r.french, text, m))
		}
	}
	return "« " + diag.Printable(text) + " »."
}

func hint(src source) string {
	if src.over {
		return "Comparez avec le gabarit d'origine, ou retirez votre fichier " + src.path + " pour le retrouver."
	}
	return "Ce gabarit est celui de balise : signalez cette erreur."
}

func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return s
}

// lineOf gives a line of a text, from 1, without its end; "" when there is none.
func lineOf(text string, n int) string {
	for ; n > 1; n-- {
		_, rest, ok := strings.Cut(text, "\n")
		if !ok {
			return ""
		}
		text = rest
	}
	if n < 1 {
		return ""
	}
	line, _, _ := strings.Cut(text, "\n")
	return strings.TrimSuffix(line, "\r")
}

package site

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// almost advises on a plain text that is nearly an organisation's title: it names nobody, and was most likely to. at is where
// the text stands.
func (t *tie) almost(src *Source, at diag.Pos, text string) {
	near := t.nearTitle(text)
	if near == "" {
		return
	}
	d := src.DiagAt(diag.Conseil, "organisation-approchante", at.Line, at.Col, utf8.RuneCountInString(text),
		fmt.Sprintf("Aucune organisation ne s'appelle « %s ».", text), fmt.Sprintf("Vouliez-vous dire « %s » ?", near))
	d.Fix = retitle(d.Source, at.Col, text, near)
	t.diags.Add(d)
}

// nearTitle gives the title of the published organisation that a text nearly is, "" when there is none. It is stricter than
// French spelling asks for elsewhere: people and organisations that have no page are named in the same places.
func (t *tie) nearTitle(text string) string {
	const shortest, long = 5, 10 // letters: below, everything is near; from there on, two may differ
	if utf8.RuneCountInString(text) < shortest || slices.ContainsFunc(t.Withdrawn, func(w Withdrawal) bool { return w.Titre == text }) {
		return ""
	}
	near, ok := french.Nearest(text, t.titles)
	if !ok {
		return ""
	}
	most := 1
	if utf8.RuneCountInString(text) >= long {
		most = 2
	}
	if french.Distance(text, near) > most {
		return ""
	}
	return near
}

// retitle writes a title in place of a text in a line, between quotation marks where YAML would misread it; "" when the text
// does not stand there as it is.
func retitle(line string, col int, text, title string) string {
	runes := []rune(line)
	if col < 1 || col > len(runes) {
		return ""
	}
	head, tail := string(runes[:col-1]), string(runes[col-1:])
	quoted := `"` + title + `"`
	switch {
	case strings.ContainsAny(title, `"\`):
		return ""
	case strings.HasPrefix(tail, `"`+text+`"`), strings.HasPrefix(tail, `'`+text+`'`):
		return head + quoted + tail[len(text)+2:]
	case !strings.HasPrefix(tail, text):
		return ""
	case strings.ContainsAny(title, ",[]{}#&*!|>'%@`:"):
		return head + quoted + tail[len(text):]
	default:
		return head + title + tail[len(text):]
	}
}

// unknownSlug says which files a reference to none may have been meant for: the nearest, and those whose name holds the word.
func (t *tie) unknownSlug(d *diag.Diag, k *Kind, r *Ref) {
	slugs := t.slugs(k)
	var found []string
	near, ok := french.Nearest(r.Text, slugs)
	if ok {
		found = append(found, near)
	}
	for _, s := range slugs {
		if len(r.Text) > 2 && strings.Contains(s, r.Text) && s != near && len(found) < 4 {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return
	}
	names := make([]string, len(found))
	for i, s := range found {
		names[i] = "« " + s + " »"
	}
	d.Hint = "Vouliez-vous dire " + french.List(names, "ou") + " ?"
	if ok || len(found) == 1 {
		d.Fix = replaceAt(d.Source, int(r.Col), r.Text, found[0])
	}
}

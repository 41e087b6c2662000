package content

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// Flaw is what is wrong with one value, before it has a place in a file.
type Flaw struct {
	Severity diag.Severity
	Code     string
	Message  string // one French sentence: what is wrong
	Hint     string // one French sentence: what to do
	Better   string // the value that cures, when a mechanical cure exists
}

// flaw makes an error; its hint is the cure's text when there is one and no other is given.
func flaw(code, better, hint, message string, args ...any) *Flaw {
	f := &Flaw{Severity: diag.Erreur, Code: code, Better: better, Hint: hint, Message: fmt.Sprintf(message, args...)}
	if f.Hint == "" && better != "" {
		f.Hint = "Écrivez " + q(better) + "."
	}
	return f
}

// q puts a word between French quotation marks, for a message. Long or many-lined text is cut.
func q(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		s = strings.TrimSpace(string(r[:57])) + "…"
	}
	return "« " + diag.Printable(s) + " »"
}

// some lists words for a message, at most fifteen of them: cut sooner, a list may hide the one that is looked for.
func some(words []string) string {
	const most = 15
	if len(words) > most {
		return strings.Join(words[:most], ", ") + "…"
	}
	return strings.Join(words, ", ")
}

// stop ends a sentence.
func stop(s string) string {
	if strings.HasSuffix(s, "…") {
		return s
	}
	return s + "."
}

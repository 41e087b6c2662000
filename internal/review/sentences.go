package review

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Lengths in words, beyond which a sentence is lost on the way. Easy-to-read texts have short sentences (Inclusion Europe,
// "L'information pour tous", 2009); guides to plain French ask for 15 to 20 on average, and few above 30.
const (
	longEasy = 15 // of en_clair
	longLead = 30 // of resume
	longText = 30
	most     = 3 // that are told apart in one file
)

// sentence is one of a text: its words, and where it stands.
type sentence struct {
	words     int
	line, col int // from 1, in runes
	length    int // in runes, on its first line
}

// sentences advises on the long ones of an entry.
func sentences(r *read) (list diag.List) {
	if x, ok := r.Entry.(*site.Initiative); ok {
		list.Add(lead(r, "en_clair", x.EnClair, longEasy, "Écrivez-la comme on la dirait à quelqu'un qui apprend à lire : une seule idée, des mots de tous les jours.")...)
	}
	list.Add(lead(r, "resume", r.base.Resume, longLead, cutHint)...)
	var long []sentence
	for _, s := range split(r.src) {
		if s.words > longText {
			long = append(long, s)
		}
	}
	slices.SortStableFunc(long, func(a, b sentence) int { return b.words - a.words })
	for _, s := range long[:min(most, len(long))] {
		list.Add(r.src.DiagAt(diag.Conseil, "phrase-longue", s.line, s.col, s.length, tooLong(s.words, longText), cutHint))
	}
	if more := len(long) - most; more > 0 {
		list.Add(diag.Diag{Severity: diag.Conseil, Code: "phrase-longue", Pos: diag.Pos{File: r.src.File},
			Message: fmt.Sprintf("Et %s dans ce fichier.", french.Count(more, "autre phrase longue", "autres phrases longues")), Hint: "Commencez par celles qui sont montrées."})
	}
	return list
}

const cutHint = "Coupez-la en deux : une idée par phrase se lit mieux, sur un téléphone surtout."

func tooLong(words, limit int) string {
	return fmt.Sprintf("Cette phrase a %d mots : au-delà de %d, beaucoup perdent le fil.", words, limit)
}

// lead judges a sentence of the header.
func lead(r *read, key, text string, limit int, hint string) diag.List {
	longest, at := 0, 0
	for _, s := range cutSentences(text) {
		if s.words > longest {
			longest, at = s.words, s.from
		}
	}
	if longest <= limit {
		return nil
	}
	d := r.src.Diag(diag.Conseil, "phrase-longue", key, tooLong(longest, limit), hint)
	// The sentence itself, when it stands on that line as it is.
	runes := []rune(d.Source)
	if from := min(max(d.Pos.Col-1, 0), len(runes)); from < len(runes) {
		tail, start := string(runes[from:]), text[at:]
		if i := strings.Index(tail, start[:min(len(start), 20)]); i >= 0 && utf8.ValidString(start[:min(len(start), 20)]) {
			d.Pos.Col += utf8.RuneCountInString(tail[:i])
		}
		d.Pos.Len = len(runes) - d.Pos.Col + 1
	}
	return diag.List{d}
}

// part is a sentence in a text, in bytes.
type part struct{ from, to, words int }

// cutSentences splits a text at the ends of its sentences. What is between guillemets is somebody's words, and is not counted.
func cutSentences(text string) []part {
	var out []part
	from := 0
	end := func(to int) {
		if p := (part{from: from, to: to}); strings.TrimSpace(text[from:to]) != "" {
			p.from += len(text[from:to]) - len(strings.TrimLeftFunc(text[from:to], unicode.IsSpace))
			p.words = countWords(unquoted(text[p.from:to]))
			out = append(out, p)
		}
		from = to
	}
	for i, c := range text {
		if c != '.' && c != '!' && c != '?' && c != '…' {
			continue
		}
		to := i + utf8.RuneLen(c)
		rest := strings.TrimLeft(text[to:], "»”\"’)]*_ \u00a0\u202f\n\t")
		to += len(text[to:]) - len(rest)
		gap := text[i+utf8.RuneLen(c) : to]
		next, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && (!strings.ContainsAny(gap, " \n\t\u00a0\u202f") || !unicode.IsUpper(next) && !strings.ContainsRune("«“\"([–—-", next)) {
			continue
		}
		if c == '.' && rest != "" && abbreviated(text[from:i]) {
			continue
		}
		end(to)
	}
	end(len(text))
	return out
}

// abbreviated tells that a full stop after this text ends a word that is cut short, not a sentence.
func abbreviated(text string) bool {
	word := text[strings.LastIndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })+1:]
	switch french.Fold(word) {
	case "m", "mm", "mme", "mmes", "dr", "pr", "st", "ste", "p", "pp", "cf", "ex", "art", "env", "vol", "av", "bd", "tel", "ed", "coll", "n", "no":
		return true
	}
	return utf8.RuneCountInString(word) == 1 && unicode.IsUpper([]rune(word)[0]) // "J. Dupont"
}

// unquoted takes out what stands between guillemets.
func unquoted(text string) string {
	for {
		i := strings.Index(text, "«")
		if i < 0 {
			return text
		}
		j := strings.Index(text[i:], "»")
		if j < 0 {
			return text
		}
		text = text[:i] + text[i+j+len("»"):]
	}
}

// countWords counts what stands between spaces and holds a letter or a digit.
func countWords(text string) int {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			n++
		}
	}
	return n
}

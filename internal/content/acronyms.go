package content

import (
	"slices"
	"strings"
	"unicode"

	"enrouteweb.org/balise/internal/site"
)

// plainCapitals are words in capitals that everybody reads.
var plainCapitals = []string{"BE", "CD", "CV", "DVD", "FAQ", "FR", "GPS", "GSM", "NB", "NL", "OK", "PDF", "PS", "QR", "SMS", "TV", "USB", "WC"}

// acronyms finds the words of two to eight capitals in a text that starts on a line of the file: each once, with whether
// the text says what it stands for, in the brackets before or after it.
func acronyms(text []byte, line int) []site.Acronym {
	var out []site.Acronym
	for row := range strings.SplitSeq(string(text), "\n") {
		if strings.HasPrefix(row, "    ") || strings.HasPrefix(row, "```") {
			line++
			continue // code
		}
		runes := []rune(row)
		for i := 0; i < len(runes); {
			if !unicode.IsUpper(runes[i]) {
				i = skipWord(runes, i)
				continue
			}
			end := i
			for end < len(runes) && (unicode.IsUpper(runes[end]) || unicode.IsDigit(runes[end])) {
				end++
			}
			if word := string(runes[i:end]); isAcronym(runes, i, end) {
				out = noteAcronym(out, site.Acronym{Text: word, Line: int32(line), Col: int32(i + 1), Told: isTold(runes, i, end)})
			}
			i = skipWord(runes, max(end, i+1)-1)
		}
		line++
	}
	return out
}

// skipWord gives where the next word may start: a letter inside a word starts none.
func skipWord(runes []rune, i int) int {
	if !inWord(runes[i]) {
		return i + 1
	}
	for i < len(runes) && inWord(runes[i]) {
		i++
	}
	return i
}

func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }

// isAcronym judges runes[i:end], capitals and digits: not part of a longer word, an address or a callout's name, no Roman
// number.
func isAcronym(runes []rune, i, end int) bool {
	if end-i < 2 || end-i > 8 {
		return false
	}
	if end < len(runes) && (inWord(runes[end]) || strings.ContainsRune("@/_=", runes[end])) {
		return false
	}
	if i > 0 && strings.ContainsRune("@/_.=!&#%", runes[i-1]) {
		return false
	}
	word := string(runes[i:end])
	return strings.Trim(word, "IVXLCDM") != "" && strings.ContainsFunc(word[1:], unicode.IsUpper) && !slices.Contains(plainCapitals, word)
}

// isTold tells that the word is explained where it stands: "CHRS (centre d'hébergement…)" or "Centre … (CHRS, 2022)".
func isTold(runes []rune, i, end int) bool {
	after := strings.TrimLeft(string(runes[end:]), "*_]\u00a0 ")
	if rest, ok := strings.CutPrefix(after, "("); ok && !strings.HasPrefix(rest, "http") && !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, "..") {
		return end < len(runes) && runes[end] != ']' // that bracket is a link's address
	}
	open := strings.LastIndexByte(string(runes[:i]), '(')
	return open > 0 && string(runes[:i])[open-1] == ' ' && !strings.ContainsRune(string(runes[:i])[open:], ')')
}

func noteAcronym(list []site.Acronym, a site.Acronym) []site.Acronym {
	for i := range list {
		if list[i].Text == a.Text {
			list[i].Told = list[i].Told || a.Told
			return list
		}
	}
	return append(list, a)
}

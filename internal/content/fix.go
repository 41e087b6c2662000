package content

import (
	"strings"
	"unicode"
)

// fix gives the line with the value that stands at a place replaced by a better one, "" when the value does not lie on
// that line alone.
func (d *decoder) fix(at span, value, better string) string {
	line := d.work(at.line)
	raw, ok := rawValue(line, at.col, value)
	if !ok {
		return ""
	}
	switch {
	case raw[0] == '"' || raw[0] == '\'':
		better = quote(better)
	case needsQuotes(better, inBrackets(line, at.col, raw)):
		better = quote(better)
	}
	return splice(line, span{at.line, at.col, width(raw)}, better)
}

// fixRaw is fix for a text that is already as YAML wants it.
func (d *decoder) fixRaw(at span, value, better string) string {
	line := d.work(at.line)
	raw, ok := rawValue(line, at.col, value)
	if !ok {
		return ""
	}
	return splice(line, span{at.line, at.col, width(raw)}, better)
}

// rawValue gives a value as typed: what lies between quotes or brackets with them, or the bare text.
func rawValue(line string, col int, value string) (raw string, ok bool) {
	_, rest := cut(line, col)
	if rest == "" {
		return "", false
	}
	switch rest[0] {
	case '"', '\'':
		if end := quoteEnd(rest); end > 0 {
			return rest[:end], true
		}
	case '[', '{':
		if end := bracketEnd(rest); end > 0 {
			return rest[:end], true
		}
	default:
		if value == "" {
			value, _, _ = strings.Cut(rest, " #")
			value = strings.TrimRightFunc(value, unicode.IsSpace)
		}
		// A bare value on one line is its own text. One that goes on below is not.
		if value != "" && strings.HasPrefix(rest, value) {
			return value, true
		}
	}
	return "", false
}

// quoteEnd gives the offset after the quotation mark that closes the one text starts with, 0 when none does.
func quoteEnd(text string) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[0] == '"' && text[i] == '\\':
			i++
		case text[i] != text[0]:
		case text[0] == '\'' && i+1 < len(text) && text[i+1] == '\'':
			i++
		default:
			return i + 1
		}
	}
	return 0
}

// bracketEnd gives the offset after the bracket that closes the one text starts with, 0 when none does.
func bracketEnd(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if !startsValue(text, i) {
				continue
			}
			end := quoteEnd(text[i:])
			if end == 0 {
				return 0
			}
			i += end - 1
		}
	}
	return 0
}

// startsValue tells whether a quotation mark opens a value, and is not an apostrophe inside one.
func startsValue(text string, i int) bool {
	before := strings.TrimRight(text[:i], " ")
	return before == "" || strings.ContainsAny(before[len(before)-1:], "[{,:-") && (len(before) < i || strings.ContainsAny(before[len(before)-1:], "[{,"))
}

// inBrackets tells whether a bare value stands between [ ] or { }, where a comma would end it.
func inBrackets(line string, col int, raw string) bool {
	before, after := cut(line, col)
	rest := strings.TrimLeft(strings.TrimPrefix(after, raw), " ")
	if strings.HasPrefix(rest, ",") || strings.HasPrefix(rest, "]") || strings.HasPrefix(rest, "}") {
		return true
	}
	i := strings.IndexAny(before, "[{")
	return i >= 0 && bracketEnd(before[i:]) == 0 && startsValue(before, i)
}

// needsQuotes tells whether YAML would misread a bare text.
func needsQuotes(text string, flow bool) bool {
	switch {
	case text == "" || text == "~" || text == "null" || text == "-" || text == "?",
		strings.TrimSpace(text) != text,
		strings.ContainsAny(text[:1], ",[]{}#&*!|>'\"%@`"),
		strings.HasPrefix(text, "- "), strings.HasPrefix(text, "? "), strings.HasPrefix(text, ":"),
		strings.Contains(text, ": "), strings.HasSuffix(text, ":"), strings.Contains(text, " #"), strings.Contains(text, "\t"),
		flow && strings.ContainsAny(text, ",[]{}"):
		return true
	}
	return false
}

// inFlow writes a text so that it may stand between { }.
func inFlow(text string) string {
	if needsQuotes(text, true) {
		return quote(text)
	}
	return text
}

// quote puts a text between straight quotation marks, single ones where they spare backslashes. Curly ones around it are
// dropped: they stand for the straight ones.
func quote(text string) string {
	text = straighten(text)
	if strings.ContainsAny(text, `"\`) && !strings.Contains(text, "'") {
		return "'" + text + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\t", " ").Replace(text) + `"`
}

// straighten takes off curly quotation marks that stand around a whole text.
func straighten(text string) string {
	r := []rune(text)
	if len(r) < 2 || !strings.ContainsRune("“”„‟‘‚", r[0]) || !strings.ContainsRune("“”‟’", r[len(r)-1]) {
		return text
	}
	inner := string(r[1 : len(r)-1])
	if strings.ContainsAny(inner, "“”„") {
		return text // “a” et “b”
	}
	return strings.TrimSpace(inner)
}

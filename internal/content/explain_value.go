package content

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// lookAhead is how many lines are searched for the end of a value.
const lookAhead = 30

var (
	blockHeader = regexp.MustCompile(`^[|>][-+0-9]{0,2}(?:\s+#.*)?$`)
	escape      = regexp.MustCompile(`\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^xuU]|.|$)`)
)

// value looks at what stands after a key or a dash, and tells what it holds. in is the key's level, nil in a list.
func (l *linter) value(v string, col int, in *level) held {
	if v == "" || v[0] == '#' {
		return holdsNothing
	}
	switch v[0] {
	case '"', '\'':
		l.quoted(v, col)
		return holdsAll
	case '[', '{':
		l.bracketed(v, col, in)
		return holdsAll
	case '|', '>':
		if blockHeader.MatchString(v) {
			l.skipBlock()
			return holdsAll
		}
	}
	if strings.ContainsRune("|>@`%*&!]},", rune(v[0])) || v == "-" || strings.HasPrefix(v, "- ") || strings.HasPrefix(v, "? ") {
		l.cure("caractere-debut", v, col, 0, 1, quote(v), "Une valeur ne peut pas commencer par « "+v[:1]+" », qui a un autre sens dans un en-tête.", "Mettez la valeur entre guillemets droits.")
		return holdsAll
	}
	return l.bareValue(v, col, in)
}

// cure reports a problem in a value, and proposes another value in its place.
func (l *linter) cure(code, v string, col, off, length int, better, message, hint string) {
	fix := ""
	if better != "" {
		fix = splice(l.cur(), span{l.number(), col, width(v)}, better)
	}
	l.trap(code, col+off, length, fix, message, hint)
}

// bareValue looks for the colon that YAML takes for a second key.
func (l *linter) bareValue(v string, col int, in *level) held {
	text := v
	if i := strings.Index(v, "  #"); i >= 0 {
		text = v[:i] // a remark, set apart as remarks are
	}
	text = strings.TrimRightFunc(text, unicode.IsSpace)
	i := colonAt(text)
	if i < 0 {
		return holdsText
	}
	better := quote(text)
	hint := "Mettez la valeur entre guillemets droits."
	if in != nil {
		if g := groupOf(in); g != nil && g.field(strings.TrimSpace(text[:i])) != nil && i+1 < len(text) {
			better = "{" + strings.TrimSpace(text[:i]) + ": " + inFlow(strings.TrimSpace(text[i+1:])) + "}"
			hint = "Mettez les clés du second niveau entre accolades, ou chacune sur sa ligne, en retrait."
		}
	}
	l.cure("deux-points", text, col, width(text[:i]), 1, better, "Cette valeur contient deux-points suivi d'une espace : balise y voit une seconde clé.", hint)
	return holdsAll
}

// quoted looks at a value that starts with a quotation mark.
func (l *linter) quoted(v string, col int) {
	end := quoteEnd(v)
	if end == 0 {
		l.unclosedQuote(v, col)
		return
	}
	if v[0] == '"' {
		for _, m := range escape.FindAllStringIndex(v[:end], -1) {
			if e := v[m[0]:m[1]]; len(e) < 2 || len(e) == 2 && !strings.ContainsAny(e[1:], "0abt\tnvfre \"/\\N_LP") {
				l.cure("barre-inverse", v[:end], col, width(v[:m[0]]), 2, quote(v[1:end-1]), escapeMessage, "Doublez-la, ou prenez des guillemets simples.")
				return
			}
		}
	}
	tail := strings.TrimLeft(v[end:], " \t")
	if tail == "" || tail[0] == '#' && v[end] == ' ' {
		return
	}
	text := v
	if last := v[len(v)-1]; last == v[0] {
		text = v[1 : len(v)-1]
		if v[0] == '\'' {
			text = strings.ReplaceAll(text, "''", "'")
		} else {
			text = strings.ReplaceAll(text, `\"`, `"`)
		}
	}
	message := "Le guillemet se ferme au milieu de la valeur : ce qui suit n'est plus compris."
	if v[0] == '\'' {
		message = "L'apostrophe du texte ferme le guillemet simple : ce qui suit n'est plus compris."
	}
	l.cure("guillemets", v, col, width(v[:end])-1, 1, quote(text), message, "Entourez toute la valeur d'une autre sorte de guillemets droits.")
}

// unclosedQuote follows a text between quotation marks over the next lines, as YAML allows, until a key shows that the
// mark was forgotten.
func (l *linter) unclosedQuote(v string, col int) {
	for j := l.i + 1; j < min(len(l.lines), l.i+lookAhead); j++ {
		line := l.lines[j]
		if l.startsKey(line) {
			break
		}
		i := closingMark(line, v[0])
		if i < 0 {
			continue
		}
		l.i = j
		if tail := strings.TrimSpace(line[i:]); tail != "" && tail[0] != '#' {
			l.trap("guillemets", 1+width(line[:i]), width(tail), "", "Du texte suit le guillemet qui ferme la valeur.", "Mettez tout le texte avant le guillemet, ou écrivez les guillemets intérieurs « ».")
		}
		return
	}
	l.neverClosedQuote(v, col)
}

// startsKey tells that a line starts with a key, and so is not the rest of the value above.
func (l *linter) startsKey(line string) bool {
	m := keyLine.FindStringSubmatch(line)
	if m == nil {
		return false
	}
	indent := len(line) - len(strings.TrimLeft(line, " "))
	return l.known.all[m[1]] || indent <= l.top().indent && l.isKey(m[1])
}

// neverClosedQuote closes a value at the end of its line.
func (l *linter) neverClosedQuote(v string, col int) {
	v = strings.TrimRightFunc(v, unicode.IsSpace)
	inner := strings.TrimRight(v[1:], "”“’\"'")
	l.cure("guillemet-non-ferme", v, col, 0, 1, quote(strings.TrimSpace(inner)), "Ce guillemet s'ouvre et n'est jamais fermé.", "Fermez la valeur par le même guillemet.")
}

// closingMark gives the offset after the quotation mark that closes a text begun above, -1 when the line has none.
func closingMark(line string, mark byte) int {
	if end := quoteEnd(string(mark) + line); end > 0 {
		return end - 1
	}
	return -1
}

// bracketed looks at a value that starts with a bracket.
func (l *linter) bracketed(v string, col int, in *level) {
	f := (*Field)(nil)
	if in != nil && in.fields != nil {
		f = in.fields.field(in.key)
	}
	end := bracketEnd(v)
	if end == 0 {
		l.unclosedBracket(v, col, f)
		return
	}
	if tail := strings.TrimLeft(v[end:], " \t"); tail != "" && (tail[0] != '#' || v[end] != ' ') {
		better := ""
		if f == nil || f.Free() && !f.List {
			better = quote(v)
		} else if strings.Trim(tail, "]} ") == "" {
			better = v[:end]
		}
		l.cure("crochets", v, col, width(v[:end]), width(v[end:]), better, "Une valeur qui commence par "+v[:1]+" est lue comme une liste : le texte qui suit n'est plus compris.", "Si c'est du texte, mettez la valeur entière entre guillemets droits.")
		return
	}
	if open, closing := v[0], v[end-1]; (open == '[') != (closing == ']') {
		want := map[byte]string{'[': "]", '{': "}"}[open]
		inner := strings.TrimRight(v[:end], "]} ")
		l.cure("crochets", v[:end], col, width(v[:end])-1, 1, inner+missing(inner), "Ce qui s'ouvre par "+string(open)+" se ferme par "+want+".", "Remplacez le signe souligné.")
		return
	}
	if traps := flowTraps(v[:end]); len(traps) > 0 { // the line is mended for one: the next is found when it is read again
		p := traps[0]
		better, hint := v[:p.from]+quote(v[p.from:p.to])+v[p.to:end], "Mettez cet élément entre guillemets droits."
		if p.code == "element-vide" {
			better, hint = v[:p.from]+strings.TrimLeft(v[p.to:end], " "), "Effacez la virgule, ou complétez la liste."
		}
		l.cure(p.code, v[:end], col, width(v[:p.at]), 1, better, p.message, hint)
	}
}

// unclosedBracket follows a list over the next lines, as YAML allows, until a key shows that its end was forgotten.
func (l *linter) unclosedBracket(v string, col int, f *Field) {
	all := v
	for j := l.i + 1; j < min(len(l.lines), l.i+lookAhead); j++ {
		line := strings.TrimRightFunc(l.lines[j], unicode.IsSpace)
		if l.startsKey(line) {
			break
		}
		all += " " + strings.TrimSpace(line)
		if missing(all) == "" {
			l.i = j
			return
		}
	}
	if l.unclosedInside(v, col) {
		return
	}
	better := ""
	closers := missing(v)
	switch {
	case f != nil && f.Free() && !f.List:
		better = quote(v)
	case closers != "" && len(closers) < 10:
		better = strings.TrimRight(v, " ,") + closers
	}
	what := map[byte]string{'[': "Ce crochet", '{': "Cette accolade"}[v[0]]
	l.cure("crochet-non-ferme", v, col, 0, 1, better, what+" s'ouvre et n'est jamais fermé"+map[byte]string{'[': "", '{': "e"}[v[0]]+".", "Fermez-la par "+q(closers)+" à la fin de la ligne.")
}

// unclosedInside reports a quotation mark inside brackets that is never closed, and so hides the bracket's end.
func (l *linter) unclosedInside(v string, col int) bool {
	for i := 0; i < len(v); i++ {
		if v[i] != '"' && v[i] != '\'' || !startsValue(v, i) {
			continue
		}
		if end := quoteEnd(v[i:]); end > 0 {
			i += end - 1
			continue
		}
		end := len(v)
		if j := strings.IndexAny(v[i:], ",]}"); j >= 0 {
			end = i + j
		}
		better := v[:i] + quote(strings.TrimSpace(v[i+1:end])) + v[end:]
		l.cure("guillemet-non-ferme", v, col, width(v[:i]), 1, better+missing(better), "Ce guillemet s'ouvre et n'est jamais fermé.", "Fermez la valeur par le même guillemet.")
		return true
	}
	return false
}

// missing gives the brackets that would close a text.
func missing(v string) string {
	var stack []byte
	for i := 0; i < len(v); i++ {
		switch c := v[i]; c {
		case '[':
			stack = append(stack, ']')
		case '{':
			stack = append(stack, '}')
		case ']', '}':
			if len(stack) > 0 {
				stack = stack[:len(stack)-1]
			}
		case '"', '\'':
			if end := quoteEnd(v[i:]); end > 0 && startsValue(v, i) {
				i += end - 1
			}
		}
	}
	slices.Reverse(stack)
	return string(stack)
}

// flowTrap is an element between brackets that YAML misreads: bytes from to to of the value, the cause at at.
type flowTrap struct {
	from, to, at  int
	code, message string
}

// flowTraps looks at each element of a list or of keys between brackets.
func flowTraps(v string) []flowTrap {
	var out []flowTrap
	var stack []byte
	afterKey := false
	for i := 0; i < len(v); {
		switch c := v[i]; {
		case c == '[' || c == '{':
			stack, afterKey = append(stack, c), false
			i++
		case c == ']' || c == '}':
			stack, afterKey = stack[:max(len(stack)-1, 0)], false
			i++
		case c == ',':
			if before := strings.TrimRight(v[:i], " "); strings.ContainsAny(before[len(before)-1:], ",[{") {
				out = append(out, flowTrap{from: i, to: i + 1, at: i, code: "element-vide", message: "Il manque quelque chose avant cette virgule."})
			}
			afterKey = false
			i++
		case c == ' ':
			i++
		case c == ':' && (i+1 == len(v) || v[i+1] == ' '):
			afterKey = true
			i++
		default:
			if t := bareTiles(v[i:]); afterKey && t != "" {
				out = append(out, flowTrap{from: i, to: i + len(t), at: i + strings.IndexByte(t, '{'), code: "accolades", message: "Ici, une accolade ouvre d'autres clés : l'adresse qui en contient se met entre guillemets."})
				i += len(t)
				continue
			}
			inMap := len(stack) > 0 && stack[len(stack)-1] == '{'
			end := elementEnd(v, i, inMap && !afterKey)
			if t, bad := elementTrap(v[i:end], inMap && !afterKey); bad {
				t.from, t.to, t.at = i, end, i+t.at
				out = append(out, t)
			}
			i = max(end, i+1)
		}
	}
	return out
}

// elementEnd gives where a bare or quoted element ends; a key ends at its colon.
func elementEnd(v string, i int, isKey bool) int {
	if v[i] == '"' || v[i] == '\'' {
		if end := quoteEnd(v[i:]); end > 0 {
			i += end
		}
	}
	for ; i < len(v) && !strings.ContainsRune(",[]{}", rune(v[i])); i++ {
		if isKey && v[i] == ':' && (i+1 == len(v) || v[i+1] == ' ') {
			break
		}
	}
	return i - (len(v[:i]) - len(strings.TrimRight(v[:i], " ")))
}

// elementTrap tells what is wrong with one element.
func elementTrap(e string, isKey bool) (flowTrap, bool) {
	switch {
	case e == "":
		return flowTrap{}, false
	case e[0] == '"' || e[0] == '\'':
		if end := quoteEnd(e); end > 0 && end < len(e) {
			return flowTrap{at: end - 1, code: "guillemets", message: "Le guillemet se ferme au milieu de l'élément : ce qui suit n'est plus compris."}, true
		}
		return flowTrap{}, false
	case strings.ContainsRune("@`%*&!|>", rune(e[0])):
		return flowTrap{code: "caractere-debut", message: "Un élément ne peut pas commencer par « " + e[:1] + " », qui a un autre sens dans un en-tête."}, true
	}
	if i := strings.Index(e, " #"); i >= 0 {
		return flowTrap{at: i + 1, code: "diese", message: "À partir du signe #, la ligne est lue comme une remarque, et le crochet n'est plus fermé."}, true
	}
	if e[0] == '#' {
		return flowTrap{code: "diese", message: "À partir du signe #, la ligne est lue comme une remarque, et le crochet n'est plus fermé."}, true
	}
	if i := colonAt(e); i >= 0 && !isKey {
		return flowTrap{at: i, code: "deux-points", message: "Cet élément contient deux-points suivi d'une espace : balise y voit une seconde clé."}, true
	}
	return flowTrap{}, false
}

// skipBlock passes over the lines of a text opened by "|" or ">".
func (l *linter) skipBlock() {
	line := l.cur()
	base := len(line) - len(strings.TrimLeft(line, " "))
	for l.i+1 < len(l.lines) {
		next := strings.TrimRightFunc(l.lines[l.i+1], unicode.IsSpace)
		if next != "" && len(next)-len(strings.TrimLeft(next, " ")) <= base {
			return
		}
		l.i++
	}
}

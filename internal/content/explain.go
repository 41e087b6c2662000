package content

import (
	"regexp"
	"strings"
	"unicode"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
)

// readHeader gives the header's nodes. When YAML cannot read it, or reads no keys in it, the causes are looked for line
// by line, said, mended, and the mended header is read in its place. ok is false when there is nothing to decode.
func (s *sheet) readHeader(h *header, known *table) (root *yaml.Node, ok bool) {
	root, err := h.load(s.buf)
	if err == nil && (root == nil || root.Kind == yaml.MappingNode && !s.swallows(root, h, known)) && len(s.mended) == 0 {
		return root, true
	}
	l := linter{sheet: s, known: known, first: h.first, lines: strings.Split(strings.TrimSuffix(string(h.text), "\n"), "\n")}
	if err != nil || root != nil && root.Kind != yaml.MappingNode {
		l.run()
	}
	if l.traps == 0 && len(s.mended) == 0 {
		if err != nil {
			s.translate(err, h)
			return nil, false
		}
		return root, true
	}
	for i := range l.lines {
		l.lines[i] = s.work(h.first + i)
	}
	again, err2 := loadYAML([]byte(strings.Join(l.lines, "\n") + "\n"))
	switch {
	case err2 == nil && (again == nil || again.Kind == yaml.MappingNode):
		return again, true
	case err2 == nil || l.open > 0:
		return nil, false // what was said explains it
	}
	s.translate(err2, h)
	return nil, false
}

// swallows finds a text whose forgotten quotation mark was closed by that of a later line: YAML reads the keys in between
// as part of the text, without a word.
func (s *sheet) swallows(n *yaml.Node, h *header, known *table) bool {
	for _, child := range n.Content {
		if child.Kind != yaml.ScalarNode && s.swallows(child, h, known) {
			return true
		}
		if child.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) == 0 || !strings.Contains(child.Value, ":") {
			continue
		}
		at := child.Line + h.first - 1
		line := s.work(at)
		if _, whole := rawValue(line, child.Column, ""); whole {
			continue
		}
		_, v := cut(line, child.Column)
		for next := at + 1; next < at+20; next++ {
			text := s.line(next)
			if m := keyLine.FindStringSubmatch(text); m != nil && known.all[m[1]] {
				l := linter{sheet: s, first: at}
				l.neverClosedQuote(v, child.Column)
				return true
			}
			if v == "" || closingMark(text, v[0]) >= 0 {
				break
			}
		}
	}
	return false
}

// linter looks for what YAML stumbles on, the way a person would: line by line, knowing which keys there are. It runs
// only on a header that YAML refuses.
type linter struct {
	*sheet
	known  *table
	first  int // number of lines[0]
	lines  []string
	i      int     // the line being looked at
	levels []level // the keys' levels that are open, outermost first
	traps  int     // problems found
	open   int     // of those, the ones that no mended line cures
}

// level is a row of keys with one indentation.
type level struct {
	indent int
	fields *table // nil when the keys are not known
	key    string // the last key seen
	value  held   // what it holds
	dash   int    // indentation of its list's dashes, -1 when it has none
}

// held is what stands after a key.
type held uint8

const (
	holdsNothing held = iota // its value may follow below
	holdsText                // a bare text, which may go on below
	holdsAll                 // a value that is complete
	holdsKeys                // keys below
)

func (l *linter) run() {
	l.levels = []level{{indent: l.margin0(), fields: l.known, dash: -1, value: holdsAll}}
	for ; l.i < len(l.lines) && l.traps < 5*maxSame; l.i++ {
		l.examine()
	}
}

// margin0 is the smallest indentation of the lines that hold keys.
func (l *linter) margin0() int {
	least := -1
	for _, line := range l.lines {
		if keyLine.MatchString(line) {
			if n := len(line) - len(strings.TrimLeft(line, " ")); least < 0 || n < least {
				least = n
			}
		}
	}
	return max(least, 0)
}

// number is the file's number of the line being looked at.
func (l *linter) number() int { return l.first + l.i }

// cur is the line being looked at, as mended so far, without its end.
func (l *linter) cur() string {
	return strings.TrimRightFunc(l.work(l.number()), unicode.IsSpace)
}

// top is the innermost level.
func (l *linter) top() *level { return &l.levels[len(l.levels)-1] }

// trap reports a problem; fix, when there is one, is also the line that is read in its place.
func (l *linter) trap(code string, col, length int, fix, message, hint string) {
	x := l.report(diag.Erreur, code, span{l.number(), col, length}, message, hint)
	x.Fix = fix
	l.traps++
	if fix == "" {
		l.open++
	} else {
		l.mend(l.number(), fix)
	}
}

// examine looks at one line.
func (l *linter) examine() {
	line := l.cur()
	if t := strings.TrimLeftFunc(line, unicode.IsSpace); t == "" || t[0] == '#' {
		return
	}
	line = l.checkMargin(line)
	body := strings.TrimLeft(line, " ")
	indent := len(line) - len(body)
	body, indent, dashed := l.dashes(body, indent)
	if body == "" {
		l.top().value = holdsNothing
		return
	}
	if sep := keyEnd(body); sep > 0 {
		l.keyed(body, sep, indent, dashed)
		return
	}
	if l.almostKey(body, indent, dashed) {
		return
	}
	l.bare(body, indent, dashed)
}

// checkMargin wants ordinary spaces before the text.
func (l *linter) checkMargin(line string) string {
	body := strings.TrimLeftFunc(line, unicode.IsSpace)
	margin := line[:len(line)-len(body)]
	if strings.Trim(margin, " ") == "" {
		return line
	}
	at := strings.IndexFunc(margin, func(r rune) bool { return r != ' ' })
	col := 1 + width(margin[:at])
	if strings.Contains(margin, "\t") {
		fix := strings.ReplaceAll(strings.Map(toSpace, strings.ReplaceAll(margin, "\t", "  ")), "\u200b", "") + body
		l.trap("tabulation", col, strings.Count(margin, "\t"), fix, "Cette ligne commence par une tabulation : un en-tête n'accepte que des espaces.", "Mettez deux espaces à la place de chaque tabulation.")
		return fix
	}
	fix := strings.Map(toSpace, margin) + body
	l.trap("espace-insecable", col, 1, fix, "Cette ligne commence par une espace insécable : un en-tête n'accepte que des espaces ordinaires.", "Elle vient souvent d'un copier-coller. Remplacez-la par une espace ordinaire.")
	return fix
}

func toSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// dashes passes over the dashes of a list; what is left stands at the new indentation.
func (l *linter) dashes(body string, indent int) (rest string, at int, dashed bool) {
	for body == "-" || strings.HasPrefix(body, "- ") {
		if !dashed {
			indent = l.checkDash(body, indent)
		}
		dashed = true
		rest := strings.TrimLeft(body[1:], " ")
		indent += len(body) - len(rest)
		body = rest
	}
	return body, indent, dashed
}

// checkDash wants the dashes of a list in one column; it gives the dash's indentation once mended.
func (l *linter) checkDash(body string, indent int) int {
	for len(l.levels) > 1 && l.top().indent > indent {
		l.levels = l.levels[:len(l.levels)-1]
	}
	top := l.top()
	if top.dash < 0 {
		if top.value != holdsText || indent <= top.indent {
			top.dash = indent
		}
		return indent
	}
	if top.dash != indent {
		l.trap("retrait", 1, max(indent, 1), strings.Repeat(" ", top.dash)+body, "Ce tiret n'est pas aligné avec ceux de la même liste.", "Alignez tous les tirets d'une liste.")
		return top.dash
	}
	return indent
}

// keyEnd gives the offset of the colon that ends a key, 0 when the text does not start with one.
func keyEnd(body string) int {
	if body[0] == '"' || body[0] == '\'' {
		end := quoteEnd(body)
		rest := strings.TrimLeft(body[end:], " ")
		if end == 0 || rest == "" || rest[0] != ':' || len(rest) > 1 && rest[1] != ' ' {
			return 0
		}
		return len(body) - len(rest)
	}
	if strings.ContainsAny(body[:1], "[{") {
		return 0
	}
	i := colonAt(body)
	if j := strings.Index(body, " #"); i < 0 || j >= 0 && j < i {
		return 0
	}
	return i
}

// colonAt gives the offset of the first colon that YAML takes for the end of a key, -1 when there is none.
func colonAt(text string) int {
	for i := range len(text) {
		if text[i] == ':' && (i+1 == len(text) || text[i+1] == ' ' || text[i+1] == '\t') {
			return i
		}
	}
	return -1
}

// keyed looks at "key: value".
func (l *linter) keyed(body string, sep, indent int, dashed bool) {
	key := strings.Trim(strings.TrimSpace(body[:sep]), `"'“”`)
	if !l.enter(key, indent, dashed) {
		return
	}
	top := l.top()
	top.key, top.dash = key, -1
	value := strings.TrimLeft(body[sep+1:], " \t")
	top.value = l.value(value, 1+width(l.cur())-width(value), top)
}

var (
	gluedLine  = regexp.MustCompile(`^([\pL_][\pL\pN_-]*)\s*:[\s\x{a0}\x{202f}]*(\S.*)$`)
	equalLine  = regexp.MustCompile(`^([\pL_][\pL\pN_-]*)[\s\x{a0}]*(?:=>?|:=)[\s\x{a0}]*(.*)$`)
	noColon    = regexp.MustCompile(`^([a-z_]+) +(\S.*)$`)
	bulletMark = regexp.MustCompile(`^(?:[•·–—‣▪*][\s\x{a0}]+|-[\x{a0}]*)([^\s-].*)$`)
)

// almostKey finds keys whose colon is missing, glued to the value or written as an equals sign.
func (l *linter) almostKey(body string, indent int, dashed bool) bool {
	line := l.cur()
	head := line[:len(line)-len(body)]
	rewrite := func(m []string, code, message, hint string) bool {
		fix := head + m[1] + ": " + m[2]
		l.trap(code, 1+width(head+m[1]), 1, fix, message, hint)
		l.keyed(m[1]+": "+m[2], len(m[1]), indent, dashed)
		return true
	}
	if m := gluedLine.FindStringSubmatch(body); m != nil && l.isKey(m[1]) && !strings.HasPrefix(m[2], "//") {
		if strings.HasPrefix(strings.TrimPrefix(body, m[1]), ":"+m[2][:1]) {
			return rewrite(m, "espace-manquante", "Il manque une espace après les deux-points.", "On écrit « clé: valeur », avec une espace après les deux-points.")
		}
		return rewrite(m, "espace-insecable", "L'espace après les deux-points est une espace insécable, qui ne compte pas comme espace ici.", "Remplacez-la par une espace ordinaire.")
	}
	if m := equalLine.FindStringSubmatch(body); m != nil && l.isKey(m[1]) {
		return rewrite(m, "signe-egal", "Une clé est suivie de deux-points, pas d'un signe égal.", "On écrit « clé: valeur ».")
	}
	if m := noColon.FindStringSubmatch(body); m != nil && l.known.all[m[1]] && !dashed && indent == l.top().indent && l.top().value != holdsNothing {
		return rewrite(m, "deux-points-manquant", "Il manque deux-points après la clé "+q(m[1])+".", "On écrit « clé: valeur ».")
	}
	return false
}

// isKey tells that a word is a key, or nearly.
func (l *linter) isKey(word string) bool { return l.known.near(word) }

// bare looks at a line without a key: an item of a list, the rest of a text, or something astray.
func (l *linter) bare(body string, indent int, dashed bool) {
	top := l.top()
	col := 1 + width(l.cur()) - width(body)
	if m := bulletMark.FindStringSubmatch(body); m != nil && !dashed && (top.value == holdsNothing || top.dash >= 0) {
		line := l.cur()
		l.trap("tiret-de-liste", col, 1, line[:len(line)-len(body)]+"- "+m[1], "Chaque élément d'une liste commence par un tiret et une espace.", "Remplacez la ligne par celle-ci.")
		if top.dash < 0 {
			top.dash = indent
		}
		l.value(m[1], col+2, nil)
		return
	}
	switch {
	case dashed:
		top.value = l.value(body, col, nil)
		if top.value == holdsNothing {
			top.value = holdsAll
		}
	case strings.Trim(body, "]}, ") == "":
		l.trap("crochet-en-trop", col, width(body), "", "Ce crochet ou cette accolade ferme quelque chose qui n'est pas ouvert.", "Effacez-le, ou ouvrez la liste par [ après la clé.")
	case top.value == holdsNothing && indent > top.indent:
		top.value = l.value(body, col, top)
	case top.value == holdsText && (indent > top.indent || top.dash >= 0 && indent > top.dash):
	default:
		l.astray(body, col, top)
	}
}

// astray reports a line that is neither a key nor part of a value.
func (l *linter) astray(body string, col int, top *level) {
	const message = "Cette ligne n'a pas la forme « clé: valeur »."
	if top.value == holdsText && len(l.levels) == 1 && top.dash < 0 {
		l.trap("ligne-sans-cle", col, width(body), "  "+body, message, "Si c'est la suite du texte au-dessus, décalez-la de deux espaces.")
		return
	}
	l.trap("ligne-sans-cle", col, width(body), "", message, "Effacez-la, ou mettez la valeur entière sur la ligne de sa clé.")
}

// enter finds the level of a key by its indentation; false when the line is no key after all.
func (l *linter) enter(key string, indent int, dashed bool) bool {
	var left *level
	for len(l.levels) > 1 && l.top().indent > indent {
		left = l.top()
		l.levels = l.levels[:len(l.levels)-1]
	}
	top := l.top()
	if top.indent == indent && !dashed {
		return true
	}
	if dashed || top.value == holdsNothing && indent > top.indent {
		top.value = holdsKeys
		l.levels = append(l.levels, level{indent: indent, fields: groupOf(top), dash: -1, value: holdsAll})
		return true
	}
	return l.misaligned(key, indent, top, left)
}

// groupOf gives the fields of the keys under a level's last key.
func groupOf(top *level) *table {
	if top.fields == nil {
		return nil
	}
	if f := top.fields.field(top.key); f != nil {
		return f.group
	}
	return nil
}

// misaligned reports a key between two levels.
func (l *linter) misaligned(key string, indent int, top, left *level) bool {
	body := strings.TrimLeft(l.cur(), " ")
	to := -1
	switch {
	case left != nil && left.fields != nil && left.fields.field(key) != nil:
		to = left.indent
		l.levels = append(l.levels, *left)
	case top.fields != nil && top.fields.field(key) != nil:
		to = top.indent
	}
	if to >= 0 {
		l.trap("retrait", 1, max(indent, 1), strings.Repeat(" ", to)+body, "Cette ligne n'est pas alignée avec les clés du même niveau.", "Les clés d'un même niveau commencent toutes à la même colonne.")
		return true
	}
	if top.value == holdsText {
		col := 1 + width(l.cur()) - width(body) + width(body[:max(colonAt(body), 0)])
		l.trap("deux-points", col, 1, "", "Un texte en plusieurs lignes ne peut pas contenir deux-points suivi d'une espace.", "Mettez tout le texte sur une seule ligne, entre guillemets droits.")
		return false
	}
	l.trap("retrait", 1, max(indent, 1), "", "Cette ligne est décalée sans raison : la clé au-dessus a déjà une valeur.", "Alignez-la avec les autres clés.")
	return false
}

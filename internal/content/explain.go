package content

import (
	"slices"
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
	lines := strings.Split(strings.TrimSuffix(string(h.text), "\n"), "\n")
	open := 0
	for range 5 { // one mended line may show another problem
		l := linter{sheet: s, known: known, first: h.first, lines: lines}
		for i := range lines {
			lines[i] = s.work(h.first + i)
		}
		if err != nil || root != nil && root.Kind != yaml.MappingNode {
			l.run()
		}
		open += l.open
		if l.traps == 0 && len(s.mended) == 0 {
			break
		}
		for i := range lines {
			lines[i] = s.work(h.first + i)
		}
		if root, err = loadYAML([]byte(strings.Join(lines, "\n") + "\n")); err == nil && (root == nil || root.Kind == yaml.MappingNode) {
			return root, true
		}
		if l.traps == 0 {
			break
		}
	}
	switch {
	case open > 0:
		return nil, false // what was said explains it
	case err != nil:
		s.translate(err, h)
		return nil, false
	}
	return root, len(s.mended) == 0
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
	at := l.original(span{l.number(), col, length})
	if slices.ContainsFunc(l.list, func(d diag.Diag) bool { return d.Code == code && d.Pos.Line == at.line && d.Pos.Col == at.col }) {
		return // said at an earlier look
	}
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

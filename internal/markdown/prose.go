package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// French typography, as the Imprimerie nationale asks and readers of French expect:
//
//   - before ; ! ? % € a space typed becomes narrow and unbreakable (U+202F); before « : », and inside guillemets,
//     unbreakable (U+00A0); so after « n° », and, narrow, between groups of three digits;
//   - "…" becomes « … », and “ … ” inside guillemets; ' between or before letters becomes ’; ... becomes …;
//     -- and a lone hyphen between spaces become –, --- becomes —.
//
// A space is never added where none was typed, save inside guillemets: « Bonjour! », 12:30 stay. A no-break space that
// was typed, as itself or as &nbsp;, is kept as it is. What follows a backslash is left alone: \" stays ". Code,
// addresses and e-mail addresses never come here.

const (
	nbsp   = '\u00a0'
	narrow = '\u202f'
)

// Bytes of running text. Most of a text is ordinary, and is copied without a look.
const (
	ordinary = iota
	marked   // ordinary, but changes a space before it
	joiner   // ordinary between two ordinary bytes
	special
)

var classes = [256]uint8{
	'0': marked, '1': marked, '2': marked, '3': marked, '4': marked, '5': marked, '6': marked, '7': marked, '8': marked, '9': marked,
	';': marked, ':': marked, '!': marked, '?': marked, '%': marked,
	' ': joiner, '-': joiner, '.': joiner,
	'\t': special, '\n': special, '\r': special, '"': special, '\'': special, '&': special, '<': special, '>': special,
	'\\': special, '[': special, ']': special, 0xc2: special, 0xe2: special,
}

func proseForm() form {
	return form{name: "prose", write: map[ast.NodeKind]writeFunc{ast.KindText: writeText}}
}

func writeText(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	t := n.(*ast.Text)
	switch p.chain {
	case nil:
		s, last := chain(t, p.src)
		p.prose(s, t.Segment.Start-t.Segment.Padding)
		if last != t {
			p.chain = last
			return ast.WalkContinue
		}
	case t: // written with the first of its chain; its break is not
		p.chain = nil
	default:
		return ast.WalkContinue
	}
	switch {
	case t.HardLineBreak():
		p.raw("<br>\n")
		p.gapText()
		p.prev = 0
	case t.SoftLineBreak():
		p.softBreak(t)
	}
	return ast.WalkContinue
}

// chain gives the text that starts with t and goes on in the nodes after it, and the last of them: goldmark cuts a text
// at signs that turn out to mean nothing, and what a space becomes depends on what follows it.
func chain(t *ast.Text, src []byte) (s []byte, last *ast.Text) {
	s, last = t.Segment.Value(src), t
	for !last.SoftLineBreak() && !last.HardLineBreak() {
		next, ok := last.NextSibling().(*ast.Text)
		if !ok || next.Segment.Start != last.Segment.Stop || next.Segment.Padding != 0 || next.IsRaw() {
			break
		}
		last = next
	}
	if last != t {
		seg := t.Segment.WithStop(last.Segment.Stop)
		s = seg.Value(src)
	}
	return s, last
}

// softBreak writes the end of a line inside a paragraph: a space, unless the next line starts with a sign that may not
// be parted from the last word.
func (p *page) softBreak(n *ast.Text) {
	if unbreakable(p.prev) {
		return
	}
	if next, ok := n.NextSibling().(*ast.Text); ok {
		if r := before(next.Segment.Value(p.src)); r != ' ' {
			p.putRune(r)
			return
		}
	}
	if p.prev == ' ' {
		p.html = bytes.TrimRight(p.html, " ")
	} else {
		p.gapText()
	}
	p.raw("\n")
	p.prev = ' '
}

// gapText parts two words in the text only.
func (p *page) gapText() {
	if !p.mute {
		p.text = append(p.text, ' ')
	}
}

// prose writes running text as typed in Markdown: escapes and entities resolved, typography set. off is where s lies in
// the source, or -1 when it is not there as it is.
func (p *page) prose(s []byte, off int) {
	for i := 0; i < len(s); {
		if j := ordinaries(s, i); j > i {
			p.copied(s[i:j])
			i = j
			continue
		}
		i += p.special(s, i, off)
	}
}

// ordinaries gives the end of the bytes from i on that can be copied without a look.
func ordinaries(s []byte, i int) int {
	j := i
	for j < len(s) {
		switch classes[s[j]] {
		case ordinary, marked:
			j++
		case joiner:
			if j == i || j+1 == len(s) || classes[s[j+1]] != ordinary {
				return j
			}
			j += 2
		default:
			return j
		}
	}
	return j
}

// copied is put for bytes that need no escape.
func (p *page) copied(s []byte) {
	p.html = append(p.html, s...)
	if !p.mute {
		p.text = append(p.text, s...)
	}
	p.prev, _ = utf8.DecodeLastRune(s)
}

// special writes what starts at s[i], and tells how many bytes it took.
func (p *page) special(s []byte, i, off int) int {
	switch s[i] {
	case ' ', '\t', '\n', '\r':
		return p.gap(s, i, off)
	case '"':
		return p.quote(s, i, off)
	case '\'':
		return p.apostrophe(s, i)
	case '.':
		return p.dots(s, i)
	case '-':
		return p.dash(s, i)
	case '&':
		return p.entity(s[i:])
	case '\\':
		return p.escape(s[i:])
	case '[', ']':
		if off >= 0 && !p.mute {
			p.notLink(off + i)
		}
		p.put(s[i : i+1])
		return 1
	}
	r, n := utf8.DecodeRune(s[i:])
	switch r {
	case '«':
		return n + p.openGuillemet(s[i+n:])
	case '»':
		p.closeGuillemet()
	case nbsp, narrow:
		return p.gap(s, i, off)
	default:
		p.put(s[i : i+n])
	}
	return n
}

// gap writes the run of spaces at s[i] as the one space it should be.
func (p *page) gap(s []byte, i, off int) int {
	n, typed := spaces(s[i:])
	r := ' '
	switch rest := s[i+n:]; {
	case typed != 0:
		r = typed
	case p.prev == 0:
		return n
	case len(rest) == 0:
		r = p.after(s, i)
	case rest[0] == '"' && p.closes(off+i+n):
		return n // the closing guillemet brings its own
	case digit(rest[0]) && p.groups(s, i, rest):
		r = narrow
	default:
		if r = before(rest); r == ' ' {
			r = p.after(s, i)
		}
	}
	if unbreakable(p.prev) || p.prev == ' ' && r == ' ' {
		return n
	}
	p.putRune(r)
	return n
}

// spaces measures the spaces that s starts with, and tells the no-break one among them, or 0.
func spaces(s []byte) (n int, typed rune) {
	for n < len(s) {
		r, size := utf8.DecodeRune(s[n:])
		switch {
		case unbreakable(r):
			if typed == 0 {
				typed = r
			}
		case r != ' ' && r != '\t' && r != '\n' && r != '\r':
			return n, typed
		}
		n += size
	}
	return n, typed
}

func unbreakable(r rune) bool { return r == nbsp || r == narrow }

func digit(c byte) bool { return '0' <= c && c <= '9' }

// before tells which space goes before what starts with s.
func before(s []byte) rune {
	if len(s) == 0 {
		return ' '
	}
	switch s[0] {
	case ';', '!', '?', '%':
		return narrow
	case ':':
		return nbsp
	case '&':
		_, runes := decodeEntity(s)
		return before(runes)
	case 0xc2, 0xe2:
		switch r, _ := utf8.DecodeRune(s); r {
		case '€':
			return narrow
		case '»':
			return nbsp
		}
	}
	return ' '
}

// after tells which space follows s[:i]: « n° 5 » stays on one line.
func (p *page) after(s []byte, i int) rune {
	if p.prev == '«' || p.prev == '°' && i >= 3 && (s[i-3] == 'n' || s[i-3] == 'N') {
		return nbsp
	}
	return ' '
}

// groups tells whether the space at s[i] parts two groups of one number, rest being what follows it: 10 000, but neither
// a telephone (02 123 45 67) nor two numbers (en 2022 300 personnes).
func (p *page) groups(s []byte, i int, rest []byte) bool {
	if digits(rest) != 3 || len(rest) > 4 && rest[3] == ' ' && digit(rest[4]) && digits(rest[4:]) != 3 {
		return false
	}
	start := i
	for start > 0 && i-start < 4 && digit(s[start-1]) {
		start--
	}
	n := i - start
	switch {
	case n == 0, n > 3:
		return false
	case start > 1 && s[start-1] == ' ' && digit(s[start-2]), start > 0 && s[start-1] >= utf8.RuneSelf:
		// Not the first group: it takes after the space before it, just written.
		r, _ := utf8.DecodeLastRune(p.html[:len(p.html)-n])
		return n == 3 && unbreakable(r)
	}
	return s[start] != '0' && (start == 0 || s[start-1] != '+')
}

// digits counts the digits that s starts with, up to 4.
func digits(s []byte) int {
	n := 0
	for n < len(s) && n < 4 && digit(s[n]) {
		n++
	}
	return n
}

// apostrophe writes the ' at s[i].
func (p *page) apostrophe(s []byte, i int) int {
	next, _ := utf8.DecodeRune(s[i+1:])
	after, ahead := unicode.IsLetter(p.prev), unicode.IsLetter(next)
	if (after || ahead && !unicode.IsDigit(p.prev)) && !inAddress(s, i) {
		p.putRune('’')
	} else {
		p.put(s[i : i+1])
	}
	return 1
}

// dots writes the full stops at s[i]: three are an ellipsis, another number is left alone.
func (p *page) dots(s []byte, i int) int {
	n := 1
	for i+n < len(s) && s[i+n] == '.' {
		n++
	}
	if n == 3 && !inAddress(s, i) {
		p.putRune('…')
	} else {
		p.copied(s[i : i+n])
	}
	return n
}

// dash writes the hyphens at s[i].
func (p *page) dash(s []byte, i int) int {
	n := 1
	for i+n < len(s) && s[i+n] == '-' {
		n++
	}
	next, _ := utf8.DecodeRune(s[i+n:])
	spaced := (p.prev == ' ' || p.prev == 0) && (next == ' ' || i+n == len(s))
	switch {
	case n == 1 && spaced && p.prev == ' ' && i+n < len(s) && !(i > 1 && digit(s[i-2]) && i+2 < len(s) && digit(s[i+2])),
		n == 2 && (spaced || p.prev != ' ' && p.prev != 0) && !inAddress(s, i):
		p.putRune('–')
	case n == 3 && !inAddress(s, i):
		p.putRune('—')
	default:
		p.copied(s[i : i+n])
	}
	return n
}

// inAddress tells whether the word that holds s[i] looks like an address, where no sign may change.
func inAddress(s []byte, i int) bool {
	for j := i - 1; j >= 0 && i-j < 200 && s[j] != ' '; j-- {
		if s[j] == '@' || s[j] == '/' && s[j+1] == '/' || s[j] == '.' && j >= 3 && string(s[j-3:j]) == "www" {
			return true
		}
	}
	return false
}

// escape writes the backslash at the start of s, or the sign that it protects.
func (p *page) escape(s []byte) int {
	if len(s) > 1 && util.IsPunct(s[1]) {
		p.put(s[1:2])
		return 2
	}
	p.copied(s[:1])
	return 1
}

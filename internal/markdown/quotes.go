package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// mark is a quotation mark in running text.
type mark struct {
	off   int // where it is in the source
	side  side
	typed bool // a guillemet, that pairs nothing but makes what it holds a second level
	level int  // 1: « », 2: “ ”, 0: no pair was found and it stays "
}

// side tells what the neighbours of a straight quote say about it.
type side uint8

const (
	undecided side = iota // "mot"s: closes what is open
	opening
	closing
	floating // spaces on both sides, as some type: " mot "
)

// hasQuotes tells whether a block may hold straight quotes: most hold none, and pay one fast search a line.
func hasQuotes(n ast.Node, src []byte) bool {
	ls := n.Lines()
	for i := range ls.Len() {
		if s := ls.At(i); bytes.IndexByte(src[s.Start:s.Stop], '"') >= 0 {
			return true
		}
	}
	return false
}

// pairBlock finds and pairs the straight quotes of one block of running text.
func pairBlock(n ast.Node, src []byte) []mark {
	var q quoter
	q.node(n, src)
	return q.pairs()
}

// quoter gathers the marks of a text that comes in pieces.
type quoter struct {
	marks   []mark
	prev    rune
	waiting bool // the last mark has not seen what follows it
}

// node reads the text of n's descendants, in order, as it will be written: images are read apart.
func (q *quoter) node(n ast.Node, src []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			s, last := chain(t, src)
			q.text(s, t.Segment.Start-t.Segment.Padding)
			if c = last; last.SoftLineBreak() || last.HardLineBreak() {
				q.see(' ')
			}
		case *ast.CodeSpan, *ast.Image, *ast.AutoLink:
			q.see('x')
		default:
			q.node(c, src)
		}
	}
}

func (q *quoter) text(s []byte, off int) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRune(s[i:])
		switch {
		case r == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			n, r = 2, 'x'
		case r == '"' && inAddress(s, i):
		case r == '"':
			m := mark{off: off + i, side: sideAfter(q.prev)}
			q.see(r)
			q.marks, q.waiting = append(q.marks, m), true
			i += n
			continue
		case r == '«', r == '»':
			m := mark{off: off + i, side: opening, typed: true}
			if r == '»' {
				m.side = closing
			}
			q.see(r)
			q.marks = append(q.marks, m)
			i += n
			continue
		}
		q.see(r)
		i += n
	}
}

// sideAfter tells what a rune says of the quote that follows it.
func sideAfter(prev rune) side {
	switch {
	case prev == 0, unicode.IsSpace(prev):
		return floating
	case bytes.ContainsRune([]byte("([{«“‘’'-–—/\"="), prev):
		return opening
	}
	return closing
}

// see tells the last mark what follows it.
func (q *quoter) see(r rune) {
	if q.waiting {
		m := &q.marks[len(q.marks)-1]
		m.side = decide(m.side, r)
		q.waiting = false
	}
	q.prev = r
}

// decide joins what the rune before and the rune after say of a quote.
func decide(before side, next rune) side {
	space := next == 0 || unicode.IsSpace(next)
	switch {
	case before == floating && space:
		return floating
	case before == floating:
		return opening
	case space || bytes.ContainsRune([]byte(".,;:!?)]}»”…-–—/'’\""), next):
		return closing
	case before == opening:
		return opening
	}
	return undecided
}

// pairs joins each closing mark with the last opening one, then numbers the levels.
func (q *quoter) pairs() []mark {
	if q.waiting {
		q.see(0)
	}
	var open []int
	for i := range q.marks {
		m := &q.marks[i]
		if m.typed {
			continue
		}
		if m.side == floating {
			m.side = opening
			if len(open) > 0 {
				m.side = closing
			}
		}
		switch {
		case m.side == opening:
			open = append(open, i)
		case len(open) > 0:
			m.side = closing
			m.level, q.marks[open[len(open)-1]].level = 1, 1
			open = open[:len(open)-1]
		}
	}
	return levelled(q.marks)
}

// levelled numbers the levels of paired marks and leaves the typed ones out.
func levelled(marks []mark) []mark {
	depth, out := 0, marks[:0]
	for _, m := range marks {
		if m.side == closing && (m.typed || m.level > 0) {
			depth = max(0, depth-1)
		}
		if m.level > 0 && depth > 0 {
			m.level = 2
		}
		if m.side == opening && (m.typed || m.level > 0) {
			depth++
		}
		if !m.typed {
			out = append(out, m)
		}
	}
	return out
}

// mark gives the mark at off, if it is the next; marks before it are past.
func (p *page) mark(off int) (mark, bool) {
	for len(p.quotes) > 0 && p.quotes[0].off < off {
		p.quotes = p.quotes[1:]
	}
	if len(p.quotes) == 0 || p.quotes[0].off != off {
		return mark{}, false
	}
	return p.quotes[0], true
}

// closes tells whether the quote at off closes a pair.
func (p *page) closes(off int) bool {
	m, ok := p.mark(off)
	return ok && m.level > 0 && m.side == closing
}

// quote writes the " at s[i].
func (p *page) quote(s []byte, i, off int) int {
	m, _ := p.mark(off + i)
	switch {
	case m.level == 1 && m.side == opening:
		return 1 + p.openGuillemet(s[i+1:])
	case m.level == 1:
		p.closeGuillemet()
	case m.level == 2 && m.side == opening:
		p.putRune('“')
		n, _ := spaces(s[i+1:])
		return 1 + n
	case m.level == 2:
		p.putRune('”')
	default:
		p.put(s[i : i+1])
	}
	return 1
}

// openGuillemet writes « and its space, and tells how many bytes of space rest gives for it.
func (p *page) openGuillemet(rest []byte) int {
	n, typed := spaces(rest)
	if typed == 0 {
		typed = nbsp
	}
	p.putRune('«')
	p.putRune(typed)
	return n
}

// closeGuillemet writes » after its space, if that is not there yet.
func (p *page) closeGuillemet() {
	if p.prev != 0 && p.prev != ' ' && !unbreakable(p.prev) {
		p.putRune(nbsp)
	}
	p.putRune('»')
}

package markdown

import (
	"bytes"
	"strconv"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"enrouteweb.org/balise/internal/diag"
)

// page is the state of one Render: what is read, what is written, what is gathered on the way. It is the writer that
// goldmark's renderer is given, so that one walk gives the HTML, the text, the links, the headings and the tasks.
type page struct {
	o     Options
	lines // the source

	html []byte
	text []byte

	prev   rune      // the last rune of running text in this block; 0 at its start
	quotes []mark    // the straight quotes still to come in this block, paired
	chain  *ast.Text // the last of the nodes whose text was written with the first's
	mute   bool      // what is written is an attribute, and stays out of the text

	block    int  // where the tag of the block of running text starts in html
	words    int  // where its text starts
	refused  int  // links being written without their <a>
	anchored bool // inside <a>
	anchor   int  // where its content starts in html
	task     int  // where the box of the checklist's line belongs in html
	table    int  // where the content of the table starts in html
	columns  int  // where the text of its header starts

	levels []int          // levels, as typed, of the headings that enclose this place
	ids    map[string]int // base of an id → how many were made from it
	labels map[string]int // names of tables
	opened map[string]int // raw tags dropped and not closed yet
	notes  []*extast.Footnote

	room  *scratch
	doc   Doc
	diags diag.List
}

// scratch is what one rendering leaves to the next: room to write in, nothing that was written.
type scratch struct {
	html, text []byte
	starts     []int
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

func newPage(src []byte, o Options) *page {
	o.FirstLine = max(1, o.FirstLine)
	room := scratches.Get().(*scratch)
	clean, bad := clean(src)
	p := &page{o: o, room: room, html: room.html[:0], text: room.text[:0], lines: lines{src: clean, starts: room.starts[:0]}}
	if bad >= 0 {
		p.report(diag.Diag{
			Severity: diag.Avertissement,
			Code:     "caractere-invalide",
			Message:  "Il y a ici un caractère qui ne peut pas être affiché ; il est remplacé par « � ».",
			Hint:     "Effacez-le et retapez ce passage ; enregistrez le fichier en UTF-8.",
		}, bad, 1)
	}
	return p
}

// finish gives the document once the walk is over.
func (p *page) finish() Doc {
	p.unusedNotes()
	p.doc.HTML = string(p.html)
	if p.o.Text {
		p.doc.Text = string(bytes.TrimSpace(p.text))
	}
	if cap(p.html) < 1<<20 {
		*p.room = scratch{p.html, p.text, p.starts}
		scratches.Put(p.room)
	}
	return p.doc
}

// begin starts a block of running text whose tag was written at html[tag:].
func (p *page) begin(n ast.Node, tag int) {
	p.block, p.words, p.prev = tag, len(p.text), 0
	p.quotes = p.quotes[:0]
	if hasQuotes(n, p.src) {
		p.quotes = pairBlock(n, p.src)
	}
}

// end ends a block of running text; its words never touch those of the next.
func (p *page) end(separator byte) {
	p.prev = 0
	if len(p.text) > p.words {
		p.text = append(p.text, separator)
	}
}

// said gives the text written since start.
func (p *page) said(start int) string { return string(bytes.TrimSpace(p.text[start:])) }

// breakText ends a line of the text.
func (p *page) breakText() {
	p.text = append(bytes.TrimRight(p.text, " "), '\n')
}

// silently runs f, whose text goes in an attribute: it is not part of the page's text, nor of the sentence around it.
func (p *page) silently(f func()) {
	mute, prev, quotes := p.mute, p.prev, p.quotes
	p.mute, p.prev, p.quotes = true, 0, nil
	f()
	p.mute, p.prev, p.quotes = mute, prev, quotes
}

// id makes an id of this page, unique, from base: base, base-2, base-3 …
func (p *page) id(base string) string {
	if p.ids == nil {
		p.ids = map[string]int{}
	}
	s := base
	for p.ids[s] > 0 {
		p.ids[base]++
		s = base + "-" + strconv.Itoa(p.ids[base])
	}
	p.ids[s]++
	s = p.o.Prefix + s
	p.doc.IDs = append(p.doc.IDs, s)
	return s
}

// put writes running text as it is: escaped, without typography.
func (p *page) put(s []byte) {
	if len(s) == 0 {
		return
	}
	p.html = appendEscaped(p.html, s)
	if !p.mute {
		p.text = append(p.text, s...)
	}
	p.prev, _ = utf8.DecodeLastRune(s)
}

// putRune is put for one rune.
func (p *page) putRune(r rune) {
	var b [utf8.UTFMax]byte
	p.put(b[:utf8.EncodeRune(b[:], r)])
}

// raw writes HTML.
func (p *page) raw(parts ...string) {
	for _, s := range parts {
		p.html = append(p.html, s...)
	}
}

// attr writes the value of an attribute.
func (p *page) attr(s string) { p.html = appendEscaped(p.html, []byte(s)) }

func appendEscaped(dst, s []byte) []byte {
	start := 0
	for i, c := range s {
		var e string
		switch c {
		case '&':
			e = "&amp;"
		case '<':
			e = "&lt;"
		case '>':
			e = "&gt;"
		case '"':
			e = "&quot;"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), e...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// What follows makes a page goldmark's util.BufWriter: the nodes that no form of ours writes are written there.

func (p *page) Write(b []byte) (int, error)       { p.html = append(p.html, b...); return len(b), nil }
func (p *page) WriteString(s string) (int, error) { p.html = append(p.html, s...); return len(s), nil }
func (p *page) WriteByte(c byte) error            { p.html = append(p.html, c); return nil }
func (p *page) WriteRune(r rune) (int, error) {
	n := len(p.html)
	p.html = utf8.AppendRune(p.html, r)
	return len(p.html) - n, nil
}
func (p *page) Available() int { return 0 }
func (p *page) Buffered() int  { return 0 }
func (p *page) Flush() error   { return nil }

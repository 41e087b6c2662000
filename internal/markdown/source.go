package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
)

// longest is the longest line, in bytes, for which a correction is worth giving: it is to be read and pasted.
const longest = 8 << 10

// most is how many problems of one body are told: beyond, the file is not what its editor believes.
const most = 500

// lines knows where the lines of a body are. It is made at the first question, since most bodies have no problem, and
// remembers the last place: columns count runes, and a line may be very long.
type lines struct {
	src    []byte
	whole  string // src, once a line of it was quoted
	starts []int
	last   struct{ line, off, col int }
}

// clean makes src fit to be published: LF only, valid UTF-8, no control character. bad is the place of the first
// character replaced, or -1. Neither lines nor columns move: only the CR of a CRLF goes, at the end of its line.
func clean(src []byte) (out []byte, bad int) {
	bad = -1
	if isClean(src) {
		return src[:len(src):len(src)], bad
	}
	out = make([]byte, 0, len(src)+len(src)/8)
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		switch {
		case r == '\r' && i+1 < len(src) && src[i+1] == '\n':
		case r == utf8.RuneError && n == 1, !printable(r):
			if bad < 0 {
				bad = len(out)
			}
			out = append(out, "\uFFFD"...)
		default:
			out = append(out, src[i:i+n]...)
		}
		i += n
	}
	return out[:len(out):len(out)], bad
}

func isClean(src []byte) bool {
	if !utf8.Valid(src) {
		return false
	}
	for i, c := range src {
		if c >= ' ' && c != 0x7f && c != 0xc2 && c < 0xef || c == '\n' || c == '\t' {
			continue
		}
		if r, _ := utf8.DecodeRune(src[i:]); r == '\r' || !printable(r) {
			return false
		}
	}
	return true
}

// printable tells what HTML allows in a page: no control character but white space, no noncharacter.
func printable(r rune) bool {
	switch {
	case r == '\n', r == '\t', r == '\r', r == '\f':
		return true
	case r < ' ', r >= 0x7f && r < 0xa0, r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe:
		return false
	}
	return true
}

// find gives the index of the line that holds the byte at off, and its bounds without its end.
func (l *lines) find(off int) (line, start, stop int) {
	if len(l.starts) == 0 {
		l.starts = append(l.starts, 0)
		for i := bytes.IndexByte(l.src, '\n'); i >= 0; {
			l.starts = append(l.starts, i+1)
			next := bytes.IndexByte(l.src[i+1:], '\n')
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	line = sort.SearchInts(l.starts, off+1) - 1
	start, stop = l.starts[line], len(l.src)
	if line+1 < len(l.starts) {
		stop = l.starts[line+1] - 1
	}
	return line, start, stop
}

// excerpt gives a piece of the source. All share one copy of it.
func (l *lines) excerpt(start, stop int) string {
	if l.whole == "" {
		l.whole = string(l.src)
	}
	return l.whole[start:stop]
}

// at gives the place of n bytes at off in the original file, and the bounds of the line that holds them.
func (p *page) at(off, n int) (pos diag.Pos, start, stop int) {
	off = min(max(off, 0), len(p.src))
	line, start, stop := p.find(off)
	col := p.column(line, start, min(off, stop))
	width := utf8.RuneCount(p.src[off:max(off, min(off+n, stop))])
	return diag.Pos{File: p.o.File, Line: p.o.FirstLine + line, Col: col, Len: max(1, width)}, start, stop
}

// column counts the runes before off, from 1.
func (l *lines) column(line, start, off int) int {
	from, col := start, 1
	if l.last.col > 0 && l.last.line == line && l.last.off <= off {
		from, col = l.last.off, l.last.col
	}
	col += utf8.RuneCount(l.src[from:off])
	l.last.line, l.last.off, l.last.col = line, off, col
	return col
}

// line gives the number, in the original file, of the line that holds the byte at off.
func (p *page) line(off int) int {
	line, _, _ := p.find(min(max(off, 0), len(p.src)))
	return p.o.FirstLine + line
}

// full tells that no more problems are told.
func (p *page) full() bool { return len(p.diags) >= most }

// report adds a problem about n bytes at off.
func (p *page) report(d diag.Diag, off, n int) {
	if p.full() {
		return
	}
	pos, start, stop := p.at(off, n)
	d.Pos, d.Source = pos, p.excerpt(start, stop)
	if d.Fix == d.Source {
		d.Fix = ""
	}
	p.diags.Add(d)
}

// fix gives the line that holds the n bytes at off with repl in their place; "" when they are not in one line, or the
// line is too long to be of use.
func (p *page) fix(off, n int, repl string) string {
	if off < 0 || off+n > len(p.src) {
		return ""
	}
	_, start, stop := p.find(off)
	if off+n > stop || stop-start > longest {
		return ""
	}
	return p.excerpt(start, off) + repl + p.excerpt(off+n, stop)
}

// offset tells where sub lies in src when it is a piece of it, as the destinations that goldmark gives are: never a
// copy, save where a tab was half eaten. A slice keeps its array's end, so that end minus capacity is its place.
func offset(src, sub []byte) (int, bool) {
	off := cap(src) - cap(sub)
	if len(sub) == 0 || off < 0 || off+len(sub) > len(src) || &src[off] != &sub[0] {
		return 0, false
	}
	return off, true
}

// locate is offset with a search from pos on as second best.
func (p *page) locate(sub []byte, pos int) (int, bool) {
	if off, ok := offset(p.src, sub); ok {
		return off, true
	}
	if len(sub) == 0 || pos < 0 || pos > len(p.src) {
		return 0, false
	}
	if i := bytes.Index(p.src[pos:min(len(p.src), pos+longest)], sub); i >= 0 {
		return pos + i, true
	}
	return 0, false
}

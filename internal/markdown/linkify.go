package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// linkify makes links of the https:// and e-mail addresses that a text holds. goldmark's own linkify wakes at each space;
// this one wakes at a colon or an @, which are rare, and looks back.
func linkify() form {
	return form{name: "linkify", parse: []parser.Option{parser.WithInlineParsers(util.Prioritized(addressParser{}, 999))}}
}

type addressParser struct{}

func (addressParser) Trigger() []byte { return []byte{':', '@'} }

func (addressParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if pc.IsInLinkLabel() {
		return nil
	}
	line, seg := block.PeekLine()
	src, at := block.Source(), seg.Start
	start, stop, kind := at, 0, ast.AutoLinkURL
	if line[0] == ':' {
		start, stop = webAddress(src, at, line)
	} else {
		start, stop = mailAddress(src, at, line)
		kind = ast.AutoLinkEmail
		if before := src[:start]; stop > 0 && len(before) >= 7 && string(bytes.ToLower(before[start-7:])) == "mailto:" {
			start, kind = start-7, ast.AutoLinkURL
		}
	}
	if stop == 0 || !takeBack(parent, start, at, pc) {
		return nil
	}
	block.Advance(stop)
	link := ast.NewAutoLink(ast.AutoLinkType(kind), ast.NewTextSegment(text.NewSegment(start, at+stop)))
	link.SetPos(start)
	return link
}

// webAddress reads an address around the colon at src[at], where line starts: its start in src, its end in line, 0 when
// there is none.
func webAddress(src []byte, at int, line []byte) (start, stop int) {
	if !bytes.HasPrefix(line, []byte("://")) {
		return at, 0
	}
	start = at
	for start > 0 && at-start < 6 && isLetter(src[start-1]) {
		start--
	}
	if name := string(bytes.ToLower(src[start:at])); name != "http" && name != "https" || start > 0 && wordByte(src[start-1]) {
		return at, 0
	}
	stop = 3
	for stop < len(line) && (hostByte(line[stop]) || line[stop] >= utf8.RuneSelf && runeIn(line[stop:], unicode.IsLetter)) {
		_, n := utf8.DecodeRune(line[stop:])
		stop += n
	}
	host := bytes.TrimRight(line[3:stop], ".-_")
	dot := bytes.LastIndexByte(host, '.')
	if dot <= 0 || dot == len(host)-1 {
		return at, 0
	}
	if stop < len(line) && bytes.IndexByte([]byte(":/?#"), line[stop]) >= 0 {
		stop = pathEnd(line, stop)
	}
	return start, trimAddress(line, stop)
}

// pathEnd gives the end of the path that starts at line[i].
func pathEnd(line []byte, i int) int {
	for i < len(line) {
		r, n := utf8.DecodeRune(line[i:])
		if r <= ' ' || r == '<' || r == '>' || r == '"' || r == '`' || r == '\\' || r >= utf8.RuneSelf && !unicode.In(r, unicode.L, unicode.M, unicode.N) {
			break
		}
		i += n
	}
	return i
}

// trimAddress leaves out the signs at the end that belong to the sentence.
func trimAddress(line []byte, stop int) int {
	for stop > 3 {
		switch line[stop-1] {
		case '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '-', '|':
			stop--
		case ')':
			if bytes.Count(line[:stop], []byte("(")) >= bytes.Count(line[:stop], []byte(")")) {
				return stop
			}
			stop--
		case ']':
			if bytes.Count(line[:stop], []byte("[")) >= bytes.Count(line[:stop], []byte("]")) {
				return stop
			}
			stop--
		default:
			return stop
		}
	}
	return 0
}

// mailAddress reads an e-mail address around the @ at src[at], as webAddress does.
func mailAddress(src []byte, at int, line []byte) (start, stop int) {
	start = at
	for start > 0 && at-start < 64 && (wordByte(src[start-1]) || bytes.IndexByte([]byte(".+-"), src[start-1]) >= 0) {
		start--
	}
	for start < at && !isAlphanumeric(src[start]) {
		start++
	}
	if start == at || start > 0 && (src[start-1] >= utf8.RuneSelf || src[start-1] == '/') {
		return at, 0
	}
	stop = 1
	for stop < len(line) && stop < 254 && hostByte(line[stop]) {
		stop++
	}
	domain := bytes.TrimRight(line[1:stop], ".-_")
	dot := bytes.LastIndexByte(domain, '.')
	if dot <= 0 || len(domain)-dot < 3 || bytes.Contains(domain, []byte("..")) {
		return at, 0
	}
	return start, 1 + len(domain)
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

func isAlphanumeric(c byte) bool { return isLetter(c) || digit(c) }

func wordByte(c byte) bool { return isAlphanumeric(c) || c == '_' }

func hostByte(c byte) bool { return wordByte(c) || c == '-' || c == '.' }

func runeIn(s []byte, in func(rune) bool) bool {
	r, _ := utf8.DecodeRune(s)
	return in(r)
}

// takeBack takes from parent the text of src[start:at], read already. It refuses when something else than text is there.
func takeBack(parent ast.Node, start, at int, pc parser.Context) bool {
	for n := parent.LastChild(); start < at; n = n.PreviousSibling() {
		from := -1
		switch n := n.(type) {
		case *ast.Text:
			from = n.Segment.Start
		case *parser.Delimiter:
			from = n.Segment.Start
		}
		if from < 0 {
			return false
		}
		if from <= start {
			break
		}
	}
	for start < at {
		switch n := parent.LastChild().(type) {
		case *parser.Delimiter:
			pc.RemoveDelimiter(n) // it becomes text
		case *ast.Text:
			if n.Segment.Start < start {
				n.Segment = n.Segment.WithStop(start)
				return true
			}
			at = n.Segment.Start
			parent.RemoveChild(parent, n)
		}
	}
	return true
}

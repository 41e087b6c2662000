package review

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"enrouteweb.org/balise/internal/site"
)

// reader parses Markdown to find its paragraphs; nothing is written with it.
var reader = sync.OnceValue(func() parser.Parser {
	return goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.TaskList)).Parser()
})

// split gives the sentences of a body's paragraphs and lists. Titles, tables and code are not sentences; quotations and notes
// are somebody else's words, but for the framed remarks, which are the editor's.
func split(src *site.Source) []sentence {
	body, line := bodyOf(src)
	if len(body) == 0 {
		return nil
	}
	var out []sentence
	_ = ast.Walk(reader().Parse(text.NewReader(body)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch kind := n.Kind(); {
		case !entering, kind == ast.KindDocument, kind == ast.KindList, kind == ast.KindListItem, kind == ast.KindBlockquote && isRemark(n, body):
			return ast.WalkContinue, nil
		case kind == ast.KindParagraph, kind == ast.KindTextBlock:
			out = append(out, paragraph(n, body, line)...)
		}
		return ast.WalkSkipChildren, nil
	}) // the walker above returns no error
	return out
}

// bodyOf gives the bytes of the text and the line it starts on.
func bodyOf(src *site.Source) ([]byte, int) {
	data := src.Data
	for range src.Body - 1 {
		i := bytes.IndexByte(data, '\n')
		if i < 0 {
			return nil, 0
		}
		data = data[i+1:]
	}
	return data, src.Body
}

// isRemark knows [!INFO], [!CONSEIL] and [!ATTENTION].
func isRemark(n ast.Node, body []byte) bool {
	first := n.FirstChild()
	if first == nil || first.Lines().Len() == 0 {
		return false
	}
	at := first.Lines().At(0)
	return bytes.HasPrefix(at.Value(body), []byte("[!"))
}

// flat is a paragraph's text with, for each of its bytes, the byte of the body it comes from.
type flat struct {
	strings.Builder
	from []int
}

func (f *flat) add(s string, at int, step int) {
	f.WriteString(s)
	for i := range len(s) {
		f.from = append(f.from, at+i*step)
	}
}

// paragraph gives the sentences of one paragraph.
func paragraph(n ast.Node, body []byte, line int) []sentence {
	var f flat
	f.inline(n, body)
	whole := f.String()
	if end := strings.IndexByte(whole, ']'); strings.HasPrefix(whole, "[!") && end > 0 { // of a framed remark
		whole = strings.Repeat(" ", end+1) + whole[end+1:]
	}
	var out []sentence
	for _, p := range cutSentences(whole) {
		from, to := f.from[p.from], f.from[p.to-1]+1
		start := bytes.LastIndexByte(body[:from], '\n') + 1
		end := len(body)
		if i := bytes.IndexByte(body[from:], '\n'); i >= 0 {
			end = from + i
		}
		last := bytes.TrimRight(body[from:max(from, min(to, end))], " \r")
		out = append(out, sentence{p.words, line + bytes.Count(body[:from], []byte{'\n'}), 1 + utf8.RuneCount(body[start:from]), max(1, utf8.RuneCount(last))})
	}
	return out
}

// inline gathers the words of a node: of links their text, of code and of addresses one word, of images nothing.
func (f *flat) inline(n ast.Node, body []byte) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch x := c.(type) {
		case *ast.Text:
			f.add(string(x.Segment.Value(body)), x.Segment.Start, 1)
			if x.SoftLineBreak() || x.HardLineBreak() {
				f.add(" ", x.Segment.Stop, 1)
			}
		case *ast.CodeSpan:
			if code, ok := x.FirstChild().(*ast.Text); ok {
				f.add("x", code.Segment.Start-1, 0)
			}
		case *ast.AutoLink: // an address is not read word by word
		case *ast.Image, *ast.RawHTML:
		default:
			f.inline(c, body)
		}
	}
}

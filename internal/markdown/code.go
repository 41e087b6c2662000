package markdown

import (
	"github.com/yuin/goldmark/ast"
)

// codes writes what is shown as typed: no typography, no link.
func codes() form {
	return form{name: "code", write: map[ast.NodeKind]writeFunc{
		ast.KindCodeSpan:        writeCodeSpan,
		ast.KindCodeBlock:       writeCodeBlock,
		ast.KindFencedCodeBlock: writeCodeBlock,
	}}
}

func writeCodeSpan(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	p.raw("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s := c.(*ast.Text).Segment.Value(p.src)
		if l := len(s); l > 0 && s[l-1] == '\n' {
			p.put(s[:l-1])
			p.put([]byte(" "))
		} else {
			p.put(s)
		}
	}
	p.raw("</code>")
	return ast.WalkSkipChildren
}

func writeCodeBlock(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		p.raw("</code></pre>\n")
		return ast.WalkContinue
	}
	p.raw("<pre><code")
	if f, ok := n.(*ast.FencedCodeBlock); ok {
		if lang := f.Language(p.src); lang != nil {
			p.raw(` class="language-`)
			p.silently(func() { p.put(unescape(lang)) })
			p.raw(`"`)
		}
	}
	p.raw(">")
	ls := n.Lines()
	for i := range ls.Len() {
		s := ls.At(i)
		p.put(s.Value(p.src))
	}
	return ast.WalkContinue
}

package markdown

import (
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// form is one way of writing that editors may use: how it is read, and how each of its nodes is written.
type form struct {
	name  string // its cases are in testdata/<name>.txt
	parse []parser.Option
	write map[ast.NodeKind]writeFunc
}

// writeFunc writes the opening of a node (enter) or its end. As in goldmark, WalkSkipChildren does not skip the end.
type writeFunc func(p *page, n ast.Node, enter bool) ast.WalkStatus

// forms lists them all.
func forms() []form {
	return []form{
		proseForm(),
		paragraphs(),
		headings(),
		codes(),
		links(),
		linkify(),
		images(),
		callouts(),
		tables(),
		tasks(),
		footnotes(),
		strikethrough(),
		rawHTML(),
	}
}

// Extend implements goldmark.Extender.
func (f form) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(f.parse...)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(f, 500)))
}

// RegisterFuncs implements renderer.NodeRenderer.
func (f form) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for kind, write := range f.write {
		reg.Register(kind, func(w util.BufWriter, _ []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
			return write(w.(*page), n, enter), nil
		})
	}
}

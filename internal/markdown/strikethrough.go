package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// strikethrough writes ~~what no longer holds~~.
func strikethrough() form {
	return form{
		name:  "strikethrough",
		parse: []parser.Option{parser.WithInlineParsers(util.Prioritized(extension.NewStrikethroughParser(), 500))},
		write: map[ast.NodeKind]writeFunc{
			extast.KindStrikethrough: func(p *page, _ ast.Node, enter bool) ast.WalkStatus {
				if enter {
					p.raw("<del>")
				} else {
					p.raw("</del>")
				}
				return ast.WalkContinue
			},
		},
	}
}

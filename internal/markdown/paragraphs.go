package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// paragraphs writes blocks of running text. One that shows nothing in the end (a comment, a refused image) leaves no tag.
func paragraphs() form {
	return form{name: "paragraphs", write: map[ast.NodeKind]writeFunc{
		ast.KindParagraph: writeParagraph,
		ast.KindTextBlock: writeTextBlock,
	}}
}

const openP = "<p>"

func writeParagraph(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if img := figure(n); img != nil {
		return p.writeFigure(img, enter)
	}
	if enter {
		p.notTable(n)
		p.begin(n, len(p.html))
		p.raw(openP)
		return ast.WalkContinue
	}
	p.endTask(n)
	if written := p.html[p.block:]; len(bytes.TrimSpace(written)) == len(openP) {
		p.html = p.html[:p.block]
	} else {
		p.raw("</p>\n")
	}
	p.end('\n')
	return ast.WalkContinue
}

// writeTextBlock writes the text of an item in a tight list.
func writeTextBlock(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if enter {
		p.begin(n, len(p.html))
		return ast.WalkContinue
	}
	p.endTask(n)
	if n.NextSibling() != nil && n.FirstChild() != nil {
		p.raw("\n")
	}
	p.end('\n')
	return ast.WalkContinue
}

package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"enrouteweb.org/balise/internal/french"
)

// prune takes out the titles of the proposed plan (Options.Plan) under which nothing was written. The form and the skeletons
// of new files begin with them all: what an editor left as it was would be a page of titles without a text. A title that
// is not of the plan stays, since someone typed it.
func (p *page) prune(root ast.Node) {
	if len(p.o.Plan) == 0 {
		return
	}
	for n := root.LastChild(); n != nil; {
		before := n.PreviousSibling() // from the end: a title whose parts all went is empty in its turn
		if h, ok := n.(*ast.Heading); ok && p.planned(h) && p.bare(h) {
			root.RemoveChild(root, h)
		}
		n = before
	}
}

// planned tells that a title is one of the plan's, however its apostrophes are typed.
func (p *page) planned(h *ast.Heading) bool {
	title := french.Slug(string(h.Lines().Value(p.src)))
	return slices.ContainsFunc(p.o.Plan, func(s string) bool { return french.Slug(s) == title })
}

// bare tells that nothing but comments stands between a title and the next one of its level, or above.
func (p *page) bare(h *ast.Heading) bool {
	for n := h.NextSibling(); n != nil; n = n.NextSibling() {
		switch x := n.(type) {
		case *ast.Heading:
			return x.Level <= h.Level
		case *ast.HTMLBlock:
			if x.HTMLBlockType != ast.HTMLBlockType2 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

package theme

import (
	"slices"
	"strings"
	"text/template/parse"
)

// Mark starts a mark that may stand for a field in what Render is given, see Splices. No view and no template of the
// theme can write it: html/template replaces it wherever it shows a value.
const Mark = '\x00'

// Splices tells that the named template does nothing with these fields of its view, all of type template.HTML, but show
// them as text of the page. Then a mark can be given in place of each, and what it stands for put where it comes out:
// html/template would have copied it there, byte for byte. A template that asks for more than that, in a theme of a
// site's own, is to be given the fields themselves.
func (t *Theme) Splices(name string, fields ...string) bool {
	for _, src := range t.files {
		if strings.IndexByte(src.text, Mark) >= 0 {
			return false
		}
	}
	tmpl := t.byName[name]
	return tmpl != nil && splicer(fields).list(tmpl.Tree.Root, true)
}

// splicer walks a template, its contexts already worked out. It holds the names of the fields.
type splicer []string

// list tells that nodes only show the fields; top, that the dot is the view itself.
func (s splicer) list(l *parse.ListNode, top bool) bool {
	return l == nil || !slices.ContainsFunc(l.Nodes, func(n parse.Node) bool { return !s.node(n, top) })
}

func (s splicer) node(n parse.Node, top bool) bool {
	switch n := n.(type) {
	case *parse.ActionNode:
		return (top && s.shows(n.Pipe)) || s.ignores(n.Pipe, top)
	case *parse.IfNode:
		return s.ignores(n.Pipe, top) && s.list(n.List, top) && s.list(n.ElseList, top)
	case *parse.WithNode:
		return s.ignores(n.Pipe, top) && s.list(n.List, false) && s.list(n.ElseList, top)
	case *parse.RangeNode:
		return s.ignores(n.Pipe, top) && s.list(n.List, false) && s.list(n.ElseList, top)
	case *parse.TemplateNode:
		return n.Pipe == nil || s.ignores(n.Pipe, top)
	default:
		return true
	}
}

// shows tells of {{.Field}} as text of the page: html/template has put after it what leaves HTML as it is.
func (s splicer) shows(p *parse.PipeNode) bool {
	if len(p.Decl) > 0 || len(p.Cmds) != 2 || len(p.Cmds[0].Args) != 1 || len(p.Cmds[1].Args) != 1 {
		return false
	}
	field, isField := p.Cmds[0].Args[0].(*parse.FieldNode)
	escaper, isName := p.Cmds[1].Args[0].(*parse.IdentifierNode)
	return isField && isName && len(field.Ident) == 1 && slices.Contains(s, field.Ident[0]) && escaper.Ident == "_html_template_htmlescaper"
}

// ignores tells that nothing in n can reach a field, by its name or through the view as a whole.
func (s splicer) ignores(n parse.Node, top bool) bool {
	all := func(nodes []parse.Node) bool {
		return !slices.ContainsFunc(nodes, func(n parse.Node) bool { return !s.ignores(n, top) })
	}
	switch n := n.(type) {
	case *parse.PipeNode:
		return !slices.ContainsFunc(n.Cmds, func(c *parse.CommandNode) bool { return !all(c.Args) })
	case *parse.ChainNode:
		return s.ignores(n.Node, top)
	case *parse.FieldNode:
		return !top || !slices.Contains(s, n.Ident[0])
	case *parse.VariableNode:
		return n.Ident[0] != "$" || (len(n.Ident) > 1 && !slices.Contains(s, n.Ident[1]))
	case *parse.DotNode:
		return !top
	default:
		return true
	}
}

package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// tables writes tables. On a phone a wide table scrolls in its own box; the box is a named region and takes the focus,
// so that the keyboard scrolls it too. It is a section, the native element for a region. Columns are set right or
// centred by a class, since the site allows no style attribute.
func tables() form {
	return form{
		name: "tables",
		parse: []parser.Option{
			parser.WithParagraphTransformers(util.Prioritized(extension.NewTableParagraphTransformer(), 200)),
			parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
		},
		write: map[ast.NodeKind]writeFunc{
			extast.KindTable:       writeTable,
			extast.KindTableHeader: writeTableHeader,
			extast.KindTableRow:    writeTableRow,
			extast.KindTableCell:   writeTableCell,
		},
	}
}

const afterName = "\">\n<table>\n"

func writeTable(p *page, _ ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		p.raw("</table>\n</section>\n")
		return ast.WalkContinue
	}
	// The name is made of the header's cells: it is filled in once they are written.
	p.raw(`<section class="table" tabindex="0" aria-label="`, afterName)
	return ast.WalkContinue
}

func writeTableHeader(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if enter {
		p.table, p.columns = len(p.html), len(p.text)
		p.raw("<thead>\n<tr>\n")
		return ast.WalkContinue
	}
	p.raw("</tr>\n</thead>\n")
	name := p.tableName(p.said(p.columns))
	p.html = slices.Insert(p.html, p.table-len(afterName), appendEscaped(nil, []byte(name))...)
	p.breakText()
	if n.NextSibling() != nil {
		p.raw("<tbody>\n")
	}
	return ast.WalkContinue
}

// tableName names a table after its columns; two tables of a page never share a name.
func (p *page) tableName(columns string) string {
	name := "Tableau"
	if columns != "" {
		name += "\u00a0: " + columns
	}
	if r := []rune(name); len(r) > 120 {
		name = strings.TrimSpace(string(r[:119])) + "…"
	}
	if p.labels == nil {
		p.labels = map[string]int{}
	}
	p.labels[name]++
	if n := p.labels[name]; n > 1 {
		name += " (" + strconv.Itoa(n) + ")"
	}
	return name
}

func writeTableRow(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if enter {
		p.raw("<tr>\n")
		return ast.WalkContinue
	}
	p.raw("</tr>\n")
	if n.NextSibling() == nil {
		p.raw("</tbody>\n")
	}
	p.breakText()
	return ast.WalkContinue
}

func writeTableCell(p *page, n ast.Node, enter bool) ast.WalkStatus {
	cell := n.(*extast.TableCell)
	header := n.Parent().Kind() == extast.KindTableHeader
	tag := "td"
	if header && n.HasChildren() { // an empty th would name its column with nothing
		tag = "th"
	}
	if !enter {
		p.raw("</", tag, ">\n")
		p.end(' ')
		return ast.WalkContinue
	}
	p.raw("<", tag)
	if tag == "th" {
		p.raw(` scope="col"`)
		if len(p.text) > p.columns {
			p.text = append(bytes.TrimRight(p.text, " "), ", "...)
		}
	}
	p.raw(alignClass(cell.Alignment), ">")
	p.begin(n, len(p.html))
	return ast.WalkContinue
}

func alignClass(a extast.Alignment) string {
	switch a {
	case extast.AlignRight:
		return ` class="droite"`
	case extast.AlignCenter:
		return ` class="centre"`
	}
	return ""
}

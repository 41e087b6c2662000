package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
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

// notTable tells of a table that Markdown does not see as one, its line of dashes having too few cells or too many: it is
// shown as a paragraph full of bars.
func (p *page) notTable(n ast.Node) {
	ls := n.Lines()
	for i := 1; i < ls.Len(); i++ {
		s, above := ls.At(i), ls.At(i-1)
		line := bytes.TrimSpace(p.src[s.Start:s.Stop])
		if len(line) < 3 || bytes.IndexByte([]byte("|:-"), line[0]) < 0 || !bytes.Contains(line, []byte("--")) ||
			bytes.IndexByte(line, '|') < 0 || len(bytes.Trim(line, "|:- \t")) > 0 {
			continue
		}
		want, got := cells(p.src[above.Start:above.Stop]), cells(line)
		if want == got || want > 50 {
			continue
		}
		p.report(diag.Diag{
			Severity: diag.Avertissement,
			Code:     "tableau-mal-ecrit",
			Message:  fmt.Sprintf("Ce tableau n’est pas reconnu : la ligne de tirets a %s, la ligne de titres en a %d.", french.Count(got, "case", "cases"), want),
			Hint:     "Donnez le même nombre de cases aux deux lignes ; dans une case, une barre s’écrit « \\| ».",
			Fix:      p.fix(s.Start, len(line), "|"+strings.Repeat("---|", want)),
		}, s.Start, len(line))
	}
}

// cells counts the cells of a line of a table.
func cells(line []byte) int {
	line = bytes.TrimSpace(line)
	line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	return 1 + bytes.Count(line, []byte("|")) - bytes.Count(line, []byte(`\|`))
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

package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tasks writes checklists. Each box has its sentence as label, so that it is read with it; it is disabled, since a page
// keeps nothing.
func tasks() form {
	return form{
		name:  "tasks",
		parse: []parser.Option{parser.WithInlineParsers(util.Prioritized(taskParser{}, 0))},
		write: map[ast.NodeKind]writeFunc{
			ast.KindListItem:        writeListItem,
			extast.KindTaskCheckBox: writeTaskBox,
		},
	}
}

// taskParser reads [ ] and [x] at the start of an item. Unlike goldmark's own it wants a space and a sentence after: a
// link may have x for text, and a box without a label means nothing to who hears the page.
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

func (taskParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	item := parent.Parent()
	if parent.HasChildren() || item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 5 || line[2] != ']' || !util.IsSpace(line[3]) || util.IsBlank(line[4:]) {
		return nil
	}
	done := line[1] == 'x' || line[1] == 'X'
	if !done && line[1] != ' ' {
		return nil
	}
	block.Advance(4)
	block.SkipSpaces()
	return extast.NewTaskCheckBox(done)
}

// taskBox gives the box that starts an item or a block of text, or nil.
func taskBox(n ast.Node) *extast.TaskCheckBox {
	if n.Kind() == ast.KindListItem {
		if n = n.FirstChild(); n == nil {
			return nil
		}
	}
	box, _ := n.FirstChild().(*extast.TaskCheckBox)
	return box
}

func writeListItem(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		p.raw("</li>\n")
		return ast.WalkContinue
	}
	p.raw("<li")
	if taskBox(n) != nil {
		p.raw(` class="task"`)
	}
	p.raw(">")
	if first := n.FirstChild(); first != nil && first.Kind() != ast.KindTextBlock {
		p.raw("\n")
	}
	return ast.WalkContinue
}

func writeTaskBox(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	box := n.(*extast.TaskCheckBox)
	id := p.id("tache_" + strconv.Itoa(len(p.doc.Tasks)+1))
	p.raw(`<input type="checkbox" disabled`)
	if box.IsChecked {
		p.raw(" checked")
	}
	p.raw(` id="`, id, `"> <label for="`, id, `">`)
	p.doc.Tasks = append(p.doc.Tasks, Task{Done: box.IsChecked, Line: p.line(n.Pos())})
	return ast.WalkContinue
}

// endTask ends the label that a box at the start of n opened.
func (p *page) endTask(n ast.Node) {
	if taskBox(n) == nil {
		return
	}
	p.raw("</label>")
	p.doc.Tasks[len(p.doc.Tasks)-1].Text = p.said(p.words)
}

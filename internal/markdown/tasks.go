package markdown

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"enrouteweb.org/balise/internal/french"
)

// tasks writes checklists. Each box has its sentence as label, so that it is read with it; it is disabled, since a page
// keeps nothing by itself. Its id comes from its sentence, not from its place: whoever keeps what is ticked still finds it
// when items are added, removed or moved.
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
	// The box needs the id, which needs the sentence: it is put in front once the sentence is written.
	p.task = len(p.html)
	p.doc.Tasks = append(p.doc.Tasks, Task{Done: n.(*extast.TaskCheckBox).IsChecked, Line: p.line(n.Pos())})
	return ast.WalkContinue
}

// endTask writes the box that starts n, before its sentence, and ends its label.
func (p *page) endTask(n ast.Node) {
	if taskBox(n) == nil {
		return
	}
	t := &p.doc.Tasks[len(p.doc.Tasks)-1]
	t.Text = p.said(p.words)
	t.ID = p.id(taskID(t.Text))
	box := `<input type="checkbox" disabled`
	if t.Done {
		box += " checked"
	}
	p.html = slices.Insert(p.html, p.task, []byte(box+` id="`+t.ID+`"> <label for="`+t.ID+`">`)...)
	p.raw("</label>")
}

// taskID makes a short id from what a sentence says: capitals, accents and punctuation may be mended without changing it.
func taskID(text string) string {
	h := fnv.New32a()
	_, _ = h.Write([]byte(cmp.Or(french.Slug(text), text))) // a hash never fails
	return "tache_" + strconv.FormatUint(uint64(h.Sum32()), 36)
}

package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/site"
)

// Patch changes in a file what a form has changed, and nothing else: a key whose value is as it was keeps its bytes, with
// the remarks, quotation marks and brackets around it; a changed one is written as Compose would, in its place; a new one
// goes where the order of the kind's fields puts it; one that is empty in header loses its lines. Keys that the kind does not
// have, remarks, the kind of line ends and the mark at the start of the file stay. k nil: the file is site.yaml, and has no
// body.
//
// The error tells an editor, in French, why the file must be changed by hand: it cannot be read, or a change could not be
// made without touching more than was asked. Nothing is lost silently: what is written is read again and compared.
func Patch(k *site.Kind, old []byte, header []Item, body string) ([]byte, error) {
	p, err := readPage(k, old)
	if err != nil {
		return nil, err
	}
	e := editor{page: p}
	e.findLines()
	if p.root != nil && p.root.Style&yaml.FlowStyle != 0 {
		if !sameKeys(p.items(), header) {
			return nil, byHand("l'en-tête entre accolades")
		}
	} else {
		e.mapping(p.root, p.table, header, "", 0, len(e.starts)-1)
	}
	var out bytes.Buffer
	out.Write(old[:p.start])
	out.Write(e.apply())
	out.Write(old[p.start+len(p.text) : p.body])
	out.Write(e.newBody(body))
	return out.Bytes(), e.verify(k, out.Bytes(), header, body)
}

func byHand(what string) error {
	return sentence(fmt.Sprintf("Le formulaire ne sait pas changer %s sans toucher au reste du fichier. Faites ce changement dans un éditeur de texte.", what))
}

// change replaces bytes of the header.
type change struct {
	from, to int
	text     string // with LF line ends
}

// editor gathers the changes to one header.
type editor struct {
	*page
	starts  []int // offsets of the lines of text, and its length
	changes []change
}

func (e *editor) findLines() {
	e.starts = []int{0}
	for i, c := range e.text {
		if c == '\n' {
			e.starts = append(e.starts, i+1)
		}
	}
	if e.starts[len(e.starts)-1] != len(e.text) {
		e.starts = append(e.starts, len(e.text))
	}
}

// line gives a line of the header, from 0, without its end.
func (e *editor) line(n int) string {
	return strings.TrimSuffix(strings.TrimSuffix(string(e.text[e.starts[n]:e.starts[n+1]]), "\n"), "\r")
}

// at gives the offset of a node.
func (e *editor) at(n *yaml.Node) int {
	before, _ := cut(e.line(n.Line-1), n.Column)
	return e.starts[n.Line-1] + len(before)
}

func (e *editor) replace(from, to int, text string) {
	e.changes = append(e.changes, change{from, to, text})
}

// apply gives the header with its changes.
func (e *editor) apply() []byte {
	slices.SortStableFunc(e.changes, func(a, b change) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, c := range e.changes {
		if c.from > at {
			out.Write(e.text[at:c.from])
		}
		at = max(at, c.to)
		out.WriteString(e.ended(c.text))
	}
	out.Write(e.text[at:])
	return out.Bytes()
}

// ended gives a text the line ends of the file.
func (e *editor) ended(text string) string {
	if i := bytes.IndexByte(e.data, '\n'); i > 0 && e.data[i-1] == '\r' {
		return strings.ReplaceAll(text, "\n", "\r\n")
	}
	return text
}

// newBody gives the body's bytes: the old ones when it says the same.
func (e *editor) newBody(body string) []byte {
	old := e.data[e.body:]
	body = plainBody(body)
	if e.bare || e.bodyText() == body {
		return old
	}
	lead := old[:len(old)-len(bytes.TrimLeft(old, "\r\n"))]
	if len(lead) == len(old) {
		lead = nil // an empty body
	}
	if body != "" {
		body += "\n"
	}
	return append(slices.Clip(lead), e.ended(body)...)
}

// verify reads again what is to be written: it must say what was asked, and still hold all that no form shows.
func (e *editor) verify(k *site.Kind, data []byte, header []Item, body string) error {
	now, err := readPage(k, data)
	if err != nil {
		return byHand("cette fiche")
	}
	for i := range e.table.fields {
		f := &e.table.fields[i]
		if !same(itemNamed(now.items(), f.Key), itemNamed(header, f.Key)) && !e.unreadable(f, header) {
			return byHand("« " + f.Label + " »")
		}
	}
	if !e.bare && now.bodyText() != plainBody(body) {
		return byHand("le texte")
	}
	kept := remarksOf(now.text)
	for _, r := range remarksOf(e.text) {
		i := slices.Index(kept, r)
		if i < 0 {
			return byHand("une ligne qui porte la remarque « " + r + " »")
		}
		kept = slices.Delete(kept, i, i+1)
	}
	if !keeps(e.root, now.root, e.table) {
		return byHand("des clés que balise ne connaît pas")
	}
	return nil
}

// unreadable tells of a value that was not of its field's shape, and that the form left so.
func (e *editor) unreadable(f *Field, header []Item) bool {
	asked := itemNamed(header, f.Key)
	return asked.empty() && valueOf(e.root, f.Key) != nil
}

// remarksOf lists the lines that are remarks.
func remarksOf(text []byte) []string {
	var out []string
	for line := range strings.SplitSeq(string(text), "\n") {
		if line = strings.TrimSpace(line); strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// keeps tells that every key that is not of the table, at any level that has both, is still there and says the same.
func keeps(was, now *yaml.Node, t *table) bool {
	if was == nil || was.Kind != yaml.MappingNode {
		return true
	}
	for i := 0; i+1 < len(was.Content); i += 2 {
		key, v := was.Content[i].Value, was.Content[i+1]
		x := valueOf(now, key)
		f := t.field(key)
		switch {
		case f == nil && (x == nil || !equalNodes(v, x)):
			return false
		case f != nil && f.Kind == Group && !f.List && x != nil && !keeps(v, x, f.group):
			return false
		case f != nil && f.Kind == Group && !f.List && x == nil && strange(v, f.group):
			return false
		}
	}
	return true
}

// strange tells of a group with keys that are not of its table.
func strange(n *yaml.Node, t *table) bool {
	for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
		if t.field(n.Content[i].Value) == nil {
			return true
		}
	}
	return false
}

func equalNodes(a, b *yaml.Node) bool {
	return a.Kind == b.Kind && a.Value == b.Value && slices.EqualFunc(a.Content, b.Content, equalNodes)
}

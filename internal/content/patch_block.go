package content

import (
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// mapping changes the keys of one level that are written a line each, between the lines from and to.
func (e *editor) mapping(n *yaml.Node, t *table, want []Item, indent string, from, to int) {
	var pairs []*yaml.Node
	if n != nil {
		pairs = n.Content
	}
	ends := make([]int, len(t.fields)) // by field: the line after its last one, -1 when it is not there
	for i := range ends {
		ends[i] = -1
	}
	first := -1 // the line of the first known key
	for i := 0; i+1 < len(pairs); i += 2 {
		k, v := pairs[i], pairs[i+1]
		last := to
		if i+2 < len(pairs) {
			last = pairs[i+2].Line - 1
		}
		last = e.lastOf(v, len(indent), k.Line-1, last)
		f := t.field(k.Value)
		if f == nil {
			continue
		}
		ends[t.byKey[k.Value]] = last
		if first < 0 {
			first = k.Line - 1
		}
		e.pair(k, v, f, itemNamed(want, f.Key), indent, last)
	}
	for i := range t.fields {
		item := itemNamed(want, t.fields[i].Key)
		if ends[i] >= 0 || item.empty() {
			continue
		}
		at := e.starts[e.place(ends, i, first, from, to)]
		e.replace(at, at, composed(item, indent))
	}
}

// place gives the line before which a new key goes: behind the nearest key that comes before it in the order of the fields,
// else above the first one and what is said of it.
func (e *editor) place(ends []int, i, first, from, to int) int {
	for j := i - 1; j >= 0; j-- {
		if ends[j] >= 0 {
			return ends[j]
		}
	}
	if first < 0 {
		return to
	}
	for first > from && strings.HasPrefix(strings.TrimSpace(e.line(first-1)), "#") {
		first--
	}
	return first
}

// lastOf gives the line after the last one of a value that starts behind a key of that margin: blank lines and remarks that
// follow it are not its own.
func (e *editor) lastOf(v *yaml.Node, margin, first, limit int) int {
	block := v.Kind == yaml.ScalarNode && v.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	for limit > first+1 {
		line := e.line(limit - 1)
		text := strings.TrimLeft(line, " ")
		if text != "" && (text[0] != '#' || block && len(line)-len(text) > margin) {
			break
		}
		limit--
	}
	return limit
}

func composed(item Item, indent string) string {
	var b strings.Builder
	writeItem(&b, item, indent)
	return b.String()
}

// pair changes one key, whose lines end before last.
func (e *editor) pair(k, v *yaml.Node, f *Field, want Item, indent string, last int) {
	old := itemOf(f, v)
	if same(old, want) {
		return
	}
	block := v.Style&yaml.FlowStyle == 0 && v.Line > k.Line
	switch {
	case want.empty() && !(f.Kind == Group && !f.List && strange(v, f.group)):
		e.replace(e.starts[k.Line-1], e.starts[last], e.told(v, indent))
		return
	case v.Kind == yaml.ScalarNode && e.scalar(v, want, false):
		return
	case v.Kind == yaml.MappingNode && f.Kind == Group && !f.List && block:
		e.mapping(v, f.group, want.Keys, strings.Repeat(" ", v.Column-1), k.Line, last)
		return
	case v.Kind == yaml.MappingNode && f.Kind == Group && !f.List && e.braces(v, f.group, want.Keys):
		return
	case v.Kind == yaml.SequenceNode && f.Kind != Position && block && e.list(v, f, want, last):
		return
	case v.Kind == yaml.SequenceNode && f.Kind != Group && f.Kind != Position && e.brackets(v, f, want.List):
		return
	}
	e.replace(e.starts[k.Line-1], e.starts[last], e.told(v, indent)+composed(withStrangers(want, v, f), indent))
}

// told gathers the remarks inside a value that is written anew, to stand above it.
func (e *editor) told(v *yaml.Node, indent string) string {
	var b strings.Builder
	if v.Kind == yaml.ScalarNode {
		return ""
	}
	var look func(n *yaml.Node)
	look = func(n *yaml.Node) {
		for _, c := range [...]string{n.HeadComment, n.LineComment, n.FootComment} {
			for line := range strings.SplitSeq(c, "\n") {
				if line = strings.TrimSpace(line); line != "" {
					b.WriteString(indent + line + "\n")
				}
			}
		}
		for _, x := range n.Content {
			look(x)
		}
	}
	for _, c := range v.Content {
		look(c)
	}
	return b.String()
}

// withStrangers adds to a group that is written anew the keys that no form shows.
func withStrangers(want Item, v *yaml.Node, f *Field) Item {
	if f.Kind != Group || f.List {
		return want
	}
	for i := 0; v.Kind == yaml.MappingNode && i+1 < len(v.Content); i += 2 {
		if key := v.Content[i].Value; f.group.field(key) == nil {
			want.Keys = append(want.Keys[:len(want.Keys):len(want.Keys)], anyItem(key, v.Content[i+1]))
		}
	}
	return want
}

// anyItem is a value of which nothing is known.
func anyItem(key string, n *yaml.Node) Item {
	item := Item{Key: key, Text: n.Value}
	for i, c := range n.Content {
		switch {
		case n.Kind == yaml.SequenceNode:
			item.List = append(item.List, c.Value)
		case i%2 == 0:
			item.Keys = append(item.Keys, anyItem(c.Value, n.Content[i+1]))
		}
	}
	return item
}

// scalar changes a text that stands on one line for another one, and tells whether it could.
func (e *editor) scalar(v *yaml.Node, want Item, flow bool) bool {
	text := value(want.Text)
	if text == "" || strings.Contains(text, "\n") || len(want.List)+len(want.Keys)+len(want.Groups) > 0 {
		return false
	}
	from := e.at(v)
	if v.Value == "" && v.Style == 0 {
		return false // nothing stands there: the line is written anew
	}
	to := e.endOf(v)
	if to <= from || strings.Contains(string(e.text[from:to]), "\n") {
		return false
	}
	e.replace(from, to, Scalar(text, flow))
	return true
}

// endOf gives the offset after a value that is written on one line, or between marks; 0 when that cannot be told.
func (e *editor) endOf(v *yaml.Node) int {
	from := e.at(v)
	rest := string(e.text[from:])
	if rest == "" {
		return 0
	}
	end := 0
	switch rest[0] {
	case '"', '\'':
		end = quoteEnd(rest)
	case '[', '{':
		end = bracketEnd(rest)
	default:
		if v.Kind == yaml.ScalarNode && v.Style == 0 && v.Value != "" && strings.HasPrefix(rest, v.Value) {
			end = len(v.Value)
		}
	}
	if end == 0 {
		return 0
	}
	return from + end
}

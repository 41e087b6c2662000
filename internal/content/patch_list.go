package content

import (
	"slices"
	"strings"

	yaml "go.yaml.in/yaml/v4"
)

// list changes a list that is written a dash each, and tells whether it could. Elements that are the same at either end stay
// as they are; those between are changed one for one, and what is left over is added or taken away.
func (e *editor) list(v *yaml.Node, f *Field, want Item, last int) bool {
	var nodes []*yaml.Node
	for _, n := range v.Content {
		if !e.dashed(n) {
			return false
		}
		if !(&Item{Keys: []Item{element(f, n)}}).empty() {
			nodes = append(nodes, n)
		}
	}
	if len(nodes) == 0 {
		return false
	}
	news := wanted(f, want)
	head := 0
	for head < min(len(nodes), len(news)) && same(element(f, nodes[head]), news[head]) {
		head++
	}
	tail := 0
	for tail < min(len(nodes), len(news))-head && same(element(f, nodes[len(nodes)-1-tail]), news[len(news)-1-tail]) {
		tail++
	}
	between, now := nodes[head:len(nodes)-tail], news[head:len(news)-tail]
	for i, n := range between {
		end := e.lastOf(n, n.Column-1, n.Line-1, e.nextLine(v, n, last))
		if i < len(now) {
			e.element(n, f, now[i], end)
		} else {
			e.replace(e.starts[n.Line-1], e.starts[end], e.told(n, e.margin(n)))
		}
	}
	for _, item := range now[min(len(between), len(now)):] {
		e.add(v, f, nodes, head+len(between), item, last)
	}
	return true
}

// dashed tells that an element stands behind a dash on its line, and nothing else does.
func (e *editor) dashed(n *yaml.Node) bool {
	before, _ := cut(e.line(n.Line-1), n.Column)
	return strings.TrimSpace(before) == "-"
}

// margin is what stands before an element's dash.
func (e *editor) margin(n *yaml.Node) string {
	line := e.line(n.Line - 1)
	return line[:len(line)-len(strings.TrimLeft(line, " "))]
}

// nextLine gives the line of the element that follows one, or the list's last.
func (e *editor) nextLine(v, n *yaml.Node, last int) int {
	for i, x := range v.Content {
		if x == n && i+1 < len(v.Content) {
			return v.Content[i+1].Line - 1
		}
	}
	return last
}

// element reads one element: a text, or keys.
func element(f *Field, n *yaml.Node) Item {
	if f.Kind == Group {
		return Item{Key: f.Key, Keys: groupOfNode(f, n)}
	}
	return Item{Key: f.Key, Text: oneLine(scalarText(f, n))}
}

// wanted are the elements a list is to have.
func wanted(f *Field, want Item) []Item {
	var out []Item
	for _, text := range values(want.List) {
		out = append(out, Item{Key: f.Key, Text: oneLine(text)})
	}
	for _, g := range fullGroups(want.Groups) {
		out = append(out, Item{Key: f.Key, Keys: g})
	}
	return out
}

// element changes one element, whose lines end before end.
func (e *editor) element(n *yaml.Node, f *Field, want Item, end int) {
	switch {
	case n.Kind == yaml.ScalarNode && e.scalar(n, want, false):
		return
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && e.braces(n, f.group, want.Keys):
		return
	case n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle == 0 && e.sameFirst(n, f, want):
		e.mapping(n, f.group, want.Keys, strings.Repeat(" ", n.Column-1), n.Line-1, end)
		return
	}
	e.replace(e.starts[n.Line-1], e.starts[end], e.told(n, e.margin(n))+dash(want, e.margin(n)))
}

// sameFirst tells that the key that stands behind the dash stays there: its line, which has the dash, is not to go, and
// nothing is to come above it.
func (e *editor) sameFirst(n *yaml.Node, f *Field, want Item) bool {
	k, v := n.Content[0], n.Content[1]
	sub := f.group.field(k.Value)
	if sub == nil {
		return false
	}
	item := itemNamed(want.Keys, sub.Key)
	if item.empty() || !same(itemOf(sub, v), item) && (v.Kind != yaml.ScalarNode || e.endOf(v) == 0 || strings.Contains(value(item.Text), "\n")) {
		return false
	}
	for i := range f.group.byKey[k.Value] {
		if key := f.group.fields[i].Key; valueOf(n, key) == nil && !emptyItem(itemNamed(want.Keys, key)) {
			return false
		}
	}
	return true
}

func emptyItem(i Item) bool { return i.empty() }

// dash writes an element behind its dash.
func dash(want Item, indent string) string {
	if len(want.Keys) == 0 {
		return indent + "- " + Scalar(want.Text, false) + "\n"
	}
	var b strings.Builder
	writeGroup(&b, want.Keys, indent)
	return b.String()
}

// add writes a new element behind those that were at its place.
func (e *editor) add(v *yaml.Node, f *Field, nodes []*yaml.Node, behind int, want Item, last int) {
	at := nodes[0].Line - 1
	if behind > 0 {
		n := nodes[behind-1]
		at = e.lastOf(n, n.Column-1, n.Line-1, e.nextLine(v, n, last))
	}
	e.replace(e.starts[at], e.starts[at], dash(want, e.margin(nodes[0])))
}

// brackets changes a list between brackets on one line, and tells whether it could.
func (e *editor) brackets(v *yaml.Node, f *Field, want []string) bool {
	from, to := e.at(v), e.endOf(v)
	if to == 0 || strings.Contains(string(e.text[from:to]), "\n") || len(e.raws(v.Content)) != len(v.Content) {
		return false
	}
	raws := e.raws(v.Content)
	var out []string
	next := 0
	for _, text := range values(want) {
		raw := Scalar(oneLine(text), true)
		for i := next; i < len(v.Content); i++ {
			if oneLine(scalarText(f, v.Content[i])) == oneLine(text) {
				raw, next = raws[i], i+1
				break
			}
		}
		out = append(out, raw)
	}
	e.replace(from, to, "["+strings.Join(out, ", ")+"]")
	return true
}

// raws gives values between brackets as they are typed; fewer when one cannot be told.
func (e *editor) raws(nodes []*yaml.Node) []string {
	var out []string
	for _, n := range nodes {
		to := e.endOf(n)
		if to == 0 {
			return out
		}
		out = append(out, string(e.text[e.at(n):to]))
	}
	return out
}

// braces changes keys between braces on one line, and tells whether it could.
func (e *editor) braces(v *yaml.Node, t *table, want []Item) bool {
	from, to := e.at(v), e.endOf(v)
	if v.Style&yaml.FlowStyle == 0 || to == 0 || strings.Contains(string(e.text[from:to]), "\n") {
		return false
	}
	parts, ok := e.parts(v, t, want)
	for i := 0; ok && i < len(t.fields); i++ {
		item := itemNamed(want, t.fields[i].Key)
		if item.empty() || valueOf(v, item.Key) != nil {
			continue
		}
		var raw string
		raw, ok = between(item)
		at := 0
		for at < len(parts) && parts[at].rank < i {
			at++
		}
		parts = slices.Insert(parts, at, part{i, item.Key + ": " + raw})
	}
	if !ok {
		return false
	}
	texts := make([]string, len(parts))
	for i, p := range parts {
		texts[i] = p.text
	}
	e.replace(from, to, "{"+strings.Join(texts, ", ")+"}")
	return true
}

// part is one key between braces, with its value.
type part struct {
	rank int // of its field; that of the key before it for one that no form shows
	text string
}

// parts gives the keys that stay between braces: as they are typed, or with their new value. ok is false when one cannot be
// told or written there.
func (e *editor) parts(v *yaml.Node, t *table, want []Item) (out []part, ok bool) {
	raws := e.raws(v.Content)
	if len(raws) != len(v.Content) {
		return nil, false
	}
	rank := -1
	for i := 0; i+1 < len(v.Content); i += 2 {
		key, raw := v.Content[i].Value, raws[i+1]
		if f := t.field(key); f != nil {
			rank = t.byKey[key]
			item := itemNamed(want, key)
			if item.empty() {
				continue
			}
			if !same(itemOf(f, v.Content[i+1]), item) {
				if raw, ok = between(item); !ok {
					return nil, false
				}
			}
		}
		out = append(out, part{rank, raws[i] + ": " + raw})
	}
	return out, true
}

// between writes a value to stand between braces; false when it takes several lines.
func between(item Item) (string, bool) {
	switch {
	case len(item.Keys)+len(item.Groups) > 0 || strings.Contains(value(item.Text), "\n"):
		return "", false
	case len(item.List) > 0:
		var out []string
		for _, text := range values(item.List) {
			out = append(out, Scalar(oneLine(text), true))
		}
		return "[" + strings.Join(out, ", ") + "]", true
	}
	return Scalar(item.Text, true), true
}

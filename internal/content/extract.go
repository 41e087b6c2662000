package content

import (
	"fmt"
	"reflect"
	"strings"

	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// page is one file as a form works on it: its header in nodes, and where each part lies.
type page struct {
	sheet *sheet
	data  []byte
	text  []byte // the header's lines; places of nodes are relative to it
	start int    // of text in data
	body  int    // where the body starts in data; len(data) when the file is only a header
	bare  bool   // the file is only a header, without its two "---": site.yaml
	root  *yaml.Node
	table *table
}

// Extract reads what a form shows of a file: the keys of its kind that have a value, in the order of the kind's fields, and
// the body with LF line ends. k nil: the file is site.yaml. Values are texts, as typed; a value that has not the shape of its
// field is left out. The error tells an editor, in French, why the file cannot be read.
func Extract(k *site.Kind, data []byte) (header []Item, body string, err error) {
	p, err := readPage(k, data)
	if err != nil {
		return nil, "", err
	}
	return p.items(), p.bodyText(), nil
}

// sentence is an error that is shown to an editor as it stands: whole sentences, in French.
type sentence string

func (s sentence) Error() string { return string(s) }

func readPage(k *site.Kind, data []byte) (*page, error) {
	p := &page{data: data, sheet: &sheet{data: data}, bare: k == nil}
	t := reflect.TypeFor[site.Config]()
	if k != nil {
		t = reflect.TypeOf(k.New()).Elem()
	}
	p.table = tableOf(t)
	if !p.sheet.legible() || p.sheet.failure() != nil {
		return nil, p.sheet.failure()
	}
	h, err := p.split()
	if err != nil {
		return nil, err
	}
	if p.root, err = h.load(nil); err != nil {
		p.sheet.readHeader(&h, p.table) // says in French, and at its line, what is wrong
		if err := p.sheet.failure(); err != nil {
			return nil, err
		}
		return nil, sentence("L'en-tête ne peut pas être lu.")
	}
	if p.root == nil {
		return p, nil
	}
	if p.root.Kind != yaml.MappingNode {
		return nil, sentence("L'en-tête doit être fait de lignes « clé: valeur ».")
	}
	return p, simple(p.root)
}

// split finds the header.
func (p *page) split() (header, error) {
	if p.bare {
		p.text, p.body = p.data, len(p.data)
		if strings.HasPrefix(string(p.text), bom) {
			p.text, p.start = p.text[len(bom):], len(bom)
		}
		return header{open: 1, first: 1, text: p.text}, nil
	}
	h, ok := p.sheet.split(p.table)
	if err := p.sheet.failure(); err != nil {
		return h, err
	}
	if !ok {
		return h, sentence("L'en-tête ne peut pas être lu.")
	}
	p.sheet.line(1) // finds the lines
	p.text, p.start, p.body = h.text, p.sheet.starts[h.first-1], len(p.data)-len(h.body)
	if h.first == 1 && strings.HasPrefix(string(p.data), bom) {
		p.start += len(bom)
	}
	return h, nil
}

// failure gives the first error that was found, or nil.
func (s *sheet) failure() error {
	for _, d := range s.list {
		if d.Severity == diag.Erreur {
			return sentence(fmt.Sprintf("Ligne %d : %s %s", max(1, d.Pos.Line), d.Message, d.Hint))
		}
	}
	return nil
}

// simple refuses what only programmers write, and keys given twice: to change one of the two would be a guess.
func simple(n *yaml.Node) error {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return sentence("L'en-tête contient une valeur qui commence par « & », « * » ou « ! » : mettez-la entre guillemets droits.")
	}
	seen := map[string]bool{}
	for i, c := range n.Content {
		if n.Kind == yaml.MappingNode && i%2 == 0 {
			if c.Kind != yaml.ScalarNode {
				return sentence("Une clé de l'en-tête n'est pas un seul mot.")
			}
			if seen[c.Value] {
				return sentence(fmt.Sprintf("La clé « %s » est donnée deux fois : gardez une seule des deux lignes.", c.Value))
			}
			seen[c.Value] = true
		}
		if err := simple(c); err != nil {
			return err
		}
	}
	return nil
}

func (p *page) items() []Item {
	return itemsOf(p.root, p.table)
}

// bodyText is the body as forms and Compose have it: LF line ends, none around.
func (p *page) bodyText() string { return plainBody(string(p.data[p.body:])) }

func plainBody(body string) string {
	return strings.Trim(strings.ReplaceAll(body, "\r\n", "\n"), "\n")
}

// itemsOf reads one level of keys, in the order of its fields.
func itemsOf(n *yaml.Node, t *table) []Item {
	var out []Item
	for i := range t.fields {
		f := &t.fields[i]
		if v := valueOf(n, f.Key); v != nil {
			if item := itemOf(f, v); !item.empty() {
				out = append(out, item)
			}
		}
	}
	return out
}

// itemOf reads one value by its field; an empty item when it has another shape.
func itemOf(f *Field, n *yaml.Node) Item {
	item := Item{Key: f.Key}
	switch {
	case isEmpty(n):
	case f.Kind == Group && f.List:
		for _, e := range elements(n) {
			if g := groupOfNode(f, e); !(&Item{Keys: g}).empty() {
				item.Groups = append(item.Groups, g)
			}
		}
	case f.Kind == Group:
		item.Keys = groupOfNode(f, n)
	case f.Kind == Position:
		item.Text = positionText(n)
	case f.List:
		for _, e := range elements(n) {
			if text := oneLine(scalarText(f, e)); text != "" {
				item.List = append(item.List, text)
			}
		}
	default:
		item.Text = scalarText(f, n)
	}
	return item
}

// elements are those of a list, or a value that stands for a list of one.
func elements(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// groupOfNode reads the keys of a group, or the text that stands for one of them.
func groupOfNode(f *Field, n *yaml.Node) []Item {
	switch {
	case n.Kind == yaml.MappingNode:
		return itemsOf(n, f.group)
	case n.Kind == yaml.ScalarNode && f.Alone != "":
		return []Item{itemOf(f.group.field(f.Alone), n)}
	}
	return nil
}

func scalarText(f *Field, n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || isEmpty(n) {
		return ""
	}
	text := value(n.Value)
	if f.Kind == YesNo {
		switch draft, _ := parseDraft(text); draft {
		case site.IsDraft:
			return "oui"
		case site.Public:
			return "non"
		}
	}
	return text
}

// positionText reads coordinates written in any of the ways that are understood.
func positionText(n *yaml.Node) string {
	switch n.Kind {
	case yaml.ScalarNode:
		return value(n.Value)
	case yaml.SequenceNode:
		parts := make([]string, len(n.Content))
		for i, c := range n.Content {
			parts[i] = value(c.Value)
		}
		return strings.Join(parts, ", ")
	}
	return ""
}

// same tells that two items say the same.
func same(a, b Item) bool {
	if a.empty() || b.empty() {
		return a.empty() == b.empty()
	}
	if value(a.Text) != value(b.Text) || !sameList(a.List, b.List) || !sameKeys(a.Keys, b.Keys) {
		return false
	}
	x, y := fullGroups(a.Groups), fullGroups(b.Groups)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if !sameKeys(x[i], y[i]) {
			return false
		}
	}
	return true
}

func sameList(a, b []string) bool {
	a, b = values(a), values(b)
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if oneLine(a[i]) != oneLine(b[i]) {
			return false
		}
	}
	return true
}

// sameKeys compares keys by their names: their order says nothing.
func sameKeys(a, b []Item) bool {
	for _, side := range [2][2][]Item{{a, b}, {b, a}} {
		for _, x := range side[0] {
			if y := itemNamed(side[1], x.Key); !same(x, y) {
				return false
			}
		}
	}
	return true
}

// itemNamed gives the item of a key, an empty one when there is none.
func itemNamed(items []Item, key string) Item {
	for _, i := range items {
		if i.Key == key {
			return i
		}
	}
	return Item{Key: key}
}

func fullGroups(groups [][]Item) [][]Item {
	var out [][]Item
	for _, g := range groups {
		if !(&Item{Keys: g}).empty() {
			out = append(out, g)
		}
	}
	return out
}

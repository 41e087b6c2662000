package output

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"reflect"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/site"
)

// donnees/initiatives.csv is the whole inventory as a table: a line an initiative, a column a key of its header, in the order of
// the keys. What is in it is what may be shown; from it the same headers can be written again.

// A value of a list is told from the next by a bar. In a list, a bar or a backslash of the text itself follows a backslash.
const listMark = "|"

var listEscapes = strings.NewReplacer(`\`, `\\`, listMark, `\`+listMark)

// csvColumn is one key of the header.
type csvColumn struct {
	key, doc string
	read     func(v reflect.Value) string // of a site.Initiative
}

// initiativeColumns are the keys of an initiative, but for "brouillon": what is in the file is published.
var initiativeColumns = sync.OnceValue(func() []csvColumn {
	return columnsIn(reflect.TypeFor[site.Initiative](), "", nil)
})

// columnsIn reads the keys of a struct, in the order of its fields. at is where the struct is in the initiative.
func columnsIn(t reflect.Type, prefix string, at []int) []csvColumn {
	var out []csvColumn
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(at[:len(at):len(at)], i)
		key, _, _ := strings.Cut(f.Tag.Get("fm"), ",")
		switch {
		case f.Anonymous:
			out = append(out, columnsIn(f.Type, prefix, index)...)
		case key == "" || f.Type == reflect.TypeFor[site.Draft]():
		case f.Type.Kind() == reflect.Struct && cellOf(f.Type) == nil:
			out = append(out, columnsIn(f.Type, prefix+key+".", index)...)
		case f.Type.Kind() == reflect.Slice && cellOf(f.Type) == nil:
			out = append(out, columnsOfList(f, prefix+key+".", index)...)
		default:
			cell := cellOf(f.Type)
			out = append(out, csvColumn{prefix + key, f.Tag.Get("doc"), func(v reflect.Value) string { return cell(v.FieldByIndex(index)) }})
		}
	}
	return out
}

// columnsOfList are those of a list of structs: a column for each of their keys, whose values go by the same order.
func columnsOfList(list reflect.StructField, prefix string, index []int) []csvColumn {
	var out []csvColumn
	for i := range list.Type.Elem().NumField() {
		f := list.Type.Elem().Field(i)
		key, _, _ := strings.Cut(f.Tag.Get("fm"), ",")
		cell := cellOf(f.Type)
		out = append(out, csvColumn{prefix + key, f.Tag.Get("doc"), func(v reflect.Value) string {
			items := v.FieldByIndex(index)
			values, said := make([]string, items.Len()), false
			for n := range values {
				values[n] = cell(items.Index(n).Field(i))
				said = said || values[n] != ""
			}
			if !said {
				return ""
			}
			return joined(values)
		}})
	}
	return out
}

// cellOf gives how a value is written in a cell; nil for what has keys of its own.
func cellOf(t reflect.Type) func(reflect.Value) string {
	switch t {
	case reflect.TypeFor[string]():
		return reflect.Value.String
	case reflect.TypeFor[[]string]():
		return func(v reflect.Value) string { return joined(v.Interface().([]string)) }
	case reflect.TypeFor[site.Date]():
		return func(v reflect.Value) string { return v.Interface().(site.Date).String() }
	case reflect.TypeFor[site.Coord](): // as they may be shown: see shownCell
		return func(reflect.Value) string { return "" }
	case reflect.TypeFor[site.Ref]():
		return func(v reflect.Value) string { return v.Interface().(site.Ref).Text }
	case reflect.TypeFor[[]site.Ref]():
		return func(v reflect.Value) string {
			var texts []string
			for _, r := range v.Interface().([]site.Ref) {
				texts = append(texts, r.Text)
			}
			return joined(texts)
		}
	}
	return nil
}

func joined(values []string) string {
	switch len(values) {
	case 0:
		return ""
	case 1:
		return listEscapes.Replace(values[0])
	}
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = listEscapes.Replace(v)
	}
	return strings.Join(out, listMark)
}

// shownCell gives the value of the keys that are not shown as they were typed: the place, as its precision lets it be shown,
// and what is understood when nothing is typed. Read again, they show the same place: a commune's centre is not a position its
// editor gave, and the word "exacte" beside no position says nothing.
func shownCell(key string, x *site.Initiative) (string, bool) {
	p := &x.Lieu
	switch key {
	case "image":
		if x.Image == "" {
			return "", true
		}
		return "/" + x.Image, true
	case "etat":
		return cmp.Or(x.Etat, "active"), true
	case "commune":
		return p.Commune, true
	case "code_postal":
		return p.CodePostal, true
	case "pays":
		return cmp.Or(p.Pays, "BE"), true
	case "adresse":
		return p.Adresse, true
	case "coordonnees":
		if p.HasPoint && (p.Precision == site.Exact || p.Precision == site.Street) {
			return coord(p.Point[1]) + ", " + coord(p.Point[0]), true
		}
		return "", true
	case "precision":
		if x.Precision == site.Exact || x.Precision == "" {
			if p.Precision == site.Exact {
				return site.Exact, true
			}
			return "", true
		}
	}
	return "", false
}

// lineMemo keeps an initiative's line: ten thousand are written at each save of a watch, and one has changed. The text lies in
// the file's own bytes.
type lineMemo struct {
	key  uint64
	text []byte
}

// inventory makes the file.
func (m *maker) inventory() (File, error) {
	columns := initiativeColumns()
	head := []string{"slug", "url"}
	for _, c := range columns {
		head = append(head, c.key)
	}
	f, err := csvFile("donnees/initiatives.csv", head, nil)
	if err != nil {
		return f, err
	}
	lines, err := m.inventoryLines(columns)
	size := len(f.Data)
	for _, l := range lines {
		size += len(l.text)
	}
	data := append(make([]byte, 0, size), f.Data...)
	m.memo.lines = make(map[string]lineMemo, len(lines))
	for i, x := range m.census.inits {
		at := len(data)
		data = append(data, lines[i].text...)
		m.memo.lines[x.Path] = lineMemo{lines[i].key, data[at:]}
	}
	return file(f.Path, data), err
}

// inventoryLines are the lines of all initiatives, made on all processors or remembered.
func (m *maker) inventoryLines(columns []csvColumn) ([]lineMemo, error) {
	inits := m.census.inits
	lines, base := make([]lineMemo, len(inits)), xxhash.Sum64String(m.base)
	return lines, each(len(inits), func() func(int) error {
		w := newLineWriter(columns)
		return func(i int) (err error) {
			x := inits[i]
			h := newHash(x.Key, base, uint64(len(x.Partenaires)))
			h.s(x.Mended, x.Organisation.Text, x.Porteur.Text) // a reference to an entry that is not published is empty
			for _, refs := range [...][]site.Ref{x.Partenaires, x.Financeurs} {
				for _, r := range refs {
					h.s(r.Text)
				}
			}
			key := h.key()
			if lines[i] = m.memo.lines[x.Path]; lines[i].key != key {
				lines[i].key = key
				lines[i].text, err = w.line(x, m.base)
			}
			return err
		}
	})
}

// lineWriter writes lines one by one, as csvFile writes them all.
type lineWriter struct {
	b     bytes.Buffer
	csv   *csv.Writer
	of    []csvColumn
	cells []string
}

func newLineWriter(columns []csvColumn) *lineWriter {
	w := &lineWriter{of: columns, cells: make([]string, 2+len(columns))}
	w.csv = csv.NewWriter(&w.b)
	w.csv.Comma, w.csv.UseCRLF = ';', true
	return w
}

func (w *lineWriter) line(x *site.Initiative, base string) ([]byte, error) {
	v := reflect.ValueOf(x).Elem()
	w.cells[0], w.cells[1] = x.Slug, base+x.URL()
	for i, c := range w.of {
		cell, ok := shownCell(c.key, x)
		if !ok {
			cell = c.read(v)
		}
		w.cells[i+2] = inert(cell)
	}
	w.b.Reset()
	if err := w.csv.Write(w.cells); err != nil {
		return nil, err
	}
	w.csv.Flush()
	return bytes.Clone(w.b.Bytes()), w.csv.Error()
}

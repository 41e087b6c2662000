package importer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

// object is a JSON object in the order of its file.
type object []member

type member struct {
	key   string
	value any // string, json.Number, bool, nil, []any or object
}

// get gives a member's value, nil when there is none.
func (o object) get(key string) any {
	for _, m := range o {
		if m.key == key {
			return m.value
		}
	}
	return nil
}

func (o object) text(key string) string { s, _ := o.get(key).(string); return s }

// deepest is how many levels a JSON may have.
const deepest = 64

var errDeep = errors.New("too deep")

// parseJSON reads one value, and nothing behind it.
func parseJSON(text string) (any, error) {
	d := json.NewDecoder(strings.NewReader(text))
	d.UseNumber()
	v, err := decodeJSON(d, 0)
	if err == nil {
		if _, more := d.Token(); !errors.Is(more, io.EOF) {
			err = errors.New("more than one value")
		}
	}
	if err == nil {
		return v, nil
	}
	hint := "Exportez-le à nouveau, ou demandez-le à qui l'a fait."
	switch {
	case errors.Is(err, errDeep):
		return nil, &Unreadable{"Ce fichier JSON a trop de niveaux imbriqués.", hint}
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return nil, &Unreadable{"Ce fichier JSON n'est pas complet : il s'arrête au milieu.", "Téléchargez-le à nouveau."}
	}
	line := 1 + strings.Count(text[:min(len(text), int(d.InputOffset()))], "\n")
	return nil, &Unreadable{fmt.Sprintf("Ce fichier n'est pas du JSON correct, à la ligne %d.", line), hint}
}

func decodeJSON(d *json.Decoder, depth int) (any, error) {
	if depth > deepest {
		return nil, errDeep
	}
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	switch t {
	case json.Delim('['):
		list := []any{}
		for d.More() {
			v, err := decodeJSON(d, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err := d.Token()
		return list, err
	case json.Delim('{'):
		o := object{}
		for d.More() {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			v, err := decodeJSON(d, depth+1)
			if err != nil {
				return nil, err
			}
			name, _ := key.(string) // a key is a string, or Token would have failed
			o = append(o, member{name, v})
		}
		_, err := d.Token()
		return o, err
	}
	return t, nil
}

// readJSON tells the forms of JSON apart.
func readJSON(text string) (*Table, error) {
	v, err := parseJSON(text)
	if err != nil {
		return nil, err
	}
	if list, ok := v.([]any); ok {
		return readList(list, "liste JSON")
	}
	o, ok := v.(object)
	if !ok {
		return nil, unknownJSON()
	}
	layers, _ := o.get("layers").([]any)
	data, isData := o.get("data").([]any)
	switch {
	case o.text("type") == "umap" || len(layers) > 0:
		return readUMap(layers)
	case o.text("type") == "FeatureCollection" || o.text("type") == "Feature":
		return readGeoJSON(o)
	case isData && abridged(data):
		return nil, &Unreadable{"Ce fichier est la forme abrégée d'un GoGoCarto : rien n'y dit ce qu'est chaque valeur.", "Demandez la forme complète à qui tient cette carte."}
	case isData:
		return readList(data, "GoGoCarto")
	case o.get("geo") != nil || o.get("name") != nil || o.get("title") != nil:
		return readList([]any{o}, "GoGoCarto")
	}
	if kind := o.text("type"); kind == "Topology" || kind == "GeometryCollection" || o.get("coordinates") != nil {
		return nil, &Unreadable{fmt.Sprintf("Ce JSON est de la forme %s, où les lieux n'ont pas de nom.", q(kind)), "Exportez-le en GeoJSON, forme « FeatureCollection »."}
	}
	return nil, unknownJSON()
}

func unknownJSON() error {
	return &Unreadable{"Ce fichier JSON n'est d'aucune forme que balise importe.", "Les formes lues : GeoJSON, export complet d'uMap (.umap), données d'un GoGoCarto, liste d'objets."}
}

// builder makes a table of objects, a column for each path of their members, in the order they are met.
type builder struct {
	t    *Table
	at   map[string]int
	row  *Row
	drop func(path string) bool // what is the program's own and says nothing of the place

	cells int  // of the rows so far
	wide  bool // the table is wider than what is read: nothing more is put in it
}

func newBuilder(form string) *builder {
	return &builder{t: &Table{Form: form, Unit: "lieu"}, at: map[string]int{}}
}

// start begins a row.
func (b *builder) start() {
	b.t.Rows = append(b.t.Rows, Row{Number: len(b.t.Rows) + 1})
	b.row = &b.t.Rows[len(b.t.Rows)-1]
}

// column gives the number of a column, which is made when it is new.
func (b *builder) column(name string, to Target, form Form) int {
	i, ok := b.at[name]
	if !ok {
		i = len(b.t.Columns)
		b.at[name] = i
		b.t.Columns = append(b.t.Columns, Column{Name: name, To: to, Form: form})
	}
	return i
}

// put sets a cell of the row.
func (b *builder) put(i int, c Cell) {
	more := max(0, i+1-len(b.row.Cells))
	b.cells += more
	if b.wide = b.wide || len(b.t.Columns) > MaxColumns || b.cells > maxCells; b.wide {
		return
	}
	b.row.Cells = append(b.row.Cells, make([]Cell, more)...)
	if !b.row.Cells[i].empty() && !c.empty() { // a member given twice: both are kept
		c.Items = append(items(b.row.Cells[i]), items(c)...)
	}
	b.row.Cells[i] = c
}

func items(c Cell) []string {
	if c.Items != nil {
		return c.Items
	}
	return []string{c.Text}
}

// note says something of the row.
func (b *builder) note(column, value, cause, cure string) {
	b.t.Notes = append(b.t.Notes, Note{Row: b.row.Number, Column: column, Value: value, Cause: cause, Cure: cure})
}

// flatten puts all members of an object in the row: "address.city" for those of an object inside.
func (b *builder) flatten(prefix string, o object) {
	for _, m := range o {
		path := prefix + m.key
		if b.drop != nil && b.drop(path) {
			continue
		}
		if inner, ok := m.value.(object); ok {
			b.flatten(path+".", inner)
			continue
		}
		if c := cellOf(m.value); !c.empty() {
			b.put(b.column(path, Target{}, Unknown), c)
		}
	}
}

// cellOf makes a cell of a value; what has levels of its own stays as it is written.
func cellOf(v any) Cell {
	list, ok := v.([]any)
	if !ok {
		return Cell{Text: scalar(v)}
	}
	c := Cell{Items: []string{}}
	for _, x := range list {
		if s := strings.TrimSpace(scalar(x)); s != "" {
			c.Items = append(c.Items, s)
		}
	}
	return c
}

func scalar(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case json.Number:
		return v.String()
	case bool:
		if v {
			return "oui"
		}
		return "non"
	case object:
		if name := v.text("name"); name != "" {
			return name
		}
	}
	return rawJSON(v)
}

// rawJSON writes a value again, on one line.
func rawJSON(v any) string {
	var b bytes.Buffer
	writeJSON(&b, v)
	return b.String()
}

func writeJSON(b *bytes.Buffer, v any) {
	switch v := v.(type) {
	case object:
		b.WriteByte('{')
		for i, m := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			writeJSON(b, m.key)
			b.WriteString(": ")
			writeJSON(b, m.value)
		}
		b.WriteByte('}')
	case []any:
		b.WriteByte('[')
		for i, x := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			writeJSON(b, x)
		}
		b.WriteByte(']')
	default:
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		_ = e.Encode(v) // a scalar: cannot fail
		b.Truncate(b.Len() - 1)
	}
}

// abridged tells the compact form of a GoGoCarto, whose places are lists of values without names.
func abridged(data []any) bool {
	for _, v := range data {
		if _, ok := v.([]any); !ok {
			return false
		}
	}
	return len(data) > 0
}

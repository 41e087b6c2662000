package output

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"enrouteweb.org/balise/internal/site"
)

// The data of a map of more than a thousand entries: a column for each fact, which packs far better than a feature each.

// precisions are in the order of the column "precision"; an entry without any place comes last.
var precisions = []string{site.Exact, site.Street, site.Locality, site.Masked, ""}

// columns is a JSON object of lists as it grows, open from its brace on: ten thousand entries are written at each save of a watch.
type columns struct{ b []byte }

// add writes one column, item by item.
func (c *columns) add(name string, n int, item func(b []byte, i int) []byte) {
	if len(c.b) > 1 {
		c.b = append(c.b, ',')
	}
	c.b = append(strconv.AppendQuote(c.b, name), ":["...)
	for i := range n {
		if i > 0 {
			c.b = append(c.b, ',')
		}
		c.b = item(c.b, i)
	}
	c.b = append(c.b, ']')
}

// mapColumns is the same facts, a column each: positions are steps from one entry to the next in 1e-4 degrees (null: no
// point), a place in words is its rank in "lieux", a day is 20260312, 0 for never; "zone" goes by the rank of the entry.
func (m *maker) mapColumns() File {
	n, rank := len(m.inits), m.ranker()
	values := make([]ranked, n)
	for i, x := range m.inits {
		values[i] = rank(x)
	}
	c := columns{append(make([]byte, 0, 150*n), '{')}
	c.add("id", n, func(b []byte, i int) []byte { return strconv.AppendQuote(b, m.inits[i].Slug) }) // letters, digits and hyphens
	c.add("titre", n, func(b []byte, i int) []byte { return append(b, m.cards[m.inits[i].Index].title...) })
	m.positions(&c)
	for _, v := range [...]struct {
		name string
		of   func(*ranked) any
	}{
		{"secteurs", func(r *ranked) any { return r.Secteurs }}, {"natures", func(r *ranked) any { return r.Natures }}, {"statuts", func(r *ranked) any { return r.Statuts }},
		{"publics", func(r *ranked) any { return r.Publics }}, {"etat", func(r *ranked) any { return r.Etat }}, {"acces", func(r *ranked) any { return r.Acces }},
		{"territoires", func(r *ranked) any { return r.Territoires }},
	} {
		c.add(v.name, n, func(b []byte, i int) []byte { return appendRanks(b, v.of(&values[i])) })
	}
	m.wheres(&c)
	c.add("precision", n, func(b []byte, i int) []byte {
		return strconv.AppendInt(b, int64(slices.Index(precisions, m.inits[i].Lieu.Precision)), 10)
	})
	c.add("verifie_le", n, func(b []byte, i int) []byte {
		d := m.inits[i].VerifieLe
		return strconv.AppendInt(b, int64(d.Year*10000+d.Month*100+d.Day), 10)
	})
	zones := map[int][]any{}
	for i, x := range m.inits {
		if zone := m.coverage(x); zone != nil {
			zones[i] = zone
		}
	}
	zone, err := json.Marshal(zones)
	if err != nil { // numbers and strings only: cannot fail
		m.fail(err)
	}
	return file(m.mapDataPath(), append(append(append(c.b, `,"zone":`...), zone...), "}\n"...))
}

// positions adds the columns of longitudes and latitudes.
func (m *maker) positions(c *columns) {
	for axis, name := range [...]string{"lon", "lat"} {
		last := 0
		c.add(name, len(m.inits), func(b []byte, i int) []byte {
			if !m.inits[i].Lieu.HasPoint {
				return append(b, "null"...)
			}
			v := steps4(m.inits[i].Lieu.Point[axis])
			b = strconv.AppendInt(b, int64(v-last), 10)
			last = v
			return b
		})
	}
}

// steps4 gives degrees in whole steps of 1e-4 (11 m), which cannot be read as a position somebody hides.
func steps4(v float64) int { return int(math.Round(v * 1e4)) }

// wheres adds the places in words, each once, and which of them each entry has.
func (m *maker) wheres(c *columns) {
	known, texts := map[string]int{}, []string{}
	c.add("lieu", len(m.inits), func(b []byte, i int) []byte {
		where := m.where(m.inits[i])
		r, ok := known[where]
		if !ok {
			r = len(texts)
			known[where], texts = r, append(texts, where)
		}
		return strconv.AppendInt(b, int64(r), 10)
	})
	c.add("lieux", len(texts), func(b []byte, i int) []byte { return m.appendText(b, texts[i]) })
}

// appendText writes a string as JSON.
func (m *maker) appendText(b []byte, s string) []byte {
	text, err := json.Marshal(s)
	if err != nil { // a string never fails
		m.fail(err)
	}
	return append(b, text...)
}

func appendRanks(b []byte, ranks any) []byte {
	switch r := ranks.(type) {
	case int:
		return strconv.AppendInt(b, int64(r), 10)
	case []int:
		b = append(b, '[')
		for i, v := range r {
			if i > 0 {
				b = append(b, ',')
			}
			b = strconv.AppendInt(b, int64(v), 10)
		}
		return append(b, ']')
	default:
		return append(b, "null"...)
	}
}

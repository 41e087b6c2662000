package geo

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
)

// Locality is a named place: a commune, one of its villages or a town abroad.
type Locality struct {
	Name     string // as shown: in French where French readers use a French name
	Slug     string // its name as a path segment; homonyms have the same
	Country  string // ISO 3166-1 alpha-2
	Province string // id, "" abroad
	At       orb.Point
	Rank     int // 1 is the most populated of its country
}

// Errors of Load. Both mean that the program was not built by "make".
var (
	ErrAbsent  = errors.New("geo.json est absent : lancer « make »")
	ErrDamaged = errors.New("geo.json est illisible : lancer « make »")
)

// Atlas is all that is known of places. It never changes and may be used by several goroutines.
type Atlas struct {
	credits    []string
	arcs       []orb.LineString
	between    []int // arcs between two countries that are not Belgium
	countries  []area
	sea        []area // one
	seaRings   []orb.LineString
	provinces  []area
	inner      []orb.LineString
	localities []Locality
	names      map[string][]int32 // country code and folded name → localities, in the order they should answer
	spellings  map[string][]spelling
	byLat      []int32 // localities from south to north
	codes      []string
}

// spelling is one way to write a locality's name.
type spelling struct {
	text     string
	locality int32
}

// Load reads geo.json, as cmd/basemap writes it.
func Load(data []byte) (*Atlas, error) {
	if len(data) == 0 {
		return nil, ErrAbsent
	}
	var f file
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	if f.Version != version {
		return nil, fmt.Errorf("%w (version %d, not %d)", ErrDamaged, f.Version, version)
	}
	a := &Atlas{credits: f.Credits}
	provinceArcs, err := decodeAll(f.ProvinceArcs)
	if err == nil {
		a.arcs, err = decodeAll(f.Arcs)
	}
	if err == nil {
		a.inner, err = decodeAll(f.Inner)
	}
	if err == nil {
		a.countries, err = newAreas(f.Countries, a.arcs)
	}
	if err == nil {
		a.seaRings, err = decodeAll(f.Sea)
	}
	if err == nil {
		a.sea, err = newAreas(wholeArea(len(a.seaRings)), a.seaRings)
	}
	if err == nil {
		a.provinces, err = newAreas(f.Provinces, provinceArcs)
	}
	if err == nil {
		err = a.readLocalities(f)
	}
	if err != nil {
		return nil, fmt.Errorf("%w (%v)", ErrDamaged, err)
	}
	a.between = foreignBorders(a.countries, len(a.arcs))
	return a, nil
}

// wholeArea is one area made of n closed lines.
func wholeArea(n int) []SourceArea {
	rings := make([][]int, n)
	for i := range rings {
		rings[i] = []int{i}
	}
	return []SourceArea{{Polygons: [][][]int{rings}}}
}

// foreignBorders lists the arcs that part two of Belgium's neighbours. Luxembourg has no coast: all of its border that is
// not Belgium's counts, since along the Moselle it and Germany each hold the whole river.
func foreignBorders(countries []area, arcs int) []int {
	weight := make([]int, arcs)
	for _, c := range countries {
		w := 1
		switch c.code {
		case "BE":
			w = 10
		case "LU":
			w = 2
		}
		for _, polygon := range c.refs {
			for _, ring := range polygon {
				for _, r := range ring {
					weight[max(r, ^r)] += w
				}
			}
		}
	}
	var out []int
	for i, n := range weight {
		if n >= 2 && n < 10 {
			out = append(out, i)
		}
	}
	return out
}

func (a *Atlas) readLocalities(f file) error {
	n := 0
	for _, c := range f.Localities {
		n += strings.Count(c.Names, "|") + 1
	}
	a.localities = make([]Locality, 0, n)
	a.names = make(map[string][]int32, n*3/2)
	a.spellings = map[string][]spelling{}
	for _, c := range f.Localities {
		at, err := decodeLine(c.Positions)
		if err != nil {
			return err
		}
		if len(at) != strings.Count(c.Names, "|")+1 || (c.Provinces != "" && len(c.Provinces) != len(at)) {
			return fmt.Errorf("%s: names and positions do not match", c.Code)
		}
		a.codes = append(a.codes, c.Code)
		i := 0
		for text := range strings.SplitSeq(c.Names, "|") {
			name, others, _ := strings.Cut(text, "=")
			l := Locality{Name: name, Country: c.Code, At: at[i], Rank: i + 1}
			if c.Provinces != "" {
				p := int(c.Provinces[i]) - 'a'
				if p < 0 || p >= len(f.Provinces) {
					return fmt.Errorf("%s: unknown province", name)
				}
				l.Province = f.Provinces[p].Code
			}
			a.add(l, others)
			i++
		}
	}
	a.sortByLatitude()
	return nil
}

// add appends a locality and the names it answers to, others being separated by "=".
func (a *Atlas) add(l Locality, others string) {
	id := int32(len(a.localities))
	a.localities = append(a.localities, l)
	for name, rest := l.Name, others; name != ""; {
		k := l.Country + nameKey(name)
		if ids := a.names[k]; !slices.Contains(ids, id) {
			a.names[k] = append(ids, id)
		}
		a.spellings[l.Country] = append(a.spellings[l.Country], spelling{name, id})
		name, rest, _ = strings.Cut(rest, "=")
	}
}

func (a *Atlas) sortByLatitude() {
	a.byLat = make([]int32, len(a.localities))
	for i := range a.byLat {
		a.byLat[i] = int32(i)
	}
	slices.SortFunc(a.byLat, func(i, j int32) int {
		return cmp.Or(cmp.Compare(a.localities[i].At[1], a.localities[j].At[1]), cmp.Compare(i, j))
	})
}

// With gives an atlas that knows more places. An extra place answers before a place of the same name that was known: what
// an editor wrote is what she meant. Country is "BE" when empty, Province the one of the point, Rank after all others.
func (a *Atlas) With(extra []Locality) *Atlas {
	if len(extra) == 0 {
		return a
	}
	b := *a
	b.localities = slices.Clip(slices.Clone(a.localities))
	b.names, b.spellings, b.codes = maps.Clone(a.names), maps.Clone(a.spellings), slices.Clone(a.codes)
	for _, l := range extra {
		l.Country = cmp.Or(strings.ToUpper(l.Country), "BE")
		if l.Province == "" && l.Country == "BE" {
			l.Province = a.ProvinceAt(l.At)
		}
		l.Rank = cmp.Or(l.Rank, len(b.localities)+1)
		id := int32(len(b.localities))
		b.localities = append(b.localities, l)
		// Fresh slices: the old ones belong to a.
		k := l.Country + nameKey(l.Name)
		b.names[k] = append([]int32{id}, b.names[k]...)
		b.spellings[l.Country] = append([]spelling{{l.Name, id}}, b.spellings[l.Country]...)
		if !slices.Contains(b.codes, l.Country) {
			b.codes = append(b.codes, l.Country)
		}
	}
	b.sortByLatitude()
	return &b
}

// Credits are the sources to name beside every map.
func (a *Atlas) Credits() []string { return slices.Clone(a.credits) }

// locality gives one place as callers see it. The slug is made here: few of the thousands are ever asked for.
func (a *Atlas) locality(i int32) Locality {
	l := a.localities[i]
	if l.Slug == "" {
		l.Slug = french.Slug(l.Name)
	}
	return l
}

package importer

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// being is what an entry is known again by.
type being struct {
	entry     site.Entry
	name      string // of the file or the row, for messages
	slug      string
	words     []string // of its title, without those that say nothing
	town      string
	point     orb.Point
	placed    bool // by a point of its own
	mail, web string
}

// crowd finds beings that may be the same as one.
type crowd struct {
	keys  *keys
	ours  bool
	bySig map[string][]*being
}

// findTwins tells which rows are in the content, or further up in the table, already. A shared address alone makes no twins:
// one organisation may answer for ten initiatives.
func (p *planner) findTwins() {
	c := crowd{keys: p.keys, ours: p.t.Ours, bySig: map[string][]*being{}}
	for _, e := range p.bench.entries {
		if e.Common().Kind == p.kind {
			c.add(c.being(e, p.bench.prefix+e.Common().Path))
		}
	}
	decoded := p.bench.decodeAside(p.kind, p.fiches)
	for i, f := range p.fiches {
		b := c.being(decoded[i], fmt.Sprintf("%s %d du fichier", f.p.t.Unit, f.row.Number))
		if b.slug = f.wanted(); f.one("titre") == "" {
			b.words = french.Telling(b.slug)
		}
		o := &p.rows[i]
		if twin := c.twin(b); twin != nil {
			o.Twin, o.Differs, o.Fate = twin.name, f.differs(decoded[i], twin.entry), Same
			if len(o.Differs) > 0 {
				o.Fate = Twin
			}
			if !p.twins {
				continue
			}
			f.draft = true
			f.review = append(f.review, "Peut-être déjà là : "+twin.name+".")
		}
		c.add(b)
	}
}

func (c *crowd) being(e site.Entry, name string) *being {
	b := &being{entry: e, name: name, slug: e.Common().Slug, words: french.Telling(e.Common().Titre), mail: c.shown(e, "courriel"), web: webKey(c.shown(e, "site")), town: french.Slug(c.shown(e, "commune"))}
	if x, ok := e.(*site.Initiative); ok {
		b.point, b.placed = x.Lieu.Point, x.Lieu.HasPoint && (x.Lieu.Precision == site.Exact || x.Lieu.Precision == site.Street)
	} else if at, bad := content.ParseCoord(c.shown(e, "coordonnees")); bad == nil {
		b.point, b.placed = orb.Point{at.Lon, at.Lat}, true
	}
	return b
}

// shown gives the value of a key that this type may lack.
func (c *crowd) shown(e site.Entry, key string) string {
	if f := c.keys.named(key); f != nil {
		return show(e, f)
	}
	return ""
}

// webKey is what two spellings of one address have in common.
func webKey(address string) string {
	_, rest, ok := strings.Cut(strings.ToLower(address), "://")
	if !ok {
		return ""
	}
	return strings.TrimRight(strings.TrimPrefix(rest, "www."), "/")
}

// signs are the places where a being is looked for.
func (b *being) signs(around int) []string {
	out := []string{"slug:" + b.slug, "town:" + b.town}
	if b.mail != "" {
		out = append(out, "mail:"+strings.ToLower(b.mail))
	}
	if b.web != "" {
		out = append(out, "web:"+b.web)
	}
	if b.placed { // cells of 0.001 degree: at least 60 m
		x, y := int(math.Floor(b.point[0]*1000)), int(math.Floor(b.point[1]*1000))
		for dx := -around; dx <= around; dx++ {
			for dy := -around; dy <= around; dy++ {
				out = append(out, "cell:"+strconv.Itoa(x+dx)+","+strconv.Itoa(y+dy))
			}
		}
	}
	return out
}

func (c *crowd) add(b *being) {
	for _, s := range b.signs(0) {
		c.bySig[s] = append(c.bySig[s], b)
	}
}

// twin gives the first that is the same, nil when there is none.
func (c *crowd) twin(b *being) *being {
	for _, s := range b.signs(1) {
		for _, o := range c.bySig[s] {
			if c.same(b, o) {
				return o
			}
		}
	}
	return nil
}

func (c *crowd) same(a, b *being) bool {
	if c.ours {
		return a.slug == b.slug && a.slug != ""
	}
	oneTown := a.town == b.town || a.town == "" || b.town == ""
	door := a.placed && b.placed && geo.Distance(a.point, b.point) <= site.SameDoor
	reach := a.mail != "" && strings.EqualFold(a.mail, b.mail) || a.web != "" && a.web == b.web
	switch {
	case len(a.words) == 0 || len(b.words) == 0:
		return false
	case slices.Equal(a.words, b.words):
		return oneTown || door
	default:
		return (door || reach) && nearWords(a.words, b.words)
	}
}

// nearWords tells of titles that differ by a slip of the hand: not by a number or a letter that tells two groups apart.
func nearWords(a, b []string) bool {
	x, y := strings.Join(a, " "), strings.Join(b, " ")
	if french.Distance(x, y) > min(3, max(len(x), len(y))/6) {
		return false
	}
	telling := func(words []string) (out []string) {
		for _, w := range words {
			if len(w) == 1 || strings.ContainsAny(w, "0123456789") {
				out = append(out, w)
			}
		}
		return out
	}
	return slices.Equal(telling(a), telling(b))
}

// differs lists what the row says otherwise than its twin. What it does not say is no difference.
func (f *fiche) differs(row, twin site.Entry) []string {
	var out []string
	for _, field := range f.p.keys.leaves {
		if len(f.values[field.Path]) == 0 {
			continue
		}
		mine, theirs := show(row, field), show(twin, field)
		switch {
		case mine == theirs || mine == "":
		case theirs == "":
			out = append(out, fmt.Sprintf("%s : « %s » dans le tableau, rien dans la fiche", field.Path, line(mine)))
		default:
			out = append(out, fmt.Sprintf("%s : « %s » dans le tableau, « %s » dans la fiche", field.Path, line(mine), line(theirs)))
		}
	}
	text := french.Slug(string(twin.Common().Src.Text()))
	only := func(name, value string) {
		if !strings.Contains(text, french.Slug(value)) {
			out = append(out, fmt.Sprintf("%s : « %s », seulement dans le tableau", name, line(value)))
		}
	}
	for _, b := range f.body {
		only("texte", b)
	}
	for _, m := range f.more {
		only(m[0], m[1])
	}
	return out
}

// line is a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// show writes the value of a key as an entry shows it: a hidden place stays hidden.
func show(e site.Entry, f *content.Field) string {
	if x, ok := e.(*site.Initiative); ok {
		if text, ok := showPlace(&x.Lieu, f.Path); ok {
			return text
		}
	}
	values := []reflect.Value{reflect.ValueOf(e).Elem()}
	for name := range strings.SplitSeq(f.Go, ".") {
		var next []reflect.Value
		for _, v := range values {
			if v.Kind() == reflect.Slice {
				for i := range v.Len() {
					next = append(next, v.Index(i).FieldByName(name))
				}
				continue
			}
			next = append(next, v.FieldByName(name))
		}
		values = next
	}
	var out []string
	for _, v := range values {
		out = append(out, showValue(v)...)
	}
	return strings.Join(out, ", ")
}

// showPlace gives the keys of a place; ok is false for any other.
func showPlace(p *site.Place, path string) (text string, ok bool) {
	switch path {
	case "commune":
		return p.Commune, true
	case "code_postal":
		return p.CodePostal, true
	case "adresse":
		return p.Adresse, true
	case "pays":
		return p.Pays, true
	case "precision":
		return p.Precision, true
	case "coordonnees":
		if p.HasPoint && (p.Precision == site.Exact || p.Precision == site.Street) {
			text = coordText(site.Coord{Lat: p.Point[1], Lon: p.Point[0]})
		}
		return text, true
	}
	return "", false
}

func showValue(v reflect.Value) []string {
	switch x := v.Interface().(type) {
	case string:
		return []string{x}
	case []string:
		return x
	case site.Date:
		return []string{x.String()}
	case site.Ref:
		return []string{x.Text}
	case []site.Ref:
		var out []string
		for _, r := range x {
			out = append(out, r.Text)
		}
		return out
	case site.Coord:
		if !x.Set {
			return []string{""}
		}
		return []string{coordText(x)}
	case int:
		return []string{strconv.Itoa(x)}
	}
	return []string{fmt.Sprint(v.Interface())}
}

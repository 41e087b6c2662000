package output

import (
	"bytes"
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
)

// The drawing of a list's map, for the page as it is without script: the marks and the towns' names over the ground.

// mapHTML draws a list's map.
func (m *maker) mapHTML(l *list, memo *mapMemo, sections []section, pageOf map[string]int) (template.HTML, error) {
	if m.s.Config.Carte.NoMap() {
		memo.svg, memo.svgKey = "", 0
		return "", nil
	}
	h := newHash(m.in.Key, memo.key)
	h.s(l.titre)
	for _, s := range sections {
		if len(s.items) == 1 {
			h.n(m.cards[s.items[0].Index].key)
		}
		h.s(s.titre, s.id)
		h.n(uint64(pageOf[s.id]))
	}
	if memo.svgKey == h.key() {
		return memo.svg, nil
	}
	memo.svgKey = h.key()
	v := MapView{Width: m.frame.Width, Height: m.frame.Height, Fond: m.ground, Titre: l.titre}
	var groups []geo.Group
	for _, s := range sections {
		if s.group == nil {
			continue
		}
		groups = append(groups, *s.group)
		v.Marks = append(v.Marks, m.mark(l, s, pageOf[s.id]))
	}
	if len(v.Marks) == 0 {
		memo.svg = ""
		return "", nil
	}
	for _, t := range m.in.Atlas.Labels(m.frame, groups, maxLabels) {
		n := MapLabel{X: coord(round1(t.X)), Y: coord(round1(t.Y)), Anchor: t.Anchor, Name: t.Name}
		if !t.Covered {
			n.Dot = "M" + coord(round1(t.TownX)) + " " + coord(round1(t.TownY)) + "m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0"
		}
		v.Labels = append(v.Labels, n)
	}
	var b bytes.Buffer
	err := m.in.Theme.Render(&b, "map", v)
	memo.svg = htmlOf(b.String())
	return memo.svg, err
}

// shapes are the blazes of one unit in radius, as path data.
var shapes = map[string]string{
	"carre":    "M-.88-.88H.88V.88H-.88z",
	"losange":  "M0-1.25 1.25 0 0 1.25-1.25 0z",
	"triangle": "M0-1.3 1.25 .9H-1.25z",
	"rond":     "M-1 0a1 1 0 1 1 2 0 1 1 0 1 1-2 0z",
}

func (m *maker) mark(l *list, s section, page int) MapMark {
	g := s.group
	k := MapMark{No: s.no, Place: "translate(" + coord(round1(g.X)) + " " + coord(round1(g.Y)) + ")", Size: "scale(" + coord(g.R) + ")", Shape: shapes["rond"],
		Class: "m-n", Text: strconv.Itoa(len(s.items))}
	if len(s.items) == 1 {
		x := s.items[0]
		t := Tag{Letter: "•", Forme: "rond", Rank: 1} // of an entry whose sectors are to be mended: it is judged, not shown
		if len(x.Secteurs) > 0 {
			t = m.tag("secteurs", x.Secteurs[0])
		}
		k.Text, k.Area, k.Size = t.Letter, x.Lieu.Area(), "scale("+strconv.Itoa(singleSize)+")"
		k.Shape, k.Class = cmp.Or(shapes[t.Forme], shapes["rond"]), "s"+strconv.Itoa(t.Rank)
		if k.Area {
			k.Class += " m-aire"
		}
		k.Name, k.URL = french.Typo(x.Titre)+", "+m.where(x), x.URL()
		return k
	}
	where := " à " + s.titre
	if rest, ok := strings.CutPrefix(s.titre, "Autour "); ok {
		where = " autour " + rest
	}
	k.Name = count(len(s.items)) + where
	k.URL = pageURL(l.url, page) + "#" + s.id
	return k
}

package output

import (
	"cmp"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
	"slices"
	"strings"
)

// catalogue puts trainings in three groups: modules, what takes days or more, and what has no length yet. items[i] is all[i].
func (m *maker) catalogue(all []*site.Training, items []TrainingItem) []CatalogueGroup {
	groups := []CatalogueGroup{
		{ID: "modules_", Titre: "Les modules", Note: "Ils se suivent seuls, ou s’assemblent en une journée ou plus."},
		{ID: "longues_", Titre: "Des formations plus longues"},
		{ID: "convenir_", Titre: "Durée à convenir", Note: "La durée de ces formations n’est pas donnée : demandez-la aux personnes qui les organisent."},
	}
	var out []CatalogueGroup
	for n, g := range groups {
		var in []TrainingItem
		for i, t := range all {
			if groupOf(t.Length()) == n {
				in = append(in, items[i])
			}
		}
		if len(in) > 0 {
			g.Parts = m.byTheme(in)
			out = append(out, g)
		}
	}
	return out
}

func groupOf(d site.Duration) int {
	switch {
	case d.Long:
		return 1
	case d.IsZero():
		return 2
	default:
		return 0
	}
}

// byTheme puts each training under the first of its themes that another one has too, once. A title over a single training
// would only say the same twice: those come last, and the index finds them by theme.
func (m *maker) byTheme(items []TrainingItem) []CataloguePart {
	shared := map[string]int{}
	for _, i := range items {
		for n, theme := range themesOf(i) {
			if !slices.Contains(themesOf(i)[:n], theme) {
				shared[theme]++
			}
		}
	}
	parts := map[string]*CataloguePart{}
	var rest CataloguePart
	for _, i := range items {
		into := &rest
		for n, theme := range themesOf(i) {
			if shared[theme] < 2 {
				continue
			}
			if parts[theme] == nil {
				parts[theme] = &CataloguePart{Titre: i.Themes[n]}
			}
			into = parts[theme]
			break
		}
		into.Items = append(into.Items, i)
	}
	var out []CataloguePart
	for _, p := range parts {
		out = append(out, *p)
	}
	slices.SortFunc(out, func(a, b CataloguePart) int { return strings.Compare(m.sorter.Key(a.Titre), m.sorter.Key(b.Titre)) })
	if len(rest.Items) > 0 {
		if len(out) > 0 {
			rest.Titre = "D’autres thèmes"
		}
		out = append(out, rest)
	}
	return out
}

// themesOf gives a training's themes so that two spellings of one are the same.
func themesOf(i TrainingItem) []string {
	var out []string
	for _, theme := range i.Themes {
		out = append(out, french.Fold(theme))
	}
	return out
}

// catalogueIndex finds trainings by theme, by public and by length; none of it when there is but one to find.
func (m *maker) catalogueIndex(all []*site.Training, items []TrainingItem) []CatalogueIndex {
	if len(all) < 2 {
		return nil
	}
	themes, publics, lengths := newIndex("Par thème"), newIndex("Par public"), newIndex("Par durée")
	for i, t := range all {
		for n, theme := range themesOf(items[i]) {
			themes.add(theme, m.sorter.Key(items[i].Themes[n]), items[i].Themes[n], items[i])
		}
		for _, id := range t.Publics {
			tag := m.tag("publics", id)
			rank := slices.IndexFunc(m.tags["publics"], func(o Tag) bool { return o.ID == id })
			publics.add(id, number(rank), tag.Label, items[i])
		}
		d, words := t.Length(), items[i].Temps.Mots
		lengths.add(words, number(groupOf(d), d.Min, d.Max)+m.sorter.Key(words), french.Capital(words), items[i])
	}
	var out []CatalogueIndex
	for _, x := range []*index{themes, publics, lengths} {
		if v := x.values(); len(v) > 0 {
			out = append(out, CatalogueIndex{x.titre, v})
		}
	}
	return out
}

// index gathers trainings under values, in the order of the values' keys.
type index struct {
	titre string
	found map[string]*indexed
}

type indexed struct {
	key string
	CatalogueValue
}

func newIndex(titre string) *index { return &index{titre, map[string]*indexed{}} }

// add puts a training under a value, once.
func (x *index) add(value, key, label string, i TrainingItem) {
	v := x.found[value]
	if v == nil {
		v = &indexed{key, CatalogueValue{Label: label}}
		x.found[value] = v
	}
	l := site.Link{Titre: i.Titre, URL: "#" + i.ID}
	if !slices.Contains(v.Liens, l) {
		v.Liens = append(v.Liens, l)
	}
}

func (x *index) values() []CatalogueValue {
	var all []*indexed
	for _, v := range x.found {
		all = append(all, v)
	}
	slices.SortFunc(all, func(a, b *indexed) int {
		return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.Label, b.Label))
	})
	var out []CatalogueValue
	for _, v := range all {
		out = append(out, v.CatalogueValue)
	}
	return out
}

// number writes numbers below ten thousand so that their plain order is theirs.
func number(ns ...int) string {
	var b strings.Builder
	for _, n := range ns {
		for _, unit := range [...]int{1000, 100, 10, 1} {
			b.WriteByte(byte('0' + n/unit%10))
		}
	}
	return b.String()
}

package draft

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
)

// Commune is a place that may be the one a person means.
type Commune struct {
	Name    string // as it is to be written: with its province when another place has the same name
	Country string // "BE"
	Where   string // what tells it from others: "province de Namur", "France"
}

// most is how many places are proposed.
const most = 8

// abroad are the countries looked in once Belgium has no place of that name.
var abroad = []string{"FR", "LU", "NL", "DE"}

// Communes gives the places that a text may name. exact: they have that very name, and there are several when it is shared;
// otherwise they begin so, the most populated first, or are spelt nearly so.
func Communes(atlas *geo.Atlas, text string) (found []Commune, exact bool) {
	if atlas == nil || french.Slug(text) == "" {
		return nil, false
	}
	if l, ok := atlas.Find(text, "BE"); ok {
		if strings.Contains(text, "(") {
			return []Commune{one(l)}, true
		}
		return namesakes(atlas, l), true
	}
	if found = begin(atlas, text); len(found) > 0 {
		return found, false
	}
	if near := atlas.Suggest(text, "BE"); near != "" {
		l, _ := atlas.Find(near, "BE")
		return namesakes(atlas, l), false
	}
	for _, country := range abroad {
		if l, ok := atlas.Find(text, country); ok {
			found = append(found, one(l))
		}
	}
	return found, len(found) > 0
}

// namesakes lists the places of Belgium that have a place's name, itself first.
func namesakes(atlas *geo.Atlas, l geo.Locality) []Commune {
	out := []Commune{one(l)}
	provinces := []string{l.Province}
	for other := range atlas.Places("BE") {
		if french.Slug(other.Name) == french.Slug(l.Name) && !slices.Contains(provinces, other.Province) {
			out, provinces = append(out, one(other)), append(provinces, other.Province)
		}
	}
	if len(out) == 1 {
		return out
	}
	for i := range out {
		province, _ := geo.Province(provinces[i])
		out[i].Name += " (" + province + ")"
	}
	return out
}

func begin(atlas *geo.Atlas, text string) (out []Commune) {
	start := french.Slug(text)
	for l, names := range atlas.Places("BE") {
		if len(out) == most {
			break
		}
		if slices.ContainsFunc(names, func(n string) bool { return strings.HasPrefix(french.Slug(n), start) }) {
			c := one(l)
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

func one(l geo.Locality) Commune {
	c := Commune{Name: l.Name, Country: l.Country, Where: geo.CountryName(l.Country)}
	if l.Country == "BE" {
		c.Where = geo.TerritoryLong(l.Province)
	}
	return c
}

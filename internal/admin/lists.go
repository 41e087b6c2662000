package admin

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"math"

	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// references lists what a fiche can name, by kind: [slug, title], in the order of the site's lists.
func references(s *site.Site) map[string][][2]string {
	out := map[string][][2]string{}
	for _, name := range []string{"organisation", "initiative", "terme"} {
		out[name] = [][2]string{}
		if s == nil {
			continue
		}
		for _, e := range s.Entries(site.KindNamed(name)) {
			b := e.Common()
			out[name] = append(out[name], [2]string{b.Slug, b.Titre})
		}
	}
	return out
}

// townsOf lists the communes of the gazetteer: [name, latitude, longitude], and the province of those that are several of a
// name.
func townsOf(built fs.FS) ([]byte, error) {
	data, err := fs.ReadFile(built, "geo.json")
	if err != nil {
		return nil, err
	}
	atlas, err := geo.Load(data)
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for l := range atlas.Places("BE") {
		count[l.Name]++
	}
	var out [][]any
	for l := range atlas.Places("BE") {
		town := []any{l.Name, short(l.At[1]), short(l.At[0])}
		if count[l.Name] > 1 {
			name, _ := geo.Province(l.Province)
			if name == "" {
				name = fmt.Sprint(len(out))
			}
			town = append(town, name)
		}
		out = append(out, town)
	}
	return json.Marshal(out)
}

func short(degrees float64) float64 { return math.Round(degrees*1e5) / 1e5 }

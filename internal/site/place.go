package site

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// Coord is a position as an editor types it: degrees, WGS 84, latitude then longitude.
type Coord struct {
	Lat, Lon float64
	Set      bool
}

// The values of precision: how exactly a place is shown.
const (
	Exact    = "exacte"
	Street   = "rue"
	Locality = "commune"
	Masked   = "masquee"
)

// SameDoor is how near two points are that may be one, in metres.
const SameDoor = 30

// Place is a place as it may be shown; what is hidden is not in it.
type Place struct {
	Point      orb.Point // degrees WGS 84, longitude then latitude; rounded to at most 6 decimals
	HasPoint   bool      // false: only in lists ("masquee", or only a zone)
	Precision  string    // Exact, Street, Locality or Masked; "" when there is no place at all
	Adresse    string    // what may be shown of the address
	CodePostal string
	Commune    string
	Pays       string // ISO 3166-1 alpha-2, "BE" by default
	Province   string // id; "" abroad
	Region     string // id "region-…"; "" abroad
	Territory  string // the commune's slug in URLs; with the postal code when another commune has the same
	Zone       []string
	Hidden     []Hidden // what must be in no output
}

// Hidden is a text no output may hold.
type Hidden struct {
	Key  string // "adresse" or "coordonnees": the header key it comes from
	Text string
	Line int
}

// Area tells that the point stands for an area, not for a door.
func (p Place) Area() bool { return p.HasPoint && p.Precision != Exact }

var (
	leadingNumber = regexp.MustCompile(`(?i)^\s*(n°\s*)?\d+(\s*[-/]\s*\d+)?\s*(bis|ter|quater|[a-z]\b)?\s*,?\s+`)
	inName        = regexp.MustCompile(`(?i)(^|\s)(du|des|de|le|la|les)$`) // "Rue du 11 Novembre": part of the name
	anyNumber     = regexp.MustCompile(`(?i)[\s,;]*(n°\s*)?\d+`)
)

// StreetOnly takes the number out of an address, and all that follows it: "Rue Haute 12, boîte 3" → "Rue Haute". In doubt
// it takes too much rather than too little.
func StreetOnly(address string) string {
	s := leadingNumber.ReplaceAllString(address, "")
	for _, at := range anyNumber.FindAllStringIndex(s, -1) {
		if !inName.MatchString(s[:at[0]]) {
			s = s[:at[0]]
			break
		}
	}
	return strings.Trim(s, " ,;")
}

// RoundCoord rounds degrees to n decimals.
func RoundCoord(v float64, n int) float64 {
	f := math.Pow(10, float64(n))
	return math.Round(v*f) / f
}

// Show applies a precision to a true place, once: what comes out is all that the rest of the program ever sees.
// coord is the true position, address the true address, centre the commune's centre when known.
func Show(p Place, coord Coord, address string, centre orb.Point, hasCentre bool) Place {
	switch {
	case p.Precision == "" && coord.Set:
		p.Precision = Exact
	case p.Precision == "" || (p.Precision == Exact && !coord.Set):
		p.Precision, p.Adresse = Locality, address // an address and no point: nothing is hidden
	case p.Precision == Street && !coord.Set:
		p.Precision, p.Adresse = Locality, StreetOnly(address)
	}
	switch {
	case p.Precision == Masked:
	case p.Precision == Exact:
		p.Point, p.HasPoint, p.Adresse = orb.Point{RoundCoord(coord.Lon, 6), RoundCoord(coord.Lat, 6)}, true, address
	case p.Precision == Street:
		p.Point, p.HasPoint = orb.Point{RoundCoord(coord.Lon, 3), RoundCoord(coord.Lat, 3)}, true
	case hasCentre:
		p.Point, p.HasPoint = orb.Point{RoundCoord(centre[0], 6), RoundCoord(centre[1], 6)}, true
	}
	switch p.Precision {
	case Street:
		p.Adresse = StreetOnly(address)
	case Masked:
		p.CodePostal = ""
	}
	return p.hide(coord, address)
}

// hide lists what was taken away.
func (p Place) hide(coord Coord, address string) Place {
	if address != "" && p.Adresse != address {
		p.Hidden = append(p.Hidden, Hidden{Key: "adresse", Text: address})
	}
	if coord.Set && p.Precision != Exact {
		for _, v := range []float64{coord.Lat, coord.Lon} {
			if t := strconv.FormatFloat(math.Abs(v), 'f', -1, 64); decimals(t) >= 4 {
				p.Hidden = append(p.Hidden, Hidden{Key: "coordonnees", Text: t})
			}
		}
	}
	return p
}

func decimals(s string) int {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return len(s) - i - 1
	}
	return 0
}

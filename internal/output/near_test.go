package output

import (
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/site"
)

func TestHowFar(t *testing.T) {
	place := func(precision, commune string) site.Place {
		return site.Place{HasPoint: true, Precision: precision, Commune: commune, Point: orb.Point{4.35, 50.85}}
	}
	exact, street, namur, jambes := place(site.Exact, "Namur"), place(site.Street, "Namur"), place(site.Locality, "Namur"), place(site.Locality, "Jambes")
	jambes.Point, exact.Point = orb.Point{4.36, 50.85}, orb.Point{4.355, 50.85}
	for _, c := range []struct {
		a, b   site.Place
		metres float64
		want   string
	}{
		{exact, exact, 0, "au même endroit"},
		{exact, exact, 24.9, "au même endroit"},
		{exact, exact, 26, "à 50 m"},
		{exact, exact, 374, "à 350 m"},
		{exact, exact, 974, "à 950 m"},
		{exact, exact, 976, "à 1 km"},
		{exact, exact, 3_162, "à 3,2 km"},
		{exact, exact, 9_949, "à 9,9 km"},
		{exact, exact, 9_951, "à 10 km"},
		{exact, exact, 49_600, "à 50 km"},
		{exact, street, 200, "à moins de 1 km"},
		{street, exact, 3_162, "à environ 3 km"},
		{namur, namur, 0, "même commune"},
		{exact, namur, 800, "même commune"},
		{exact, namur, 3_162, "à environ 3 km"},
		{jambes, namur, 700, "à environ 1 km"},
		{jambes, namur, 300, "à environ 1 km"},
		{jambes, exact, 12_400, "à environ 12 km"},
	} {
		if got := strings.ReplaceAll(howFar(c.a, c.b, c.metres), "\u00a0", " "); got != c.want {
			t.Errorf("%s and %s, %v m: %q, want %q", c.a.Precision, c.b.Precision, c.metres, got, c.want)
		}
	}
}

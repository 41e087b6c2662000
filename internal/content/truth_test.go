package content

import (
	"testing"

	"enrouteweb.org/balise/internal/site"
)

// The true position is read again from the file, however it is written and however exactly it is shown.
func TestTrueCoord(t *testing.T) {
	namur := site.Coord{Lat: 50.4669, Lon: 4.8675, Set: true}
	for _, c := range []struct {
		name string
		text string
		want site.Coord
	}{
		{"none", ini(), site.Coord{}},
		{"masked", ini("coordonnees: 50.4669, 4.8675", "precision: masquee", "resume: 12 places"), namur},
		{"quoted", ini(`coordonnees: "50.4669, 4.8675"`, "precision: rue"), namur},
		{"list", ini("coordonnees: [50.4669, 4.8675]"), namur},
		{"lines", ini("coordonnees:", "  - 50.4669", "  - 4.8675", "depuis: 2014"), namur},
		{"a remark", ini("coordonnees: 50.4669, 4.8675  # place 12, 13"), namur},
		{"wrong", ini("coordonnees: derrière la gare", "depuis: 2014"), site.Coord{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, _ := Decode(folder(map[string]string{"initiatives/relais.md": c.text}), options(), new(Cache))
			if got := TrueCoord(r.Entries[0].Common().Src); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

package site

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

func TestStreetOnly(t *testing.T) {
	for in, want := range map[string]string{
		"Rue Haute 12":                "Rue Haute",
		"Rue Haute 12, boîte 3":       "Rue Haute",
		"Rue Haute, 12":               "Rue Haute",
		"12, rue Haute":               "rue Haute",
		"12 bis rue Haute":            "rue Haute",
		"Rue Haute n° 12":             "Rue Haute",
		"Rue Haute 12-14":             "Rue Haute",
		"Rue Haute 12b":               "Rue Haute",
		"Grand-Place":                 "Grand-Place",
		"Chaussée de Charleroi 110/2": "Chaussée de Charleroi",
		"Rue du 11 Novembre 5":        "Rue du 11 Novembre",
		"Place du 1er Mai":            "Place du 1er Mai",
		"Rue Haute 12, 2e étage":      "Rue Haute",
		"":                            "",
	} {
		if got := StreetOnly(in); got != want {
			t.Errorf("StreetOnly(%q) = %q, want %q", in, got, want)
		}
	}
}

// The table of CONTENT.md: what each precision shows, and what it hides.
func TestShow(t *testing.T) {
	true_ := Coord{Lat: 50.850346, Lon: 4.351721, Set: true}
	centre := orb.Point{4.3488, 50.8504}
	in := Place{Commune: "Bruxelles", CodePostal: "1000", Pays: "BE"}
	type shown struct {
		Point              orb.Point
		HasPoint           bool
		Precision, Adresse string
		CodePostal         string
		Hidden             string
	}
	for _, c := range []struct {
		name, precision string
		coord           Coord
		want            shown
	}{
		{"a point alone is exact", "", true_, shown{orb.Point{4.351721, 50.850346}, true, Exact, "Rue Haute 12", "1000", ""}},
		{"no point: the commune, and the whole address", "", Coord{}, shown{centre, true, Locality, "Rue Haute 12", "1000", ""}},
		{"exact without a point is the commune", Exact, Coord{}, shown{centre, true, Locality, "Rue Haute 12", "1000", ""}},
		{"street: three decimals, no number", Street, true_, shown{orb.Point{4.352, 50.85}, true, Street, "Rue Haute", "1000", "Rue Haute 12|50.850346|4.351721"}},
		{"street without a point: the commune, no number", Street, Coord{}, shown{centre, true, Locality, "Rue Haute", "1000", "Rue Haute 12"}},
		{"commune hides all but the postal code", Locality, true_, shown{centre, true, Locality, "", "1000", "Rue Haute 12|50.850346|4.351721"}},
		{"masked shows the commune's name only", Masked, true_, shown{orb.Point{}, false, Masked, "", "", "Rue Haute 12|50.850346|4.351721"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := in
			p.Precision = c.precision
			p = Show(p, c.coord, "Rue Haute 12", centre, true)
			var hidden []string
			for _, h := range p.Hidden {
				hidden = append(hidden, h.Text)
			}
			got := shown{p.Point, p.HasPoint, p.Precision, p.Adresse, p.CodePostal, strings.Join(hidden, "|")}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// Whatever is asked, what is shown never holds a coordinate or an address that the same place hides.
func TestShowHidesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Place{Commune: "Namur", Pays: "BE", Precision: rapid.SampledFrom([]string{"", Exact, Street, Locality, Masked}).Draw(t, "precision")}
		c := Coord{Lat: rapid.Float64Range(49.5, 51.5).Draw(t, "lat"), Lon: rapid.Float64Range(2.5, 6.4).Draw(t, "lon"), Set: rapid.Bool().Draw(t, "set")}
		got := Show(p, c, "Rue de Fer 12", orb.Point{4.87, 50.47}, rapid.Bool().Draw(t, "centre"))
		for _, h := range got.Hidden {
			if h.Text == got.Adresse {
				t.Fatalf("%q is hidden and shown", h.Text)
			}
			if h.Key == "coordonnees" && got.HasPoint && (got.Point == orb.Point{c.Lon, c.Lat}) {
				t.Fatal("the true point is hidden and shown")
			}
		}
		if got.Precision == Masked && (got.HasPoint || got.Adresse != "" || got.CodePostal != "") {
			t.Fatalf("masked shows %+v", got)
		}
	})
}

func TestSlugOf(t *testing.T) {
	for in, want := range map[string]string{
		"guide/03-adapter-le-cadre.md":    "adapter-le-cadre",
		"initiatives/Le Cœur d’Été.md":    "le-coeur-d-ete",
		"initiatives/ÉQUIPE mobile.md":    "equipe-mobile",
		"rapports/2020.md":                "2020",
		"initiatives/e\u0301cole.md":      "ecole",
		"initiatives/103 rue du Trône.md": "rue-du-trone",
	} {
		if got, _ := SlugOf(in); got != want {
			t.Errorf("SlugOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	for _, c := range []struct {
		in   Date
		n    int
		want string
	}{{Date{2024, 2, 29}, 12, "2025-02-28"}, {Date{2025, 11, 22}, 12, "2026-11-22"}, {Date{2025, 12, 31}, 2, "2026-02-28"}} {
		if got := c.in.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%v + %d months = %s, want %s", c.in, c.n, got, c.want)
		}
	}
}

func TestUnlink(t *testing.T) {
	in := `<p><a href="/portraits/x/">Un <em>portrait</em></a> et <a href="/portraits/x/#suite" rel="y">sa suite</a>, <a href="/portraits/xy/">un autre</a>.</p>`
	want := `<p>Un <em>portrait</em> et sa suite, <a href="/portraits/xy/">un autre</a>.</p>`
	if got := unlink(in, "/portraits/x/"); got != want {
		t.Errorf("got %s", got)
	}
}

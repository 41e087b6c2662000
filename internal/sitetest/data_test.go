package sitetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// feature is one initiative of the GeoJSON; numbers stay as they are written.
type feature struct {
	Type, ID string
	Geometry *struct {
		Type        string
		Coordinates []json.Number
	}
	Properties map[string]any
}

// properties are those the contract names, and no others.
var properties = []string{"titre", "url", "resume", "secteurs", "nature", "statuts", "publics", "etat", "commune", "code_postal", "pays", "precision", "verifie_le"}

// collection is the GeoJSON file.
type collection struct {
	Type     string
	BBox     []json.Number
	CRS      any
	Features []feature
}

// TestGeoJSON holds the data to RFC 7946 and to the contract.
func TestGeoJSON(t *testing.T) {
	for name, s := range sites(t) {
		t.Run(name, func(t *testing.T) {
			data, err := s.read("donnees/initiatives.geojson")
			if err != nil {
				t.Fatal(err)
			}
			var c collection
			decode(t, data, &c)
			if c.Type != "FeatureCollection" || c.CRS != nil {
				t.Errorf("type %q, crs %v", c.Type, c.CRS)
			}
			if name == "corpus" && len(c.Features) != initiatives {
				t.Errorf("%d features, want %d", len(c.Features), initiatives)
			}
			box := s.features(t, c.Features)
			for i, want := range box {
				if len(c.BBox) != 4 || number(c.BBox[i]) != want {
					t.Errorf("bbox %v, want %v", c.BBox, box)
					break
				}
			}
		})
	}
}

// features checks each feature and gives the box that holds their points: west, south, east, north.
func (s *site) features(t *testing.T, features []feature) [4]float64 {
	t.Helper()
	seen := map[string]bool{}
	box := [4]float64{180, 90, -180, -90}
	for _, f := range features {
		if f.Type != "Feature" || f.ID == "" || seen[f.ID] || s.find("initiatives/"+f.ID+"/") == nil {
			t.Errorf("feature %q of type %q: not one page's", f.ID, f.Type)
		}
		seen[f.ID] = true
		for key := range f.Properties {
			if !slices.Contains(properties, key) {
				t.Errorf("%s: property %q is not in the contract", f.ID, key)
			}
		}
		if problem := f.point(&box); problem != "" {
			t.Errorf("%s: %s", f.ID, problem)
		}
	}
	return box
}

// point checks where a feature is, and widens the box to hold it.
func (f *feature) point(box *[4]float64) string {
	hidden := f.Properties["precision"] == "masquee"
	switch {
	case f.Geometry == nil:
		return ""
	case hidden:
		return "a hidden place has a point"
	case f.Geometry.Type != "Point" || len(f.Geometry.Coordinates) != 2:
		return fmt.Sprintf("geometry %+v", *f.Geometry)
	}
	for _, n := range f.Geometry.Coordinates {
		if _, decimals, _ := strings.Cut(n.String(), "."); len(decimals) > 6 || strings.ContainsAny(n.String(), "eE") {
			return "coordinate " + n.String() + " has too many decimals"
		}
	}
	lon, lat := number(f.Geometry.Coordinates[0]), number(f.Geometry.Coordinates[1])
	if lon < -6 || lon > 11 || lat < 41 || lat > 52 {
		return fmt.Sprintf("longitude %v, latitude %v: not between the Atlantic and the Rhine; are they swapped?", lon, lat)
	}
	box[0], box[1], box[2], box[3] = min(box[0], lon), min(box[1], lat), max(box[2], lon), max(box[3], lat)
	return ""
}

func number(n json.Number) float64 {
	f, err := n.Float64()
	if err != nil {
		return 1e9
	}
	return f
}

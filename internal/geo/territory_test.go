package geo

import "testing"

func TestTerritories(t *testing.T) {
	if len(Provinces()) != 11 || len(Regions()) != 3 {
		t.Fatalf("%v %v", Provinces(), Regions())
	}
	for _, id := range Provinces() {
		name, region := Province(id)
		if name == "" || RegionName(region) == "" || TerritoryLong(id) == "" || TerritoryIn(id) == "" {
			t.Errorf("%s: incomplete", id)
		}
		if slug := TerritorySlug(id); FindTerritory(slug) != slug {
			t.Errorf("%s: its slug %q is not found", id, slug)
		}
	}
	if name, region := Province("atlantide"); name != "" || region != "" || RegionName("namur") != "" {
		t.Error("what is no province, or no region, has no name")
	}
	for text, want := range map[string]string{
		"Namur":                        "province-namur",
		"province de Namur":            "province-namur",
		"Province du Luxembourg":       "province-luxembourg",
		"brabant wallon":               "province-brabant-wallon",
		"Hainaut":                      "province-hainaut",
		"Flandre-Occidentale":          "province-flandre-occidentale",
		"province d'Anvers":            "province-anvers",
		"Wallonie":                     "region-wallonne",
		"Région wallonne":              "region-wallonne",
		"Région de Bruxelles-Capitale": "region-bruxelles-capitale",
		"bruxelles-capitale":           "region-bruxelles-capitale",
		"Flandre":                      "region-flamande",
		"Europe":                       "",
		"":                             "",
	} {
		if got := FindTerritory(text); got != want {
			t.Errorf("FindTerritory(%q) = %q; want %q", text, got, want)
		}
	}
}

func TestCountries(t *testing.T) {
	for code, want := range map[string]string{"BE": "Belgique", "FR": "France", "NL": "Pays-Bas", "CI": "Côte d’Ivoire", "XX": "XX", "": "", "\nB": "\nB"} {
		if got := CountryName(code); got != want {
			t.Errorf("CountryName(%q) = %q; want %q", code, got, want)
		}
	}
	for code, want := range map[string]bool{"BE": true, "ZW": true, "AD": true, "EU": false, "UK": false, "be": false, "B": false, "Be": false, "": false} {
		if ValidCountry(code) != want {
			t.Errorf("ValidCountry(%q) = %v", code, !want)
		}
	}
	n := 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			if ValidCountry(string([]rune{a, b})) {
				n++
			}
		}
	}
	if n != 249 {
		t.Errorf("%d countries; ISO 3166-1 has 249", n)
	}
}

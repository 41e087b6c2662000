package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestStreetMap: the street map is two files of their own, and makes no third that the first load would have to fetch; it
// draws with the map's own Leaflet.
func TestStreetMap(t *testing.T) {
	files, inputs, err := build(filepath.Join("..", "..", "assets"))
	if err != nil {
		t.Fatalf("%v (run « make » once: it installs the packages)", err)
	}
	for name := range files {
		if strings.HasPrefix(name, "chunk") {
			t.Errorf("%s is shared by several scripts", name)
		}
	}
	if n := packed(t, string(files["vector.js"].data)); n > 45_000 || n == 0 {
		t.Errorf("vector.js: %d bytes", n)
	}
	if strings.Contains(string(files["carte.js"].data)+string(files["map.js"].data), "pmtiles") {
		t.Error("the first load has the archives in it")
	}
	leaflet := map[string]bool{}
	for _, in := range inputs {
		if strings.Contains(in, "node_modules/leaflet/") {
			leaflet[in] = true
		}
	}
	if len(leaflet) != 1 {
		t.Errorf("Leaflet comes from %v", leaflet)
	}
}

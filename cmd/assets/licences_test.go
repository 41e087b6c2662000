package main

import (
	"maps"
	"strings"
	"testing"
)

// TestLicences: a package under another is named for itself, once; one that comes without its terms has those of its
// makers, under its own name.
func TestLicences(t *testing.T) {
	files := maps.Clone(small)
	maps.Copy(files, map[string]string{
		"carte/map.ts": `import { p } from "protomaps-leaflet"; import { q } from "pmtiles"; export const draw = (b: number): number => p + q + b`,

		"node_modules/protomaps-leaflet/index.js":     `import { r } from "pbf"; export const p = r`,
		"node_modules/protomaps-leaflet/LICENSE":      "Copyright 2022 Them\n\nAs you like.\n",
		"node_modules/protomaps-leaflet/package.json": `{"name": "protomaps-leaflet", "version": "5.0.0", "license": "BSD-3-Clause", "module": "index.js"}`,
		"node_modules/pmtiles/index.js":               `import { r } from "pbf"; export const q = r`,
		"node_modules/pmtiles/package.json":           `{"name": "pmtiles", "version": "3.0.0", "license": "BSD-3-Clause", "module": "index.js"}`,
	})
	for _, under := range []string{"protomaps-leaflet", "pmtiles"} {
		maps.Copy(files, map[string]string{
			"node_modules/" + under + "/node_modules/pbf/index.js":     `export const r = Math.random()`,
			"node_modules/" + under + "/node_modules/pbf/LICENSE.txt":  "Freely.\n",
			"node_modules/" + under + "/node_modules/pbf/package.json": `{"name": "pbf", "version": "4.0.0", "license": "BSD-3-Clause", "module": "index.js"}`,
		})
	}
	out := t.TempDir()
	if err := run(sources(t, files), out); err != nil {
		t.Fatal(err)
	}
	got := tree(t, out)["licences.txt"]
	for _, want := range []string{"==== pbf 4.0.0 (BSD-3-Clause) ====\n\nFreely.", "==== pmtiles 3.0.0 (BSD-3-Clause) ====\n\nCopyright 2021 Protomaps LLC\n\nAs you like.", "==== protomaps-leaflet 5.0.0 (BSD-3-Clause) ====\n\nCopyright 2022 Them"} {
		if strings.Count(got, want) != 1 {
			t.Errorf("%d times %q in:\n%s", strings.Count(got, want), want, got)
		}
	}
}

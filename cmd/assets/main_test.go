package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

// sources lays out a small source tree.
func sources(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		if e.IsDir() {
			for name, text := range tree(t, filepath.Join(dir, e.Name())) {
				out[e.Name()+"/"+name] = text
			}
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(data)
	}
	return out
}

var small = map[string]string{
	"css/site.css": `@import "b.css"; @font-face { font-family: A; src: url("../node_modules/@f/a/a.woff2") }`,
	"css/b.css":    `a { color: red }`,
	"icon.svg":     `<svg/>`,

	"carte/carte.ts": `import { a } from "./a"; import("./map").then(m => m.draw(a))`,
	"carte/map.ts":   `export const draw = (b: number): number => b + 1`,
	"carte/a.ts":     `export const a: number = Math.random()`,
	"fiche/fiche.ts": `document.title += "!"`,

	"css/vie/formations.css":   `b { color: red; order: 0 }`,
	"css/vie/agenda.css":       `b { color: red; order: 1 }`,
	"css/vie/rapports.css":     `b { color: red; order: 2 }`,
	"css/vie/etat.css":         `b { color: red; order: 3 }`,
	"css/vie/reseau.css":       `b { color: red; order: 4 }`,
	"css/vie/formulaires.css":  `b { color: red; order: 5 }`,
	"css/vie/glossaire.css":    `b { color: red; order: 6 }`,
	"css/vie/guide.css":        `b { color: red; order: 7 }`,
	"css/vie/aide.css":         `b { color: red; order: 8 }`,
	"css/vie/recherche.css":    `b { color: red; order: 10 }`,
	"css/vie/proposer.css":     `b { color: red; order: 9 }`,
	"journee/journee.ts":       `console.log(1)`,
	"formulaire/formulaire.ts": `console.log(2)`,
	"etapes/etapes.ts":         `console.log(3)`,
	"proposer/proposer.ts":     `console.log(4)`,
	"recherche/recherche.ts":   `console.log(6)`,
	"proposer/regles.ts":       `console.log(5)`,

	"embed/embed.css":      `i { color: red }`,
	"embed/embed.ts":       `import("../carte/map").then(m => m.draw(2))`,
	"integrer/integrer.ts": `import { a } from "../carte/a"; console.log(a)`,

	"admin/admin.ts":  `console.log(4)`,
	"admin/admin.css": `u { color: red }`,

	"node_modules/decap-cms/package.json":                  `{"name": "decap-cms", "version": "3.0.0", "license": "MIT"}`,
	"node_modules/decap-cms/dist/decap-cms.js":             "window.CMS = 1;\n//# sourceMappingURL=decap-cms.js.map",
	"node_modules/decap-cms/dist/decap-cms.js.LICENSE.txt": "/*! Of theirs. */",
	"node_modules/decap-cms/dist/decap-cms.js.map":         `{"sources": ["webpack://x/node_modules/react/index.js", "webpack://x/node_modules/@a/b/x.js", "webpack://x/node_modules/y/node_modules/react/z.js", "src/a.js"]}`,
	"node_modules/minisearch/LICENSE.txt":                  "Copyright of another.\n\nAs you like.\n",

	"node_modules/@f/a/a.woff2":      "font",
	"node_modules/@f/a/LICENSE":      "Libre.\n",
	"node_modules/@f/a/package.json": `{"name": "@f/a", "version": "1.2.3", "license": "OFL-1.1"}`,
}

func TestRun(t *testing.T) {
	out := t.TempDir()
	if err := run(sources(t, small), out); err != nil {
		t.Fatal(err)
	}
	first := tree(t, out)
	var manifest map[string]string
	if err := json.Unmarshal([]byte(first["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	if got := slices.Sorted(maps.Keys(manifest)); !slices.Equal(got, []string{"a.woff2", "agenda.css", "aide.css", "carte.js", "embed.css", "embed.js", "etapes.js", "etat.css", "fiche.js", "formations.css", "formulaire.js", "formulaires.css", "glossaire.css", "guide.css",
		"icon.svg", "integrer.js", "journee.js", "licences.txt", "map.js", "proposer.css", "proposer.js", "rapports.css", "recherche.css", "recherche.js", "regles.js", "reseau.css", "site.css"}) {
		t.Error(got)
	}
	if js := first[manifest["carte.js"]]; !strings.Contains(js, `import("./`+manifest["map.js"]+`")`) {
		t.Error(js)
	}
	if js := first[manifest["embed.js"]]; !strings.Contains(js, `import("./`+manifest["map.js"]+`")`) {
		t.Errorf("the map is not one file for all: %s", js)
	}
	css := first[manifest["site.css"]]
	if !strings.Contains(css, "a{color:red}") || !strings.Contains(css, "./"+manifest["a.woff2"]) || first[manifest["a.woff2"]] != "font" {
		t.Error(css)
	}
	if !strings.Contains(first["licences.txt"], "==== @f/a 1.2.3 (OFL-1.1) ====\n\nLibre.") {
		t.Error(first["licences.txt"])
	}
}

// TestForm: the form's files keep their names, are in no manifest, and its engine is packed; a stale one is taken away.
func TestForm(t *testing.T) {
	src, out := sources(t, small), t.TempDir()
	if err := os.MkdirAll(filepath.Join(out, "admin"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(out, "admin", "vieux.js"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(src, out); err != nil {
		t.Fatal(err)
	}
	files := tree(t, out)
	var got []string
	for name := range files {
		if rest, ok := strings.CutPrefix(name, "admin/"); ok {
			got = append(got, rest)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, []string{"admin.css", "admin.js", "decap-cms.js.gz", "licences.txt"}) || strings.Contains(files["manifest.json"], "admin") {
		t.Errorf("%v\n%s", got, files["manifest.json"])
	}
	r, err := gzip.NewReader(strings.NewReader(files["admin/decap-cms.js.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	if script, err := io.ReadAll(r); err != nil || string(script) != "window.CMS = 1;\n" {
		t.Errorf("%q %v", script, err)
	}
	for _, want := range []string{"==== decap-cms 3.0.0 (MIT) ====\n\nCopyright (c) 2016 Netlify <decap@p-m.si>\n\nAs you like.", "Of theirs.", "\n@a/b\nreact\n"} {
		if !strings.Contains(files["admin/licences.txt"], want) {
			t.Errorf("no %q in:\n%s", want, files["admin/licences.txt"])
		}
	}
}

// TestDeterminism: the same sources give the same bytes, wherever they are.
func TestDeterminism(t *testing.T) {
	one, other := t.TempDir(), t.TempDir()
	for _, out := range []string{one, other} {
		if err := run(sources(t, small), out); err != nil {
			t.Fatal(err)
		}
	}
	if !maps.Equal(tree(t, one), tree(t, other)) {
		t.Error("two builds differ")
	}
}

// TestStale: what the last build wrote and this one does not is removed; what is not its own stays.
func TestStale(t *testing.T) {
	src, out := sources(t, small), t.TempDir()
	for _, name := range []string{".gitkeep", "geo.json"} {
		if err := os.WriteFile(filepath.Join(out, name), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := run(src, out); err != nil {
		t.Fatal(err)
	}
	first := tree(t, out)
	if err := os.WriteFile(filepath.Join(src, "css", "b.css"), []byte("a { color: blue }"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(src, out); err != nil {
		t.Fatal(err)
	}
	last := tree(t, out)
	for name := range first {
		if _, ok := last[name]; ok == strings.HasPrefix(name, "site-") {
			t.Errorf("%s: still there: %v", name, ok)
		}
	}
}

// TestFailure: an error in the sources leaves the last good build in place.
func TestFailure(t *testing.T) {
	src, out := sources(t, small), t.TempDir()
	if err := run(src, out); err != nil {
		t.Fatal(err)
	}
	before := tree(t, out)
	if err := os.Remove(filepath.Join(src, "css", "b.css")); err != nil {
		t.Fatal(err)
	}
	if err := run(src, out); err == nil {
		t.Error("no error")
	}
	if !maps.Equal(before, tree(t, out)) {
		t.Error("the last good build changed")
	}
}

// TestWeight holds the budget of the real sources: what every page costs before its own text. It needs the packages of
// assets/package.json, which "make" installs.
func TestWeight(t *testing.T) {
	out := t.TempDir()
	if err := run(filepath.Join("..", "..", "assets"), out); err != nil {
		t.Fatalf("%v (run « make » once: it installs the packages)", err)
	}
	files := tree(t, out)
	var manifest map[string]string
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil {
		t.Fatal(err)
	}
	weigh := func(names ...string) (n int) {
		for _, name := range names {
			data, ok := files[manifest[name]]
			if !ok {
				t.Errorf("no %s", name)
			}
			n += packed(t, data)
		}
		return n
	}
	const regular, bold, display = "atkinson-hyperlegible-next-latin-400-normal.woff2", "atkinson-hyperlegible-next-latin-700-normal.woff2", "besley-latin-700-normal.woff2"
	for _, c := range []struct {
		what     string
		got, max int
	}{
		{"the style", weigh("site.css"), 8_000},
		{"fonts of the map page", weigh(regular, display), 32_000},
		{"fonts of a page of text", weigh(regular, display, bold), 46_000},
		{"the mark", weigh("icon.svg"), 400},
		{"the script of an initiative's page", weigh("fiche.js"), 3_000},
		{"the scripts of the map page", weigh("carte.js", "map.js"), 60_000},
		{"the style of embeds and their builder", weigh("embed.css"), 2_000},
		{"the script of embeds, before the map is asked for", weigh("embed.js"), 2_000},
		{"the script of the embeds' builder", weigh("integrer.js"), 6_000},
		{"the script of the page that composes a day", weigh("journee.js"), 6_000},
	} {
		t.Logf("%s: %d bytes, at most %d", c.what, c.got, c.max)
		if c.got > c.max {
			t.Errorf("%s: %d bytes, at most %d", c.what, c.got, c.max)
		}
	}
}

// packed is the size of a file as servers send it.
func packed(t *testing.T, data string) int {
	t.Helper()
	var b bytes.Buffer
	w := brotli.NewWriterLevel(&b, brotli.BestCompression)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return min(b.Len(), len(data))
}

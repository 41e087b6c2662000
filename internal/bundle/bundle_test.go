package bundle_test

import (
	"testing"
	"testing/fstest"

	"enrouteweb.org/balise/internal/bundle"
)

func TestLoad(t *testing.T) {
	fsys := fstest.MapFS{
		"manifest.json": {Data: []byte(`{"site.css": "site-AB.css", "icon.svg": "icon-CD.svg", "besley-latin-700-normal.woff2": "b-EF.woff2", "carte.js": "carte-GH.js"}`)},
		"carte-GH.js":   {Data: []byte("0")},
		"site-AB.css":   {Data: []byte("a{}")}, "icon-CD.svg": {Data: []byte("<svg/>")}, "b-EF.woff2": {Data: []byte("f")}, "geo.json": {Data: []byte("{}")},
		"basemap.json": {Data: []byte("[]")},
	}
	b, err := bundle.Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	var paths string
	for _, f := range b.Files() {
		paths += f.Path + " " + string(f.Data) + "\n"
	}
	if want := "assets/b-EF.woff2 f\nassets/carte-GH.js 0\nassets/fond-ccab0b2861.json []\nassets/icon-CD.svg <svg/>\nassets/site-AB.css a{}\n"; paths != want {
		t.Errorf("files:\n%s", paths)
	}
	if got := b.URL(bundle.CSS) + " " + b.URL(bundle.Icon) + " " + b.URL("absent"); got != "/assets/site-AB.css /assets/icon-CD.svg " {
		t.Error(got)
	}
	if got := b.Scripts(); len(got) != 1 || got["carte.js"] != "/assets/carte-GH.js" {
		t.Error(got)
	}
	if got := b.Fonts(); len(got) != 1 || got[0] != "/assets/b-EF.woff2" {
		t.Error(got)
	}
}

// TestLoadDamaged: a half-built folder is an error, not a site without its style.
func TestLoadDamaged(t *testing.T) {
	for name, fsys := range map[string]fstest.MapFS{
		"no manifest":  {},
		"bad manifest": {"manifest.json": {Data: []byte("{")}},
		"no ground":    {"manifest.json": {Data: []byte(`{}`)}},
		"no file":      {"manifest.json": {Data: []byte(`{"site.css": "site-AB.css"}`)}},
	} {
		if _, err := bundle.Load(fsys); err == nil {
			t.Error(name)
		}
	}
}

package sitetest

import (
	"os"
	"path/filepath"
	"testing"
)

// TestBookIsValid: a validator, which follows the one the W3C keeps, finds no error nor warning in the guide's book.
func TestBookIsValid(t *testing.T) {
	for name, s := range sites(t) {
		if !s.files["guide/guide.epub"] {
			t.Errorf("%s has no book", name)
			continue
		}
		results := filepath.Join(t.TempDir(), "results.json")
		checker := filepath.Join(assets(t), "node_modules", "@likecoin", "epubcheck-ts", "bin", "epubcheck.js")
		said := output(t, "node", checker, filepath.Join(s.dir, "guide", "guide.epub"), "--quiet", "--json", results)
		data, err := os.ReadFile(results)
		if err != nil {
			t.Fatalf("%v: run make build, which installs it: %s", err, said)
		}
		var result struct {
			Publication struct{ Version string }
			Messages    []struct {
				ID, Severity, Message string
				Location              struct{ Path string }
			}
		}
		decode(t, data, &result)
		for _, m := range result.Messages {
			t.Errorf("%s: %s %s: %s: %s", name, m.Severity, m.ID, m.Location.Path, m.Message)
		}
		if result.Publication.Version != "3.0" {
			t.Errorf("%s: read as %+v: %s", name, result.Publication, said)
		}
	}
}

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/evanw/esbuild/pkg/api"
)

// TestScripts runs the tests that stand beside the scripts (*.test.mjs) with Node, on machines of several zones: what a
// page says must not depend on where the visitor's device believes it is.
func TestScripts(t *testing.T) {
	src := filepath.Join("..", "..", "assets")
	files, err := filepath.Glob(filepath.Join(src, "*", "*.test.mjs"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no test of a script: %v", err)
	}
	out := t.TempDir()
	r := api.Build(api.BuildOptions{EntryPoints: files, Outdir: out, Bundle: true, Write: true, Platform: api.PlatformNode,
		Banner: map[string]string{"js": `import { createRequire as balise } from "node:module"; const require = balise(import.meta.url);`}, // what a package has for Node alone
		Format: api.FormatESModule, OutExtension: map[string]string{".js": ".mjs"}, LogLevel: api.LogLevelWarning})
	if len(r.Errors) > 0 {
		t.Fatal(r.Errors[0].Text)
	}
	for _, zone := range []string{"Europe/Brussels", "Pacific/Kiritimati", "America/Los_Angeles"} {
		t.Run(filepath.Base(zone), func(t *testing.T) {
			cmd := exec.CommandContext(t.Context(), "node", "--test", out)
			cmd.Env = append(os.Environ(), "TZ="+zone)
			if said, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, said)
			}
		})
	}
}

package build_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/corpus"
	"enrouteweb.org/balise/themes"
)

// TestFrameInTwoWays: a frame whose parts are put in after it is made, and one that has to be given them, make one site.
func TestFrameInTwoWays(t *testing.T) {
	root := scratch(t)
	content := filepath.Join(root, "content")
	if err := corpus.Write(content, 30, 1, vocabulary(t)); err != nil {
		t.Fatal(err)
	}
	frame, err := fs.ReadFile(themes.FS(), "default/parts/frame.html")
	if err != nil {
		t.Fatal(err)
	}
	asks := strings.Replace(string(frame), "{{.Main}}", "{{with .Main}}{{.}}{{end}}", 1)
	put(t, filepath.Join(root, "theme", "parts", "frame.html"), []byte(asks))
	var sites [2]map[string]string
	for i, theme := range []string{"", filepath.Join(root, "theme")} {
		out := filepath.Join(root, "public", string(rune('a'+i)))
		b, err := build.New(build.Options{Content: content, Theme: theme, Output: out})
		if err != nil {
			t.Fatal(err)
		}
		pub := build.Publisher{Dir: out}
		if res, _, err := pub.Build(t.Context(), b, build.Request{Today: testDay}); err != nil || !res.OK {
			t.Fatalf("%v\n%s", err, said(res.Diags))
		}
		sites[i] = readTree(t, out)
	}
	if d := difference(sites[1], sites[0]); d != "" {
		t.Error(d)
	}
}

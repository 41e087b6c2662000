package markdown

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer/html"
)

// TestCommonMark holds the base against every example of the specification.
func TestCommonMark(t *testing.T) {
	md := Base(goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()))
	passed := 0
	examples := spec(t)
	for _, e := range examples {
		var b bytes.Buffer
		if err := md.Convert([]byte(e.Markdown), &b); err != nil {
			t.Fatal(err)
		}
		if b.String() != e.HTML {
			t.Errorf("example %d, %s\n%s\n--- got\n%s\n--- want\n%s", e.Example, e.Section, e.Markdown, b.String(), e.HTML)
			continue
		}
		passed++
	}
	t.Logf("CommonMark %d/%d", passed, len(examples))
	if passed != 652 {
		t.Errorf("%d examples passed, 652 expected", passed)
	}
}

// TestSpecIsSafe gives the same examples to the site's Markdown: what comes out differs by design, but must hold.
func TestSpecIsSafe(t *testing.T) {
	for _, e := range spec(t) {
		holds(t, []byte(e.Markdown))
	}
}

type example struct {
	Markdown, HTML, Section string
	Example                 int
}

// spec reads the examples that come with goldmark's module.
func spec(t *testing.T) []example {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	var out []example
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestTextIsAsGoldmark compares our reading of escapes and entities with goldmark's, on random texts without any sign that
// typography changes.
func TestTextIsAsGoldmark(t *testing.T) {
	parts := []string{"&", "#", ";", "x", "X", "\\", "*", "<", ">", "é", "a", "amp", "lt", "eacute", "copy", "233", "1F600", "0", "&#", "&#x", "&amp;", "\\&", "(", ",", "=", "ngE"}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var s strings.Builder
		for range 1 + rng.IntN(8) {
			s.WriteString(parts[rng.IntN(len(parts))])
		}
		var want page
		html.DefaultWriter.Write(&want, []byte(s.String()))
		got := newPage(nil, Options{})
		got.prose([]byte(s.String()), -1<<40)
		if !bytes.Equal(got.html, want.html) {
			t.Fatalf("%q\ngot  %q\nwant %q", s.String(), got.html, want.html)
		}
	}
}

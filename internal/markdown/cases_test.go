package markdown

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write what Render gives into the case files")

// A case file holds cases such as
//
//	=== what the case shows
//	- [ ] Appeler
//	--- html
//	<ul> …
//	--- links
//	--- said
//
// where links and said are there when they are not empty. Spaces that the eye confuses are written with signs.
var (
	reveal  = strings.NewReplacer("\u00a0", "⍽", "\u202f", "⎵")
	conceal = strings.NewReplacer("⍽", "\u00a0", "⎵", "\u202f", "␠", " ", "␉", "\t", "␍", "\r", "␀", "\x00")
)

func TestCases(t *testing.T) {
	for _, f := range forms() {
		t.Run(f.name, func(t *testing.T) { runCases(t, filepath.Join("testdata", f.name+".txt")) })
	}
	t.Run("destination", func(t *testing.T) { runCases(t, "testdata/destination.txt") })
	t.Run("places", func(t *testing.T) { runCases(t, "testdata/places.txt") })
}

// TestCaseFiles tells of a case file that no form owns.
func TestCaseFiles(t *testing.T) {
	known := map[string]bool{"destination": true, "places": true}
	for _, f := range forms() {
		known[f.name] = true
	}
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !known[strings.TrimSuffix(filepath.Base(f), ".txt")] {
			t.Errorf("%s belongs to no form", f)
		}
	}
}

func runCases(t *testing.T, file string) {
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var fresh strings.Builder
	for _, c := range strings.Split("\n"+string(data), "\n=== ")[1:] {
		title, rest, _ := strings.Cut(c, "\n")
		input, want, _ := strings.Cut(strings.TrimSuffix(rest, "\n"), "\n--- html")
		got := describe(conceal.Replace(input))
		if got != strings.TrimSpace(want) && !*update {
			t.Errorf("%s: %s\n%s\n--- got\n%s\n--- want\n%s", file, title, input, got, strings.TrimSpace(want))
		}
		fmt.Fprintf(&fresh, "=== %s\n%s\n--- html\n%s\n", title, input, got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(fresh.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// describe gives all that a case shows of a rendering.
func describe(input string) string {
	doc, list := Render([]byte(input), options("initiatives/transit.md"))
	var b strings.Builder
	b.WriteString(doc.HTML)
	for i, l := range doc.Links {
		if i == 0 {
			b.WriteString("--- links\n")
		}
		fmt.Fprintf(&b, "%d:%d+%d %s %s → %s", l.Pos.Line, l.Pos.Col, l.Pos.Len, l.Kind, l.Typed, l.Target)
		if l.Fragment != "" {
			fmt.Fprintf(&b, " # %s", l.Fragment)
		}
		if l.Image {
			fmt.Fprintf(&b, " (image, alt: %t)", l.Alt)
		}
		b.WriteByte('\n')
	}
	for i, d := range list {
		if i == 0 {
			b.WriteString("--- said\n")
		}
		fmt.Fprintf(&b, "%d:%d+%d %s %s\n", d.Pos.Line, d.Pos.Col, d.Pos.Len, d.Severity, d.Code)
		if d.Fix != "" {
			fmt.Fprintf(&b, "\t= %s\n", d.Fix)
		}
	}
	return strings.TrimSpace(reveal.Replace(b.String()))
}

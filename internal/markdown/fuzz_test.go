package markdown

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzRender looks for a text that breaks a promise. Its seeds are the cases of every form, the page of the benchmark and
// the hostile units; what was once found is in testdata/fuzz.
func FuzzRender(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for _, c := range strings.Split("\n"+string(data), "\n=== ")[1:] {
			_, rest, _ := strings.Cut(c, "\n")
			input, _, _ := strings.Cut(rest, "\n--- html")
			f.Add([]byte(conceal.Replace(input)))
		}
	}
	page, err := os.ReadFile("testdata/bench.md")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(page)
	for _, unit := range hostile {
		f.Add([]byte(strings.Repeat(strings.ReplaceAll(unit, "\x00", ""), 3)))
	}
	f.Fuzz(func(t *testing.T, src []byte) { holds(t, src) })
}

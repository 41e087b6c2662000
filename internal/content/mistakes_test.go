package content

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/diag"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// mistake is something an editor does, and what is said of it: "line:column severity code", and "+" when the corrected
// line is given.
type mistake struct {
	name string
	path string // "" for an initiative
	text string
	want []string
}

// base is a right initiative; its lines are 2 to 5 of the file.
var base = []string{"titre: Le Relais", "secteurs: [precarite]", "nature: entraide", "commune: Namur"}

// ini is a right initiative but for these lines: one that starts with a key of base takes its place, others come from
// line 6 on.
func ini(changes ...string) string {
	lines := append([]string(nil), base...)
next:
	for _, c := range changes {
		for i, b := range base {
			key, _, _ := strings.Cut(b, ":")
			if strings.HasPrefix(c, key) && !strings.HasPrefix(c, key+"_") {
				lines[i] = c
				continue next
			}
		}
		lines = append(lines, c)
	}
	return "---\n" + strings.Join(lines, "\n") + "\n---\nLe texte.\n"
}

// head makes a file of these header lines.
func head(lines ...string) string { return "---\n" + strings.Join(lines, "\n") + "\n---\nLe texte.\n" }

func (m mistake) file() string {
	if m.path == "" {
		return "initiatives/relais.md"
	}
	return m.path
}

func allMistakes() []mistake {
	var out []mistake
	for _, ms := range [][]mistake{syntaxMistakes, delimiterMistakes, encodingMistakes, keyMistakes, valueMistakes, placeMistakes, typeMistakes, lifeMistakes, siteMistakes, groundMistakes} {
		out = append(out, ms...)
	}
	return out
}

func TestMistakes(t *testing.T) {
	for _, m := range allMistakes() {
		t.Run(m.name, func(t *testing.T) {
			list := problems(m.file(), m.text)
			if diff := cmp.Diff(m.want, brief(list)); diff != "" {
				var b bytes.Buffer
				_ = diag.Text(&b, list, diag.Style{})
				t.Errorf("-want +got\n%s\n%s", diff, &b)
			}
			checkPlaces(t, m.text, list)
			checkFixes(t, m.file(), m.text, list)
		})
	}
}

// TestPhrases keeps what editors read, to be read aloud when it changes: go test -run Phrases -update
func TestPhrases(t *testing.T) {
	var b bytes.Buffer
	for _, m := range allMistakes() {
		fmt.Fprintf(&b, "== %s\n\n", m.name)
		if err := diag.Text(&b, problems(m.file(), m.text), diag.Style{}); err != nil {
			t.Fatal(err)
		}
	}
	golden(t, "phrases.txt", b.Bytes())
}

// golden compares with a file of testdata, or rewrites it.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (go test -update rewrites it)\n%s", name, diff)
	}
}

package french

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestWords: what the index holds of a text is what the page looks for. assets/recherche/stems.test.mjs reads the same cases.
func TestWords(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "mots.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Texte         string
		Mots, Racines []string
	}
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		if got := Words(c.Texte); !slices.Equal(got, c.Mots) {
			t.Errorf("Words(%q) = %q, not %q", c.Texte, got, c.Mots)
		}
		if got := Stems(c.Texte); !slices.Equal(got, c.Racines) {
			t.Errorf("Stems(%q) = %q, not %q", c.Texte, got, c.Racines)
		}
	}
}

// TestSmallWords: the list is in the form of the words it is asked about.
func TestSmallWords(t *testing.T) {
	for w := range strings.FieldsSeq(smallWords) {
		if got := Words(w); !slices.Equal(got, []string{w}) || !IsSmall(w) {
			t.Errorf("%q is looked for as %q", w, got)
		}
	}
	if IsSmall("") || IsSmall("l l") {
		t.Error("what is no word is small")
	}
}

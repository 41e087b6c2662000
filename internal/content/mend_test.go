package content

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/mend"
)

// mendOf mends one file among the two of the site.
func mendOf(t interface{ Fatal(...any) }, path string, data []byte) ([]byte, *mend.Result) {
	name := "content/" + path
	check := func(over map[string][]byte) (diag.List, error) {
		now := data
		if d, ok := over[name]; ok {
			now = d
		}
		return problems(path, string(now)), nil
	}
	r, err := mend.All(check, func(string) ([]byte, error) { return data, nil }, func(string) bool { return true })
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Files) == 0 {
		return data, r
	}
	return r.Files[0].Now, r
}

// TestMended shows for each mistake of the tables what mending makes of it: the mechanical class is what this golden shows.
func TestMended(t *testing.T) {
	var b bytes.Buffer
	for _, m := range allMistakes() {
		_, r := mendOf(t, m.file(), []byte(m.text))
		for _, c := range r.Changes {
			if c.Line == 0 {
				b.WriteString(m.name + " [" + c.Code + "]\n  " + c.Now + "\n")
				continue
			}
			b.WriteString(m.name + " [" + c.Code + "]\n  - " + diag.Printable(c.Was) + "\n  + " + diag.Printable(c.Now) + "\n")
		}
	}
	golden(t, "mended.txt", b.Bytes())
}

// Whatever mistakes a file adds up, with whatever line ends: mending adds no error, changes only lines that a sure correction
// is for, keeps their ends, and is done at once.
func TestMendingIsSafe(t *testing.T) {
	all := slices.DeleteFunc(allMistakes(), func(m mistake) bool { return m.path != "" && !strings.HasSuffix(m.path, ".md") })
	rapid.Check(t, func(t *rapid.T) {
		path, text := mistaken(t, all)
		before := problems(path, text)
		got, r := mendOf(t, path, []byte(text))

		again, second := mendOf(t, path, got)
		if !bytes.Equal(again, got) || len(second.Changes) > 0 {
			t.Fatalf("mended twice:\n%s", cmp.Diff(string(got), string(again)))
		}
		if b, a := before.Count(diag.Erreur), r.Left.Count(diag.Erreur); a > b && legible(before) {
			t.Fatalf("%d errors became %d in\n%s\n→\n%s\n%v", b, a, text, got, brief(r.Left))
		}
		sure := map[int]bool{}
		for _, c := range r.Changes {
			if sure[c.Line] = true; c.Line == 0 {
				return // another encoding: every line may change
			}
		}
		was, now := strings.SplitAfter(text, "\n"), strings.SplitAfter(string(got), "\n")
		if len(was) != len(now) {
			t.Fatalf("%d lines became %d", len(was), len(now))
		}
		for i := range was {
			if was[i] != now[i] && !sure[i+1] {
				t.Fatalf("line %d changed without a sure correction: %q → %q", i+1, was[i], now[i])
			}
			if end(was[i]) != end(now[i]) || strings.HasPrefix(was[i], bom) != strings.HasPrefix(now[i], bom) {
				t.Fatalf("line %d lost its end or its mark: %q → %q", i+1, was[i], now[i])
			}
		}
	})
}

// mistaken draws a file of the tables, alone or with lines of others, in one of the forms that files have.
func mistaken(t *rapid.T, all []mistake) (path, text string) {
	m := rapid.SampledFrom(all).Draw(t, "mistake")
	path, text = m.file(), m.text
	if path == "initiatives/relais.md" && rapid.Bool().Draw(t, "more") {
		var lines []string
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			other := rapid.SampledFrom(all).Draw(t, "other")
			if other.path == "" {
				lines = append(lines, someLine(t, other.text))
			}
		}
		text = ini(lines...)
	}
	if rapid.Bool().Draw(t, "crlf") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
	}
	if rapid.Bool().Draw(t, "bom") && !strings.HasPrefix(text, bom) {
		text = bom + text
	}
	if rapid.Bool().Draw(t, "no last end") {
		text = strings.TrimRight(text, "\r\n")
	}
	return path, text
}

// someLine draws one line of a header.
func someLine(t *rapid.T, text string) string {
	lines := strings.Split(text, "\n")
	return strings.TrimSuffix(rapid.SampledFrom(lines[min(1, len(lines)-1):]).Draw(t, "line"), "\r")
}

func end(line string) string { return line[len(strings.TrimRight(line, "\r\n")):] }

// legible tells that all that is wrong with a file could be said: what hides the rest was not among it.
func legible(list diag.List) bool {
	hiding := map[string]bool{"encodage": true, "encodage-utf16": true, "fins-de-ligne": true, "octet-nul": true}
	return !slices.ContainsFunc(list, func(d diag.Diag) bool { return hiding[d.Code] })
}

// What a person must judge is left to her.
func TestGuessesAreNotMade(t *testing.T) {
	left := map[string]string{
		"a key that resembles another":   "horaire: Mo-Fr 09:00-17:00",
		"a value that resembles another": "nature: entreaide",
		"a commune that resembles":       "commune: Nammur",
		"two digits for a year":          "depuis: 22/02/14",
		"the day or the month":           "depuis: 2022-14-02",
		"a telephone number":             "contact: {telephone: O81 12 34 56}",
		"a text or keys":                 "gouvernance:\n  fr: un comité",
		"a remark or a text":             "resume: Le Relais #2",
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		text := ini(left[name])
		if got, r := mendOf(t, "initiatives/relais.md", []byte(text)); string(got) != text {
			t.Errorf("%s: mended %v", name, r.Changes)
		}
	}
}

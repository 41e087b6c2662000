package content

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// seeds adds the lines of testdata/seeds/<name>.txt.
func seeds(f *testing.F, name string) {
	data, err := os.ReadFile(filepath.Join("testdata", "seeds", name+".txt"))
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f.Add(strings.TrimSuffix(line, "\n"))
	}
}

// FuzzHeader: no file makes the reader fail; problems stand inside the file and are fit to print; and a corrected line
// cures what it says it cures.
func FuzzHeader(f *testing.F) {
	for _, m := range allMistakes() {
		if m.path == "" || strings.HasSuffix(m.path, ".md") {
			f.Add(m.text)
		}
	}
	set := new(Cache).prepare(folder(nil), options(), new(Result), new(diag.List))
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4096 {
			return
		}
		w := worker{set: set, sorter: french.NewSorter()}
		m := w.file(fileOf("initiatives/a.md", text))
		checkPlaces(t, text, m.list)
		lines := strings.SplitAfter(text, "\n")
		for _, d := range m.list {
			if d.Fix == "" || !utf8.ValidString(text) || d.Pos.Line > len(lines) || d.Severity != diag.Erreur || strings.Contains(d.Message, "balise HTML") {
				continue
			}
			was := lines[d.Pos.Line-1]
			changed := append([]string(nil), lines...)
			changed[d.Pos.Line-1] = d.Fix + was[len(strings.TrimRight(was, "\r\n")):]
			if d.Pos.Line == 1 && strings.HasPrefix(was, bom) {
				changed[0] = bom + changed[0]
			}
			after := w.file(fileOf("initiatives/a.md", strings.Join(changed, "")))
			checkPlaces(t, strings.Join(changed, ""), after.list)
			for _, a := range after.list {
				if a.Code == d.Code && a.Pos == d.Pos && a.Source == d.Source {
					t.Errorf("%+v: the corrected line does not cure", d)
				}
			}
		}
	})
}

// FuzzSite does the same for the two files that are not entries.
func FuzzSite(f *testing.F) {
	for _, m := range append(slices.Clone(siteMistakes), groundMistakes...) {
		f.Add(m.text)
	}
	f.Add(siteYAML)
	f.Add(vocabYAML)
	set := &settings{prefix: "content/", today: today, atlas: testAtlas()}
	f.Fuzz(func(t *testing.T, text string) {
		_, list := decodeConfig(fileOf(configFile, text), set)
		checkPlaces(t, text, list)
		_, list = decodeVocabulary(fileOf(vocabFile, text), set, "fr")
		checkPlaces(t, text, list)
	})
}

// checkFlaw verifies that a flaw is fit to print.
func checkFlaw(t *testing.T, text string, f *Flaw) {
	t.Helper()
	if f == nil {
		return
	}
	if f.Message == "" || f.Code == "" || f.Hint == "" {
		t.Errorf("%q: %+v", text, f)
	}
	if utf8.ValidString(text) && !utf8.ValidString(f.Message+f.Hint+f.Better) {
		t.Errorf("%q: not UTF-8: %+v", text, f)
	}
}

// FuzzDate: a date that is accepted exists, and one that is proposed is accepted.
func FuzzDate(f *testing.F) {
	seeds(f, "dates")
	f.Fuzz(func(t *testing.T, text string) {
		d, bad := ParseDate(text)
		checkFlaw(t, text, bad)
		switch {
		case bad == nil && (d.Year < 1000 || d.Month > 12 || d.Month == 0 && d.Day != 0 || d.Month > 0 && d.Day > site.DaysIn(d.Year, d.Month)):
			t.Errorf("%q: %+v", text, d)
		case bad != nil && bad.Better != "":
			if _, again := ParseDate(bad.Better); again != nil {
				t.Errorf("%q: proposes %q, which is refused", text, bad.Better)
			}
		}
	})
}

// FuzzCoord: the same of coordinates.
func FuzzCoord(f *testing.F) {
	seeds(f, "coords")
	f.Fuzz(func(t *testing.T, text string) {
		c, bad := ParseCoord(text)
		checkFlaw(t, text, bad)
		switch {
		case bad == nil && (!c.Set || c.Lat < -90 || c.Lat > 90 || c.Lon < -180 || c.Lon > 180 || c.Lat != c.Lat || c.Lon != c.Lon):
			t.Errorf("%q: %+v", text, c)
		case bad != nil && bad.Better != "":
			if _, again := ParseCoord(bad.Better); again != nil {
				t.Errorf("%q: proposes %q, which is refused", text, bad.Better)
			}
		}
	})
}

// FuzzHours: the same of opening hours; what is accepted can be said.
func FuzzHours(f *testing.F) {
	seeds(f, "hours")
	f.Fuzz(func(t *testing.T, text string) {
		lines, _, bad := ParseHours(text)
		checkFlaw(t, text, bad)
		for _, l := range lines {
			if strings.TrimSpace(l) == "" || strings.Contains(l, "%!") {
				t.Errorf("%q is said as %q", text, lines)
			}
		}
		if bad == nil && len(lines) == 0 {
			t.Errorf("%q is accepted and says nothing", text)
		}
		if bad != nil && bad.Better != "" {
			if _, _, again := ParseHours(bad.Better); again != nil {
				t.Errorf("%q: proposes %q, which is refused", text, bad.Better)
			}
		}
	})
}

// FuzzValue: every form of text proposes only what it accepts.
func FuzzValue(f *testing.F) {
	seeds(f, "values")
	f.Fuzz(func(t *testing.T, text string) {
		for form, check := range checkers {
			_, bad := check(text)
			checkFlaw(t, text, bad)
			if bad != nil && bad.Better != "" {
				if _, again := check(bad.Better); again != nil {
					t.Errorf("%s: %q: proposes %q, which is refused", form, text, bad.Better)
				}
			}
		}
		if p, bad := mediaPath(text, "initiatives", image); bad == nil && !strings.HasPrefix(p, "media/") {
			t.Errorf("%q leads to %q", text, p)
		} else {
			checkFlaw(t, text, bad)
		}
		if n, bad := parseNumber(text); bad == nil && n < 1 {
			t.Errorf("%q: %d", text, n)
		}
		if s := quote(text); len(s) < 2 {
			t.Errorf("%q: %s", text, s)
		}
	})
}

// FuzzQuote: a text that is quoted reads back as itself.
func FuzzQuote(f *testing.F) {
	seeds(f, "values")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.ContainsFunc(text, func(r rune) bool { return isControl(r) || isOddEnd(r) || r == '\n' || r == '\t' || r == 0xfeff }) || straighten(text) != text || strings.TrimSpace(text) != text || text == "" {
			return
		}
		for _, line := range []string{"a: " + quote(text), "a: [" + quote(text) + "]", "a: {b: " + inFlow(text) + "}"} {
			root, err := loadYAML([]byte(line + "\n"))
			if err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			n := root.Content[1]
			for len(n.Content) > 0 {
				n = n.Content[len(n.Content)-1]
			}
			if n.Value != text {
				t.Errorf("%s reads back as %q", line, n.Value)
			}
		}
	})
}

// FuzzSlug: a file's name makes a slug of [a-z0-9-], or is refused.
func FuzzSlug(f *testing.F) {
	seeds(f, "names")
	f.Fuzz(func(t *testing.T, name string) {
		if name == "" || strings.ContainsAny(name, "/\x00") || !utf8.ValidString(name) {
			return
		}
		s := &sheet{path: "pages/" + name, file: "content/pages/" + name}
		r, _ := s.classify(File{Path: "pages/" + name}, []string{"fr", "nl"}, "fr")
		if r == isEntry {
			slug, _ := site.SlugOf("pages/" + name)
			if slug == "" || strings.Trim(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(slug, "-") || strings.HasSuffix(slug, "-") {
				t.Errorf("%q: %q", name, slug)
			}
		} else if r != translation && len(s.list) == 0 && !ignored(name) {
			t.Errorf("%q is refused without a word", name)
		}
	})
}

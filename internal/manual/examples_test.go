package manual_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/manual"
	"enrouteweb.org/balise/internal/site"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// today is the day of all examples.
var today = site.Date{Year: 2026, Month: 11, Day: 22}

// folder is a content folder: the bytes of each file, by path.
type folder map[string]string

// good is testdata/site: a small site of which nothing is to be said, with an entry of each type.
func good(t *testing.T) folder {
	t.Helper()
	out := folder{}
	root := os.DirFS("testdata/site")
	err := fs.WalkDir(root, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, p)
		out[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 6)), nil); err != nil {
		t.Fatal(err)
	}
	out["media/equipe.jpg"] = b.String()
	out["media/cartes/wallonie.pmtiles"], out["media/cartes/wallonie-2026-11.pmtiles"] = tiles(200), tiles(200)
	return out
}

// stage is a content folder on disk, and what builds it.
type stage struct {
	dir, theme, output string
	on                 folder
	builder            *build.Builder
}

func newStage(t *testing.T) *stage {
	t.Helper()
	return &stage{dir: filepath.Join(t.TempDir(), "content"), on: folder{}}
}

// put makes the disk hold the folder and nothing else.
func (s *stage) put(t *testing.T, f folder) {
	t.Helper()
	for p := range s.on {
		if _, ok := f[p]; !ok {
			if err := os.Remove(filepath.Join(s.dir, p)); err != nil {
				t.Fatal(err)
			}
			for d := path.Dir(p); d != "." && os.Remove(filepath.Join(s.dir, d)) == nil; d = path.Dir(d) { // when empty
			}
		}
	}
	for p, text := range f {
		if s.on[p] == text && text != "" {
			continue
		}
		file := filepath.Join(s.dir, p)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s.on = maps.Clone(f)
}

// run builds what is on the disk and gives all that is said, with places from the content folder.
func (s *stage) run(t *testing.T) diag.List {
	t.Helper()
	if s.builder == nil {
		b, err := build.New(build.Options{Content: s.dir, Theme: s.theme, Output: s.output})
		if err != nil {
			t.Fatal(err)
		}
		s.builder = b
	}
	res, err := s.builder.Run(context.Background(), build.Request{Today: today, Dry: true, Advise: func(string) bool { return true }})
	if err != nil {
		t.Fatal(err)
	}
	list := res.Diags.Sorted()
	for i, d := range list {
		file := filepath.ToSlash(d.Pos.File)
		for _, top := range []string{s.dir, s.theme} {
			if rest, ok := strings.CutPrefix(file, strings.TrimSuffix(filepath.ToSlash(top), path.Base(filepath.ToSlash(top)))); ok && top != "" {
				file = rest
			}
		}
		list[i].Pos.File = file
	}
	return list
}

// check builds a folder.
func (s *stage) check(t *testing.T, f folder) diag.List {
	t.Helper()
	s.put(t, f)
	return s.run(t)
}

// of keeps what is said under one code, and is not said of the good site, to which some advice could be given.
func of(list diag.List, code string, good diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diag) bool { return d.Code != code || slices.Contains(good, d) })
}

func said(list diag.List) string {
	var b bytes.Buffer
	_ = diag.Text(&b, list, diag.Style{}) // a Buffer never fails
	return b.String()
}

// exampled gives the whole folder of an example: text is its Before or its After.
func exampled(t *testing.T, m manual.Mistake, text string, after bool) folder {
	t.Helper()
	f := good(t)
	base := baseOf(f, m.File)
	switch m.Sort {
	case manual.Whole:
		f[m.File] = text
	case manual.Name:
		delete(f, m.File)
		f[strings.TrimSpace(text)] = base
	case manual.Body:
		f[m.File] = header.FindString(base) + text
	case manual.Header:
		f[m.File] = laid(base, text)
	default:
		t.Fatalf("%s: an example of a sort that is unknown: %q", m.Code, m.Sort)
	}
	if after && m.Sort == manual.Name && strings.TrimSpace(text) != m.File {
		t.Errorf("%s: the right name is %s, and the example ends with %s", m.Code, m.File, text)
	}
	return f
}

// baseOf gives the file an example changes: itself, or another of its folder that is not a draft.
func baseOf(f folder, file string) string {
	if text, ok := f[file]; ok {
		return text
	}
	for _, p := range slices.Sorted(maps.Keys(f)) {
		if path.Dir(p) == path.Dir(file) && !strings.Contains(f[p], "brouillon") {
			return f[p]
		}
	}
	return ""
}

var (
	header  = regexp.MustCompile(`(?s)^---\n.*?\n---\n`)
	keyLine = regexp.MustCompile(`^[^\s:=-]+\s*(=|:)`)
	word    = regexp.MustCompile(`^[a-z_]+`)
)

// laid puts lines in a header: those that start with a key it has take its place, others come at its end, each with the
// lines under it that are not keys.
func laid(base, lines string) string {
	head := strings.TrimSuffix(strings.TrimPrefix(header.FindString(base), "---\n"), "---\n")
	blocks, more := blocksOf(head), blocksOf(lines)
	used := make([]bool, len(more))
	for i, b := range blocks {
		first := true
		for j, x := range more {
			if key := word.FindString(b); !used[j] && key != "" && word.FindString(strings.TrimLeft(x, " ")) == key {
				if used[j] = true; first {
					blocks[i], first = x, false
				} else {
					blocks[i] += x
				}
			}
		}
	}
	for j, x := range more {
		if !used[j] {
			blocks = append(blocks, x)
		}
	}
	return "---\n" + strings.Join(blocks, "") + "---\n" + header.ReplaceAllLiteralString(base, "")
}

func blocksOf(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		if len(out) == 0 || keyLine.MatchString(line) {
			out = append(out, line)
		} else {
			out[len(out)-1] += line
		}
	}
	return out
}

// TestExamples plays every example of the manual: its mistake is told, where the golden file says; what is right, and every
// corrected line, builds without it.
func TestExamples(t *testing.T) {
	s := newStage(t)
	usual := s.check(t, good(t))
	if len(usual) > usual.Count(diag.Conseil) {
		t.Fatalf("the good site is not:\n%s", said(usual))
	}
	places := map[string]diag.Diag{}
	for _, m := range manual.Mistakes() {
		if m.Sort == manual.None {
			continue
		}
		before := exampled(t, m, m.Before, false)
		list := s.check(t, before)
		found := of(list, m.Code, usual)
		if len(found) == 0 {
			t.Errorf("%s: the example does not have the mistake; it has:\n%s", m.Code, said(list))
			continue
		}
		places[m.Code] = found[0]
		after := s.check(t, exampled(t, m, m.After, true))
		if after.HasErrors() || len(of(after, m.Code, usual)) > 0 {
			t.Errorf("%s: what the manual calls right is not:\n%s", m.Code, said(after))
		}
		if mended, ok := pasted(before, found); ok {
			if again := s.check(t, mended); again.HasErrors() || len(of(again, m.Code, usual)) > 0 {
				t.Errorf("%s: the corrected line does not cure:\n%s", m.Code, said(again))
			}
		}
	}
	for _, m := range manual.Mistakes() {
		if m.Sort == manual.None {
			places[m.Code] = shown(t, m.Code)
		}
	}
	golden(t, places)
}

// pasted puts corrected lines in the place of the lines they correct.
func pasted(f folder, found diag.List) (folder, bool) {
	out, some := maps.Clone(f), false
	for _, d := range found {
		p := strings.TrimPrefix(d.Pos.File, "content/")
		lines := strings.Split(out[p], "\n")
		if d.Fix != "" && d.Pos.Line > 0 && d.Pos.Line <= len(lines) {
			lines[d.Pos.Line-1], some = d.Fix, true
			out[p] = strings.Join(lines, "\n")
		}
	}
	return out, some
}

// golden compares the place and gravity of every code with testdata/places.txt: go test ./internal/manual -update
func golden(t *testing.T, places map[string]diag.Diag) {
	t.Helper()
	var b strings.Builder
	for _, code := range slices.Sorted(maps.Keys(places)) {
		d := places[code]
		fix := ""
		if d.Fix != "" {
			fix = " +" // the corrected line is given
		}
		fmt.Fprintf(&b, "%s %s %s%s\n", code, d.Pos.Place(), d.Severity, fix)
	}
	const file = "testdata/places.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (go test ./internal/manual -update rewrites it)\n%s", file, diff)
	}
}

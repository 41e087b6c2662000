package content

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// paths gives the files' paths, a folder's with a slash, a link's with an arrow.
func paths(files []File) []string {
	var out []string
	for _, f := range files {
		out = append(out, f.Path+[]string{"", "/", "→", "!"}[f.Mode])
	}
	return out
}

func write(t testing.TB, dir, path, text string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func mustRead(t testing.TB, dir string, c *Cache, changed []string) []File {
	t.Helper()
	files, err := Read(os.DirFS(dir), c, changed)
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestRead(t *testing.T) {
	fsys := fstest.MapFS{
		"site.yaml": {Data: []byte("titre: A")}, "pages/a.md": {Data: []byte("---\n")}, "pages/B.MD": {Data: []byte("b")}, "media/x.jpg": {Data: []byte("image")}, "pages-b/x.md": {Data: nil},
		"pages/.DS_Store": {Data: []byte("x")}, ".git/config": {Data: []byte("x")}, "pages/~$a.md": {Data: []byte("x")}, "pages/README.md": {Data: []byte("x")},
		"pages/gros.md": {Data: make([]byte, MaxSize+1)},
	}
	files, err := Read(fsys, new(Cache), nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"media/", "media/x.jpg", "pages/", "pages-b/", "pages-b/x.md", "pages/B.MD", "pages/a.md", "pages/gros.md", "site.yaml"}
	if diff := cmp.Diff(want, paths(files)); diff != "" {
		t.Error(diff)
	}
	for _, f := range files {
		kept := f.Path == "site.yaml" || f.Path == "pages/a.md" || f.Path == "pages/B.MD"
		if (f.Data != nil) != kept && f.Path != "pages-b/x.md" {
			t.Errorf("%s: data kept: %v", f.Path, f.Data != nil)
		}
		if f.Mode == Regular && f.Sum == 0 {
			t.Errorf("%s: no sum", f.Path)
		}
	}
}

func TestReadNoFolder(t *testing.T) {
	if _, err := Read(os.DirFS(filepath.Join(t.TempDir(), "absent")), new(Cache), nil); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
}

func TestReadSymlinks(t *testing.T) {
	dir, other := t.TempDir(), t.TempDir()
	write(t, other, "secret.md", "x")
	write(t, dir, "pages/a.md", "a")
	write(t, dir, "media/dossier/x.jpg", "x")
	link := func(target, name string) {
		if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	link("a.md", "pages/inside.md")
	link("inside.md", "pages/twice.md")
	link(filepath.Join(other, "secret.md"), "pages/absolute.md")
	link("../../"+filepath.Base(other)+"/secret.md", "pages/outside.md")
	link("loop.md", "pages/loop.md")
	link("absent.md", "pages/broken.md")
	link("dossier", "media/lien")
	link("lien/x.jpg", "media/through.jpg")
	want := []string{"media/", "media/dossier/", "media/dossier/x.jpg", "media/lien→", "media/through.jpg→", "pages/", "pages/a.md", "pages/absolute.md→", "pages/broken.md→", "pages/inside.md",
		"pages/loop.md→", "pages/outside.md→", "pages/twice.md"}
	files := mustRead(t, dir, new(Cache), nil)
	if diff := cmp.Diff(want, paths(files)); diff != "" {
		t.Error(diff)
	}
	for _, f := range files {
		if f.Mode == Link && f.Data != nil {
			t.Errorf("%s was read", f.Path)
		}
	}
}

// TestReadKept: what did not change is not read again; what changed within the same second is.
func TestReadKept(t *testing.T) {
	dir, c := t.TempDir(), new(Cache)
	write(t, dir, "pages/a.md", "un")
	old := time.Now().Add(-time.Hour)
	touch := func(at time.Time) {
		if err := os.Chtimes(filepath.Join(dir, "pages/a.md"), at, at); err != nil {
			t.Fatal(err)
		}
	}
	content := func(changed []string) string {
		files := mustRead(t, dir, c, changed)
		return string(files[slices.IndexFunc(files, func(f File) bool { return f.Path == "pages/a.md" })].Data)
	}
	touch(old)
	if got := content(nil); got != "un" {
		t.Fatal(got)
	}
	write(t, dir, "pages/a.md", "2!")
	touch(old)
	if got := content(nil); got != "un" {
		t.Errorf("same size and time: read again (%s)", got)
	}
	if got := content([]string{"pages/a.md"}); got != "2!" {
		t.Errorf("named as changed: not read again (%s)", got)
	}
	now := time.Now()
	touch(now)
	if got := content(nil); got != "2!" {
		t.Fatal(got)
	}
	write(t, dir, "pages/a.md", "3!")
	touch(now)
	if got := content(nil); got != "3!" {
		t.Errorf("written twice in one instant: not read again (%s)", got)
	}
}

// TestReadChanged: reading only what changed gives what reading everything gives, whatever is done to the folder.
func TestReadChanged(t *testing.T) {
	names := []string{"pages/a.md", "pages/b.md", "pages", "media/x.jpg", "media/d/y.jpg", "media/d", "site.yaml", "guide/01-a.md", "guide", "pages/.cache", "a-b/c.md", "a.md"}
	rapid.Check(t, func(rt *rapid.T) {
		dir := filepath.Join(t.TempDir(), fmt.Sprint(rapid.Uint64().Draw(rt, "dir")))
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		c := new(Cache)
		mustRead(t, dir, c, nil)
		for step := range rapid.IntRange(1, 12).Draw(rt, "steps") {
			var changed []string
			for range rapid.IntRange(1, 3).Draw(rt, "edits") {
				name := rapid.SampledFrom(names).Draw(rt, "name")
				full := filepath.Join(dir, filepath.FromSlash(name))
				_ = os.RemoveAll(full)
				switch {
				case rapid.Bool().Draw(rt, "remove"):
				case strings.Contains(name, "."):
					if info, err := os.Stat(filepath.Dir(full)); err == nil && !info.IsDir() {
						_ = os.RemoveAll(filepath.Dir(full))
					}
					_ = os.MkdirAll(filepath.Dir(full), 0o755)
					_ = os.WriteFile(full, []byte(fmt.Sprint("pas ", step)), 0o644)
					changed = append(changed, filepath.ToSlash(filepath.Dir(name)))
				default:
					_ = os.MkdirAll(full, 0o755)
				}
				changed = append(changed, name)
			}
			got, want := mustRead(t, dir, c, changed), mustRead(t, dir, new(Cache), nil)
			if diff := cmp.Diff(want, got); diff != "" {
				rt.Fatalf("after %v: -want +got\n%s", changed, diff)
			}
			if again := mustRead(t, dir, c, nil); !cmp.Equal(want, again) {
				rt.Fatalf("a full look differs: %s", cmp.Diff(want, again))
			}
		}
	})
}

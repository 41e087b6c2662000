package dev_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

func in(root, name string) string { return filepath.Join(root, "guide", name) }

// editors make the calls of each editor when it saves guide/x.md, as strace shows them.
func editors() map[string]func(t *testing.T, root string) {
	return map[string]func(t *testing.T, root string){
		"vim": func(t *testing.T, root string) {
			put(t, in(root, ".x.md.swp"), "swap")
			put(t, in(root, "4913"), "")
			must(t, os.Remove(in(root, "4913")))
			must(t, os.Rename(in(root, "x.md"), in(root, "x.md~")))
			put(t, in(root, "x.md"), "neuf")
			must(t, os.Chmod(in(root, "x.md"), 0o644))
			must(t, os.Remove(in(root, "x.md~")))
			must(t, os.Remove(in(root, ".x.md.swp")))
		},
		"notepad": func(t *testing.T, root string) {
			f, err := os.OpenFile(in(root, "x.md"), os.O_WRONLY|os.O_TRUNC, 0)
			must(t, err)
			_, err = f.WriteString("ne")
			must(t, err)
			_, err = f.WriteString("uf")
			must(t, err)
			must(t, f.Close())
		},
		"vscode": func(t *testing.T, root string) {
			put(t, in(root, "x.md.vsctmp"), "neuf")
			must(t, os.Rename(in(root, "x.md.vsctmp"), in(root, "x.md")))
		},
		"gedit": func(t *testing.T, root string) {
			put(t, in(root, ".goutputstream-AB12"), "neuf")
			must(t, os.Rename(in(root, ".goutputstream-AB12"), in(root, "x.md")))
		},
		"word-like": func(t *testing.T, root string) {
			put(t, in(root, "~$x.md"), "verrou")
			put(t, in(root, "x.tmp01"), "neuf")
			must(t, os.Remove(in(root, "x.md")))
			must(t, os.Rename(in(root, "x.tmp01"), in(root, "x.md")))
			must(t, os.Remove(in(root, "~$x.md")))
		},
	}
}

func TestSavesOfEditors(t *testing.T) {
	t.Parallel()
	for name, save := range editors() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := folder(t, map[string]string{"guide/x.md": "vieux"})
			w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
			w.swept(1)
			for range 3 {
				put(t, in(root, "x.md"), "vieux")
				w.until("the old text", func(r dev.Result) bool { return string(r.Files["guide/x.md"]) == "vieux" })
				w.swept(1)
				save(t, root)
				w.until("the new text", func(r dev.Result) bool { return string(r.Files["guide/x.md"]) == "neuf" })
				w.swept(1)
				w.shows(name)
			}
			for _, r := range w.results() {
				if _, there := r.Files["guide/x.md"]; !there || string(r.Files["guide/x.md"]) == "" {
					t.Errorf("a save half done was built: %s", list(r.Files))
				}
			}
		})
	}
}

func TestASaveInTwoStepsIsBuiltWhenWhole(t *testing.T) {
	t.Parallel()
	for name, half := range map[string]func(path string) error{
		"emptied, then written": func(path string) error { return os.Truncate(path, 0) },
		"removed, then written": os.Remove,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := folder(t, map[string]string{"x.md": "vieux"})
			w := watch(t, root, (*dev.Options).Patient)
			must(t, half(filepath.Join(root, "x.md")))
			time.Sleep(600 * time.Millisecond) // a slow editor: longer than the end of a burst
			put(t, filepath.Join(root, "x.md"), "neuf")
			w.shows("the whole")
			if n := w.site.count(); n != 2 {
				t.Errorf("%d builds, want 2: half a save was built", n)
			}
		})
	}
}

func TestAFileThatComesAndGoesIsNotBuilt(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, (*dev.Options).Patient)
	put(t, filepath.Join(root, "4913"), "")
	must(t, os.Remove(filepath.Join(root, "4913")))
	put(t, filepath.Join(root, "x.md"), "y")
	w.shows("the save")
	if r := w.results()[1]; len(w.results()) != 2 || len(r.Changed) != 1 {
		t.Errorf("%d results, the second for %q", len(w.results()), r.Changed)
	}
}

func TestASaveInTwoSlowStepsEndsWell(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "vieux"})
	w := watch(t, root, nil)
	must(t, os.Truncate(filepath.Join(root, "x.md"), 0))
	w.until("the empty file", func(r dev.Result) bool { return len(r.Files["x.md"]) == 0 })
	put(t, filepath.Join(root, "x.md"), "neuf")
	w.shows("the text at last")
}

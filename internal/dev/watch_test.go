package dev_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"

	"enrouteweb.org/balise/internal/dev"
)

func TestASaveIsBuiltAndNamed(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"initiatives/transit.md": "un", "index.html": "accueil"})
	w := watch(t, root, nil)
	put(t, filepath.Join(root, "initiatives/transit.md"), "deux")
	w.shows("a plain save")
	r := w.results()[1]
	if want := []string{filepath.ToSlash(root) + "/initiatives/transit.md"}; !slices.Equal(r.Changed, want) {
		t.Errorf("changed = %q, want %q", r.Changed, want)
	}
	if want := []string{"/initiatives/transit.md"}; !slices.Equal(r.Delta.Changed, want) {
		t.Errorf("delta = %+v", r.Delta)
	}
	eventually(t, "the line", func() bool { return strings.Contains(w.out.String(), "  initiatives/transit.md → 1 autre fichier, ") })
}

func TestNewFoldersAreWatched(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
	put(t, filepath.Join(root, "a/b/c/d.md"), "au fond")
	put(t, filepath.Join(root, "a/e.md"), "en haut")
	w.shows("files made at once in a new folder")
	put(t, filepath.Join(root, "a/b/c/d.md"), "au fond, bis")
	w.shows("a save in the new folder")
	put(t, filepath.Join(root, "a/b/f/g.md"), "plus tard")
	w.shows("a folder in the new folder")
}

func TestAFolderMovedInComesWholeAtOnce(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	outside := filepath.Join(filepath.Dir(root), "ailleurs")
	put(t, filepath.Join(outside, "a/b/c.md"), "c")
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
	must(t, os.Rename(outside, filepath.Join(root, "neuf")))
	w.shows("the folder")
	if n := w.site.count(); n != 2 {
		t.Errorf("%d builds, want 2: %q", n, w.site.calls)
	}
}

// The build reads while the root is elsewhere; then every file is back, with its inode and its dates.
func TestARootAwayForABlink(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x", "y.md": "y"})
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	opts := dev.Options{Inputs: []string{root}, Out: w.out}
	opts.NoPeriodicSweep()
	w.start(opts, func(ctx context.Context, changed []string) (dev.Snapshot, error) {
		if w.site.count() == 1 {
			must(t, os.Rename(root, root+"-ailleurs"))
			defer func() { must(t, os.Rename(root+"-ailleurs", root)) }()
		}
		return w.site.build(ctx, changed)
	})
	w.shows("the start")
	put(t, filepath.Join(root, "x.md"), "x2")
	w.until("what the blink shows", func(r dev.Result) bool { return len(r.Files) == 1 })
	w.shows("all is back")
}

func TestFoldersThatMove(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"a/b/x.md": "x", "a/y.md": "y", "z.md": "z"})
	outside := filepath.Join(filepath.Dir(root), "ailleurs")
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
	at := func(p string) string { return filepath.Join(root, p) }
	steps := []struct {
		name string
		do   func()
	}{
		{"renamed", func() { must(t, os.Rename(at("a"), at("neuf"))) }},
		{"a save in it", func() { put(t, at("neuf/b/x.md"), "x2") }},
		{"deep one renamed", func() { must(t, os.Rename(at("neuf/b"), at("neuf/c"))) }},
		{"a save in that", func() { put(t, at("neuf/c/x.md"), "x3") }},
		{"moved out", func() { must(t, os.Rename(at("neuf"), outside)) }},
		{"a save outside, then one inside", func() { put(t, filepath.Join(outside, "c/x.md"), "loin"); put(t, at("z.md"), "z2") }},
		{"moved back under the first name", func() { must(t, os.Rename(outside, at("a"))) }},
		{"a save in it again", func() { put(t, at("a/c/x.md"), "x4") }},
		{"removed", func() { must(t, os.RemoveAll(at("a"))) }},
		{"made again", func() { put(t, at("a/b/x.md"), "x5") }},
		{"a save in the one made again", func() { put(t, at("a/b/x.md"), "x6") }},
		{"a folder becomes a file", func() { must(t, os.RemoveAll(at("a"))); put(t, at("a"), "fichier") }},
		{"a file becomes a folder", func() { must(t, os.Remove(at("a"))); put(t, at("a/q.md"), "q") }},
		{"a save in that folder", func() { put(t, at("a/q.md"), "q2") }},
	}
	for _, s := range steps {
		s.do()
		w.shows(s.name)
	}
	if out := w.out.String(); strings.Contains(out, "Attention") {
		t.Errorf("polling: %s", out)
	}
}

func TestTheRootRemovedAndPutBack(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]func(t *testing.T, root, aside string){
		"moved away": func(t *testing.T, root, aside string) { must(t, os.Rename(root, aside)) },
		"deleted":    func(t *testing.T, root, aside string) { must(t, os.RemoveAll(root)) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := folder(t, map[string]string{"a/x.md": "x"})
			aside := root + "-ailleurs"
			w := watch(t, root, nil)
			gone(t, root, aside)
			w.shows("no root")
			if name == "moved away" {
				put(t, filepath.Join(aside, "a/x.md"), "changé au loin")
				must(t, os.Rename(aside, root))
			} else {
				put(t, filepath.Join(root, "b/y.md"), "y")
			}
			w.shows("the root is back")
			put(t, filepath.Join(root, "b/y.md"), "y2")
			w.shows("a save in the root that came back")
			must(t, os.Rename(root, aside))
			must(t, os.Mkdir(root, 0o755))
			put(t, filepath.Join(root, "z.md"), "z")
			w.shows("another folder in its place")
		})
	}
}

// Not in parallel with the other tests: in company its writing would be slower than the limit of a storm.
func TestAStormIsOneBuild(t *testing.T) {
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
	w.checked()
	before := w.site.count()
	begin, last, pauses := time.Now(), time.Now(), 0
	for i := range 5000 {
		path := filepath.Join(root, fmt.Sprintf("d%02d/f%04d.md", i/100, i))
		if i%100 == 0 {
			must(t, os.Mkdir(filepath.Dir(path), 0o755))
		}
		must(t, os.WriteFile(path, []byte("texte"), 0o644))
		if time.Since(last) > 20*time.Millisecond {
			pauses++
		}
		last = time.Now()
	}
	took := time.Since(begin)
	w.until("5 000 files", func(r dev.Result) bool { return len(r.Files) == 5001 })
	w.checked()
	w.shows("5 000 files, still")
	n := w.site.count() - before
	t.Logf("%d build(s); writing took %v, with %d pauses", n, took, pauses)
	// One build; one more for each second it lasts, and where a busy machine made the writing stop.
	if limit := 1 + int(took/time.Second) + pauses; n > limit {
		t.Errorf("%d builds for one storm of %v with %d pauses, want at most %d", n, took, pauses, limit)
	}
}

func TestTheCheckAfterABuildThatFindsNothingBuildsNothing(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, func(o *dev.Options) { o.Hurried() })
	put(t, filepath.Join(root, "x.md"), "y")
	w.shows("a save")
	w.forgetSweeps()
	w.swept(3)
	if n := w.site.count(); n != 2 {
		t.Errorf("%d builds, want 2: %q", n, w.site.calls)
	}
}

func TestIgnoredFilesBuildNothing(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x", "sortie/y.html": "y"})
	for _, mode := range []func(*dev.Options){func(*dev.Options) {}, func(o *dev.Options) { o.Poll = true }, (*dev.Options).Bell} {
		w := watch(t, root, func(o *dev.Options) {
			o.Hurried()
			o.Exclude = []string{filepath.Join(root, "sortie")}
			mode(o)
		})
		for _, name := range []string{".caché.md", "desktop.ini", "Thumbs.db", "~$x.docx", "x.md~", "x.md.swp", "x.tmp", "sortie/y.html", ".git/HEAD", "sortie/z/t.html"} {
			put(t, filepath.Join(root, name), time.Now().String())
		}
		w.forgetSweeps()
		w.swept(3)
		if n := w.site.count(); n != 1 {
			t.Errorf("%d builds, want 1: %q", n, w.site.calls)
		}
	}
}

func TestAChangeNoEventAnnouncesIsFoundThenPolled(t *testing.T) {
	t.Parallel()
	// A link to a file elsewhere: the system really says nothing when the file changes.
	root := folder(t, map[string]string{"x.md": "x"})
	far := filepath.Join(filepath.Dir(root), "loin.md")
	put(t, far, "un")
	must(t, os.Symlink(far, filepath.Join(root, "lien.md")))
	w := watch(t, root, func(o *dev.Options) { o.Hurried() })
	put(t, far, "deux")
	w.shows("the first")
	if out := w.out.String(); strings.Contains(out, "Attention") {
		t.Errorf("polling at the first: %s", out)
	}
	put(t, far, "trois")
	w.shows("the second")
	put(t, far, "quatre")
	w.shows("the third")
	if n := strings.Count(w.out.String(), "Attention : le système n'annonce pas"); n != 1 {
		t.Errorf("said %d times: %s", n, w.out)
	}
	put(t, filepath.Join(root, "d/y.md"), "y")
	w.shows("polling sees all")
}

func TestPollingTakesOver(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		set func(*dev.Options)
		say string
	}{
		"asked for":             {func(o *dev.Options) { o.Poll = true }, ""},
		"no watcher":            {func(o *dev.Options) { o.FailToWatch(0, syscall.EMFILE) }, "autant de dossiers"},
		"no more watches":       {func(o *dev.Options) { o.FailToWatch(1, syscall.ENOSPC) }, "autant de dossiers"},
		"no more after a while": {func(o *dev.Options) { o.FailToWatch(4, syscall.ENOSPC) }, "autant de dossiers"},
		"another failure":       {func(o *dev.Options) { o.FailToWatch(1, errors.New("panne")) }, "panne"},
		"deaf":                  {(*dev.Options).Deaf, "n'annonce pas"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := folder(t, map[string]string{"a/x.md": "x", "b/x.md": "x"})
			w := watch(t, root, func(o *dev.Options) { o.Hurried(); c.set(o) })
			put(t, filepath.Join(root, "a/x.md"), "y")
			w.shows("a save")
			put(t, filepath.Join(root, "c/d/e.md"), "y")
			w.shows("a new folder")
			must(t, os.Rename(filepath.Join(root, "c"), filepath.Join(root, "f")))
			w.shows("a folder renamed")
			must(t, os.RemoveAll(filepath.Join(root, "a")))
			w.shows("a folder removed")
			want := min(1, len(c.say))
			if n := strings.Count(w.out.String(), "Attention : "); n != want || !strings.Contains(w.out.String(), c.say) {
				t.Errorf("said %d times: %s", n, w.out)
			}
		})
	}
}

func TestEventsTheSystemSaysItLost(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	var lost chan<- error
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep(); lost = o.Overflow() })
	w.swept(1)
	for i := range 3 {
		put(t, filepath.Join(root, "x.md"), fmt.Sprint(i))
		lost <- fsnotify.ErrEventOverflow
		w.shows("after a loss")
	}
	if out := w.out.String(); strings.Contains(out, "Attention") {
		t.Errorf("a loss that is told is no reason to poll: %s", out)
	}
}

package dev_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
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

// The exact calls of each editor, as strace shows them.
func TestSavesOfEditors(t *testing.T) {
	t.Parallel()
	in := func(root, name string) string { return filepath.Join(root, "guide", name) }
	editors := map[string]func(t *testing.T, root string){
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
	for name, save := range editors {
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

func TestASaveInTwoSlowStepsEndsWell(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "vieux"})
	w := watch(t, root, nil)
	must(t, os.Truncate(filepath.Join(root, "x.md"), 0))
	w.until("the empty file", func(r dev.Result) bool { return len(r.Files["x.md"]) == 0 })
	put(t, filepath.Join(root, "x.md"), "neuf")
	w.shows("the text at last")
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

// Alone on the machine, as a checkout is: in company its writing would be slower than the limit of a storm.
func TestAStormIsOneBuild(t *testing.T) {
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, func(o *dev.Options) { o.NoPeriodicSweep() })
	w.checked()
	before := w.site.count()
	begin := time.Now()
	for i := range 5000 {
		path := filepath.Join(root, fmt.Sprintf("d%02d/f%04d.md", i/100, i))
		if i%100 == 0 {
			must(t, os.Mkdir(filepath.Dir(path), 0o755))
		}
		must(t, os.WriteFile(path, []byte("texte"), 0o644))
	}
	took := time.Since(begin)
	w.until("5 000 files", func(r dev.Result) bool { return len(r.Files) == 5001 })
	w.checked()
	w.shows("5 000 files, still")
	n := w.site.count() - before
	t.Logf("%d build(s); writing took %v", n, took)
	if limit := 2 + int(took/time.Second); n > limit { // one, one more for each second, and one for a machine that pauses
		t.Errorf("%d builds for one storm of %v, want at most %d", n, took, limit)
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
	if n := strings.Count(w.out.String(), "Attention : le système n’annonce pas"); n != 1 {
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
		"deaf":                  {(*dev.Options).Deaf, "n’annonce pas"},
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

func TestANewDayBuildsEverything(t *testing.T) {
	t.Parallel()
	var day atomic.Value
	day.Store("2026-03-31")
	root := folder(t, map[string]string{"x.md": "x"})
	w := watch(t, root, func(o *dev.Options) { o.Hurried(); o.Day = func() string { return day.Load().(string) } })
	w.forgetSweeps()
	w.swept(2)
	if n := w.site.count(); n != 1 {
		t.Fatalf("%d builds in one day", n)
	}
	day.Store("2026-04-01")
	eventually(t, "the new day", func() bool { return len(w.results()) == 2 })
	if r := w.results()[1]; r.Changed != nil {
		t.Errorf("changed = %q, want nil", r.Changed)
	}
}

func TestTheDayIsThatOfBrussels(t *testing.T) {
	for at, want := range map[string]string{
		"2026-01-31T22:59:59Z":      "2026-01-31",
		"2026-01-31T23:00:00Z":      "2026-02-01", // winter: one hour ahead
		"2026-07-13T21:59:59Z":      "2026-07-13",
		"2026-07-13T22:00:00Z":      "2026-07-14", // summer: two
		"2026-07-13T20:30:00-04:00": "2026-07-14",
	} {
		now, err := time.Parse(time.RFC3339, at)
		must(t, err)
		if got := dev.Today(now); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}

func TestOneBuildAtATimeAndTheNewestWins(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "0", "y.md": "0"})
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	started := make(chan int, 100)
	w.site.hook = func(ctx context.Context, call int) error {
		started <- call
		if call == 2 { // the build of x.md is long: the save of y.md overtakes it
			<-ctx.Done()
			return ctx.Err()
		}
		return nil
	}
	opts := dev.Options{Inputs: []string{root}, Out: w.out}
	opts.NoPeriodicSweep()
	w.run(opts)
	w.shows("the start")
	<-started
	put(t, filepath.Join(root, "x.md"), "1")
	<-started
	put(t, filepath.Join(root, "y.md"), "1")
	w.shows("both saves")
	if got := w.results(); len(got) != 2 || len(got[1].Changed) != 2 {
		t.Errorf("%d results, the last for %q", len(got), got[len(got)-1].Changed)
	}
	if w.site.most != 1 {
		t.Errorf("%d builds at once", w.site.most)
	}
}

func TestEndlessSavesDoNotStarveTheScreen(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "0"})
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	w.site.hook = func(ctx context.Context, call int) error {
		select { // longer than the pause between two saves
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(120 * time.Millisecond):
			return nil
		}
	}
	opts := dev.Options{Inputs: []string{root}, Out: w.out}
	w.run(opts)
	eventually(t, "three results while saving", func() bool {
		put(t, filepath.Join(root, "x.md"), time.Now().String())
		time.Sleep(35 * time.Millisecond) // a very quick editor; nothing is asserted on it
		return len(w.results()) > 3
	})
}

func TestAMachineFailureIsTriedAgain(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "0"})
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	w.site.hook = func(_ context.Context, call int) error {
		if call == 2 || call == 3 {
			return errors.New("disque débranché")
		}
		return nil
	}
	opts := dev.Options{Inputs: []string{root}, Out: w.out}
	opts.Hurried()
	w.run(opts)
	w.shows("the start")
	put(t, filepath.Join(root, "x.md"), "1")
	w.until("the failure", func(r dev.Result) bool { return r.Err != nil })
	w.shows("the third try")
	if n := strings.Count(w.out.String(), "disque débranché"); n != 1 {
		t.Errorf("said %d times: %s", n, w.out)
	}
}

func TestTheFirstBuildThatCannotBeMadeEndsTheWatch(t *testing.T) {
	t.Parallel()
	broken := errors.New("disque débranché")
	err := dev.Watch(context.Background(), dev.Options{}, func(context.Context, []string) (dev.Snapshot, error) {
		return dev.Snapshot{}, broken
	}, nil)
	if !errors.Is(err, broken) {
		t.Errorf("err = %v", err)
	}
}

func TestStoppingDuringTheFirstBuildIsNoFailure(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(context.Background())
	err := dev.Watch(ctx, dev.Options{}, func(ctx context.Context, _ []string) (dev.Snapshot, error) {
		cancel()
		<-ctx.Done()
		return dev.Snapshot{}, ctx.Err()
	}, func(r dev.Result) { t.Errorf("told of %+v", r) })
	if err != nil {
		t.Errorf("err = %v", err)
	}
}

func TestInputsTheBuildNames(t *testing.T) {
	t.Parallel()
	root := folder(t, map[string]string{"x.md": "x"})
	theme := filepath.Join(filepath.Dir(root), "theme")
	put(t, filepath.Join(theme, "page.html"), "modèle")
	put(t, filepath.Join(theme, "autre.html"), "n’est pas lu")
	single := filepath.Join(theme, "page.html")
	later := filepath.Join(filepath.Dir(root), "plus-tard")
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	build := func(ctx context.Context, changed []string) (dev.Snapshot, error) {
		snap, err := w.site.build(ctx, nil)
		snap.Inputs = []string{root, single, later}
		data, _ := os.ReadFile(single)
		snap.Files["modele"] = data
		data, _ = os.ReadFile(filepath.Join(later, "y.md"))
		snap.Files["plus-tard"] = data
		return snap, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- dev.Watch(ctx, dev.Options{Inputs: []string{root}, Out: w.out}, build, w.take) }()
	defer func() { cancel(); must(t, <-done) }()
	has := func(key, text string) func(dev.Result) bool {
		return func(r dev.Result) bool { return string(r.Files[key]) == text }
	}
	w.until("the start", has("modele", "modèle"))
	put(t, single, "modèle 2")
	w.until("a single file", has("modele", "modèle 2"))
	must(t, os.Rename(single, single+"~"))
	put(t, single, "modèle 3")
	w.until("a single file saved by replacing it", has("modele", "modèle 3"))
	put(t, filepath.Join(later, "y.md"), "y")
	w.until("a folder that was not there", has("plus-tard", "y"))
	put(t, filepath.Join(later, "y.md"), "y2")
	w.until("a save in that folder", has("plus-tard", "y2"))
}

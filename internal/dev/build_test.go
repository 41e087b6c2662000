package dev_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

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
		case <-time.After(400 * time.Millisecond):
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

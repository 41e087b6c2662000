package dev_test

import (
	"context"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"

	"enrouteweb.org/balise/internal/dev"
)

// A build reads a moment after the watch looked. What is there at that moment only, or is away at that moment only, leaves
// nothing to see before and after it, but for an event.
func TestWhatABuildSawInPassingIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gone   string    // what the editor removes
		flicks []string  // what is there while the build reads, and was not before, nor is after
		away   [2]string // what is renamed while the build reads, and renamed back
	}{
		"a file that comes and goes":   {gone: "a/f.md", flicks: []string{"a/f.md"}},
		"a folder that comes and goes": {gone: "a", flicks: []string{"a/f.md", "a/b/g.md"}},
		"a file that goes and comes":   {gone: "a/f.md", away: [2]string{"x.md", "y.tmp"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := folder(t, map[string]string{"a/f.md": "f", "a/b/g.md": "g", "x.md": "x"})
			w := &watched{t: t, site: &site{root: root}, out: &paper{}}
			var builds atomic.Int32
			opts := dev.Options{Inputs: []string{root}, Out: w.out}
			opts.NoPeriodicSweep()
			w.start(opts, func(ctx context.Context, changed []string) (dev.Snapshot, error) {
				if builds.Add(1) != 2 {
					return w.site.build(ctx, changed)
				}
				for _, f := range c.flicks {
					put(t, filepath.Join(root, f), "en passant")
				}
				if c.away[0] != "" {
					changed = append(changed, filepath.ToSlash(filepath.Join(root, c.away[0])))
					must(t, os.Rename(filepath.Join(root, c.away[0]), filepath.Join(root, c.away[1])))
				}
				snap, err := w.site.build(ctx, changed)
				if c.away[0] != "" {
					must(t, os.Rename(filepath.Join(root, c.away[1]), filepath.Join(root, c.away[0])))
				}
				must(t, os.RemoveAll(filepath.Join(root, c.gone)))
				return snap, err
			})
			w.until("the first build", func(dev.Result) bool { return true })
			if c.away[0] != "" { // the build is to read it, so it has to change too
				put(t, filepath.Join(root, c.away[0]), "x, bis")
			}
			must(t, os.RemoveAll(filepath.Join(root, c.gone)))
			eventually(t, "the second build", func() bool { return builds.Load() > 1 })
			w.shows(name)
		})
	}
}

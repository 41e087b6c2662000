// Package dev is the editor's desk: it watches files, builds again at every save, shows the site from memory and says
// what is wrong over the page one is looking at. It is given a Build and knows nothing of sites.
//
// Watch promises:
//
//   - One build at a time. What changes while one runs goes to the next; a build that newer changes have overtaken has
//     its context cancelled, but never twice in a row, so that endless saves cannot keep the screen empty.
//   - A burst of events is one build: it starts 25 ms after the last event, at most 150 ms after the first, and for a
//     storm (a checkout, a folder copied) 100 ms after the last, at most 1 s after the first.
//   - Events are never trusted alone. After each build, and every few seconds, a sweep compares size, times and inode
//     of every file with what was known when the build started; what no event announced is built too. When the system
//     cannot watch (limits, network folders) Watch goes over to polling by itself and says so once.
//   - It writes nothing, and ignores what editors and systems leave behind: dotfiles, desktop.ini, Thumbs.db, ~$x, x~,
//     *.swp, *.tmp*.
//   - A folder that disappears is built as gone; when it comes back it is watched again.
//   - The day is an input: when it changes everything is built again.
//
// Serve promises: the site answers from memory on a loopback address, only to loopback names; a failed build leaves
// the last good site in place, with the problems laid over it; a page reloads only if itself or a file it uses changed;
// nothing it adds to a page is ever written to disk.
package dev

import (
	"context"
	"io"
	"net/http"
	"time"
	_ "time/tzdata" // the day is Brussels' on machines that have no zone files

	"enrouteweb.org/balise/internal/diag"
)

// Build builds again. changed holds the files and folders known to have changed since the last call, each one of the
// inputs or a path under one, with "/" and the same beginning; nil: look at everything. When ctx is cancelled it may
// stop and return the context's error: the same changes are then given again. An error is a machine failure; what an
// editor can mend is in Snapshot.Diags.
type Build func(ctx context.Context, changed []string) (Snapshot, error)

// Snapshot is what one build gave. It is immutable once returned.
type Snapshot struct {
	Files  map[string][]byte // the whole site, by path: "carte/index.html"; nil when not OK
	OK     bool              // false: Diags holds errors, the last good site stays
	Diags  diag.List
	Apart  map[string][]byte // pages that explain problems, and what they use: shown even before any good site is, and never under the problems
	Inputs []string          // folders and files that were read, to watch; empty: those of the build before
}

// Result is one finished build.
type Result struct {
	Snapshot
	Err     error    // the machine failed; Snapshot is empty and the build is tried again
	Changed []string // what set it off; nil: everything was looked at
	Delta   Delta    // against the last good site; empty when not OK
	Took    time.Duration
}

// Options of Watch and Serve. The zero value is usable once Inputs is set.
type Options struct {
	Inputs  []string      // folders and files to watch, always; known before the first build, so that nothing is missed
	Exclude []string      // folders never looked into: where the build itself writes
	Poll    bool          // never rely on the system's events
	Day     func() string // the civil day; nil: today in Brussels
	Out     io.Writer     // where progress and problems are printed, in French; nil: nowhere
	Style   diag.Style

	// For Serve only.
	Addr    string                   // host:port; "": 127.0.0.1:4000, or the next free port
	Mount   map[string]http.Handler  // more addresses ("/admin/"), behind the same host check
	Explain func(code string) string // the address of what explains a problem; "": nothing does. nil: nothing ever
	Ready   func(url string)         // called once, after the first build was delivered
	About   func(address string) any // what the preview's bar tells of the page at an address, as JSON; called at any time

	tempo   tempo                     // zero: usualTempo
	onSweep func()                    // for tests: a sweep has been compared; nil: nobody
	notify  func() (*notifier, error) // nil: the system's events
}

// tempo holds every delay, so that a test can be patient or hurried.
type tempo struct {
	quiet time.Duration // from the last event of a burst to its build
	hold  time.Duration // from the first event, when a file has just vanished or become empty: a save in two steps
	burst time.Duration // from the first event, whatever follows
	lull  time.Duration // from the last event of a storm
	storm time.Duration // from its first
	many  int           // events that make a storm
	calm  time.Duration // from the last event to the sweep that checks a build
	tick  time.Duration // between two looks at the day and at the roots
	retry time.Duration // after a machine failure
	doubt time.Duration // from a build's end, for events of what it may have read in passing to be heard

	small               int           // files of a small tree
	sweepFew, sweepLots time.Duration // between two sweeps, with events
	pollFew, pollLots   time.Duration // between two sweeps, without
}

func usualTempo() tempo {
	const ms = time.Millisecond
	return tempo{
		quiet: 25 * ms, hold: 75 * ms, burst: 150 * ms, lull: 100 * ms, storm: time.Second, many: 100,
		calm: 100 * ms, tick: 250 * ms, retry: 2 * time.Second, doubt: time.Second,
		small: 2000, sweepFew: 2 * time.Second, sweepLots: 10 * time.Second, pollFew: 500 * ms, pollLots: time.Second,
	}
}

// today is the civil day in Brussels, whatever the machine's zone.
func today(now time.Time) string {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil {
		zone = time.UTC // cannot happen: the zone is embedded
	}
	return now.In(zone).Format(time.DateOnly)
}

func (o Options) withDefaults() Options {
	if o.Day == nil {
		o.Day = func() string { return today(time.Now()) }
	}
	if o.Out == nil {
		o.Out = io.Discard
	}
	if o.tempo == (tempo{}) {
		o.tempo = usualTempo()
	}
	if o.onSweep == nil {
		o.onSweep = func() {}
	}
	if o.notify == nil {
		o.notify = systemNotifier
	}
	return o
}

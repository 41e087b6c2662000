package dev

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"
)

// Watch builds once, then at every change, until ctx is done. on (nil: nobody) hears of each build as soon as it is
// finished, one at a time, never of one that was overtaken. What it prints goes to opts.Out. The error is that of the
// very first build: nothing can be watched for a build that does not say what it reads.
func Watch(ctx context.Context, opts Options, build Build, on func(Result)) error {
	opts = opts.withDefaults()
	l := &loop{
		opts: opts, t: opts.tempo, build: build, on: on,
		report:  &reporter{out: opts.Out, style: opts.Style},
		polling: opts.Poll,
		known:   state{}, pending: map[string]mark{}, told: map[string]time.Time{}, missed: map[string]int{},
		built: make(chan *job, 1), swept: make(chan sweep, 1),
	}
	defer l.closeNotifier()
	return l.run(ctx)
}

// loop is Watch's state. Only run's goroutine touches it, but for good and on, which belong to the build under way.
type loop struct {
	opts   Options
	t      tempo
	build  Build
	on     func(Result)
	report *reporter
	good   map[string][]byte // the last good site

	inputs  []string // what is watched
	scan    scanner
	known   state     // as the build under way, or the last one, saw it
	note    *notifier // nil: polling
	polling bool
	missed  map[string]int // by root: times a sweep found what no event announced

	pending     map[string]mark
	first, last time.Time // of the burst of events under way; zero: none
	events      int       // in this burst
	look        bool      // the burst names no paths: walk everything
	renew       bool      // folders moved: walk everything with fresh watches
	all         bool      // the next build looks at everything

	told    map[string]time.Time // what builds were told of, and until when what they read may be announced
	toldAll time.Time            // the same of the last build that looked at everything

	job    *job // the build under way
	built  chan *job
	done   int  // builds finished
	spared bool // the last build was cut short: the next one is not
	day    string

	lastEvent time.Time
	sweepAt   time.Time
	sweeping  bool
	swept     chan sweep
	tickAt    time.Time
}

// job is one build under way.
type job struct {
	changed  []string
	cancel   context.CancelFunc
	overtake bool
	result   Result
}

func (l *loop) run(ctx context.Context) error {
	l.inputs = l.opts.Inputs
	l.openNotifier()
	l.lookEverywhere() // before the build reads: whatever changes from here on is seen
	l.sweepAt = time.Now().Add(l.period())
	l.all = true
	l.start(ctx, nil)
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		timer.Reset(time.Until(l.nextWake()))
		select {
		case <-ctx.Done():
			l.waitForBuild()
			return nil
		case e, ok := <-l.eventChan():
			l.hear(e, ok)
			l.hearWaiting()
		case err, ok := <-l.errorChan():
			if ok {
				l.hearError(err)
			}
		case j := <-l.built:
			if err := l.finish(j); err != nil && ctx.Err() == nil {
				return err
			}
		case s := <-l.swept:
			l.compare(s)
		case <-timer.C:
			l.hearWaiting() // a machine that paused must not take its own pause for the end of a burst
		}
		l.act(ctx)
	}
}

// act does what is due.
func (l *loop) act(ctx context.Context) {
	now := time.Now()
	if !now.Before(l.tickAt) {
		l.tick(now)
	}
	if !now.Before(l.flushAt()) {
		l.flush(ctx, now)
	}
	if !now.Before(l.sweepDue()) {
		l.startSweep()
	}
}

// never is a time that does not come.
func never() time.Time { return time.Now().Add(time.Hour) }

func earliest(times ...time.Time) time.Time { return slices.MinFunc(times, time.Time.Compare) }

// nextWake is when something is due though nothing happens.
func (l *loop) nextWake() time.Time {
	return earliest(l.tickAt, l.flushAt(), l.sweepDue())
}

// flushAt is when the burst under way is to be built.
func (l *loop) flushAt() time.Time {
	if l.first.IsZero() || l.job != nil && (l.spared || l.job.overtake) {
		return never()
	}
	if l.events > l.t.many {
		return earliest(l.last.Add(l.t.lull), l.first.Add(l.t.storm))
	}
	return earliest(l.last.Add(l.t.quiet), l.first.Add(l.t.burst))
}

// flush ends a burst: it overtakes the build under way, or starts the next.
func (l *loop) flush(ctx context.Context, now time.Time) {
	if l.job != nil {
		l.job.overtake = true
		l.job.cancel()
		return
	}
	if patience := l.first.Add(l.t.hold); now.Before(patience) && l.fragile() {
		l.last = patience.Add(-l.t.quiet)
		return
	}
	changed := l.settle()
	if len(changed) > 0 || l.all {
		l.start(ctx, changed)
	}
}

// start runs one build beside the loop.
func (l *loop) start(ctx context.Context, changed []string) {
	if l.all {
		changed = nil
	}
	l.tell(changed, never())
	for i := range changed {
		changed[i] = filepath.ToSlash(changed[i])
	}
	l.all = false
	l.day = l.opts.Day()
	jobCtx, cancel := context.WithCancel(ctx)
	j := &job{changed: changed, cancel: cancel}
	l.job = j
	go func() {
		l.perform(jobCtx, j)
		l.built <- j
	}()
}

// perform builds and tells; it runs in its own goroutine, one at a time.
func (l *loop) perform(ctx context.Context, j *job) {
	begin := time.Now()
	snap, err := l.build(ctx, j.changed)
	j.result = Result{Snapshot: snap, Err: err, Changed: j.changed, Took: time.Since(begin)}
	if err != nil {
		j.result.Snapshot = Snapshot{}
	}
	if len(j.result.Inputs) == 0 {
		j.result.Inputs = l.inputs
	}
	if err != nil && ctx.Err() != nil {
		return // cut short: by newer changes, or by the end
	}
	if snap.OK && err == nil {
		j.result.Delta = compareSites(l.good, snap.Files)
		l.good = snap.Files
	}
	l.report.build(j.result)
	if l.on != nil {
		l.on(j.result)
	}
}

// finish takes note of a build that has ended.
func (l *loop) finish(j *job) error {
	l.job = nil
	j.cancel()
	now := time.Now()
	l.tell(native(j.changed), now.Add(l.t.doubt))
	switch {
	case j.overtake && j.result.Err != nil:
		l.giveBack(j.changed)
		l.spared = true
		return nil
	case j.result.Err != nil && l.done == 0:
		return fmt.Errorf("première construction : %w", j.result.Err)
	case j.result.Err != nil:
		l.all = true
		l.first, l.last = now.Add(l.t.retry), now.Add(l.t.retry)
	default:
		l.watchMore(j.result.Inputs)
	}
	l.spared = false
	l.done++
	l.sweepAt = earliest(l.sweepAt, now.Add(l.t.calm))
	return nil
}

// giveBack puts the changes of a build that was cut short into the next one.
func (l *loop) giveBack(changed []string) {
	if changed == nil {
		l.all = true
		l.stir()
	}
	for _, path := range changed {
		path = filepath.FromSlash(path)
		l.touch(path, announced|forced)
		if _, ok := l.known[path]; !ok {
			l.known[path] = stamp{size: -1} // removed: it must still count as a change
		}
	}
}

// waitForBuild lets the build under way end: its context is cancelled, and it may hold files open.
func (l *loop) waitForBuild() {
	if l.job != nil {
		<-l.built
	}
	if l.sweeping {
		<-l.swept
	}
}

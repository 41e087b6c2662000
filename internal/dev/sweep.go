package dev

import (
	"errors"
	"slices"
	"time"

	"github.com/fsnotify/fsnotify"
)

// sweep is one look at everything, taken beside the loop.
type sweep struct {
	seen   state
	unread []string
}

// period is the time between two sweeps.
func (l *loop) period() time.Duration {
	few := len(l.known) < l.t.small
	switch {
	case l.polling && few:
		return l.t.pollFew
	case l.polling:
		return l.t.pollLots
	case few:
		return l.t.sweepFew
	default:
		return l.t.sweepLots
	}
}

// sweepDue waits for a build to end and for the tree to be calm, but not for ever.
func (l *loop) sweepDue() time.Time {
	if l.sweeping || l.job != nil {
		return never()
	}
	calm := earliest(l.lastEvent.Add(l.t.calm), l.sweepAt.Add(l.period()))
	if l.sweepAt.Before(calm) {
		return calm
	}
	return l.sweepAt
}

func (l *loop) startSweep() {
	l.sweeping = true
	scan := l.scan
	go func() {
		seen, unread := scan.walk(func(string, bool) {})
		l.swept <- sweep{seen, unread}
	}()
}

// compare notes what a sweep saw and no event has announced. Each difference is looked at again: the sweep may be older
// than what is known by now.
func (l *loop) compare(s sweep) {
	l.sweeping = false
	defer l.opts.onSweep()
	l.sweepAt = time.Now().Add(l.period())
	s.seen.keep(l.known, s.unread)
	for _, path := range differences(l.known, s.seen) {
		old, had := l.known[path]
		now, ok := look(path)
		if _, pending := l.pending[path]; pending || ok == had && now == old {
			continue
		}
		if had && old.dir {
			l.renew = true
		}
		l.touch(path, found)
		l.discover(path, found)
	}
}

// tick looks at what no file event tells: the day, and whether the roots are still the same folders.
func (l *loop) tick(now time.Time) {
	l.tickAt = now.Add(l.t.tick)
	if l.job != nil {
		return
	}
	if l.opts.Day() != l.day {
		l.all = true
		l.stir()
	}
	if l.scan.moved() {
		l.all, l.renew = true, true
		l.stir()
	}
}

// watchMore adds what a build says it read; nothing is ever dropped, a folder too many costs a sweep. Of a root that
// was not watched nobody knows what changed since the build read it: that build is run once more.
func (l *loop) watchMore(inputs []string) {
	for _, input := range inputs {
		if !slices.Contains(l.inputs, input) {
			l.inputs = append(slices.Clip(l.inputs), input)
		}
	}
	same := func(a, b root) bool { return a.path == b.path }
	if more := newScanner(l.inputs, l.opts.Exclude); !slices.EqualFunc(more.roots, l.scan.roots, same) {
		l.all, l.renew = true, true
		l.stir()
	}
}

// openNotifier starts watching anew: the watches of folders that moved are forgotten with the old one.
func (l *loop) openNotifier() {
	if l.polling {
		return
	}
	l.closeNotifier()
	note, err := l.opts.notify()
	if err != nil {
		l.goPolling(reason(err))
		return
	}
	l.note = note
}

func (l *loop) closeNotifier() {
	if l.note != nil {
		_ = l.note.close() // nothing is lost with it: the sweeps see what it would have said
		l.note = nil
	}
}

// goPolling gives up the system's events, and says so once.
func (l *loop) goPolling(why string) {
	if l.polling {
		return
	}
	l.polling = true
	l.closeNotifier()
	l.sweepAt = time.Now()
	l.report.note("Attention : " + why + ". balise relit donc lui-même la liste des fichiers : une modification peut mettre une seconde à paraître.")
}

func (l *loop) eventChan() <-chan fsnotify.Event {
	if l.note == nil {
		return nil
	}
	return l.note.events
}

func (l *loop) errorChan() <-chan error {
	if l.note == nil {
		return nil
	}
	return l.note.errors
}

// hearError: whatever it is, events may be lost.
func (l *loop) hearError(err error) {
	l.look = true
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		l.renew = true
	}
	l.stir()
}

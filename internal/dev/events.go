package dev

import (
	"errors"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// mark says how a pending path came to be known as changed.
type mark uint8

const (
	announced mark = 1 << iota // by an event
	forced                     // build it even if its stamp is the same: a second write within one tick of the clock
	found                      // by a sweep
)

// touch notes a change; the burst it belongs to goes on.
func (l *loop) touch(path string, m mark) {
	l.pending[path] |= m
	l.stir()
}

// stir notes that something is going on.
func (l *loop) stir() {
	l.last = time.Now()
	if l.first.IsZero() {
		l.first = l.last
	}
	l.events++
}

// hearWaiting takes the events that have come already, within reason.
func (l *loop) hearWaiting() {
	for range eventsHeld {
		select {
		case e, ok := <-l.eventChan():
			l.hear(e, ok)
		default:
			return
		}
	}
}

// hear takes one event of the system; not open: there will be no more.
func (l *loop) hear(e fsnotify.Event, open bool) {
	if !open {
		l.goPolling("le système a cessé d'annoncer les changements")
		return
	}
	l.lastEvent = time.Now()
	if e.Name == "" {
		clear(l.missed)
		l.look = true
		l.stir()
		return
	}
	path := filepath.Clean(e.Name)
	r := l.scan.rootOf(path)
	if r == nil {
		if l.rootFolder(path) && e.Has(fsnotify.Remove|fsnotify.Rename) {
			l.renew = true
			l.stir()
		}
		return
	}
	l.missed[r.path] = 0
	if e.Has(fsnotify.Remove|fsnotify.Rename) && l.known[path].dir {
		l.renew = true // the watches below it are now those of another place
		// A root that is back before anyone looked holds the same files, but a build may have read while it was away.
		l.all = l.all || path == r.path
	}
	m := announced | forced
	if e.Op == fsnotify.Chmod {
		m = announced
	}
	l.touch(path, m)
	if e.Has(fsnotify.Create) {
		l.discover(path, m)
	}
}

// rootFolder tells a watched folder that is not itself content: the one that holds a single file.
func (l *loop) rootFolder(path string) bool {
	return slices.ContainsFunc(l.scan.roots, func(r root) bool { return r.dir == path })
}

// discover watches a new folder and notes what was put in it before the watch was laid.
func (l *loop) discover(path string, m mark) {
	st, ok := look(path)
	if !ok || !st.dir {
		return
	}
	seen := state{}
	l.scan.walkFolder(seen, path, l.enter)
	for inside := range seen {
		l.touch(inside, m)
	}
}

// enter watches a folder; when the system cannot, polling takes over.
func (l *loop) enter(dir string, deep bool) {
	if l.note == nil {
		return
	}
	if err := l.note.enter(dir, deep); err != nil {
		l.goPolling(reason(err))
	}
}

func reason(err error) string {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return "le système ne peut pas surveiller autant de dossiers"
	default:
		return "le système ne peut pas surveiller ce dossier (" + err.Error() + ")"
	}
}

// fragile tells whether a file has just vanished or become empty, as it does half-way through a save in two steps.
func (l *loop) fragile() bool {
	if len(l.pending) > l.t.many {
		return false
	}
	for path := range l.pending {
		old, had := l.known[path]
		now, ok := look(path)
		if had && !old.dir && (!ok || now.size == 0 && old.size > 0) {
			return true
		}
	}
	return false
}

// settle brings what is known up to date and lists what changed.
func (l *loop) settle() []string {
	if l.renew {
		l.openNotifier()
	}
	var changed []string
	if l.renew || l.look {
		changed = l.lookEverywhere()
	} else {
		changed = l.lookAtPending()
	}
	l.countMissed(changed)
	changed = l.inPassing(changed)
	clear(l.pending)
	l.renew, l.look = false, false
	l.first, l.last, l.events = time.Time{}, time.Time{}, 0
	return changed
}

// lookAtPending stamps only the paths that were announced.
func (l *loop) lookAtPending() []string {
	var changed []string
	for path, m := range l.pending {
		old, had := l.known[path]
		now, ok := look(path)
		switch {
		case !had && !ok: // came and went, as vim's 4913 does
			continue
		case had && ok && old == now && (now.dir || m&forced == 0):
			continue
		case ok:
			l.known[path] = now
		default:
			delete(l.known, path)
		}
		changed = append(changed, path)
	}
	slices.Sort(changed)
	return changed
}

// lookEverywhere walks the roots again, laying watches on the way.
func (l *loop) lookEverywhere() []string {
	l.scan = newScanner(l.inputs, l.opts.Exclude)
	now, unread := l.scan.walk(l.enter)
	now.keep(l.known, unread)
	changed := differences(l.known, now)
	for path, m := range l.pending {
		if st, ok := now[path]; m&forced != 0 && ok && !st.dir {
			changed = append(changed, path)
		}
	}
	l.known = now
	slices.Sort(changed)
	return slices.Compact(changed)
}

// countMissed goes over to polling when changes of one root were twice found by a sweep and by no event in between.
func (l *loop) countMissed(changed []string) {
	if l.polling {
		return
	}
	blind := map[string]bool{}
	for _, path := range changed {
		if m := l.pending[path]; m&found != 0 && m&announced == 0 {
			if r := l.scan.rootOf(path); r != nil {
				blind[r.path] = true
			}
		}
	}
	for r := range blind {
		l.missed[r]++
		if l.missed[r] == 2 {
			l.goPolling("le système n'annonce pas les changements de « " + filepath.ToSlash(r) + " »")
			return
		}
	}
}

package dev

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A build reads a moment after the loop looked, and may see what was there neither before nor after: a folder on its way from
// one name to another, a file that a program replaces twice. What the loop knows then never changed, and no look, however
// late, would find a difference. So what an event announces is told again, if a build that may still be the last to have
// read it was told of it.

// tell notes what a build is told of, and until when that counts; nil: everything.
func (l *loop) tell(changed []string, until time.Time) {
	now := time.Now()
	maps.DeleteFunc(l.told, func(_ string, until time.Time) bool { return until.Before(now) })
	if changed == nil {
		l.toldAll = until
	}
	for _, path := range changed {
		l.told[path] = until
	}
}

// native gives paths as the system writes them; nil stays nil.
func native(paths []string) []string {
	out := slices.Clone(paths)
	for i := range out {
		out[i] = filepath.FromSlash(out[i])
	}
	return out
}

// inPassing adds to what changed the announced paths that a build may have read in between.
func (l *loop) inPassing(changed []string) []string {
	now := time.Now()
	for told, until := range l.told {
		if l.look && now.Before(until) { // something was announced, but not what
			changed = append(changed, told)
		}
	}
	for path, m := range l.pending {
		if m&announced == 0 || slices.Contains(changed, path) {
			continue
		}
		if _, ok := l.known[path]; !ok && now.Before(l.toldAll) {
			l.all = true // which files it had, nobody knows any more
		}
		for told, until := range l.told {
			if now.Before(until) && (told == path || strings.HasPrefix(told, path+string(filepath.Separator))) {
				changed = append(changed, told)
			}
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed)
}

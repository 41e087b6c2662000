package dev

import (
	"time"

	"github.com/fsnotify/fsnotify"
)

// Hurried makes the sweeps and the polls of a test quick; what comes from events keeps its usual delays.
func (o *Options) Hurried() {
	o.tempo = usualTempo()
	o.tempo.tick = 20 * time.Millisecond
	o.tempo.retry = 50 * time.Millisecond
	o.tempo.sweepFew, o.tempo.sweepLots = 200*time.Millisecond, 200*time.Millisecond
	o.tempo.pollFew, o.tempo.pollLots = 40*time.Millisecond, 40*time.Millisecond
}

// Patient waits long for a burst to end, and longer for a save in two steps, so that a busy machine changes nothing; and
// takes each build at its word.
func (o *Options) Patient() {
	o.tempo = usualTempo()
	o.tempo.quiet, o.tempo.hold, o.tempo.burst = 300*time.Millisecond, 5*time.Second, 10*time.Second
	o.tempo.doubt = 0
}

// NoPeriodicSweep leaves only the sweep that follows a build.
func (o *Options) NoPeriodicSweep() {
	o.tempo = usualTempo()
	o.tempo.sweepFew, o.tempo.sweepLots = time.Hour, time.Hour
}

// OnSweep is told of each sweep, once compared.
func (o *Options) OnSweep(f func()) { o.onSweep = f }

// FailToWatch lets the system refuse: at once, or at the folder of that number.
func (o *Options) FailToWatch(folder int, failure error) {
	o.notify = func() (*notifier, error) {
		if folder == 0 {
			return nil, failure
		}
		n, err := perFolder()
		if err != nil {
			return nil, err
		}
		enter, entered := n.enter, 0
		n.enter = func(dir string, deep bool) error {
			if entered++; entered >= folder {
				return failure
			}
			return enter(dir, deep)
		}
		return n, nil
	}
}

// Bell lets the system ring without saying what changed, as on Windows.
func (o *Options) Bell() {
	o.notify = func() (*notifier, error) {
		n, err := perFolder()
		if err != nil {
			return nil, err
		}
		from, to := n.events, make(chan fsnotify.Event, 1)
		n.events = to
		go func() {
			for range from {
				select {
				case to <- fsnotify.Event{}:
				default:
				}
			}
		}()
		return n, nil
	}
}

// Deaf lets the system announce nothing at all, as some network folders do.
func (o *Options) Deaf() {
	o.notify = func() (*notifier, error) {
		return &notifier{enter: func(string, bool) error { return nil }, close: func() error { return nil }}, nil
	}
}

// Overflow lets the system lose the events of each folder it is given but say so through the returned channel.
func (o *Options) Overflow() chan<- error {
	lost := make(chan error)
	o.notify = func() (*notifier, error) {
		return &notifier{errors: lost, enter: func(string, bool) error { return nil }, close: func() error { return nil }}, nil
	}
	return lost
}

// Today is the civil day in Brussels.
func Today(now time.Time) string { return today(now) }

// IgnoredName tells the names that are never content.
func IgnoredName(base string) bool { return ignoredName(base) }

// ContentType is the type a file is served with.
func ContentType(name string) string { return contentType(name) }

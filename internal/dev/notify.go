package dev

import (
	"errors"
	"io/fs"

	"github.com/fsnotify/fsnotify"
)

// notifier is where news of changes comes from. An event without a name is a bell: something changed somewhere, look.
type notifier struct {
	events <-chan fsnotify.Event
	errors <-chan error
	enter  func(dir string, deep bool) error // watch a folder; deep: it belongs to a tree of which all is wanted
	close  func() error
}

// eventsHeld is how many events may wait for the loop; the system holds more.
const eventsHeld = 4096

// perFolder watches each folder by itself, which is all that inotify and kqueue offer.
func perFolder() (*notifier, error) {
	w, err := fsnotify.NewBufferedWatcher(eventsHeld)
	if err != nil {
		return nil, err
	}
	enter := func(dir string, _ bool) error {
		err := w.Add(dir)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
			return nil // gone meanwhile, or closed to the build as well
		}
		return err
	}
	return &notifier{events: w.Events, errors: w.Errors, enter: enter, close: w.Close}, nil
}

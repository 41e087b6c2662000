package dev

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"

	"github.com/fsnotify/fsnotify"
	"golang.org/x/sys/windows"
)

// bells watches whole trees with one handle each. Windows refuses to rename a folder while a handle is open on one
// below it: a watch per folder would stop an editor from renaming content/guide. A bell does not say what changed; the
// sweep that follows does, and there it costs one call per folder.
type bells struct {
	roots  map[string]bool // folder: with all below it
	events chan fsnotify.Event
	errors chan error
	done   windows.Handle // set at the end
	wait   sync.WaitGroup
}

func systemNotifier() (*notifier, error) {
	done, err := windows.CreateEvent(nil, 1, 0, nil)
	if err != nil {
		return nil, fmt.Errorf("CreateEvent: %w", err)
	}
	b := &bells{roots: map[string]bool{}, events: make(chan fsnotify.Event, 1), errors: make(chan error, 1), done: done}
	return &notifier{events: b.events, errors: b.errors, enter: b.enter, close: b.close}, nil
}

func (b *bells) enter(dir string, deep bool) error {
	for root, all := range b.roots {
		if root == dir && (all || !deep) || all && below(dir, root) {
			return nil
		}
	}
	const what = windows.FILE_NOTIFY_CHANGE_FILE_NAME | windows.FILE_NOTIFY_CHANGE_DIR_NAME |
		windows.FILE_NOTIFY_CHANGE_SIZE | windows.FILE_NOTIFY_CHANGE_LAST_WRITE | windows.FILE_NOTIFY_CHANGE_CREATION
	handle, err := windows.FindFirstChangeNotification(filepath.FromSlash(dir), deep, what)
	if errors.Is(err, windows.ERROR_FILE_NOT_FOUND) || errors.Is(err, windows.ERROR_PATH_NOT_FOUND) {
		return nil // gone meanwhile
	}
	if err != nil {
		return fmt.Errorf("%s: %w", dir, err)
	}
	b.roots[dir] = deep
	b.wait.Go(func() { b.listen(handle) })
	return nil
}

// listen rings at each change until the end, or until the folder can no longer be watched: the sweeps then see it.
func (b *bells) listen(handle windows.Handle) {
	defer func() { _ = windows.FindCloseChangeNotification(handle) }()
	for {
		which, err := windows.WaitForMultipleObjects([]windows.Handle{b.done, handle}, false, windows.INFINITE)
		if err != nil || which != windows.WAIT_OBJECT_0+1 {
			return
		}
		// Armed again before it rings: what changes in between is seen by the look that the ring asks for.
		err = windows.FindNextChangeNotification(handle)
		select {
		case b.events <- fsnotify.Event{}:
		default: // one ring waiting to be heard says as much as two
		}
		if err != nil {
			return
		}
	}
}

func (b *bells) close() error {
	err := windows.SetEvent(b.done)
	b.wait.Wait()
	return errors.Join(err, windows.CloseHandle(b.done))
}

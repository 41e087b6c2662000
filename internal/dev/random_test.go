package dev_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

// hand makes random edits to a folder, as an editor, a script and a file manager would together.
type hand struct {
	t    *testing.T
	r    *rand.Rand
	root string
	n    int

	// away waits until a folder that is gone is seen to be gone. Without names in the events, what a build read while
	// a folder was away for a blink, and which is back with the same inodes and dates, cannot be told; nil: do not wait.
	away func()
}

func (h *hand) dir() string {
	return filepath.Join(h.root, []string{".", "a", "b", "a/c", "a/c/d"}[h.r.IntN(5)])
}

func (h *hand) file() string { return filepath.Join(h.dir(), fmt.Sprintf("f%d.md", h.r.IntN(4))) }

// text has few lengths, so that a second save often has the size of the first.
func (h *hand) text() []byte {
	h.n++
	return fmt.Appendf(nil, "%0*d", 6+h.r.IntN(2), h.n)
}

// edit makes one change. Many are impossible at the moment they are tried (a folder that is not there): that is part
// of the game, their errors are not looked at.
func (h *hand) edit() {
	path := h.file()
	switch h.r.IntN(12) {
	case 0, 1, 2:
		_ = os.MkdirAll(filepath.Dir(path), 0o755)
		_ = os.WriteFile(path, h.text(), 0o644)
	case 3:
		_ = os.Truncate(path, 0)
		_ = os.WriteFile(path, h.text(), 0o644)
	case 4:
		_ = os.WriteFile(path+".tmp", h.text(), 0o644)
		_ = os.Rename(path+".tmp", path)
	case 5:
		_ = os.Rename(path, path+"~")
		_ = os.WriteFile(path, h.text(), 0o644)
		_ = os.Remove(path + "~")
	case 6:
		_ = os.Remove(path)
	case 7:
		_ = os.Rename(path, h.file())
	default:
		h.editFolder()
	}
}

func (h *hand) editFolder() {
	dir := h.dir()
	switch h.r.IntN(4) {
	case 0:
		if h.away == nil && os.Rename(dir, dir+"2") == nil {
			h.pause()
			_ = os.Rename(dir+"2", dir)
		}
		_ = os.Rename(h.dir(), h.dir()+"2")
	case 1:
		if dir != h.root {
			_ = os.RemoveAll(dir)
		}
	case 2: // two folders change places
		_ = os.Rename(filepath.Join(h.root, "a"), filepath.Join(h.root, "x"))
		_ = os.Rename(filepath.Join(h.root, "b"), filepath.Join(h.root, "a"))
		_ = os.Rename(filepath.Join(h.root, "x"), filepath.Join(h.root, "b"))
	case 3:
		aside := h.root + "-ailleurs"
		if os.Rename(h.root, aside) == nil {
			h.pause()
			if h.away != nil {
				h.away()
			}
			_ = os.RemoveAll(h.root)
			must(h.t, os.Rename(aside, h.root))
		}
	}
}

// pause is the editor's breath; nothing is asserted on it.
func (h *hand) pause() { time.Sleep(time.Duration(h.r.IntN(40)) * time.Millisecond) }

// TestWatchEndsAsAColdBuild: whatever is done to the folder, what is shown is what a first build would show. The build
// of these tests reads only what it is told has changed.
func TestWatchEndsAsAColdBuild(t *testing.T) {
	t.Parallel()
	modes := map[string]func(*dev.Options){
		"events":      (*dev.Options).Hurried,
		"events only": (*dev.Options).NoPeriodicSweep,
		"bell":        func(o *dev.Options) { o.Hurried(); o.Bell() },
		"polling":     func(o *dev.Options) { o.Hurried(); o.Poll = true },
	}
	for name, mode := range modes {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s %d", name, seed), func(t *testing.T) {
				t.Parallel()
				h := &hand{t: t, r: rand.New(rand.NewPCG(seed, 7)), root: folder(t, map[string]string{"a/f1.md": "début"})}
				w := watch(t, h.root, mode)
				if name == "bell" || name == "polling" {
					h.away = func() { w.shows("the root is away") }
				}
				for batch := range 8 {
					for range 1 + h.r.IntN(8) {
						h.edit()
						if h.r.IntN(3) == 0 {
							h.pause()
						}
					}
					w.shows(fmt.Sprintf("seed %d, batch %d", seed, batch))
				}
			})
		}
	}
}

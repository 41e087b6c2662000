package dev

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// stamp is a file's cheap fingerprint. Of a folder only its presence counts: its date moves with every ignored file.
type stamp struct {
	dir     bool
	size    int64
	mtime   int64
	inode   uint64
	changed int64
}

// state is what a sweep saw, by path.
type state map[string]stamp

// root is one input: a folder and all below it, or one file.
type root struct {
	path string // as given, cleaned
	file bool
	dir  string      // the folder to watch: path itself, or the one that holds it
	info os.FileInfo // of dir when it was last walked; nil: it was not there
}

// owns tells whether a path is the root's affair.
func (r root) owns(path string) bool {
	return path == r.path || !r.file && below(path, r.path)
}

// below tells whether path lies under dir.
func below(path, dir string) bool {
	if dir == "." {
		return !filepath.IsAbs(path) && path != ".." && !strings.HasPrefix(path, ".."+string(filepath.Separator))
	}
	if !strings.HasSuffix(dir, string(filepath.Separator)) {
		dir += string(filepath.Separator)
	}
	return strings.HasPrefix(path, dir) && len(path) > len(dir)
}

// scanner walks the roots.
type scanner struct {
	roots   []root
	exclude []string
}

// newScanner cleans the inputs and drops those another one already covers.
func newScanner(inputs, exclude []string) scanner {
	var all []root
	for _, input := range inputs {
		all = append(all, newRoot(filepath.Clean(filepath.FromSlash(input))))
	}
	var s scanner
	for _, r := range all {
		for _, dir := range exclude { // spelled as the root's own paths are, so that comparing is comparing strings
			if rel, err := filepath.Rel(absolute(r.path), absolute(dir)); err == nil && filepath.IsLocal(rel) {
				s.exclude = append(s.exclude, filepath.Join(r.path, rel))
			}
		}
	}
	for i, r := range all {
		if !s.covered(all, i) {
			s.roots = append(s.roots, r)
		}
	}
	return s
}

func newRoot(path string) root {
	r := root{path: path, dir: path}
	info, err := os.Stat(path)
	if err == nil {
		r.file = !info.IsDir()
	} else {
		r.file = filepath.Ext(path) != "" // not there yet: its name is all there is to go by
	}
	if r.file {
		r.dir = filepath.Dir(path)
	}
	r.info = folderInfo(r.dir)
	return r
}

// covered tells whether a walk of another root meets this one on its way.
func (s scanner) covered(all []root, i int) bool {
	mine := absolute(all[i].path)
	for j, other := range all {
		theirs := absolute(other.path)
		switch {
		case i == j:
		case mine == theirs:
			if j < i {
				return true
			}
		case !other.file && below(mine, theirs) && s.walkable(other.path, mine, theirs):
			return true
		}
	}
	return false
}

// walkable tells whether nothing between dir and path is left out; spelled is how dir was given.
func (s scanner) walkable(spelled, path, dir string) bool {
	for ; path != dir; path = filepath.Dir(path) {
		rel, err := filepath.Rel(dir, path)
		if err != nil || ignoredName(filepath.Base(path)) || s.excluded(filepath.Join(spelled, rel)) {
			return false
		}
	}
	return true
}

func absolute(path string) string {
	abs, err := filepath.Abs(filepath.FromSlash(path))
	if err != nil {
		return filepath.Clean(path) // no working folder: nothing better to compare with
	}
	return abs
}

func folderInfo(dir string) os.FileInfo {
	info, err := os.Stat(dir)
	if err != nil || !info.IsDir() {
		return nil
	}
	return info
}

// excluded tells the folders, and what is in them, that the build writes itself.
func (s scanner) excluded(path string) bool {
	return slices.ContainsFunc(s.exclude, func(e string) bool { return path == e || below(path, e) })
}

// rootOf finds the root a path belongs to; nil: the path is nobody's.
func (s scanner) rootOf(path string) *root {
	for i := range s.roots {
		r := &s.roots[i]
		if !r.owns(path) {
			continue
		}
		if path != r.path && (ignoredName(filepath.Base(path)) || s.excluded(path)) {
			return nil
		}
		return r
	}
	return nil
}

// moved tells whether a watched folder has gone, come back or been replaced since it was last walked.
func (s scanner) moved() bool {
	return slices.ContainsFunc(s.roots, func(r root) bool {
		now := folderInfo(r.dir)
		if now == nil || r.info == nil {
			return (now == nil) != (r.info == nil)
		}
		return !os.SameFile(now, r.info)
	})
}

// walk is one look at everything. enter is called with each folder before it is read, so that a watch laid there
// misses nothing; unread lists the folders that could not be read though they exist.
func (s scanner) walk(enter func(dir string, deep bool)) (seen state, unread []string) {
	seen = state{}
	for _, r := range s.roots {
		if r.info == nil {
			continue
		}
		if !r.file {
			unread = append(unread, s.walkFolder(seen, r.path, enter)...)
			continue
		}
		enter(r.dir, false)
		if st, ok := look(r.path); ok {
			seen[r.path] = st
		}
	}
	return seen, unread
}

// walkFolder adds a folder and all below it to seen.
func (s scanner) walkFolder(seen state, dir string, enter func(string, bool)) (unread []string) {
	enter(dir, true)
	entries, err := readDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		unread = append(unread, dir)
	}
	seen[dir] = stamp{dir: true}
	for _, e := range entries {
		path := filepath.Join(dir, e.Name())
		switch {
		case ignoredName(e.Name()) || s.excluded(path):
		case e.IsDir():
			unread = append(unread, s.walkFolder(seen, path, enter)...)
		default:
			if st, ok := lookAt(path, e.Info); ok {
				seen[path] = st
			}
		}
	}
	return unread
}

// readDir is os.ReadDir without the sort.
func readDir(dir string) ([]fs.DirEntry, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// look takes the stamp of one path; false: there is nothing there.
func look(path string) (stamp, bool) {
	return lookAt(path, func() (fs.FileInfo, error) { return os.Lstat(path) })
}

// lookAt follows a link to a file, whose content is what a build reads; a link to a folder is not followed.
func lookAt(path string, lstat func() (fs.FileInfo, error)) (stamp, bool) {
	info, err := lstat()
	if err != nil {
		return stamp{}, false
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		if target, err := os.Stat(path); err == nil && !target.IsDir() {
			info = target
		}
	}
	if info.IsDir() {
		return stamp{dir: true}, true
	}
	st := stamp{size: info.Size(), mtime: info.ModTime().UnixNano()}
	st.inode, st.changed = identity(info)
	return st, true
}

// keep fills what a sweep could not read with what was known: a folder one may not read for a moment is not empty.
func (now state) keep(known state, unread []string) {
	for _, dir := range unread {
		for path, st := range known {
			if below(path, dir) {
				now[path] = st
			}
		}
	}
}

// differences lists what is not the same in two states, in order.
func differences(before, after state) []string {
	var out []string
	for path, st := range after {
		if old, ok := before[path]; !ok || old != st {
			out = append(out, path)
		}
	}
	for path := range before {
		if _, ok := after[path]; !ok {
			out = append(out, path)
		}
	}
	slices.Sort(out)
	return out
}

package content

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/crew"
)

// File is one file of the content folder, as Read found it.
type File struct {
	Path string // content-relative, "/"-separated, spelt as on disk
	Data []byte // the bytes of a text (.md, .yaml) up to MaxSize; nil for everything else
	Sum  uint64 // of the bytes, whatever their number
	Size int64
	Mode Mode
}

// Mode is what kind of thing a File is.
type Mode uint8

// The kinds of things in a folder.
const (
	Regular    Mode = iota
	Folder          // a directory
	Link            // a symbolic link that leads out of the content, or to a folder; not followed
	Unreadable      // it is there, and the system refuses to open it
)

// known is what Read keeps of a file.
type known struct {
	size  int64
	mtime time.Time
	fresh bool // written so shortly before it was read that a second write could have the same time
}

// Read lists the content folder and reads its texts. Files that programs leave behind are left out.
//
// What c knows already is not read again: with changed nil, a file whose size and time are as they were; with changed not
// nil, everything but these paths and what is under those that are folders. The error is of the folder itself: it is not
// there, or cannot be listed. A single file that cannot be read is in the result as such.
func Read(fsys fs.FS, c *Cache, changed []string) ([]File, error) {
	if _, err := fs.ReadDir(fsys, "."); err != nil {
		return nil, err
	}
	if changed == nil || c.files == nil || len(changed) > 200 {
		forced := map[string]bool{}
		for _, p := range changed {
			forced[path.Clean(p)] = true
		}
		r := reader{fsys: fsys, c: c, now: time.Now(), disk: make(map[string]known, len(c.disk)), forced: forced, files: make([]File, 0, len(c.files)+16)}
		if err := r.below("."); err != nil {
			return nil, err
		}
		r.readAll()
		slices.SortFunc(r.files, byPath)
		c.disk, c.files = r.disk, r.files
		return slices.Clone(r.files), nil
	}
	files := slices.Clone(c.files)
	for _, p := range changed {
		if p = path.Clean(p); !fs.ValidPath(p) {
			continue
		}
		r := reader{fsys: fsys, c: c, now: time.Now(), disk: c.disk, forced: map[string]bool{p: true}}
		p = r.gone(p)
		if err := r.again(p); err != nil {
			return nil, err
		}
		r.readAll()
		files = replace(files, p, r.files)
	}
	c.files = files
	return slices.Clone(files), nil
}

func byPath(a, b File) int { return strings.Compare(a.Path, b.Path) }

// replace puts news in place of a path and all under it, in a sorted list.
func replace(files []File, p string, news []File) []File {
	slices.SortFunc(news, byPath)
	if p == "." {
		return append([]File{}, news...)
	}
	for _, f := range news {
		i, found := slices.BinarySearchFunc(files, f, byPath)
		if found {
			files[i] = f
		} else {
			files = slices.Insert(files, i, f)
		}
	}
	// What was under p and is there no more.
	drop := func(f File) bool {
		if f.Path != p && !strings.HasPrefix(f.Path, p+"/") {
			return false
		}
		_, found := slices.BinarySearchFunc(news, f, byPath)
		return !found
	}
	i, _ := slices.BinarySearchFunc(files, File{Path: p}, byPath)
	if i == len(files) || !slices.ContainsFunc(files[i:], drop) {
		return files
	}
	return slices.DeleteFunc(files, drop)
}

// reader is one Read at work.
type reader struct {
	fsys   fs.FS
	c      *Cache
	now    time.Time
	disk   map[string]known
	forced map[string]bool // to be read whatever their time says
	files  []File
	found  []found
}

// found is a file not yet looked at.
type found struct {
	at    int // in reader.files
	entry fs.DirEntry
	known known
	err   error
}

// gone gives the outermost folder of a path that is a folder no more, or the path itself.
func (r *reader) gone(p string) string {
	top := p
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Lstat(r.fsys, dir); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
			top = dir
		}
	}
	return top
}

// again looks at one path anew.
func (r *reader) again(p string) error {
	if hiddenPath(p) {
		return nil
	}
	// The folders above may be new to the list too.
	for dir := path.Dir(p); dir != "."; dir = path.Dir(dir) {
		r.files = append(r.files, File{Path: dir, Mode: Folder})
	}
	info, err := fs.Lstat(r.fsys, p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		delete(r.disk, p)
		return nil
	case err != nil:
		r.files = append(r.files, File{Path: p, Mode: Unreadable})
		return nil
	}
	if info.IsDir() {
		if p != "." {
			r.files = append(r.files, File{Path: p, Mode: Folder})
		}
		return r.below(p)
	}
	r.take(p, fs.FileInfoToDirEntry(info))
	return nil
}

// hiddenPath tells that a path, or a folder above it, is one of those that are left out.
func hiddenPath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part != "." && ignored(part) {
			return true
		}
	}
	return false
}

// below takes all that is under a folder.
func (r *reader) below(root string) error {
	return fs.WalkDir(r.fsys, root, func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && p == root && p == ".":
			return err
		case err != nil:
			if !errors.Is(err, fs.ErrNotExist) {
				r.files = append(r.files, File{Path: p, Mode: Unreadable})
			}
			return nil
		case p == root:
			return nil
		case ignored(e.Name()):
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		case e.IsDir():
			r.files = append(r.files, File{Path: p, Mode: Folder})
			return nil
		}
		r.take(p, e)
		return nil
	})
}

// take adds a file, to be looked at by readAll.
func (r *reader) take(p string, e fs.DirEntry) {
	r.found = append(r.found, found{at: len(r.files), entry: e})
	r.files = append(r.files, File{Path: p})
}

// readAll looks at what take has found, several files at a time. One that is gone since then is left out.
func (r *reader) readAll() {
	var next atomic.Int64
	var wg crew.Group
	for range min(runtime.GOMAXPROCS(0), len(r.found)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(r.found); i = int(next.Add(1)) - 1 {
				x := &r.found[i]
				x.known, x.err = r.look(&r.files[x.at], x.entry)
			}
		})
	}
	wg.Wait()
	for _, x := range r.found {
		f := &r.files[x.at]
		switch {
		case errors.Is(x.err, fs.ErrNotExist):
			f.Path = ""
		case x.err != nil:
			f.Mode = Unreadable
		case f.Mode == Regular:
			r.disk[f.Path] = x.known
		}
	}
	r.found = nil
	r.files = slices.DeleteFunc(r.files, func(f File) bool { return f.Path == "" })
}

// look fills a file: as it is known, or read.
func (r *reader) look(f *File, e fs.DirEntry) (known, error) {
	info, err := e.Info()
	if err != nil {
		return known{}, fs.ErrNotExist // gone since it was listed
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		target, err := fs.Stat(r.fsys, f.Path)
		if err != nil || !target.Mode().IsRegular() || !leadsInside(r.fsys, f.Path, 8) {
			f.Mode = Link
			return known{}, nil
		}
		info = target
	}
	if !info.Mode().IsRegular() {
		f.Mode = Link
		return known{}, nil
	}
	was, ok := r.c.disk[f.Path]
	if ok && !was.fresh && was.size == info.Size() && was.mtime.Equal(info.ModTime()) && !r.forced[f.Path] {
		if i, found := slices.BinarySearchFunc(r.c.files, *f, byPath); found {
			*f = r.c.files[i]
			return was, nil
		}
	}
	*f, err = r.load(f.Path, info.Size())
	return known{info.Size(), info.ModTime(), r.now.Sub(info.ModTime()) < 2*time.Second}, err
}

// load reads one file: texts are kept, the rest only summed.
func (r *reader) load(p string, size int64) (File, error) {
	f := File{Path: p, Size: size}
	if isText(p) && size <= MaxSize {
		data, err := fs.ReadFile(r.fsys, p)
		f.Data, f.Size, f.Sum = data, int64(len(data)), xxhash.Sum64(data)
		return f, err
	}
	file, err := r.fsys.Open(p)
	if err != nil {
		return f, err
	}
	defer file.Close()
	sum := xxhash.New()
	_, err = io.Copy(sum, file)
	f.Sum = sum.Sum64()
	return f, err
}

func isText(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".md", ".yaml":
		return true
	}
	return false
}

// leadsInside tells whether a symbolic link ends inside the content, no folder on its way being a link itself.
func leadsInside(fsys fs.FS, p string, steps int) bool {
	target, err := fs.ReadLink(fsys, p)
	if err != nil || steps == 0 || path.IsAbs(target) || strings.Contains(target, "\\") {
		return false
	}
	to := path.Join(path.Dir(p), target)
	if !fs.ValidPath(to) {
		return false
	}
	for dir := path.Dir(to); dir != "."; dir = path.Dir(dir) {
		if info, err := fs.Lstat(fsys, dir); err != nil || !info.IsDir() {
			return false
		}
	}
	info, err := fs.Lstat(fsys, to)
	if err != nil {
		return false
	}
	return info.Mode().IsRegular() || info.Mode()&fs.ModeSymlink != 0 && leadsInside(fsys, to, steps-1)
}

package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/output"
)

// Publisher keeps an output folder equal to what was built.
//
// Only files whose bytes differ are written, each through a temporary file and a rename, so that whatever stops the
// program leaves every file whole. The manifest names a file before it is written: a build cut short is repaired, and
// cleaned, by the next. A file that is not ours is never replaced nor removed.
type Publisher struct {
	Dir  string
	last manifest // what this process left there; nil before its first Publish

	record recorder
}

// Report counts what a Publish did.
type Report struct {
	Files, Written, Removed int
}

// ErrInTheWay is a file of the editor's where one of the site's must go.
type ErrInTheWay struct{ Path string }

func (e *ErrInTheWay) Error() string {
	return fmt.Sprintf("« %s » n'a pas été écrit par balise et prend la place d'un fichier du site : déplacez-le ou renommez-le", e.Path)
}

const tmpDir = ".balise-tmp"

// Publish makes the folder equal to files. quick trusts what this process wrote itself, without looking at the disk.
func (p *Publisher) Publish(ctx context.Context, files []output.File, quick bool) (Report, error) {
	return p.Stage(quick).Commit(ctx, files)
}

// job is one publication.
type job struct {
	dir   string
	old   manifest
	next  manifest
	quick bool
	made  sync.Map // folders known to exist
	tree  sync.Mutex
	temp  atomic.Int64
}

func (j *job) run(ctx context.Context, files []output.File) (Report, error) {
	todo, err := j.compare(files)
	if err != nil {
		return Report{}, err
	}
	gone := j.gone()
	rep := Report{Files: len(files), Written: len(todo), Removed: len(gone)}
	if len(todo) == 0 && len(gone) == 0 {
		return rep, j.saveIfChanged()
	}
	if err := j.announce(todo); err != nil {
		return Report{}, err
	}
	if err := j.makeRoom(gone); err != nil {
		return Report{}, err
	}
	for start := 0; start < len(todo); {
		end := start
		for end < len(todo) && rank(todo[end]) == rank(todo[start]) {
			end++
		}
		if err := j.writeAll(ctx, todo[start:end]); err != nil {
			return Report{}, err
		}
		start = end
	}
	for _, g := range gone {
		if err := j.remove(g); err != nil {
			return Report{}, err
		}
	}
	return rep, j.save(j.next)
}

// compare fills next and lists the files to write, in the order of rank.
func (j *job) compare(files []output.File) ([]*output.File, error) {
	var todo []*output.File
	for i := range files {
		f := &files[i]
		if !safe(f.Path) {
			return nil, fmt.Errorf("nom de fichier refusé : %q", f.Path)
		}
		o, known := j.old[f.Path]
		o, same, err := j.look(f, o, known)
		if err != nil {
			return nil, err
		}
		o.page = f.From != ""
		j.next[f.Path] = o
		switch {
		case same:
		case f.Held == "" && f.Data == nil && f.Size > 0:
			return nil, errGone // before anything is touched: what makes it again may be cut short
		default:
			todo = append(todo, f)
		}
	}
	slices.SortStableFunc(todo, func(a, b *output.File) int { return cmp.Compare(rank(a), rank(b)) })
	return todo, nil
}

// look tells whether the disk holds the file's bytes already, and what to note of it.
func (j *job) look(f *output.File, o owned, known bool) (now owned, same bool, err error) {
	if j.quick && known {
		return o, o.sum == f.Sum, nil
	}
	name := filepath.Join(j.dir, filepath.FromSlash(f.Path))
	st, err := os.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, errNotDir) {
		return o, false, nil
	}
	if err != nil {
		return o, false, err
	}
	if known && o.sum == f.Sum && st.Size() == o.size && o.time != 0 && st.ModTime().UnixNano() == o.time && st.Mode().IsRegular() {
		return o, true, nil
	}
	if st.IsDir() {
		return o, false, j.onlyOurs(f.Path)
	}
	if st.Mode().IsRegular() && st.Size() == f.Size {
		data, err := os.ReadFile(name)
		if err != nil {
			return o, false, err
		}
		same = xxhash.Sum64(data) == f.Sum
	}
	if !known && !same {
		return o, false, &ErrInTheWay{name}
	}
	return stamp(f, st), same, nil
}

// onlyOurs tells that a folder, which must make room for a file, holds nothing but what we wrote.
func (j *job) onlyOurs(p string) error {
	return filepath.WalkDir(filepath.Join(j.dir, filepath.FromSlash(p)), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(j.dir, name)
		if _, ours := j.old[filepath.ToSlash(rel)]; err == nil && !ours {
			return &ErrInTheWay{name}
		}
		return err
	})
}

// makeRoom removes at once what stands in a folder whose name a file now takes.
func (j *job) makeRoom(gone []string) error {
	for _, g := range gone {
		for d := path.Dir(g); d != "."; d = path.Dir(d) {
			if _, taken := j.next[d]; taken {
				if err := j.remove(g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// gone lists what the last build wrote and this one does not, deepest first so that emptied folders can go too.
func (j *job) gone() []string {
	var out []string
	for p := range j.old {
		if _, kept := j.next[p]; !kept {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Compare(b, a) })
	return out
}

// announce saves a manifest that names what was ours and what is about to be, unless the one on disk does.
func (j *job) announce(todo []*output.File) error {
	known := func(f *output.File) bool { _, ok := j.old[f.Path]; return ok }
	if j.old != nil && !slices.ContainsFunc(todo, func(f *output.File) bool { return !known(f) }) {
		return nil
	}
	both := make(manifest, len(j.next))
	for p, o := range j.old {
		both[p] = o
	}
	for _, f := range todo {
		o := both[f.Path]
		both[f.Path] = owned{page: o.page || f.From != ""}
	}
	return j.save(both)
}

func (j *job) save(m manifest) error {
	return j.replace(ManifestName, m.encode())
}

// saveIfChanged saves the manifest when nothing was written but it knew less than it does now.
func (j *job) saveIfChanged() error {
	same := len(j.old) == len(j.next)
	for p, o := range j.next {
		same = same && j.old[p] == o
	}
	if same {
		return nil
	}
	return j.save(j.next)
}

// writeAll writes files on all processors.
func (j *job) writeAll(ctx context.Context, todo []*output.File) error {
	var next atomic.Int64
	var wg crew.Group
	var mu sync.Mutex
	var failed error
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(todo) {
					return
				}
				err := j.write(todo[i])
				mu.Lock()
				if err != nil {
					failed = errors.Join(failed, err)
					mu.Unlock()
					return
				}
				j.next[todo[i].Path] = owned{sum: todo[i].Sum, size: todo[i].Size, page: todo[i].From != ""}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return errors.Join(failed, ctx.Err())
}

// tick is the coarsest step of a file system's clock (FAT). A date younger than that proves nothing: the file may still
// change without its date changing, so it is not kept, and the next build reads the file.
const tick = 2 * time.Second

// stamp notes a file found on disk.
func stamp(f *output.File, st fs.FileInfo) owned {
	o := owned{sum: f.Sum, size: f.Size, page: f.From != ""}
	if time.Since(st.ModTime()) > tick {
		o.time = st.ModTime().UnixNano()
	}
	return o
}

func (j *job) write(f *output.File) error {
	dir := path.Dir(f.Path)
	if _, ok := j.made.Load(dir); !ok {
		if err := j.mkdir(dir); err != nil {
			return err
		}
		j.made.Store(dir, true)
	}
	if f.Held != "" {
		return rename(f.Held, filepath.Join(j.dir, filepath.FromSlash(f.Path)))
	}
	return j.replace(f.Path, f.Data)
}

// mkdir makes a folder; one of our own files of an earlier build may stand where it goes.
func (j *job) mkdir(dir string) error {
	j.tree.Lock() // or one worker would take for the old file the folder another has just made
	defer j.tree.Unlock()
	full := filepath.Join(j.dir, filepath.FromSlash(dir))
	if os.Mkdir(full, 0o755) == nil {
		return nil
	}
	err := os.MkdirAll(full, 0o755)
	for d := dir; err != nil && d != "."; d = path.Dir(d) {
		if _, ours := j.old[d]; ours {
			if e := os.Remove(filepath.Join(j.dir, filepath.FromSlash(d))); e == nil {
				return os.MkdirAll(full, 0o755)
			}
		}
	}
	return err
}

// replace puts data at a path in one step.
func (j *job) replace(p string, data []byte) error {
	tmp := filepath.Join(j.dir, tmpDir, strconv.FormatInt(j.temp.Add(1), 10))
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return rename(tmp, filepath.Join(j.dir, filepath.FromSlash(p)))
}

// rename tries again for a second: on Windows another program (an editor, an antivirus) may hold the file for a moment.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for wait := time.Millisecond; err != nil && runtime.GOOS == "windows" && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = os.Rename(from, to)
	}
	if err == nil {
		return nil
	}
	if st, e := os.Lstat(to); e == nil && st.IsDir() && os.Remove(to) == nil { // an empty folder where a file now goes
		return os.Rename(from, to)
	}
	return err
}

// remove takes away a file of ours and the folders it leaves empty.
func (j *job) remove(p string) error {
	err := os.Remove(filepath.Join(j.dir, filepath.FromSlash(p)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errNotDir) {
		if st, e := os.Lstat(filepath.Join(j.dir, filepath.FromSlash(p))); e != nil || !st.IsDir() {
			return err
		}
	}
	for d := path.Dir(p); d != "." && !strings.HasPrefix(d, ".."); d = path.Dir(d) {
		if os.Remove(filepath.Join(j.dir, filepath.FromSlash(d))) != nil {
			break // not empty, or gone already
		}
	}
	return nil
}

// Check refuses early a folder that is not ours.
func (p *Publisher) Check() error { return checkOurs(p.Dir) }

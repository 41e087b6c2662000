package build

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/output"
)

// A folder that holds nothing of ours yet is published another way: the site is laid out whole in the dot-folder, where
// nobody sees it, and its top is then moved in a few renames. The manifest is there before them, as always.

// newDir is where a first site is laid out, in tmpDir.
const newDir = "neuf"

// lay writes a file of a first site, and says where.
func (j *job) lay(p string, data []byte) (name string, err error) {
	if !safe(p) {
		return "", fmt.Errorf("nom de fichier refusé : %q", p)
	}
	name = filepath.Join(j.dir, tmpDir, newDir, filepath.FromSlash(p))
	if err := os.Mkdir(filepath.Dir(name), 0o755); errors.Is(err, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			return "", err
		}
	}
	return name, os.WriteFile(name, data, 0o644)
}

// first publishes a first site: the pages made for it are laid out already.
func (j *job) first(files []output.File) (Report, error) {
	for i := range files {
		f := &files[i]
		switch {
		case f.Held != "":
		case f.Data == nil && f.Size > 0:
			return Report{}, errGone
		default:
			if _, err := j.lay(f.Path, f.Data); err != nil {
				return Report{}, err
			}
		}
		j.next[f.Path] = owned{sum: f.Sum, size: f.Size, page: f.From != ""}
	}
	tops := tops(files)
	for _, top := range tops {
		if _, err := os.Lstat(filepath.Join(j.dir, top)); !errors.Is(err, fs.ErrNotExist) {
			return Report{}, cmp.Or(err, error(&ErrInTheWay{filepath.Join(j.dir, top)}))
		}
	}
	if err := j.save(j.next); err != nil {
		return Report{}, err
	}
	for _, top := range tops {
		if err := rename(filepath.Join(j.dir, tmpDir, newDir, top), filepath.Join(j.dir, top)); err != nil {
			return Report{}, err
		}
	}
	return Report{Files: len(files), Written: len(files)}, nil
}

// tops lists what is at the top of the site, in the order of rank; what a folder holds moves with the first of it, and
// the home page moves last.
func tops(files []output.File) []string {
	ranks := map[string]int{}
	for i := range files {
		top, _, folder := strings.Cut(files[i].Path, "/")
		r := 2 * rank(&files[i])
		if !folder {
			r++
		}
		if old, known := ranks[top]; !known || r < old {
			ranks[top] = r
		}
	}
	return slices.SortedFunc(maps.Keys(ranks), func(a, b string) int { return cmp.Or(ranks[a]-ranks[b], strings.Compare(a, b)) })
}

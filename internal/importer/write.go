package importer

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
)

// Written is what Plan.Write did.
type Written struct {
	Files []string // content paths, in the order of the table
	Taken []string // content paths that somebody else made in the meantime: not written
}

// Write writes the files of a plan in the content folder. A file appears whole or not at all, and never in the place of
// another. When it is stopped, what is written stays; the error is then ctx's.
func (p *Plan) Write(ctx context.Context, dir string) (Written, error) {
	var w Written
	root, err := os.OpenRoot(dir)
	if err != nil {
		return w, err
	}
	defer root.Close()
	if err := root.Mkdir(p.Kind.Dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return w, err
	}
	for i := range p.Rows {
		o := &p.Rows[i]
		if o.Path == "" {
			continue
		}
		if err := ctx.Err(); err != nil {
			return w, err
		}
		switch err := writeNew(root, filepath.FromSlash(o.Path), o.Data); {
		case errors.Is(err, fs.ErrExist):
			w.Taken = append(w.Taken, o.Path)
		case err != nil:
			return w, err
		default:
			w.Files = append(w.Files, o.Path)
		}
	}
	return w, nil
}

// writeNew makes a file that is not there. Its bytes are written under a name that balise does not read, which then becomes
// the file's: at no moment is there half a file. A second name for a file cannot be given where another has it; where the disk
// knows no second names, the name is taken by an empty file first.
func writeNew(root *os.Root, name string, data []byte) error {
	temp := filepath.Join(filepath.Dir(name), ".import-"+rand.Text()+".tmp")
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	defer func() { _ = root.Remove(temp) }() // gone already after a rename
	_, err = f.Write(data)
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := root.Link(temp, name); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	held, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err := errors.Join(held.Close(), root.Rename(temp, name)); err != nil {
		return errors.Join(err, root.Remove(name))
	}
	return nil
}

// Shown gives the path of a row's file as messages name it.
func (p *Plan) Shown(o *Outcome) string { return p.Prefix + path.Clean(o.Path) }

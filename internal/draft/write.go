package draft

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// Write writes a file that must not exist yet (fs.ErrExist), whole or not at all. Its folder is made when needed.
func Write(name string, data []byte) (err error) {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if _, err := os.Lstat(name); err == nil {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	f, err := os.CreateTemp(dir, ".balise-*.tmp")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, ignoreAbsent(os.Remove(f.Name()))) }()
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close(), os.Chmod(f.Name(), 0o644)); err != nil {
		return err
	}
	// A link refuses a name that is taken meanwhile; where the disk has no links (a USB stick), renaming comes next best.
	if err = os.Link(f.Name(), name); err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(f.Name(), name)
}

func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

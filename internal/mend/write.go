package mend

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"time"
)

// ErrMoved tells that a file is no longer what was read: somebody saves it at this very moment.
var ErrMoved = errors.New("ce fichier a changé entre-temps")

// Write replaces a file of the disk by its mended bytes, in one step, if it still is what was read; else it gives ErrMoved.
// Its permissions stay.
func (f File) Write(path string) error {
	target, err := filepath.EvalSymlinks(path)
	if err != nil {
		return err
	}
	now, err := os.ReadFile(target)
	if err != nil {
		return err
	}
	if !bytes.Equal(now, f.Was) {
		return ErrMoved
	}
	st, err := os.Stat(target)
	if err != nil {
		return err
	}
	return Replace(target, f.Now, st.Mode().Perm())
}

// Replace writes a file in one step: whoever reads it sees what it was or what it is, whole.
func Replace(path string, data []byte, mode os.FileMode) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".balise-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(tmp.Name()) // what went wrong is told already
		}
	}()
	_, err = tmp.Write(data)
	err = errors.Join(err, tmp.Chmod(mode), tmp.Sync(), tmp.Close())
	if err != nil {
		return err
	}
	return rename(tmp.Name(), path)
}

// rename tries again for a second: on Windows another program (an editor, an antivirus) may hold the file for a moment.
func rename(from, to string) error {
	err := os.Rename(from, to)
	for wait := time.Millisecond; err != nil && runtime.GOOS == "windows" && wait < time.Second; wait *= 2 {
		time.Sleep(wait)
		err = os.Rename(from, to)
	}
	return err
}

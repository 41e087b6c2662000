package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// inFrench says why the machine failed. What a system says of a file is told in plain words; anything else as it is.
func inFrench(err error) string {
	var file *fs.PathError
	var two *os.LinkError
	var text, name string
	var cause error
	switch {
	case errors.As(err, &file):
		text, name, cause = file.Error(), file.Path, file.Err
	case errors.As(err, &two):
		text, name, cause = two.Error(), two.New, two.Err
	default:
		return err.Error()
	}
	said := fmt.Sprintf("je n'arrive pas à lire ou à écrire « %s » : %s", filepath.ToSlash(name), reason(cause))
	return strings.Replace(err.Error(), text, said, 1)
}

// Numbers of Windows (winerror.h) that Go puts under no name of its own.
const (
	sharingViolation = syscall.Errno(32)
	diskFull         = syscall.Errno(112)
)

// plainError is an error told by inFrench.
type plainError struct{ error }

func (e plainError) Error() string { return inFrench(e.error) }
func (e plainError) Unwrap() error { return e.error }

// reason is what a system says of a file, in an editor's words.
func reason(err error) string {
	windows := runtime.GOOS == "windows"
	switch {
	case errors.Is(err, syscall.ENOTDIR):
		return "un fichier y porte le nom d'un dossier."
	case errors.Is(err, syscall.EISDIR):
		return "c'est un dossier, et non un fichier."
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "ce nom est trop long."
	case errors.Is(err, syscall.ENOSPC), windows && errors.Is(err, diskFull):
		return "il n'y a plus de place sur le disque."
	case errors.Is(err, syscall.EROFS):
		return "ce disque ne se laisse pas écrire."
	case errors.Is(err, fs.ErrNotExist):
		return "ce fichier ou ce dossier n'existe pas."
	case errors.Is(err, fs.ErrExist):
		return "ce nom est déjà pris."
	case windows && errors.Is(err, sharingViolation):
		return "un autre programme le tient ouvert. Fermez-le, puis recommencez."
	case errors.Is(err, fs.ErrPermission):
		return "vous n'en avez pas le droit, ou un autre programme le tient ouvert."
	}
	return fmt.Sprintf("l'ordinateur dit « %v ».", err)
}

// inside tells that a folder is another one, or lies in it.
func inside(dir, root string) bool {
	d, err := filepath.Abs(dir)
	r, err2 := filepath.Abs(root)
	rel, err3 := filepath.Rel(r, d)
	return errors.Join(err, err2, err3) == nil && filepath.IsLocal(rel)
}

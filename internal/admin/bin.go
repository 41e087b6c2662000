package admin

import (
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"strings"
)

// binDir is where deleted files go, under the content folder: content reads no name that begins with a dot, and the editor
// can take back by hand what was deleted by mistake.
const binDir = ".corbeille"

// bin puts a file aside. Nothing that is there already is replaced.
func (d disk) bin(root *os.Root, f file) error {
	to := path.Join(binDir, f.path)
	if err := root.MkdirAll(path.Dir(to), 0o755); err != nil {
		return unbinned(f)
	}
	d.unsent(root)
	to, err := spare(root, to)
	if err == nil {
		err = root.Rename(f.path, to)
	}
	if err != nil {
		return unbinned(f)
	}
	return nil
}

func unbinned(f file) error {
	return refuse(http.StatusForbidden, "« %s » n'a pas pu être mis dans le dossier « "+binDir+" », où va ce qui est effacé : il est resté à sa place. Fermez-le dans les autres programmes, et vérifiez que vous avez le droit d'écrire dans le dossier.", f.path)
}

// unsent keeps the bin out of what Git sends: a portrait whose person takes back their word must not leave this computer.
// A bin that cannot say so still keeps the file, which is worth more.
func (d disk) unsent(root *os.Root) {
	out, err := root.OpenFile(binDir+"/.gitignore", os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return
	}
	_, _ = out.WriteString("*\n")
	_ = out.Close()
}

// spare gives the first name that nothing has: "transit.md", then "transit (2).md".
func spare(root *os.Root, wanted string) (string, error) {
	ext := path.Ext(wanted)
	name := wanted
	for n := 2; ; n++ {
		_, err := root.Lstat(name)
		if errors.Is(err, fs.ErrNotExist) {
			return name, nil
		}
		if err != nil {
			return "", err
		}
		name = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(wanted, ext), n, ext)
	}
}

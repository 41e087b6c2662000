package admin

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// prefix is how the form names the content folder, whatever it is called on the disk.
const prefix = "content/"

const (
	mediaDir     = "media"
	settingsFile = "site.yaml"
	maxMedia     = 8 << 20 // bytes of an image or a document; in base64 it fits in a request
)

// mediaKinds are the extensions that may be put in media: what content publishes and no browser runs.
var mediaKinds = [...]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".pdf", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".csv", ".txt", ".ics", ".epub",
	".mp3", ".m4a", ".ogg", ".oga", ".wav", ".mp4", ".webm"}

// refusal is what the form is told when it may not have what it asks for.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string { return r.message }

func refuse(status int, format string, args ...any) error {
	return &refusal{status, fmt.Sprintf(format, args...)}
}

// file is a file of the content folder that the form may touch.
type file struct {
	path  string     // under the folder: "initiatives/transit.md"
	kind  *site.Kind // nil: site.yaml, or media
	media bool
}

// asked is the path by which the form asks for it.
func (f file) asked() string { return prefix + f.path }

// locate judges a path that the form gives. It looks at the words only: that no link leads out is os.Root's to see.
func locate(asked string) (file, error) {
	bad := refuse(http.StatusBadRequest, "Ce chemin n'est pas celui d'un fichier du dossier « content » : « %s ».", clipped(asked))
	p, ok := strings.CutPrefix(asked, prefix)
	if !ok || len(p) > 512 || !fs.ValidPath(p) || !utf8.ValidString(p) {
		return file{}, bad
	}
	parts := strings.Split(p, "/")
	for _, part := range parts {
		if !portable(part) {
			return file{}, bad
		}
	}
	ext := strings.ToLower(path.Ext(p))
	switch {
	case p == settingsFile:
		return file{path: p}, nil
	case parts[0] == mediaDir && len(parts) > 1 && len(parts) < 6 && slices.Contains(mediaKinds[:], ext):
		return file{path: p, media: true}, nil
	case parts[0] != mediaDir && len(parts) == 2 && ext == ".md" && site.KindOf(p) != nil && !leftOut(p):
		return file{path: p, kind: site.KindOf(p)}, nil
	}
	return file{}, bad
}

func clipped(s string) string {
	if r := []rune(strings.ToValidUTF8(s, "?")); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return strings.ToValidUTF8(s, "?")
}

// leftOut tells of names that programs leave behind, and of notes to other editors: content does not read them.
func leftOut(p string) bool {
	part, _ := content.PartOf(content.File{Path: p}, &site.Config{})
	return part == content.Ignored
}

// portable tells whether a name can be a file's on every system, and is not one that programs keep for themselves.
func portable(name string) bool {
	if name == "" || len(name) > 200 || name[0] == '.' || name[0] == '~' || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return false
	}
	if strings.ContainsAny(name, `\:*?"<>|`) || strings.ContainsFunc(name, func(r rune) bool { return unicode.IsControl(r) || r == utf8.RuneError }) {
		return false
	}
	return !site.Device(name)
}

// disk is the content folder. Every access goes through an os.Root, which follows no link out of it.
type disk struct{ dir string }

// in runs a task in the folder.
func (d disk) in(task func(*os.Root) error) error {
	root, err := os.OpenRoot(d.dir)
	if err != nil {
		return refuse(http.StatusInternalServerError, "Le dossier des fiches n'a pas pu être ouvert.")
	}
	defer root.Close()
	return task(root)
}

// load reads a file; fs.ErrNotExist when there is none.
func (d disk) load(root *os.Root, f file) ([]byte, fs.FileMode, error) {
	info, err := root.Lstat(f.path)
	if err != nil {
		return nil, 0, missing(err)
	}
	limit := int64(content.MaxSize)
	if f.media {
		limit = maxMedia
	}
	if !info.Mode().IsRegular() {
		return nil, 0, refuse(http.StatusForbidden, "« %s » est un raccourci ou un dossier : le formulaire n'y touche pas.", f.path)
	}
	if info.Size() > limit {
		return nil, 0, refuse(http.StatusRequestEntityTooLarge, "« %s » est trop gros pour le formulaire.", f.path)
	}
	in, err := root.Open(f.path)
	if err != nil {
		return nil, 0, missing(err)
	}
	defer in.Close()
	data, err := io.ReadAll(io.LimitReader(in, limit+1))
	if err == nil && int64(len(data)) > limit {
		err = refuse(http.StatusRequestEntityTooLarge, "« %s » est trop gros pour le formulaire.", f.path)
	}
	return data, info.Mode().Perm(), err
}

// missing keeps the one error that is no failure, and says the others in French.
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ErrNotExist
	}
	return refuse(http.StatusForbidden, "Ce fichier ne peut pas être lu : fermez-le dans les autres programmes, et vérifiez que vous avez le droit de l'ouvrir.")
}

// free refuses a new name that a folder has already, in other letters or accents: on many systems they are one.
func (d disk) free(root *os.Root, name string) error {
	dir := path.Dir(name)
	folder, err := root.Open(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return missing(err)
	}
	defer folder.Close()
	names, err := folder.Readdirnames(-1)
	if err != nil {
		return missing(err)
	}
	for _, n := range names {
		if french.Fold(norm.NFC.String(n)) == french.Fold(norm.NFC.String(path.Base(name))) {
			return refuse(http.StatusConflict, "Il y a déjà un fichier « %s ». Changez le titre, ou ouvrez cette fiche-là.", path.Join(dir, n))
		}
	}
	return nil
}

// save writes a file whole, or not at all: beside it under a name that nobody reads, then in its place. still is asked just
// before: it gives an error when the place is not as it was.
func (d disk) save(root *os.Root, f file, data []byte, mode fs.FileMode, still func() error) error {
	dir := path.Dir(f.path)
	if err := root.MkdirAll(dir, 0o755); err != nil {
		return unwritable(f)
	}
	aside := path.Join(dir, ".balise-"+rand.Text()+".tmp")
	out, err := root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return unwritable(f)
	}
	_, err = out.Write(data)
	err = errors.Join(err, out.Sync(), out.Close())
	if err == nil {
		if err = still(); err == nil {
			if err = root.Rename(aside, f.path); err == nil {
				return nil
			}
		}
	}
	_ = root.Remove(aside) // only to leave nothing behind
	var r *refusal
	if errors.As(err, &r) {
		return err
	}
	return unwritable(f)
}

func unwritable(f file) error {
	return refuse(http.StatusForbidden, "« %s » n'a pas pu être écrit : fermez-le dans les autres programmes, et vérifiez que vous avez le droit d'y écrire.", f.path)
}

// versionOf tells one version of a file from another.
func versionOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}

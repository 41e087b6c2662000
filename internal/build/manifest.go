package build

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/output"
)

// ManifestName is the file that makes a folder ours: what we wrote in it, and nothing else, may be removed from it.
const ManifestName = ".balise-manifeste"

const manifestHead = "balise-manifeste 1"

// owned is one file of ours, as the last build left it.
type owned struct {
	sum  uint64 // of its bytes; 0: being written
	size int64
	time int64 // modification time, nanoseconds; 0: too fresh to be trusted
	page bool  // an entry's page: its disappearance is worth a word
}

// manifest is what we wrote in an output folder, by path with "/".
type manifest map[string]owned

// readManifest reads the manifest of a folder; nil without error when there is none.
func readManifest(dir string) (manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m := manifest{}
	sc := bufio.NewScanner(bytes.NewReader(data))
	if !sc.Scan() || sc.Text() != manifestHead {
		return m, nil // ours, but unreadable: nothing in it is known to be ours to remove
	}
	for sc.Scan() {
		f := strings.SplitN(sc.Text(), " ", 5)
		if len(f) != 5 || !safe(f[4]) {
			continue
		}
		sum, e1 := strconv.ParseUint(f[0], 16, 64)
		size, e2 := strconv.ParseInt(f[1], 10, 64)
		stamp, e3 := strconv.ParseInt(f[2], 10, 64)
		if errors.Join(e1, e2, e3) == nil {
			m[f[4]] = owned{sum, size, stamp, f[3] == "p"}
		}
	}
	return m, sc.Err()
}

// safe tells that a path stays in the folder and is no dotfile: the only paths we ever write or remove.
func safe(p string) bool {
	if !filepath.IsLocal(filepath.FromSlash(p)) || p == "CNAME" {
		return false
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	return true
}

// encode writes the manifest, ordered by path.
func (m manifest) encode() []byte {
	paths := make([]string, 0, len(m))
	for p := range m {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	b := append(make([]byte, 0, 80*len(m)), manifestHead...)
	b = append(b, '\n')
	for _, p := range paths {
		o := m[p]
		b = strconv.AppendUint(b, o.sum, 16)
		b = append(b, ' ')
		b = strconv.AppendInt(b, o.size, 10)
		b = append(b, ' ')
		b = strconv.AppendInt(b, o.time, 10)
		if o.page {
			b = append(b, " p "...)
		} else {
			b = append(b, " f "...)
		}
		b = append(append(b, p...), '\n')
	}
	return b
}

// ErrForeign is a folder we may not write in.
type ErrForeign struct{ Dir, Example string }

func (e *ErrForeign) Error() string {
	return fmt.Sprintf("le dossier « %s » contient des fichiers que balise n'a pas écrits (par exemple « %s »). Choisissez un dossier vide avec --output, ou videz celui-ci", e.Dir, e.Example)
}

// checkOurs refuses a folder that is not ours: ours is absent, empty, holds only dotfiles or CNAME, or carries our manifest.
func checkOurs(dir string) error {
	names, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, n := range names {
		if n.Name() == ManifestName {
			return nil
		}
	}
	for _, n := range names {
		if !strings.HasPrefix(n.Name(), ".") && n.Name() != "CNAME" {
			return &ErrForeign{dir, n.Name()}
		}
	}
	return nil
}

// rank orders writing so that a page never arrives before what it shows: assets, data, pages.
func rank(f *output.File) int {
	switch {
	case strings.HasPrefix(f.Path, "assets/") || strings.HasPrefix(f.Path, "media/"):
		return 0
	case !f.HTML:
		return 1
	default:
		return 2
	}
}

package why

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// NotFound tells that nothing answers to what was asked, or that several things do.
type NotFound struct {
	Arg  string
	Near []string // the files whose names are nearest, or that share the name
	Many bool
}

func (e *NotFound) Error() string {
	switch {
	case e.Many:
		return fmt.Sprintf("plusieurs fichiers répondent à « %s » : %s. Donnez le chemin de l'un d'eux.", e.Arg, french.List(e.Near, "et"))
	case len(e.Near) > 0:
		return fmt.Sprintf("je ne trouve ni fichier ni page « %s ». Les noms les plus proches : %s.", e.Arg, french.List(e.Near, "et"))
	}
	return fmt.Sprintf("je ne trouve ni fichier ni page « %s ».", e.Arg)
}

// subject is what a question is about: a file of the content, one outside of it, or a page that no file alone makes.
type subject struct {
	path    string // from the content folder, as on disk
	outside string // as typed
	page    string // address
	asked   string // the old address that was asked for; "" when it is none
}

// file describes the subject for content.PartOf.
func (s subject) file(root string) content.File {
	f := content.File{Path: s.path}
	info, err := os.Lstat(filepath.Join(root, filepath.FromSlash(s.path)))
	switch {
	case err != nil:
		f.Mode = content.Unreadable
	case info.IsDir():
		f.Mode = content.Folder
	default:
		f.Size = info.Size()
		if st, err := os.Stat(filepath.Join(root, filepath.FromSlash(s.path))); err != nil || !st.Mode().IsRegular() {
			f.Mode = content.Link
		}
	}
	return f
}

// tree lists what is in the content folder.
func tree(root string) ([]string, error) {
	var out []string
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, e fs.DirEntry, err error) error {
		switch {
		case err != nil && p == ".":
			return err
		case err != nil, p == ".":
			return nil
		}
		out = append(out, p)
		if e.IsDir() && strings.HasPrefix(e.Name(), ".") {
			return fs.SkipDir
		}
		return nil
	})
	return out, err
}

// find understands what was typed: an address, a path from here or from the content folder, a slug.
func (a *asked) find() (subject, error) {
	arg := strings.TrimSpace(a.Arg)
	if u, err := url.Parse(arg); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		if s, ok := a.byURL(a.fromRoot(u.Path), u.Fragment); ok {
			return s, nil
		}
		return subject{}, a.notFound(arg)
	}
	slash := strings.ReplaceAll(arg, `\`, "/")
	if p, ok := a.inside(slash); ok {
		return subject{path: p}, nil
	}
	for _, p := range []string{path.Clean(slash), strings.TrimPrefix(path.Clean(slash), a.prefix)} {
		if p = a.onDisk(strings.TrimPrefix(p, "/")); p != "" && !strings.HasPrefix(slash, "/") {
			return subject{path: p}, nil
		}
	}
	address, fragment, _ := strings.Cut(slash, "#")
	if strings.HasPrefix(address, "/") {
		if s, ok := a.byURL(address, fragment); ok {
			return s, nil
		}
	}
	if _, err := os.Stat(arg); err == nil {
		return subject{outside: arg}, nil
	}
	if strings.Contains(address, "/") {
		if s, ok := a.byURL("/"+address, fragment); ok {
			return s, nil
		}
	}
	return a.bySlug(slash)
}

// fromRoot takes the site's own path off the path of a whole address.
func (a *asked) fromRoot(p string) string {
	base := a.BaseURL
	if base == "" {
		base = a.res.Site.Config.URL
	}
	if u, err := url.Parse(base); err == nil {
		if rest, ok := strings.CutPrefix(p, strings.TrimSuffix(u.Path, "/")+"/"); ok {
			return "/" + rest
		}
	}
	return p
}

// inside gives the content path of a path that leads, from here, into the content folder.
func (a *asked) inside(arg string) (string, bool) {
	root, err := filepath.Abs(a.Content)
	if err != nil {
		return "", false
	}
	full, err := filepath.Abs(filepath.FromSlash(arg))
	if err != nil {
		return "", false
	}
	rel, err := filepath.Rel(root, full)
	if err != nil || !filepath.IsLocal(rel) || rel == "." {
		return "", false
	}
	p := a.onDisk(filepath.ToSlash(rel))
	return p, p != ""
}

// onDisk gives a content path as the disk spells it, accents and capitals apart only when nothing is spelt so; "" when
// there is none.
func (a *asked) onDisk(p string) string {
	if slices.Contains(a.files, p) {
		return p
	}
	for _, f := range a.files {
		if norm.NFC.String(f) == norm.NFC.String(p) {
			return f
		}
	}
	for _, f := range a.files {
		if strings.EqualFold(norm.NFC.String(f), norm.NFC.String(p)) {
			return f
		}
	}
	return ""
}

// byURL finds what answers an address of the site: an entry, an old address of one, a file of media, a page.
func (a *asked) byURL(address, fragment string) (subject, bool) {
	if fragment != "" {
		if e := a.at(address + "#" + fragment); e != nil {
			return subject{path: a.onDisk(e.Common().Path)}, true
		}
	}
	for _, u := range []string{address, strings.TrimSuffix(strings.TrimSuffix(address, "index.html"), "/") + "/"} {
		if e := a.at(u); e != nil {
			return subject{path: a.onDisk(e.Common().Path)}, true
		}
		for _, e := range a.res.Site.All() {
			if slices.ContainsFunc(e.Common().Alias, func(old string) bool { return "/"+strings.Trim(old, "/")+"/" == u }) {
				return subject{path: a.onDisk(e.Common().Path), asked: u}, true
			}
		}
		if p := a.onDisk(strings.TrimPrefix(u, "/")); strings.HasPrefix(p, "media/") {
			return subject{path: p}, true
		}
		key := strings.TrimPrefix(u, "/")
		if key == "" || strings.HasSuffix(key, "/") {
			key += "index.html"
		}
		for i := range a.res.Files {
			if a.res.Files[i].Path == key {
				return subject{page: u}, true
			}
		}
	}
	return subject{}, false
}

// at gives the entry at an address, published or not.
func (a *asked) at(u string) site.Entry {
	if e := a.res.Site.ByURL(u); e != nil {
		return e
	}
	for _, e := range a.res.Site.Held {
		if e.Common().URL() == u {
			return e
		}
	}
	return nil
}

// bySlug finds the one file of that name, whatever its folder.
func (a *asked) bySlug(word string) (subject, error) {
	var found []string
	for _, f := range a.files {
		if site.KindOf(f) == nil || !strings.EqualFold(path.Ext(f), ".md") {
			continue
		}
		if slug, _ := site.SlugOf(f); slug == word || strings.EqualFold(path.Base(f), word) {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return subject{}, a.notFound(word)
	case 1:
		return subject{path: found[0]}, nil
	}
	return subject{}, &NotFound{Arg: word, Near: a.named(found), Many: true}
}

func (a *asked) named(paths []string) []string {
	out := make([]string, len(paths))
	for i, p := range paths {
		out[i] = a.prefix + p
	}
	return out
}

// notFound names the three files whose names are nearest.
func (a *asked) notFound(arg string) error {
	stem := func(p string) string {
		p = strings.TrimSuffix(p, "/")
		slug, _ := site.SlugOf(path.Base(p))
		return slug
	}
	word := stem(strings.ReplaceAll(arg, `\`, "/"))
	names := map[string][]string{}
	var stems []string
	for _, f := range a.files {
		if path.Ext(f) != "" {
			names[stem(f)] = append(names[stem(f)], f)
			stems = append(stems, stem(f))
		}
	}
	var near []string
	for len(near) < 3 {
		best, ok := french.Nearest(word, stems)
		if !ok {
			break
		}
		near = append(near, names[best]...)
		stems = slices.DeleteFunc(stems, func(s string) bool { return s == best })
	}
	return &NotFound{Arg: arg, Near: a.named(near[:min(len(near), 3)])}
}

// AsNotFound tells a question without an answer from a failure of the machine.
func AsNotFound(err error) (*NotFound, bool) {
	var e *NotFound
	return e, errors.As(err, &e)
}

// Package starter holds the files of a new site, embedded: what "balise init" writes.
//
// A new site is ready to be served as it is: it has a page, an example of an initiative and one of a chapter, both plainly
// examples and both drafts, so that nothing that was not written for the site is ever published.
package starter

import (
	"bytes"
	"embed"
	"io/fs"
	"strings"

	"enrouteweb.org/balise/internal/content"
)

// File is one file to write.
type File struct {
	Path string // from the new folder, with "/": "content/site.yaml"
	Data []byte
}

//go:embed all:site
var files embed.FS

// titleMark stands in site.yaml for the site's name.
const titleMark = "TITRE-DU-SITE"

// Site gives the files of a new site of that name, by path. Texts have LF line ends, but for the one that is read on Windows
// before anything else.
func Site(title string) ([]File, error) {
	var out []File
	err := fs.WalkDir(files, "site", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := files.ReadFile(p)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(p, "site/")
		switch name {
		case "content/site.yaml":
			data = bytes.ReplaceAll(data, []byte(titleMark), []byte(content.Scalar(strings.Join(strings.Fields(title), " "), false)))
		case "LISEZMOI.txt":
			data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
		}
		out = append(out, File{name, data})
		return nil
	})
	return out, err
}

package build

import (
	"io/fs"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/review"
	"enrouteweb.org/balise/internal/site"
)

// laid is a folder, some texts of which are read from memory.
type laid struct {
	fs.FS
	texts map[string][]byte // by path in the folder
}

// over lays texts, known by their names in messages, over a folder.
func over(base fs.FS, texts map[string][]byte, prefix string) fs.FS {
	if len(texts) == 0 {
		return base
	}
	l := laid{base, make(map[string][]byte, len(texts))}
	for name, data := range texts {
		if p, ok := strings.CutPrefix(name, prefix); ok {
			l.texts[p] = data
		}
	}
	return l
}

func (l laid) ReadFile(name string) ([]byte, error) {
	if data, ok := l.texts[name]; ok {
		return data, nil
	}
	return fs.ReadFile(l.FS, name)
}

func (l laid) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(l.FS, name) }
func (l laid) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(l.FS, name) }
func (l laid) Lstat(name string) (fs.FileInfo, error)     { return fs.Lstat(l.FS, name) }
func (l laid) ReadLink(name string) (string, error)       { return fs.ReadLink(l.FS, name) }

// advise gives what "balise check" says beyond a build.
func (b *Builder) advise(s *site.Site, found diag.List, about func(string) bool) diag.List {
	in := review.Input{Site: s, About: about, True: content.TrueCoord, Wrong: map[string]bool{}}
	for _, d := range found {
		if d.Severity == diag.Erreur {
			in.Wrong[d.Pos.File] = true
		}
	}
	for _, m := range b.media {
		in.Pictures = append(in.Pictures, m.shot)
	}
	return review.All(in)
}

// Calls makes the list of the fiches to verify this month, as a table and as a calendar: an editor's own, never published.
func (b *Builder) Calls(s *site.Site) ([]output.File, error) { return output.Calls(s, b.opts.BaseURL) }

// ToCall lists what these hold.
func ToCall(s *site.Site) []output.Call { return output.ToCall(s) }

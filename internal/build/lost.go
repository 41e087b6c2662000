package build

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// lost warns of each entry's address that the last good build had and this one has not: people and other sites may still
// link to it. Before the first build, the last one is what the output folder's manifest tells. An entry its editor
// withdrew is no loss, nor is the page of one that only a preview showed.
func (b *Builder) lost(files []output.File, s *site.Site) (ds diag.List) {
	if b.had == nil {
		b.had = published(b.opts.Output)
	}
	now := make(map[string]bool, len(files))
	answers := make(map[string]bool, len(files))
	for i := range files {
		answers[files[i].Path] = true
		if files[i].From != "" {
			now[files[i].Path] = true
		}
	}
	for _, w := range s.Withdrawn {
		answers[filePath(w.URL)] = true
		delete(now, filePath(w.URL))
	}
	var gone []string
	for p := range b.had {
		if !answers[p] {
			gone = append(gone, pageURL(p))
		}
	}
	slices.Sort(gone)
	for _, url := range gone {
		ds.Add(lostAddress(url, b.had, s, filepath.ToSlash(b.opts.Output)))
	}
	b.next = now
	return ds
}

// published lists the entries' pages of the last publication.
func published(dir string) map[string]bool {
	out := map[string]bool{}
	old, err := readManifest(dir)
	if err != nil {
		return out // Publish will say so
	}
	for p, o := range old {
		if o.page {
			out[p] = true
		}
	}
	return out
}

// lostAddress names the new entry that most likely took the old one's place, and the line to add to it.
func lostAddress(url string, had map[string]bool, s *site.Site, dir string) diag.Diag {
	line := fmt.Sprintf("alias: [%s]", url)
	d := diag.Diag{Severity: diag.Avertissement, Code: "adresse-perdue", Pos: diag.Pos{File: dir + "/" + filePath(url)},
		Message: fmt.Sprintf("L'adresse %s disparaît : les liens qui y mènent ne marcheront plus.", url),
		Hint:    fmt.Sprintf("Pour qu'elle mène à une autre fiche, ajoutez à l'en-tête de celle-ci la ligne : %s", line)}
	section := url[:strings.LastIndexByte(strings.TrimSuffix(url, "/"), '/')+1]
	var fresh []string
	for _, e := range s.All() {
		u := e.Common().URL()
		if !had[filePath(u)] && strings.HasPrefix(u, section) {
			fresh = append(fresh, u)
		}
	}
	near, ok := french.Nearest(url, fresh)
	if !ok && len(fresh) == 1 {
		near, ok = fresh[0], true
	}
	if ok {
		src := s.ByURL(near).Common().Src
		d.Pos = diag.Pos{File: src.File, Line: src.Open, Col: 1, Len: 3}
		d.Source = src.Line(src.Open)
		d.Hint = fmt.Sprintf("Si cette fiche la remplace, ajoutez sous cette ligne : %s", line)
	}
	return d
}

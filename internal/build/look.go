package build

import (
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// Look is the content, read and judged, without a page made of it.
type Look struct {
	*content.Result
	Diags  diag.List
	Prefix string // what messages put before a path of the content: "content/"
}

// Look reads the content as it is, with files that are not on disk, or not so, by their path ("initiatives/transit.md").
// It tells what a build would, but for what only pages show: dead anchors, what is hidden.
func (b *Builder) Look(today site.Date, with map[string][]byte) (*Look, error) {
	prefix := shown(b.opts.Content)
	files, err := content.Read(os.DirFS(b.opts.Content), &b.cache, nil)
	if err != nil {
		return nil, err
	}
	for _, p := range slices.Sorted(maps.Keys(with)) {
		f := content.File{Path: p, Data: with[p], Size: int64(len(with[p])), Sum: xxhash.Sum64(with[p])}
		i, found := slices.BinarySearchFunc(files, f, func(a, b content.File) int { return strings.Compare(a.Path, b.Path) })
		if found {
			files[i] = f
		} else {
			files = slices.Insert(files, i, f)
		}
	}
	dec, ds := content.Decode(files, content.Options{Prefix: prefix, Today: today, Atlas: b.atlas}, &b.cache)
	known := make(map[string]bool, len(dec.Media))
	for _, f := range dec.Media {
		known[f.Path] = true
	}
	_, more := site.New(site.Input{Config: dec.Config, Vocab: dec.Vocab, Entries: dec.Entries, Media: known, Today: today})
	ds.Add(more...)
	return &Look{Result: dec, Diags: ds, Prefix: prefix}, nil
}

// Of gives the problems of one file of the content, in their order.
func (l *Look) Of(path string) diag.List {
	var out diag.List
	for _, d := range l.Diags.Sorted() {
		if strings.TrimPrefix(d.Pos.File, l.Prefix) == path {
			out.Add(d)
		}
	}
	return out
}

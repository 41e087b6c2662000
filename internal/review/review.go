// Package review reads a site that can be published as a colleague would, and gives advice: what reads badly, what is missing,
// what is there twice. Nothing of it stops a publication; "balise check" alone asks for it.
//
// Advice must be true, few and plain, or nobody reads it: a file has at most a few of one kind, a fiche is told what it lacks
// in one sentence, and what an editor has shown to be meant (two fiches that name each other) is not told again.
package review

import (
	"runtime"
	"sync/atomic"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// Input is what is read.
type Input struct {
	Site     *site.Site
	Pictures []Picture
	True     func(*site.Source) site.Coord // the position its editor gave of an entry, however exactly it is shown
	Wrong    map[string]bool               // files, as in messages, that hold an error: no advice is given on these
	About    func(file string) bool        // advice is given on these files only
}

// Picture is an image of content/media as its file is on the editor's disk.
type Picture struct {
	File          string // as in messages
	Mime          string
	Bytes         int
	Width, Height int  // pixels, as shown
	Position      bool // it says where it was taken
}

// read is an entry with what is compared and judged of it.
type read struct {
	site.Entry
	base *site.Base
	src  *site.Source // with its text
	at   site.Coord   // the true one; never shown
	held bool         // a draft, or withdrawn

	lacks []lack
}

// All gives the advice, in no order.
func All(in Input) diag.List {
	entries := make([]*read, 0, 64)
	for _, e := range in.Site.All() {
		entries = append(entries, &read{Entry: e, base: e.Common(), held: e.Common().Withheld != ""})
	}
	for _, e := range in.Site.Held {
		entries = append(entries, &read{Entry: e, base: e.Common(), held: true})
	}
	found := make([]diag.List, len(entries))
	var next atomic.Int64
	var wg crew.Group
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(entries); i = int(next.Add(1)) - 1 {
				found[i] = in.one(entries[i])
			}
		})
	}
	wg.Wait()
	var list diag.List
	for _, l := range found {
		list.Add(l...)
	}
	list.Add(in.thin(entries)...)
	list.Add(in.twins(entries)...)
	list.Add(in.pictures()...)
	return list
}

// one reads a single entry. A file is read once, and its text let go.
func (in *Input) one(r *read) (list diag.List) {
	src := *r.base.Src
	src.Data, src.Lost = src.Text(), nil
	r.src = &src
	r.at = in.True(&src)
	if !r.held {
		r.lacks = in.lacks(r)
	}
	if !r.held && !in.Wrong[src.File] && in.About(src.File) {
		list = sentences(r)
	}
	r.src = nil
	return list
}

// atTitle makes a piece of advice at an entry's title.
func atTitle(src *site.Source, code, message, hint string) diag.Diag {
	d := src.Diag(diag.Conseil, code, "titre", message, hint)
	d.Pos.Len = max(1, utf8.RuneCountInString(d.Source)-d.Pos.Col+1)
	return d
}

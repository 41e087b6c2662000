// Package output makes the files of the site from its model: pages, map, data, feeds. It writes nothing to disk.
//
// All returns every file, ordered by path. A page is a function of its view, its templates and what every page shares;
// a page whose inputs hash as they did last time is taken from the Memo instead of being made again (the memo can never
// change what comes out, only when it is made: the watch test holds the two against each other).
package output

import (
	"bytes"
	"cmp"
	"html/template"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// File is one file of the site.
type File struct {
	Path string   // "carte/index.html"
	Data []byte   // nil when Input.Keep took it
	Size int64    // of Data, wherever it is
	Sum  uint64   // of Data
	Held string   // what Input.Keep wants to remember of where the data went
	Kept bool     // taken from the Memo
	Key  uint64   // of what it was made from; 0: not memoised
	From string   // content path of the entry it shows; "" for a computed page
	HTML bool     // a page: Refs, IDs and Dead are its facts
	Own  bool     // of a page: its text is the program's, and tells nothing of an entry but its name
	Name string   // of a page: its title, without the site's; "" for one that only leads elsewhere
	Refs []uint32 // ids, in the Memo, of the addresses of the site it refers to
	IDs  []uint32 // hashes of the ids of its elements, see HashID
	Dead []string // "#fragments" of the page itself that it lacks
}

// HashID is how File.IDs remembers an id (FNV-1a, 32 bits).
func HashID[T string | []byte](id T) uint32 {
	h := uint32(2166136261)
	for i := range len(id) {
		h = (h ^ uint32(id[i])) * 16777619
	}
	return h
}

// Input is what the files are made from.
type Input struct {
	Site     *site.Site
	Theme    *theme.Theme
	Atlas    *geo.Atlas
	Assets   []File            // published as they are, under assets/ and media/
	CSS      string            // URL of the style sheet
	Styles   map[string]string // URLs of what some pages add to it, by logical name: "agenda.css", see face
	EmbedCSS string            // of what embeds and the page about them add to it; none in a portable copy
	Fonts    []string
	Icon     string
	Scripts  map[string]string // URLs by logical name: "carte.js"; none in a portable copy
	Ground   string            // URL of the interactive map's outlines and towns
	Images   map[string]Size   // by URL: "/media/equipe.jpg"
	Proposal []ProposalField   // what an initiative's header may hold, in its order
	Portable bool              // links end in index.html, for a copy read from a folder
	BaseURL  string            // overrides site.yaml's url
	Manual   *Manual           // what /aide/ tells the editors who see a preview; nil: the site has no such pages
	Key      uint64            // hash of configuration, vocabulary, theme, assets and program

	// Keep, when given, takes the bytes of each page that is made, from several goroutines; data is only lent. A page
	// taken from the Memo is not given again. Without it, File.Data holds them.
	Keep func(f *File, data []byte) error
}

// Size is an image's, in pixels.
type Size struct{ Width, Height int }

// Memo keeps what was made, for the next time. The zero value is ready; it is not safe for concurrent use.
type Memo struct {
	files map[string]*File // of the last build that was good
	made  map[string]*File // of the build under way
	cards map[string]cardMemo
	lines map[string]lineMemo // of donnees/initiatives.csv
	maps  map[string]mapMemo
	stems map[string]stemMemo // of bodies, by path
	near  nearMemo
	addr  addresses

	bookKey uint64 // of what book was made from
	book    File

	atlas *geo.Atlas // that paths and fond are drawn from
	paths [4]string
	fond  File
}

type cardMemo struct {
	key     uint64
	html    string
	feature string // the same initiative in the GeoJSON
	title   string // its title, dressed, as JSON
}

// addresses numbers the site addresses pages refer to, so that a page's links are a few integers.
type addresses struct {
	mu    sync.Mutex
	ids   map[string]uint32
	names []string
}

func (a *addresses) id(s []byte) uint32 {
	if n, ok := a.ids[string(s)]; ok {
		return n
	}
	if a.ids == nil {
		a.ids = map[string]uint32{}
	}
	n := uint32(len(a.names))
	name := string(s)
	a.names = append(a.names, name)
	a.ids[name] = n
	return n
}

// Names lists the addresses of the site by the numbers found in File.Refs. What it gives stays as it is when others are added.
func (m *Memo) Names() []string { return m.addr.names }

// Address gives the site address of a number found in File.Refs.
func (m *Memo) Address(id uint32) string { return m.addr.names[id] }

// Addresses counts the numbers given so far.
func (m *Memo) Addresses() int { return len(m.addr.names) }

// page is one page to make.
type page struct {
	url    string // "/carte/": where its links are relative to
	path   string // file, when it is not url + index.html
	key    uint64
	from   string
	frame  Frame
	chrome *chrome
	body   func(*bytes.Buffer) error // writes what goes into <main>; nil: raw
	raw    func(*bytes.Buffer) error // writes the whole file
	own    bool                      // see File.Own
	data   bool                      // a data file that is made, remembered and handed on as pages are; it has no links to make relative
	abs    bool                      // links stay absolute (404.html)
}

// All makes every file of the site.
func All(in Input, memo *Memo) ([]File, error) {
	if memo.cards == nil {
		memo.files, memo.cards, memo.maps = map[string]*File{}, map[string]cardMemo{}, map[string]mapMemo{}
	}
	m, err := newMaker(in, memo)
	if err != nil {
		return nil, err
	}
	pages, err := m.plan()
	if err != nil {
		return nil, err
	}
	files := make([]File, len(pages))
	if err := m.run(pages, files); err != nil {
		return nil, err
	}
	files = sorted(files)
	more, err := m.data(files)
	if err != nil {
		return nil, err
	}
	more = append(more, in.Assets...)
	files = merge(files, sorted(more))
	kept := make(map[string]*File, len(files))
	for i := range files {
		if files[i].Key != 0 {
			kept[files[i].Path] = &files[i]
		}
	}
	memo.made = kept
	return files, nil
}

// sorted gives files by path. There are thousands, and they are large to move.
func sorted(files []File) []File {
	order := make([]int32, len(files))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return cmp.Compare(files[a].Path, files[b].Path) })
	out := make([]File, len(files))
	for i, n := range order {
		out[i] = files[n]
	}
	return out
}

// merge joins two lists that are ordered by path.
func merge(a, b []File) []File {
	out := make([]File, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0].Path <= b[0].Path {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// Good says that what All just made is sound: the next build may take its pages from there.
func (m *Memo) Good() { m.files = m.made }

// Forget drops every page: what they were can no longer be found.
func (m *Memo) Forget() { m.files = map[string]*File{} }

// run makes the pages on all processors.
func (m *maker) run(pages []page, files []File) error {
	return each(len(pages), func() func(int) error {
		w := &worker{maker: m}
		return func(i int) (err error) {
			files[i], err = w.make(&pages[i])
			return err
		}
	})
}

// each runs a task for 0..n-1 on all processors; start makes one worker's function.
func each(n int, start func() func(int) error) error {
	var next atomic.Int64
	var wg crew.Group
	errs := make([]error, runtime.GOMAXPROCS(0))
	for p := range errs {
		wg.Go(func() {
			do := start()
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					errs[p] = err
					return
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// worker has the buffers of one goroutine.
type worker struct {
	*maker
	main, page, out bytes.Buffer
}

// make makes one page, or takes it from the memo.
func (w *worker) make(p *page) (File, error) {
	path := p.path
	if path == "" {
		path = p.url[1:] + "index.html"
	}
	if old := w.memo.files[path]; old != nil && p.key != 0 && old.Key == p.key {
		f := *old
		f.Kept, f.Held = true, ""
		return f, nil
	}
	if err := w.render(p); err != nil {
		return File{}, err
	}
	f := File{Path: path, Key: p.key, From: p.from, HTML: !p.data, Own: p.own, Name: p.frame.Titre}
	data := w.page.Bytes()
	if !p.data {
		w.relink(p, &f)
		data = w.out.Bytes()
	}
	f.Sum, f.Size = xxhash.Sum64(data), int64(len(data))
	if w.in.Keep != nil {
		err := w.in.Keep(&f, data)
		return f, err
	}
	f.Data = bytes.Clone(data)
	return f, nil
}

// Marks of what relink puts in the frame.
const (
	markHead = 'a' + iota
	markHeader
	markMain
	markFooter
)

// render writes a page into w.page. What the frame holds is most of the page, and the frame changes nothing in it:
// unless the theme asks otherwise, marks go through the template in its place.
func (w *worker) render(p *page) error {
	w.page.Reset()
	if p.raw != nil {
		return p.raw(&w.page)
	}
	w.main.Reset()
	if err := p.body(&w.main); err != nil {
		return err
	}
	f := p.frame
	if p.from != "" { // the others are as they are to be shown
		dress(&f.Titre, &f.Description)
	}
	if w.splices {
		mark := func(m byte) template.HTML { return htmlOf(string([]byte{theme.Mark, m})) }
		f.Head, f.Header, f.Main, f.Footer = mark(markHead), mark(markHeader), mark(markMain), mark(markFooter)
	} else {
		f.Head, f.Header, f.Main, f.Footer = p.chrome.head, p.chrome.header, htmlOf(w.main.String()), p.chrome.footer
	}
	return w.in.Theme.Render(&w.page, "frame", f)
}

// Package content reads the editors' files and makes entries of them. Messages are its product: whatever an editor may
// type, she is told in French which line is wrong, why, and where possible the whole line that is right.
//
// # Use
//
//	cache := new(content.Cache)                                  // kept from one build to the next
//	files, err := content.Read(os.DirFS("content"), cache, nil)  // or only the paths that changed
//	result, problems := content.Decode(files, options, cache)
//
// Read finds the files, Decode makes a Config, a Vocabulary and entries of them. Work on one file is a pure function of
// its path, its bytes and the few settings that matter (Options, languages, ids and labels of the vocabulary, extra
// places): it is done in parallel, kept in the Cache, and replayed with its problems while these are as they were.
//
// # What a caller may rely on
//
//   - Result.Config and Result.Vocab are never nil. Entries are in the order of their paths, drafts included; they are
//     shared with the cache and must not be changed (site.New works on copies).
//   - An entry is there for each file of a type's folder whose name is right, even if nothing else of it is: then there
//     is an Erreur too, and nothing may be published.
//   - An entry holds nothing that its editor asked to hide, but for Lieu.Hidden and Src.Text (the raw file), which no
//     output may use.
//   - Base.Path, Base.Image ("media/x.jpg") and targets of links have composed accents (NFC); File.Path is as on disk.
//   - Every problem stands in the original file, in lines and runes from 1. A corrected line (diag.Diag.Fix) put in the
//     place of the line makes that problem go, and brings no new one.
//   - Existence is not checked here, neither of what a reference or a link names nor of images: site.New has the whole
//     site. Two files with one address are refused here, since one would hide the other.
//
// # How a header is read
//
// The file is checked for its encoding (encoding.go), the two lines "---" are looked for (header.go), the library
// adrg/frontmatter splits, go.yaml.in/yaml/v4 makes nodes, and a table made from the struct's tags (fields.go) decodes
// them as typed: to balise "0487123456" is a text, NO a country and 2024-02-30 an impossible day, whatever YAML thinks.
// A header that YAML refuses is examined line by line (explain.go), mended, and read again, so that one mistake does not
// hide the next. Each form of value is one small file: date.go, coord.go, hours.go, contact.go, link.go …
package content

import (
	"bufio"
	"runtime"
	"slices"
	"sync/atomic"

	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// Options are what decoding depends on besides the files.
type Options struct {
	Prefix string // put before a path in messages: "content/"
	Today  site.Date
	Atlas  *geo.Atlas // nil: places are not judged

	// Again, when given, reads a file of the content again: entries then do not keep the bytes of theirs.
	Again func(path string) []byte
}

// Result is the content, decoded.
type Result struct {
	Config  *site.Config
	Vocab   *site.Vocabulary
	Entries []site.Entry // all, drafts too, by path
	Media   []File       // what is under media/, by path; Data is nil
	Atlas   *geo.Atlas   // Options.Atlas, with the places of vocabulaires.yaml
	Fresh   int          // entries decoded anew, the others coming from the cache
}

// Cache keeps what reading and decoding found. Its zero value is empty and ready. It serves one Read or Decode at a time.
type Cache struct {
	disk  map[string]known
	files []File

	memo     map[string]*memo
	settings *settings
	places   uint64 // sum of the extra places in settings.atlas
	base     *geo.Atlas
	config   *memoOf[*site.Config]
	vocab    *memoOf[*site.Vocabulary]
	decoded  []File    // what the last Decode was given
	prefix   string    // its Options.Prefix
	whole    diag.List // what the set of paths, and it alone, brought up
}

// memo is what was made of a file.
type memo struct {
	sum   uint64
	size  int64
	mode  Mode
	key   uint64 // of the settings
	today site.Date
	past  []site.Date // the days that were compared with today
	role  role
	lang  string // of a translation; the meant name of a misnamed file
	entry site.Entry
	list  diag.List
}

// memoOf is the same for the two files that are not entries.
type memoOf[T any] struct {
	sum, key uint64
	value    T
	list     diag.List
}

// settings are the part of the content that decoding one entry depends on.
type settings struct {
	prefix    string
	today     site.Date
	atlas     *geo.Atlas
	vocab     *site.Vocabulary // nil: values are not judged
	languages []string
	main      string
	key       uint64
	again     func(path string) []byte
}

// terms gives a closed list; nil when it could not be read, so that its values are not judged.
func (s *settings) terms(name string) *site.Terms {
	if s.vocab == nil {
		return nil
	}
	if t, ok := s.vocab.Lists[name]; ok {
		return t // nil when the list could not be read
	}
	return site.NewTerms(name, nil)
}

// Decode makes entries of files, as Read gives them: sorted by path.
func Decode(files []File, o Options, c *Cache) (*Result, diag.List) {
	var list diag.List
	r := &Result{Atlas: o.Atlas}
	set := c.prepare(files, o, r, &list)
	memos, moved := c.decodeAll(files, set, &r.Fresh)
	r.Entries = make([]site.Entry, 0, len(memos))
	for i, m := range memos {
		list.Add(m.list...)
		switch m.role {
		case isEntry:
			r.Entries = append(r.Entries, m.entry)
		case isMedia:
			r.Media = append(r.Media, files[i])
		}
	}
	if moved {
		c.whole = checkWhole(files, memos, o.Prefix)
	}
	list.Add(c.whole...)
	return r, list
}

// prepare reads the two files that all others depend on.
func (c *Cache) prepare(files []File, o Options, r *Result, list *diag.List) *settings {
	set := &settings{prefix: o.Prefix, today: o.Today, atlas: o.Atlas, again: o.Again}
	base := newHash().word(o.Prefix).sum()
	if f, ok := find(files, configFile); ok {
		if c.config == nil || c.config.sum != f.Sum || c.config.key != base {
			value, found := decodeConfig(f, set)
			c.config = &memoOf[*site.Config]{f.Sum, base, value, found}
		}
		r.Config = c.config.value
		list.Add(c.config.list...)
	} else {
		r.Config = &site.Config{Langue: "fr", Src: &site.Source{File: o.Prefix + configFile}}
	}
	set.main, set.languages = r.Config.Langue, r.Config.Langues
	if f, ok := find(files, vocabFile); ok {
		key := newHash().number(base).word(set.main).sum()
		if c.vocab == nil || c.vocab.sum != f.Sum || c.vocab.key != key || c.base != o.Atlas {
			value, found := decodeVocabulary(f, set, set.main)
			c.vocab = &memoOf[*site.Vocabulary]{f.Sum, key, value, found}
		}
		set.vocab = c.vocab.value
		list.Add(c.vocab.list...)
	}
	r.Vocab = set.vocab
	if r.Vocab == nil {
		r.Vocab = &site.Vocabulary{Lists: map[string]*site.Terms{}, Src: &site.Source{File: o.Prefix + vocabFile}}
	}
	c.addPlaces(set, o)
	r.Atlas = set.atlas
	c.settings = set
	return set
}

// addPlaces adds the editors' places to the atlas, and sums all that entries depend on.
func (c *Cache) addPlaces(set *settings, o Options) {
	h := newHash().word(set.prefix, set.main).list(set.languages)
	places := newHash()
	if v := set.vocab; v != nil {
		for _, name := range site.VocabularyNames {
			h.word(name)
			if t := set.terms(name); t != nil {
				for _, x := range t.Order {
					h.word(x.ID, x.Libelle)
				}
			} else {
				h.number(0)
			}
		}
		for _, x := range v.Communes {
			places.word(x.Nom, x.Province, formatCoord(x.Coord))
		}
	}
	sum := places.sum()
	if c.base != o.Atlas {
		c.memo = nil // another atlas: nothing that was judged by the old one holds
	}
	switch {
	case o.Atlas == nil || set.vocab == nil || len(set.vocab.Communes) == 0:
	case c.settings != nil && c.base == o.Atlas && c.places == sum:
		set.atlas = c.settings.atlas
	default:
		set.atlas = o.Atlas.With(localities(set.vocab.Communes))
	}
	c.base, c.places = o.Atlas, sum
	set.key = h.number(sum).sum()
}

func find(files []File, p string) (File, bool) {
	i, ok := slices.BinarySearchFunc(files, File{Path: p}, byPath)
	if !ok || files[i].Mode != Regular {
		return File{}, false
	}
	return files[i], true
}

// decodeAll gives what each file is, in their order: from the cache, or decoded in parallel. moved tells that a path is
// new, gone, or of another role than before.
func (c *Cache) decodeAll(files []File, set *settings, fresh *int) (out []*memo, moved bool) {
	out = make([]*memo, len(files))
	var todo []int
	for i, f := range files {
		if m := c.memo[f.Path]; m != nil && m.holds(f, set) {
			out[i] = m
		} else {
			todo = append(todo, i)
		}
	}
	var next atomic.Int64
	var wg crew.Group
	for range min(runtime.GOMAXPROCS(0), len(todo)) {
		wg.Go(func() {
			w := worker{set: set, sorter: french.NewSorter(), buf: bufio.NewReader(nil)}
			for {
				n := int(next.Add(1)) - 1
				if n >= len(todo) {
					return
				}
				out[todo[n]] = w.file(files[todo[n]])
			}
		})
	}
	wg.Wait()
	samePath := func(a, b File) bool { return a.Path == b.Path }
	moved = c.whole == nil || c.prefix != set.prefix || !slices.EqualFunc(c.decoded, files, samePath)
	c.forget(files)
	for _, i := range todo {
		was := c.memo[files[i].Path]
		moved = moved || was == nil || was.role != out[i].role || was.lang != out[i].lang
		c.memo[files[i].Path] = out[i]
		if out[i].entry != nil {
			*fresh++
		}
	}
	c.decoded, c.prefix = files, set.prefix
	return out, moved
}

// forget drops what is kept of files that are gone, once there are many.
func (c *Cache) forget(files []File) {
	if c.memo != nil && len(c.memo) <= 2*len(files)+100 {
		return
	}
	kept := make(map[string]*memo, len(files))
	for _, f := range files {
		if m := c.memo[f.Path]; m != nil {
			kept[f.Path] = m
		}
	}
	c.memo = kept
}

// holds tells whether decoding anew would give the same.
func (m *memo) holds(f File, set *settings) bool {
	if m.sum != f.Sum || m.size != f.Size || m.mode != f.Mode || m.key != set.key {
		return false
	}
	return m.today == set.today || !slices.ContainsFunc(m.past, func(d site.Date) bool {
		return d.Compare(m.today) > 0 || d.Compare(set.today) > 0 || site.Stale(d, m.today) != site.Stale(d, set.today)
	})
}

// file makes what is to be made of one file.
func (w *worker) file(f File) *memo {
	s := &sheet{path: f.Path, file: w.set.prefix + f.Path, data: f.Data, buf: w.buf}
	m := &memo{sum: f.Sum, size: f.Size, mode: f.Mode, key: w.set.key, today: w.set.today}
	m.role, m.lang = s.classify(f, w.set.languages, w.set.main)
	switch m.role {
	case isEntry:
		m.entry, m.past = w.entry(s, f)
	case translation:
		_, m.past = w.entry(s, f) // checked, not published
	}
	m.list = s.problems()
	return m
}

func localities(extra []site.ExtraCommune) []geo.Locality {
	out := make([]geo.Locality, len(extra))
	for i, x := range extra {
		out[i] = geo.Locality{Name: x.Nom, Country: "BE", Province: x.Province, At: [2]float64{x.Coord.Lon, x.Coord.Lat}}
	}
	return out
}

// Package build is the pipeline: content → site → files → verified → published.
//
// Builder.Run is the whole of it on one screen. It works in memory; Publisher alone writes. What Run remembers from one
// build to the next (decoded files, rendered pages) only spares work: the result is always that of a cold build.
package build

import (
	"context"
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/assets"
	"enrouteweb.org/balise/internal/bundle"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/review"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
	"enrouteweb.org/balise/themes"
)

// Options do not change while a Builder lives.
type Options struct {
	Content  string // the editors' folder
	Theme    string // a folder laid over the built-in theme; "" for none
	Output   string // where the last publication is, to know the addresses it had
	BaseURL  string // overrides site.yaml's url
	Portable bool
}

// Request is one build.
type Request struct {
	Today   site.Date
	Drafts  bool     // show what is not published, under a banner
	Changed []string // what changed on disk since the last Run, as given by the watch; nil: look at everything
	Dry     bool     // nothing is to be shown nor published: only Diags matter
	Once    bool     // no other Run is to follow: nothing is kept for it
	Stage   *Stage   // takes the pages as they are made; nil: they stay in memory

	// Tell, when given, is told what Publisher.Build is about to change, before anything of the site is touched. What it
	// returns stops the publication.
	Tell func(*Result, *Changes) error

	Over   map[string][]byte      // files by the name that messages give them, read in place of the disk's
	Advise func(file string) bool // give advice too, on the files that it returns true for; nil: none

	Extra map[string][]byte // entries that are not on the disk, by content path: the site is judged as if they were
}

// Result is what a build gave.
type Result struct {
	OK     bool // no error: Files may be published
	Files  []output.File
	Site   *site.Site
	Diags  diag.List
	Inputs []string // what was read, to watch

	addresses []string // of the site, by the numbers of output.File.Refs
}

// Bytes gives every file's bytes by path, for a build without a Stage; nil when it is not OK.
func (r *Result) Bytes() map[string][]byte {
	return r.each(func(f *output.File) []byte { return f.Data })
}

// aside is where the pages are that a preview shows even if it has no site to show.
const aside = "aide/"

// Apart gives the bytes of the editors' documentation and of what every page uses, whether or not the build is OK: it tells
// how to mend what stops it.
func (r *Result) Apart() map[string][]byte {
	out := map[string][]byte{}
	for i := range r.Files {
		if p := r.Files[i].Path; strings.HasPrefix(p, aside) || strings.HasPrefix(p, "assets/") {
			out[p] = r.Files[i].Data
		}
	}
	return out
}

// Prints gives for each path what changes when the file's bytes do; nil when the build is not OK.
func (r *Result) Prints() map[string][]byte {
	return r.each(func(f *output.File) []byte { return binary.LittleEndian.AppendUint64(nil, f.Sum) })
}

func (r *Result) each(show func(*output.File) []byte) map[string][]byte {
	if !r.OK {
		return nil
	}
	out := make(map[string][]byte, len(r.Files))
	for i := range r.Files {
		out[r.Files[i].Path] = show(&r.Files[i])
	}
	return out
}

// Builder builds again and again. It is not safe for concurrent use.
type Builder struct {
	opts   Options
	atlas  *geo.Atlas
	bundle *bundle.Bundle
	cache  content.Cache
	memo   output.Memo
	leaks  map[string][]secret // by path: hidden texts that pages of the last good build hold
	clean  lines               // of its data files
	media  map[string]media
	theme  *theme.Theme
	themed diag.List
	had    map[string]bool // entries' pages of the last good build, by path; nil before the first
	next   map[string]bool // the same of the build under way
}

// media is one file of content/media, as it is published.
type media struct {
	sum   uint64
	file  output.File
	size  output.Size
	diags diag.List
	shot  review.Picture // the file as it is on disk
}

// Where the collector starts to work harder: ten thousand entries stay well under 400 MB, and more get their share, or it
// would do nothing else.
const (
	memoryLimit   = 365 << 20
	memoryPerFile = 33 << 10
)

// New loads what the program brings: the map, the styles, the fonts.
func New(opts Options) (*Builder, error) {
	debug.SetMemoryLimit(memoryLimit)
	dist, err := assets.FS()
	if err != nil {
		return nil, err
	}
	b := &Builder{opts: opts, media: map[string]media{}}
	if b.bundle, err = bundle.Load(dist); err != nil {
		return nil, err
	}
	data, err := fs.ReadFile(dist, "geo.json")
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", geo.ErrAbsent, err)
	}
	b.atlas, err = geo.Load(data)
	return b, err
}

// Atlas is what is known of places, without those of the content.
func (b *Builder) Atlas() *geo.Atlas { return b.atlas }

// Inputs lists the folders a build reads.
func (b *Builder) Inputs() []string {
	in := []string{b.opts.Content}
	if b.opts.Theme != "" {
		in = append(in, b.opts.Theme)
	}
	return in
}

// Prefix is what messages put before a path of the content: "content/".
func (b *Builder) Prefix() string { return shown(b.opts.Content) }

// Run builds the whole site in memory.
func (b *Builder) Run(ctx context.Context, req Request) (*Result, error) {
	res := &Result{Inputs: b.Inputs()}
	if err := b.loadTheme(req.Changed); err != nil {
		return nil, err
	}
	res.Diags.Add(b.themed...)
	prefix := b.Prefix()
	dec, ds, err := b.decode(req, prefix)
	if err != nil {
		return nil, err
	}
	res.Diags.Add(ds...)
	files, sizes, ds, err := b.takeMedia(dec.Media, prefix)
	if err != nil {
		return nil, err
	}
	res.Diags.Add(ds...)
	res.Diags.Add(checkArchive(dec.Config, files)...)
	known := make(map[string]bool, len(files))
	for i := range files {
		known[files[i].Path] = true
	}
	s, ds := site.New(site.Input{Config: dec.Config, Vocab: dec.Vocab, Entries: dec.Entries, Own: req.Once, Media: known, Today: req.Today, Drafts: req.Drafts})
	res.Site = s
	res.Diags.Add(ds...)
	res.Diags.Add(b.addressless(dec.Config)...)
	if b.theme == nil || ctx.Err() != nil {
		return res, ctx.Err()
	}
	in := b.input(s, dec, files, sizes, req)
	if err := b.addForm(&in, req); err != nil {
		return nil, err
	}
	watch := newGuard(s, req, res.Diags.HasErrors(), b.clean)
	in.Key ^= watch.key
	in.Keep = watch.keep()
	res.Files, err = output.All(in, &b.memo)
	if err != nil {
		if d, ok := b.theme.Diag(err); ok {
			res.Diags.Add(d)
			return res, nil
		}
		return nil, err
	}
	res.addresses = b.memo.Names()
	leaks := watch.all(res.Files, b.leaks)
	res.Diags.Add(Verify(res.Files, &b.memo, s, leaks)...)
	res.Diags.Add(b.lost(res.Files, s)...)
	if req.Advise != nil {
		res.Diags.Add(b.advise(s, res.Diags, req.Advise)...)
	}
	if res.OK = !res.Diags.HasErrors(); res.OK {
		b.had, b.leaks, b.clean = b.next, leaks, watch.clean
		b.memo.Good()
	}
	return res, ctx.Err()
}

// addressless tells of a site that has no address.
func (b *Builder) addressless(c *site.Config) (list diag.List) {
	if c.URL == "" && b.opts.BaseURL == "" && len(c.Src.Data) > 0 {
		list.Add(c.Src.DiagAt(diag.Avertissement, "url-absente", 1, 1, 1, "L'adresse publique du site n'est pas donnée : il n'y aura ni plan du site, ni fil d'actualité, ni adresse canonique.",
			"Ajoutez une ligne comme : url: https://exemple.be"))
	}
	return list
}

// decode reads the content. For one build only, the bytes of files are not kept: a message may read its line again.
func (b *Builder) decode(req Request, prefix string) (*content.Result, diag.List, error) {
	fsys := over(os.DirFS(b.opts.Content), req.Over, prefix)
	files, err := content.Read(fsys, &b.cache, b.relative(req.Changed))
	if err != nil {
		return nil, nil, rooted(err, b.opts.Content)
	}
	for p, data := range req.Extra {
		files = append(files, content.File{Path: p, Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data)})
	}
	slices.SortFunc(files, func(a, b content.File) int { return strings.Compare(a.Path, b.Path) })
	debug.SetMemoryLimit(max(memoryLimit, int64(len(files))*memoryPerFile))
	opts := content.Options{Prefix: prefix, Today: req.Today, Atlas: b.atlas}
	if req.Once {
		opts.Again = func(path string) []byte {
			if data, ok := req.Extra[path]; ok {
				return data
			}
			data, _ := fs.ReadFile(fsys, path) // gone since: the message goes without its line
			return data
		}
		defer func() { b.cache = content.Cache{} }()
	}
	dec, ds := content.Decode(files, opts, &b.cache)
	return dec, ds, nil
}

// rooted gives an error of a folder's file system the path as it is from the working folder.
func rooted(err error, dir string) error {
	if file, ok := err.(*fs.PathError); ok { // one with no other words around it
		return &fs.PathError{Op: file.Op, Path: filepath.Join(dir, filepath.FromSlash(file.Path)), Err: file.Err}
	}
	return err
}

// input gathers what the files are made from.
func (b *Builder) input(s *site.Site, dec *content.Result, files []output.File, sizes map[string]output.Size, req Request) output.Input {
	css, own := b.style(dec.Vocab)
	has := func(kind string) bool {
		switch kind {
		case bundle.Preview:
			return req.Drafts
		case bundle.Any:
			return len(s.All()) > 0
		}
		return len(s.Entries(site.KindNamed(kind))) > 0
	}
	in := output.Input{Site: s, Theme: b.theme, Atlas: dec.Atlas, CSS: css, Styles: b.bundle.Styles(), Fonts: b.bundle.Fonts(), Icon: b.bundle.URL(bundle.Icon),
		Scripts: b.bundle.Scripts(), Ground: b.bundle.URL(bundle.Ground),
		Images: sizes, Proposal: proposal(dec.Vocab), Portable: b.opts.Portable, BaseURL: b.opts.BaseURL, Assets: files}
	if b.opts.Portable {
		in.Fonts, in.Scripts = nil, nil // from a folder, browsers preload nothing and run no module: pages are whole without
	}
	if req.Drafts {
		in.Manual = manualOf(dec.Vocab)
	}
	mapped := in.Scripts != nil && has("initiative")
	if mapped {
		in.EmbedCSS = b.bundle.URL(bundle.EmbedCSS)
	}
	h := xxhash.New()
	for _, f := range b.bundle.Files() {
		switch {
		case own != nil && "/"+f.Path == b.bundle.URL(bundle.CSS):
			in.Assets = append(in.Assets, *own)
		case f.Map && !mapped || b.idle("/"+f.Path, dec.Config):
		case len(f.Kinds) > 0 && (!slices.ContainsFunc(f.Kinds, has) || in.Scripts == nil && strings.HasSuffix(f.Path, ".js")):
		default:
			in.Assets = append(in.Assets, output.File{Path: f.Path, Data: f.Data, Size: int64(len(f.Data)), Sum: xxhash.Sum64(f.Data)})
		}
		_, _ = h.WriteString(f.Path + "\x00")
	}
	fmt.Fprintf(h, "%x %s %v %v %s\x00", b.theme.Sum(), req.Today, req.Drafts, b.opts.Portable, b.opts.BaseURL)
	_, _ = h.Write(dec.Config.Src.Data)
	_, _ = h.Write(dec.Vocab.Src.Data)
	fmt.Fprintf(h, "%+v", sizes)
	in.Key = h.Sum64()
	return in
}

// loadTheme reads the templates, again when the override folder may have changed.
func (b *Builder) loadTheme(changed []string) error {
	if b.theme != nil && (b.opts.Theme == "" || (changed != nil && !b.touches(changed, b.opts.Theme))) {
		return nil
	}
	base, err := fs.Sub(themes.FS(), "default")
	if err != nil {
		return err
	}
	var over fs.FS
	if b.opts.Theme != "" {
		over = os.DirFS(b.opts.Theme)
	}
	b.theme, b.themed = theme.Load(base, over, filepath.ToSlash(b.opts.Theme))
	return nil
}

func (b *Builder) touches(changed []string, dir string) bool {
	d := filepath.ToSlash(filepath.Clean(dir))
	for _, c := range changed {
		if c = path.Clean(filepath.ToSlash(c)); c == d || strings.HasPrefix(c, d+"/") {
			return true
		}
	}
	return false
}

// relative turns the watch's paths into content paths; nil stays nil.
func (b *Builder) relative(changed []string) []string {
	if changed == nil {
		return nil
	}
	root := path.Clean(filepath.ToSlash(b.opts.Content))
	out := []string{}
	for _, c := range changed {
		c = path.Clean(filepath.ToSlash(c))
		if c == root {
			return nil
		}
		if root == "." {
			out = append(out, c)
		} else if rest, ok := strings.CutPrefix(c, root+"/"); ok {
			out = append(out, rest)
		}
	}
	return out
}

// shown is how messages name a folder, ready to be followed by a file: from the working folder, with "/".
func shown(dir string) string {
	if wd, err := os.Getwd(); err == nil && filepath.IsAbs(dir) {
		if rel, err := filepath.Rel(wd, dir); err == nil && filepath.IsLocal(rel) {
			dir = rel
		}
	}
	if dir = filepath.ToSlash(filepath.Clean(dir)); dir == "." {
		return ""
	}
	return strings.TrimSuffix(dir, "/") + "/"
}

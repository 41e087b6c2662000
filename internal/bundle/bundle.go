// Package bundle takes what is published beside the pages: the theme's own files, that make built and fingerprinted,
// and the editors' media.
//
// Load reads assets.FS: every file its manifest names is published under /assets/ and known by its logical name; so is
// the ground of the interactive map, under a name of its own bytes.
// Media prepares one file of content/media: a JPEG loses its metadata, a picture that would tell where it was taken or
// a drawing that would run on the visitor's machine is refused, everything else passes as it is. Both are pure
// functions of bytes; problems are diags, and a damaged file is one of them, never a panic.
package bundle

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"
)

// Logical names of the files that every page uses.
const (
	CSS    = "site.css"
	Icon   = "icon.svg"
	Ground = "basemap.json" // what the interactive map draws under its marks

	EmbedCSS = "embed.css" // for pages that other sites show, and the page about them
)

// Preview stands among the content types for the pages that only a preview has: nothing of them is published.
const Preview = "aide"

// Any stands among the content types for all of them: what serves a site that has an entry of whatever type.
const Any = "*"

// ofKinds are the scripts and styles that serve only the pages of some content types.
var ofKinds = map[string][]string{
	"journee.js": {"formation"}, "formulaire.js": {"formulaire"}, "etapes.js": {"chapitre"}, "proposer.js": {"initiative"}, "regles.js": {"initiative"},
	"formations.css": {"formation"}, "agenda.css": {"activite", "intervision"}, "rapports.css": {"rapport"}, "etat.css": {"initiative"}, "reseau.css": {"organisation", "actualite", "ressource"},
	"aide.css": {Preview}, "formulaires.css": {"formulaire"}, "glossaire.css": {"terme"}, "guide.css": {"chapitre"}, "proposer.css": {"initiative"}, "recherche.css": {Any}, "recherche.js": {Any}, "engine.js": {Any},
}

// preloaded are the fonts every page shows before anything else, the most used first.
var preloaded = [...]string{
	"atkinson-hyperlegible-next-latin-400-normal.woff2",
	"besley-latin-700-normal.woff2",
}

// Bundle is what make built for the browser.
type Bundle struct {
	files []File
	urls  map[string]string
}

// File is one file to publish.
type File struct {
	Path  string   // from the site's root, without the leading slash: "assets/site-EKV4HK22.css"
	Data  []byte   // not to be modified
	Map   bool     // only where the map has its scripts does a page ask for it
	Kinds []string // only pages of these content types ask for it; none: any page may
}

// Load reads the files that manifest.json names.
func Load(fsys fs.FS) (*Bundle, error) {
	data, err := fs.ReadFile(fsys, "manifest.json")
	if err != nil {
		return nil, err
	}
	var manifest map[string]string
	if err := json.Unmarshal(data, &manifest); err != nil {
		return nil, fmt.Errorf("manifest.json: %w", err)
	}
	b := &Bundle{urls: make(map[string]string, len(manifest))}
	for logical, name := range manifest {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		b.add(logical, name, data)
	}
	ground, err := fs.ReadFile(fsys, Ground)
	if err != nil {
		return nil, err
	}
	b.add(Ground, fmt.Sprintf("fond-%010x.json", xxhash.Sum64(ground)>>24), ground)
	slices.SortFunc(b.files, func(x, y File) int { return strings.Compare(x.Path, y.Path) })
	return b, nil
}

func (b *Bundle) add(logical, name string, data []byte) {
	f := File{Path: "assets/" + name, Data: data, Kinds: ofKinds[logical]}
	f.Map = len(f.Kinds) == 0 && (strings.HasSuffix(name, ".js") || logical == Ground || logical == EmbedCSS)
	b.files = append(b.files, f)
	b.urls[logical] = "/assets/" + name
}

// Scripts gives the addresses of the scripts by logical name ("carte.js").
func (b *Bundle) Scripts() map[string]string { return b.ending(".js") }

// Styles gives the addresses of the styles by logical name ("agenda.css").
func (b *Bundle) Styles() map[string]string { return b.ending(".css") }

func (b *Bundle) ending(ext string) map[string]string {
	out := map[string]string{}
	for name, url := range b.urls {
		if strings.HasSuffix(name, ext) {
			out[name] = url
		}
	}
	return out
}

// Files lists what to publish, by path.
func (b *Bundle) Files() []File { return slices.Clone(b.files) }

// URL gives the address of a file from the site's root by its logical name ("site.css"), or "" when there is none.
func (b *Bundle) URL(name string) string { return b.urls[name] }

// Fonts gives the addresses of the fonts to preload, in order.
func (b *Bundle) Fonts() []string {
	var out []string
	for _, name := range preloaded {
		if u := b.URL(name); u != "" {
			out = append(out, u)
		}
	}
	return out
}

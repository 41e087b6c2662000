package why

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// Desk is what the preview's bar tells of the page at an address. No value of a header is in it, only where it stands: the
// preview may be open to a local network.
type Desk struct {
	File    string    `json:"fichier,omitempty"` // "" when no file alone makes the page
	Dir     string    `json:"dossier,omitempty"` // the type's, under content
	Stem    string    `json:"nom,omitempty"`     // the file's name without ".md"
	Title   string    `json:"titre,omitempty"`
	Kind    string    `json:"type,omitempty"` // "une initiative"
	Held    string    `json:"retenue,omitempty"`
	Keys    []Key     `json:"cles,omitempty"`
	Missing []Missing `json:"manque,omitempty"` // what serves visitors most
	Other   []Missing `json:"autres,omitempty"` // the type's other keys
	Files   []Listed  `json:"fiches,omitempty"` // of a page made of several: those it leads to
	More    int       `json:"reste,omitempty"`  // how many of them are not in Files
}

// Key is where a key of the header stands.
type Key struct {
	Name string `json:"cle"`
	Line int    `json:"ligne"`
	Doc  string `json:"aide"`
}

// Missing is a key that is not filled.
type Missing struct {
	Name     string `json:"cle"`
	Required bool   `json:"obligatoire,omitempty"`
	Doc      string `json:"aide"`
	Lines    string `json:"lignes"` // to copy into the header
}

// Listed is a file whose entry a page leads to.
type Listed struct {
	File  string `json:"fichier"`
	Title string `json:"titre"`
	URL   string `json:"url"`
}

// mostListed is how many files of a list are named.
const mostListed = 40

// useful are the keys that serve visitors most, whatever the type that has them; the required ones come before.
var useful = []string{"resume", "contact", "courriel", "site", "horaires", "coordonnees", "acces", "en_clair", "verifie_le", "verifie_par", "lieu", "heure", "duree", "date", "image", "consentement"}

// About tells of the page at an address, from the last good build.
func About(res *build.Result, address string) *Desk {
	address, _, _ = strings.Cut(address, "?")
	address, fragment, _ := strings.Cut(address, "#")
	if p, err := url.PathUnescape(address); err == nil {
		address = p
	}
	if fragment != "" {
		if e := res.Site.ByURL(address + "#" + fragment); e != nil {
			return aboutEntry(e)
		}
	}
	if e := res.Site.ByURL(address); e != nil {
		return aboutEntry(e)
	}
	return aboutList(res, address)
}

func aboutEntry(e site.Entry) *Desk {
	b := e.Common()
	d := &Desk{File: b.Src.File, Dir: b.Kind.Dir, Stem: strings.TrimSuffix(path.Base(b.Path), path.Ext(b.Path)), Title: b.Titre, Kind: b.Kind.Un, Held: b.Withheld}
	fields := content.FieldsOf(b.Kind)
	filled := map[string]bool{}
	for _, k := range b.Src.Keys {
		top, _, _ := strings.Cut(k.Key, ".")
		filled[top] = true
		if f := field(fields, k.Key); f != nil {
			d.Keys = append(d.Keys, Key{k.Key, b.Src.KeyLine(k.Key), french.Typo(f.Doc)})
		}
	}
	slices.SortStableFunc(d.Keys, func(a, b Key) int { return a.Line - b.Line })
	for _, f := range fields {
		switch {
		case filled[f.Key], f.Key == "brouillon", f.Key == "alias":
		case f.Required || slices.Contains(useful, f.Key):
			d.Missing = append(d.Missing, missing(f))
		default:
			d.Other = append(d.Other, missing(f))
		}
	}
	slices.SortStableFunc(d.Missing, func(a, b Missing) int { return rank(a) - rank(b) })
	return d
}

func rank(m Missing) int {
	if m.Required {
		return -1
	}
	return slices.Index(useful, m.Name)
}

// field gives the field of a key such as "contact.courriel"; nil for one of a list ("seances.0.date") or an unknown one.
func field(fields []content.Field, key string) *content.Field {
	head, rest, nested := strings.Cut(key, ".")
	for i := range fields {
		switch {
		case fields[i].Key != head:
		case !nested:
			return &fields[i]
		default:
			return field(fields[i].Fields, rest)
		}
	}
	return nil
}

// missing describes a key with lines that an editor may copy as they are.
func missing(f content.Field) Missing {
	return Missing{Name: f.Key, Required: f.Required, Doc: french.Typo(f.Doc), Lines: lines(f)}
}

func lines(f content.Field) string {
	if f.Kind != content.Group {
		return strings.TrimRight(f.Key+": "+f.Example, " ")
	}
	lead := "  "
	if f.List {
		lead = "  - "
	}
	out := f.Key + ":"
	for _, x := range f.Fields {
		if x.Example != "" && x.Kind != content.Group {
			out += "\n" + lead + x.Key + ": " + x.Example
			lead = strings.Replace(lead, "-", " ", 1)
		}
	}
	return out
}

// aboutList names the files that a page made of several leads to.
func aboutList(res *build.Result, address string) *Desk {
	key := strings.TrimPrefix(address, "/")
	if key == "" || strings.HasSuffix(key, "/") {
		key += "index.html"
	}
	d := &Desk{}
	i := slices.IndexFunc(res.Files, func(f output.File) bool { return f.Path == key })
	if i < 0 {
		return d
	}
	d.Title = name(&res.Files[i])
	linked := map[string]bool{}
	for _, u := range res.Linked(&res.Files[i]) {
		linked[u] = true
	}
	for _, e := range res.Site.All() {
		b := e.Common()
		inside := b.Kind.Anchored && strings.HasPrefix(b.URL(), address+"#")
		if !inside && (!linked[b.URL()] || b.Kind.Name == "page") { // every page leads to those
			continue
		}
		if len(d.Files) == mostListed {
			d.More++
			continue
		}
		d.Files = append(d.Files, Listed{b.Src.File, b.Titre, b.URL()})
	}
	return d
}

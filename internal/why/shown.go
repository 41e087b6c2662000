package why

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// Shown is one page, feed or file that holds the entry.
type Shown struct {
	Sort  string `json:"sorte"` // "page", "fiche", "integrable" (a map for other sites) or "fichier"
	URL   string `json:"url"`
	Title string `json:"titre"`
}

// shown reads off the build where an entry is: the pages that link to it, and the files that hold its address or its slug.
func (a *asked) shown(out *Answer, e site.Entry) {
	b := e.Common()
	pages := 0
	for i := range a.res.Files {
		if a.res.Files[i].HTML && a.res.Files[i].Name != "" {
			pages++
		}
	}
	var lists, entries, embeds []Shown
	for _, f := range a.res.Linking(b.URL()) {
		switch {
		case embed(f.Path):
			embeds = append(embeds, Shown{"integrable", address(f.Path), "carte à poser sur un autre site"})
		case f.From == b.Path, f.Name == "": // itself, or a page that only leads elsewhere
		case f.From == "":
			lists = append(lists, Shown{"page", address(f.Path), name(f)})
		default:
			entries = append(entries, Shown{"fiche", address(f.Path), name(f)})
		}
	}
	if n := len(lists) + len(entries); n >= 10 && 10*n >= 9*pages {
		out.Everyone = "Toutes les pages y mènent, par leur menu ou leur pied."
		lists, entries = nil, nil
	}
	out.Shown = slices.Concat(lists, entries, embeds)
	for i := range a.res.Files {
		if f := &a.res.Files[i]; !f.HTML && a.holds(f, b) {
			out.Shown = append(out.Shown, Shown{"fichier", "/" + f.Path, fileName(f.Path)})
		}
	}
}

func address(p string) string { return "/" + strings.TrimSuffix(p, "index.html") }

func embed(p string) bool { return strings.HasPrefix(p, "embed/") }

func name(f *output.File) string {
	if f.Path == "index.html" {
		return "Accueil"
	}
	return f.Name
}

// holds tells whether a file that is no page has the entry in it.
func (a *asked) holds(f *output.File, b *site.Base) bool {
	if strings.HasPrefix(f.Path, "assets/") || strings.HasPrefix(f.Path, "media/") {
		return false
	}
	switch path.Ext(f.Path) {
	case ".epub":
		return bookHolds(f.Data, b)
	case ".ics":
		return a.text(bytes.ReplaceAll(f.Data, []byte("\r\n "), nil), b) // long lines are folded, RFC 5545 section 3.1
	case ".json", ".geojson":
		maps := strings.HasPrefix(f.Path, "donnees/carte.") || strings.HasPrefix(f.Path, "donnees/tuiles/")
		if b.Kind.Name == "initiative" && maps && bytes.Contains(f.Data, []byte(`"`+b.Slug+`"`)) {
			return true
		}
	}
	return a.text(f.Data, b)
}

// text looks for the entry's address, whole or from the site's root.
func (a *asked) text(data []byte, b *site.Base) bool {
	if base := a.base(); base != "" && followed(data, base+b.URL()) {
		return true
	}
	return followed(data, `"`+b.URL())
}

// followed tells that a text holds an address that ends there.
func followed(data []byte, address string) bool {
	for {
		i := bytes.Index(data, []byte(address))
		if i < 0 {
			return false
		}
		data = data[i+len(address):]
		if len(data) == 0 || strings.IndexByte("\"'<>;, \r\n#?", data[0]) >= 0 {
			return true
		}
	}
}

// bookHolds looks into the guide's book for a chapter: its parts have the names of the files.
func bookHolds(data []byte, b *site.Base) bool {
	if b.Kind.Name != "chapitre" {
		return false
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	return slices.ContainsFunc(z.File, func(f *zip.File) bool { return path.Base(f.Name) == b.Slug+".xhtml" })
}

// fileName says in words what a file is.
func fileName(p string) string {
	known := map[string]string{
		"sitemap.xml": "plan du site, pour les moteurs de recherche", "atom.xml": "fil des nouveautés (Atom)", "feed.json": "fil des nouveautés (JSON Feed)",
		"actualites/atom.xml": "fil des actualités (Atom)", "agenda.ics": "agenda, pour un calendrier",
		"donnees/initiatives.geojson": "données ouvertes, pour une carte", "donnees/initiatives.csv": "données ouvertes, pour un tableur",
		"donnees/carte.geojson": "ce que chargent la carte et sa recherche", "donnees/carte.json": "ce que chargent la carte et sa recherche",
	}
	switch {
	case known[p] != "":
		return known[p]
	case strings.HasPrefix(p, "donnees/hsds/"):
		return "données ouvertes, pour un annuaire social"
	case strings.HasPrefix(p, "donnees/tuiles/"):
		return "un morceau de la carte"
	case path.Ext(p) == ".epub":
		return "livre à télécharger"
	case path.Ext(p) == ".ics":
		return "calendrier"
	case path.Ext(p) == ".csv":
		return "tableau"
	}
	return "données"
}

// Backlink is what leads to the entry from another file.
type Backlink struct {
	File  string `json:"fichier"`
	Line  int    `json:"ligne"`
	Key   string `json:"cle,omitempty"` // of the header; "" for a link of the text
	Title string `json:"titre"`
	Draft string `json:"non_publie,omitempty"` // why the file that links is not published
}

func backlinks(s *site.Site, e site.Entry) []Backlink { return linksOf(s.Mentions(e)) }

func linksOf(ms []site.Mention) []Backlink {
	var out []Backlink
	for _, m := range ms {
		b := m.From.Common()
		out = append(out, Backlink{File: b.Src.File, Line: m.Pos.Line, Key: m.Key, Title: b.Titre, Draft: b.Withheld})
	}
	return out
}

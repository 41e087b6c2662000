package markdown

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/yuin/goldmark/util"
)

// isFile tells whether an extension is a document's: .pdf, .ods, .mp3 … A page saved from a browser is not one.
func isFile(ext string) bool {
	if len(ext) < 3 || len(ext) > 5 || strings.HasPrefix(ext, ".htm") || !isLetter(ext[1]) {
		return false
	}
	for i := 1; i < len(ext); i++ {
		if !isAlphanumeric(ext[i]) {
			return false
		}
	}
	return true
}

// picture understands the address of an image of the site.
func (p *page) picture(d *dest, t localTarget) (string, bool) {
	ext := strings.ToLower(path.Ext(t.path))
	if !slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"}, ext) {
		return p.refuse(d, "image-type", fmt.Sprintf("« %s » n’est pas une image que les navigateurs affichent.", short(path.Base(t.path))),
			"Utilisez une image .jpg, .png, .webp, .gif, .avif ou .svg ; pour un document, faites un lien : « [Le rapport](/media/rapport.pdf) ».", "")
	}
	if strings.HasPrefix(t.where, "/") && !inMedia(t.path) {
		return p.keep(d, Page, "/"+t.path, "", escapedPath("/"+t.path))
	}
	return p.keep(d, Media, t.path, "", escapedPath("/"+t.path))
}

func inMedia(path string) bool { return strings.HasPrefix(path, "media/") }

// place understands the address of a page or a file of the site.
func (p *page) place(d *dest, t localTarget, typed string) (string, bool) {
	ext := strings.ToLower(path.Ext(t.path))
	absolute := strings.HasPrefix(t.where, "/")
	switch {
	case ext == ".md":
		if to, ok := p.entry(t.path); ok {
			return p.keep(d, Entry, t.path, t.frag, t.within(to))
		}
	case absolute && !inMedia(t.path):
		return p.sitePage(d, t)
	case t.where == "" && t.query != "":
		return p.keep(d, Page, query(t.query), t.frag, queryRef(t.query)+t.hash())
	case inMedia(t.path) && !strings.HasSuffix(t.where, "/"), isFile(ext):
		return p.keep(d, Media, t.path, t.frag, escapedPath("/"+t.path)+t.hash())
	default:
		if better, ok := p.entryMeant(t.path, typed); ok {
			return p.refuse(d, "lien-sans-md", fmt.Sprintf("L’adresse « %s » ne désigne pas un fichier : il manque « .md ».", short(d.typed)),
				fmt.Sprintf("Un lien vers une fiche est un lien vers son fichier : « %s ». L’adresse d’une page commence par « / ».", short(better)), p.retype(d, better))
		}
	}
	return p.refuse(d, "lien-type-inconnu", fmt.Sprintf("Aucune page du site ne peut correspondre à « %s ».", short(d.typed)),
		"Un lien mène à un fichier .md d’un dossier du site (« ../initiatives/transit.md »), à un fichier de media (« /media/rapport.pdf ») ou à une adresse du site (« /carte/ »).", "")
}

// sitePage keeps the address of a page as it will be published: /carte/?secteurs=precarite.
func (p *page) sitePage(d *dest, t localTarget) (string, bool) {
	clean := "/" + t.path
	if clean != "/" && strings.HasSuffix(t.where, "/") {
		clean += "/"
	}
	return p.keep(d, Page, clean+query(t.query), t.frag, escapedPath(clean)+queryRef(t.query)+t.hash())
}

// queryRef gives a query as href needs it.
func queryRef(s string) string { return string(util.URLEscape([]byte(query(s)), false)) }

func query(s string) string {
	if s == "" {
		return ""
	}
	return "?" + s
}

// entry gives the URL of an entry's file; its extension may be in capitals.
func (p *page) entry(file string) (string, bool) {
	if p.o.Resolve == nil {
		return "", false
	}
	return p.o.Resolve(file[:len(file)-len(".md")] + ".md")
}

// entryMeant tells whether an address that lacks its .md would be an entry's with it, and how it should have been typed.
func (p *page) entryMeant(file, typed string) (better string, ok bool) {
	typed, frag, _ := strings.Cut(typed, "#")
	for _, end := range []string{"/index.html", ".html", ".htm", "/"} {
		file, typed = strings.TrimSuffix(file, end), strings.TrimSuffix(typed, end)
	}
	if file == "" || file == "." || typed == "" || strings.HasSuffix(typed, ".") {
		return "", false
	}
	if _, ok = p.entry(file + ".md"); !ok {
		return "", false
	}
	if frag != "" {
		frag = "#" + frag
	}
	return typed + ".md" + frag, true
}

// Package site is the vocabulary of balise: what an entry, a place, a date, a reference and a whole site are.
//
// One file per content type; one list, Kinds. It does no I/O. Values come in from content (decoded, located), New ties
// them together (references, back-links, lists) and output reads the result. Everything in an entry is what may be
// shown: what an editor asked to hide has left the model before New (see Place).
package site

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// Entry is one Markdown file of the content.
type Entry interface {
	Common() *Base
	Clone() Entry // shallow: New ties copies, so that a decoded entry can be kept for the next build
}

// Kind is one content type.
type Kind struct {
	Name    string // singular, lower case: the template's name and the reference's name
	Dir     string // folder under content/
	Section string // first URL segment; "" for pages, which live at the root
	Label   string // plural, as menus show it
	Un      string // "une initiative": for messages
	New     func() Entry
}

// Kinds lists the content types in the order of the site's menu.
var Kinds = []*Kind{
	{Name: "initiative", Dir: "initiatives", Section: "initiatives", Label: "Initiatives", Un: "une initiative", New: func() Entry { return new(Initiative) }},
	{Name: "portrait", Dir: "portraits", Section: "portraits", Label: "Portraits", Un: "un portrait", New: func() Entry { return new(Portrait) }},
	{Name: "chapitre", Dir: "guide", Section: "guide", Label: "Guide", Un: "un chapitre du guide", New: func() Entry { return new(Chapter) }},
	{Name: "organisation", Dir: "organisations", Section: "reseau", Label: "Réseau", Un: "une organisation", New: func() Entry { return new(Organisation) }},
	{Name: "page", Dir: "pages", Section: "", Label: "Pages", Un: "une page", New: func() Entry { return new(Page) }},
}

// ComingDirs are folders of the content contract that this version does not publish yet.
var ComingDirs = []string{"formations", "intervisions", "activites", "rapports", "actualites", "ressources", "formulaires", "glossaire"}

// Reserved are first URL segments no page may take.
var Reserved = []string{"initiatives", "carte", "portraits", "guide", "formations", "intervisions", "agenda", "rapports", "actualites",
	"reseau", "ressources", "formulaires", "glossaire", "recherche", "plan-du-site", "etat-des-lieux", "donnees", "embed", "assets", "media", "admin", "proposer", "aide"}

// KindOf gives the kind that owns a content path ("initiatives/transit.md"), or nil.
func KindOf(p string) *Kind {
	dir, _, ok := strings.Cut(p, "/")
	if !ok {
		return nil
	}
	for _, k := range Kinds {
		if k.Dir == dir {
			return k
		}
	}
	return nil
}

// KindNamed gives the kind of that singular name, or nil.
func KindNamed(name string) *Kind {
	for _, k := range Kinds {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// URL gives the address of a slug of this kind, from the site's root: "/initiatives/transit/".
func (k *Kind) URL(slug string) string {
	if k.Section == "" {
		return "/" + slug + "/"
	}
	return "/" + k.Section + "/" + slug + "/"
}

var numbered = regexp.MustCompile(`^([0-9]{1,4})[-_. ]+(.+)$`)

// SlugOf reads a file's name: the slug, and the number of a prefix that only orders (0 when absent).
func SlugOf(p string) (slug string, order int) {
	name := strings.TrimSuffix(path.Base(p), path.Ext(p))
	if name == "" || name[0] < '0' || name[0] > '9' {
		return french.Slug(name), 0
	}
	if m := numbered.FindStringSubmatch(name); m != nil {
		if s := french.Slug(m[2]); s != "" {
			order, _ = strconv.Atoi(m[1]) // at most four digits: cannot fail
			return s, order
		}
	}
	return french.Slug(name), 0
}

// URLOf gives the address an entry's file takes, from its path alone; ok is false when no kind owns the path.
func URLOf(p string) (url string, ok bool) {
	k := KindOf(p)
	if dir, rest, found := strings.Cut(p, "/"); k == nil && found {
		k = KindOf(strings.ToLower(dir) + "/" + rest) // a link may have the wrong case, as Windows forgives it
	}
	if k == nil || !strings.EqualFold(path.Ext(p), ".md") || strings.Count(p, "/") != 1 {
		return "", false
	}
	slug, _ := SlugOf(p)
	return k.URL(slug), slug != ""
}

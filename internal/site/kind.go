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
	"unicode/utf8"

	"enrouteweb.org/balise/internal/french"
)

// Entry is one Markdown file of the content.
type Entry interface {
	Common() *Base
	Clone() Entry // shallow: New ties copies, so that a decoded entry can be kept for the next build
}

// Kind is one content type.
type Kind struct {
	Name     string   // singular, lower case: the template's name and the reference's name
	Dir      string   // folder under content/
	Section  string   // first URL segment; "" for pages, which live at the root
	Label    string   // plural, as menus show it
	Intro    string   // one sentence under the title of its list
	Un       string   // "une initiative": for messages
	Anchored bool     // its entries are parts of one page: "/glossaire/#retablissement"
	Taken    []string // addresses of its section that the site's own pages have: no entry may be called so
	Outline  []Part   // parts its text is asked in; nil: as the editor likes
	New      func() Entry
}

// Part is a heading of an entry's text, and what is to be told under it.
type Part struct{ Title, Ask string }

// actionSheet is what a fiche-action of the networks asks, in its order.
var actionSheet = []Part{
	{"Problématique et contexte", "À quel besoin l’initiative répond-elle ? Comment l’idée est-elle née ?"},
	{"Objectifs", "Que veut-elle changer, et pour qui ?"},
	{"Le projet", "Racontez : qui fait quoi, où, quand, avec qui."},
	{"Résultats", "Qu’est-ce qui a été obtenu ? D’où le sait-on ?"},
	{"Effets inattendus", "Qu’est-ce qui a surpris, en bien ou en mal ?"},
	{"Perspectives", "Et maintenant ?"},
	{"Conseils pour reproduire l’action", "Que diriez-vous à ceux qui voudraient faire de même ? Qu’est-ce qui aide, qu’est-ce qui freine ?"},
}

// Titles are those of the parts its text is asked in.
func (k *Kind) Titles() []string {
	out := make([]string, len(k.Outline))
	for i, p := range k.Outline {
		out[i] = p.Title
	}
	return out
}

// Kinds lists the content types in the order of the site's menu.
var Kinds = []*Kind{
	{Name: "initiative", Dir: "initiatives", Section: "initiatives", Label: "Initiatives", Un: "une initiative", Outline: actionSheet, New: func() Entry { return new(Initiative) }},
	{Name: "portrait", Dir: "portraits", Section: "portraits", Label: "Portraits", Un: "un portrait", New: func() Entry { return new(Portrait) },
		Intro: "Des personnes et des équipes racontent la pair-aidance de l’intérieur.", Taken: []string{"page"}},
	{Name: "chapitre", Dir: "guide", Section: "guide", Label: "Guide", Un: "un chapitre du guide", New: func() Entry { return new(Chapter) },
		Intro: "Engager un pair-aidant et travailler avec lui, étape par étape.", Taken: []string{"imprimer", "plan"}},
	{Name: "formation", Dir: "formations", Section: "formations", Label: "Formations", Un: "une formation", New: func() Entry { return new(Training) },
		Intro: "Des modules à suivre seuls ou à assembler, pour comprendre la pair-aidance et la pratiquer.", Taken: []string{"composer"}},
	{Name: "intervision", Dir: "intervisions", Section: "intervisions", Label: "Intervisions", Un: "un cycle d’intervisions", New: func() Entry { return new(Cycle) },
		Intro: "Des pairs-aidants se réunissent pour parler de leur travail, dans un espace protégé."},
	{Name: "activite", Dir: "activites", Section: "agenda", Label: "Agenda", Un: "une activité", New: func() Entry { return new(Activity) },
		Intro: "Ce qui vient, et ce qui a eu lieu.", Taken: []string{"type", "annee"}},
	{Name: "actualite", Dir: "actualites", Section: "actualites", Label: "Actualités", Un: "une actualité", New: func() Entry { return new(News) },
		Intro: "Les nouvelles du réseau, de la plus récente à la plus ancienne.", Taken: []string{"annee"}},
	{Name: "organisation", Dir: "organisations", Section: "reseau", Label: "Réseau", Un: "une organisation", New: func() Entry { return new(Organisation) },
		Intro: "Les organisations qui portent, accompagnent ou financent la pair-aidance.", Taken: []string{"page"}},
	{Name: "ressource", Dir: "ressources", Section: "ressources", Label: "Ressources", Un: "une ressource", New: func() Entry { return new(Resource) },
		Intro: "Des livres, des rapports, des articles et des enregistrements, avec ce qu’on y trouve.", Taken: []string{"page"}},
	{Name: "rapport", Dir: "rapports", Section: "rapports", Label: "Rapports d’activités", Un: "un rapport d’activités", New: func() Entry { return new(Report) },
		Intro: "Ce qui a été fait, année par année : quand, quoi, pour qui, et où on en est."},
	{Name: "formulaire", Dir: "formulaires", Section: "formulaires", Label: "Formulaires", Un: "un formulaire", New: func() Entry { return new(Form) },
		Intro: "Des questions pour préparer une demande. Rien ne part sans vous.", Taken: []string{"page"}},
	{Name: "terme", Dir: "glossaire", Section: "glossaire", Label: "Glossaire", Un: "un terme du glossaire", New: func() Entry { return new(Word) }, Anchored: true,
		Intro: "Les mots du métier, expliqués simplement."},
	{Name: "page", Dir: "pages", Section: "", Label: "Pages", Un: "une page", New: func() Entry { return new(Page) },
		Taken: []string{"initiatives", "carte", "portraits", "guide", "formations", "intervisions", "agenda", "rapports", "actualites", "reseau", "ressources", "formulaires",
			"glossaire", "recherche", "plan-du-site", "etat-des-lieux", "donnees", "embed", "assets", "media", "admin", "proposer", "aide"}},
}

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
	switch {
	case k.Section == "":
		return "/" + slug + "/"
	case k.Anchored:
		return k.List() + "#" + slug
	}
	return "/" + k.Section + "/" + slug + "/"
}

// List is the address of the kind's list, "/portraits/"; "" for pages, which have none.
func (k *Kind) List() string {
	if k.Section == "" {
		return ""
	}
	return "/" + k.Section + "/"
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

// Device tells of a name that Windows keeps for a device, whatever the extension: no file can have it there. See "Naming
// Files, Paths, and Namespaces" of its documentation.
func Device(name string) bool {
	stem, _, _ := strings.Cut(strings.ToLower(name), ".")
	stem = strings.TrimRight(stem, " ")
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port, ok := strings.CutPrefix(stem, "com")
	if !ok {
		port, ok = strings.CutPrefix(stem, "lpt")
	}
	return ok && utf8.RuneCountInString(port) == 1 && strings.ContainsAny(port, "0123456789¹²³")
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

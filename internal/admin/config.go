package admin

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// Config is Decap's configuration (https://decapcms.org/docs/configuration-options/), as far as it is used.
type Config struct {
	LoadFile   bool           `json:"load_config_file"`
	Locale     string         `json:"locale"`
	Backend    map[string]any `json:"backend"`
	Media      string         `json:"media_folder"`
	Public     string         `json:"public_folder"`
	SiteURL    string         `json:"site_url,omitempty"` // what the pages are looked up under
	DisplayURL string         `json:"display_url,omitempty"`
	Logo       string         `json:"logo_url"`
	Previews   bool           `json:"show_preview_links"`
	Slug       map[string]any `json:"slug"`
	Editor     map[string]any `json:"editor"`

	Collections []Collection `json:"collections"`
}

// Collection is one content type, or the files that are alone of their kind.
type Collection struct {
	Name       string   `json:"name"`
	Label      string   `json:"label"`
	Singular   string   `json:"label_singular,omitempty"`
	About      string   `json:"description,omitempty"`
	Folder     string   `json:"folder,omitempty"`
	Create     bool     `json:"create,omitempty"`
	Slug       string   `json:"slug,omitempty"`
	Identifier string   `json:"identifier_field,omitempty"`
	Summary    string   `json:"summary,omitempty"`
	Sortable   []string `json:"sortable_fields,omitempty"`
	Page       string   `json:"preview_path,omitempty"`
	Format     string   `json:"format"`
	Extension  string   `json:"extension"`
	Fields     []Field  `json:"fields,omitempty"`
	Files      []File   `json:"files,omitempty"`
}

// File is one file of a Collection of such.
type File struct {
	Name   string  `json:"name"`
	Label  string  `json:"label"`
	File   string  `json:"file"`
	Page   string  `json:"preview_path,omitempty"`
	Fields []Field `json:"fields"`
}

// where says by what the form reads and writes, and where the pages are.
type where struct {
	backend map[string]any
	site    string // address of the site; "": pages are not linked to
	page    string // what stands before "guide/nom" in the address that leads to that file's page; "": the page's own address is guessed
}

// proxy is the preview on this machine.
func proxy(origin string) where {
	return where{backend: map[string]any{"name": "proxy", "proxy_url": Root + "api", "branch": "main"}, site: origin, page: strings.TrimPrefix(Root, "/") + "voir/"}
}

// config makes the configuration from the table of fields.
func config(s *site.Site, w where) *Config {
	c := &Config{
		Locale: "fr", Backend: w.backend, Media: "content/media", Public: "/media", SiteURL: w.site, DisplayURL: w.site, Logo: "icone.svg", Previews: w.site != "",
		Slug: map[string]any{"encoding": "ascii", "clean_accents": true, "sanitize_replacement": "-"}, Editor: map[string]any{"preview": false},
	}
	for _, k := range site.Kinds {
		c.Collections = append(c.Collections, collection(s, k, w))
	}
	c.Collections = append(c.Collections, settings(s))
	return c
}

func collection(s *site.Site, k *site.Kind, w where) Collection {
	out := Collection{
		Name: k.Dir, Label: k.Label, Singular: k.Un, About: k.Intro, Folder: "content/" + k.Dir, Create: true, Slug: "{{fields._nom}}", Identifier: "titre",
		Summary: "{{titre | default('(sans titre)')}}", Sortable: sortable(k), Format: "fiche-" + k.Dir, Extension: "md",
	}
	switch {
	case w.page != "":
		out.Page = w.page + k.Dir + "/{{slug}}"
	case k.Anchored:
		out.Page = strings.Trim(k.List(), "/") + "/"
	default:
		out.Page = strings.TrimPrefix(k.URL("{{slug}}"), "/")
	}
	form := former{site: s}
	for _, f := range asAsked(content.FieldsOf(k)) {
		field := form.field(&f)
		if f.Key == "brouillon" {
			field["default"] = "oui" // a fiche begun is not a fiche to show
		}
		out.Fields = append(out.Fields, field)
	}
	// Decap's rich text would write the whole text anew: no callout nor list of tasks would outlive it.
	out.Fields = append(out.Fields, Field{"name": "body", "label": "Texte", "widget": "markdown", "required": false, "modes": []string{"raw"}, "buttons": []string{}, "editor_components": []string{},
		"hint": bodyHint, "default": outline(k)})
	return out
}

// asAsked puts a type's keys in the order a person is asked for them: the type's own before those that every type has, save its
// title, its summary and whether it is a draft. Files keep the order of the table, whatever the form's.
func asAsked(fields []content.Field) []content.Field {
	var first, last []content.Field
	for _, f := range fields {
		if commonKeys[f.Key] {
			last = append(last, f)
		} else {
			first = append(first, f)
		}
	}
	return append(first, last...)
}

// commonKeys are those of every type that are asked last.
var commonKeys = map[string]bool{"image": true, "image_alt": true, "image_credit": true, "publie_le": true, "mis_a_jour": true, "alias": true}

// bodyHint is itself read as Markdown: nothing of it may be taken for a mark.
const bodyHint = "Deux signes ## au début d’une ligne en font un titre, un tiret une ligne de liste. Un lien s’écrit son texte entre crochets, puis son adresse entre parenthèses. Une ligne vide sépare deux paragraphes."

// outline is what a new text starts from.
func outline(k *site.Kind) string {
	var b strings.Builder
	for _, p := range k.Outline {
		b.WriteString("## " + p.Title + "\n\n")
	}
	return b.String()
}

func sortable(k *site.Kind) []string {
	out := []string{"titre"}
	for _, f := range content.FieldsOf(k) {
		if slices.Contains([]string{"date", "etape", "annee", "debut", "verifie_le"}, f.Key) {
			out = append(out, f.Key)
		}
	}
	return out
}

// settings is site.yaml. The lists of vocabulaires.yaml have keys that are an editor's own, which Decap cannot show: they stay
// for the text editor.
func settings(s *site.Site) Collection {
	form := former{site: s}
	f := File{Name: "site", Label: "Le site", File: "content/site.yaml"}
	for _, x := range content.ConfigFields() {
		f.Fields = append(f.Fields, form.field(&x))
	}
	return Collection{Name: "reglages", Label: "Réglages du site", About: "Les listes de valeurs (secteurs, natures …) sont dans vocabulaires.yaml, à changer dans un éditeur de texte.", Format: "reglages", Extension: "yaml", Files: []File{f}}
}

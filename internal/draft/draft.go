// Package draft makes the file of a new entry: its name, its header and the headings of its text.
//
// Nothing here is a second list of keys: what a header may hold, what each key means and an example of it come from
// content.FieldsOf, the allowed values from the site's own vocabulary, the headings from site.Kind.Outline, and content.Compose
// writes it all. What is composed is a draft ("brouillon: oui") that decodes without an Erreur as long as the values given
// do; keys that were given nothing sleep behind a "#", with what they mean above them.
package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Draft is a new entry.
type Draft struct {
	Kind   *site.Kind
	Title  string
	Values []Value
}

// Value is what a key is given, as a person types it: "sante-mentale, precarite".
type Value struct {
	Key  string // from the top of the header: "contact.courriel"
	Text string
}

// Get gives a key's value, "" when it has none.
func (d *Draft) Get(key string) string {
	for _, v := range d.Values {
		if v.Key == key {
			return v.Text
		}
	}
	return ""
}

// With gives the draft with one more value, in place of the one the key had.
func (d *Draft) With(key, text string) *Draft {
	c := *d
	c.Values = slices.DeleteFunc(slices.Clone(d.Values), func(v Value) bool { return v.Key == key })
	c.Values = append(c.Values, Value{key, text})
	return &c
}

var year = regexp.MustCompile(`\b(1[0-9]|2[0-9])[0-9]{2}\b`)

// Prepare gives the values that go without saying among the entries there are: a chapter's step follows the last one, a
// report is of the year its title names.
func (d *Draft) Prepare(entries []site.Entry) *Draft {
	switch d.Kind.Name {
	case "chapitre":
		if d.Get("etape") == "" {
			return d.With("etape", strconv.Itoa(nextStep(entries)))
		}
	case "rapport":
		y := year.FindString(d.Title)
		if d.Get("annee") == "" && y != "" {
			d = d.With("annee", y)
		}
		if d.Title == y && y != "" {
			c := *d
			c.Title = "Rapport d'activités " + y
			return &c
		}
	}
	return d
}

func nextStep(entries []site.Entry) int {
	last := 0
	for _, e := range entries {
		if c, ok := e.(*site.Chapter); ok {
			last = max(last, c.Etape, c.Number)
		}
	}
	return last + 1
}

// longest is how many characters a file's name may have: more than any title needs, less than any system takes.
const longest = 80

// Path gives the draft's file, "initiatives/le-relais.md". It is "" when the title gives no name, and when a report has no
// year to be called after.
func (d *Draft) Path() string {
	name := french.Slug(d.Title)
	if len(name) > longest {
		name = name[:longest]
		if i := strings.LastIndexByte(name, '-'); i > 0 {
			name = name[:i]
		}
	}
	switch {
	case d.Kind.Name == "rapport":
		name = d.Get("annee")
		if french.Slug(name) != name {
			name = ""
		}
	case name != "" && d.unusable(name):
		name += "-" + d.Kind.Name
	}
	if name == "" {
		return ""
	}
	if n, err := strconv.Atoi(d.Get("etape")); d.Kind.Name == "chapitre" && err == nil {
		name = fmt.Sprintf("%02d-%s", n, name)
	}
	return d.Kind.Dir + "/" + name + ".md"
}

// unusable tells of a name whose address is a page of the site itself, that Windows keeps for its devices, or that is left to
// notes between editors and never read.
func (d *Draft) unusable(name string) bool {
	slug, _ := site.SlugOf(name + ".md")
	part, _ := content.PartOf(content.File{Path: d.Kind.Dir + "/" + name + ".md"}, &site.Config{})
	return slices.Contains(d.Kind.Taken, slug) || site.Device(name) || part == content.Ignored
}

// Rival gives the entry that has the address the draft would take, or nil.
func (d *Draft) Rival(entries []site.Entry) site.Entry {
	url, _ := site.URLOf(d.Path())
	for _, e := range entries {
		if b := e.Common(); b.URL() == url || strings.EqualFold(b.Path, d.Path()) {
			return e
		}
	}
	return nil
}

// Field finds a key of a type, "contact.courriel" being one of a second level. near is the key that was probably meant
// when there is none of that name.
func Field(k *site.Kind, key string) (f *content.Field, near string) {
	fields := content.FieldsOf(k)
	top, rest, nested := strings.Cut(key, ".")
	f, near = pick(fields, top)
	if f == nil || !nested {
		return f, near
	}
	sub, nearSub := pick(f.Fields, rest)
	if sub == nil && nearSub != "" {
		nearSub = top + "." + nearSub
	}
	return sub, nearSub
}

func pick(fields []content.Field, key string) (*content.Field, string) {
	var keys []string
	for i := range fields {
		if fields[i].Key == key {
			return &fields[i], ""
		}
		keys = append(keys, fields[i].Key)
	}
	near, _ := french.Nearest(strings.ReplaceAll(key, "-", "_"), keys)
	return nil, near
}

// Missing lists the keys that the entry must have and has not: the required ones, and those of which its type needs one.
func (d *Draft) Missing() []content.Field {
	var out []content.Field
	for _, f := range content.FieldsOf(d.Kind) {
		if d.needed(&f) && !d.has(f.Key) {
			out = append(out, f)
		}
	}
	return out
}

// Wanted lists those of the missing keys that one answer gives.
func (d *Draft) Wanted() []content.Field {
	return slices.DeleteFunc(d.Missing(), func(f content.Field) bool { return f.Kind == content.Group })
}

// needs tells of keys that are required when another is absent, as content.Decode has it.
func (d *Draft) needs(key string) bool {
	switch d.Kind.Name + "." + key {
	case "initiative.commune":
		return d.Get("zone") == ""
	case "portrait.personne":
		return d.Get("equipe") == ""
	case "portrait.equipe":
		return d.Get("personne") == ""
	}
	return false
}

// Package schema tells other programs what a header may hold, in JSON Schema (draft 2020-12): text editors complete keys
// and mark mistakes with it, other programs check files before they hand them over.
//
// A schema is made from the same fields the decoder reads by (content.Fields), and from the site's own vocabularies. It is a
// necessary condition: what it refuses, balise refuses; balise also judges what no schema can (places, links, consents).
// Such programs read the header with a YAML parser of their own, so a value may reach them as a text or as the number it
// looks like: both are accepted, in drafts and elsewhere.
package schema

import (
	"encoding/json"

	"github.com/google/jsonschema-go/jsonschema"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

const draft = "https://json-schema.org/draft/2020-12/schema"

// Patterns of values, as RFC 8259 strings: ECMA 262, without flags.
const (
	datePattern  = `^\s*([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*$`
	coordPattern = `^\s*[+-]?[0-9]{1,3}(\.[0-9]+)?\s*,\s*[+-]?[0-9]{1,3}(\.[0-9]+)?\s*$`
)

// formPattern is what a text of some forms holds, unless it is empty. What stands around it is not looked at: balise takes off
// invisible marks, and more.
func formPattern(form string) string {
	switch form {
	case "pays":
		return `[A-Z]{2}|^\s*$`
	case "courriel":
		return `@|^\s*$`
	case "url":
		return `[Hh][Tt][Tt][Pp][Ss]?://|^\s*$`
	case "alias":
		return `/.*/|^\s*$`
	}
	return ""
}

// Entry gives the schema of a type's header. v gives the ids of closed lists; a list it lacks takes any text.
func Entry(k *site.Kind, v *site.Vocabulary) *jsonschema.Schema {
	s := object(content.FieldsOf(k), v)
	s.Schema, s.Title = draft, "L’en-tête d’un fichier de content/"+k.Dir+" : "+k.Un
	// A draft may lack what it needs to be published.
	s.If = &jsonschema.Schema{Required: []string{"brouillon"}, Properties: map[string]*jsonschema.Schema{"brouillon": {Enum: []any{"oui", "Oui", "OUI", "true", true}}}}
	s.Else, s.Required = &jsonschema.Schema{Required: s.Required}, nil
	return s
}

// Config gives the schema of site.yaml.
func Config() *jsonschema.Schema {
	s := object(content.ConfigFields(), nil)
	s.Schema, s.Title = draft, "content/site.yaml"
	return s
}

// All gives the schemas of every type and of site.yaml in one document, under $defs, by their names.
func All(v *site.Vocabulary) *jsonschema.Schema {
	s := &jsonschema.Schema{Schema: draft, Title: "Les en-têtes des fichiers de balise", Defs: map[string]*jsonschema.Schema{"site": Config()}}
	for _, k := range site.Kinds {
		s.Defs[k.Name] = Entry(k, v)
	}
	for _, def := range s.Defs {
		def.Schema = ""
	}
	return s
}

// object describes keys of one level; another key is a mistake.
func object(fields []content.Field, v *site.Vocabulary) *jsonschema.Schema {
	s := &jsonschema.Schema{Type: "object", Properties: map[string]*jsonschema.Schema{}, AdditionalProperties: &jsonschema.Schema{Not: &jsonschema.Schema{}}}
	for i := range fields {
		f := &fields[i]
		s.Properties[f.Key] = property(f, v)
		s.PropertyOrder = append(s.PropertyOrder, f.Key)
		if f.Required {
			s.Required = append(s.Required, f.Key)
		}
	}
	return s
}

// property describes a key's value: one, or where a list is expected also several. An empty one is not there.
func property(f *content.Field, v *site.Vocabulary) *jsonschema.Schema {
	s := &jsonschema.Schema{AnyOf: one(f, v)}
	if f.List {
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Type: "array", Items: &jsonschema.Schema{AnyOf: one(f, v)}})
	}
	if len(s.AnyOf) == 1 {
		s = s.AnyOf[0]
	}
	s.Title, s.Description = f.Label, f.Doc
	if f.Example != "" {
		s.Examples = []any{f.Example}
	}
	return s
}

// one gives the forms a single value may take.
func one(f *content.Field, v *site.Vocabulary) []*jsonschema.Schema {
	switch {
	case f.Vocab != "" && v != nil && v.Lists[f.Vocab] != nil:
		return []*jsonschema.Schema{choice(v.Lists[f.Vocab])}
	case len(f.Enum) > 0:
		return []*jsonschema.Schema{enum(f.Enum)}
	}
	switch f.Kind {
	case content.Number:
		return []*jsonschema.Schema{{Types: []string{"integer", "string", "null"}, Minimum: jsonschema.Ptr(1.0), Pattern: `^\s*[0-9]+\s*$`}}
	case content.Day:
		return []*jsonschema.Schema{{Types: []string{"string", "integer", "null"}, Pattern: datePattern}}
	case content.Position:
		axis := func() *jsonschema.Schema { return &jsonschema.Schema{Types: []string{"number", "string"}} }
		return []*jsonschema.Schema{{Types: []string{"string", "null"}, Pattern: coordPattern},
			{Type: "array", PrefixItems: []*jsonschema.Schema{axis(), axis()}, MinItems: jsonschema.Ptr(2), MaxItems: jsonschema.Ptr(2)}}
	case content.YesNo:
		return []*jsonschema.Schema{{Types: []string{"string", "boolean", "null"}}} // a doubtful word is a draft, not a mistake
	case content.Label:
		return []*jsonschema.Schema{text(), {Type: "object", AdditionalProperties: text()}}
	case content.Group:
		out := []*jsonschema.Schema{object(f.Fields, v)}
		for i := range f.Fields {
			if f.Fields[i].Key == f.Alone {
				out = append(out, one(&f.Fields[i], v)...)
			}
		}
		return out
	}
	s := text()
	s.Pattern = formPattern(f.Form)
	return []*jsonschema.Schema{s}
}

// text is any text, or what a YAML parser takes for something else.
func text() *jsonschema.Schema {
	return &jsonschema.Schema{Types: []string{"string", "number", "boolean", "null"}}
}

// enum is a closed list of the contract.
func enum(values []string) *jsonschema.Schema {
	s := &jsonschema.Schema{Enum: []any{nil}}
	for _, v := range values {
		s.Enum = append(s.Enum, v)
	}
	return s
}

// choice is a closed list of the site, each id with the label people read.
func choice(terms *site.Terms) *jsonschema.Schema {
	s := &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "null"}}}
	for _, t := range terms.Order {
		var id any = t.ID
		s.AnyOf = append(s.AnyOf, &jsonschema.Schema{Const: &id, Title: t.Libelle})
	}
	return s
}

// JSON writes a schema as a person would read it, with a line end.
func JSON(s *jsonschema.Schema) ([]byte, error) {
	data, err := json.MarshalIndent(s, "", "  ")
	return append(data, '\n'), err
}

package admin

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// Field is one field of a form, as Decap's configuration has it; "vers" and "seul" are for our own controls.
type Field map[string]any

// former makes fields of a form of the keys of a header.
type former struct{ site *site.Site }

// field makes the control of a key. Every value it gives is a text, as typed, or a list of such: Decap's own controls for
// dates and numbers would write something else.
func (m former) field(f *content.Field) Field {
	out := Field{"name": f.Key, "label": f.Label, "required": f.Required}
	if h := hint(f); h != "" {
		out["hint"] = h
	}
	switch {
	case f.Kind == content.Group:
		m.group(f, out)
	case f.List && (f.Vocab != "" || len(f.Enum) > 0):
		m.choice(f, out)
		out["multiple"] = true
		if f.Required {
			out["min"] = 1
		}
	case f.List:
		out["widget"], out["collapsed"], out["allow_add"] = "list", false, true
		one := m.single(f, Field{"name": f.Key, "label": f.Label, "required": true})
		out["field"] = one
	default:
		m.single(f, out)
	}
	return out
}

// hint is what is said under a field.
func hint(f *content.Field) string {
	h := f.Doc
	if f.Example != "" && f.Kind != content.Group && f.Vocab == "" && len(f.Enum) == 0 && f.Form != "question" && f.Kind != content.YesNo {
		h += " Par exemple : " + strings.TrimSuffix(strings.Trim(f.Example, "[]"), ".")
		if !strings.HasSuffix(h, "?") {
			h += "."
		}
	}
	return strings.ReplaceAll(h, "'", "’")
}

// group is for keys that have keys.
func (m former) group(f *content.Field, out Field) {
	out["collapsed"] = true
	var fields []Field
	for i := range f.Fields {
		sub := m.field(&f.Fields[i])
		if !f.List {
			sub["required"] = false // Decap would ask for it in a group that is left empty
		}
		fields = append(fields, sub)
	}
	out["fields"] = fields
	out["widget"] = "object"
	if f.List {
		out["widget"], out["minimize_collapsed"] = "list", true
		out["summary"] = "{{fields." + f.Fields[0].Key + "}}"
		if f.Alone != "" {
			out["seul"] = f.Alone
		}
	}
}

// single is for one value.
func (m former) single(f *content.Field, out Field) Field {
	switch {
	case f.Vocab != "" || len(f.Enum) > 0:
		m.choice(f, out)
	case f.Form == "question":
		out["widget"], out["options"] = "select", enum(site.QuestionTypes)
	case f.Kind == content.YesNo:
		out["widget"], out["options"] = "select", []option{{"oui : un brouillon, rien n’est publié", "oui"}, {"non : la fiche est publiée", "non"}}
	case f.Kind == content.Position:
		out["widget"] = "carte"
	case f.Kind == content.Reference:
		out["widget"], out["vers"] = "reference", f.Ref
	case f.Kind == content.Day:
		out["widget"], out["pattern"] = "string", [2]string{dayPattern, "une date comme 2026-03-12, ou seulement le mois (2026-03) ou l’année (2026)"}
	case f.Kind == content.Number:
		out["widget"], out["pattern"] = "string", [2]string{`^\s*[0-9]{1,6}\s*$`, "un nombre entier, en chiffres"}
	case f.Form == "image":
		out["widget"], out["choose_url"] = "image", false
	case f.Form == "document":
		out["widget"], out["choose_url"] = "file", false
	case long(f):
		out["widget"] = "text"
	default:
		out["widget"] = "string"
		if p, ok := pattern(f.Form); ok {
			out["pattern"] = p
		}
	}
	return out
}

const dayPattern = `^\s*([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s*$`

// long tells of texts that take several lines: those the table gives a limit, or no example.
func long(f *content.Field) bool {
	return f.Form == "" && (f.Max > 0 || f.Example == "" || utf8.RuneCountInString(f.Example) > 60)
}

// pattern is a first check of the simplest forms, no stricter than content's own.
func pattern(form string) ([2]string, bool) {
	switch form {
	case "courriel":
		return [2]string{`^\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*$`, "une adresse comme info@exemple.be"}, true
	case "url":
		return [2]string{`^\s*https?://\S+\s*$`, "une adresse qui commence par https://"}, true
	case "telephone":
		return [2]string{`[0-9].*[0-9].*[0-9]`, "un numéro comme 081 12 34 56"}, true
	case "pays", "langue":
		return [2]string{`^\s*[A-Za-z]{2}\s*$`, "deux lettres, comme BE ou fr"}, true
	}
	return [2]string{}, false
}

type option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

func yesNo() []option { return []option{{"oui", "oui"}, {"non", "non"}} }

// choice is for closed lists: this site's words, and the ids that are written.
func (m former) choice(f *content.Field, out Field) {
	out["widget"] = "select"
	if f.Vocab == "" {
		out["options"] = enum(f.Enum)
		return
	}
	options := []option{}
	for _, t := range m.site.Vocab.Lists[f.Vocab].All() {
		options = append(options, option{t.Libelle, t.ID})
	}
	out["options"] = options
}

func enum(words []string) []option {
	if slices.Equal(words, []string{"oui", "non"}) {
		return yesNo()
	}
	out := make([]option, len(words))
	for i, w := range words {
		out[i] = option{inWords(w), w}
	}
	return out
}

// inWords writes a value of the contract as one reads it.
func inWords(value string) string {
	switch value {
	case "terminee":
		return "Terminée"
	case "masquee":
		return "Masquée : rien sur la carte"
	case "comite":
		return "Comité"
	case "integre":
		return "Intégré"
	case "exacte":
		return "Exacte : l’adresse et le point"
	case "oui-non":
		return "Oui ou non"
	case "telephone":
		return "Téléphone"
	case "choix":
		return "Choix : une réponse"
	case "choix-multiple":
		return "Choix : plusieurs réponses"
	case "rue":
		return "La rue, sans le numéro"
	case "commune":
		return "La commune seulement"
	}
	r, n := utf8.DecodeRuneInString(value)
	return string(unicode.ToUpper(r)) + strings.ReplaceAll(value[n:], "-", " ")
}

package build

import (
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/manual"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// manualOf gathers what /aide/ tells: every key of every type as the decoder reads it, with the values of this site's
// lists, and every mistake. Nothing of it is written twice.
func manualOf(v *site.Vocabulary) *output.Manual {
	out := &output.Manual{Site: keys(content.ConfigFields(), v), Terme: keys(content.TermFields(), v), Commune: keys(content.PlaceFields(), v)}
	for _, k := range site.Kinds {
		out.Types = append(out.Types, output.ManualType{Kind: k, Cles: keys(content.FieldsOf(k), v)})
	}
	for _, name := range site.VocabularyNames {
		out.Listes = append(out.Listes, output.ManualList{Nom: name, Valeurs: terms(v, name)})
	}
	for _, t := range manual.Themes() {
		theme := output.ManualTheme{Nom: t.Name, Titre: t.Title}
		for _, m := range t.Mistakes {
			theme.Fautes = append(theme.Fautes, output.ManualMistake{Code: m.Code, Titre: m.Title, Quoi: m.What, Faire: m.Do,
				Exemple: m.Sort != manual.None, Ou: m.Where(), Avant: m.Before, Apres: m.After})
		}
		out.Themes = append(out.Themes, theme)
	}
	return out
}

// keys describes the keys of one level, in order.
func keys(fields []content.Field, v *site.Vocabulary) []output.ManualKey {
	var out []output.ManualKey
	for i := range fields {
		f := &fields[i]
		k := output.ManualKey{Cle: f.Key, Chemin: f.Path, Nom: f.Label, Sens: f.Doc, Obligatoire: f.Required, Parfois: strings.Contains(f.Doc, "Obligatoire"), Max: f.Max, Liste: f.List, Forme: formOf(f),
			Exemple: example(f, "", v), Sous: keys(f.Fields, v)}
		for i := range k.Sous {
			k.Sous[i].Exemple = "" // the group's own shows it where it stands
		}
		if f.Ref != "" {
			k.Vers = site.KindNamed(f.Ref)
		}
		switch {
		case f.Vocab != "":
			k.Vocabulaire, k.Valeurs = f.Vocab, terms(v, f.Vocab)
		case len(f.Enum) > 0:
			k.Valeurs = output.OptionsOf(f.Key, f.Enum)
		case f.Form == "question":
			k.Valeurs = plainValues(site.QuestionTypes)
		case f.Form == "province":
			k.Valeurs = plainValues(geo.Provinces())
		}
		out = append(out, k)
	}
	return out
}

func plainValues(words []string) []output.ManualValue {
	var out []output.ManualValue
	for _, w := range words {
		out = append(out, output.ManualValue{Valeur: w})
	}
	return out
}

// terms gives a closed list of the site as it stands.
func terms(v *site.Vocabulary, name string) []output.ManualValue {
	var out []output.ManualValue
	for _, t := range v.Lists[name].All() {
		out = append(out, output.ManualValue{Valeur: t.ID, Libelle: t.Libelle, Definition: t.Definition})
	}
	return out
}

// formOf says in words how a value is written.
func formOf(f *content.Field) string {
	switch {
	case f.Form != "":
		return manual.Form(f.Form)
	case f.Vocab != "", len(f.Enum) > 0:
		return "Un des mots ci-dessous."
	case f.Names:
		return "Un nom. Écrit exactement comme celui d'une organisation du site, il devient un lien."
	}
	switch f.Kind {
	case content.Number:
		return "Un nombre entier, en chiffres."
	case content.Day:
		return "Une date : l'année, l'année et le mois, ou le jour exact. Par exemple `2022`, `2022-02` ou `2022-02-14`."
	case content.Position:
		return "Deux nombres séparés par une virgule : la latitude, puis la longitude, avec un point pour les décimales. Toutes les cartes les copient ainsi."
	case content.YesNo:
		return "oui ou non."
	case content.Reference:
		return fmt.Sprintf("Le nom d'un fichier du dossier `%s`, sans `.md`, ou un nom en toutes lettres.", site.KindNamed(f.Ref).Dir)
	case content.Label:
		return "Un texte, ou un texte par langue."
	case content.Group:
		return "D'autres clés, écrites en dessous et décalées de deux espaces."
	}
	return "Un texte."
}

// example writes the lines to copy for a key. Those of a group are made of its own keys.
func example(f *content.Field, indent string, v *site.Vocabulary) string {
	if f.Kind != content.Group {
		if value := exampleValue(f, v); value != "" {
			return indent + f.Key + ": " + value + "\n"
		}
		return ""
	}
	next := indent + "  "
	if f.List {
		next += "  "
	}
	var b strings.Builder
	for i := range f.Fields {
		b.WriteString(example(&f.Fields[i], next, v))
	}
	text := b.String()
	if f.List && text != "" {
		text = indent + "  - " + text[len(next):]
	}
	return indent + f.Key + ":\n" + text
}

// exampleValue is an example that this site accepts: its own lists may lack the words of the usual one.
func exampleValue(f *content.Field, v *site.Vocabulary) string {
	ids := strings.FieldsFunc(f.Example, func(r rune) bool { return strings.ContainsRune("[], ", r) })
	all := terms(v, f.Vocab)
	if f.Vocab == "" || len(all) == 0 || !slices.ContainsFunc(ids, func(id string) bool { return v.Lists[f.Vocab].Get(id) == nil }) {
		return f.Example
	}
	if f.List {
		return "[" + all[0].Valeur + "]"
	}
	return all[0].Valeur
}

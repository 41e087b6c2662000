package output

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Addresses of the editors' documentation.
const (
	aideURL     = "/aide/"
	aideSiteURL = "/aide/site/"
	aideListURL = "/aide/vocabulaires/"
	mistakesURL = "/aide/erreurs/"
)

// Manual is what the editors' documentation tells. Texts are as typed; in those of more than a word or two, what stands
// between ` is to be typed.
type Manual struct {
	Types   []ManualType
	Site    []ManualKey // of site.yaml
	Terme   []ManualKey // of one value of a list
	Commune []ManualKey // of one more place
	Listes  []ManualList
	Themes  []ManualTheme
}

// ManualType is a content type and its keys, in order.
type ManualType struct {
	*site.Kind
	Cles []ManualKey
}

// ManualKey is one key of a header.
type ManualKey struct {
	Cle, Chemin string // "courriel", "contact.courriel"
	Nom, Sens   string
	Obligatoire bool
	Parfois     bool // required with another key, or without: its meaning says so
	Liste       bool // several values may be given
	Max         int  // characters; 0: no limit
	Forme       string
	Exemple     string // lines to copy, each with its end
	Vocabulaire string // the list its values come from; "" when none
	Valeurs     []ManualValue
	Vers        *site.Kind // what it names; nil: nothing of the site
	Sous        []ManualKey
}

// ID is the key's anchor in its page: "contact-courriel".
func (k ManualKey) ID() string { return strings.ReplaceAll(k.Chemin, ".", "-") }

// ManualValue is one value of a closed list.
type ManualValue struct{ Valeur, Libelle, Definition string }

// ManualList is a list of vocabulaires.yaml.
type ManualList struct {
	Nom     string
	Valeurs []ManualValue
}

// ManualTheme is mistakes that are told on one page.
type ManualTheme struct {
	Nom, Titre string
	Fautes     []ManualMistake
}

// URL is the theme's page.
func (t ManualTheme) URL() string { return mistakesURL + t.Nom + "/" }

// ManualMistake is what a code means.
type ManualMistake struct {
	Code, Titre string
	Quoi, Faire []string
	Exemple     bool
	Ou          string // where the example stands
	Avant       string
	Apres       string
}

// AideView is pages/aide.html: the way into the documentation.
type AideView struct {
	Types  []ManualType
	Themes []ManualTheme
}

// AideKeysView is pages/aide-cles.html: what may be written in one sort of file.
type AideKeysView struct {
	Titre, Chapo string
	Fichier      string        // an example of the file's name
	Exemple      string        // the whole of a small file; "" when its keys say enough
	Plan         []site.Part   // what the text is to tell
	Parties      []AideKeyPart // of keys
}

// AideKeyPart is keys under a title; without one, they are the only ones.
type AideKeyPart struct {
	Titre, Texte string
	Valeurs      []ManualValue
	Cles         []ManualKey
}

// AideErrorsView is pages/aide-erreurs.html: every mistake, each leading to its section.
type AideErrorsView struct{ Themes []ManualTheme }

// AideThemeView is pages/aide-theme.html: mistakes of one theme.
type AideThemeView struct {
	ManualTheme
	Autres []ManualTheme
}

// manualPages are the editors' documentation. What they tell changes with what Input.Key holds and with the program.
func (m *maker) manualPages() ([]page, error) {
	x := m.in.Manual
	if x == nil {
		return nil, nil
	}
	var out []page
	add := func(url, titre, name string, view func() any) error {
		p, err := m.page(aideURL, url, "aide", french.Typo(titre), "", newHash().key(), name, view)
		p.frame.NoIndex, p.frame.Canonique, p.frame.Style = true, "", m.in.Styles["aide.css"]
		p.own, m.noIndex[url] = true, true
		out = append(out, p)
		return err
	}
	if err := add(aideURL, "Aide", "aide", func() any { return AideView{x.Types, x.Themes} }); err != nil {
		return nil, err
	}
	for _, t := range x.Types {
		if err := add(aideURL+t.Dir+"/", "Écrire "+t.Un, "aide-cles", func() any { return typeView(t) }); err != nil {
			return nil, err
		}
	}
	if err := add(aideSiteURL, "Régler le site", "aide-cles", func() any { return siteView(x) }); err != nil {
		return nil, err
	}
	if err := add(aideListURL, "Les mots parmi lesquels choisir", "aide-cles", func() any { return listsView(x) }); err != nil {
		return nil, err
	}
	if err := add(mistakesURL, "Que faire quand balise signale une faute", "aide-erreurs", func() any { return AideErrorsView{x.Themes} }); err != nil {
		return nil, err
	}
	for i, t := range x.Themes {
		if err := add(t.URL(), t.Titre, "aide-theme", func() any { return AideThemeView{t, slices.Concat(x.Themes[:i], x.Themes[i+1:])} }); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func typeView(t ManualType) AideKeysView {
	v := AideKeysView{Titre: "Écrire " + t.Un, Chapo: t.Intro, Fichier: "content/" + t.Dir + "/" + fileOf(t.Kind), Plan: t.Outline, Parties: []AideKeyPart{{Cles: t.Cles}}}
	var b strings.Builder
	b.WriteString("---\n")
	for _, k := range t.Cles {
		if k.Obligatoire || k.Cle == oneOf[t.Name] {
			b.WriteString(k.Exemple)
		}
	}
	b.WriteString("---\n\nLe texte de la page commence ici.\n")
	v.Exemple = b.String()
	return v
}

// oneOf is, of the types that ask for one of two keys, the one that the shortest file gives.
var oneOf = map[string]string{"initiative": "commune", "portrait": "equipe"}

// fileOf is an example of the name of a type's file.
func fileOf(k *site.Kind) string {
	switch k.Name {
	case "rapport":
		return "2026.md"
	case "chapitre":
		return "03-accueillir.md"
	}
	return "le-nom-en-bref.md"
}

func siteView(x *Manual) AideKeysView {
	return AideKeysView{Titre: "Régler le site", Chapo: "Le nom du site, son adresse, ses numéros d’urgence, son menu, sa carte.", Fichier: "content/site.yaml", Parties: []AideKeyPart{{Cles: x.Site}}}
}

func listsView(x *Manual) AideKeysView {
	v := AideKeysView{Titre: "Les mots parmi lesquels choisir", Chapo: "Les secteurs, les natures, les statuts, les publics. Chaque mot a un identifiant, qui ne change plus, et un libellé, que les visiteurs lisent.",
		Fichier: "content/vocabulaires.yaml", Exemple: "secteurs:\n  precarite: Précarité\n  sante-mentale: {libelle: Santé mentale, couleur: \"#1b6ca8\"}\n"}
	for _, l := range x.Listes {
		v.Parties = append(v.Parties, AideKeyPart{Titre: "La liste « " + l.Nom + " »", Valeurs: l.Valeurs})
	}
	v.Parties = append(v.Parties, AideKeyPart{Titre: "Ce qu’on peut dire d’un mot", Texte: "Un mot peut n’avoir que son libellé, ou ces clés.", Cles: x.Terme})
	v.Parties = append(v.Parties, AideKeyPart{Titre: "Ajouter un lieu", Texte: "Sous « communes », un lieu que balise ne connaît pas : son nom, puis ces clés.", Cles: x.Commune})
	return v
}

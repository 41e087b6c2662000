package importer

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Target is where the values of a column go.
type Target struct {
	Kind TargetKind
	Path string // of a Key: "contact.courriel"
}

// TargetKind is one way of taking a column.
type TargetKind uint8

// The ways of taking a column.
const (
	Unset     TargetKind = iota
	Key                  // a key of the header
	Describe             // the summary when it is short, else the text
	Body                 // the text
	More                 // the list at the end of the text
	Latitude             // half of coordonnees
	Longitude            // the other half
	Slug                 // the file's name
	Left                 // left out
)

// words are how an editor names a target that is no key, and how the table of columns does.
var words = map[TargetKind][2]string{
	Describe:  {"resume-ou-texte", "resume si c'est court, sinon le texte de la fiche"},
	Body:      {"texte", "le texte de la fiche"},
	More:      {"autres", "à la fin du texte, sous « Autres informations »"},
	Latitude:  {"latitude", "coordonnees (la latitude)"},
	Longitude: {"longitude", "coordonnees (la longitude)"},
	Slug:      {"slug", "le nom du fichier"},
	Left:      {"-", "laissée de côté"},
}

// String names the target for a person.
func (t Target) String() string {
	if t.Kind == Key {
		return t.Path
	}
	return words[t.Kind][1]
}

// keys knows the header of a type.
type keys struct {
	top    []content.Field
	leaves []*content.Field // those that take a value, in order
	group  map[string]*content.Field
}

func keysOf(k *site.Kind) *keys {
	out := &keys{top: content.FieldsOf(k), group: map[string]*content.Field{}}
	out.collect(out.top, nil)
	return out
}

func (k *keys) collect(fields []content.Field, in *content.Field) {
	for i := range fields {
		f := &fields[i]
		switch {
		case f.Kind == content.Group:
			k.collect(f.Fields, f)
			k.group[f.Key] = f
		case f.Kind != content.Label:
			k.leaves = append(k.leaves, f)
			if in != nil {
				k.group[f.Path] = in
			}
		}
	}
}

// at gives the field of a path, nil when there is none.
func (k *keys) at(path string) *content.Field {
	for _, f := range k.leaves {
		if f.Path == path {
			return f
		}
	}
	return nil
}

// repeated tells that a key is one of a list of groups: chiffres.valeur.
func (k *keys) repeated(path string) bool { g := k.group[path]; return g != nil && g.List }

// named gives the field that a key, a path or a label names: those of the first level before those of a group.
func (k *keys) named(word string) *content.Field {
	word = plainWord(word)
	var inner *content.Field
	for _, f := range k.leaves {
		switch {
		case plainWord(f.Path) == word:
			return f
		case plainWord(f.Key) != word && plainWord(f.Label) != word:
		case f.Path == f.Key:
			return f
		case inner == nil && !k.repeated(f.Path):
			inner = f
		}
	}
	return inner
}

// plainWord is what two spellings of a title have in common: "N° de tél." → "n de tel".
func plainWord(s string) string { return strings.ReplaceAll(french.Slug(s), "-", " ") }

// target reads what an editor wrote behind "=".
func (k *keys) target(text string) (Target, error) {
	for _, kind := range []TargetKind{Describe, Body, More, Latitude, Longitude, Slug, Left} {
		if text == words[kind][0] || plainWord(text) == words[kind][0] {
			return Target{Kind: kind}, k.fits(kind, text)
		}
	}
	if f := k.named(text); f != nil && f.Kind != content.YesNo {
		return Target{Key, f.Path}, nil
	}
	var all []string
	for _, f := range k.leaves {
		all = append(all, f.Path)
	}
	for _, w := range words {
		all = append(all, w[0])
	}
	slices.Sort(all)
	if near, ok := french.Nearest(text, all); ok {
		return Target{}, misused("--colonnes : la clé %s n'existe pas. Vouliez-vous dire %s ?", q(text), q(near))
	}
	return Target{}, misused("--colonnes : la clé %s n'existe pas. Les clés possibles : %s.", q(text), strings.Join(all, ", "))
}

// fits refuses half a position where there are none.
func (k *keys) fits(kind TargetKind, text string) error {
	if (kind == Latitude || kind == Longitude) && k.at("coordonnees") == nil {
		return misused("--colonnes : une fiche de ce type n'a pas de coordonnées, et donc pas de %s.", q(text))
	}
	return nil
}

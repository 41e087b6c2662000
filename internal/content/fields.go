package content

import (
	"reflect"
	"strings"
	"sync"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Kind is the shape of a field's value.
type Kind uint8

// The shapes a value can have. With Field.List, the value is a list of them, or one alone.
const (
	Text      Kind = iota
	Number         // a whole number
	Day            // a civil date: site.Date
	Position       // coordinates: site.Coord
	YesNo          // brouillon: site.Draft
	Reference      // site.Ref
	Label          // a text, or one by language: map[string]string, the key "" for a bare text
	Group          // keys of its own: Fields
)

// Field is one key of a header: what the decoder, the schema, the editors' documentation, the skeletons and the form are
// made from.
type Field struct {
	Key      string // as typed: "courriel"
	Path     string // from the top of the header: "contact.courriel"
	Go       string // Go path in the struct: "Contact.Courriel"
	Kind     Kind
	List     bool
	Required bool
	Vocab    string   // closed list of vocabulaires.yaml
	Enum     []string // closed list of the contract
	Ref      string   // kind that a reference names
	Names    bool     // texts that may be an organisation's title: tag "qui"
	Form     string   // how a text is checked: "courriel", "url" …
	Max      int      // longest text, in characters; 0: no limit
	Alone    string   // of a Group: the key that a bare text is the value of; "" when keys must be given
	Label    string   // what a form or a table calls it: "Résumé"
	Doc      string
	Example  string
	Fields   []Field // of a Group, in order

	index []int // of the Go field in the struct that holds it
	typ   reflect.Type
	group *table // of a Group
}

// table is a struct's fields by key.
type table struct {
	fields []Field
	byKey  map[string]int
	all    map[string]bool // every key, nested ones too
}

// Fields lists the header keys of a struct of package site, in its order; embedded structs come where they stand. The
// result is shared: it must not be changed.
func Fields(t reflect.Type) []Field { return tableOf(t).fields }

// FieldsOf lists the header keys of a content type.
func FieldsOf(k *site.Kind) []Field { return Fields(reflect.TypeOf(k.New()).Elem()) }

// ConfigFields lists the keys of site.yaml.
func ConfigFields() []Field { return Fields(reflect.TypeFor[site.Config]()) }

// tables holds what reflection finds in the types this package reads; made at first use, never changed.
var tables = sync.OnceValue(func() map[reflect.Type]*table {
	types := []reflect.Type{reflect.TypeFor[site.Config](), reflect.TypeFor[term](), reflect.TypeFor[extraPlace]()}
	for _, k := range site.Kinds {
		types = append(types, reflect.TypeOf(k.New()).Elem())
	}
	out := make(map[reflect.Type]*table, len(types))
	for _, t := range types {
		out[t] = newTable(t, "", "")
	}
	return out
})

func tableOf(t reflect.Type) *table {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if x, ok := tables()[t]; ok {
		return x
	}
	return newTable(t, "", "")
}

func newTable(t reflect.Type, path, goPath string) *table {
	out := &table{byKey: map[string]int{}, all: map[string]bool{}}
	out.collect(t, nil, path, goPath)
	for i, f := range out.fields {
		out.byKey[f.Key] = i
		out.all[f.Key] = true
		if f.group != nil {
			for k := range f.group.all {
				out.all[k] = true
			}
		}
	}
	return out
}

func (t *table) collect(st reflect.Type, at []int, path, goPath string) {
	for i := range st.NumField() {
		sf := st.Field(i)
		index := append(append([]int(nil), at...), i)
		if sf.Anonymous && sf.Type.Kind() == reflect.Struct {
			t.collect(sf.Type, index, path, goPath+sf.Name+".")
			continue
		}
		tag, ok := sf.Tag.Lookup("fm")
		if !ok {
			continue
		}
		t.fields = append(t.fields, newField(sf, tag, index, path, goPath))
	}
}

func newField(sf reflect.StructField, tag string, index []int, path, goPath string) Field {
	key, options, _ := strings.Cut(tag, ",")
	f := Field{Key: key, Path: path + key, Go: goPath + sf.Name, Required: options == "requis", index: index, typ: sf.Type,
		Vocab: sf.Tag.Get("vocab"), Ref: sf.Tag.Get("ref"), Names: sf.Tag.Get("qui") != "", Form: sf.Tag.Get("form"), Alone: sf.Tag.Get("seul"), Doc: sf.Tag.Get("doc"), Example: sf.Tag.Get("ex")}
	if f.Label = sf.Tag.Get("nom"); f.Label == "" {
		f.Label = strings.ToUpper(key[:1]) + strings.ReplaceAll(key[1:], "_", " ")
	}
	if e := sf.Tag.Get("enum"); e != "" {
		f.Enum = strings.Split(e, ",")
	}
	for _, c := range sf.Tag.Get("max") {
		f.Max = f.Max*10 + int(c-'0')
	}
	t := sf.Type
	if t.Kind() == reflect.Slice {
		f.List, t = true, t.Elem()
	}
	switch t {
	case reflect.TypeFor[string]():
		f.Kind = Text
	case reflect.TypeFor[int]():
		f.Kind = Number
	case reflect.TypeFor[site.Date]():
		f.Kind = Day
	case reflect.TypeFor[site.Coord]():
		f.Kind = Position
	case reflect.TypeFor[site.Draft]():
		f.Kind = YesNo
	case reflect.TypeFor[site.Ref]():
		f.Kind = Reference
	case reflect.TypeFor[map[string]string]():
		f.Kind = Label
	default:
		f.Kind = Group
		f.group = newTable(t, f.Path+".", f.Go+".")
		f.Fields = f.group.fields
	}
	return f
}

// Free tells that any text will do.
func (f *Field) Free() bool {
	return f.Kind == Text && f.Vocab == "" && len(f.Enum) == 0 && (f.Form == "" || f.Form == "adresse")
}

// keys lists the keys of one level.
func (t *table) keys() []string {
	out := make([]string, len(t.fields))
	for i, f := range t.fields {
		out[i] = f.Key
	}
	return out
}

// field gives a key's field at this level, or nil.
func (t *table) field(key string) *Field {
	if i, ok := t.byKey[key]; ok {
		return &t.fields[i]
	}
	return nil
}

// near tells that a word is a key, or nearly one, at any level.
func (t *table) near(word string) bool {
	word = strings.ReplaceAll(french.Fold(word), "-", "_")
	if t.all[word] || synonyms[word] != "" {
		return true
	}
	for k := range t.all {
		if _, ok := french.Nearest(word, []string{k}); ok && len(word) > 3 {
			return true
		}
	}
	return false
}

// synonyms are words editors type for a key, from other tools or other languages.
var synonyms = map[string]string{
	"title": "titre", "nom": "titre", "name": "titre", "intitule": "titre",
	"description": "resume", "summary": "resume", "chapo": "resume", "extrait": "resume",
	"draft": "brouillon", "published": "publie_le", "tags": "secteurs", "sector": "secteurs", "categorie": "nature", "categories": "secteurs",
	"aliases": "alias", "alt": "image_alt", "photo": "image", "credit": "image_credit",
	"lat": "coordonnees", "lon": "coordonnees", "lng": "coordonnees", "latitude": "coordonnees", "longitude": "coordonnees", "gps": "coordonnees", "coords": "coordonnees",
	"ville": "commune", "localite": "commune", "city": "commune", "cp": "code_postal", "country": "pays", "rue": "adresse", "address": "adresse",
	"email": "courriel", "e_mail": "courriel", "mail": "courriel", "tel": "telephone", "phone": "telephone", "gsm": "telephone",
	"web": "site", "site_web": "site", "url": "site", "lien": "site", "website": "site",
	"heures": "horaires", "ouverture": "horaires", "province": "zone", "region": "zone", "statut": "statuts", "verifie": "verifie_le",
	"label": "libelle", "color": "couleur", "step": "etape", "ordre": "etape", "language": "langue", "languages": "langues",
	"attribution": "credit", "zoom": "zoom_max", "max_zoom": "zoom_max", "maxzoom": "zoom_max", "file": "fichier",
}

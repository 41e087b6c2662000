package build

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/site"
)

// Field is something of an entry that people act upon, and whose change is told by itself: they call the number, go to the
// address, come at the hour.
type Field struct {
	Key       string // its key in the header, or a name for what several keys say
	One, Many string // French, as it is counted: "numéro", "numéros"
	Fem       bool
	List      bool // its value is several, each after "; "
	Place     bool // what a precision may hide
	read      func(e site.Entry) string
}

// value gives an entry's value of a field, by its rank in Fields, as it is published; "" when it has none.
func value(e site.Entry, field int) string {
	if read := told()[field].read; read != nil {
		return read(e)
	}
	if at := leavesOf(e.Common().Kind).told[field]; at != nil {
		return plain(reflect.ValueOf(e).Elem().FieldByIndex(at))
	}
	return ""
}

// Fields lists them in the order they are told.
func Fields() []Field { return told() }

var told = sync.OnceValue(func() []Field {
	return []Field{
		{Key: "etat", One: "état", Many: "états", read: state},
		{Key: "contact.telephone", One: "numéro", Many: "numéros"},
		{Key: "contact.courriel", One: "adresse électronique", Many: "adresses électroniques", Fem: true},
		{Key: "contact.nom", One: "nom de contact", Many: "noms de contact"},
		{Key: "contact.fonction", One: "fonction de contact", Many: "fonctions de contact", Fem: true},
		{Key: "contact.site", One: "site web", Many: "sites web"},
		{Key: "site", One: "site web", Many: "sites web"},
		{Key: "destinataire", One: "destinataire", Many: "destinataires"},
		{Key: "precision", One: "précision du lieu", Many: "précisions du lieu", Fem: true, read: placed(func(p site.Place) string { return accented(p.Precision) })},
		{Key: "adresse", One: "adresse", Many: "adresses", Fem: true, Place: true, read: placed(func(p site.Place) string { return p.Adresse })},
		{Key: "code_postal", One: "code postal", Many: "codes postaux", Place: true, read: placed(func(p site.Place) string { return p.CodePostal })},
		{Key: "commune", One: "commune", Many: "communes", Fem: true, Place: true, read: commune},
		{Key: "position", One: "position sur la carte", Many: "positions sur la carte", Fem: true, Place: true, read: placed(position)},
		{Key: "zone", One: "zone d’action", Many: "zones d’action", Fem: true, List: true},
		{Key: "horaires", One: "horaire", Many: "horaires", List: true, read: hours},
		{Key: "acces.cout", One: "prix", Many: "prix"},
		{Key: "prix", One: "prix", Many: "prix"},
		{Key: "acces.inscription", One: "mode d’inscription", Many: "modes d’inscription"},
		{Key: "acces.pmr", One: "accès en fauteuil roulant", Many: "accès en fauteuil roulant"},
		{Key: "acces.langues", One: "liste de langues", Many: "listes de langues", Fem: true, List: true},
		{Key: "acces.en_ligne", One: "accès à distance", Many: "accès à distance"},
		{Key: "dates", One: "date", Many: "dates", Fem: true, List: true, read: dates},
		{Key: "lieux", One: "lieu de rendez-vous", Many: "lieux de rendez-vous", List: true, read: venues},
		{Key: "depuis", One: "date de début", Many: "dates de début", Fem: true},
		{Key: "debut", One: "date de début", Many: "dates de début", Fem: true},
		{Key: "fin", One: "date de fin", Many: "dates de fin", Fem: true},
		{Key: "duree", One: "durée", Many: "durées", Fem: true},
		{Key: "verifie_le", One: "date de vérification", Many: "dates de vérification", Fem: true},
	}
})

func placed(show func(site.Place) string) func(site.Entry) string {
	return func(e site.Entry) string {
		if l, ok := e.(site.Located); ok {
			return show(l.Where())
		}
		return ""
	}
}

// state is how an initiative is, or where an activity stands.
func state(e site.Entry) string {
	switch x := e.(type) {
	case *site.Initiative:
		return accented(x.Etat)
	case *site.Activity:
		return x.Etat
	}
	return ""
}

// accented writes an id of a closed list as a word.
func accented(id string) string {
	switch id {
	case "masquee":
		return "masquée"
	case "terminee":
		return "terminée"
	case "en-projet":
		return "en projet"
	}
	return id
}

func commune(e site.Entry) string {
	switch x := e.(type) {
	case site.Located:
		return x.Where().Commune
	case *site.Organisation:
		return x.Commune
	}
	return ""
}

func position(p site.Place) string {
	if !p.HasPoint {
		return ""
	}
	degrees := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return degrees(p.Point[1]) + ", " + degrees(p.Point[0])
}

func hours(e site.Entry) string {
	i, ok := e.(*site.Initiative)
	if !ok {
		return ""
	}
	if len(i.HorairesClair) > 0 {
		return strings.Join(i.HorairesClair, "; ")
	}
	return i.Horaires
}

// dates are the days and hours of what the agenda shows.
func dates(e site.Entry) string {
	return occurrences(e, func(o site.Occurrence) string {
		when := o.Date.Words()
		if o.Heure.Set {
			when += ", " + o.Heure.Words()
		}
		return when
	})
}

// venues are the places of what the agenda shows, each once.
func venues(e site.Entry) string {
	return occurrences(e, func(o site.Occurrence) string {
		if o.Lieu == "" || o.Commune == "" {
			return o.Lieu + o.Commune
		}
		return o.Lieu + ", " + o.Commune
	})
}

func occurrences(e site.Entry, say func(site.Occurrence) string) string {
	s, ok := e.(site.Scheduled)
	if !ok {
		return ""
	}
	var out []string
	for _, o := range s.Occurrences() {
		if w := say(o); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return strings.Join(out, "; ")
}

// leaf is one key of a type's header: "contact.telephone".
type leaf struct {
	key   string
	index []int
}

// leaves are the keys of a type: by Field, where the one it tells by itself is, nil when the type has none; and those whose
// change is told as one.
type leaves struct {
	told [][]int
	rest []leaf
}

func leavesOf(k *site.Kind) leaves { return allLeaves()[k] }

var allLeaves = sync.OnceValue(func() map[*site.Kind]leaves {
	out := map[*site.Kind]leaves{}
	for _, k := range site.Kinds {
		e := k.New()
		_, located := e.(site.Located)
		_, scheduled := e.(site.Scheduled)
		l := leaves{told: make([][]int, len(told()))}
		eachLeaf(reflect.TypeOf(e).Elem(), "", nil, func(x leaf) {
			own := slices.IndexFunc(told(), func(f Field) bool { return f.Key == x.key })
			switch {
			case silent(x.key, located, scheduled):
			case own < 0:
				l.rest = append(l.rest, x)
			case told()[own].read == nil:
				l.told[own] = x.index
			}
		})
		out[k] = l
	}
	return out
})

// silent are the keys told of otherwise, or not shown to the public at all.
func silent(key string, located, scheduled bool) bool {
	switch key {
	case "titre", "resume", "alias", "brouillon", "consentement.le", "consentement.par", "consentement.jusqu_au":
		return true
	case "coordonnees", "code_postal": // Where has what may be shown of them
		return located
	case "date", "heure", "lieu", "seances": // Occurrences has them
		return scheduled
	}
	return false
}

// eachLeaf visits the keys of a struct; a list is one key, whatever it holds.
func eachLeaf(t reflect.Type, prefix string, at []int, visit func(leaf)) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(at[:len(at):len(at)], i)
		key, _, _ := strings.Cut(f.Tag.Get("fm"), ",")
		switch {
		case f.Anonymous:
			eachLeaf(f.Type, prefix, index, visit)
		case key == "":
		case f.Type.Kind() == reflect.Struct && hasKeys(f.Type):
			eachLeaf(f.Type, prefix+key+".", index, visit)
		default:
			visit(leaf{prefix + key, index})
		}
	}
}

func hasKeys(t reflect.Type) bool {
	return slices.ContainsFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return f.Tag.Get("fm") != "" })
}

// plain writes a value in French.
func plain(v reflect.Value) string {
	if v.Kind() == reflect.String {
		return v.String()
	}
	switch x := v.Interface().(type) {
	case []string:
		return strings.Join(x, "; ")
	case site.Date:
		return x.Words()
	default:
		return fmt.Sprint(x)
	}
}

// restOf sums the keys that no Field tells of.
func restOf(e site.Entry) uint64 {
	h := xxhash.New()
	v := reflect.ValueOf(e).Elem()
	for _, l := range leavesOf(e.Common().Kind).rest {
		x := v.FieldByIndex(l.index)
		if x.IsZero() {
			continue
		}
		_, _ = h.WriteString(l.key) // a Digest never fails
		sumOf(h, x)
	}
	return h.Sum64()
}

// sumOf adds a value of a header: only what was typed of a reference, not where it stands nor what it leads to.
func sumOf(h *xxhash.Digest, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		_, _ = h.WriteString(v.String())
		_, _ = h.WriteString("\x00")
	case reflect.Slice:
		for i := range v.Len() {
			sumOf(h, v.Index(i))
		}
		_, _ = h.WriteString("\x01")
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[site.Ref]() {
			sumOf(h, v.FieldByName("Text"))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				sumOf(h, v.Field(i))
			}
		}
		_, _ = h.WriteString("\x02")
	default:
		_, _ = fmt.Fprint(h, v.Interface(), "\x00")
	}
}

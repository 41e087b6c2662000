package site

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"enrouteweb.org/balise/internal/french"
)

// refField is where the entries of a type hold references: a field, a list of them, or one in each item of a list.
type refField struct {
	key   string // in the header: "partenaires", "pour.organisation"
	kind  *Kind  // what it names
	index []int
	list  bool
	item  []int // of the reference in an item of the list; nil when the item is the reference
	name  bool  // plain texts, that may be an organisation's name: tag "qui"
}

// refFields reads, once, the tags "ref" and "qui" of every type.
var refFields = sync.OnceValue(func() map[*Kind][]refField {
	out := make(map[*Kind][]refField, len(Kinds))
	for _, k := range Kinds {
		t := reflect.TypeOf(k.New()).Elem()
		for _, f := range reflect.VisibleFields(t) {
			if ref := f.Tag.Get("ref") + f.Tag.Get("qui"); ref != "" {
				out[k] = append(out[k], refField{key: fmKey(f), kind: KindNamed(ref), index: f.Index, list: f.Type.Kind() == reflect.Slice, name: f.Tag.Get("qui") != ""})
				continue
			}
			if f.Type.Kind() != reflect.Slice || f.Type.Elem().Kind() != reflect.Struct || f.Tag.Get("fm") == "" {
				continue
			}
			for _, in := range reflect.VisibleFields(f.Type.Elem()) {
				if ref := in.Tag.Get("ref"); ref != "" {
					out[k] = append(out[k], refField{key: fmKey(f) + "." + fmKey(in), kind: KindNamed(ref), index: f.Index, list: true, item: in.Index})
				}
			}
		}
	}
	return out
})

func fmKey(f reflect.StructField) string { k, _, _ := strings.Cut(f.Tag.Get("fm"), ","); return k }

// eachRef visits every reference of an entry's header, in the order of its fields. A reference that visit empties leaves
// its list; the list is a new one, since a decoded entry shares its own with its clones.
func eachRef(e Entry, visit func(key string, kind *Kind, r *Ref)) {
	v := reflect.ValueOf(e).Elem()
	for _, f := range refFields()[e.Common().Kind] {
		if f.name {
			continue
		}
		field := v.FieldByIndex(f.index)
		if !f.list {
			visit(f.key, f.kind, field.Addr().Interface().(*Ref))
			continue
		}
		if field.Len() == 0 {
			continue
		}
		if f.item == nil {
			list := field.Addr().Interface().(*[]Ref)
			kept := make([]Ref, 0, len(*list))
			for _, r := range *list {
				if visit(f.key, f.kind, &r); r.Text != "" {
					kept = append(kept, r)
				}
			}
			*list = kept
			continue
		}
		kept := reflect.MakeSlice(field.Type(), 0, field.Len())
		for i := range field.Len() {
			item := reflect.New(field.Type().Elem()).Elem()
			item.Set(field.Index(i))
			ref := item.FieldByIndex(f.item).Addr().Interface().(*Ref)
			visit(f.key, f.kind, ref)
			if ref.Text != "" {
				kept = reflect.Append(kept, item)
			}
		}
		field.Set(kept)
	}
}

// EachRef shows every reference of an entry's header, resolved, in the order of its fields. They must not be changed.
func EachRef(e Entry, show func(r *Ref)) {
	v := reflect.ValueOf(e).Elem()
	for _, f := range refFields()[e.Common().Kind] {
		if f.name {
			continue
		}
		field := v.FieldByIndex(f.index)
		if !f.list {
			show(field.Addr().Interface().(*Ref))
			continue
		}
		for i := range field.Len() {
			r := field.Index(i)
			if f.item != nil {
				r = r.FieldByIndex(f.item)
			}
			show(r.Addr().Interface().(*Ref))
		}
	}
}

// eachName visits the texts of an entry's header that say who did something, each with its key: "auteur", "auteurs.0".
func eachName(e Entry, visit func(key, name string)) {
	for _, f := range refFields()[e.Common().Kind] {
		if !f.name {
			continue
		}
		field := reflect.ValueOf(e).Elem().FieldByIndex(f.index)
		if !f.list {
			visit(f.key, field.String())
			continue
		}
		for i := range field.Len() {
			visit(fmt.Sprintf("%s.%d", f.key, i), field.Index(i).String())
		}
	}
}

// organisation gives the published organisation of a title or a slug, or nil.
func (s *Site) organisation(name string) Entry {
	if o := s.orgs[name]; o != nil || name == "" {
		return o
	}
	if !(Ref{Text: name}).IsSlug() {
		return nil
	}
	return s.byURL[KindNamed("organisation").URL(name)]
}

// Who is the organisation that a text names, by its title or its slug; for anybody else, the text without an address.
func (s *Site) Who(name string) Link {
	if o := s.organisation(name); o != nil {
		return LinkTo(o)
	}
	return Link{Titre: french.Typo(name)}
}

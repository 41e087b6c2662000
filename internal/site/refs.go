package site

import (
	"reflect"
	"strings"
	"sync"
)

// refField is where the entries of a type hold references: a field, a list of them, or one in each item of a list.
type refField struct {
	key   string // in the header: "partenaires", "pour.organisation"
	kind  *Kind  // what it names
	index []int
	list  bool
	item  []int // of the reference in an item of the list; nil when the item is the reference
}

// refFields reads, once, the tags "ref" of every type.
var refFields = sync.OnceValue(func() map[*Kind][]refField {
	out := make(map[*Kind][]refField, len(Kinds))
	for _, k := range Kinds {
		t := reflect.TypeOf(k.New()).Elem()
		for _, f := range reflect.VisibleFields(t) {
			if ref := f.Tag.Get("ref"); ref != "" {
				out[k] = append(out[k], refField{key: fmKey(f), kind: KindNamed(ref), index: f.Index, list: f.Type.Kind() == reflect.Slice})
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

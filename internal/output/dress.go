package output

import (
	"reflect"
	"slices"
	"sync"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// A view shows the texts of a header set as French typography asks; the entry itself keeps them as they were typed, for
// the data files. So each view is given a dressed copy.

func dress(texts ...*string) {
	for _, t := range texts {
		*t = french.Typo(*t)
	}
}

// worn is where a struct has free texts: in a field, in a list, or deeper in.
type worn struct {
	text, list []int // field numbers: string, []string
	deep, each []inner
}

// inner is a field that is a struct, or a list of them.
type inner struct {
	i  int
	in *worn
}

// wornBy reads, once, which texts of each type are free: those no rule gives a form to.
var wornBy = sync.OnceValue(func() map[reflect.Type]*worn {
	out := map[reflect.Type]*worn{}
	var read func(t reflect.Type) *worn
	read = func(t reflect.Type) *worn {
		if out[t] != nil {
			return out[t]
		}
		w := &worn{}
		out[t] = w
		for i := range t.NumField() {
			f := t.Field(i)
			_, key := f.Tag.Lookup("fm")
			if !key && f.Name != "Base" {
				continue
			}
			free := f.Tag.Get("form")+f.Tag.Get("vocab")+f.Tag.Get("enum")+f.Tag.Get("ref") == ""
			switch {
			case f.Type.Kind() == reflect.Struct && f.Type != reflect.TypeFor[site.Ref]():
				w.deep = append(w.deep, inner{i, read(f.Type)})
			case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct && f.Type.Elem() != reflect.TypeFor[site.Ref]():
				w.each = append(w.each, inner{i, read(f.Type.Elem())})
			case free && f.Type.Kind() == reflect.String:
				w.text = append(w.text, i)
			case free && f.Type == reflect.TypeFor[[]string]():
				w.list = append(w.list, i)
			}
		}
		return w
	}
	for _, k := range site.Kinds {
		read(reflect.TypeOf(k.New()).Elem())
	}
	return out
})

// dressed copies an entry with its free texts dressed.
func dressed[E site.Entry](e E) E {
	c := e.Clone().(E)
	v := reflect.ValueOf(c).Elem()
	wornBy()[v.Type()].wear(v)
	if i, ok := site.Entry(c).(*site.Initiative); ok {
		dress(&i.Lieu.Adresse)
	}
	return c
}

// wear dresses the texts of a struct that may be changed; its lists are made anew, since another entry shares them.
func (w *worn) wear(v reflect.Value) {
	for _, i := range w.text {
		f := v.Field(i)
		was := f.String()
		if now := french.Typo(was); now != was {
			f.SetString(now)
		}
	}
	for _, i := range w.list {
		if v.Field(i).Len() == 0 {
			continue
		}
		list := v.Field(i).Addr().Interface().(*[]string)
		*list = slices.Clone(*list)
		for n := range *list {
			dress(&(*list)[n])
		}
	}
	for _, p := range w.deep {
		p.in.wear(v.Field(p.i))
	}
	for _, p := range w.each {
		f := v.Field(p.i)
		if f.Len() == 0 {
			continue
		}
		items := reflect.MakeSlice(f.Type(), f.Len(), f.Len())
		reflect.Copy(items, f)
		for n := range items.Len() {
			p.in.wear(items.Index(n))
		}
		f.Set(items)
	}
}

// dressedAll dresses a whole list.
func dressedAll[E site.Entry](es []E) []E {
	out := make([]E, len(es))
	for i, e := range es {
		out[i] = dressed(e)
	}
	return out
}

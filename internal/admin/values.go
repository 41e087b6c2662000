package admin

import (
	"encoding/json"
	"net/http"
	"slices"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// What travels between the form and the API is JSON, every value a text as typed, a list of such, or keys of their own. Beside
// the keys of a file there are some that are not its: they start with "_", which no key of the contract does.
const (
	bodyKey   = "body"
	stateKey  = "_etat"      // which version of the file the form was given
	pageKey   = "_page"      // which page of the form sends it
	brokenKey = "_illisible" // the file cannot be read: why
)

func fieldsOf(k *site.Kind) []content.Field {
	if k == nil {
		return content.ConfigFields()
	}
	return content.FieldsOf(k)
}

// shown makes of a file what the form shows.
func shown(f file, data []byte) map[string]any {
	header, body, err := content.Extract(f.kind, data)
	if err != nil {
		return map[string]any{"titre": "⚠ " + f.path + " ne peut pas être lu", brokenKey: err.Error()}
	}
	out := keysOf(fieldsOf(f.kind), header)
	if body != "" {
		out[bodyKey] = body
	}
	out[stateKey] = versionOf(data)
	return out
}

func keysOf(fields []content.Field, items []content.Item) map[string]any {
	out := map[string]any{}
	for _, item := range items {
		i := slices.IndexFunc(fields, func(f content.Field) bool { return f.Key == item.Key })
		if i < 0 {
			continue
		}
		switch f := &fields[i]; {
		case f.Kind == content.Group && f.List:
			groups := []map[string]any{}
			for _, g := range item.Groups {
				groups = append(groups, keysOf(f.Fields, g))
			}
			out[f.Key] = groups
		case f.Kind == content.Group:
			out[f.Key] = keysOf(f.Fields, item.Keys)
		case f.List:
			out[f.Key] = item.List
		default:
			out[f.Key] = item.Text
		}
	}
	return out
}

// itemsOf reads what the form sends back. A value that has not the shape of its field is refused: it is not the form's.
func itemsOf(fields []content.Field, data map[string]any) ([]content.Item, error) {
	var out []content.Item
	for i := range fields {
		f := &fields[i]
		v := data[f.Key]
		if v == nil {
			continue
		}
		item, err := itemOf(f, v)
		if err != nil {
			return nil, err
		}
		out = append(out, item)
	}
	return out, nil
}

func itemOf(f *content.Field, v any) (item content.Item, err error) {
	item.Key = f.Key
	switch {
	case f.Kind == content.Group && f.List:
		for _, e := range list(v) {
			g, err := groupOf(f, e)
			if err != nil {
				return item, err
			}
			item.Groups = append(item.Groups, g)
		}
	case f.Kind == content.Group:
		item.Keys, err = groupOf(f, v)
	case f.List:
		for _, e := range list(v) {
			text, ok := textOf(e)
			if !ok {
				return item, odd(f)
			}
			item.List = append(item.List, text)
		}
	default:
		var ok bool
		if item.Text, ok = textOf(v); !ok {
			return item, odd(f)
		}
	}
	return item, err
}

func groupOf(f *content.Field, v any) ([]content.Item, error) {
	keys, ok := v.(map[string]any)
	if !ok && v != nil {
		return nil, odd(f)
	}
	return itemsOf(f.Fields, keys)
}

func odd(f *content.Field) error {
	return refuse(http.StatusBadRequest, "« %s » n'a pas la forme attendue.", f.Label)
}

func list(v any) []any {
	if l, ok := v.([]any); ok {
		return l
	}
	return []any{v}
}

func textOf(v any) (string, bool) {
	switch v := v.(type) {
	case nil:
		return "", true
	case string:
		return v, true
	case json.Number:
		return v.String(), true
	case bool:
		if v {
			return "oui", true
		}
		return "non", true
	}
	return "", false
}

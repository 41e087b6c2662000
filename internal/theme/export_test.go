package theme

import "html/template"

// Unescaped parses the theme again without working out contexts: templatecheck reads templates as they are written.
func (t *Theme) Unescaped() (*template.Template, error) {
	set := template.New("").Funcs(funcs())
	for _, name := range t.names() {
		if _, err := set.New(name).Parse(t.files[name].text); err != nil {
			return nil, err
		}
	}
	return set, nil
}

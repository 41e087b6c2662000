package theme_test

import (
	"testing"

	"enrouteweb.org/balise/internal/theme"
)

// TestSplices: a mark may stand for a field only where the template does nothing but show it, as text of the page.
func TestSplices(t *testing.T) {
	for _, c := range []struct {
		frame string
		want  bool
	}{
		{`<main>{{.Main}}</main>`, true},
		{`{{if .Titre}}<b>{{.Titre}}</b>{{.Main}}{{else}}{{.Main}}{{end}}`, true},
		{`{{with .Titre}}{{.}}{{else}}{{.Main}}{{end}}{{template "item" .Titre}}`, true},
		{`{{range .Titres}}{{.Main}}{{end}}`, true}, // another's
		{`{{with .Main}}{{.}}{{end}}`, false},
		{`{{if .Main}}x{{end}}`, false},
		{`{{$m := .Main}}{{$m}}`, false},
		{`{{$v := .}}{{$v.Main}}`, false},
		{`{{with .Titre}}{{$.Main}}{{end}}`, false},
		{`{{len .Main}}`, false},
		{`{{printf "%s" .Main}}`, false},
		{`{{template "item" .}}`, false},
		{`{{with .Titre}}{{template "item" $}}{{end}}`, false},
		{`{{(.).Main}}`, false},
		{`<p title="{{.Main}}">`, false},
		{`<title>{{.Main}}</title>`, false},
		{`<script>let x = {{.Main}}</script>`, false},
		{`<!-- {{.Main}} -->`, false},
		{"\x00{{.Main}}", false},
	} {
		th, diags := theme.Load(builtin(t), overlay("parts/frame.html", c.frame), "mon-theme")
		if len(diags) > 0 {
			t.Fatalf("%s: %v", c.frame, diags)
		}
		if got := th.Splices("frame", "Head", "Main"); got != c.want {
			t.Errorf("%q: %v", c.frame, got)
		}
	}
	if !load(t).Splices("frame", "Head", "Header", "Main", "Footer") {
		t.Error("the built-in frame asks for more than to show its parts")
	}
}

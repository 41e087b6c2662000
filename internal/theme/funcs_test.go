package theme_test

import (
	"testing"
	"testing/fstest"

	"enrouteweb.org/balise/internal/theme"
)

// TestFuncs goes through templates: that is how the functions are used.
func TestFuncs(t *testing.T) {
	for in, want := range map[string]string{
		`{{compte 3 "initiative" "initiatives"}}`:            "3 initiatives",
		`{{nombre 12000}}`:                                   "12\u202f000",
		`{{tel "0800 32 123"}} {{tel "+32 (0)2/502.69.49"}}`: "080032123 &#43;32025026949",
		`{{numero "0800 32-123"}}`:                           "0800\u00a032\u2011123",
		`{{lien "/a/?x&y" "A & B"}} {{lien "" "<i>"}} {{lien "javascript:x" "x"}} {{lien "https://e.be/\"" "e"}}`: `<a href="/a/?x&amp;y">A &amp; B</a> &lt;i&gt; x <a href="https://e.be/&#34;">e</a>`,
		`{{hote "https://www.smes.be/x"}} {{hote "http://a.b:8080"}} {{hote "smes"}}`:                             "smes.be a.b smes",
		`{{langues .}}`: "français, néerlandais et xx",
		`{{with licence "CC-BY-SA-4.0"}}{{.Nom}} {{.URL}}{{end}}`: "CC BY-SA 4.0 https://creativecommons.org/licenses/by-sa/4.0/deed.fr",
		`{{with licence "CC0-1.0"}}{{.Nom}} {{.URL}}{{end}}`:      "CC0 1.0 https://creativecommons.org/publicdomain/zero/1.0/deed.fr",
		`{{with licence "ODbL-1.0"}}{{.Nom}} {{.URL}}{{end}}`:     "ODbL 1.0 https://opendatacommons.org/licenses/odbl/1-0/",
		`{{with licence "Etalab-2.0"}}{{.Nom}}|{{.URL}}{{end}}`:   "Etalab-2.0|",
		`{{with licence ""}}{{.Nom}}|{{.URL}}{{end}}`:             "|",
	} {
		th, diags := theme.Load(fstest.MapFS{"pages/x.html": {Data: []byte(in)}}, nil, "")
		if len(diags) > 0 {
			t.Fatal(diags)
		}
		if got := string(render(t, th, "x", []string{"fr", "NL", "xx"})); got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

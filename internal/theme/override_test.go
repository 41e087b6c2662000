package theme_test

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"enrouteweb.org/balise/internal/theme"
)

func overlay(files ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		m[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return m
}

func TestOverride(t *testing.T) {
	base := load(t)
	th, diags := theme.Load(builtin(t), overlay("pages/page.html", "\ufeff<h1>{{.Titre}}</h1>{{template \"signature\"}}\r\n", "parts/signature.html", "à nous\n"), "mon-theme")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	if got := render(t, th, "page", richPage()); got != "<h1>À propos</h1>à nous" {
		t.Errorf("%q", got)
	}
	if _, diags := theme.Load(builtin(t), overlay("parts/header.html", "", "parts/liens.html", "\n"), "mon-theme"); len(diags) > 0 {
		t.Errorf("emptied parts: %v", diags)
	}
	if th.Sum() == base.Sum() || base.Sum() != load(t).Sum() {
		t.Error("the sum does not follow the templates")
	}
	if !th.Has("signature") || th.Has("absent") {
		t.Error("Has")
	}
	if err := th.Render(new(bytes.Buffer), "absent", nil); err == nil {
		t.Error("no error for an absent template")
	}
}

// TestOverrideErrors: what a theme's author gets wrong is said in French, at the line.
func TestOverrideErrors(t *testing.T) {
	for _, c := range []struct {
		name, file, text string
		code, place      string
		says             string
	}{
		{"unknown function", "pages/page.html", "<p>\n{{majuscules .Titre}}</p>", "gabarit-illisible", "mon-theme/pages/page.html:2", "la fonction « majuscules » n'existe pas"},
		{"unclosed block", "pages/page.html", "{{if .Titre}}\n<p>", "gabarit-illisible", "mon-theme/pages/page.html:2", "il manque un « {{end}} » à la fin"},
		{"end too many", "pages/page.html", "a\nb{{end}}", "gabarit-illisible", "mon-theme/pages/page.html:2", "un « {{end}} » de trop"},
		{"unclosed action", "pages/page.html", "{{.Titre", "gabarit-illisible", "mon-theme/pages/page.html:1", "il manque « }} »"},
		{"unknown variable", "pages/page.html", "{{$x}}", "gabarit-illisible", "mon-theme/pages/page.html:1", "la variable « $x » n'existe pas"},
		{"unknown template", "pages/page.html", "\n{{template \"rien\" .}}", "gabarit-dangereux", "mon-theme/pages/page.html:2", "le gabarit « rien » n'existe pas"},
		{"impossible context", "parts/item.html", "<a href='{{if .URL}}{{.URL}}\"{{else}}'{{end}}>", "gabarit-dangereux", "mon-theme/parts/item.html:1", "protégée"},
		{"same name", "pages/card.html", "x", "gabarit-en-double", "mon-theme/pages/card.html", "déjà celui de parts/card.html"},
	} {
		th, diags := theme.Load(builtin(t), overlay(c.file, c.text), "mon-theme")
		if th != nil || len(diags) == 0 {
			t.Errorf("%s: accepted", c.name)
			continue
		}
		d := diags[0]
		place, _, _ := strings.Cut(d.Pos.Place()+":", ":0")
		if d.Code != c.code || !strings.HasPrefix(place, c.place) || !strings.Contains(d.Message, c.says) || d.Hint == "" {
			t.Errorf("%s: %+v", c.name, d)
		}
		if d.Pos.Line > 0 && d.Source != strings.Split(c.text, "\n")[d.Pos.Line-1] {
			t.Errorf("%s: source %q", c.name, d.Source)
		}
	}
}

// TestOverrideFails: an override that reads well may still not fit a page.
func TestOverrideFails(t *testing.T) {
	th, diags := theme.Load(builtin(t), overlay("pages/page.html", "<p>\n  {{.Secteur}}</p>"), "mon-theme")
	if len(diags) > 0 {
		t.Fatal(diags)
	}
	err := th.Render(new(bytes.Buffer), "page", richPage())
	if err == nil {
		t.Fatal("no error")
	}
	d, ok := th.Diag(err)
	if !ok || d.Pos.Place() != "mon-theme/pages/page.html:2:5" || d.Message != "Ce gabarit ne s'applique pas à la page : « .Secteur » n'existe pas ici." || d.Source != "  {{.Secteur}}</p>" {
		t.Errorf("%+v", d)
	}
	if _, ok := th.Diag(th.Render(new(bytes.Buffer), "absent", nil)); ok {
		t.Error("a machine failure is not a diag")
	}
	err = th.Render(new(bytes.Buffer), "liens", []string{"x"})
	if d, ok := th.Diag(err); !ok || !strings.Contains(d.Hint, "signalez") {
		t.Errorf("an error of the built-in theme: %+v", d)
	}
}

func TestStrangers(t *testing.T) {
	th, diags := theme.Load(builtin(t), overlay("page/page.html", "x", "pages/notes.txt", "x", "pages/sous/page.html", "x", ".git/config", "x", "pages/.x.html", "x"), "mon-theme")
	if th == nil || len(diags) != 3 {
		t.Fatal(diags)
	}
	for _, d := range diags {
		if d.Code != "gabarit-ignore" || d.Severity.String() != "avertissement" {
			t.Errorf("%+v", d)
		}
	}
}

package admin

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// TestEveryKeyIsInTheForm: every key of every type, at every level, and no other.
func TestEveryKeyIsInTheForm(t *testing.T) {
	d := newDesk(t)
	c := config(d.site(), proxy("http://127.0.0.1:4000"))
	if len(c.Collections) != len(site.Kinds)+1 {
		t.Fatalf("%d collections", len(c.Collections))
	}
	for i, k := range site.Kinds {
		x := c.Collections[i]
		if x.Folder != "content/"+k.Dir || x.Label != k.Label || x.Singular != k.Un || !x.Create || x.Extension != "md" {
			t.Errorf("%s: %+v", k.Name, x)
		}
		last := x.Fields[len(x.Fields)-1]
		if last["name"] != "body" || last["widget"] != "markdown" {
			t.Errorf("%s ends with %v", k.Name, last)
		}
		if n := len(content.FieldsOf(k)); n != len(asAsked(content.FieldsOf(k))) {
			t.Errorf("%s has %d keys, and is asked for %d", k.Name, n, len(asAsked(content.FieldsOf(k))))
		}
		agree(t, k.Name, asAsked(content.FieldsOf(k)), x.Fields[:len(x.Fields)-1], false)
	}
	agree(t, "site.yaml", content.ConfigFields(), c.Collections[len(site.Kinds)].Files[0].Fields, false)
}

// agree compares the keys of one level, and what a control may make of them: texts, and lists of such.
func agree(t *testing.T, where string, fields []content.Field, form []Field, inGroup bool) {
	t.Helper()
	var keys, names []any
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	for _, f := range form {
		names = append(names, f["name"])
	}
	if !slices.Equal(keys, names) {
		t.Errorf("%s has the keys %v, its form %v", where, keys, names)
		return
	}
	for i := range fields {
		f, x, at := &fields[i], form[i], where+"."+fields[i].Key
		if x["label"] != f.Label || x["required"] != (f.Required && !inGroup) || !strings.HasPrefix(x["hint"].(string), strings.ReplaceAll(f.Doc, "'", "’")) {
			t.Errorf("%s: %v", at, x)
		}
		if strings.Contains(x["hint"].(string), "?.") || f.Form == "question" && x["widget"] != "select" {
			t.Errorf("%s: %v", at, x)
		}
		switch widget := x["widget"]; {
		case f.Kind == content.Group:
			if (widget == "list") != f.List || (widget == "object") == f.List {
				t.Errorf("%s: %v", at, widget)
			}
			agree(t, at, f.Fields, x["fields"].([]Field), !f.List)
		case f.List && (f.Vocab != "" || len(f.Enum) > 0):
			if widget != "select" || x["multiple"] != true {
				t.Errorf("%s: %v", at, x)
			}
		case f.List:
			if widget != "list" || x["field"].(Field)["name"] != f.Key {
				t.Errorf("%s: %v", at, x) // with no field of its own Decap's list is one text, cut at its commas
			}
		case f.Kind == content.Position && widget != "carte", f.Kind == content.Reference && (widget != "reference" || x["vers"] != f.Ref),
			slices.Contains([]any{"datetime", "number", "boolean", "relation", "map"}, widget):
			t.Errorf("%s: %v", at, widget)
		}
	}
}

// TestPatternsTakeWhatTheContractTakes: the form is no stricter than the files, and its patterns are the browser's too.
func TestPatternsTakeWhatTheContractTakes(t *testing.T) {
	d := newDesk(t)
	var look func(fields []content.Field, form []Field)
	look = func(fields []content.Field, form []Field) {
		for i := range fields {
			f, x := &fields[i], form[i]
			if f.Kind == content.Group {
				look(f.Fields, x["fields"].([]Field))
				continue
			}
			if one, ok := x["field"].(Field); ok {
				x = one
			}
			p, ok := x["pattern"].([2]string)
			if !ok {
				continue
			}
			good := []string{f.Example}
			if f.Kind == content.Day {
				good = append(good, "2022", "2022-02", "14/02/2022", "1/2/2022")
			}
			if f.List {
				good = strings.Split(strings.Trim(f.Example, "[]"), ", ")
			}
			for _, text := range good {
				if text != "" && !regexp.MustCompile(p[0]).MatchString(text) {
					t.Errorf("%s: %q is refused by %s", f.Path, text, p[0])
				}
			}
			if regexp.MustCompile(p[0]).MatchString("n'importe quoi d'autre") {
				t.Errorf("%s: %s refuses nothing", f.Path, p[0])
			}
		}
	}
	for i, c := range config(d.site(), proxy("http://127.0.0.1:4000")).Collections[:len(site.Kinds)] {
		look(asAsked(content.FieldsOf(site.Kinds[i])), c.Fields)
	}
}

func TestTheFormSpeaksTheSitesWords(t *testing.T) {
	d := newDesk(t)
	data, err := json.Marshal(config(d.site(), proxy("http://127.0.0.1:4000")))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"locale":"fr"`, `"media_folder":"content/media"`, `"public_folder":"/media"`, `"load_config_file":false`, `"site_url":"http://127.0.0.1:4000"`,
		`{"label":"Précarité","value":"precarite"}`, `{"label":"Terminée","value":"terminee"}`, `"default":"oui"`, `"default":"## Problématique et contexte\n\n## Objectifs`,
		`"preview_path":"admin/voir/guide/{{slug}}"`, `"vers":"organisation"`, `"seul":"date"`,
	} {
		if !strings.Contains(string(data), want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestThePublishedForm(t *testing.T) {
	d := newDesk(t)
	if out, err := Published(d.site(), "https://exemple.be"); err != nil || out != nil {
		t.Errorf("not asked for: %v %v", err, out)
	}
	for _, c := range []struct{ yaml, backend, policy string }{
		{"{forge: gitlab, depot: en-route/carte, application: abc}", `"app_id":"abc","auth_type":"pkce","base_url":"https://gitlab.com","branch":"main"`, "connect-src 'self' https://gitlab.com blob:;"},
		{"{forge: gitea, depot: a/b, application: abc, adresse: https://git.exemple.be/, branche: site}", `"api_root":"https://git.exemple.be/api/v1","app_id":"abc","base_url":"https://git.exemple.be","branch":"site"`, "connect-src 'self' https://git.exemple.be blob:;"},
		{"{forge: github, depot: a/b, adresse: https://relais.exemple.be/oauth}", `"base_url":"https://relais.exemple.be/oauth","branch":"main"`, "connect-src 'self' https://relais.exemple.be https://api.github.com blob:;"},
	} {
		d.put("site.yaml", "titre: Essai & Cie\natelier: "+c.yaml+"\n")
		out, err := Published(d.site(), "https://exemple.be/carte")
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{}
		for _, f := range out {
			files[f.Path] = string(f.Data)
		}
		page := files["admin/index.html"]
		script := regexp.MustCompile(`data-decap="(decap-cms-[0-9a-f]{10}\.js)"`).FindStringSubmatch(page)
		if script == nil || len(files["admin/"+script[1]]) < 4<<20 || strings.Contains(files["admin/"+script[1]], "sourceMappingURL=") {
			t.Errorf("%s: the page asks for %v", c.yaml, script)
		}
		policy := strings.ReplaceAll(page, "&#39;", "'")
		for _, want := range []string{c.policy, `name="robots" content="noindex"`, "Essai &amp; Cie"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: no %s in\n%s", c.yaml, want, policy)
			}
		}
		if strings.Contains(policy, "frame-ancestors") {
			t.Error("a page cannot say frame-ancestors") // browsers complain of it
		}
		settings := files["admin/config.json"]
		for _, want := range []string{c.backend, `"site_url":"https://exemple.be/carte"`, `"preview_path":"initiatives/{{slug}}/"`, `"preview_path":"glossaire/"`, `"preview_path":"{{slug}}/"`, `"logo_url":"icone.svg"`} {
			if !strings.Contains(settings, want) {
				t.Errorf("%s: no %s in\n%.600s", c.yaml, want, settings)
			}
		}
		if len(files) != 10 {
			t.Errorf("%d files", len(files))
		}
	}
}

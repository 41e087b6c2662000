package schema_test

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/corpus"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/schema"
	"enrouteweb.org/balise/internal/site"
)

var today = site.Date{Year: 2026, Month: 11, Day: 22}

func decode(t *testing.T, fsys fs.FS) (*content.Result, diag.List) {
	t.Helper()
	cache := new(content.Cache)
	files, err := content.Read(fsys, cache, nil)
	if err != nil {
		t.Fatal(err)
	}
	return content.Decode(files, content.Options{Today: today}, cache)
}

// header parses a file's header as another program would: a YAML library, and no thought.
func header(t *testing.T, data []byte) any {
	t.Helper()
	_, rest, _ := strings.Cut(string(data), "---\n")
	text, _, _ := strings.Cut(rest, "\n---")
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		t.Fatal(err)
	}
	return plain(v)
}

// plain makes of dates the texts they were.
func plain(v any) any {
	switch v := v.(type) {
	case time.Time:
		return v.Format(time.DateOnly)
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = plain(v[k])
		}
	case map[any]any:
		out := map[string]any{}
		for k := range v {
			out[fmt.Sprint(k)] = plain(v[k])
		}
		return out
	}
	return v
}

func resolved(t *testing.T, s *jsonschema.Schema) *jsonschema.Resolved {
	t.Helper()
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What balise publishes, the schemas accept: the site's own content, and a corpus.
func TestSchemasAcceptWhatBaliseAccepts(t *testing.T) {
	dir := t.TempDir()
	vocab, err := os.ReadFile("../../content/vocabulaires.yaml")
	if err == nil {
		err = corpus.Write(dir, 60, 1, vocab)
	}
	if err != nil {
		t.Fatal(err)
	}
	for _, root := range []string{"../../content", "../../cmd/balise/testdata/small", dir} {
		fsys := os.DirFS(root)
		r, list := decode(t, fsys)
		if list.HasErrors() {
			t.Fatal(list)
		}
		of := map[string]*jsonschema.Resolved{}
		for _, k := range site.Kinds {
			of[k.Name] = resolved(t, schema.Entry(k, r.Vocab))
		}
		if len(r.Entries) == 0 {
			t.Fatalf("%s: no entries", root)
		}
		for _, e := range r.Entries {
			data, err := fs.ReadFile(fsys, e.Common().Path)
			if err != nil {
				t.Fatal(err)
			}
			if err := of[e.Common().Kind.Name].Validate(header(t, []byte(strings.ReplaceAll(string(data), "\r\n", "\n")))); err != nil {
				t.Errorf("%s: %v", e.Common().Path, err)
			}
		}
		data, err := fs.ReadFile(fsys, "site.yaml")
		if err != nil {
			continue // a site may do without
		}
		var v any
		if err := yaml.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		if err := resolved(t, schema.Config()).Validate(plain(v)); err != nil {
			t.Errorf("%s: %v", root, err)
		}
	}
}

const vocabulary = "secteurs: {precarite: Précarité}\nnatures: {entraide: Entraide}\ntypes_activite: {cours: Cours}\n"

// What the schemas refuse, balise refuses too, with an error.
func TestBaliseRefusesWhatSchemasRefuse(t *testing.T) {
	const initiative = "titre: Essai\nsecteurs: [precarite]\nnature: entraide\nzone: [Namur]\n"
	for _, c := range []struct{ name, dir, header string }{
		{"an unknown key", "initiatives", initiative + "prenom: x\n"},
		{"a missing key", "initiatives", strings.Replace(initiative, "nature: entraide\n", "", 1)},
		{"a value out of a closed list of the site", "initiatives", strings.Replace(initiative, "precarite", "jardinage", 1)},
		{"a value out of a closed list of the contract", "initiatives", initiative + "etat: finie\n"},
		{"a list for one value", "initiatives", initiative + "cadre: [a, b]\n"},
		{"keys for a text", "initiatives", initiative + "cadre: {a: b}\n"},
		{"a text for keys", "initiatives", initiative + "contact: [x]\n"},
		{"an unknown key of a group", "initiatives", initiative + "contact: {fax: x}\n"},
		{"a date in no form", "initiatives", initiative + "depuis: naguère\n"},
		{"coordinates that are none", "initiatives", initiative + "coordonnees: près de la gare\n"},
		{"a missing key in a list of keys", "initiatives", initiative + "chiffres: [{valeur: '4'}]\n"},
		{"a country's name", "initiatives", initiative + "pays: Belgique\n"},
		{"a mail address without its mark", "initiatives", initiative + "contact: {courriel: info.exemple.be}\n"},
		{"a site without its scheme", "initiatives", initiative + "contact: {site: www.exemple.be}\n"},
		{"an old address without its slashes", "initiatives", initiative + "alias: [ancienne]\n"},
		{"a word for a number", "guide", "titre: Essai\netape: première\n"},
		{"a missing date", "activites", "titre: Essai\ntype: cours\n"},
		{"an impossible type of activity", "activites", "titre: Essai\ntype: bal\ndate: 2020\n"},
		{"a term without a definition", "glossaire", "titre: Essai\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := "---\n" + c.header + "---\n"
			p := path.Join(c.dir, "essai.md")
			r, list := decode(t, fstest.MapFS{p: {Data: []byte(file)}, "vocabulaires.yaml": {Data: []byte(vocabulary)}})
			if !list.HasErrors() {
				t.Error("balise accepts it")
			}
			if err := resolved(t, schema.Entry(site.KindOf(p), r.Vocab)).Validate(header(t, []byte(file))); err == nil {
				t.Error("the schema accepts it")
			}
		})
	}
}

// A draft may lack what it needs to be published.
func TestDraftsMayLackKeys(t *testing.T) {
	s := resolved(t, schema.Entry(site.KindNamed("initiative"), nil))
	if err := s.Validate(map[string]any{"titre": "x", "brouillon": "oui"}); err != nil {
		t.Error(err)
	}
	if err := s.Validate(map[string]any{"titre": "x", "brouillon": "non"}); err == nil {
		t.Error("a public entry may not")
	}
}

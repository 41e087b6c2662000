package sitetest

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/content"
	sitemodel "enrouteweb.org/balise/internal/site"
)

// keyPaths lists a type's keys as they are typed, nested ones too: "contact.courriel".
func keyPaths(fields []content.Field) (out []string) {
	for _, f := range fields {
		out = append(append(out, f.Path), keyPaths(f.Fields)...)
	}
	return out
}

// TestDoorsAgree: one schema, every door. Whatever way an editor comes by, it knows the keys of the field table, all of them and
// no other: the schema, the file of a new entry, the pages of help, the form, the columns of an import. (The page for proposals
// is held to the same table by TestProposalAsksEveryKey.)
func TestDoorsAgree(t *testing.T) {
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	s := preview(t)
	balise := func(args ...string) []byte {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), l.bin, args...)
		cmd.Dir = filepath.Dir(s.content)
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("balise %s: %v\n%s", strings.Join(args, " "), err, out)
		}
		return out
	}
	forms := formKeys(t, s.get(t, "admin/config.json"))
	for _, k := range sitemodel.Kinds {
		want := keyPaths(content.FieldsOf(k))
		slices.Sort(want)
		doors := map[string][]string{
			"the schema":        schemaKeys(t, balise("schema", k.Name)),
			"the page of help":  helpKeys(s.get(t, "aide/"+k.Dir+"/")),
			"the form":          forms[k.Dir],
			"a table to import": importKeys(t, s, k, want, balise),
		}
		for door, got := range doors {
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s of %s knows %v, not %v", door, k.Name, got, want)
			}
		}
		newKeys(t, s, k, want, balise)
	}
}

// get reads an address of the preview.
func (s served) get(t *testing.T, path string) []byte {
	t.Helper()
	res, err := http.Get(s.url + path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %v", path, res.StatusCode, err)
	}
	return data
}

// schemaKeys reads the keys of a JSON Schema, those of a value's other forms too.
func schemaKeys(t *testing.T, data []byte) (out []string) {
	t.Helper()
	type node struct {
		Properties map[string]json.RawMessage
		AnyOf      []json.RawMessage
		Items      json.RawMessage
	}
	seen := map[string]bool{}
	var walk func(data json.RawMessage, at string)
	walk = func(data json.RawMessage, at string) {
		var n node
		if len(data) == 0 || json.Unmarshal(data, &n) != nil {
			return // true, false or absent
		}
		for key, sub := range n.Properties {
			if path := strings.TrimPrefix(at+"."+key, "."); !seen[path] {
				seen[path] = true
				out = append(out, path)
			}
			walk(sub, strings.TrimPrefix(at+"."+key, "."))
		}
		for _, sub := range append(n.AnyOf, n.Items) {
			walk(sub, at)
		}
	}
	walk(data, "")
	return out
}

var helpKey = regexp.MustCompile(`<(?:section|div|li|dt|h[2-4])[^>]* id="([a-z][a-z_-]*[a-z])"`)

// helpKeys reads the anchors of a page of help: "contact-courriel".
func helpKeys(page []byte) (out []string) {
	for _, m := range helpKey.FindAllSubmatch(page, -1) {
		out = append(out, strings.ReplaceAll(string(m[1]), "-", "."))
	}
	return out
}

// formKeys reads the configuration of the form: the keys of each collection by its name.
func formKeys(t *testing.T, data []byte) map[string][]string {
	t.Helper()
	type field struct {
		Name, Widget string
		Fields       []field
		Field        *field
	}
	var config struct {
		Collections []struct {
			Name   string
			Fields []field
		}
	}
	if err := json.Unmarshal(data, &config); err != nil {
		t.Fatal(err)
	}
	var walk func(fields []field, at string) []string
	walk = func(fields []field, at string) (out []string) {
		for _, f := range fields {
			if at == "" && f.Name == "body" {
				continue // the text, which is no key
			}
			out = append(append(out, at+f.Name), walk(f.Fields, at+f.Name+".")...)
		}
		return out
	}
	out := map[string][]string{}
	for _, c := range config.Collections {
		out[c.Name] = walk(c.Fields, "")
	}
	return out
}

// unchecked are the keys that an import leaves to a person: nobody of the site has checked what a table says.
var unchecked = []string{"verifie_le", "verifie_par"}

// importKeys offers a table whose columns are the keys, and reads which it takes as such. A key that only holds others is no
// column: it is known when all of its own are.
func importKeys(t *testing.T, s served, k *sitemodel.Kind, want []string, balise func(...string) []byte) (out []string) {
	t.Helper()
	group := func(key string) bool {
		return slices.ContainsFunc(want, func(other string) bool { return strings.HasPrefix(other, key+".") })
	}
	var columns, cells []string
	for _, key := range want {
		if !group(key) {
			columns, cells = append(columns, key), append(cells, "")
		}
	}
	cells[slices.Index(columns, "titre")] = "Essai des colonnes"
	file := filepath.Join(filepath.Dir(s.content), "colonnes.csv")
	if err := os.WriteFile(file, []byte(strings.Join(columns, ";")+"\n"+strings.Join(cells, ";")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	said := string(balise("import", file, "--type", k.Name))
	for _, m := range regexp.MustCompile(`« ([a-z_.]+) » +→ ([a-z_.]+)\n`).FindAllStringSubmatch(said, -1) {
		if m[1] == m[2] {
			out = append(out, m[1])
		}
	}
	for _, key := range want {
		if group(key) || slices.Contains(unchecked, key) {
			out = append(out, key)
		}
	}
	return out
}

// newKeys asks for a new entry, and looks for its keys in the file: given, or asleep behind a "#". The dates of its publication
// and its old addresses are not yet its concern.
func newKeys(t *testing.T, s served, k *sitemodel.Kind, want []string, balise func(...string) []byte) {
	t.Helper()
	file := strings.TrimSpace(string(balise("new", k.Name, "Essai des portes 2031")))
	data, err := os.ReadFile(filepath.Join(filepath.Dir(s.content), filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range want {
		if strings.Contains(key, ".") || slices.Contains([]string{"publie_le", "mis_a_jour", "alias"}, key) {
			continue
		}
		if !regexp.MustCompile(`(?m)^#?` + key + `:`).Match(data) {
			t.Errorf("a new %s has no %s:\n%s", k.Name, key, data)
		}
	}
}

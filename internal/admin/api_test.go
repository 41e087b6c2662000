package admin

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const listing = `{"action": "entriesByFolder", "params": {"folder": "content/initiatives", "extension": "md", "depth": 1}}`

// TestRequestsThatAreNotTheForms: who asks, and how.
func TestRequestsThatAreNotTheForms(t *testing.T) {
	d := newDesk(t)
	set := func(key, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(key, value) }
	}
	for _, c := range []struct {
		what   string
		body   string
		change func(*http.Request)
		status int
		says   string
	}{
		{"the form itself", listing, nil, 200, "Le Relais"},
		{"another origin", listing, set("Origin", "https://evil.example"), 403, "ne vient pas du formulaire"},
		{"another port", listing, set("Origin", "http://127.0.0.1:1"), 403, "ne vient pas du formulaire"},
		{"https", listing, set("Origin", strings.Replace(d.url, "http:", "https:", 1)), 403, "ne vient pas du formulaire"},
		{"null origin", listing, set("Origin", "null"), 403, "ne vient pas du formulaire"},
		{"no origin", listing, func(r *http.Request) { r.Header.Del("Origin") }, 403, "ne vient pas du formulaire"},
		{"two origins", listing, func(r *http.Request) { r.Header.Add("Origin", d.url) }, 403, "ne vient pas du formulaire"},
		{"another site, says the browser", listing, set("Sec-Fetch-Site", "cross-site"), 403, "ne vient pas du formulaire"},
		{"a name that was pointed here", listing, func(r *http.Request) {
			r.Host = "evil.example"
			r.Header.Set("Origin", "http://evil.example")
		}, 403, "que sur cet ordinateur"},
		{"a form of HTML", listing, set("Content-Type", "text/plain"), 415, "JSON"},
		{"no type", listing, func(r *http.Request) { r.Header.Del("Content-Type") }, 415, "JSON"},
		{"a type that is a list", listing, set("Content-Type", "text/plain, application/json"), 415, "JSON"},
		{"GET", "", func(r *http.Request) { r.Method = "GET" }, 405, "POST"},
		{"PUT", listing, func(r *http.Request) { r.Method = "PUT" }, 405, "POST"},
		{"OPTIONS", "", func(r *http.Request) { r.Method = "OPTIONS" }, 405, "POST"},
		{"no JSON", "action=entriesByFolder", nil, 400, "JSON bien formé"},
		{"half of it", listing[:40], nil, 400, "JSON bien formé"},
		{"another shape", `{"action": ["x"]}`, nil, 400, "JSON bien formé"},
		{"nothing", "", nil, 400, "JSON bien formé"},
		{"an unknown action", `{"action": "rm -rf"}`, nil, 422, "que balise ne connaît pas"},
		{"stages of review", `{"action": "unpublishedEntry", "params": {"id": "x"}}`, nil, 404, "étapes de relecture"},
		{"too much, and says so", strings.Repeat(" ", maxRequest+1), nil, 413, "12 Mo"},
		{"too much, and does not", strings.Repeat(" ", maxRequest+1), func(r *http.Request) { r.ContentLength = -1 }, 413, "12 Mo"},
		{"the form again", listing, nil, 200, "Le Relais"},
	} {
		status, answer := d.ask(c.body, c.change)
		if status != c.status || !strings.Contains(answer, c.says) {
			t.Errorf("%s: %d %.200s, want %d %q", c.what, status, answer, c.status, c.says)
		}
	}
	if got := d.read("initiatives/relais.md"); got != fiche {
		t.Error(got)
	}
}

// badPaths are those of no file the form may touch.
var badPaths = []string{
	"", "content", "content/", "/etc/passwd", "etc/passwd", "content/../secret.md", "content/initiatives/../../secret.md", "content/initiatives/./x.md", "content//initiatives/x.md",
	`content\initiatives\x.md`, `content/initiatives\..\..\secret.md`, `C:\x.md`, "C:/x.md", "content/C:x.md", "content/initiatives/x.md:flux", `\\serveur\x.md`, "//serveur/x.md",
	"content/initiatives/x\x00.md", "content/initiatives/x\n.md", "content/initiatives/.x.md", "content/.git/config.md", "content/initiatives/x.md.", "content/initiatives/x.md ",
	"content/initiatives/CON.md", "content/initiatives/nul.md", "content/initiatives/com1.md", "content/initiatives/LPT9.x.md", "content/initiatives/COM¹.md", "content/media/aux.png",
	"content/initiatives/x.html", "content/initiatives/x", "content/initiatives", "content/initiatives/a/x.md", "content/ailleurs/x.md", "content/x.md", "content/vocabulaires.yaml", "content/site.yaml/x.md",
	"content/initiatives/README.md", "content/initiatives/~$x.md", "content/initiatives/x.tmp.md", "content/media/x.html", "content/media/x.js", "content/media/x.exe", "content/media/x", "content/media/.htaccess",
	"content/media/a/b/c/d/e/x.png", "content/initiatives/" + strings.Repeat("x", 300) + ".md", "content/initiatives/%2e%2e/x.md", "content/initiatives/a?.md", "content/initiatives/\xff.md", "Content/initiatives/x.md",
}

func TestPathsThatAreRefused(t *testing.T) {
	d := newDesk(t)
	d.put("../secret.md", "---\ntitre: Secret\n---\n")
	t.Cleanup(func() { os.Remove(filepath.Join(d.dir, "..", "secret.md")) })
	before := tree(t, filepath.Dir(d.dir))
	text, image := base64.StdEncoding.EncodeToString([]byte("x")), signature
	for _, p := range badPaths {
		for action, params := range map[string]any{
			"getEntry":        map[string]any{"path": p},
			"persistEntry":    map[string]any{"dataFiles": []any{map[string]any{"path": p, "raw": `{"titre": "x"}`}}, "options": map[string]any{"newEntry": true}},
			"deleteFile":      map[string]any{"path": p},
			"deleteFiles":     map[string]any{"paths": []string{p}},
			"entriesByFolder": map[string]any{"folder": p + "/.."},
			"getMedia":        map[string]any{"mediaFolder": p + "/.."},
			"getMediaFile":    map[string]any{"path": p},
			"persistMedia":    map[string]any{"asset": map[string]any{"path": p, "content": text, "encoding": "base64"}},
		} {
			if status, said := d.do(action, params, nil); status != 400 || said == "" {
				t.Errorf("%s %q: %d %s", action, p, status, said)
			}
		}
		moved := p + "x" // "" would leave it where it is
		if status, _ := d.do("persistEntry", map[string]any{"dataFiles": []any{map[string]any{"path": "content/initiatives/relais.md", "newPath": moved, "raw": `{"titre": "x", "_etat": "` + versionOf([]byte(fiche)) + `"}`}}}, nil); status != 400 {
			t.Errorf("a fiche moved to %q: %d", moved, status)
		}
		if status, _ := d.do("persistEntry", map[string]any{"dataFiles": []any{map[string]any{"path": "content/initiatives/neuf.md", "raw": `{"titre": "x"}`}}, "assets": []any{map[string]any{"path": p, "content": image, "encoding": "base64"}}, "options": map[string]any{"newEntry": true}}, nil); status != 400 {
			t.Errorf("an image with the fiche, in %q: %d", p, status)
		}
		var list []entry
		if status, said := d.do("entriesByFiles", map[string]any{"files": []any{map[string]any{"path": p}}}, &list); status != 200 || len(list) != 0 {
			t.Errorf("entriesByFiles %q: %d %s %v", p, status, said, list)
		}
	}
	if diff := cmp.Diff(before, tree(t, filepath.Dir(d.dir))); diff != "" {
		t.Error(diff)
	}
}

// tree lists a folder and the bytes of its files.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Type()&os.ModeSymlink != 0 {
			return err
		}
		data, err := os.ReadFile(p)
		out[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestLinksThatLeadOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("making a link needs a right there; the same os.Root refuses them")
		return
	}
	d, outside := newDesk(t), t.TempDir()
	secret := filepath.Join(outside, "secret.md")
	if err := os.WriteFile(secret, []byte("---\ntitre: Secret\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"initiatives/lien.md": secret, "portraits": outside, "media": outside, "initiatives/voisin.md": "relais.md", ".corbeille": outside} {
		if err := os.Symlink(to, filepath.Join(d.dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	var list []entry
	if status, _ := d.do("entriesByFolder", map[string]any{"folder": "content/initiatives"}, &list); status != 200 || len(list) != 1 {
		t.Errorf("%d %v", status, list)
	}
	for _, p := range []string{"content/initiatives/lien.md", "content/portraits/secret.md", "content/initiatives/voisin.md"} {
		for action, params := range map[string]any{
			"getEntry":     map[string]any{"path": p},
			"persistEntry": map[string]any{"dataFiles": []any{map[string]any{"path": p, "raw": `{"titre": "x", "_etat": "y"}`}}},
			"deleteFile":   map[string]any{"path": p},
		} {
			if status, said := d.do(action, params, nil); status == 200 || status == 500 || said == "" {
				t.Errorf("%s %s: %d %s", action, p, status, said)
			}
		}
	}
	if status, said := d.save("portraits/neuf.md", map[string]any{"titre": "x"}, true); status == 200 || said == "" {
		t.Errorf("a new fiche through a link: %d", status)
	}
	if status, said := d.do("deleteFile", map[string]any{"path": "content/initiatives/relais.md"}, nil); status == 200 || said == "" || d.read("initiatives/relais.md") == "" {
		t.Errorf("a bin that is a link: %d", status)
	}
	if status, said := d.do("persistMedia", map[string]any{"asset": map[string]any{"path": "content/media/x.png", "content": signature, "encoding": "base64"}}, nil); status == 200 || said == "" {
		t.Errorf("an image through a link: %d", status)
	}
	if got := tree(t, outside); len(got) != 1 || got[secret] != "---\ntitre: Secret\n---\n" {
		t.Error(got)
	}
}

// FuzzAPI: whatever the form is asked, it answers in JSON, and touches nothing but the content.
func FuzzAPI(f *testing.F) {
	f.Add(listing)
	for _, a := range []string{"info", "getEntry", "persistEntry", "deleteFiles", "getMedia", "getMediaFile", "persistMedia", "entriesByFiles", "getDeployPreview", "unpublishedEntries"} {
		for _, p := range []string{"content/initiatives/relais.md", "content/../x.md", "content/media/x.png", "content/site.yaml"} {
			raw, err := json.Marshal(map[string]any{"action": a, "params": map[string]any{"path": p, "paths": []string{p}, "folder": p, "mediaFolder": p, "files": []any{map[string]any{"path": p}}, "asset": map[string]any{"path": p, "content": "eA==", "encoding": "base64"},
				"dataFiles": []any{map[string]any{"path": p, "raw": `{"titre": ["x"], "contact": 1, "chiffres": {"a": null}, "body": "y"}`, "newPath": p}}, "options": map[string]any{"newEntry": true}}})
			if err != nil {
				f.Fatal(err)
			}
			f.Add(string(raw))
		}
	}
	f.Fuzz(func(t *testing.T, body string) {
		outside := t.TempDir()
		dir := filepath.Join(outside, "content")
		for _, name := range []string{"initiatives/relais.md", "site.yaml"} {
			if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), []byte(fiche), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		a := newAPI(dir)
		for _, ask := range []string{body, listing} {
			r := httptest.NewRequest(http.MethodPost, "http://localhost/admin/api", strings.NewReader(ask))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Origin", "http://localhost")
			w := httptest.NewRecorder()
			a.serve(w, r)
			if w.Code == 500 || !json.Valid(w.Body.Bytes()) || ask == listing && w.Code != 200 {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
		}
		if left, err := os.ReadDir(outside); err != nil || len(left) != 1 {
			t.Fatal(err, left)
		}
	})
}

func TestWhatIsListed(t *testing.T) {
	d := newDesk(t)
	for name, text := range map[string]string{"initiatives/casse.md": "---\ntitre: [x\n---\n", "initiatives/README.md": "x", "initiatives/.x.md": "x", "initiatives/notes.txt": "x", "initiatives/Été.md": "---\ntitre: Été\n---\n"} {
		d.put(name, text)
	}
	var list []entry
	if status, said := d.do("entriesByFolder", map[string]any{"folder": "content/initiatives"}, &list); status != 200 {
		t.Fatal(status, said)
	}
	var got []string
	for _, e := range list {
		got = append(got, fmt.Sprint(e.File.Path, " ", d.data(e)["titre"]))
	}
	want := []string{"content/initiatives/casse.md ⚠ initiatives/casse.md ne peut pas être lu", "content/initiatives/relais.md Le Relais", "content/initiatives/Été.md Été"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if status, said := d.do("entriesByFolder", map[string]any{"folder": "content/portraits"}, &list); status != 200 {
		t.Error(status, said)
	}
	if status, said := d.do("getEntry", map[string]any{"path": "content/initiatives/absent.md"}, nil); status != 404 || !strings.Contains(said, "n’est plus là") {
		t.Error(status, said)
	}
	var info struct{ Type string }
	if status, _ := d.do("info", nil, &info); status != 200 || info.Type != "local_fs" {
		t.Error(status, info)
	}
}

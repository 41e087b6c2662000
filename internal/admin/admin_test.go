package admin

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
)

// desk is the form over a folder of its own, served as the preview serves it.
type desk struct {
	t   *testing.T
	dir string
	url string // http://127.0.0.1:1234
}

const fiche = "---\n# La fiche du Relais\ntitre: Le Relais\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\ncode_postal: 01000\ncontact:\n  telephone: 0487123456 # GSM\n---\n\nLe texte.\n"

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, dir: t.TempDir()}
	d.put("site.yaml", "titre: Essai\n")
	d.put("vocabulaires.yaml", "secteurs: {precarite: Précarité, assuetudes: Assuétudes}\nnatures: {entraide: Groupe d'entraide}\n")
	d.put("initiatives/relais.md", fiche)
	d.put("organisations/smes.md", "---\ntitre: Smes\n---\n")
	h, err := Handler(Options{Content: d.dir, Site: func() *site.Site { return d.site() }})
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	d.url = s.URL
	return d
}

func (d *desk) put(name, text string) {
	d.t.Helper()
	p := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) read(name string) string {
	d.t.Helper()
	data, err := os.ReadFile(filepath.Join(d.dir, filepath.FromSlash(name)))
	if err != nil {
		d.t.Fatal(err)
	}
	return string(data)
}

func (d *desk) site() *site.Site {
	files, err := content.Read(os.DirFS(d.dir), new(content.Cache), nil)
	if err != nil {
		d.t.Error(err)
	}
	r, _ := content.Decode(files, content.Options{}, new(content.Cache))
	s, _ := site.New(site.Input{Config: r.Config, Vocab: r.Vocab, Entries: r.Entries, Drafts: true})
	return s
}

// ask makes one request, as the form does but for what change changes.
func (d *desk) ask(body string, change func(*http.Request)) (int, string) {
	d.t.Helper()
	r, err := http.NewRequest(http.MethodPost, d.url+"/admin/api", strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json; charset=utf-8")
	r.Header.Set("Origin", d.url)
	if change != nil {
		change(r)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return res.StatusCode, string(data)
}

// do runs an action, and gives the error it answers, "" when there is none.
func (d *desk) do(action string, params any, into any) (int, string) {
	d.t.Helper()
	body, err := json.Marshal(map[string]any{"action": action, "branch": "main", "params": params})
	if err != nil {
		d.t.Fatal(err)
	}
	status, answer := d.ask(string(body), nil)
	if status == http.StatusOK {
		if into != nil {
			if err := json.Unmarshal([]byte(answer), into); err != nil {
				d.t.Fatalf("%v: %s", err, answer)
			}
		}
		return status, ""
	}
	var no struct{ Error string }
	if err := json.Unmarshal([]byte(answer), &no); err != nil || no.Error == "" {
		d.t.Errorf("%s: %d is not answered as Decap reads it: %s", action, status, answer)
	}
	return status, no.Error
}

// open gives what the form is shown of a file.
func (d *desk) open(name string) map[string]any {
	d.t.Helper()
	var e entry
	if status, said := d.do("getEntry", map[string]any{"path": "content/" + name}, &e); status != http.StatusOK {
		d.t.Fatalf("%s: %d %s", name, status, said)
	}
	return d.data(e)
}

func (d *desk) data(e entry) map[string]any {
	d.t.Helper()
	out := map[string]any{}
	if err := json.Unmarshal([]byte(e.Data), &out); err != nil {
		d.t.Fatal(err)
	}
	return out
}

// save sends a fiche back.
func (d *desk) save(name string, data map[string]any, fresh bool) (int, string) {
	d.t.Helper()
	raw, err := json.Marshal(data)
	if err != nil {
		d.t.Fatal(err)
	}
	return d.do("persistEntry", map[string]any{"dataFiles": []any{map[string]any{"path": "content/" + name, "slug": "x", "raw": string(raw) + "\n"}}, "assets": []any{}, "options": map[string]any{"newEntry": fresh}}, nil)
}

func (d *desk) get(path string, change func(*http.Request)) (*http.Response, []byte) {
	d.t.Helper()
	r, err := http.NewRequest(http.MethodGet, d.url+path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	if change != nil {
		change(r)
	}
	res, err := (&http.Transport{DisableCompression: true}).RoundTrip(r)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return res, data
}

func TestTheFormsOwnFilesAreServed(t *testing.T) {
	d := newDesk(t)
	for path, want := range map[string]struct{ kind, holds string }{
		"/admin/":                {"text/html; charset=utf-8", "Formulaire – Essai"},
		"/admin/admin.js":        {"text/javascript; charset=utf-8", "registerCustomFormat"},
		"/admin/admin.css":       {"text/css; charset=utf-8", ".plan"},
		"/admin/decap-cms.js":    {"text/javascript; charset=utf-8", "\x1f\x8b"},
		"/admin/config.json":     {"application/json; charset=utf-8", `"proxy_url":"/admin/api"`},
		"/admin/references.json": {"application/json; charset=utf-8", `["smes","Smes"]`},
		"/admin/communes.json":   {"application/json; charset=utf-8", `["Namur",50.4`},
		"/admin/fond.json":       {"application/json; charset=utf-8", `"belgique"`},
		"/admin/icone.svg":       {"image/svg+xml", "<svg"},
		"/admin/licences.txt":    {"text/plain; charset=utf-8", "==== decap-cms 3."},
	} {
		res, data := d.get(path, nil)
		if res.StatusCode != 200 || res.Header.Get("Content-Type") != want.kind || !bytes.Contains(data, []byte(want.holds)) {
			t.Errorf("%s: %d %q, want %q and %q", path, res.StatusCode, res.Header.Get("Content-Type"), want.kind, want.holds)
		}
		csp := res.Header.Get("Content-Security-Policy")
		if !strings.Contains(csp, "default-src 'none'") || !strings.Contains(csp, "connect-src 'self' blob:;") || !strings.Contains(csp, "frame-ancestors 'none'") || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", path, res.Header)
		}
		if gzip := res.Header.Get("Content-Encoding") == "gzip"; gzip != strings.HasSuffix(path, "decap-cms.js") {
			t.Errorf("%s: Content-Encoding %q", path, res.Header.Get("Content-Encoding"))
		}
	}
	for path, want := range map[string]int{"/admin/rien": 404, "/admin/../site.yaml": 404, "/admin/admin.ts": 404, "/admin/decap-cms.js.gz": 404} {
		if res, _ := d.get(path, nil); res.StatusCode != want {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
	for path, want := range map[string]string{
		"/admin/voir/initiatives/relais":       "/initiatives/relais/",
		"/admin/voir/guide/03-adapter":         "/guide/adapter/",
		"/admin/voir/glossaire/retablissement": "/glossaire/#retablissement",
		"/admin/voir/ailleurs/x":               "/",
		"/admin/voir///exemple.be":             "/",
	} {
		if res, _ := d.get(path, nil); res.StatusCode != 302 || res.Header.Get("Location") != want {
			t.Errorf("%s leads to %d %q, want %q", path, res.StatusCode, res.Header.Get("Location"), want)
		}
	}
}

func TestOnlyThisMachineIsAnswered(t *testing.T) {
	d := newDesk(t)
	for _, host := range []string{"evil.example", "127.0.0.1.nip.io", "192.168.1.4", "localhost.evil.example", "x@localhost"} {
		if res, data := d.get("/admin/config.json", func(r *http.Request) { r.Host = host }); res.StatusCode != 403 || !strings.Contains(string(data), "que sur cet ordinateur") {
			t.Errorf("%s: %d", host, res.StatusCode)
		}
	}
	h, err := Handler(Options{Content: d.dir, Site: d.site})
	if err != nil {
		t.Fatal(err)
	}
	for addr, want := range map[string]int{"127.0.0.1:4000": 200, "192.168.1.4:4000": 403, "[::1]:4000": 200} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		r := httptest.NewRequest("GET", "http://127.0.0.1:4000/admin/", nil)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, net.Addr(tcp))))
		if w.Code != want {
			t.Errorf("by %s: %d", addr, w.Code)
		}
	}
	for addr, want := range map[string]bool{"": true, "127.0.0.1:80": true, "[::1]:80": true, "localhost:80": true, "0.0.0.0:80": false, ":80": false, "192.168.1.4:80": false, "exemple.be:80": false, "x": false} {
		if got := Loopback(addr); got != want {
			t.Errorf("Loopback(%q): %v", addr, got)
		}
	}
	w := httptest.NewRecorder()
	Refusal().ServeHTTP(w, httptest.NewRequest("POST", "/admin/api", nil))
	if w.Code != 403 || !strings.Contains(w.Body.String(), "--addr") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

// TestAFormWithoutASiteSaysSo: nothing was built yet.
func TestAFormWithoutASiteSaysSo(t *testing.T) {
	h, err := Handler(Options{Content: t.TempDir(), Site: func() *site.Site { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]int{"/admin/": 200, "/admin/config.json": 500, "/admin/references.json": 200} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("GET", "http://localhost"+path, nil))
		if w.Code != want {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

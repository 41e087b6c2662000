// Package admin is the editors' form: Decap (assets/admin) over the content folder, at /admin/ of the preview.
//
// Handler serves it and the small API by which Decap reads and writes files (its "proxy" backend). It writes into a person's
// folder on the word of a web page, so it trusts nothing: only loopback addresses and names, only pages it served itself, only
// JSON, only files that content reads, never through a link that leads out, never over what has changed meanwhile. Whatever it
// is asked, it answers, in French, and stays up.
//
// What a key is, how it is called and what it may be comes from content.FieldsOf, as everywhere; what is saved goes through
// content.Patch, so that a form does not undo what a text editor did. Published gives the same form for a site whose editors
// write into a forge's repository: it then has no API, and talks to the forge.
package admin

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"enrouteweb.org/balise/assets"
	"enrouteweb.org/balise/internal/site"
)

// Root is where the form is.
const Root = "/admin/"

// Options of Handler.
type Options struct {
	Content string            // the editors' folder
	Site    func() *site.Site // as last built, drafts too; nil when it never was
}

// handler serves the form and its API.
type handler struct {
	opts  Options
	built fs.FS
	towns func() ([]byte, error)
	api   *api
}

// Handler serves everything under Root. The error is that of a program built without its browser files.
func Handler(o Options) (http.Handler, error) {
	built, err := assets.FS()
	if err != nil {
		return nil, err
	}
	h := &handler{opts: o, built: built, api: newAPI(o.Content)}
	h.towns = sync.OnceValues(func() ([]byte, error) { return townsOf(built) })
	return http.HandlerFunc(h.serve), nil
}

// Refusal is what stands at Root when the preview is open to other machines: whoever reaches it could write.
func Refusal() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, Closed, http.StatusForbidden)
	})
}

// Closed says why there is no form.
const Closed = "Le formulaire ne s'ouvre que sur cet ordinateur : il écrit dans vos fichiers. Relancez « balise serve » sans --addr pour l'avoir."

// Loopback tells whether only this machine can reach an address given as --addr; "" is the usual one, which only it can.
func Loopback(addr string) bool {
	if addr == "" {
		return true
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// policy lets Decap run: it makes functions of text and style elements. Nothing leaves the machine.
const policy = "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self' data:; connect-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

func (h *handler) serve(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("Content-Security-Policy", policy)
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("X-Frame-Options", "DENY")
	head.Set("Cache-Control", "no-store")
	head.Set("X-Robots-Tag", "noindex")
	if !local(r) {
		http.Error(w, Closed, http.StatusForbidden)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, Root)
	if name == "api" {
		h.api.serve(w, r)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "Cette adresse se lit seulement.", http.StatusMethodNotAllowed)
		return
	}
	if entry, ok := strings.CutPrefix(name, "voir/"); ok {
		show(w, r, entry)
		return
	}
	h.file(w, r, name)
}

// local checks again what the preview has checked: the address the request came to, and the name it was asked by.
func local(r *http.Request) bool {
	if addr, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok {
		host, _, err := net.SplitHostPort(addr.String())
		if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
			return false
		}
	}
	u, err := url.Parse("http://" + r.Host)
	if err != nil || u.Host != r.Host || u.User != nil {
		return false
	}
	name := strings.ToLower(u.Hostname())
	ip := net.ParseIP(name)
	return name == "localhost" || strings.HasSuffix(name, ".localhost") || ip != nil && ip.IsLoopback()
}

// show leads from a file to its page.
func show(w http.ResponseWriter, r *http.Request, entry string) {
	address, ok := site.URLOf(entry + ".md")
	if !ok || !strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//") {
		address = "/"
	}
	http.Redirect(w, r, address, http.StatusFound)
}

// file answers with one file of the form.
func (h *handler) file(w http.ResponseWriter, r *http.Request, name string) {
	data, err := h.read(name, "http://"+r.Host)
	switch {
	case err != nil:
		http.Error(w, "Le formulaire n'a pas pu s'ouvrir : "+err.Error(), http.StatusInternalServerError)
		return
	case data == nil:
		http.Error(w, "Il n'y a rien ici. Le formulaire est à "+Root, http.StatusNotFound)
		return
	}
	if name == decapFile {
		w.Header().Set("Content-Encoding", "gzip")
	}
	w.Header().Set("Content-Type", kind(name))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
}

// read gives the bytes of one file; nil when there is none of that name.
func (h *handler) read(name, origin string) ([]byte, error) {
	switch name {
	case "":
		return page(h.title(), decapFile, ""), nil
	case "config.json":
		s := h.opts.Site()
		if s == nil {
			return nil, fmt.Errorf("le site n'a pas encore pu être construit")
		}
		return json.Marshal(config(s, proxy(origin)))
	case "references.json":
		return json.Marshal(references(h.opts.Site()))
	case "communes.json":
		return h.towns()
	}
	return static(h.built, name)
}

func (h *handler) title() string {
	if s := h.opts.Site(); s != nil {
		return s.Config.Titre
	}
	return ""
}

// decapFile is what the page asks the engine by.
const decapFile = "decap-cms.js"

// static reads a built file; nil when the form has none of that name.
func static(built fs.FS, name string) ([]byte, error) {
	switch name {
	case decapFile:
		return fs.ReadFile(built, "admin/"+decapFile+".gz")
	case "admin.js", "admin.css", "licences.txt":
		return fs.ReadFile(built, "admin/"+name)
	case "fond.json":
		return fs.ReadFile(built, "basemap.json")
	case "icone.svg":
		var manifest map[string]string
		data, err := fs.ReadFile(built, "manifest.json")
		if err == nil {
			err = json.Unmarshal(data, &manifest)
		}
		if err != nil {
			return nil, err
		}
		return fs.ReadFile(built, manifest["icon.svg"])
	}
	return nil, nil
}

func kind(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".json":
		return "application/json; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".txt":
		return "text/plain; charset=utf-8"
	}
	return "text/html; charset=utf-8"
}

// page is the page that holds the form; rules, when given, are its policy, for a server that sends none.
func page(title, decap, rules string) []byte {
	if title != "" {
		title = " – " + title
	}
	if rules != "" {
		rules = fmt.Sprintf("<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", html.EscapeString(rules))
	}
	return fmt.Appendf(nil, `<!doctype html>
<html lang="fr" data-decap="%s">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
%s<meta name="robots" content="noindex">
<title>Formulaire%s</title>
<link rel="icon" href="icone.svg" type="image/svg+xml">
<link rel="stylesheet" href="admin.css">
<script type="module" src="admin.js"></script>
</head>
<body>
<p id="attente" role="status">Le formulaire s’ouvre…</p>
<noscript><p>Le formulaire a besoin de JavaScript. Sans lui, les fiches s’écrivent dans un éditeur de texte.</p></noscript>
</body>
</html>
`, html.EscapeString(decap), rules, html.EscapeString(title))
}

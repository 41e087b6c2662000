package dev

import (
	"bytes"
	"embed"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"enrouteweb.org/balise/internal/diag"
)

// desk is what is added to the pages shown, and to nothing that is published.
//
//go:embed live/live.js live/live.css live/atelier.js live/atelier.css live/telephone.css
var desk embed.FS

// ours is where it is served.
const ours = "/_balise/"

// view is what the server shows at one moment; never modified once stored.
type view struct {
	files   map[string][]byte // the last good site; nil: there is none yet
	apart   map[string][]byte // what explains problems, and can be shown until there is one
	ok      bool              // of the last build
	diags   diag.List
	version int
}

// server shows the last view.
type server struct {
	opts    Options
	url     string
	lan     bool // listens beyond this machine: the editor asked for it with --addr
	series  string
	now     atomic.Pointer[view]
	ready   chan struct{} // closed once there is something to show
	started sync.Once
	hub     *hub
}

func newServer(opts Options, addr net.Addr) *server {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		host, port = defaultHost, ""
	}
	ip := net.ParseIP(host)
	if ip == nil || ip.IsUnspecified() {
		host = defaultHost
	}
	return &server{
		opts: opts, url: "http://" + net.JoinHostPort(host, port) + "/",
		lan:    ip != nil && !ip.IsLoopback(),
		series: fmt.Sprintf("%x", time.Now().UnixNano()), // tells the pages of this run from those of the one before
		ready:  make(chan struct{}), hub: newHub(),
	}
}

// take shows a build that has just ended.
func (s *server) take(res Result) {
	if res.Err != nil {
		return // told in the terminal; what is shown stays
	}
	next := &view{ok: res.OK, apart: res.Apart, diags: gravest(res.Diags), version: 1}
	if before := s.now.Load(); before != nil {
		next.files, next.version = before.files, before.version+1
	}
	if res.OK {
		next.files = res.Files
	}
	s.now.Store(next)
	s.hub.send(s.message(next, res.Delta))
	s.started.Do(func() {
		close(s.ready)
		fmt.Fprintf(s.opts.Out, "Le site est là : %s  (Ctrl+C pour arrêter)\n", s.url)
		if s.opts.Ready != nil {
			s.opts.Ready(s.url)
		}
	})
}

func (s *server) handler() http.Handler {
	mux := http.NewServeMux()
	for _, name := range []string{"live.js", "live.css", "atelier.js", "atelier.css", "telephone.css"} {
		mux.HandleFunc(ours+name, func(w http.ResponseWriter, r *http.Request) {
			data, err := desk.ReadFile("live/" + name)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			reply(w, r, name, http.StatusOK, data)
		})
	}
	mux.HandleFunc(ours+"events", s.events)
	s.deskRoutes(mux)
	mux.HandleFunc(ours+whoPath, s.who)
	for pattern, h := range s.opts.Mount {
		mux.Handle(pattern, h)
	}
	mux.HandleFunc("/", s.site)
	return s.guard(mux)
}

// guard refuses foreign names: a page of another site whose name was pointed at this machine must not read drafts.
func (s *server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.knownHost(r.Host) {
			http.Error(w, "Adresse refusée : cet aperçu ne se lit qu'à "+s.url, http.StatusForbidden)
			return
		}
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		next.ServeHTTP(w, r)
	})
}

// knownHost accepts loopback names and addresses; any address, but no name, when the editor opened the preview to the
// local network: an address cannot be pointed elsewhere.
func (s *server) knownHost(hostport string) bool {
	u, err := url.Parse("http://" + hostport)
	if err != nil || u.Host != hostport || u.User != nil {
		return false
	}
	name := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && (ip.IsLoopback() || s.lan)
}

// site answers with a file of the last good site.
func (s *server) site(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "L'aperçu se lit, il ne s'écrit pas.", http.StatusMethodNotAllowed)
		return
	}
	select {
	case <-s.ready:
	case <-r.Context().Done():
		return
	}
	v := s.now.Load()
	key, ok := v.find(r.URL.Path)
	if v.files == nil && !ok {
		reply(w, r, "x.html", http.StatusServiceUnavailable, waitingPage(v, s.opts.Explain))
		return
	}
	switch {
	case ok:
		reply(w, r, key, http.StatusOK, v.shown(key))
	case v.has(strings.TrimPrefix(r.URL.Path, "/") + "/index.html"):
		to := url.URL{Path: r.URL.Path + "/", RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	default:
		reply(w, r, "404.html", http.StatusNotFound, v.shown(key))
	}
}

func (v *view) has(key string) bool {
	_, ok := v.file(key)
	return ok
}

// file gives the bytes of a file of the last good site, or of what is shown before there is one.
func (v *view) file(key string) ([]byte, bool) {
	if v.files == nil {
		data, ok := v.apart[key]
		return data, ok
	}
	data, ok := v.files[key]
	return data, ok
}

// find gives the file an address shows; false: that of the page that says there is none.
func (v *view) find(address string) (key string, ok bool) {
	key = strings.TrimPrefix(address, "/")
	if key == "" || strings.HasSuffix(key, "/") {
		key += "index.html"
	}
	if v.has(key) {
		return key, true
	}
	return "404.html", false
}

// shown is a file as the preview shows it: pages carry the desk.
func (v *view) shown(key string) []byte {
	data, ok := v.file(key)
	if !ok {
		data = missingPage()
	}
	if path.Ext(key) != ".html" {
		return data
	}
	more := ""
	if _, apart := v.apart[key]; apart {
		more = " data-explique" // the problems do not lie over what explains them
	}
	return withDesk(data, key, fingerprint(data), more)
}

// reply sends bytes; ServeContent does HEAD and the ranges a map archive is read by.
func reply(w http.ResponseWriter, r *http.Request, name string, status int, data []byte) {
	w.Header().Set("Content-Type", contentType(name))
	if status == http.StatusOK {
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
		return
	}
	w.Header().Set("Content-Length", fmt.Sprint(len(data)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(data) // the reader has left: nobody to tell
	}
}

package dev_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

// served is a Serve under way.
type served struct {
	t    *testing.T
	site *site
	out  *paper
	url  string
	stop func() error
}

const (
	home    = "<!doctype html><title>Accueil</title><body><p>Accueil</p></body>"
	missing = "<!doctype html><title>Introuvable</title><body><p>Rien ici</p></body>"
)

func serve(t *testing.T, files map[string]string, set func(*dev.Options)) *served {
	t.Helper()
	s := &served{t: t, site: &site{root: folder(t, files)}, out: &paper{}}
	opts := dev.Options{Inputs: []string{s.site.root}, Out: s.out, Addr: "127.0.0.1:0"}
	opts.Hurried()
	if set != nil {
		set(&opts)
	}
	ready := make(chan string, 1)
	opts.Ready = func(url string) { ready <- url }
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- dev.Serve(ctx, opts, s.site.build) }()
	s.stop = func() error {
		cancel()
		select {
		case err := <-done:
			done <- err
			return err
		case <-time.After(patience):
			return errors.New("Serve did not stop")
		}
	}
	t.Cleanup(func() { must(t, s.stop()) })
	select {
	case s.url = <-ready:
	case <-time.After(patience):
		t.Fatalf("not ready: %s", s.out)
	}
	return s
}

func (s *served) put(name, text string) {
	s.t.Helper()
	put(s.t, filepath.Join(s.site.root, name), text)
}

// ask makes one request and follows nothing.
func (s *served) ask(method, path string, set func(*http.Request)) (*http.Response, string) {
	s.t.Helper()
	req, err := http.NewRequest(method, strings.TrimSuffix(s.url, "/")+path, nil)
	must(s.t, err)
	if set != nil {
		set(req)
	}
	client := http.Client{
		Timeout:       patience,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	res, err := client.Do(req)
	must(s.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(s.t, err)
	return res, string(body)
}

func TestPagesAreServed(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{
		"index.html": home, "404.html": missing, "carte/index.html": "<BODY>Carte</BODY>",
		"donnees/initiatives.geojson": "{}", "nu.html": "sans corps",
	}, nil)
	const tag = `<script src="/_balise/live.js" data-page="`
	for _, c := range []struct {
		path   string
		status int
		kind   string
		body   string
	}{
		{"/", 200, "text/html; charset=utf-8", `<p>Accueil</p>` + tag + `/" data-empreinte="`},
		{"/index.html", 200, "text/html; charset=utf-8", `<p>Accueil</p>` + tag + `/" `},
		{"/carte/", 200, "text/html; charset=utf-8", `<BODY>Carte` + tag + `/carte/" `},
		{"/nu.html", 200, "text/html; charset=utf-8", `sans corps` + tag + `/nu.html" `},
		{"/donnees/initiatives.geojson", 200, "application/geo+json; charset=utf-8", "{}"},
		{"/rien/", 404, "text/html; charset=utf-8", `<p>Rien ici</p>` + tag + `/404.html" `},
		{"/carte/rien.png", 404, "text/html; charset=utf-8", `Rien ici`},
		{"/_balise/live.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/_balise/live.css", 200, "text/css; charset=utf-8", ":host"},
	} {
		res, body := s.ask("GET", c.path, nil)
		if res.StatusCode != c.status || res.Header.Get("Content-Type") != c.kind || !strings.Contains(body, c.body) {
			t.Errorf("%s: %d %q\n%s\nwant %d %q %s", c.path, res.StatusCode, res.Header.Get("Content-Type"), body, c.status, c.kind, c.body)
		}
		if got := res.Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: Cache-Control %q", c.path, got)
		}
		head, empty := s.ask("HEAD", c.path, nil)
		if head.StatusCode != c.status || empty != "" || head.ContentLength != int64(len(body)) {
			t.Errorf("HEAD %s: %d, %d bytes announced, %d got, want %d", c.path, head.StatusCode, head.ContentLength, len(empty), len(body))
		}
	}
	if res, _ := s.ask("POST", "/", nil); res.StatusCode != 405 {
		t.Errorf("POST: %d", res.StatusCode)
	}
}

func TestAFolderWithoutItsSlashIsRedirected(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"carte/index.html": home, "évènements/index.html": home}, nil)
	for path, want := range map[string]string{
		"/carte":                "/carte/",
		"/carte?secteurs=a,b&i": "/carte/?secteurs=a,b&i",
		"/évènements":           "/%C3%A9v%C3%A8nements/",
		"//carte":               "/carte",
	} {
		res, _ := s.ask("GET", path, nil)
		if code := res.StatusCode; code != 301 && code != 307 || res.Header.Get("Location") != want {
			t.Errorf("%s: %d %q, want %q", path, res.StatusCode, res.Header.Get("Location"), want)
		}
	}
}

func TestASiteWithoutA404PageHasOne(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, nil)
	res, body := s.ask("GET", "/rien", nil)
	if res.StatusCode != 404 || !strings.Contains(body, "Aucune page à cette adresse") {
		t.Errorf("%d %s", res.StatusCode, body)
	}
}

func TestContentTypes(t *testing.T) {
	for name, want := range map[string]string{
		"a.css": "text/css; charset=utf-8", "a.JPG": "image/jpeg", "a.woff2": "font/woff2", "atom.xml": "application/atom+xml; charset=utf-8",
		"feed.json": "application/feed+json; charset=utf-8", "a.json": "application/json; charset=utf-8", "sitemap.xml": "application/xml; charset=utf-8",
		"x/site.webmanifest": "application/manifest+json; charset=utf-8", "agenda.ics": "text/calendar; charset=utf-8",
		"guide.epub": "application/epub+zip", "x.inconnu": "application/octet-stream", "CNAME": "application/octet-stream", "a.svg": "image/svg+xml; charset=utf-8",
		"robots.txt": "text/plain; charset=utf-8", "a.csv": "text/csv; charset=utf-8", "a.atom": "application/atom+xml; charset=utf-8",
	} {
		if got := dev.ContentType(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestOnlyLoopbackNamesAreAnswered(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, func(o *dev.Options) {
		o.Mount = map[string]http.Handler{"/admin/": http.NotFoundHandler()}
	})
	port := strings.TrimSuffix(s.url[strings.LastIndex(s.url, ":")+1:], "/")
	for host, want := range map[string]int{
		"localhost:" + port: 200, "127.0.0.1:" + port: 200, "[::1]:" + port: 200, "LOCALHOST": 200, "carte.localhost:1": 200, "127.8.9.1": 200,
		"evil.example": 403, "evil.example:" + port: 403, "localhost.evil.example": 403, "192.168.1.4:" + port: 403, "127.0.0.1.nip.io": 403, "x@localhost": 403,
	} {
		res, body := s.ask("GET", "/", func(r *http.Request) { r.Host = host })
		if res.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, res.StatusCode, want)
		}
		if want == 403 && (!strings.Contains(body, "Adresse refusée") || strings.Contains(body, "Accueil")) {
			t.Errorf("%s: %s", host, body)
		}
	}
	for _, path := range []string{"/_balise/events", "/admin/"} {
		if res, _ := s.ask("GET", path, func(r *http.Request) { r.Host = "evil.example" }); res.StatusCode != 403 {
			t.Errorf("%s: %d", path, res.StatusCode)
		}
	}
}

func TestMoreAddressesAreMounted(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, func(o *dev.Options) {
		o.Mount = map[string]http.Handler{"/admin/": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, r.Method+" "+r.URL.Path)
		})}
	})
	if _, body := s.ask("POST", "/admin/api", nil); body != "POST /admin/api" {
		t.Error(body)
	}
}

func TestAPortThatIsTaken(t *testing.T) {
	other, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	defer other.Close()
	err = dev.Serve(context.Background(), dev.Options{Addr: other.Addr().String()}, nil)
	if !errors.Is(err, syscall.EADDRINUSE) && runtime.GOOS != "windows" || !strings.Contains(err.Error(), "déjà prise") {
		t.Errorf("asked for: %v", err)
	}
	if usual, err := net.Listen("tcp", "127.0.0.1:4000"); err == nil {
		defer usual.Close()
	}
	s := serve(t, map[string]string{"index.html": home}, func(o *dev.Options) { o.Addr = "" })
	if s.url == "http://127.0.0.1:4000/" || !strings.Contains(s.out.String(), "Le port 4000 est déjà pris") || !strings.Contains(s.out.String(), s.url) {
		t.Errorf("usual: %s\n%s", s.url, s.out)
	}
}

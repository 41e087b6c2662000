package dev_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
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
	if !errors.Is(err, syscall.EADDRINUSE) || !strings.Contains(err.Error(), "déjà prise") {
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

// heard is what a page is told.
type heard struct {
	Serie          string
	Version        int
	OK             bool
	Erreurs        int
	Avertissements int
	HTML           string
	Changees       []string
	Retirees       []string
	Tout           bool
	Perimee        bool
	Absente        bool
}

// listen opens the stream of one page.
func (s *served) listen(chemin, empreinte string) func() heard {
	s.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(cancel)
	q := url.Values{"chemin": {chemin}, "empreinte": {empreinte}}
	req, err := http.NewRequestWithContext(ctx, "GET", s.url+"_balise/events?"+q.Encode(), nil)
	must(s.t, err)
	res, err := http.DefaultClient.Do(req)
	must(s.t, err)
	if got := res.Header.Get("Content-Type"); got != "text/event-stream; charset=utf-8" {
		s.t.Fatalf("Content-Type %q", got)
	}
	lines := make(chan string)
	go func() {
		defer close(lines)
		defer res.Body.Close()
		for in := bufio.NewScanner(res.Body); in.Scan(); {
			if data, ok := strings.CutPrefix(in.Text(), "data: "); ok {
				lines <- data
			}
		}
	}()
	return func() heard {
		s.t.Helper()
		select {
		case data, ok := <-lines:
			if !ok {
				s.t.Fatal("the stream has ended")
			}
			var h heard
			must(s.t, json.Unmarshal([]byte(data), &h))
			return h
		case <-time.After(patience):
			s.t.Fatalf("nothing heard: %s", s.out)
			return heard{}
		}
	}
}

func (s *served) print(path string) string {
	s.t.Helper()
	_, body := s.ask("GET", path, nil)
	_, rest, _ := strings.Cut(body, `data-empreinte="`)
	print, _, _ := strings.Cut(rest, `"`)
	return print
}

func TestPagesHearWhatChanged(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "a/index.html": "a", "styles/site.css": "p{}"}, nil)
	next := s.listen("/", s.print("/"))
	if h := next(); !h.OK || h.Perimee || h.Absente || h.Version != 1 || h.HTML != "" || h.Serie == "" {
		t.Errorf("arrival: %+v", h)
	}
	s.put("styles/site.css", "p{color:red}")
	if h := next(); !slices.Equal(h.Changees, []string{"/styles/site.css"}) || len(h.Retirees) > 0 {
		t.Errorf("a style: %+v", h)
	}
	s.put("b/index.html", "b")
	if h := next(); !slices.Equal(h.Changees, []string{"/b/"}) {
		t.Errorf("a page added: %+v", h)
	}
	must(t, os.RemoveAll(filepath.Join(s.site.root, "a")))
	if h := next(); !slices.Equal(h.Retirees, []string{"/a/"}) || len(h.Changees) > 0 {
		t.Errorf("a page removed: %+v", h)
	}
}

func TestAPageThatComesLateHearsThatItIsOld(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "a/index.html": "a", "404.html": missing}, nil)
	print, gone, none := s.print("/"), s.print("/a/"), s.print("/rien/")
	watcher := s.listen("/", print)
	watcher()
	s.put("index.html", home+"!")
	watcher()
	if h := s.listen("/", print)(); !h.Perimee || h.Absente {
		t.Errorf("changed: %+v", h)
	}
	if h := s.listen("/a/", gone)(); h.Perimee {
		t.Errorf("not changed: %+v", h)
	}
	must(t, os.RemoveAll(filepath.Join(s.site.root, "a")))
	watcher()
	if h := s.listen("/a/", gone)(); !h.Absente || !h.Perimee {
		t.Errorf("removed: %+v", h)
	}
	if h := s.listen("/rien/", none)(); !h.Absente || h.Perimee {
		t.Errorf("never there: %+v", h)
	}
	s.put("rien/index.html", "maintenant")
	watcher()
	if h := s.listen("/rien/", none)(); h.Absente || !h.Perimee {
		t.Errorf("there now: %+v", h)
	}
}

func TestTheOverlayComesAndGoes(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "x.md": "bon"}, nil)
	next := s.listen("/", s.print("/"))
	next()
	s.put("x.md", "ERREUR <b>")
	h := next()
	if h.OK || h.Erreurs != 1 || !strings.Contains(h.HTML, "x.md:1:1") || !strings.Contains(h.HTML, "<mark>ERREUR</mark> &lt;b&gt;") || len(h.Changees)+len(h.Retirees) > 0 {
		t.Errorf("failing: %+v", h)
	}
	if res, body := s.ask("GET", "/", nil); res.StatusCode != 200 || !strings.Contains(body, "Accueil") {
		t.Errorf("the last good page is not there: %d %s", res.StatusCode, body)
	}
	if h := s.listen("/", s.print("/"))(); h.OK || h.Erreurs != 1 || h.Perimee {
		t.Errorf("a page opened meanwhile: %+v", h)
	}
	s.put("x.md", "REMARQUE")
	if h := next(); !h.OK || h.Erreurs != 0 || h.Avertissements != 1 || h.HTML == "" || !slices.Equal(h.Changees, []string{"/x.md"}) {
		t.Errorf("cured: %+v", h)
	}
	eventually(t, "the sentence", func() bool { return strings.Contains(s.out.String(), "Tout est réparé.") })
	s.put("x.md", "bon")
	if h := next(); h.Avertissements != 0 || h.HTML != "" {
		t.Errorf("clean: %+v", h)
	}
}

func TestAFirstBuildThatFailsShowsItsProblems(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "x.md": "ERREUR"}, nil)
	for _, path := range []string{"/", "/nimporte/quoi"} {
		res, body := s.ask("GET", path, nil)
		if res.StatusCode != 503 || !strings.Contains(body, "Le site ne peut pas encore s’afficher") ||
			!strings.Contains(body, "x.md:1:1") || !strings.Contains(body, "/_balise/live.js") || strings.Contains(body, "Accueil") {
			t.Errorf("%s: %d %s", path, res.StatusCode, body)
		}
	}
	next := s.listen("/", "")
	if h := next(); h.OK {
		t.Errorf("%+v", h)
	}
	s.put("x.md", "bon")
	if h := next(); !h.OK {
		t.Errorf("%+v", h)
	}
	if res, body := s.ask("GET", "/", nil); res.StatusCode != 200 || !strings.Contains(body, "Accueil") {
		t.Errorf("%d %s", res.StatusCode, body)
	}
}

func TestTheTerminalSpeaks(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "a/index.html": "a", "z.md": "REMARQUE"}, nil)
	next := s.listen("/", s.print("/"))
	next()
	for _, change := range []string{"un", "ERREUR", "ERREUR encore", "deux", "deux"} {
		s.put("a/index.html", change)
		next()
	}
	must(t, os.RemoveAll(filepath.Join(s.site.root, "a")))
	next()
	out := s.out.String()
	for want, times := range map[string]int{
		"Le site est là : " + s.url + "  (Ctrl+C pour arrêter)\n": 1,
		"première construction → 2 pages, 1 avertissement, ":      1,
		"a/index.html → 1 page changée, 1 avertissement, ":        2,
		"a/index.html → 1 erreur : le site reste tel qu’il était": 2,
		"a/index.html → rien ne change, 1 avertissement, ":        1,
		"a/index.html → 1 page retirée, 1 avertissement, ":        1,
		"Le mot ERREUR ne va pas.":                                1,
		"Le mot ERREUR encore ne va pas.":                         1,
		"Le mot REMARQUE ne va pas.":                              1,
		"Tout est réparé.":                                        1,
	} {
		if n := strings.Count(out, want); n != times {
			t.Errorf("%q is there %d times, want %d", want, n, times)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

func TestManyTabsAndSlowOnesDoNotHoldTheBuilds(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, nil)
	for range 20 { // deaf tabs: they open the stream and never read it
		conn, err := net.Dial("tcp", strings.TrimSuffix(strings.TrimPrefix(s.url, "http://"), "/"))
		must(t, err)
		defer conn.Close()
		_, err = io.WriteString(conn, "GET /_balise/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
		must(t, err)
	}
	next := s.listen("/", s.print("/"))
	next()
	for range 20 {
		s.put("index.html", home+time.Now().String())
		next()
	}
}

func TestServeStopsThoughTabsListen(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, nil)
	next := s.listen("/", "")
	next()
	begin := time.Now()
	must(t, s.stop())
	if took := time.Since(begin); took > 5*time.Second {
		t.Errorf("stopping took %v", took)
	}
}

func TestAThousandChangesAreNotListed(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, nil)
	next := s.listen("/", s.print("/"))
	next()
	must(t, os.Rename(s.site.root, s.site.root+"-avant"))
	for h := next(); len(h.Retirees) == 0; {
		h = next()
	}
	for i := range 1200 {
		put(t, filepath.Join(s.site.root+"-avant", "d", fmt.Sprintf("%d.md", i)), "x")
	}
	must(t, os.Rename(s.site.root+"-avant", s.site.root))
	for h := next(); !h.Tout; h = next() {
		if len(h.Changees) > 1000 {
			t.Fatalf("%d addresses listed", len(h.Changees))
		}
	}
}

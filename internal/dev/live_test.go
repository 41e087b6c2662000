package dev_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

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
		for in := bufio.NewReader(res.Body); ; {
			line, err := in.ReadString('\n')
			if err != nil {
				return
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok {
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
			return understand(s.t, data)
		case <-time.After(patience):
			s.t.Fatalf("nothing heard: %s", s.out)
			return heard{}
		}
	}
}

func understand(t *testing.T, data string) (h heard) {
	t.Helper()
	must(t, json.Unmarshal([]byte(data), &h))
	return h
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
	s := serve(t, map[string]string{"index.html": home, "x.md": "ERREUR"}, func(o *dev.Options) {
		o.Explain = func(code string) string { return "/aide/#" + code }
	})
	if res, body := s.ask("GET", "/aide/", nil); res.StatusCode != 200 || !strings.Contains(body, "Voici que faire.") || !strings.Contains(body, " data-explique ") {
		t.Errorf("what explains the problems: %d %s", res.StatusCode, body)
	}
	for _, path := range []string{"/", "/nimporte/quoi"} {
		res, body := s.ask("GET", path, nil)
		if res.StatusCode != 503 || !strings.Contains(body, "Le site ne peut pas encore s’afficher") ||
			!strings.Contains(body, "x.md:1:1") || !strings.Contains(body, `<a href="/aide/#essai">`) || !strings.Contains(body, "/_balise/live.js") || strings.Contains(body, "Accueil") {
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
		"a/index.html → 1 erreur : le site reste tel qu'il était": 2,
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
	files := map[string]string{"index.html": home}
	for i := range 20 { // long messages, that fill what the system holds for a reader
		files[fmt.Sprintf("%d.md", i)] = "REMARQUE" + strings.Repeat("x", 10_000)
	}
	s := serve(t, files, nil)
	for range 5 { // deaf tabs: they open the stream and never read it
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

package dev_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/dev"
)

// page is what the bar is told.
type page struct {
	Page       map[string]string
	Formulaire string
	Guide      string
}

func (s *served) about(chemin string) (p page) {
	s.t.Helper()
	res, body := s.ask("GET", "/_balise/page?chemin="+url.QueryEscape(chemin), nil)
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "application/json; charset=utf-8" {
		s.t.Fatalf("%d %q\n%s", res.StatusCode, res.Header.Get("Content-Type"), body)
	}
	must(s.t, json.Unmarshal([]byte(body), &p))
	return p
}

func TestTheBarIsToldWhatMadeThePage(t *testing.T) {
	t.Parallel()
	files := map[string]string{"index.html": home}
	s := serve(t, files, func(o *dev.Options) {
		o.About = func(address string) any { return map[string]string{"fichier": address + " vient de là"} }
		o.Mount = map[string]http.Handler{"/admin/": http.NotFoundHandler(), "/aide/": http.NotFoundHandler()}
	})
	if p := s.about("/x é/"); p.Page["fichier"] != "/x é/ vient de là" || p.Formulaire != "/admin/" || p.Guide != "/aide/" {
		t.Errorf("%+v", p)
	}
	if p := serve(t, files, nil).about("/"); p.Page != nil || p.Formulaire != "" || p.Guide != "" {
		t.Errorf("without anything to tell: %+v", p)
	}
	res, _ := s.ask("GET", "/_balise/page?chemin=/", func(r *http.Request) { r.Host = "exemple.be" })
	if res.StatusCode != http.StatusForbidden {
		t.Errorf("a foreign name: %d", res.StatusCode)
	}
}

func TestAPageWithoutItsScripts(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "404.html": missing, "carte/index.html": "<body><script>x</script>Carte</body>", "styles/site.css": "p{}"}, nil)
	for _, c := range []struct {
		path   string
		status int
		body   string
		policy bool
	}{
		{"", 200, home, true},
		{"carte/", 200, "<body><script>x</script>Carte</body>", true},
		{"styles/site.css", 200, "p{}", false},
		{"rien/", 404, missing, true},
	} {
		res, body := s.ask("GET", "/_balise/sans-script/"+c.path, nil)
		policy := res.Header.Get("Content-Security-Policy")
		if res.StatusCode != c.status || body != c.body || (policy != "") != c.policy {
			t.Errorf("%q: %d %q\n%s", c.path, res.StatusCode, policy, body)
		}
		if c.policy && (!strings.Contains(policy, "script-src 'none'") || !strings.HasPrefix(policy, "sandbox ") || strings.Contains(policy, "allow-scripts")) {
			t.Errorf("%q: scripts may run: %q", c.path, policy)
		}
	}
}

func TestThePhoneFrameShowsThisSiteOnly(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home, "carte/index.html": home}, nil)
	for query, want := range map[string]string{
		"chemin=/carte/": `<iframe class="vue" src="/carte/" width="360" height="740"`,
		"chemin=" + url.QueryEscape("/carte/?vue=50,4,12&i=a") + "&largeur=320": `src="/carte/?vue=50,4,12&amp;i=a" width="320"`,
		"chemin=/carte/&largeur=412&script=non":                                 `src="/_balise/sans-script/carte/" width="412" height="740" title="La page, large de 412 pixels" data-script="non"`,
		"":                                                                      `src="/" width="360"`,
		"chemin=https://exemple.be/&largeur=x":                                  `src="/" width="360"`,
		"chemin=//exemple.be/":                                                  `src="/" width="360"`,
		"chemin=" + url.QueryEscape(`/\exemple.be/`):                            `src="/" width="360"`,
		"chemin=javascript:alert(1)":                                            `src="/" width="360"`,
		"chemin=/_balise/telephone":                                             `src="/" width="360"`,
		"chemin=" + url.QueryEscape(`/"><script>x</script>`):                    `src="/%22%3E%3Cscript%3Ex%3C/script%3E"`,
	} {
		res, body := s.ask("GET", "/_balise/telephone?"+query, nil)
		if res.StatusCode != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d\n%s\nwant %s", query, res.StatusCode, body, want)
		}
	}
}

// TestNothingOfTheDeskIsInTheSite: what the server adds to a page is not in what it was given.
func TestNothingOfTheDeskIsInTheSite(t *testing.T) {
	t.Parallel()
	s := serve(t, map[string]string{"index.html": home}, nil)
	if _, body := s.ask("GET", "/", nil); !strings.Contains(body, `<script src="/_balise/atelier.js" defer></script>`) {
		t.Errorf("the bar is not there: %s", body)
	}
	for key, data := range cold(s.site.root) {
		if strings.Contains(string(data), "_balise") {
			t.Errorf("%s: %s", key, data)
		}
	}
	s.put("index.html", home+"!")
	eventually(t, "the new page", func() bool { _, body := s.ask("GET", "/", nil); return strings.Contains(body, "!") })
	names, err := filepath.Glob(filepath.Join(s.site.root, "*"))
	must(t, err)
	if !slices.Equal(names, []string{filepath.Join(s.site.root, "index.html")}) {
		t.Errorf("written: %q", names)
	}
}

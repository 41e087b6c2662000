package sitetest

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// TestPrivacy: a page asks nothing of anyone else, keeps nothing in the browser, and breaks no rule of its own policy.
func TestPrivacy(t *testing.T) {
	b := newTab(t)
	for _, name := range []string{"defaut", "dossier", "corpus"} {
		s := sites(t)[name]
		for _, p := range s.oneOfEach() {
			t.Run(name+"/"+p.path, func(t *testing.T) {
				b.open(t, s.url+p.url())
				requests, console := b.seen()
				for _, r := range requests {
					if !strings.HasPrefix(r.url, s.url) && !strings.HasPrefix(r.url, "data:") {
						t.Errorf("%s asks for %s", p.path, r.url)
					}
					if r.failure != "" || r.status >= 400 && p.kind != "404" {
						t.Errorf("%s: %s failed: %d %s", p.path, r.url, r.status, r.failure)
					}
				}
				for _, line := range console {
					t.Errorf("%s: the console says %s", p.path, line)
				}
				if stored := eval[int](t, b, `localStorage.length + sessionStorage.length + document.cookie.length`); stored != 0 {
					t.Errorf("%s keeps %d things in the browser", p.path, stored)
				}
			})
		}
	}
	jar, err := chromedp.Call(b, network.GetCookies, network.GetCookiesParams{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range jar.Cookies {
		t.Errorf("a cookie: %s of %s", c.Name, c.Domain)
	}
}

// TestNotFoundPage: at any depth and under any root, what is missing answers with the site's own page, styled, and its
// links lead back.
func TestNotFoundPage(t *testing.T) {
	b := newTab(t)
	for _, name := range []string{"defaut", "dossier"} {
		s := sites(t)[name]
		for _, address := range []string{"absente", "carte/absente/", "initiatives/a/b/c/"} {
			b.open(t, s.url+address)
			requests, _ := b.seen()
			for i, r := range requests {
				if i > 0 && (r.status >= 400 || r.failure != "") {
					t.Errorf("%s%s: %s: %d %s", s.url, address, r.url, r.status, r.failure)
				}
			}
			if home := eval[bool](t, b, `[...document.links].some(a => a.href === "`+s.url+`")`); !home {
				t.Errorf("%s%s: no link to the home page", s.url, address)
			}
		}
	}
}

// TestPortable: read from a folder, without a server, every kind of page has its style and its fonts, and its links work.
func TestPortable(t *testing.T) {
	b := newTab(t)
	s := sites(t)["portable"]
	for _, p := range s.oneOfEach() {
		t.Run(p.path, func(t *testing.T) {
			b.open(t, "file://"+s.dir+"/"+p.path)
			requests, console := b.seen()
			for _, r := range requests {
				if r.failure != "" {
					t.Errorf("%s: %s: %s", p.path, r.url, r.failure)
				}
			}
			for _, line := range console {
				t.Errorf("%s: the console says %s", p.path, line)
			}
			if n := eval[int](t, b, `[...document.styleSheets].length`); n == 0 {
				t.Errorf("%s has no style", p.path)
			}
			if n := eval[int](t, b, `[...document.fonts].filter(f => f.status === "loaded").length`); n == 0 {
				t.Errorf("%s has none of its fonts", p.path)
			}
		})
	}
}

package sitetest

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSitemap: it lists the pages, all of them, once, and nothing else.
func TestSitemap(t *testing.T) {
	for name, base := range map[string]string{"dossier": "https://exemple.be" + subFolder, "corpus": "https://example.org/carte/"} {
		t.Run(name, func(t *testing.T) {
			s := sites(t)[name]
			data, err := s.read("sitemap.xml")
			if err != nil {
				t.Fatal(err)
			}
			var set struct {
				XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
				URL     []struct {
					Loc string `xml:"loc"`
				} `xml:"url"`
			}
			strictXML(t, data, &set)
			listed := map[string]bool{}
			for _, u := range set.URL {
				rel, ok := strings.CutPrefix(u.Loc, base)
				if !ok || listed[rel] {
					t.Errorf("%q: twice, or not under %s", u.Loc, base)
				}
				listed[rel] = true
				if p := s.find(rel); p == nil || p.noIndex || p.redirect != "" {
					t.Errorf("%q is not a page to be found", u.Loc)
				}
			}
			for _, p := range s.pages {
				if !listed[p.url()] && !p.noIndex && p.redirect == "" && p.path != "404.html" {
					t.Errorf("%s is not listed", p.path)
				}
			}
			if robots, err := s.read("robots.txt"); err != nil || !strings.Contains(string(robots), "Sitemap: "+base+"sitemap.xml") {
				t.Errorf("robots.txt does not name the sitemap: %v %s", err, robots)
			}
		})
	}
}

// atomLink is a link of a feed.
type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

// atomEntry and atomFeed are what RFC 4287 requires of them.
type atomEntry struct {
	ID      string     `xml:"id"`
	Title   string     `xml:"title"`
	Updated string     `xml:"updated"`
	Links   []atomLink `xml:"link"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// TestAtom holds the feed to what RFC 4287 requires.
func TestAtom(t *testing.T) {
	for name, base := range map[string]string{"dossier": "https://exemple.be" + subFolder, "corpus": "https://example.org/carte/"} {
		t.Run(name, func(t *testing.T) {
			s := sites(t)[name]
			data, err := s.read("atom.xml")
			if err != nil {
				t.Fatal(err)
			}
			var feed atomFeed
			strictXML(t, data, &feed)
			self := slices.ContainsFunc(feed.Links, func(l atomLink) bool { return l.Rel == "self" && l.Href == base+"atom.xml" })
			if feed.ID == "" || feed.Title == "" || feed.Author == "" || !self || len(feed.Entries) == 0 {
				t.Errorf("the feed lacks something required: %+v", feed)
			}
			last, seen := feed.Updated, map[string]bool{}
			for _, e := range feed.Entries {
				if _, err := time.Parse(time.RFC3339, e.Updated); err != nil || e.Title == "" || e.ID == "" || seen[e.ID] {
					t.Errorf("entry %q, %q: %v", e.ID, e.Title, err)
				}
				if e.Updated > last {
					t.Errorf("%s (%s) comes after %s", e.ID, e.Updated, last)
				}
				last, seen[e.ID] = e.Updated, true
				if len(e.Links) == 0 || s.find(strings.TrimPrefix(e.Links[0].Href, base)) == nil {
					t.Errorf("%s: its link %v leads to no page", e.ID, e.Links)
				}
			}
		})
	}
}

// strictXML reads a whole document; anything after it is an error too.
func strictXML(t *testing.T, data []byte, into any) {
	t.Helper()
	d := xml.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(into); err != nil {
		t.Fatalf("%v in %.300s", err, data)
	}
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		if text, ok := token.(xml.CharData); err != nil || !ok || len(bytes.TrimSpace(text)) > 0 {
			t.Fatalf("after the document: %v %v", token, err)
		}
	}
}

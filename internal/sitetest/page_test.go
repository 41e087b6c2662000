package sitetest

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// site is a built site.
type site struct {
	name  string
	dir   string
	root  string          // path of its home page on its host; "" when it is read from a folder, without a host
	url   string          // of its home page on the test's server; "" likewise
	files map[string]bool // by path from dir, with "/"
	pages []*page         // by path
}

// page is one HTML file, as a parser sees it.
type page struct {
	path     string // "carte/index.html"
	size     int
	kind     string // of the body's class: "carte" for "p-carte"; "redirection" for a page that leads elsewhere
	noIndex  bool
	redirect string
	ids      map[string]bool
	links    []link
	nodes    []*html.Node // every element, in order
}

// link is an address in a page.
type link struct {
	element, attr, value string
}

// loads tells that the browser fetches the address by itself.
func (l link) loads() bool {
	return l.element != "a" && l.element != "area" && l.element != "form" && !strings.HasPrefix(l.attr, "link:")
}

func readSite(name, dir string) (*site, error) {
	s := &site{name: name, dir: dir, files: map[string]bool{}}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, file)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		s.files[rel] = true
		if path.Ext(rel) != ".html" {
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		p, err := readPage(rel, data)
		s.pages = append(s.pages, p)
		return err
	})
	slices.SortFunc(s.pages, func(a, b *page) int { return cmp.Compare(a.path, b.path) })
	return s, err
}

func readPage(path string, data []byte) (*page, error) {
	doc, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	p := &page{path: path, size: len(data), ids: map[string]bool{}}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			p.nodes = append(p.nodes, n)
			p.element(n)
		}
	}
	return p, nil
}

// element notes what the checks ask about an element.
func (p *page) element(n *html.Node) {
	if id := attr(n, "id"); id != "" {
		p.ids[id] = true
	}
	switch {
	case n.Data == "body":
		for _, class := range strings.Fields(attr(n, "class")) {
			if kind, ok := strings.CutPrefix(class, "p-"); ok {
				p.kind = kind
			}
		}
	case n.Data == "meta" && attr(n, "name") == "robots":
		p.noIndex = strings.Contains(attr(n, "content"), "noindex")
	case n.Data == "meta" && strings.EqualFold(attr(n, "http-equiv"), "refresh"):
		_, p.redirect, _ = strings.Cut(attr(n, "content"), "url=")
		p.kind = "redirection"
		p.links = append(p.links, link{"a", "refresh", p.redirect})
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "href", "src", "action", "poster", "data":
			name := a.Key
			if rel := attr(n, "rel"); n.Data == "link" && (rel == "canonical" || rel == "alternate" || rel == "license") {
				name = "link:" + rel
			}
			p.links = append(p.links, link{n.Data, name, a.Val})
		case "srcset":
			for _, candidate := range strings.Split(a.Val, ",") {
				if f := strings.Fields(candidate); len(f) > 0 {
					p.links = append(p.links, link{n.Data, a.Key, f[0]})
				}
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// url is the page's address from the site's root: "carte/" for carte/index.html.
func (p *page) url() string { return strings.TrimSuffix(p.path, "index.html") }

// oneOfEach gives the largest page of each kind, and for a kind that has pages at several depths, as the map and its
// filters have, of each depth: what holds for it is likely to hold for its sisters. Redirections show nothing and are left
// out.
func (s *site) oneOfEach() []*page {
	largest := map[string]*page{}
	for _, p := range s.pages {
		key := fmt.Sprintf("%s %d", p.kind, strings.Count(p.path, "/"))
		if p.redirect == "" && (largest[key] == nil || p.size > largest[key].size) {
			largest[key] = p
		}
	}
	return slices.SortedFunc(maps.Values(largest), func(a, b *page) int { return cmp.Compare(a.path, b.path) })
}

// find gives the page at an address from the root, or nil.
func (s *site) find(url string) *page {
	for _, p := range s.pages {
		if p.url() == url {
			return p
		}
	}
	return nil
}

func (s *site) read(path string) ([]byte, error) {
	return os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(path)))
}

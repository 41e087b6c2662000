package sitetest

import (
	"net/url"
	"path"
	"strings"
	"testing"
)

// TestLinks follows every address of every page to a file of the site, and every fragment to an element of it, as each
// kind of host does.
func TestLinks(t *testing.T) {
	for name, s := range sites(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range s.pages {
				for _, l := range p.links {
					if problem := s.follow(p, l); problem != "" {
						t.Errorf("%s: <%s %s=%q>: %s", p.path, l.element, l.attr, l.value, problem)
					}
				}
			}
		})
	}
}

// follow gives what is wrong with an address of a page; "" when nothing is.
func (s *site) follow(p *page, l link) string {
	u, err := url.Parse(l.value)
	if err != nil {
		return err.Error()
	}
	switch {
	case u.Scheme == "data" && l.element == "image":
		return ""
	case u.IsAbs() || u.Host != "":
		return external(u, l)
	case u.Path == "":
		return s.anchor(p, u)
	}
	target, problem := s.target(p, u.Path)
	if problem != "" {
		return problem
	}
	if path.Ext(target) != ".html" {
		if !s.files[target] {
			return "no such file: " + target
		}
		return ""
	}
	for _, q := range s.pages {
		if q.path == target {
			return s.anchor(q, u)
		}
	}
	return "no such page: " + target
}

// external judges an address with a scheme: a page may link to the web, and fetch nothing from it.
func external(u *url.URL, l link) string {
	switch {
	case l.loads():
		return "fetched from elsewhere"
	case u.Scheme != "https" && u.Scheme != "http" && u.Scheme != "mailto" && u.Scheme != "tel" && u.Scheme != "geo" && u.Scheme != "webcal":
		return "a scheme readers do not expect"
	default:
		return ""
	}
}

func (s *site) anchor(p *page, u *url.URL) string {
	if u.Fragment == "" || p.ids[u.Fragment] {
		return ""
	}
	return "no element has this id in " + p.path
}

// target gives the file an address of a page leads to.
func (s *site) target(p *page, address string) (file, problem string) {
	switch {
	case strings.HasPrefix(address, "/"):
		if p.path != "404.html" || s.root == "" {
			return "", "starts at the host's root: breaks in a sub-folder"
		}
		var ok bool
		if file, ok = strings.CutPrefix(address, s.root); !ok {
			return "", "does not start at the site's root " + s.root
		}
	case p.path == "404.html" && s.root != "":
		return "", "404.html is shown at any depth: its addresses must start at the site's root"
	default:
		file = path.Join(path.Dir(p.path), address)
		if strings.HasPrefix(file, "../") || file == ".." {
			return "", "leaves the site"
		}
		if strings.HasSuffix(address, "/") || address == "." || address == ".." {
			file += "/"
		}
	}
	if file == "" || file == "." || file == "./" || strings.HasSuffix(file, "/") {
		if s.root == "" {
			return "", "leads to a folder: a browser shows its files, not its page"
		}
		return strings.TrimPrefix(path.Join(file, "index.html"), "./"), ""
	}
	return file, ""
}

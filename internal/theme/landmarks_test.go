package theme_test

import (
	"bytes"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestLandmarks: what is announced as a part of the page has something in it, and a name that tells it from the others.
func TestLandmarks(t *testing.T) {
	th := load(t)
	for name, given := range views("<li>a</li>") {
		for i, v := range given {
			var buf bytes.Buffer
			if err := th.Render(&buf, name, v); err != nil {
				t.Fatal(err)
			}
			root, err := html.Parse(&buf)
			if err != nil {
				t.Fatal(err)
			}
			for n := range root.Descendants() {
				if n.DataAtom != atom.Aside && n.DataAtom != atom.Nav {
					continue
				}
				named, role := false, false
				for _, a := range n.Attr {
					named = named || (a.Key == "aria-label" || a.Key == "aria-labelledby") && a.Val != ""
					role = role || a.Key == "role"
				}
				if !named && !role {
					t.Errorf("%s, view %d: a <%s> without a name", name, i, n.Data)
				}
				holds := false
				for c := range n.Descendants() {
					holds = holds || c.Type == html.TextNode && c.Parent.DataAtom != atom.H2 && len(bytes.TrimSpace([]byte(c.Data))) > 0
				}
				if !holds {
					t.Errorf("%s, view %d: an empty <%s>", name, i, n.Data)
				}
			}
		}
	}
}

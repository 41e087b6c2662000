package output

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// recast reads a body's HTML and writes it again, each element as change leaves it.
func recast(body string, write func(*strings.Builder, *html.Node), change func(*html.Node)) string {
	// Reading fails only where the reader does, and a string's does not.
	nodes, _ := html.ParseFragment(strings.NewReader(body), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	var b strings.Builder
	for _, n := range nodes {
		if n.Type == html.ElementNode {
			change(n)
		}
		for d := range n.Descendants() {
			if d.Type == html.ElementNode {
				change(d)
			}
		}
		write(&b, n)
	}
	return b.String()
}

// asHTML writes a node as HTML, as the site's own pages are written.
func asHTML(b *strings.Builder, n *html.Node) { write(b, n, false) }

// asXHTML writes a node in the XML syntax of HTML: every element closed, every attribute with a value.
func asXHTML(b *strings.Builder, n *html.Node) { write(b, n, true) }

func write(b *strings.Builder, n *html.Node, xml bool) {
	switch n.Type {
	case html.TextNode:
		b.WriteString(plainer.Replace(escapeXML(n.Data)))
	case html.ElementNode:
		b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			b.WriteString(" " + a.Key)
			if a.Val != "" || xml || a.Key == "alt" {
				b.WriteString(`="` + plainer.Replace(escapeXML(a.Val)) + `"`)
			}
		}
		if voidElement[n.DataAtom] {
			if xml {
				b.WriteString("/")
			}
			b.WriteString(">")
			return
		}
		b.WriteString(">")
		for c := range n.ChildNodes() {
			write(b, c, xml)
		}
		b.WriteString("</" + n.Data + ">")
	}
}

// plainer takes back what XML does not need escaped between tags and between double quotes.
var plainer = strings.NewReplacer("&#xA;", "\n", "&#39;", "'")

// voidElement are the elements of a body that have no content, and so no end tag in HTML.
var voidElement = map[atom.Atom]bool{atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Wbr: true, atom.Col: true}

// attribute gives an element's attribute, to be read or changed; nil when it has none of that name.
func attribute(n *html.Node, name string) *string {
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			return &n.Attr[i].Val
		}
	}
	return nil
}

// drop removes an element's attributes of these names.
func drop(n *html.Node, names ...string) {
	kept := n.Attr[:0]
	for _, a := range n.Attr {
		if !slices.Contains(names, a.Key) {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
}

package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/net/html"
)

// tables writes every table of a page as text: its caption, then its rows, a cell after the other with the address its link
// leads to.
func tables(ts *testscript.TestScript, neg bool, args []string) {
	usage(ts, neg, args, 2, "tables FILE OUT")
	doc, err := html.Parse(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Data {
		case "caption":
			b.WriteString("\n" + textOf(n) + "\n")
		case "tr":
			for c := range n.ChildNodes() {
				fmt.Fprintf(&b, "| %s ", textOf(c))
				for d := range c.Descendants() {
					if href := attribute(d, "href"); href != "" {
						fmt.Fprintf(&b, "(%s) ", href)
					}
				}
			}
			b.WriteString("|\n")
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.TrimPrefix(b.String(), "\n")), 0o666))
}

// textOf gives the words of an element as they are heard, spaces made plain.
func textOf(n *html.Node) string {
	var words []string
	var read func(*html.Node)
	read = func(n *html.Node) {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
		for c := range n.ChildNodes() {
			if attribute(c, "aria-hidden") != "true" {
				read(c)
			}
		}
	}
	read(n)
	return strings.Join(words, " ")
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

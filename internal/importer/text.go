package importer

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"enrouteweb.org/balise/internal/content"
)

var (
	tagLike    = regexp.MustCompile(`</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>`)
	entityLike = regexp.MustCompile(`&(?:[a-zA-Z]{2,8}|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});`)
	bulletMark = regexp.MustCompile(`(?m)^[ \t]*[•·▪‣–][ \t\x{a0}]*`)
	markLink   = regexp.MustCompile(`(!?)\[([^\[\]]*)\]\(\s*<?([^()<>\s]*)>?(?:\s+"[^"]*")?\s*\)`)
	manyLines  = regexp.MustCompile(`\n{3,}`)
)

// markdownOf makes Markdown of a text as its source has it.
func markdownOf(text string, form Form) string {
	switch {
	case form == Markdown:
		return text
	case form == UMap:
		text = fromUMap(text)
	}
	if tagLike.MatchString(text) || entityLike.MatchString(text) {
		text = fromHTML(text)
	}
	text = bulletMark.ReplaceAllString(text, "- ")
	text = outward(text)
	text = angles.ReplaceAllString(text, `\<$1`)
	return tidy(text)
}

// angles finds what Markdown would take for a tag, but for the address of a link.
var angles = regexp.MustCompile(`<([^a-z]|[a-z]+[^a-z:+.-])`)

// tidy leaves one empty line between blocks, and no space at an end.
func tidy(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " \t\u00a0")
	}
	return strings.Trim(manyLines.ReplaceAllString(strings.Join(lines, "\n"), "\n\n"), "\n")
}

// outward keeps the links that lead out, and writes the others as text: what they name is not on this site.
func outward(text string) string {
	return markLink.ReplaceAllStringFunc(text, func(s string) string {
		m := markLink.FindStringSubmatch(s)
		return linkTo(m[3], m[2])
	})
}

// linkTo writes a link, or its text and its address when it cannot be one.
func linkTo(address, label string) string {
	label = strings.Join(strings.Fields(label), " ")
	address, ok := leadsOut(address)
	switch {
	case !ok && label == "":
		return unlinked(address)
	case !ok && address == "" || address == "#":
		return label
	case !ok:
		return label + " (" + unlinked(address) + ")"
	}
	if label == "" || label == address {
		return "<" + address + ">"
	}
	return "[" + label + "](" + address + ")"
}

// leadsOut gives an address of the Web or of a mailbox as Markdown takes it; ok is false when it is none.
func leadsOut(address string) (string, bool) {
	address = strings.TrimSpace(address)
	if box, isMail := strings.CutPrefix(address, "mailto:"); isMail {
		_, bad := (&content.Field{Form: "courriel"}).Judge(box)
		return address, bad == nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return address, false
	}
	whole := strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "\\", "%5C", "\"", "%22").Replace(u.String())
	if _, bad := (&content.Field{Form: "url"}).Judge(whole); bad != nil {
		return address, false
	}
	return whole, true
}

// unlinked writes a text so that nothing in it becomes a link.
func unlinked(text string) string {
	return strings.NewReplacer(":", `\:`, "www.", `www\.`, "WWW.", `WWW\.`, "@", `\@`).Replace(plain(text))
}

var special = regexp.MustCompile("[\\\\`*_\\[\\]<>{}|~&!:#+.)-]|^ +")

// plain writes a text so that Markdown reads nothing in it.
func plain(text string) string {
	return special.ReplaceAllStringFunc(text, func(s string) string {
		switch s {
		case ":", ".", ")", "-", "+", "!", "&", "#":
			return s
		}
		if s[0] == ' ' {
			return ""
		}
		return `\` + s
	})
}

// lineStart finds what begins a block: a title, a list, a quotation, a rule, code.
var lineStart = regexp.MustCompile(`(?m)^([ \t]*)([#>+=-]|[0-9]+[.)])`)

// plainBlock writes a text of several lines so that Markdown reads nothing in it but paragraphs.
func plainBlock(text string) string {
	lines := strings.Split(tidy(text), "\n")
	for i, l := range lines {
		l = strings.NewReplacer("&", `\&`, "!", `\!`).Replace(unlinked(strings.TrimSpace(l)))
		lines[i] = lineStart.ReplaceAllStringFunc(l, func(s string) string {
			if last := s[len(s)-1]; last == '.' || last == ')' {
				return s[:len(s)-1] + `\` + string(last)
			}
			return `\` + strings.TrimSpace(s)
		})
	}
	return strings.Join(lines, "\n")
}

// fromHTML makes Markdown of HTML: links, titles, lists, bold and italics stay; every other tag goes, and its text stays.
func fromHTML(text string) string {
	nodes, err := html.ParseFragment(strings.NewReader(text), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil { // too many levels
		return html.UnescapeString(tagLike.ReplaceAllString(text, " "))
	}
	var w htmlWriter
	for _, n := range nodes {
		w.node(n, 0)
	}
	return tidy(w.b.String())
}

type htmlWriter struct{ b strings.Builder }

// block begins a new paragraph.
func (w *htmlWriter) block(mark string) {
	if s := w.b.String(); s != "" && !strings.HasSuffix(s, "\n\n") {
		w.b.WriteString("\n\n")
	}
	w.b.WriteString(mark)
}

// line begins a new line.
func (w *htmlWriter) line(mark string) {
	if s := w.b.String(); s != "" && !strings.HasSuffix(s, "\n") {
		w.b.WriteString("\n")
	}
	w.b.WriteString(mark)
}

func (w *htmlWriter) children(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, depth)
	}
}

// inner gives the text inside a node.
func (w *htmlWriter) inner(n *html.Node, depth int) string {
	var sub htmlWriter
	sub.children(n, depth)
	return strings.TrimSpace(sub.b.String())
}

func (w *htmlWriter) node(n *html.Node, depth int) {
	switch n.Type {
	case html.TextNode:
		w.b.WriteString(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	if !w.inline(n, depth) {
		w.blocks(n, depth)
	}
}

// blocks writes what stands on lines of its own.
func (w *htmlWriter) blocks(n *html.Node, depth int) {
	switch n.DataAtom {
	case atom.Hr:
		w.block("")
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.block("## " + strings.Join(strings.Fields(w.inner(n, depth)), " "))
		w.block("")
	case atom.Li:
		w.line(strings.Repeat("  ", max(0, depth-1)) + "- ")
		w.children(n, depth)
	case atom.Ul, atom.Ol:
		if depth == 0 {
			w.block("")
		}
		w.children(n, depth+1)
		if depth == 0 {
			w.block("")
		}
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Blockquote, atom.Table, atom.Tr, atom.Dl, atom.Dd, atom.Pre:
		if depth == 0 {
			w.block("")
			defer w.block("")
		}
		w.children(n, depth)
	default:
		w.children(n, depth)
	}
}

// inline writes what stands in a line; false when the node is no such thing.
func (w *htmlWriter) inline(n *html.Node, depth int) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style:
	case atom.Br:
		w.b.WriteString("\n")
	case atom.Td, atom.Th:
		w.children(n, depth)
		w.b.WriteString(" ")
	case atom.B, atom.Strong:
		w.marked(n, "**", depth)
	case atom.I, atom.Em:
		w.marked(n, "*", depth)
	case atom.A:
		w.b.WriteString(linkTo(attr(n, "href"), w.inner(n, depth)))
	case atom.Img:
		w.b.WriteString(linkTo(attr(n, "src"), attr(n, "alt")))
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Source:
		w.b.WriteString(linkTo(attr(n, "src"), ""))
		w.children(n, depth)
	default:
		return false
	}
	return true
}

// marked puts marks around a text, where it is one and stays on its paragraph.
func (w *htmlWriter) marked(n *html.Node, mark string, depth int) {
	text := w.inner(n, depth)
	if text == "" || strings.Contains(text, "\n") {
		w.b.WriteString(text)
		return
	}
	w.b.WriteString(mark + text + mark)
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

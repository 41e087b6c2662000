package output

import (
	"html"
	"strings"
)

// paragraphs puts texts one under the other, each once.
func paragraphs(texts ...string) string {
	var out []string
	once := firsts{}
	for _, t := range texts {
		if t = strings.TrimSpace(t); once.add(t) {
			out = append(out, t)
		}
	}
	return strings.Join(out, "\n\n")
}

// plainText gives the words of a body of goldmark's making: an empty line between its blocks, a line for each item, row and
// break, a space between cells. Pictures, and the marks of notes, are left out.
func plainText(body string) string {
	var f flow
	for rest := body; rest != ""; {
		text, tag, found := strings.Cut(rest, "<")
		if f.words(html.UnescapeString(text)); !found {
			break
		}
		tag, rest, _ = strings.Cut(tag, ">") // goldmark writes none inside an attribute
		f.tag(tag)
	}
	return f.b.String()
}

// What stands between two words.
const (
	glued = iota
	spaced
	onLine
	blankLine
)

// flow is a text as it is written.
type flow struct {
	b    strings.Builder
	gap  int // before the next word
	item bool
	note bool // inside the mark of a note
}

func blank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }

func (f *flow) words(s string) {
	for s != "" && !f.note {
		word := strings.TrimLeftFunc(s, blank)
		if len(word) < len(s) {
			f.gap = max(f.gap, spaced)
		}
		if word == "" {
			return
		}
		n := strings.IndexFunc(word, blank)
		if n < 0 {
			n = len(word)
		}
		if f.b.Len() > 0 {
			f.b.WriteString([...]string{"", " ", "\n", "\n\n"}[f.gap])
		}
		if f.item {
			f.b.WriteString("- ")
		}
		f.b.WriteString(word[:n])
		f.gap, f.item, s = glued, false, word[n:]
	}
}

// tag takes in what stands between "<" and ">".
func (f *flow) tag(s string) {
	name, rest, _ := strings.Cut(s, " ")
	switch name {
	case "li", "/li", "tr", "/tr", "br", "dt", "dd", "figcaption":
		f.gap = max(f.gap, onLine)
		f.item = f.item || name == "li"
	case "td", "th", "/td", "/th", "input":
		f.gap = max(f.gap, spaced)
	case "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "section", "figure", "blockquote", "pre", "div", "aside", "details", "hr":
		if !f.item {
			f.gap = blankLine
		}
	case "/p", "/h2", "/h3", "/h4", "/h5", "/h6", "/ul", "/ol", "/dl", "/table", "/section", "/figure", "/blockquote", "/pre", "/div", "/aside", "/details":
		f.gap = blankLine
	case "sup":
		f.note = strings.HasPrefix(rest, `id="appel`)
	case "/sup":
		f.note = false
	}
}

package markdown

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/diag"
)

// holds checks, for any input, all that the package promises of any output.
func holds(t *testing.T, src []byte) {
	t.Helper()
	o := options("initiatives/transit.md")
	o.FirstLine = 7
	doc, list := Render(src, o)
	if !utf8.ValidString(doc.HTML) || !utf8.ValidString(doc.Text) {
		t.Errorf("%q: the output is not UTF-8", src)
	}
	if err := wellFormed(doc); err != nil {
		t.Errorf("%q: %v\n%s", src, err, doc.HTML)
	}
	lines := strings.Split(strings.ReplaceAll(string(src), "\r\n", "\n"), "\n")
	for _, d := range list {
		if d.Message == "" || d.Hint == "" || d.Code == "" || strings.Contains(d.Fix, "\n") {
			t.Errorf("%q: incomplete diagnostic %+v", src, d)
		}
		if err := inside(d.Pos, lines); err != nil {
			t.Errorf("%q: %s: %v", src, d.Code, err)
		} else if line := lines[d.Pos.Line-7]; utf8.RuneCountInString(d.Source) != utf8.RuneCountInString(line) {
			t.Errorf("%q: %s: the line quoted is %q, not %q", src, d.Code, d.Source, line)
		}
	}
	for _, l := range doc.Links {
		if err := inside(l.Pos, lines); err != nil {
			t.Errorf("%q: link %+v: %v", src, l, err)
		}
	}
	again, _ := Render(src, o)
	if again.HTML != doc.HTML || again.Text != doc.Text {
		t.Errorf("%q: two renderings differ", src)
	}
}

// inside checks that a place is in the file.
func inside(p diag.Pos, lines []string) error {
	n := p.Line - 7
	if n < 0 || n >= len(lines) {
		return fmt.Errorf("line %d is outside the file", p.Line)
	}
	runes := []rune(lines[n])
	if p.Col < 1 || p.Col > len(runes)+1 || p.Len < 1 || p.Len > max(1, len(runes)+1-p.Col) {
		return fmt.Errorf("column %d+%d is outside %q", p.Col, p.Len, lines[n])
	}
	return nil
}

// The elements and the attributes that a body may hold; those of void hold nothing.
var (
	void     = strings.Fields("br hr img input")
	elements = strings.Fields("a aside blockquote br code del em figcaption figure h2 h3 h4 h5 h6 hr img input label li ol p pre section strong sup table tbody td th thead tr ul")
	attrs    = strings.Fields("alt aria-label checked class decoding disabled for href id loading rel role scope src start tabindex title type")
	phrasing = strings.Fields("a code del em label strong sup h2 h3 h4 h5 h6 p figcaption")
	flow     = strings.Fields("aside blockquote figure h2 h3 h4 h5 h6 hr li ol p pre section table ul")
)

// wellFormed reads the HTML of a body strictly: tags balanced and known, ids unique and declared, addresses allowed.
func wellFormed(doc Doc) error {
	var open, ids []string
	parts := strings.Split(doc.HTML, "<")
	for i, part := range parts {
		tag, text, ok := strings.Cut(part, ">")
		if i == 0 {
			tag, text, ok = "", part, true
		}
		if !ok || strings.Contains(text, ">") {
			return fmt.Errorf("stray sign in %q", part)
		}
		if i == 0 {
			continue
		}
		if name, ok := strings.CutPrefix(tag, "/"); ok {
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("</%s> closes %v", name, open)
			}
			open = open[:len(open)-1]
			continue
		}
		name, found, err := readTag(tag)
		if err != nil {
			return err
		}
		ids = append(ids, found...)
		if err := nests(open, name); err != nil {
			return err
		}
		if !slices.Contains(void, name) {
			open = append(open, name)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("left open: %v", open)
	}
	return declared(ids, doc)
}

// declared checks that Doc.IDs lists the ids of the page, and that each is used once.
func declared(ids []string, doc Doc) error {
	slices.Sort(ids)
	if !slices.Equal(ids, slices.Sorted(slices.Values(doc.IDs))) {
		return fmt.Errorf("ids %q, declared %q", ids, doc.IDs)
	}
	if n := len(ids); len(slices.Compact(ids)) != n {
		return fmt.Errorf("an id is used twice: %q", doc.IDs)
	}
	return nil
}

// nests checks the rules of nesting that a body could break.
func nests(open []string, name string) error {
	if !slices.Contains(elements, name) {
		return fmt.Errorf("unexpected element <%s>", name)
	}
	if slices.Contains(flow, name) {
		for _, o := range open {
			if slices.Contains(phrasing, o) {
				return fmt.Errorf("<%s> in <%s>", name, o)
			}
		}
	}
	if (name == "a" || name == "label") && slices.Contains(open, name) {
		return fmt.Errorf("<%s> in <%s>", name, name)
	}
	return nil
}

// readTag reads an opening tag: its name, its ids, and what is wrong with its attributes.
func readTag(tag string) (name string, ids []string, err error) {
	name, rest, _ := strings.Cut(tag, " ")
	for rest != "" {
		attr, after, quoted := strings.Cut(rest, `="`)
		if sp := strings.IndexByte(attr, ' '); sp >= 0 || !quoted { // an attribute without a value
			attr, rest, _ = strings.Cut(rest, " ")
			if attr != "disabled" && attr != "checked" {
				return name, nil, fmt.Errorf("attribute %q without a value in <%s>", attr, tag)
			}
			continue
		}
		value, next, closed := strings.Cut(after, `"`)
		if !closed || !slices.Contains(attrs, attr) {
			return name, nil, fmt.Errorf("attribute %q in <%s>", attr, tag)
		}
		if attr == "id" {
			ids = append(ids, value)
		}
		if (attr == "href" || attr == "src") && !allowed(value, attr == "src") {
			return name, nil, fmt.Errorf("address %q", value)
		}
		rest = strings.TrimPrefix(next, " ")
	}
	return name, ids, nil
}

// allowed reads an address as a browser would.
func allowed(address string, image bool) bool {
	for _, r := range address {
		if r <= ' ' || r == '\\' || r == '<' || r == 0x7f {
			return false
		}
	}
	for _, scheme := range []string{"http://", "https://", "mailto:", "tel:"} {
		if len(address) > len(scheme) && strings.EqualFold(address[:len(scheme)], scheme) {
			return !image
		}
	}
	if strings.HasPrefix(address, "#") || strings.HasPrefix(address, "?") {
		return !image
	}
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

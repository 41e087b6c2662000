package output

import (
	"bytes"
	"html"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/theme"
)

// One pass over a finished page does all that concerns its addresses: "/carte/" becomes relative to the page (so that the
// same files serve from a root, a sub-folder or a USB stick), images get their size, and what the page refers to is noted
// for Verify. Templates and texts may thus write every address from the site's root.

// relink writes w.page, with its addresses rewritten, into w.out and notes f's facts.
func (w *worker) relink(p *page, f *File) {
	s := scan{maker: w.maker, out: &w.out, prefix: w.prefix(p)}
	w.out.Reset()
	rest := w.page.Bytes()
	for p.raw == nil && w.splices {
		i := bytes.IndexByte(rest, theme.Mark)
		if i < 0 {
			break
		}
		s.read(rest[:i])
		if mark := rest[i+1]; mark == markMain {
			s.read(w.main.Bytes())
		} else {
			s.take(w.linked(p.chrome, mark, s.prefix))
		}
		rest = rest[i+2:]
	}
	s.read(rest)
	f.Refs, f.Dead = s.sum()
	f.IDs = make([]uint32, len(s.ids))
	for i, id := range s.ids {
		f.IDs[i] = HashID(id)
	}
}

// prefix is what leads from a page to the site's root: "../../", or the root's own path for 404.html.
func (w *worker) prefix(p *page) string {
	if p.abs {
		return w.rootPath
	}
	return strings.Repeat("../", strings.Count(p.url, "/")-1)
}

type scan struct {
	*maker
	out    *bytes.Buffer
	src    []byte
	done   int // src[:done] is written
	prefix string
	facts
}

// facts are what a text says of its addresses.
type facts struct {
	ids   [][]byte
	frags [][]byte // "#x" of this page
	refs  []uint32
}

// linked is a part of the frame that many pages share, its addresses rewritten for the pages of one depth.
type linked struct {
	html []byte
	facts
}

// linked gives a part of the frame for pages of one depth.
func (m *maker) linked(c *chrome, mark byte, prefix string) *linked {
	c.mu.Lock()
	defer c.mu.Unlock()
	key := string(rune(mark)) + prefix
	if x := c.linked[key]; x != nil {
		return x
	}
	s := scan{maker: m, out: new(bytes.Buffer), prefix: prefix}
	s.read([]byte(map[byte]template.HTML{markHead: c.head, markHeader: c.header, markFooter: c.footer}[mark]))
	x := &linked{s.out.Bytes(), s.facts}
	if c.linked == nil {
		c.linked = map[string]*linked{}
	}
	c.linked[key] = x
	return x
}

// take writes a text that was read before.
func (s *scan) take(x *linked) {
	s.out.Write(x.html)
	s.ids, s.frags, s.refs = append(s.ids, x.ids...), append(s.frags, x.frags...), append(s.refs, x.refs...)
}

// read writes a text that starts and ends outside of any tag. It walks from tag to tag: the text is our own templates'
// output, where every "<" opens a tag, a comment or a declaration.
func (s *scan) read(src []byte) {
	s.src, s.done = src, 0
	s.out.Grow(len(src))
	i := 0
	for {
		j := bytes.IndexByte(s.src[i:], '<')
		if j < 0 {
			break
		}
		i += j + 1
		switch {
		case i >= len(s.src):
		case bytes.HasPrefix(s.src[i:], []byte("!--")):
			i = after(s.src, i, "-->")
		case s.src[i] == '/' || s.src[i] == '!' || s.src[i] == '?':
		default:
			i = s.tag(i)
		}
	}
	s.out.Write(s.src[s.done:])
}

// after gives the index just after the next end, or the text's end.
func after(src []byte, i int, end string) int {
	if j := bytes.Index(src[i:], []byte(end)); j >= 0 {
		return i + j + len(end)
	}
	return len(src)
}

// tag reads one start tag from its name on and gives the index after it.
func (s *scan) tag(i int) int {
	start := i
	for i < len(s.src) && !isSpace(s.src[i]) && s.src[i] != '>' && s.src[i] != '/' {
		i++
	}
	name := s.src[start:i]
	image, sized := []byte(nil), false
	for {
		for i < len(s.src) && (isSpace(s.src[i]) || s.src[i] == '/') {
			i++
		}
		if i >= len(s.src) || s.src[i] == '>' {
			break
		}
		a := i
		for i < len(s.src) && s.src[i] != '=' && s.src[i] != '>' && !isSpace(s.src[i]) {
			i++
		}
		attr := s.src[a:i]
		if i >= len(s.src) || s.src[i] != '=' {
			continue
		}
		v, end := value(s.src, i+1)
		switch string(attr) {
		case "href", "src", "action":
			if string(name) == "img" {
				image = s.src[v:end]
			}
			s.address(v, end)
		case "content":
			if u := bytes.Index(s.src[v:end], []byte("url=/")); u >= 0 {
				s.address(v+u+len("url="), end)
			}
		case "id":
			s.ids = append(s.ids, s.src[v:end])
		case "width":
			sized = true
		}
		i = end
		if i < len(s.src) && (s.src[i] == '"' || s.src[i] == '\'') {
			i++
		}
	}
	if image != nil && !sized {
		s.size(i, image)
	}
	if string(name) == "script" || string(name) == "style" {
		return after(s.src, i, "</"+string(name))
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// value gives the bounds of an attribute's value that starts (with or without quote) at i.
func value(src []byte, i int) (start, end int) {
	if i < len(src) && (src[i] == '"' || src[i] == '\'') {
		if j := bytes.IndexByte(src[i+1:], src[i]); j >= 0 {
			return i + 1, i + 1 + j
		}
		return i + 1, len(src)
	}
	j := i
	for j < len(src) && !isSpace(src[j]) && src[j] != '>' {
		j++
	}
	return i, j
}

// address notes and rewrites the site address in src[v:end].
func (s *scan) address(v, end int) {
	u := s.src[v:end]
	if len(u) == 0 {
		return
	}
	if u[0] == '#' {
		s.frags = append(s.frags, u[1:])
		return
	}
	if u[0] != '/' || (len(u) > 1 && u[1] == '/') {
		return
	}
	s.refs = append(s.refs, s.ref(u))
	path, rest := u, []byte(nil)
	if i := bytes.IndexAny(u, "?#"); i >= 0 {
		path, rest = u[:i], u[i:]
	}
	s.out.Write(s.src[s.done:v])
	s.out.WriteString(s.prefix)
	s.out.Write(path[1:])
	dir := path[len(path)-1] == '/'
	switch {
	case dir && s.in.Portable:
		s.out.WriteString("index.html")
	case dir && s.prefix == "" && len(path) == 1:
		s.out.WriteString("./")
	}
	s.out.Write(rest)
	s.done = end
}

// plain reads an address as it is written in HTML: "/media/caf%C3%A9&amp;co.jpg" → "/media/café&co.jpg".
func plain(u []byte) []byte {
	if bytes.IndexByte(u, '%') < 0 && bytes.IndexByte(u, '&') < 0 {
		return u
	}
	text := html.UnescapeString(string(u))
	if path, err := url.PathUnescape(text); err == nil {
		text = path
	}
	return []byte(text)
}

func (s *scan) ref(u []byte) uint32 {
	u = plain(u)
	s.memo.addr.mu.Lock()
	defer s.memo.addr.mu.Unlock()
	return s.memo.addr.id(u)
}

// size gives an image its width and height, so that the page does not jump when it arrives.
func (s *scan) size(at int, address []byte) {
	size, ok := s.in.Images[string(plain(address))]
	if !ok {
		return
	}
	s.out.Write(s.src[s.done:at])
	s.out.WriteString(` width="` + strconv.Itoa(size.Width) + `" height="` + strconv.Itoa(size.Height) + `"`)
	s.done = at
}

// sum gives the addresses the page refers to, once each, and the fragments of its own that it lacks.
func (s *facts) sum() (refs []uint32, dead []string) {
	slices.Sort(s.refs)
	refs = slices.Clone(slices.Compact(s.refs))
	for _, f := range s.frags {
		if !slices.ContainsFunc(s.ids, func(id []byte) bool { return bytes.Equal(id, f) }) {
			dead = append(dead, "#"+string(f))
		}
	}
	return refs, dead
}

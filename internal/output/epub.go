package output

import (
	"archive/zip"
	"bytes"
	"cmp"
	_ "embed" // the book's style
	"encoding/xml"
	"fmt"
	"hash/crc32"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

//go:embed epub.css
var bookCSS []byte

// book is the guide as an EPUB 3.3 publication (W3C Recommendation): a document a chapter, the pictures it shows, nothing to
// fetch from elsewhere.
type book struct {
	*maker
	chapters []*site.Chapter
	media    []bookItem // pictures, in the order they are first shown
	taken    map[string]bool
}

// bookItem is a file of the book, from its own folder.
type bookItem struct {
	ID         string `xml:"id,attr"`
	Href       string `xml:"href,attr"` // as an address
	MediaType  string `xml:"media-type,attr"`
	Properties string `xml:"properties,attr,omitempty"`
	name       string // as a file; "" when it is Href
	data       []byte
}

// guideBook makes the book of the published chapters; none when there are none.
func (m *maker) guideBook() ([]File, error) {
	b := book{maker: m, taken: map[string]bool{}}
	h := newHash(m.in.Key)
	for _, c := range site.Of[*site.Chapter](m.s) {
		if c.Withheld == "" {
			b.chapters = append(b.chapters, c)
			h.n(c.Key)
			h.s(c.Mended)
		}
	}
	if len(b.chapters) == 0 {
		return nil, nil
	}
	h.refs(m.s.Config.Organisation)
	for i := range m.in.Assets {
		h.n(m.in.Assets[i].Sum)
	}
	if key := h.key(); m.memo.bookKey != key {
		data, err := b.zip()
		if err != nil {
			return nil, err
		}
		m.memo.bookKey, m.memo.book = key, file(strings.TrimPrefix(bookURL, "/"), data)
	}
	return []File{m.memo.book}, nil
}

// zip writes the book as EPUB asks (section 4.2 of EPUB 3.3): "mimetype" first, as it is, without any extra field.
func (b *book) zip() ([]byte, error) {
	items := []bookItem{{ID: "couverture", Href: "couverture_.xhtml", MediaType: xhtmlType, data: b.cover()}, {ID: "sommaire", Href: "sommaire_.xhtml", MediaType: xhtmlType, Properties: "nav", data: b.nav()}}
	for i, c := range b.chapters {
		items = append(items, bookItem{ID: fmt.Sprintf("chapitre-%d", i+1), Href: c.Slug + ".xhtml", MediaType: xhtmlType, data: b.chapter(c)})
	}
	spine := items
	items = append(slices.Concat(items, b.media), bookItem{ID: "style", Href: "style.css", MediaType: "text/css", data: bookCSS})
	about, err := b.about(items, spine)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	const mimetype = "application/epub+zip"
	f, err := w.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(mimetype)), CompressedSize64: uint64(len(mimetype)), UncompressedSize64: uint64(len(mimetype))})
	if err == nil {
		_, err = f.Write([]byte(mimetype))
	}
	items = append([]bookItem{{Href: "../META-INF/container.xml", data: []byte(container)}, {Href: "livre.opf", data: about}}, items...)
	for _, it := range items {
		if err != nil {
			break
		}
		if f, err = w.CreateHeader(&zip.FileHeader{Name: path.Join("EPUB", cmp.Or(it.name, it.Href)), Method: zip.Deflate, Modified: b.modified()}); err == nil {
			_, err = f.Write(it.data)
		}
	}
	if err == nil {
		err = w.Close()
	}
	return out.Bytes(), err
}

const (
	xhtmlType = "application/xhtml+xml"
	container = xml.Header + `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="EPUB/livre.opf" media-type="application/oebps-package+xml"/></rootfiles></container>` + "\n"
)

// modified is the day the editors changed the guide last, else the site's.
func (b *book) modified() time.Time {
	d := newestOf(b.chapters)
	if !d.Full() {
		d = b.s.Today
	}
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// document wraps a document of the book.
func (b *book) document(title, body string) []byte {
	return []byte(xml.Header + `<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="` + b.lang() + `" xml:lang="` + b.lang() + `">
<head><title>` + escapeXML(title) + `</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
` + body + `
</body>
</html>
`)
}

func (b *book) cover() []byte {
	var s strings.Builder
	line := func(class, text string) {
		if text != "" {
			s.WriteString(`<p class="` + class + `">` + escapeXML(french.Typo(text)) + "</p>\n")
		}
	}
	s.WriteString(`<section class="couverture" epub:type="titlepage">` + "\n")
	line("site", b.s.Config.Titre)
	s.WriteString("<h1>Le guide</h1>\n")
	line("resume", site.KindNamed("chapitre").Intro)
	line("editeur", b.s.Config.Organisation.Label())
	d := newestOf(b.chapters)
	line("date", d.Words())
	if b.base != "" {
		s.WriteString(`<p><a href="` + escapeXML(b.base) + `/guide/">` + escapeXML(strings.TrimPrefix(b.base, "https://")) + "/guide/</a></p>\n")
	}
	line("licence", b.s.Config.Licence.Contenu)
	s.WriteString("</section>")
	return b.document(b.title(), s.String())
}

// nav is the table of contents: the chapters, and their parts.
func (b *book) nav() []byte {
	var s strings.Builder
	s.WriteString(`<nav epub:type="toc" role="doc-toc" aria-labelledby="sommaire_">` + "\n" + `<h1 id="sommaire_">Sommaire</h1>` + "\n<ol>\n")
	link := func(href, text string) { s.WriteString(`<li><a href="` + href + `">` + escapeXML(text) + "</a>") }
	for _, c := range b.chapters {
		link(c.Slug+".xhtml", fmt.Sprintf("%d. %s", c.Etape, c.Label()))
		parts := 0
		for _, t := range c.Body.Headings {
			if t.Level != 2 {
				continue
			}
			if parts++; parts == 1 {
				s.WriteString("\n<ol>\n")
			}
			link(c.Slug+".xhtml#"+t.ID, t.Text)
			s.WriteString("</li>\n")
		}
		if parts > 0 {
			s.WriteString("</ol>\n")
		}
		s.WriteString("</li>\n")
	}
	s.WriteString("</ol>\n</nav>")
	return b.document("Sommaire", s.String())
}

func (b *book) chapter(c *site.Chapter) []byte {
	var s strings.Builder
	d := dressed(c)
	fmt.Fprintf(&s, `<section epub:type="chapter" role="doc-chapter" aria-labelledby="titre_">`+"\n"+`<p class="etape">Étape %d</p>`+"\n"+`<h1 id="titre_">%s</h1>`+"\n", c.Etape, escapeXML(d.Titre))
	if d.Resume != "" {
		s.WriteString(`<p class="resume">` + escapeXML(d.Resume) + "</p>\n")
	}
	if len(d.ARetenir) > 0 {
		s.WriteString(`<aside class="retenir" aria-labelledby="retenir_">` + "\n" + `<h2 id="retenir_">À retenir</h2>` + "\n<ul>\n")
		for _, t := range d.ARetenir {
			s.WriteString("<li>" + escapeXML(t) + "</li>\n")
		}
		s.WriteString("</ul>\n</aside>\n")
	}
	s.WriteString(recast(b.figure(c)+c.Body.HTML, asXHTML, b.bind))
	s.WriteString("</section>")
	return b.document(d.Titre, s.String())
}

// figure is the picture of a chapter's header, as its text would show it; "" without one.
func (b *book) figure(c *site.Chapter) string {
	img := b.image(&c.Base)
	if img == nil {
		return ""
	}
	out := `<figure><img src="` + html.EscapeString((&url.URL{Path: img.URL}).EscapedPath()) + `" alt="` + html.EscapeString(img.Alt) + `">`
	if img.Credit != "" {
		out += "<figcaption>" + html.EscapeString(img.Credit) + "</figcaption>"
	}
	return out + "</figure>\n"
}

// bind makes an element of a chapter's text one of the book: boxes are drawn, pictures come along, links lead to the book's
// own documents, to the site, or, where the site has no address, nowhere.
func (b *book) bind(n *html.Node) {
	switch n.DataAtom {
	case atom.Input:
		n.Type, n.Data = html.TextNode, "☐"
		if attribute(n, "checked") != nil {
			n.Data = "☑"
		}
	case atom.Label:
		n.Data, n.Attr = "span", nil
	case atom.Section:
		drop(n, "tabindex") // a region to scroll; a book has pages
	case atom.Img:
		b.picture(n)
	case atom.A:
		b.link(n)
	}
}

func (b *book) link(n *html.Node) {
	href := attribute(n, "href")
	if href == nil || !strings.HasPrefix(*href, "/") {
		return
	}
	at, fragment, _ := strings.Cut(*href, "#")
	for _, c := range b.chapters {
		if c.URL() == at {
			*href = c.Slug + ".xhtml"
			if fragment != "" {
				*href += "#" + fragment
			}
			return
		}
	}
	if b.base == "" {
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
		return
	}
	*href = b.base + *href
}

// pictureTypes are the pictures every reader shows (section 3.2 of EPUB 3.3).
var pictureTypes = map[string]string{".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp", ".svg": "image/svg+xml"}

// picture takes a picture of the site's media into the book; of another format, what it says in words.
func (b *book) picture(n *html.Node) {
	src := attribute(n, "src")
	drop(n, "loading", "decoding")
	if src == nil {
		return
	}
	name := strings.TrimPrefix(string(plain([]byte(*src))), "/")
	kind := pictureTypes[strings.ToLower(path.Ext(name))]
	i := slices.IndexFunc(b.in.Assets, func(f File) bool { return f.Path == name })
	if kind == "" || i < 0 {
		words := ""
		if alt := attribute(n, "alt"); alt != nil {
			words = *alt
		}
		n.Type, n.Data, n.Attr = html.TextNode, words, nil
		return
	}
	src = attribute(n, "src") // drop moved it
	*src = strings.TrimPrefix(*src, "/")
	if !b.taken[name] {
		b.taken[name] = true
		b.media = append(b.media, bookItem{ID: fmt.Sprintf("image-%d", len(b.media)+1), Href: *src, name: name, MediaType: kind, data: b.in.Assets[i].Data})
	}
}

package output

import (
	"cmp"
	"crypto/sha1"
	"encoding/xml"
	"fmt"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// bookAbout is the package document (section 5 of EPUB 3.3).
type bookAbout struct {
	XMLName  xml.Name     `xml:"http://www.idpf.org/2007/opf package"`
	Version  string       `xml:"version,attr"`
	ID       string       `xml:"unique-identifier,attr"`
	Lang     string       `xml:"xml:lang,attr"`
	Metadata bookMetadata `xml:"metadata"`
	Items    []bookItem   `xml:"manifest>item"`
	Refs     []bookRef    `xml:"spine>itemref"`
}

type bookMetadata struct {
	DC          string     `xml:"xmlns:dc,attr"`
	Identifier  bookID     `xml:"dc:identifier"`
	Title       string     `xml:"dc:title"`
	Language    string     `xml:"dc:language"`
	Publisher   string     `xml:"dc:publisher,omitempty"`
	Rights      string     `xml:"dc:rights,omitempty"`
	Description string     `xml:"dc:description"`
	Source      string     `xml:"dc:source,omitempty"`
	Meta        []bookMeta `xml:"meta"`
}

type bookID struct {
	ID   string `xml:"id,attr"`
	Text string `xml:",chardata"`
}

type bookMeta struct {
	Property string `xml:"property,attr"`
	Text     string `xml:",chardata"`
}

type bookRef struct {
	ID string `xml:"idref,attr"`
}

// about writes the package document of a book made of these files, to be read in the order of spine.
func (b *book) about(items, spine []bookItem) ([]byte, error) {
	cfg := b.s.Config
	p := bookAbout{Version: "3.0", ID: "id", Lang: b.lang(), Items: items}
	p.Metadata = bookMetadata{DC: "http://purl.org/dc/elements/1.1/", Identifier: bookID{"id", b.identifier()}, Title: b.title(), Language: b.lang(), Publisher: cfg.Organisation.Label(),
		Rights: cfg.Licence.Contenu, Description: site.KindNamed("chapitre").Intro, Meta: []bookMeta{{"dcterms:modified", b.modified().Format("2006-01-02T15:04:05Z")}}}
	if b.base != "" {
		p.Metadata.Source = b.base + "/guide/"
	}
	p.Metadata.Meta = append(p.Metadata.Meta, b.accessibility()...)
	for _, it := range spine {
		p.Refs = append(p.Refs, bookRef{it.ID})
	}
	data, err := xml.MarshalIndent(p, "", " ")
	return append([]byte(xml.Header), append(data, '\n')...), err
}

// accessibility is what EPUB Accessibility 1.1 (section 2.2) asks a book to tell.
func (b *book) accessibility() []bookMeta {
	out := []bookMeta{{"schema:accessMode", "textual"}, {"schema:accessModeSufficient", "textual"}, {"schema:accessibilityFeature", "tableOfContents"}, {"schema:accessibilityFeature", "structuralNavigation"},
		{"schema:accessibilityFeature", "displayTransformability"}, {"schema:accessibilityHazard", "none"}, {"schema:accessibilitySummary", "Un texte simple, avec un sommaire et des titres."}}
	if len(b.media) > 0 {
		out = append(out, bookMeta{"schema:accessMode", "visual"}, bookMeta{"schema:accessibilityFeature", "alternativeText"})
	}
	return out
}

func (b *book) title() string { return "Le guide – " + french.Typo(b.s.Config.Titre) }

// identifier is a UUID of version 5 (RFC 9562, section 5.5) made from the guide's address, or from the site's title where
// it has none: another edition of the same book has the same.
func (b *book) identifier() string {
	name := cmp.Or(b.base, b.s.Config.Titre) + "/guide/"
	urls := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8} // the name space of addresses
	u := sha1.Sum(append(urls, name...))
	u[6], u[8] = u[6]&0x0f|0x50, u[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

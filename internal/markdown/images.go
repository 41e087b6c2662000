package markdown

import (
	"bytes"
	"math"

	"github.com/yuin/goldmark/ast"

	"enrouteweb.org/balise/internal/diag"
)

// images writes pictures, and figures: a picture alone in its paragraph, with a title that becomes its legend.
func images() form {
	return form{name: "images", write: map[ast.NodeKind]writeFunc{ast.KindImage: writeImage}}
}

// figure gives the picture that makes a paragraph a figure, or nil.
func figure(n ast.Node) *ast.Image {
	img, ok := n.FirstChild().(*ast.Image)
	if !ok || img.NextSibling() != nil || len(bytes.TrimSpace(img.Title)) == 0 {
		return nil
	}
	return img
}

// writeFigure writes the paragraph that holds only img. A picture refused leaves its description and its legend.
func (p *page) writeFigure(img *ast.Image, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	p.words = len(p.text)
	end := "</p>\n"
	if alt, src, ok := p.image(img); ok {
		p.raw("<figure>")
		p.writeTag(alt, src, nil)
		p.raw("<figcaption>")
		end = "</figcaption></figure>\n"
	} else {
		p.raw("<p>")
		p.html = append(p.html, alt...)
		p.raw(" ")
	}
	p.standalone(img.Title)
	p.raw(end)
	p.end('\n')
	return ast.WalkSkipChildren
}

func writeImage(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	img := n.(*ast.Image)
	if alt, src, ok := p.image(img); ok {
		p.writeTag(alt, src, img.Title)
	} else {
		p.html = append(p.html, alt...)
	}
	p.prev = 'x'
	return ast.WalkSkipChildren
}

func (p *page) writeTag(alt []byte, src string, title []byte) {
	p.raw(`<img src="`)
	p.attr(src)
	p.raw(`" alt="`)
	p.html = append(p.html, alt...)
	p.raw(`"`)
	p.title(title)
	p.raw(` loading="lazy" decoding="async">`)
}

// image understands a picture: its description, escaped, and its address, or false when that is refused.
func (p *page) image(img *ast.Image) (alt []byte, src string, ok bool) {
	alt = p.alt(img)
	described := len(bytes.TrimSpace(alt)) > 0
	if !described {
		p.report(diag.Diag{
			Severity: diag.Erreur,
			Code:     "image-sans-alt",
			Message:  "Cette image n’a pas de description : qui ne voit pas l’image ne saura pas ce qu’elle montre.",
			Hint:     "Décrivez l’image en quelques mots entre les crochets : « ![Trois personnes autour d’une table](…) ».",
		}, img.Pos(), 3)
	}
	d := p.destination(img.Destination, img.Pos())
	d.image, d.alt = true, described
	src, ok = p.resolve(&d)
	return alt, src, ok
}

// alt gives the description of a picture, escaped.
func (p *page) alt(img *ast.Image) []byte {
	start := len(p.html)
	p.silently(func() {
		// A title made of a picture is named, in the outline and in its address, by what the picture shows.
		p.mute = img.Parent().Kind() != ast.KindHeading
		p.quotes = pairBlock(img, p.src)
		p.plain(img)
	})
	alt := bytes.Clone(p.html[start:])
	p.html = p.html[:start]
	return alt
}

// plain writes the text of n's descendants without their tags.
func (p *page) plain(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch t := c.(type) {
		case *ast.Text:
			if t.IsRaw() {
				p.put(t.Segment.Value(p.src))
				continue
			}
			s, last := chain(t, p.src)
			p.prose(s, t.Segment.Start-t.Segment.Padding)
			if c = last; last.SoftLineBreak() || last.HardLineBreak() {
				p.put([]byte(" "))
			}
		case *ast.AutoLink:
			p.put(t.Label(p.src))
		default:
			p.plain(c)
		}
	}
}

// title writes the title of a link or a picture, if it has one.
func (p *page) title(title []byte) {
	if len(bytes.TrimSpace(title)) == 0 {
		return
	}
	p.raw(` title="`)
	p.silently(func() { p.standalone(title) })
	p.raw(`"`)
}

// standalone writes running text that is not a block of the source: a title, a legend.
func (p *page) standalone(s []byte) {
	const nowhere = math.MinInt / 2                    // the marks are numbered from there, and nothing is told of what is below 0
	s = bytes.ReplaceAll(s, []byte(`\"`), []byte(`"`)) // the only way to type it in a title
	var q quoter
	q.text(s, nowhere)
	p.prev, p.quotes = 0, q.pairs()
	p.prose(s, nowhere)
}

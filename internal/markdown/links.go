package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"enrouteweb.org/balise/internal/diag"
)

// LinkKind tells what a link leads to.
type LinkKind uint8

// The four kinds.
const (
	Entry    LinkKind = iota // another .md of content
	Media                    // a file of content that is not a .md: an image, a document
	Page                     // an address of the site, /carte/, or a place in this page, #suite
	External                 // http, https, mailto, tel
)

// String names the kind, for messages and tests.
func (k LinkKind) String() string {
	return [...]string{"fiche", "média", "page", "externe"}[k]
}

// Link is one address of the body that was not refused.
type Link struct {
	Kind     LinkKind
	Typed    string // as typed
	Target   string // Entry, Media: path in content, clean, accents composed (NFC); Page: path and query, "" for this page; External: the address
	Fragment string // what follows #, decoded, without Options.Prefix
	Image    bool
	Alt      bool     // an image that has a description
	Pos      diag.Pos // where Typed is
}

// links writes [texte](adresse), [texte][repère] and <https://adresse>. One that is refused leaves its text.
func links() form {
	return form{name: "links", write: map[ast.NodeKind]writeFunc{
		ast.KindLink:     writeLink,
		ast.KindAutoLink: writeAutoLink,
	}}
}

func writeLink(p *page, n ast.Node, enter bool) ast.WalkStatus {
	l := n.(*ast.Link)
	if !enter {
		p.closeAnchor(l)
		return ast.WalkContinue
	}
	d := p.destination(l.Destination, l.Pos())
	href, ok := p.resolve(&d)
	if !ok || p.anchored {
		p.refused++
		return ast.WalkContinue
	}
	p.openAnchor(href, d.web)
	p.title(l.Title)
	p.raw(">")
	p.anchored, p.anchor = true, len(p.html)
	return ast.WalkContinue
}

// openAnchor writes <a href="…", and what tells a link to another site, without the closing >.
func (p *page) openAnchor(href string, web bool) {
	p.raw(`<a href="`)
	p.attr(href)
	p.raw(`"`)
	if web {
		p.raw(` rel="external noopener" class="externe"`)
	}
}

func (p *page) closeAnchor(l *ast.Link) {
	if p.refused > 0 {
		p.refused--
		return
	}
	if len(p.html) == p.anchor {
		p.report(diag.Diag{
			Severity: diag.Erreur,
			Code:     "lien-sans-texte",
			Message:  "Ce lien n’a pas de texte : rien ne s’affiche où cliquer.",
			Hint:     "Écrivez entre les crochets ce que le lecteur trouvera : « [Les horaires de Transit](…) ».",
		}, l.Pos(), 2)
	}
	p.raw("</a>")
	p.anchored = false
}

func writeAutoLink(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	l := n.(*ast.AutoLink)
	label := l.Label(p.src)
	if p.anchored { // a link may not hold another
		p.put(label)
		return ast.WalkContinue
	}
	d := p.destination(label, l.Pos())
	d.literal = true
	if l.AutoLinkType == ast.AutoLinkEmail {
		d.scheme = "mailto:"
	}
	href, ok := p.resolve(&d)
	if ok {
		p.openAnchor(href, d.web)
		p.raw(">")
	}
	p.put(label)
	if ok {
		p.raw("</a>")
	}
	return ast.WalkContinue
}

// notLink tells of what a person meant as a link or a note, and Markdown does not read so. It is shown as typed.
func (p *page) notLink(at int) {
	switch rest := p.src[at:]; {
	case bytes.HasPrefix(rest, []byte("[^")):
		p.notNote(at)
	case bytes.HasPrefix(rest, []byte("](")):
		p.spacedLink(at + 2)
	case bytes.HasPrefix(rest, []byte("] (")):
		p.partedLink(at + 1)
	}
}

// spacedLink looks for an address with spaces, at off.
func (p *page) spacedLink(off int) {
	n := bytes.IndexAny(p.src[off:min(len(p.src), off+500)], ")\"\n")
	if n < 0 {
		return
	}
	address := strings.TrimRight(string(p.src[off:off+n]), " ")
	if !strings.Contains(address, " ") || !looksLikeAddress(address) {
		return
	}
	p.report(diag.Diag{
		Severity: diag.Avertissement,
		Code:     "lien-mal-ecrit",
		Message:  "Ce lien n’est pas reconnu, car son adresse contient des espaces : il est publié tel quel.",
		Hint:     "Entourez l’adresse de < et de > : « [texte](<mon fichier.md>) ».",
		Fix:      p.fix(off, len(address), "<"+address+">"),
	}, off, len(address))
}

// partedLink looks for [texte] (adresse), whose space is at off.
func (p *page) partedLink(off int) {
	n := bytes.IndexAny(p.src[off:min(len(p.src), off+500)], ")\n")
	if n < 0 {
		return
	}
	address := string(p.src[off+2 : off+n])
	if strings.Contains(address, " ") || !looksLikeAddress(address) {
		return
	}
	p.report(diag.Diag{
		Severity: diag.Avertissement,
		Code:     "lien-mal-ecrit",
		Message:  "Ce lien n’est pas reconnu, car il y a un espace entre « ] » et « ( ».",
		Hint:     "Collez les crochets et les parenthèses : « [texte](adresse) ».",
		Fix:      p.fix(off, 1, ""),
	}, off, 1)
}

func looksLikeAddress(s string) bool {
	for _, start := range []string{"/", "./", "../", "..\\", "http:", "https:", "mailto:", "www."} {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return strings.HasSuffix(s, ".md") || strings.Contains(s, ".md#")
}

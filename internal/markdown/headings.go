package markdown

import (
	"slices"

	"github.com/yuin/goldmark/ast"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// headings writes titles. The page's own title is the only h1, so that the first level used in a body is h2, and a level
// never follows another by a jump of more than one: outlines are read aloud by level.
func headings() form {
	return form{name: "headings", write: map[ast.NodeKind]writeFunc{ast.KindHeading: writeHeading}}
}

func writeHeading(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if enter {
		// The tag needs the id, which needs the text: it is put in front once the text is written.
		p.begin(n, len(p.html))
		return ast.WalkContinue
	}
	h := n.(*ast.Heading)
	text := p.said(p.words)
	if len(p.html) == p.block {
		p.report(diag.Diag{
			Severity: diag.Avertissement,
			Code:     "titre-vide",
			Message:  "Ce titre est vide : il n’est pas publié.",
			Hint:     "Écrivez un titre après les « # », ou effacez la ligne.",
		}, n.Pos(), 1)
		return ast.WalkContinue
	}
	level := p.level(h.Level)
	if h.Level == 1 {
		p.reportTitle(n.Pos())
	}
	id := p.id(headingID(text))
	tag := string('0' + rune(level))
	p.html = slices.Insert(p.html, p.block, []byte("<h"+tag+` id="`+id+`">`)...)
	p.raw("</h", tag, ">\n")
	if text != "" {
		p.doc.Headings = append(p.doc.Headings, Heading{Level: level, ID: id, Text: text, Line: p.line(n.Pos())})
	}
	p.end('\n')
	return ast.WalkContinue
}

// level gives the level to render for a level typed: one below the nearest shallower heading above.
func (p *page) level(typed int) int {
	for len(p.levels) > 0 && p.levels[len(p.levels)-1] >= typed {
		p.levels = p.levels[:len(p.levels)-1]
	}
	p.levels = append(p.levels, typed)
	return min(1+len(p.levels), 6)
}

// headingID makes an id that HTML checkers, CSS and scripts all take: it starts with a letter.
func headingID(text string) string {
	switch s := french.Slug(text); {
	case s == "":
		return "section"
	case digit(s[0]):
		return "section-" + s
	default:
		return s
	}
}

func (p *page) reportTitle(off int) {
	fix := ""
	if off >= 0 && off < len(p.src) && p.src[off] == '#' {
		fix = p.fix(off, 0, "#")
	}
	p.report(diag.Diag{
		Severity: diag.Conseil,
		Code:     "titre-de-niveau-1",
		Message:  "Ce titre est du premier niveau, qui est celui du titre de la page ; il est affiché comme un titre de section.",
		Hint:     "Commencez les titres du texte par deux dièses : « ## Titre ».",
		Fix:      fix,
	}, off, 1)
}

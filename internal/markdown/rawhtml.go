package markdown

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"

	"enrouteweb.org/balise/internal/diag"
)

// rawHTML drops HTML tags, and says so: what vanishes without a word is the worst surprise. Comments are dropped in
// silence, which is what they are for.
func rawHTML() form {
	return form{name: "html", write: map[ast.NodeKind]writeFunc{
		ast.KindRawHTML:   dropTag,
		ast.KindHTMLBlock: dropBlock,
	}}
}

func dropTag(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	segs := n.(*ast.RawHTML).Segments
	first := segs.At(0)
	tag := first.Value(p.src)
	name, closing := tagName(tag)
	switch {
	case bytes.HasPrefix(tag, []byte("<!--")):
	case closing && p.opened[name] > 0:
		p.opened[name]-- // told at the opening tag
	default:
		p.dropped(name, tag, first.Start)
	}
	if name == "br" && p.prev != ' ' { // the words around it stay apart
		p.put([]byte(" "))
	}
	return ast.WalkSkipChildren
}

// dropped tells of a tag at off.
func (p *page) dropped(name string, tag []byte, off int) {
	if p.opened == nil {
		p.opened = map[string]int{}
	}
	p.opened[name]++
	if p.full() {
		return
	}
	p.report(diag.Diag{
		Severity: diag.Avertissement,
		Code:     "html-brut",
		Message:  fmt.Sprintf("La balise HTML « %s » n’est pas publiée.", short(strings.TrimSpace(string(tag)))),
		Hint:     insteadOf(name),
		Fix:      p.withoutTag(name, off),
	}, off, len(tag))
}

func dropBlock(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	b := n.(*ast.HTMLBlock)
	ls := b.Lines()
	if ls.Len() == 0 {
		return ast.WalkSkipChildren
	}
	first, last := ls.At(0), ls.At(ls.Len()-1)
	if b.HasClosure() {
		last = b.ClosureLine
	}
	if b.HTMLBlockType == ast.HTMLBlockType2 {
		p.dropComment(first.Start, last.Start, last.Stop)
		return ast.WalkSkipChildren
	}
	line := bytes.TrimLeft(first.Value(p.src), " \t")
	name, _ := tagName(line)
	message := "Ce code HTML n’est pas publié, ni le texte qui le suit sur la ligne."
	if from, to := p.line(first.Start), p.line(last.Start); to > from {
		message = fmt.Sprintf("Ce code HTML n’est pas publié : les lignes %d à %d manquent dans la page.", from, to)
	}
	p.report(diag.Diag{
		Severity: diag.Avertissement,
		Code:     "html-brut",
		Message:  message,
		Hint:     insteadOf(name),
	}, n.Pos(), len(bytes.TrimRight(line, " \n")))
	return ast.WalkSkipChildren
}

// dropComment tells of what a comment hides and should not: the rest of its last line, or of the page.
func (p *page) dropComment(start, last, stop int) {
	end := bytes.Index(p.src[start:stop], []byte("-->"))
	if end < 0 {
		p.report(diag.Diag{
			Severity: diag.Erreur,
			Code:     "commentaire-ouvert",
			Message:  "Ce commentaire n’est pas fermé : tout ce qui le suit serait caché.",
			Hint:     "Ajoutez « --> » à la fin du commentaire.",
		}, start, 4)
		return
	}
	end += start + len("-->")
	if rest := bytes.TrimSpace(p.src[end:stop]); len(rest) > 0 {
		p.report(diag.Diag{
			Severity: diag.Avertissement,
			Code:     "html-brut",
			Message:  "Le texte qui suit un commentaire sur la même ligne n’est pas publié.",
			Hint:     "Allez à la ligne après « --> ».",
		}, end, stop-end)
	}
}

// tagName gives the name of a tag, in lower case: "" when it is something else, such as a declaration.
func tagName(tag []byte) (name string, closing bool) {
	s := strings.TrimPrefix(string(tag), "<")
	s, closing = strings.CutPrefix(s, "/")
	end := strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || !isAlphanumeric(byte(r)) && r != '-' })
	if end < 0 {
		end = len(s)
	}
	return strings.ToLower(s[:end]), closing
}

// insteadOf tells what to write in Markdown instead of a tag.
func insteadOf(name string) string {
	switch name {
	case "b", "strong":
		return "Pour du gras, écrivez « **texte** »."
	case "i", "em", "cite":
		return "Pour de l’italique, écrivez « *texte* »."
	case "u", "mark", "font", "big", "small":
		return "Pour insister, écrivez « **texte** » ; un souligné serait pris pour un lien."
	case "s", "del", "strike":
		return "Pour barrer, écrivez « ~~texte~~ »."
	case "br":
		return "Pour aller à la ligne, terminez la ligne par « \\ » ; pour un nouveau paragraphe, laissez une ligne vide."
	case "a":
		return "Pour un lien, écrivez « [texte](adresse) »."
	case "img", "figure", "figcaption", "picture":
		return "Pour une image, écrivez « ![description](/media/image.jpg \"légende\") »."
	case "h1", "h2", "h3", "h4", "h5", "h6":
		return "Pour un titre, écrivez « ## Titre »."
	case "ul", "ol", "li":
		return "Pour une liste, commencez chaque ligne par « - » ou par « 1. »."
	case "table", "tr", "td", "th", "thead", "tbody":
		return "Pour un tableau, écrivez « | Quand | Quoi | » puis « |---|---| »."
	case "blockquote":
		return "Pour une citation, commencez la ligne par « > »."
	case "code", "pre", "kbd":
		return "Pour du code, écrivez « `texte` »."
	case "hr":
		return "Pour une ligne de séparation, écrivez « --- » entre deux lignes vides."
	case "sup", "sub":
		return "Pour une note, écrivez « [^1] », puis plus bas « [^1]: le texte de la note »."
	case "script", "style", "iframe", "embed", "object", "form", "input", "button", "video", "audio":
		return "Le site n’accueille ni programme ni contenu d’un autre site ; mettez un lien : « [La vidéo](https://…) »."
	case "p", "div", "span", "center", "section", "article", "aside":
		return "Écrivez le texte sans balise ; une ligne vide sépare deux paragraphes, « > [!INFO] » fait un encadré."
	}
	return "Écrivez le texte en Markdown, sans balise."
}

// signOf gives the sign that Markdown writes around a text, where HTML has the tag name.
func signOf(name string) string {
	switch name {
	case "b", "strong":
		return "**"
	case "i", "em":
		return "*"
	case "s", "del":
		return "~~"
	case "code":
		return "`"
	}
	return ""
}

// withoutTag gives the line at off with every tag of one name as Markdown; "" when that is not mechanical.
func (p *page) withoutTag(name string, off int) string {
	_, start, stop := p.find(off)
	if stop-start > longest {
		return ""
	}
	line := p.excerpt(start, stop)
	if name == "br" {
		text, _, ok := strings.Cut(line, "<br")
		if end := line[len(text):]; !ok || end != "<br>" && end != "<br/>" && end != "<br />" {
			return ""
		}
		return strings.TrimRight(text, " ") + `\`
	}
	sign := signOf(name)
	if sign == "" || strings.Contains(line, sign) {
		return ""
	}
	open, end := "<"+name+">", "</"+name+">"
	if n := strings.Count(line, open); n == 0 || n != strings.Count(line, end) {
		return ""
	}
	return strings.NewReplacer(open, sign, end, sign).Replace(line)
}

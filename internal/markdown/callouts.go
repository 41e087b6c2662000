package markdown

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// callouts writes a quotation that starts with [!INFO], [!CONSEIL] or [!ATTENTION] as a framed remark. The English words
// that other programs use are understood.
func callouts() form {
	return form{
		name:  "callouts",
		parse: []parser.Option{parser.WithParagraphTransformers(util.Prioritized(calloutParser{}, 50))},
		write: map[ast.NodeKind]writeFunc{ast.KindBlockquote: writeQuotation},
	}
}

// calloutKind gives the kind and the title of a remark from its word.
func calloutKind(word string) (kind, title string) {
	switch french.Fold(word) {
	case "info", "note":
		return "info", "À savoir"
	case "conseil", "tip", "astuce":
		return "conseil", "Conseil"
	case "attention", "warning", "important", "caution":
		return "attention", "Attention"
	}
	return "", ""
}

const calloutAttr = "callout"

// calloutMark is what calloutParser leaves on a quotation.
type calloutMark struct {
	word string
	off  int // of the word
}

// calloutParser takes the mark off the first line of a quotation, before the text of the line is read.
type calloutParser struct{}

func (calloutParser) Transform(n *ast.Paragraph, r text.Reader, _ parser.Context) {
	parent := n.Parent()
	if parent == nil || parent.Kind() != ast.KindBlockquote || parent.FirstChild() != ast.Node(n) {
		return
	}
	if _, done := parent.AttributeString(calloutAttr); done {
		return
	}
	ls := n.Lines()
	first := ls.At(0)
	line := first.Value(r.Source())
	start, stop := calloutWord(line)
	if stop == 0 {
		return
	}
	parent.SetAttributeString(calloutAttr, calloutMark{string(line[start:stop]), first.Start - first.Padding + start})
	after := stop
	for line[after] != ']' {
		after++
	}
	if rest := text.NewSegment(first.Start-first.Padding+after+1, first.Stop); !util.IsBlank(line[after+1:]) {
		ls.Set(0, rest.TrimLeftSpace(r.Source()))
		return
	}
	if ls.Len() == 1 {
		parent.RemoveChild(parent, n)
		return
	}
	ls.SetSliced(1, ls.Len())
}

// calloutWord finds the word of a mark at the start of a line: stop is 0 when there is none.
func calloutWord(line []byte) (start, stop int) {
	s := string(line)
	if !strings.HasPrefix(s, "[!") {
		return 0, 0
	}
	end := strings.IndexByte(s, ']')
	if end < 0 || end+1 < len(s) && (s[end+1] == '(' || s[end+1] == '[') {
		return 0, 0
	}
	word := strings.TrimSpace(s[2:end])
	if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' && r != '_' }) {
		return 0, 0
	}
	start = 2 + strings.Index(s[2:end], word)
	return start, start + len(word)
}

func writeQuotation(p *page, n ast.Node, enter bool) ast.WalkStatus {
	attr, _ := n.AttributeString(calloutAttr)
	mark, _ := attr.(calloutMark)
	kind, title := calloutKind(mark.word)
	if kind != "" && !n.HasChildren() {
		kind = ""
		if !enter {
			return ast.WalkContinue
		}
		p.report(diag.Diag{
			Severity: diag.Avertissement,
			Code:     "encadre-vide",
			Message:  "Cet encadré est vide : il n’est pas publié.",
			Hint:     "Écrivez son texte à la ligne suivante, après un « > ».",
		}, mark.off, len(mark.word))
		return ast.WalkContinue
	}
	switch {
	case enter && kind != "":
		p.raw(`<aside class="callout callout-`, kind, `" role="note"><p class="callout-title">`, title, "</p>\n")
	case kind != "":
		p.raw("</aside>\n")
	case enter:
		if mark.word != "" {
			p.unknownCallout(mark)
		}
		p.raw("<blockquote>\n")
	default:
		p.raw("</blockquote>\n")
	}
	return ast.WalkContinue
}

func (p *page) unknownCallout(m calloutMark) {
	d := diag.Diag{
		Severity: diag.Avertissement,
		Code:     "encadre-inconnu",
		Message:  fmt.Sprintf("« %s » n’est pas un encadré connu : ce passage est publié comme une citation.", m.word),
		Hint:     "Écrivez [!INFO], [!CONSEIL] ou [!ATTENTION].",
	}
	if best, ok := nearest(m.word, []string{"INFO", "CONSEIL", "ATTENTION"}); ok {
		d.Hint = fmt.Sprintf("Vouliez-vous écrire [!%s] ? Les encadrés sont [!INFO], [!CONSEIL] et [!ATTENTION].", best)
		d.Fix = p.fix(m.off, len(m.word), best)
	}
	p.report(d, m.off, len(m.word))
}

// nearest is french.Nearest for words that a person typed in a hurry: a hostile file has thousands of long ones.
func nearest(word string, among []string) (string, bool) {
	if len(word) > 60 || len(among) > 200 {
		return "", false
	}
	return french.Nearest(word, among)
}

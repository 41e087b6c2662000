package markdown

import (
	"bytes"
	"fmt"
	"strconv"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"enrouteweb.org/balise/internal/diag"
)

// footnotes writes notes: a number in the text, the notes at the end of it, a way back from each. The ids are note_1 and
// appel_1, then appel_1_2 … when a note is called again.
func footnotes() form {
	return form{
		name: "footnotes",
		parse: []parser.Option{
			parser.WithBlockParsers(util.Prioritized(noteParser{extension.NewFootnoteBlockParser()}, 999)),
			parser.WithInlineParsers(util.Prioritized(extension.NewFootnoteParser(), 101)),
			parser.WithASTTransformers(util.Prioritized(extension.NewFootnoteASTTransformer(), 999)),
		},
		write: map[ast.NodeKind]writeFunc{
			extast.KindFootnoteLink:     writeNoteCall,
			extast.KindFootnoteBacklink: writeNoteReturn,
			extast.KindFootnote:         writeNote,
			extast.KindFootnoteList:     writeNotes,
		},
	}
}

// noteParser tells the page of every note defined: goldmark drops without a word those that the text never calls.
type noteParser struct{ parser.BlockParser }

func (b noteParser) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := b.BlockParser.Open(parent, r, pc)
	if note, ok := n.(*extast.Footnote); ok {
		if p, ok := pc.Get(pageKey).(*page); ok {
			p.notes = append(p.notes, note)
		}
	}
	return n, state
}

func (p *page) unusedNotes() {
	for _, n := range p.notes {
		if n.Index < 0 {
			p.report(diag.Diag{
				Severity: diag.Avertissement,
				Code:     "note-inutilisee",
				Message:  fmt.Sprintf("La note « [^%s] » n’est appelée nulle part, ou elle est définie deux fois : elle n’est pas publiée.", n.Ref),
				Hint:     fmt.Sprintf("Écrivez [^%s] dans le texte, à l’endroit où la note s’applique, ou effacez la note.", n.Ref),
			}, n.Pos(), len(n.Ref)+3)
		}
	}
}

// notNote tells of a call to a note that nobody wrote, at off: it is published as typed.
func (p *page) notNote(off int) {
	stop := bytes.IndexAny(p.src[off:min(len(p.src), off+100)], "]\n")
	if stop < 3 || p.src[off+stop] != ']' || p.full() {
		return
	}
	name := p.src[off+2 : off+stop]
	names := make([]string, 0, len(p.notes))
	for _, n := range p.notes {
		names = append(names, string(n.Ref))
	}
	d := diag.Diag{
		Severity: diag.Avertissement,
		Code:     "note-inconnue",
		Message:  fmt.Sprintf("La note « %s » n’est écrite nulle part.", name),
		Hint:     fmt.Sprintf("Ajoutez, plus bas, une ligne « [^%s]: le texte de la note ».", name),
	}
	if best, ok := nearest(string(name), names); ok && len(name) > 2 {
		d.Fix = p.fix(off+2, len(name), best)
	}
	p.report(d, off, stop+1)
}

func callID(index, ref int) string {
	id := "appel_" + strconv.Itoa(index)
	if ref > 0 {
		id += "_" + strconv.Itoa(ref+1)
	}
	return id
}

func writeNoteCall(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	call := n.(*extast.FootnoteLink)
	number := strconv.Itoa(call.Index)
	p.raw(`<sup id="`, p.id(callID(call.Index, call.RefIndex)), `">`)
	if p.anchored { // a link may not hold another
		p.raw(number)
	} else {
		p.raw(`<a href="#`, p.o.Prefix, "note_", number, `" class="appel" role="doc-noteref" aria-label="Note `, number, `">`, number, "</a>")
	}
	p.raw("</sup>")
	p.prev = 'x'
	return ast.WalkContinue
}

func writeNoteReturn(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if !enter {
		return ast.WalkContinue
	}
	back := n.(*extast.FootnoteBacklink)
	title := "Retour au texte (note " + strconv.Itoa(back.Index)
	if back.RefIndex > 0 {
		title += ", appel " + strconv.Itoa(back.RefIndex+1)
	}
	title += ")"
	p.raw("\u00a0", `<a href="#`, p.o.Prefix, callID(back.Index, back.RefIndex), `" class="retour" role="doc-backlink" aria-label="`, title,
		`" title="`, title, "\">↩\ufe0e</a>")
	return ast.WalkContinue
}

func writeNote(p *page, n ast.Node, enter bool) ast.WalkStatus {
	if enter {
		p.raw(`<li id="`, p.id("note_"+strconv.Itoa(n.(*extast.Footnote).Index)), "\">\n")
	} else {
		p.raw("</li>\n")
	}
	return ast.WalkContinue
}

func writeNotes(p *page, _ ast.Node, enter bool) ast.WalkStatus {
	if enter {
		p.raw(`<section class="notes" role="doc-endnotes" aria-label="Notes">`, "\n<ol>\n")
	} else {
		p.raw("</ol>\n</section>\n")
	}
	return ast.WalkContinue
}

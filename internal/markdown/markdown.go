// Package markdown turns the body of one entry, written by a person in French, into HTML that is safe to publish.
//
// Render is a pure function: no file, no clock, no state; the same bytes in give the same bytes out, from any number of
// goroutines. It knows one body and the pattern of the site's addresses (Options.Resolve), never whether another file
// exists: that is for whoever holds the whole site, to whom Doc.Links tells every target, with the place where it was
// typed.
//
// What a caller may rely on:
//
//   - Doc.HTML is valid UTF-8 and balanced HTML, without h1, raw HTML, style attribute or script; an address in it is
//     local, http, https, mailto or tel. href is the first attribute of every a, src that of every img, so that a later
//     stage can find `<a href="/initiatives/transit/"` as a string.
//   - Every id comes from here and is in Doc.IDs. Ids of headings are of [a-z0-9-]; those of notes and tasks hold a "_",
//     so that no heading can take one.
//   - Every Diag and Link is placed in the original file, lines and runes from 1 (Options.FirstLine is the line of the
//     body's first). A Link, and a Diag about an address, point at the address as typed: for [texte][ref], in the line
//     that defines ref, since that is the line to mend.
//   - Text is French typography applied to what was typed (see prose.go), never in code or addresses.
//   - A body whose reading would take seconds is refused, not read (see guard.go).
//
// Each form of Markdown is one file (tables.go, callouts.go …) with its cases in testdata/<form>.txt, and one line in
// forms.
package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"enrouteweb.org/balise/internal/diag"
)

// Options say whose body is rendered.
type Options struct {
	File      string                                  // the file, as positions show it
	Path      string                                  // the file's path in content, "initiatives/transit.md": relative links start there
	FirstLine int                                     // line of the body's first line in the file, from 1; 0 is read as 1
	Resolve   func(path string) (url string, ok bool) // path in content of an entry's file → its URL, by pattern only; ok is false when no type owns the path
	Prefix    string                                  // put before every id, when several bodies share a page; normally ""
	Text      bool                                    // Doc.Text is wanted
	Plan      []string                                // titles that a new body begins with: one that holds nothing is not written
}

// Doc is a body, rendered.
type Doc struct {
	HTML     string
	Text     string    // when Options.Text asks for it: plain text, typography included; one line a block, words always separated
	Headings []Heading // in order, those without words left out
	Links    []Link    // in order, images included, refused ones left out
	Tasks    []Task    // in order
	IDs      []string  // every id in HTML, Prefix included
}

// Heading is a title inside the body.
type Heading struct {
	Level int    // 2 to 6, as rendered
	ID    string // Prefix included
	Text  string
	Line  int
}

// Task is one line of a checklist.
type Task struct {
	ID   string // of its box, from its text; Prefix included
	Text string
	Done bool
	Line int
}

// Render renders one body. When the list holds an Erreur the Doc is still fit to be shown in a preview: what was refused
// is there as plain text.
func Render(src []byte, o Options) (Doc, diag.List) {
	p := newPage(src, o)
	if off, why := overload(p.src); why != "" {
		p.report(diag.Diag{
			Severity: diag.Erreur,
			Code:     "markdown-imbrique",
			Message:  why,
			Hint:     "Simplifiez ce passage, ou coupez-le par des lignes vides ; s’il vient d’un autre programme, collez-le comme texte simple.",
		}, off, 1)
		return Doc{}, p.diags
	}
	md := site()
	pc := parser.NewContext()
	pc.Set(pageKey, p)
	root := md.Parser().Parse(text.NewReader(p.src), parser.WithContext(pc))
	p.prune(root)
	// A *page never fails to write, and nothing of ours returns an error.
	_ = md.Renderer().Render(p, p.src, root)
	return p.finish(), p.diags.Sorted()
}

// Base is the CommonMark that the site's Markdown is built upon; the forms of this package are options to it.
func Base(opts ...goldmark.Option) goldmark.Markdown {
	return goldmark.New(opts...)
}

// site is Base with every form. It is made once and is immutable after: all that changes is in the page.
var site = sync.OnceValue(func() goldmark.Markdown {
	all := forms()
	ext := make([]goldmark.Extender, len(all))
	for i, f := range all {
		ext[i] = f
	}
	return Base(goldmark.WithExtensions(ext...))
})

// pageKey is where parsers find the *page being rendered.
var pageKey = parser.NewContextKey()

// Package why answers the questions an editor has about one file: is it read, is it published and if not why, at what address,
// where on the map and why there, in which pages, feeds and data it appears, what links to it, and what would make it leave.
//
// Nothing is worked out a second time: every answer is read off a build (build.Result), from its problems, its tied entries,
// the links its pages were found to hold, and the bytes of its data files. About gives the same build's facts on the page of
// an address, for the preview.
//
// Sentences are French, for an editor's eyes. What an editor asked to hide is not in an answer, though it stands in the
// editor's own file.
package why

import (
	"context"
	"encoding/json"
	"strings"

	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// Question is what is asked.
type Question struct {
	Arg     string // as typed: a path, an address of the site, a slug
	Content string // the editors' folder
	Theme   string // the folder laid over the theme; "" for none
	BaseURL string // takes the place of site.yaml's url
	Today   site.Date
}

// Answer is all there is to say. A part that makes no sense for the file is nil.
type Answer struct {
	File      string     `json:"fichier,omitempty"` // as messages name it; "" for a page that no file alone makes
	Kind      string     `json:"type,omitempty"`    // "initiative"
	Title     string     `json:"titre,omitempty"`
	Read      Verdict    `json:"lecture"`
	Problems  []problem  `json:"problemes,omitempty"` // of this file
	Published Verdict    `json:"publication"`
	Address   *Address   `json:"adresse,omitempty"`
	Map       *OnMap     `json:"carte,omitempty"`
	Shown     []Shown    `json:"parait,omitempty"`
	Everyone  string     `json:"partout,omitempty"` // said in the place of Shown's pages when every page has it
	Links     []Backlink `json:"liens,omitempty"`
	Leaves    []string   `json:"depart,omitempty"`

	diags diag.List
	entry bool // of a type: Shown and Links are answers even when empty
}

// Verdict is yes or no, and why.
type Verdict struct {
	Yes   bool     `json:"oui"`
	Why   string   `json:"phrase"`
	Cure  string   `json:"remede,omitempty"`
	Place string   `json:"endroit,omitempty"` // "content/x.md:7:12"
	More  []string `json:"ailleurs,omitempty"`
}

// Address is where the entry is, or would be.
type Address struct {
	URL   string  `json:"url"`
	Old   []Alias `json:"anciennes,omitempty"`
	Asked string  `json:"demandee,omitempty"` // the old address the question was asked by
}

// Alias is an address that leads to the entry.
type Alias struct {
	URL  string `json:"url"`
	Line int    `json:"ligne"`
}

// problem is a Diag with the keys that check --json promises.
type problem = json.RawMessage

// asked is a question under work.
type asked struct {
	Question
	b      *build.Builder
	res    *build.Result // of what is to be published
	files  []string      // of the content folder, by path, those that are ignored too
	prefix string        // put before a path in messages
}

// Ask answers. Its errors are of the machine, or a *NotFound.
func Ask(ctx context.Context, b *build.Builder, q Question) (*Answer, error) {
	res, err := b.Run(ctx, build.Request{Today: q.Today})
	if err != nil {
		return nil, err
	}
	a := &asked{Question: q, b: b, res: res, prefix: strings.TrimSuffix(res.Site.Config.Src.File, "site.yaml")}
	if a.files, err = tree(q.Content); err != nil {
		return nil, err
	}
	s, err := a.find()
	if err != nil {
		return nil, err
	}
	switch {
	case s.page != "":
		return a.computed(s), nil
	case s.path == "":
		return a.outside(s), nil
	}
	part, lang := content.PartOf(s.file(q.Content), res.Site.Config)
	switch part {
	case content.EntryFile:
		return a.entry(ctx, s)
	case content.Media:
		return a.media(s), nil
	case content.Settings, content.Vocabulary:
		return a.settings(s, part), nil
	case content.Directory:
		return a.folder(s), nil
	default:
		return a.unread(s, part, lang), nil
	}
}

// about begins the answer on a file of the content.
func (a *asked) about(s subject) *Answer {
	out := &Answer{File: a.prefix + s.path}
	for _, d := range a.res.Diags.Sorted() {
		if d.Pos.File == out.File {
			out.diags.Add(d)
		}
	}
	out.Problems = problems(out.diags)
	return out
}

func problems(l diag.List) []problem {
	var text strings.Builder
	var out []problem
	if err := diag.JSON(&text, l); err != nil { // a Builder never fails
		return nil
	}
	if err := json.Unmarshal([]byte(text.String()), &out); err != nil {
		return nil
	}
	return out
}

// entry answers about a file that a type owns.
func (a *asked) entry(ctx context.Context, s subject) (*Answer, error) {
	out := a.about(s)
	out.entry = true
	k := site.KindOf(s.path)
	out.Kind = k.Name
	e := a.of(a.res.Site, s.path)
	out.Read = Verdict{Yes: true, Why: "Oui, comme " + k.Un + "."}
	switch {
	case e == nil && !out.diags.HasErrors(): // a shortcut that leads elsewhere
		out.Read, out.Published = a.refused(out, s)
		return out, nil
	case e == nil:
		out.Published = a.stopped(out)
		return out, nil
	}
	b := e.Common()
	out.Title = b.Titre
	shown := a.res.Site
	held := a.withheld(b.Path)
	if held != nil { // who links to it is known where it is shown: in the preview
		preview, err := a.b.Run(ctx, build.Request{Today: a.Today, Drafts: true, Dry: true})
		if err != nil {
			return nil, err
		}
		shown = preview.Site
	}
	out.Published = a.published(out, e, held)
	out.Address = a.address(e, s)
	out.Map = onMap(e)
	if held == nil {
		a.shown(out, e)
	}
	if x := a.of(shown, s.path); x != nil {
		out.Links = backlinks(shown, x)
	}
	out.Leaves = a.leaves(e, held != nil)
	return out, nil
}

// of gives the entry of a path, published or not; nil when its address is another's.
func (a *asked) of(s *site.Site, p string) site.Entry {
	p = norm.NFC.String(p)
	for _, list := range [][]site.Entry{s.All(), s.Held} {
		for _, e := range list {
			if e.Common().Path == p {
				return e
			}
		}
	}
	return nil
}

func (a *asked) withheld(p string) *site.Withdrawal {
	for i := range a.res.Site.Withdrawn {
		if a.res.Site.Withdrawn[i].Path == p {
			return &a.res.Site.Withdrawn[i]
		}
	}
	return nil
}

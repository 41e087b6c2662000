package importer

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// How says what is wanted of an import.
type How struct {
	Source  string     // the file's name, for remarks and messages
	Kind    *site.Kind // nil: initiatives
	Columns string     // "Adresse mail=contact.courriel,Code interne=-"
	Values  string     // "Psy=sante-mentale"
	Draft   bool       // everything is a draft
	Publish bool       // what is complete is none
	Twins   bool       // what seems to be there already is written too, as a draft
	Today   site.Date
	Prefix  string // before a content path in messages: "content/"

	// Build, when given, judges the whole site with files more, by content path: what decoding alone does not see.
	Build func(ctx context.Context, extra map[string][]byte) (diag.List, error)
}

// Fate is what becomes of a row.
type Fate uint8

// The fates of a row.
const (
	Published Fate = iota // a file that is published
	Draft                 // a file that is not, until an editor has read it
	Same                  // there already, the same
	Twin                  // there already, with differences, or so it seems
	Refused               // no file can be made of it
)

// Outcome is a row and what becomes of it.
type Outcome struct {
	Row     int
	Title   string
	Path    string // in the content: "initiatives/le-relais.md"; "" when nothing is to be written
	Place   string
	Terms   string
	Fate    Fate
	Why     []string // what an editor has to look at, or why it is refused
	Twin    string   // the file, or the row, that it is already
	Differs []string // what its twin says otherwise
	Data    []byte
}

// Term is a value of the source and the value of a closed list it is taken for; ID is "" when it is taken for none.
type Term struct {
	List, Column, Value, ID string
	Count                   int
}

// Plan is what an import would do.
type Plan struct {
	Table   *Table
	Kind    *site.Kind
	Matches []Match
	Terms   []Term // but for those that are written as their id or label; in the order they are met
	Lacking map[string]int
	Rows    []Outcome // one a row of the table, in its order
	Notes   []Note    // by row
	Prefix  string
}

// planner makes a Plan.
type planner struct {
	t          *Table
	kind       *site.Kind
	keys       *keys
	matches    []Match
	vocab      *site.Vocabulary
	atlas      *geo.Atlas
	bench      *bench
	source     string
	publish    bool
	twins      bool
	summarised bool // a column of its own gives the summary
	wishes     wishes
	serials    map[int]bool // columns of dates that Excel shows as numbers
	titles     map[string]string
	slugs      map[string]bool // of organisations
	lacking    map[string]int
	notes      []Note
	tally      []Term
	tallied    map[Term]int
	rows       []Outcome
	fiches     []*fiche
}

// New decides what becomes of each row, with the content of fsys around it. atlas may be nil: places are then not judged. The
// error is a *Misused, or that of the content folder.
func New(ctx context.Context, t *Table, fsys fs.FS, atlas *geo.Atlas, how How) (*Plan, error) {
	if how.Kind == nil {
		how.Kind = site.KindNamed("initiative")
	}
	b, err := newBench(fsys, atlas, how)
	if err != nil {
		return nil, err
	}
	p := &planner{t: t, kind: how.Kind, keys: keysOf(how.Kind), vocab: b.vocab, atlas: b.atlas, bench: b, source: path.Base(strings.ReplaceAll(how.Source, "\\", "/")), twins: how.Twins,
		publish: (how.Publish || t.Ours) && !how.Draft, lacking: map[string]int{}, tallied: map[Term]int{}, notes: slices.Clone(t.Notes)}
	if t.Ours && how.Kind.Name != "initiative" {
		return nil, misused("ce fichier contient des initiatives : --type %s ne lui va pas.", how.Kind.Name)
	}
	asked, err := t.asked(how.Columns, p.keys)
	if err != nil {
		return nil, err
	}
	if p.wishes, err = wishesOf(how.Values, p.keys, p.vocab); err != nil {
		return nil, err
	}
	m := matcher{t: t, keys: p.keys, look: &looks{t, p.vocab, p.atlas, p.wishes}}
	m.all(asked)
	p.matches = m.out
	p.prepare()
	for i := range t.Rows {
		f := &fiche{p: p, row: &t.Rows[i], values: map[string][]string{}, from: map[string]string{}}
		f.fill()
		p.fiches = append(p.fiches, f)
		p.rows = append(p.rows, Outcome{Row: f.row.Number, Title: f.title(), Place: f.where(), Terms: f.sorts()})
	}
	if err := p.settle(ctx, how); err != nil {
		return nil, err
	}
	slices.SortStableFunc(p.notes, func(a, b Note) int { return a.Row - b.Row })
	return &Plan{Table: t, Kind: p.kind, Matches: p.matches, Terms: p.tally, Lacking: p.lacking, Rows: p.rows, Notes: p.notes, Prefix: how.Prefix}, nil
}

// prepare learns what all rows share.
func (p *planner) prepare() {
	p.serials, p.titles, p.slugs = map[int]bool{}, map[string]string{}, map[string]bool{}
	look := looks{p.t, p.vocab, p.atlas, p.wishes}
	for i, m := range p.matches {
		p.summarised = p.summarised || m.To == Target{Key, "resume"}
		if f := p.keys.at(m.To.Path); f != nil && f.Kind == content.Day && look.count(i) > 0 && look.part(i, func(v string) bool { _, ok := serial(v); return ok }) == 1 {
			p.serials[i] = true
			p.notes = append(p.notes, Note{Column: m.Column.Name, Cause: "Cette colonne contient des nombres : ils sont lus comme des dates d'Excel.", Cure: "Vérifiez-en une."})
		}
	}
	for _, e := range p.bench.entries {
		if b := e.Common(); b.Kind.Name == "organisation" {
			p.titles[french.Fold(b.Titre)] = b.Titre
			p.slugs[b.Slug] = true
		}
	}
}

// settle finds twins, names the files, and makes sure that none brings an error.
func (p *planner) settle(ctx context.Context, how How) error {
	p.findTwins()
	p.name()
	p.mend()
	if how.Build != nil {
		if err := p.mendSite(ctx, how); err != nil {
			return err
		}
	}
	for i, f := range p.fiches {
		if o := &p.rows[i]; o.Path != "" {
			for _, key := range f.lacking {
				p.lacking[key]++
			}
			o.Data, o.Fate, o.Why = f.compose(), Published, f.review
			if f.withheld() {
				o.Fate = Draft
			}
		}
	}
	return nil
}

// reference is a text that names an organisation. A word that would be read as a file's name, and is none, gets a capital.
func (p *planner) reference(f *content.Field, text string) string {
	if p.t.Ours || f.Ref != "organisation" {
		return text
	}
	if title := p.titles[french.Fold(text)]; title != "" {
		return title
	}
	if (site.Ref{Text: text}).IsSlug() && !p.slugs[text] {
		return french.Capital(text)
	}
	return text
}

// term gives the value of a closed list that a text means. known with an empty id: the editor wants it left out.
func (p *planner) term(f *content.Field, text, column string) (id string, near, known bool) {
	list := p.vocab.Lists[f.Vocab]
	if id, ok := p.wishes[french.Slug(text)]; ok && (id == "" || list != nil && list.Get(id) != nil || slices.Contains(f.Enum, id)) {
		return id, true, true
	}
	if p.t.Ours {
		return text, false, text != "" && (list != nil && list.Get(text) != nil || slices.Contains(f.Enum, text))
	}
	if f.Vocab != "" {
		id, near := matchTerm(text, list)
		return id, near, id != ""
	}
	id, known = matchEnum(text, f)
	return id, id != french.Slug(text), known
}

// understood counts a value that was taken for another word.
func (p *planner) understood(f *content.Field, column, text, id string) {
	slug := french.Slug(text)
	if t := p.vocab.Lists[f.Vocab].Get(id); slug == id || t != nil && french.Slug(t.Libelle) == slug {
		return
	}
	p.count(Term{List: f.Path, Column: column, Value: text, ID: id})
}

func (p *planner) unknown(f *content.Field, column, text string) {
	p.count(Term{List: f.Path, Column: column, Value: text})
}

func (p *planner) count(t Term) {
	i, ok := p.tallied[t]
	if !ok {
		i = len(p.tally)
		p.tallied[t] = i
		p.tally = append(p.tally, t)
	}
	p.tally[i].Count++
}

func (p *planner) unknownCause(f *content.Field) string {
	if f.Vocab != "" {
		return fmt.Sprintf("Cette valeur n'est pas dans la liste « %s ».", f.Vocab)
	}
	return fmt.Sprintf("La clé « %s » prend une de ces valeurs : %s.", f.Path, strings.Join(f.Enum, ", "))
}

// where and sorts are what the table of a plan shows of a row.
func (f *fiche) where() string {
	if c := f.one("commune"); c != "" {
		return c
	}
	return strings.Join(f.values["zone"], ", ")
}

func (f *fiche) sorts() string { return strings.Join(f.values["secteurs"], ", ") }

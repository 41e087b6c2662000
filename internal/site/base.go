package site

import (
	"bytes"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Base is what every entry has. Its tagged fields are the keys every type shares; see content for the tags.
type Base struct {
	Titre       string   `fm:"titre,requis" doc:"Le nom, tel qu'on le dit." ex:"Le Relais"`
	Resume      string   `fm:"resume" nom:"Résumé" max:"300" doc:"Une ou deux phrases simples." ex:"Un groupe d'entraide ouvert à tous, le mardi soir."`
	Image       string   `fm:"image" form:"image" doc:"Chemin de l'image, à partir du fichier ou de /media/." ex:"/media/equipe.jpg"`
	ImageAlt    string   `fm:"image_alt" nom:"Texte de remplacement de l’image" doc:"Ce que montre l'image, pour qui ne la voit pas. Obligatoire avec image." ex:"Six personnes autour d'une table"`
	ImageCredit string   `fm:"image_credit" nom:"Crédit de l’image" doc:"L'auteur de l'image." ex:"Photo d'En Route"`
	Brouillon   Draft    `fm:"brouillon" doc:"oui : la fiche n'est pas publiée." ex:"oui"`
	PublieLe    Date     `fm:"publie_le" nom:"Publié le" doc:"Date de première publication." ex:"2022-02-14"`
	MisAJour    Date     `fm:"mis_a_jour" nom:"Mis à jour le" doc:"Date de la dernière modification importante." ex:"2022-02-14"`
	Alias       []string `fm:"alias" nom:"Anciennes adresses" form:"alias" doc:"Anciennes adresses de la page, qui y mèneront encore." ex:"[/ancienne/adresse/]"`

	Kind     *Kind
	Slug     string
	Path     string // content path: "initiatives/transit.md"
	Number   int    // numeric prefix of the file's name; 0: none
	Body     Body
	Src      *Source
	SortKey  string // plain order of these is the French order of titles
	Key      uint64 // hash of all the entry was decoded from
	BackRefs []Link // entries whose text links here, in French order; set by New
	NamedBy  []Link // entries whose header names this one, kind by kind; set by New
	LinksTo  []Link // entries this one's text links to, kind by kind; set by New
	Withheld string // served but not published: why; "" when published
	Mended   string // what New changed in Body.HTML and Image; with Key, it tells what they are

	url, label string  // see Settle
	from, to   []Entry // who links here and what this links to, with doubles, until BackRefs and LinksTo are set
}

// Common gives the shared part of any entry.
func (b *Base) Common() *Base { return b }

// Settle keeps what is asked again and again of an entry, once its kind, slug and title are known.
func (b *Base) Settle() { b.url, b.label = b.Kind.URL(b.Slug), french.Typo(b.Titre) }

// Label is the title as it is shown.
func (b *Base) Label() string {
	if b.label != "" {
		return b.label
	}
	return french.Typo(b.Titre)
}

// URL is the entry's address from the site's root.
func (b *Base) URL() string {
	if b.url != "" {
		return b.url
	}
	return b.Kind.URL(b.Slug)
}

// Draft is the value of brouillon. Doubt is a word that is neither oui nor non: the entry is withdrawn.
type Draft uint8

// The three answers to "is it a draft?".
const (
	Public Draft = iota
	IsDraft
	Doubt
)

// Body is the Markdown part, rendered.
type Body struct {
	HTML     string
	Headings []Heading
	IDs      []string // every id of HTML
	Links    []BodyLink
	Acronyms []Acronym
	Tasks    []Task
}

// Task is one line of a checklist inside a body.
type Task struct {
	ID   string // of its box in HTML; it stays while what the line says does
	Text string
	Done bool // ticked by the editor
}

// Heading is a title inside a body.
type Heading struct {
	Level    int
	ID, Text string
}

// BodyLink is a link or image of a body to something of the site.
type BodyLink struct {
	Target   string // content path ("initiatives/transit.md", "media/x.jpg") or URL ("/carte/")
	URL      string // as written in HTML, without fragment
	Fragment string
	Entry    bool // Target is an entry's file
	Media    bool // Target is a file under media/
	Pos      diag.Pos
}

// Link is a link to an entry, ready to show.
type Link struct {
	Titre, URL, Kind string
}

// LinkTo makes the Link to an entry.
func LinkTo(e Entry) Link {
	b := e.Common()
	return Link{b.Label(), b.URL(), b.Kind.Name}
}

// Ref is a reference as written: a slug that must exist, or plain text.
type Ref struct {
	Text string // as typed
	Link Link   // set by New; Link.URL is "" for plain text
	Line int32  // where it stands in the file, for messages
	Col  int32
}

// Label is what to show.
func (r Ref) Label() string {
	if r.Link.URL != "" {
		return r.Link.Titre
	}
	return r.Text
}

// IsSlug tells whether the reference is written as a slug, and so must exist.
func (r Ref) IsSlug() bool {
	return r.Text != "" && strings.Trim(r.Text, "abcdefghijklmnopqrstuvwxyz0123456789-") == ""
}

// Source is the file an entry comes from: enough to point at any of its keys later on.
type Source struct {
	File string // as shown in messages
	Data []byte
	Lost func() []byte `json:"-"` // reads the file again, when Data was not kept
	Open int           // line of the opening "---"
	Keys []KeyPos
	Body int // line where the body starts
}

// KeyPos is where a header key's value stands ("contact.courriel", "alias").
type KeyPos struct {
	Key       string
	Line, Col int32 // of the value
	KeyCol    int32 // of the key itself
}

// Text gives the file's bytes.
func (s *Source) Text() []byte {
	if s.Data == nil && s.Lost != nil {
		return s.Lost()
	}
	return s.Data
}

// Line gives a line's text, from 1, without its end; "" when there is no such line.
func (s *Source) Line(n int) string {
	data := s.Text()
	for i := 1; i < n; i++ {
		j := bytes.IndexByte(data, '\n')
		if j < 0 {
			return ""
		}
		data = data[j+1:]
	}
	if j := bytes.IndexByte(data, '\n'); j >= 0 {
		data = data[:j]
	}
	return strings.TrimPrefix(strings.TrimSuffix(string(data), "\r"), "\ufeff")
}

// At gives the place of a key's value, or the opening "---" when the key is absent.
func (s *Source) At(key string) diag.Pos {
	for _, k := range s.Keys {
		if k.Key == key {
			return diag.Pos{File: s.File, Line: int(k.Line), Col: int(k.Col)}
		}
	}
	return diag.Pos{File: s.File, Line: max(1, s.Open), Col: 1, Len: 3}
}

// Diag makes a problem at a key of the header.
func (s *Source) Diag(sev diag.Severity, code, key, message, hint string) diag.Diag {
	p := s.At(key)
	return diag.Diag{Severity: sev, Code: code, Pos: p, Source: s.Line(p.Line), Message: message, Hint: hint}
}

// DiagAt makes a problem at a line and column.
func (s *Source) DiagAt(sev diag.Severity, code string, line, col, length int, message, hint string) diag.Diag {
	return diag.Diag{Severity: sev, Code: code, Pos: diag.Pos{File: s.File, Line: line, Col: col, Len: length}, Source: s.Line(line), Message: message, Hint: hint}
}

// Date is a civil date, as precise as it was written: Month or Day is 0 when not given.
type Date struct{ Year, Month, Day int }

// IsZero tells that no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// Full tells that the day is known.
func (d Date) Full() bool { return d.Day != 0 }

// String writes the date in ISO 8601, as precise as it is: 2022, 2022-02, 2022-02-14; "" when zero.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	year, b := d.Year, [...]byte{0, 0, 0, 0, '-', byte('0' + d.Month/10%10), byte('0' + d.Month%10), '-', byte('0' + d.Day/10%10), byte('0' + d.Day%10)}
	for i := 3; i >= 0; i-- {
		b[i], year = byte('0'+year%10), year/10
	}
	switch {
	case d.Month == 0:
		return string(b[:4])
	case d.Day == 0:
		return string(b[:7])
	default:
		return string(b[:])
	}
}

// Words writes the date in French: "14 février 2022".
func (d Date) Words() string {
	if d.IsZero() {
		return ""
	}
	return french.Date(d.Year, d.Month, d.Day)
}

// Compare orders dates; a year or month alone comes before its days.
func (d Date) Compare(o Date) int {
	return (d.Year-o.Year)*10000 + (d.Month-o.Month)*100 + d.Day - o.Day
}

// before tells that a date is wholly before another; a year or a month alone may hold the other.
func (d Date) before(o Date) bool {
	if d.IsZero() || o.IsZero() {
		return false
	}
	return lastDay(d).Compare(Date{o.Year, max(1, o.Month), max(1, o.Day)}) < 0
}

// number orders dates as Compare does.
func (d Date) number() int { return d.Year*10000 + d.Month*100 + d.Day }

// AddMonths moves a full date by months, keeping the day or taking the month's last.
func (d Date) AddMonths(n int) Date {
	m := d.Year*12 + d.Month - 1 + n
	out := Date{m / 12, m%12 + 1, d.Day}
	for out.Day > DaysIn(out.Year, out.Month) {
		out.Day--
	}
	return out
}

// DaysIn counts a month's days (Gregorian).
func DaysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	default:
		return 31
	}
}

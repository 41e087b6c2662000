// Package diag is how balise tells a person what to mend.
//
// A Diag is data: gravity, stable code, place, French sentence, hint and, where a mechanical cure exists, the whole
// corrected line. It is printed once, at the edge, in one of three styles: Text (terminal), JSON (tools), HTML (the
// preview's overlay). A Diag is never a machine failure: those are Go errors and end the command with another exit code.
package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Severity tells what a problem does to the publication.
type Severity uint8

// The three severities, gravest first.
const (
	Erreur        Severity = iota // nothing is published
	Avertissement                 // published without it
	Conseil                       // no effect
)

// String gives the severity's word as editors and tools read it.
func (s Severity) String() string {
	switch s {
	case Erreur:
		return "erreur"
	case Avertissement:
		return "avertissement"
	default:
		return "conseil"
	}
}

// Pos is a place in an editor's file.
type Pos struct {
	File string // as shown: relative to the working folder, with "/"
	Line int    // from 1; 0: the file as a whole
	Col  int    // from 1, in runes; 0: the line as a whole
	Len  int    // runes to underline; 0 is read as 1
}

// Diag is one problem.
type Diag struct {
	Severity Severity
	Code     string // stable, French, kebab-case: "cle-inconnue"
	Pos      Pos
	Source   string // the line at Pos, without its end; "" when Pos.Line is 0
	Message  string // one French sentence: what is wrong
	Hint     string // one French sentence: what to do; may be empty
	Fix      string // the whole line that cures, without its end; "" when no mechanical cure exists
}

// List is a collection of problems, in no order until Sorted.
type List []Diag

// Add appends problems.
func (l *List) Add(ds ...Diag) { *l = append(*l, ds...) }

// HasErrors tells whether a problem stops the publication.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diag) bool { return d.Severity == Erreur })
}

// Count gives the number of problems of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Sorted returns a copy ordered by file, line, column, severity, code and message, without exact doubles.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortFunc(out, compare)
	return slices.Compact(out)
}

// compare looks at one field after the other, and no further than it must: a large site has ten thousand of these.
func compare(a, b Diag) int {
	if c := strings.Compare(a.Pos.File, b.Pos.File); c != 0 {
		return c
	}
	if c := cmp.Or(a.Pos.Line-b.Pos.Line, a.Pos.Col-b.Pos.Col, int(a.Severity)-int(b.Severity)); c != 0 {
		return c
	}
	if c := strings.Compare(a.Code, b.Code); c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.Message, b.Message), strings.Compare(a.Hint, b.Hint), strings.Compare(a.Fix, b.Fix), a.Pos.Len-b.Pos.Len)
}

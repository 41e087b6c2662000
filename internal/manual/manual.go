// Package manual is what balise says to editors beyond the messages themselves: for each code that a message may have, what
// is wrong, why it matters, what to do, and an example that is also a test; for each form of value, how to write it.
//
// The mistakes are Markdown files, one a theme, in one simple form:
//
//	# The theme's title
//
//	## the-code : A plain title
//	What is wrong and why it matters.
//
//	→ What to do.
//
//	~~~en-tête initiatives/le-relais.md
//	the lines with the mistake
//	~~~
//	~~~
//	the same, right
//	~~~
//
// The word after the first ~~~ says what the example is, see Sort. A mistake that text cannot show has no example. The
// tests play every example through the whole program, so that this package never says what is not so.
package manual

import (
	"embed"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"enrouteweb.org/balise/internal/french"
)

//go:embed mistakes/*.md
var files embed.FS

// Theme is a family of mistakes.
type Theme struct {
	Name     string // in addresses: "en-tete"
	Title    string
	Mistakes []Mistake
}

// Sort says what an example is.
type Sort string

// The sorts of example.
const (
	None   Sort = ""        // text cannot show it
	Header Sort = "en-tête" // lines of a header; the rest of the file is as it should be
	Body   Sort = "texte"   // lines of the text under the header
	Whole  Sort = "fichier" // the whole file
	Name   Sort = "nom"     // the file's name
)

// Mistake is what a code means.
type Mistake struct {
	Code  string
	Title string
	Theme string   // Theme.Name
	What  []string // paragraphs: what is wrong, and why it matters; words between ` are to be typed
	Do    []string // paragraphs: what to do

	Sort   Sort
	File   string // of the example, in the content folder; of Name, the right one
	Before string // ends with a line feed, unless it is empty
	After  string
}

var heading = regexp.MustCompile(`^## ([a-z0-9-]+) : (.+)$`)

// all is read once: what it reads is part of the program.
var all = sync.OnceValue(func() []Theme {
	entries, err := files.ReadDir("mistakes") // embedded: cannot fail
	if err != nil {
		return nil
	}
	var out []Theme
	for _, e := range entries {
		data, err := files.ReadFile("mistakes/" + e.Name())
		if err != nil {
			return nil
		}
		_, name, _ := strings.Cut(strings.TrimSuffix(path.Base(e.Name()), ".md"), "-") // a number gives the order
		out = append(out, read(name, string(data)))
	}
	return out
})

// Themes lists the mistakes theme by theme, in the order they are read in. The result is shared: it must not be changed.
func Themes() []Theme { return all() }

// Mistakes lists all of them, in the same order.
func Mistakes() []Mistake {
	var out []Mistake
	for _, t := range all() {
		out = append(out, t.Mistakes...)
	}
	return out
}

// Find gives the mistake of a code; near is the code that was most likely meant when there is none, or "".
func Find(code string) (m Mistake, near string, ok bool) {
	ms := Mistakes()
	if i := slices.IndexFunc(ms, func(m Mistake) bool { return m.Code == code }); i >= 0 {
		return ms[i], "", true
	}
	codes := make([]string, len(ms))
	for i := range ms {
		codes[i] = ms[i].Code
	}
	near, _ = french.Nearest(code, codes)
	return Mistake{}, near, false
}

// read takes a theme's file apart.
func read(name, text string) Theme {
	t := Theme{Name: name}
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		m := heading.FindStringSubmatch(line)
		switch {
		case strings.HasPrefix(line, "# "):
			t.Title = line[2:]
		case m != nil:
			t.Mistakes = append(t.Mistakes, Mistake{Code: m[1], Title: m[2], Theme: name})
		case line == "" || len(t.Mistakes) == 0:
		case strings.HasPrefix(line, "~~~"):
			i = t.last().example(lines, i)
		case strings.HasPrefix(line, "→ "):
			t.last().Do = append(t.last().Do, strings.TrimPrefix(line, "→ "))
		default:
			t.last().What = append(t.last().What, line)
		}
	}
	return t
}

func (t *Theme) last() *Mistake { return &t.Mistakes[len(t.Mistakes)-1] }

// example takes the block that opens at line i, and gives the line that closes it.
func (m *Mistake) example(lines []string, i int) int {
	info := strings.TrimPrefix(lines[i], "~~~")
	var b strings.Builder
	for i++; i < len(lines) && lines[i] != "~~~"; i++ {
		b.WriteString(lines[i] + "\n")
	}
	if sort, file, ok := strings.Cut(info, " "); ok {
		m.Sort, m.File, m.Before = Sort(sort), file, b.String()
	} else {
		m.After = b.String()
	}
	return i
}

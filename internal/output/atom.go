package output

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	// Brussels must be known where the system has no time zones (Windows).
	_ "time/tzdata"

	"enrouteweb.org/balise/internal/site"
)

// feedSize is how many entries the feed holds.
const feedSize = 30

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Rights  string      `xml:"rights,omitempty"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title    string       `xml:"title"`
	ID       string       `xml:"id"`
	Link     atomLink     `xml:"link"`
	Updated  string       `xml:"updated"`
	Category atomCategory `xml:"category"`
	Summary  string       `xml:"summary,omitempty"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

// atom makes a feed (RFC 4287) of entries, the newest first; url is the page it follows.
func (m *maker) atom(name, title, url string, dated []dated) (File, error) {
	feed := atomFeed{Lang: m.lang(), Title: title, ID: m.base + url, Author: atomPerson{m.feedAuthor()},
		Updated: rfc3339(m.s.Today), Rights: m.s.Config.Licence.Contenu,
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: m.base + "/" + name}, {Rel: "alternate", Type: "text/html", Href: m.base + url}}}
	if len(dated) > 0 {
		feed.Updated = rfc3339(dated[0].when)
	}
	for _, d := range dated {
		b := d.e.Common()
		feed.Entries = append(feed.Entries, atomEntry{Title: b.Titre, ID: m.base + b.URL(), Link: atomLink{Rel: "alternate", Type: "text/html", Href: m.base + b.URL()},
			Updated: rfc3339(d.when), Category: atomCategory{b.Kind.Dir, b.Kind.Label}, Summary: summary(d)})
	}
	out, err := xml.MarshalIndent(feed, "", " ")
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", name, err)
	}
	return file(name, append([]byte(xml.Header), append(out, '\n')...)), nil
}

// newest lists the n entries with the latest date, newest first. A year or a month alone counts as its first day.
func (m *maker) newest(n int) []dated {
	if m.dated == nil {
		m.dated = m.byDate()
	}
	return m.dated[:min(n, len(m.dated))]
}

// when dates an entry for those who follow the site: never after the site's day. What is announced is news of the day it was
// published or changed, when its editor says so; else it waits for its own day: the zero date.
func (m *maker) when(e site.Dated) site.Date {
	d, b := e.When(), e.Common()
	if d.Compare(m.s.Today) <= 0 {
		return d
	}
	said := site.Date{}
	for _, x := range []site.Date{b.PublieLe, b.MisAJour} {
		if x.Compare(m.s.Today) <= 0 {
			said = later(said, x)
		}
	}
	return said
}

// dated is an entry and its date.
type dated struct {
	when site.Date
	e    site.Dated
}

// byDate lists the feedSize entries with the latest date, newest first: among thousands, only these are put in order.
func (m *maker) byDate() []dated {
	order := func(a, b dated) int {
		if c := b.when.Compare(a.when); c != 0 {
			return c
		}
		return strings.Compare(a.e.Common().Path, b.e.Common().Path)
	}
	best := []dated{}
	for _, e := range m.s.All() {
		d, ok := e.(site.Dated)
		if !ok || e.Common().Withheld != "" || d.When().IsZero() {
			continue
		}
		x := dated{m.when(d), d}
		if x.when.IsZero() {
			continue
		}
		if len(best) == feedSize && order(x, best[feedSize-1]) > 0 {
			continue
		}
		i, _ := slices.BinarySearchFunc(best, x, order)
		best = slices.Insert(best, i, x)
		best = best[:min(len(best), feedSize)]
	}
	return best
}

// rfc3339 is the start of a civil day in Brussels, as Atom wants its dates (RFC 4287, section 3.3).
func rfc3339(d site.Date) string {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil { // embedded above: cannot fail
		zone = time.UTC
	}
	return time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, zone).Format(time.RFC3339)
}

package output

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/site"
)

// jsonFeed is a feed as JSON Feed 1.1 wants it (https://www.jsonfeed.org/version/1.1/, "Top-level").
type jsonFeed struct {
	Version  string       `json:"version"`
	Title    string       `json:"title"`
	HomePage string       `json:"home_page_url"`
	Feed     string       `json:"feed_url"`
	About    string       `json:"description,omitempty"`
	Language string       `json:"language"`
	Authors  []jsonAuthor `json:"authors"`
	Items    []jsonItem   `json:"items"`
}

type jsonAuthor struct {
	Name string `json:"name"`
}

// jsonItem is an entry ("Items"): an id that never changes and a content are required.
type jsonItem struct {
	ID       string   `json:"id"`
	URL      string   `json:"url"`
	Title    string   `json:"title"`
	Text     string   `json:"content_text"`
	Modified string   `json:"date_modified"`
	Tags     []string `json:"tags"`
}

// summary is what a feed says of an entry.
func summary(d dated) string {
	text := d.e.Common().Resume
	if i, ok := d.e.(*site.Initiative); ok && i.VerifieLe == d.when {
		text = strings.TrimSpace(text + " Fiche vérifiée le " + i.VerifieLe.Words() + ".")
	}
	return text
}

// feedAuthor is who publishes.
func (m *maker) feedAuthor() string { return cmp.Or(m.s.Config.Organisation.Label(), m.s.Config.Titre) }

// jsonFeed holds what the Atom feed does.
func (m *maker) jsonFeed() (File, error) {
	feed := jsonFeed{Version: "https://jsonfeed.org/version/1.1", Title: m.s.Config.Titre, HomePage: m.base + "/", Feed: m.base + "/feed.json", About: m.s.Config.Description,
		Language: m.lang(), Authors: []jsonAuthor{{m.feedAuthor()}}, Items: []jsonItem{}}
	for _, d := range m.newest(feedSize) {
		b := d.e.Common()
		feed.Items = append(feed.Items, jsonItem{ID: m.base + b.URL(), URL: m.base + b.URL(), Title: b.Titre, Text: cmp.Or(summary(d), b.Titre), Modified: rfc3339(d.when), Tags: []string{b.Kind.Label}})
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(feed); err != nil {
		return File{}, fmt.Errorf("feed.json: %w", err)
	}
	return file("feed.json", b.Bytes()), nil
}

// feeds are made where the site's address is known: they have no relative links.
func (m *maker) feeds() ([]File, error) {
	all, err := m.atom("atom.xml", m.s.Config.Titre, "/", m.newest(feedSize))
	if err != nil {
		return nil, err
	}
	jf, err := m.jsonFeed()
	if err != nil {
		return nil, err
	}
	out := []File{all, jf}
	if len(m.s.Entries(site.KindNamed("actualite"))) > 0 { // in a preview, all may be drafts: the pages lead to the feed all the same
		f, err := m.atom("actualites/atom.xml", "Actualités – "+m.s.Config.Titre, "/actualites/", m.newestNews())
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// newestNews lists the news that the feed of news holds, newest first.
func (m *maker) newestNews() []dated {
	var out []dated
	for _, x := range site.Of[*site.News](m.s) {
		if x.Withheld == "" {
			if d := m.when(x); !d.IsZero() {
				out = append(out, dated{d, x})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b dated) int { return b.when.Compare(a.when) })
	return out[:min(len(out), feedSize)]
}

package output

import (
	"bytes"
	"cmp"
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Embeds: for each list of the cartography, one page without header nor menu, that other sites show in a frame. A list of
// a sector in one commune has none: they would double the site, and the commune's own can be filtered.
//
// They reuse what the list's page is made of, cards and drawing; only their links change, which all open a new tab: a
// reader is on the partner's page, and stays there.

const (
	embedMost   = 100 // entries; the list's own page has the rest
	embedWidth  = 800 // pixels, for programs that ask; the frame itself is as wide as its place
	embedHeight = 600
)

// EmbedView is pages/embed.html, a whole document.
type EmbedView struct {
	Langue, Site  string
	Titre         string
	Canonique     string // of the list's own page; "" without site.yaml url
	URL           string // of the list's own page
	Head          template.HTML
	Style, Script string // beside the site's own
	Donnees, Fond string // what the living map fetches once it is asked for
	Phrase        string // "12 initiatives"
	Carte         template.HTML
	Cadre         string // what it shows, as in CarteView
	Secteurs      []Tag  // the legend
	Groupes, Hors []Group
	Reste         int // entries that only the list's own page shows
	Total         int
	Urgence       []site.Phone
}

// embedURL gives the address of a list's embeddable page; "" when it has none.
func (m *maker) embedURL(l *list) string {
	if l == nil || m.in.Portable || len(l.items) == 0 || (l.secteur != "" && l.territory.level == 3) {
		return ""
	}
	return "/embed/" + cmp.Or(strings.TrimPrefix(l.url, "/carte/"), "carte/")
}

// embedPage makes a list's embeddable page, from what its own pages are made of.
func (m *maker) embedPage(l *list, sections []section, memo mapMemo) ([]page, error) {
	url := m.embedURL(l)
	if url == "" {
		return nil, nil
	}
	c, err := m.chrome("/carte/")
	if err != nil {
		return nil, err
	}
	parts := slice(sections, 0, embedMost)
	h := newHash(m.in.Key, c.key, memo.svgKey, uint64(len(l.items)))
	h.s(url, l.titre, m.script.Donnees)
	m.hashParts(h, parts)
	return []page{{url: url, key: h.key(), raw: func(b *bytes.Buffer) error {
		return m.in.Theme.Render(b, "embed", m.embedView(l, parts, memo.svg, c.head))
	}}}, nil
}

func (m *maker) embedView(l *list, parts []part, svg, head template.HTML) EmbedView {
	v := EmbedView{Langue: m.lang(), Site: m.s.Config.Titre, Titre: french.Typo(l.titre), URL: l.url, Head: head, Style: m.in.EmbedCSS, Script: m.in.Scripts["embed.js"],
		Donnees: m.script.Donnees, Fond: m.script.Fond, Phrase: french.Count(len(l.items), "initiative", "initiatives"), Carte: outward(svg), Cadre: m.extent(),
		Secteurs: m.tags["secteurs"], Reste: max(0, len(l.items)-embedMost), Total: len(l.items), Urgence: m.s.Config.Urgence}
	if m.base != "" {
		v.Canonique = m.base + l.url
	}
	v.Groupes, v.Hors = m.groups(parts)
	for _, gs := range [...][]Group{v.Groupes, v.Hors} {
		for i := range gs {
			gs[i].Cards = outward(gs[i].Cards)
		}
	}
	return v
}

// outward makes every link open a new tab.
func outward(h template.HTML) template.HTML {
	return htmlOf(strings.ReplaceAll(string(h), "<a ", `<a target="_blank" rel="noopener" `))
}

// iframe is the code that shows an embeddable page on another site. It carries no style sheet: any page may take it.
func (m *maker) iframe(l *list) string {
	return `<iframe src="` + template.HTMLEscapeString(m.base+m.embedURL(l)) + `" title="` + template.HTMLEscapeString(french.Typo(l.titre)+" – "+m.s.Config.Titre) +
		`" width="100%" height="` + strconv.Itoa(embedHeight) + `" loading="lazy" allow="geolocation" style="border:0"></iframe>`
}

// oembed answers programs that turn a list's address into the frame that shows it (oembed.com, 1.0).
type oembed struct {
	Type         string `json:"type"`
	Version      string `json:"version"`
	Title        string `json:"title"`
	ProviderName string `json:"provider_name"`
	ProviderURL  string `json:"provider_url"`
	CacheAge     int    `json:"cache_age"` // seconds
	Width        int    `json:"width"`
	Height       int    `json:"height"`
	HTML         string `json:"html"`
}

// oembedURL gives the absolute address of a list's answer: programs read it as it is written. "" when there is none.
func (m *maker) oembedURL(l *list) string {
	if url := m.embedURL(l); url != "" && m.base != "" {
		return m.base + url + "oembed.json"
	}
	return ""
}

// oembeds makes the answers.
func (m *maker) oembeds() []File {
	var out []File
	for _, l := range m.lists {
		if m.oembedURL(l) != "" {
			out = append(out, m.jsonFile(m.embedURL(l)[1:]+"oembed.json", oembed{Type: "rich", Version: "1.0", Title: french.Typo(l.titre), ProviderName: m.s.Config.Titre, ProviderURL: m.base + "/",
				CacheAge: 86400, Width: embedWidth, Height: embedHeight, HTML: m.iframe(l)}))
		}
	}
	return out
}

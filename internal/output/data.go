package output

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"
	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

func floatBits(v float64) uint64 { return math.Float64bits(v) }

func boolBit(b bool) uint64 {
	if b {
		return 1
	}
	return 0
}

// data makes the files that are not pages. The large ones are made side by side.
func (m *maker) data(pages []File) ([]File, error) {
	makers := []func() ([]File, error){one(func() File { return m.fond }), one(m.robots), m.calendars, m.guideBook, m.searchData}
	if len(m.inits) > 0 {
		makers = append(makers, one(m.mapData), one(m.geojson), one(m.gazetteer), one(m.provinces), m.etatFiles, func() ([]File, error) {
			f, err := m.inventory()
			return []File{f}, err
		})
		if m.tiled() && !m.s.Config.Carte.NoMap() {
			makers = append(makers, func() ([]File, error) { return m.tiles(), nil })
		}
	}
	makers = append(makers, m.reportTables)
	if m.in.EmbedCSS != "" {
		makers = append(makers, one(func() File { return m.jsonFile("donnees/facettes.json", m.facettes) }), func() ([]File, error) { return m.oembeds(), nil })
	}
	if m.base != "" {
		makers = append(makers, one(func() File { return m.sitemap(pages) }), m.feeds)
	}
	if !m.in.Portable && m.rootPath == "/" && len(m.moved) > 0 {
		makers = append(makers, one(m.redirections))
	}
	made := make([][]File, len(makers))
	err := each(len(makers), func() func(int) error {
		return func(i int) (err error) {
			made[i], err = makers[i]()
			return err
		}
	})
	return slices.Concat(made...), err
}

// one is a maker of a single file.
func one(make func() File) func() ([]File, error) {
	return func() ([]File, error) { return []File{make()}, nil }
}

func file(path string, data []byte) File {
	return File{Path: path, Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data)}
}

// feature is one initiative in the GeoJSON (RFC 7946, section 3.2): position in degrees WGS 84, longitude first.
func (m *maker) feature(x *site.Initiative) string {
	type geometry struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"`
	}
	type properties struct {
		Titre      string   `json:"titre"`
		URL        string   `json:"url"`
		Resume     string   `json:"resume,omitempty"`
		Secteurs   []string `json:"secteurs"`
		Nature     string   `json:"nature"`
		Statuts    []string `json:"statuts,omitempty"`
		Publics    []string `json:"publics,omitempty"`
		Etat       string   `json:"etat"`
		Commune    string   `json:"commune,omitempty"`
		CodePostal string   `json:"code_postal,omitempty"`
		Pays       string   `json:"pays"`
		Precision  string   `json:"precision,omitempty"`
		VerifieLe  string   `json:"verifie_le,omitempty"`
	}
	f := struct {
		Type       string     `json:"type"`
		ID         string     `json:"id"`
		Geometry   *geometry  `json:"geometry"`
		Properties properties `json:"properties"`
	}{Type: "Feature", ID: x.Slug}
	if x.Lieu.HasPoint {
		f.Geometry = &geometry{"Point", x.Lieu.Point}
	}
	f.Properties = properties{x.Titre, x.URL(), x.Resume, x.Secteurs, x.Nature, x.Statuts, x.Publics, cmp.Or(x.Etat, "active"), x.Lieu.Commune, x.Lieu.CodePostal,
		cmp.Or(x.Lieu.Pays, "BE"), x.Lieu.Precision, x.VerifieLe.String()}
	if m.base != "" {
		f.Properties.URL = m.base + x.URL()
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(f); err != nil { // strings and finite numbers only: cannot fail
		m.fail(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// geojson is every initiative, those without a point too (geometry null), in French order.
func (m *maker) geojson() File {
	var b bytes.Buffer
	b.WriteString(`{"type":"FeatureCollection"`)
	var points []orb.Point
	for _, x := range m.inits {
		if x.Lieu.HasPoint {
			points = append(points, x.Lieu.Point)
		}
	}
	if box, ok := geo.Bound(points); ok {
		num := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
		b.WriteString(`,"bbox":[` + num(box.Min[0]) + "," + num(box.Min[1]) + "," + num(box.Max[0]) + "," + num(box.Max[1]) + "]")
	}
	b.WriteString(`,"features":[`)
	size := 8
	for _, x := range m.inits {
		size += len(m.cards[x.Index].feature) + 2
	}
	b.Grow(size)
	for i, x := range m.inits {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
		b.WriteString(m.cards[x.Index].feature)
	}
	b.WriteString("\n]}\n")
	return file("donnees/initiatives.geojson", b.Bytes())
}

// robots lets everything be read (RFC 9309) and says where the sitemap is.
func (m *maker) robots() File {
	text := "User-agent: *\nAllow: /\n"
	if m.base != "" {
		text += "\nSitemap: " + m.base + "/sitemap.xml\n"
	}
	return file("robots.txt", []byte(text))
}

// redirections lists the addresses that lead elsewhere, for hosts that answer with a redirect by themselves: Netlify reads
// this file (docs.netlify.com, "Redirects and rewrites"), and so does the script for S3 that "balise init" writes. "!" is a
// redirect that goes before the page at the same address, which everybody else is served. ":" and "*" are marks there: the
// page alone serves an address that has one.
func (m *maker) redirections() File {
	var b bytes.Buffer
	for _, r := range m.moved {
		if from := (&url.URL{Path: r[0]}).EscapedPath(); !strings.ContainsAny(from, ":*") {
			b.WriteString(from + " " + r[1] + " 301!\n")
		}
	}
	return file("_redirects", b.Bytes())
}

// sitemap lists the pages (sitemaps.org 0.9); redirects and 404.html are not pages.
func (m *maker) sitemap(pages []File) File {
	var b bytes.Buffer
	b.Grow(120 * len(pages))
	b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n")
	base := escapeXML(m.base)
	for i := range pages { // by path: a page's address is made of [a-z0-9-] only, nothing in it is to be escaped
		dir, ok := strings.CutSuffix(pages[i].Path, "index.html")
		url := "/" + dir
		if !ok || m.noIndex[url] {
			continue
		}
		b.WriteString("<url><loc>")
		b.WriteString(base)
		b.WriteString(url)
		b.WriteString("</loc>")
		if d := m.modified(url); d != "" {
			b.WriteString("<lastmod>")
			b.WriteString(d)
			b.WriteString("</lastmod>")
		}
		b.WriteString("</url>\n")
	}
	b.WriteString("</urlset>\n")
	return file("sitemap.xml", b.Bytes())
}

// modified is the date of an entry's page, when its editor gave one.
func (m *maker) modified(url string) string {
	if e, ok := m.s.ByURL(url).(site.Dated); ok {
		return m.when(e).String()
	}
	return ""
}

func escapeXML(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil { // a Builder never fails
		return ""
	}
	return b.String()
}

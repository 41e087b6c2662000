package output

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The map is drawn mapWidth units wide, the width of a small phone in CSS pixels; its outlines in units pathScale times
// finer, so that whole numbers, which weigh less, stay exact.
const (
	mapWidth  = 360
	pathScale = 2
)

// perPage is the number of entries above which a list is paged.
const perPage = 300

// maker knows what all pages share.
type maker struct {
	in       Input
	memo     *Memo
	s        *site.Site
	base     string    // "https://exemple.be/carte", without the last slash; "" when unknown
	rootPath string    // "/carte/": the path of base, "/" when unknown
	frame    geo.Frame // of the map: one unit is a CSS pixel on a phone
	fine     geo.Frame // of the outlines: whole numbers of a finer unit
	paths    [4]string // country, borders of the neighbours, provinces, sea, as SVG path data
	chromes  map[string]*chrome
	inits    []*site.Initiative
	near     surroundings
	lists    map[string]*list          // by URL
	around   map[[4]string][]territory // by country, province, commune
	sorter   *french.Sorter
	dated    []dated          // entries that have a date, newest first
	index    []territory      // territories with a page, in French order
	tags     map[string][]Tag // by vocabulary list, in order
	tagsKey  uint64           // of which have a page; the rest of them is in Input.Key
	menu     []MenuItem
	cards    []cardMemo      // by Initiative.Index
	spots    []uint64        // hashes of where each is, by Initiative.Index
	noIndex  map[string]bool // URLs that search engines are not told of
	moved    [][2]string     // addresses that lead elsewhere, and where
	err      error
	errOnce  sync.Once
	fond     File // the locators' background
	splices  bool // the frame is made round marks, see worker.make
	footer   []site.Link
	facettes []mapFacet    // the ways to filter the map
	census   *census       // nil without initiatives
	script   MapScript     // of every page of the map
	ground   template.HTML // under the marks of every map
	terms    terms         // of the glossary, explained in every text
	agenda   []agendaItem  // all that is dated, in the order of time
	network  func() *network
}

// chrome is the frame of the pages of one section, rendered once.
type chrome struct {
	head, header, footer template.HTML
	key                  uint64

	mu     sync.Mutex
	linked map[string]*linked // by mark and prefix
}

func htmlOf(s string) template.HTML { return template.HTML(s) } // #nosec: only for what templates or goldmark made

func newMaker(in Input, memo *Memo) (*maker, error) {
	m := &maker{in: in, memo: memo, s: in.Site, rootPath: "/", chromes: map[string]*chrome{}, lists: map[string]*list{}, tags: map[string][]Tag{}, noIndex: map[string]bool{}, around: map[[4]string][]territory{}, sorter: french.NewSorter()}
	m.base = strings.TrimSuffix(cmp.Or(in.BaseURL, in.Site.Config.URL), "/")
	if u, err := url.Parse(m.base); err == nil && m.base != "" {
		m.rootPath = strings.TrimSuffix(u.Path, "/") + "/"
	}
	m.frame = geo.NewFrame(geo.HomeBound(), mapWidth)
	m.fine = geo.NewFrame(geo.HomeBound(), mapWidth*pathScale)
	m.draw()
	m.splices = in.Theme.Splices("frame", "Head", "Header", "Main", "Footer")
	m.inits = site.Of[*site.Initiative](m.s)
	m.terms = newTerms(site.Of[*site.Word](m.s))
	m.network = sync.OnceValue(func() *network { return newNetwork(m.s) })
	m.near = surroundingsOf(m.inits, &memo.near)
	m.makeLists()
	m.makeTags()
	m.agenda = m.agendaItems()
	m.menu = m.makeMenu()
	for _, p := range site.Of[*site.Page](m.s) {
		m.footer = append(m.footer, site.LinkTo(p))
	}
	return m, nil
}

// hash mixes values into one key.
type hash struct{ d xxhash.Digest }

func newHash(seed ...uint64) *hash {
	h := &hash{}
	h.d.Reset()
	h.n(seed...)
	return h
}

func (h *hash) n(vs ...uint64) {
	var b [8]byte
	for _, v := range vs {
		binary.LittleEndian.PutUint64(b[:], v)
		_, _ = h.d.Write(b[:]) // a hash never fails
	}
}

func (h *hash) s(vs ...string) {
	for _, v := range vs {
		_, _ = h.d.WriteString(v)
		h.n(uint64(len(v)))
	}
}

func (h *hash) links(ls []site.Link) {
	for _, l := range ls {
		h.s(l.Titre, l.URL, l.Kind)
	}
	h.n(uint64(len(ls)))
}

// link mixes links that may be missing: which of them is missing is told too.
func (h *hash) link(ls ...*site.Link) {
	for _, l := range ls {
		if l == nil {
			h.n(0)
			continue
		}
		h.links([]site.Link{*l})
	}
}

func (h *hash) refs(rs ...site.Ref) {
	for _, r := range rs {
		h.s(r.Text, r.Link.Titre, r.Link.URL)
	}
	h.n(uint64(len(rs)))
}

// key gives the mix; never 0, which means "not memoised".
func (h *hash) key() uint64 { return h.d.Sum64() | 1 }

// chrome gives the frame of a section's pages.
func (m *maker) chrome(section string) (*chrome, error) {
	if c := m.chromes[section]; c != nil {
		return c, nil
	}
	menu := slices.Clone(m.menu)
	for i := range menu {
		menu[i].Current = menu[i].URL == section
	}
	cfg := m.s.Config
	v := Chrome{Langue: m.lang(), Site: cfg.Titre, Description: cfg.Description, Menu: menu, Section: section, Urgence: cfg.Urgence, Contact: cfg.Contact,
		Organisation: cfg.Organisation, Licence: cfg.Licence, Feed: m.base != "", Donnees: m.hasData(), Etat: len(m.inits) > 0, Proposer: m.proposes(), Recherche: m.searches() && !slices.ContainsFunc(menu, func(i MenuItem) bool { return i.URL == searchURL }), Rubriques: m.rubriques(), Pages: m.footer,
		Assets: Assets{CSS: m.in.CSS, Fonts: m.in.Fonts, Icon: m.in.Icon, Map: "/" + m.fond.Path}}
	c := &chrome{}
	h := newHash(m.in.Key)
	for name, out := range map[string]*template.HTML{"head": &c.head, "header": &c.header, "footer": &c.footer} {
		var b bytes.Buffer
		if err := m.in.Theme.Render(&b, name, v); err != nil {
			return nil, err
		}
		*out = htmlOf(b.String())
	}
	h.s(string(c.head), string(c.header), string(c.footer), m.base)
	c.key = h.key()
	m.chromes[section] = c
	return c, nil
}

func (m *maker) lang() string { return cmp.Or(m.s.Config.Langue, "fr") }

// page frames a page. key mixes what its body shows; what all pages of the section share is added here.
func (m *maker) page(section, url, kind, titre, description string, key uint64, name string, view func() any) (page, error) {
	c, err := m.chrome(section)
	if err != nil {
		return page{}, err
	}
	h := newHash(m.in.Key, c.key, key)
	h.s(url, kind, titre, description)
	return m.framed(c, url, kind, titre, description, h.key(), name, view), nil
}

// framed frames a page whose key is known.
func (m *maker) framed(c *chrome, url, kind, titre, description string, key uint64, name string, view func() any) page {
	f := Frame{Langue: m.lang(), Titre: titre, Site: m.s.Config.Titre, Description: description, Kind: kind}
	if m.base != "" {
		f.Canonique = m.base + url
	}
	return page{url: url, key: key, frame: f, chrome: c, body: func(b *bytes.Buffer) error {
		return m.in.Theme.Render(b, name, view())
	}}
}

// makeMenu follows site.yaml, or shows the types that have entries.
func (m *maker) makeMenu() []MenuItem {
	want := m.s.Config.Menu
	if len(want) == 0 {
		for _, k := range site.Kinds {
			want = append(want, k.Section) // pages have none; the map is the list of initiatives
		}
		for _, p := range site.Of[*site.Page](m.s) {
			if p.Slug == "a-propos" || p.Slug == "contact" {
				want = append(want, "pages/"+p.Slug)
			}
		}
	}
	var out []MenuItem
	for _, w := range want {
		if it, ok := m.menuItem(w); ok {
			out = append(out, it)
		}
	}
	return out
}

// rubriques lists the parts of the site that have entries.
func (m *maker) rubriques() []MenuItem {
	var out []MenuItem
	for _, k := range site.Kinds {
		if it, ok := m.menuItem(k.Section); ok {
			out = append(out, it)
		}
	}
	return out
}

func (m *maker) menuItem(w string) (MenuItem, bool) {
	switch w {
	case "carte", "initiatives":
		return MenuItem{Label: "Carte", URL: "/carte/"}, len(m.inits) > 0
	case "etat-des-lieux":
		return MenuItem{Label: "État des lieux", URL: etatURL}, len(m.inits) > 0
	case "donnees":
		return MenuItem{Label: "Données ouvertes", URL: donneesURL}, m.hasData()
	case "proposer":
		return MenuItem{Label: "Proposer une initiative", URL: proposerURL}, m.proposes()
	case "recherche":
		return MenuItem{Label: "Rechercher", URL: searchURL}, m.searches()
	case "plan-du-site":
		return MenuItem{Label: "Plan du site", URL: "/plan-du-site/"}, true
	case "organisations":
		w = "reseau"
	}
	for _, k := range site.Kinds {
		if k.Section == w && k.Section != "" {
			return MenuItem{Label: k.Label, URL: k.List()}, len(m.s.Entries(k)) > 0
		}
	}
	if slug, ok := strings.CutPrefix(w, "pages/"); ok {
		if e := m.s.ByURL("/" + slug + "/"); e != nil {
			return MenuItem{Label: e.Common().Titre, URL: "/" + slug + "/"}, true
		}
	}
	return MenuItem{}, false
}

// makeTags gives every value of the closed lists its page, letter, shape and rank.
func (m *maker) makeTags() {
	h := newHash()
	shapes := []string{"rond", "carre", "losange", "triangle"}
	for _, name := range site.VocabularyNames {
		terms := m.s.Vocab.Lists[name]
		used := map[string]bool{}
		for i, t := range terms.All() {
			tag := Tag{ID: t.ID, Label: french.Typo(t.Libelle), Definition: t.Definition, Rank: i%8 + 1, Forme: cmp.Or(t.Forme, shapes[i%len(shapes)]), Letter: letter(t.Libelle, used)}
			segment := map[string]string{"secteurs": "secteur", "natures": "nature"}[name]
			if u := "/carte/" + segment + "/" + t.ID + "/"; segment != "" && m.lists[u] != nil {
				tag.URL = u
			}
			tag.Marque, tag.Lien = theme.Blaze("", tag.Rank, tag.Forme, tag.Letter, tag.Label), theme.Blaze(tag.URL, tag.Rank, tag.Forme, tag.Letter, tag.Label)
			m.tags[name] = append(m.tags[name], tag)
			h.s(tag.URL)
		}
	}
	m.tagsKey = h.key()
}

// letter picks the first letter of a label that no earlier one has.
func letter(label string, used map[string]bool) string {
	for _, r := range strings.ToUpper(french.Fold(label)) {
		if s := string(r); r >= 'A' && r <= 'Z' && !used[s] {
			used[s] = true
			return s
		}
	}
	return "•"
}

func (m *maker) tag(list, id string) Tag {
	for _, t := range m.tags[list] {
		if t.ID == id {
			return t
		}
	}
	return Tag{ID: id, Label: id}
}

func (m *maker) tagsOf(list string, ids []string) []Tag {
	out := make([]Tag, 0, len(ids))
	for _, id := range ids {
		out = append(out, m.tag(list, id))
	}
	return out
}

// draw makes the outlines and the background, or remembers them: they depend on the atlas only.
func (m *maker) draw() {
	if a := m.in.Atlas; m.memo.atlas != a {
		m.paths = [4]string{a.Outline(m.fine), a.Neighbours(m.fine), a.Provinces(m.fine), a.Sea(m.fine)}
		m.memo.atlas, m.memo.paths, m.memo.fond = a, m.paths, m.background()
	}
	m.paths, m.fond = m.memo.paths, m.memo.fond
}

// background is the map without anything on it, which locators lay under their point.
func (m *maker) background() File {
	var b bytes.Buffer
	f := func(v float64) string { return coord(v) }
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + f(m.fine.Width) + " " + f(m.fine.Height) + `"><style>` +
		`svg{background:#ece4d1}.m{fill:#dfe8e6}.n{fill:none;stroke:#b9b09a;stroke-width:1.5}.c{fill:#fffdf8;stroke:#8ea394;stroke-width:2.5}.p{fill:none;stroke:#b9c4bc;stroke-width:1.5;stroke-dasharray:5 5}` +
		`@media (prefers-color-scheme:dark){svg{background:#15231c}.m{fill:#0e1d22}.n{stroke:#3b5046}.c{fill:#24382e;stroke:#587163}.p{stroke:#4a5d53}}</style>` +
		`<path class="m" fill-rule="evenodd" d="` + m.paths[3] + `"/><path class="n" d="` + m.paths[1] + `"/><path class="c" d="` + m.paths[0] + `"/><path class="p" d="` + m.paths[2] + `"/></svg>` + "\n")
	return asset("assets/fond-", ".svg", b.Bytes())
}

// asset names a made file by its content.
func asset(before, after string, data []byte) File {
	sum := xxhash.Sum64(data)
	const digits = "0123456789abcdef"
	name := ""
	for i := range 10 {
		name += string(digits[sum>>(4*i)&15])
	}
	return File{Path: before + name + after, Data: data, Size: int64(len(data)), Sum: sum}
}

// fail keeps the first failure of work done on several processors.
func (m *maker) fail(err error) { m.errOnce.Do(func() { m.err = err }) }

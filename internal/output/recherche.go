package output

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

const (
	searchURL  = "/recherche/"
	searchFile = "donnees/recherche.json"
)

// SearchView is pages/recherche.html: the search, and where else to look.
type SearchView struct {
	Script, Index string // URLs; "" in a copy without scripts
	EnLigne       string // of such a copy: where the site's own search is; "" when that is not known
	Pistes        []ListItem
	Urgence       bool // the site has emergency numbers
}

// searches tells that the site has something to search.
func (m *maker) searches() bool { return len(m.s.All()) > 0 }

// indexed tells that it can be searched: a copy read from a folder has no script to do it.
func (m *maker) indexed() bool { return m.searches() && m.in.Scripts["recherche.js"] != "" }

// searchPage makes the page. Engines are not told of it: they would find a page of links to what they know.
func (m *maker) searchPage() ([]page, error) {
	if !m.searches() {
		return nil, nil
	}
	v := SearchView{Pistes: m.otherWays(), Urgence: len(m.s.Config.Urgence) > 0}
	if m.indexed() {
		v.Script, v.Index = m.in.Scripts["recherche.js"], "/"+searchFile
	} else if m.base != "" {
		v.EnLigne = m.base + searchURL
	}
	p, err := m.page(searchURL, searchURL, "recherche", "Rechercher", "Chercher un mot, un lieu ou un nom dans tout le site.", m.hashItems(v.Pistes).key(), "recherche", func() any { return v })
	p.own, p.frame.Style, p.frame.NoIndex = true, m.in.Styles["recherche.css"], true
	m.noIndex[searchURL] = true
	return []page{p}, err
}

// otherWays are those that need no search: each part of the site that helps to find something.
func (m *maker) otherWays() []ListItem {
	var out []ListItem
	for _, w := range [...][2]string{{"carte", "Les initiatives, par lieu, par secteur et par nature."}, {"guide", "Engager un pair-aidant, étape par étape."},
		{"agenda", "Ce qui vient, et ce qui a eu lieu."}, {"glossaire", "Les mots du métier, expliqués simplement."}, {"plan-du-site", "La liste de toutes les pages."}} {
		if it, ok := m.menuItem(w[0]); ok {
			out = append(out, ListItem{Titre: it.Label, URL: it.URL, Texte: w[1]})
		}
	}
	return out
}

// found is one answer a search may give.
type found struct {
	kind  int    // rank in searchIndex.Types
	slug  string // what stands between the two halves of its type's address
	titre string
	lieu  string // where it is, which is searched
	note  string // a date, a state: shown, not searched
	texte string // its summary
	mots  []string
}

// row writes it as the page's script reads it, without what is empty at its end.
func (f found) row() []any {
	row := []any{f.kind, f.slug, f.titre}
	rest := []string{f.lieu, f.note, f.texte}
	for len(rest) > 0 && rest[len(rest)-1] == "" {
		rest = rest[:len(rest)-1]
	}
	for _, s := range rest {
		row = append(row, s)
	}
	return row
}

// answersOf are those of an entry: itself and, of a chapter of the guide, its parts.
func (m *maker) answersOf(e site.Entry, kind, part int, d depth) []found {
	b := e.Common()
	lieu, note := m.placed(e)
	f := found{kind: kind, slug: b.Slug, titre: french.Capital(b.Label()), lieu: lieu, note: note}
	if d > titles {
		said := b.Resume
		if w, ok := e.(*site.Word); ok {
			said = w.Definition
		}
		f.texte = firstSentence(french.Typo(said))
		f.mots = append(french.Stems(strings.TrimPrefix(french.Typo(said), f.texte)), m.stemsOf(e, d)...)
	}
	out := []found{f}
	if part >= 0 {
		for _, h := range b.Body.Headings {
			if h.ID != "" {
				out = append(out, found{kind: part, slug: b.Slug + "/#" + h.ID, titre: french.Typo(h.Text), note: b.Label()})
			}
		}
	}
	return out
}

// firstSentence is enough of a summary to choose by, unless it is very short.
func firstSentence(s string) string {
	const enough = 40
	for from := enough; from < len(s); {
		i := strings.Index(s[from:], ". ")
		if i < 0 {
			break
		}
		from += i + 2
		if r, _ := utf8.DecodeRuneInString(s[from:]); unicode.IsUpper(r) {
			return s[:from-1]
		}
	}
	return s
}

// placed says where an entry is, and what else its line tells.
func (m *maker) placed(e site.Entry) (lieu, note string) {
	switch x := e.(type) {
	case *site.Initiative:
		return m.where(x), etats[x.Etat]
	case *site.Organisation:
		return x.Commune, ""
	case *site.Activity:
		return x.Commune, x.Date.Words()
	case *site.News:
		return "", x.Date.Words()
	case *site.Portrait:
		return "", french.Typo(cmp.Or(x.Fonction, x.Who()))
	case *site.Chapter:
		return "", "étape " + strconv.Itoa(x.Etape)
	case *site.Resource:
		return "", french.Typo(x.Type)
	}
	return "", ""
}

// mapAnswers are the map's lists, a territory's, a sector's or a nature's, and the pages that are no entry's.
func (m *maker) mapAnswers(kind int) []found {
	var out []found
	for _, i := range append(append(m.rubriques(), m.toolItems()...), m.listItems()...) {
		out = append(out, found{kind: kind, slug: strings.TrimPrefix(i.URL, "/"), titre: french.Typo(i.Label)})
	}
	return out
}

// toolItems are the pages that a visitor may look for by name.
func (m *maker) toolItems() []MenuItem {
	var out []MenuItem
	for _, w := range [...]string{"proposer", "etat-des-lieux", "donnees", "plan-du-site"} {
		if it, ok := m.menuItem(w); ok {
			out = append(out, it)
		}
	}
	return out
}

// listItems are the map's lists, but those of a sector in a territory.
func (m *maker) listItems() []MenuItem {
	var out []MenuItem
	for _, l := range m.sortedLists() {
		if l.url != "/carte/" && (l.secteur == "" || l.territory.slug == "") {
			out = append(out, MenuItem{Label: "Initiatives : " + l.titre, URL: l.url})
		}
	}
	return out
}

package output

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// EtatView is pages/etat.html: what exists, counted.
type EtatView struct {
	Total     int
	Jour      string // the day it was counted, in words
	JourISO   string
	Parties   []EtatPart
	Confiance []string // sentences: how far the inventory can be trusted
	Mesures   []Chart  // that say so in numbers
}

// EtatPart is some of the charts, under a title.
type EtatPart struct {
	ID, Titre string
	Tableaux  []Chart
}

// EtatListView is pages/etat-liste.html: the initiatives that a number of the census counts.
type EtatListView struct {
	Titre  string
	Phrase string        // "12 initiatives"
	Retour string        // URL of the chart
	Cartes template.HTML // <li> elements, of a list that is short
	Liens  template.HTML // <li> elements with nothing but the name and the place, of one that is long
	Pager  Pager
	Manque bool // these entries do not say something: whoever knows it may write
}

// etatParts are the measures under each title of the page; those of trust come after them.
var etatParts = [...]struct {
	id, titre string
	keys      []string
}{
	{"ce-qui-existe", "Ce qui existe", []string{"secteurs", "natures", "statuts", "publics", "etats"}},
	{"ou", "Où", []string{"regions", "provinces", "communes"}},
	{"depuis-quand", "Depuis quand", []string{"annees"}},
}

// etatPages are the census, and the lists behind its numbers that the map does not have.
func (m *maker) etatPages() ([]page, error) {
	if len(m.inits) == 0 {
		return nil, nil
	}
	m.census = m.takeCensus()
	c := m.census
	h := newHash(uint64(len(c.inits)))
	h.s(c.oldest.String(), c.newest.String())
	for _, x := range c.measures {
		h.s(x.key)
		for _, b := range x.rows {
			h.s(b.id, b.label, b.url)
			h.n(uint64(len(b.items)))
		}
	}
	p, err := m.page(etatURL, etatURL, "etat", "État des lieux", "La pair-aidance en nombres : "+french.Count(len(c.inits), "initiative", "initiatives")+", par secteur, nature, statut, territoire et année.", h.key(), "etat",
		func() any { return m.etat() })
	p.frame.Style = m.in.Styles["etat.css"]
	out := []page{p}
	for _, x := range c.measures {
		for _, b := range x.rows {
			if !b.own || err != nil {
				continue
			}
			var ps []page
			ps, err = m.bucketPages(x, b)
			out = append(out, ps...)
		}
	}
	return out, err
}

const etatURL = "/etat-des-lieux/"

// fewCards is the longest list whose initiatives are shown as the map's list shows them.
const fewCards = 30

// etat is the page's view.
func (m *maker) etat() EtatView {
	c := m.census
	v := EtatView{Total: len(c.inits), Jour: m.s.Today.Words(), JourISO: m.s.Today.String(), Confiance: c.trust()}
	placed := map[string]bool{}
	for _, p := range etatParts {
		part := EtatPart{ID: p.id, Titre: p.titre}
		for _, key := range p.keys {
			placed[key] = true
			x := c.measure(key)
			if x == nil || len(x.shown()) == 0 {
				continue
			}
			// where all are at one place, a table of places says nothing that the one before it does not
			if place := key == "provinces" || key == "communes"; place && len(x.rows) == 1 && len(part.Tableaux) > 0 {
				continue
			}
			part.Tableaux = append(part.Tableaux, c.chart(x))
		}
		if len(part.Tableaux) > 0 {
			v.Parties = append(v.Parties, part)
		}
	}
	for _, x := range c.measures {
		if !placed[x.key] {
			v.Mesures = append(v.Mesures, c.chart(x))
		}
	}
	return v
}

func (c *census) measure(key string) *measure {
	for _, x := range c.measures {
		if x.key == key {
			return x
		}
	}
	return nil
}

// chart shows a measure.
func (c *census) chart(x *measure) Chart {
	out := Chart{ID: x.key, Titre: french.Typo(x.question), Nom: x.titre, Unite: "Initiatives", CSV: "/" + x.path()}
	one, many := "initiative", "initiatives"
	if x.fiches {
		out.Unite, one, many = "Fiches", "fiche", "fiches"
	}
	rows, most := x.shown(), 0
	for _, b := range rows {
		most = max(most, len(b.items))
	}
	for _, b := range rows {
		n := len(b.items)
		out.Barres = append(out.Barres, Bar{Label: b.label, Marque: b.tag.Marque, N: n, URL: b.url, Nom: b.label + "\u00a0: " + french.Count(n, one, many), Barre: bar(n, most, b.tag.Rank, b.id == unsaid)})
	}
	out.Notes = c.notes(x)
	return out
}

// notes say what a reader of the numbers must know.
func (c *census) notes(x *measure) []string {
	var out []string
	if x.sum > len(c.inits) && x.several != "" {
		out = append(out, x.several)
	}
	if x.note != "" {
		out = append(out, x.note)
	}
	if rest := len(x.rows) - len(x.shown()); rest > 0 {
		out = append(out, agree(rest, "Une autre commune est dans le fichier CSV.", "%s autres communes sont dans le fichier CSV."))
	}
	return out
}

// agree says a sentence of one, or of many with their number in place of %s.
func agree(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, french.Number(n))
}

// trust says how fresh the inventory is.
func (c *census) trust() []string {
	never, old := 0, 0
	if x := c.measure("verifications"); x != nil {
		for _, b := range x.rows {
			switch b.id {
			case "jamais":
				never = len(b.items)
			case "plus-ancienne":
				old = len(b.items)
			}
		}
	}
	var out []string
	switch total := len(c.inits); {
	case total == 0:
		return nil
	case never == total:
		return []string{"Aucune fiche n’a encore été vérifiée par une personne."}
	case never == 0:
		out = append(out, "Chaque fiche a été vérifiée par une personne.")
	default:
		out = append(out, agree(never, "Une fiche n’a jamais été vérifiée par une personne.", "%s fiches n’ont jamais été vérifiées par une personne."))
	}
	if old > 0 {
		out = append(out, agree(old, "Une fiche a été vérifiée il y a plus de douze mois\u00a0: elle a pu vieillir.", "%s fiches ont été vérifiées il y a plus de douze mois\u00a0: elles ont pu vieillir."))
	}
	if c.oldest == c.newest {
		return append(out, "La seule date de vérification est le "+c.newest.Words()+".")
	}
	return append(out, "La vérification la plus ancienne date du "+c.oldest.Words()+", la plus récente du "+c.newest.Words()+".")
}

// bucketPages list what one number counts.
func (m *maker) bucketPages(x *measure, b *bucket) ([]page, error) {
	titre := x.titre + "\u00a0: " + b.label
	n := len(b.items)
	phrase := french.Count(n, "initiative", "initiatives")
	total := (n + perPage - 1) / perPage
	var out []page
	for i := range total {
		items := b.items[i*perPage : min(n, (i+1)*perPage)]
		h := newHash(uint64(n))
		for _, it := range items {
			h.n(m.cards[it.Index].key)
		}
		url, name := pageURL(b.url, i+1), titre
		if i > 0 {
			name += " (page " + strconv.Itoa(i+1) + ")"
		}
		p, err := m.page(etatURL, url, "etat-liste", name, phrase+". "+titre+".", h.key(), "etat-liste", func() any {
			v := EtatListView{Titre: titre, Phrase: phrase, Retour: etatURL + "#" + x.key, Pager: pager(b.url, i+1, total), Manque: x.key == "manques"}
			if total == 1 && n <= fewCards {
				v.Cartes = m.join(items)
				return v
			}
			var lines strings.Builder
			for _, it := range items {
				lines.WriteString(m.census.line(m, it))
			}
			v.Liens = htmlOf(lines.String())
			return v
		})
		if err != nil {
			return nil, err
		}
		p.frame.NoIndex, m.noIndex[url] = true, true // no more than what the map's list shows
		out = append(out, p)
	}
	return out, nil
}

// line is an initiative in a list.
func (c *census) line(m *maker, x *site.Initiative) string {
	if known := c.lines[x.Index].Load(); known != nil {
		return *known
	}
	s := string(theme.Item(theme.Link{URL: x.URL(), Titre: x.Label(), Note: french.Typo(m.where(x))}))
	c.lines[x.Index].Store(&s)
	return s
}

// path is where a measure's numbers are.
func (x *measure) path() string { return "donnees/etat/" + x.key + ".csv" }

// etatFiles are the numbers of every chart, a file each: the rows the page has no room for, too.
func (m *maker) etatFiles() ([]File, error) {
	var out []File
	for _, x := range m.census.measures {
		var rows [][]string
		for _, b := range x.rows {
			rows = append(rows, []string{b.id, b.label, strconv.Itoa(len(b.items)), strconv.Itoa(len(m.census.inits)), m.base + b.url})
		}
		f, err := csvFile(x.path(), []string{"id", "libelle", "nombre", "sur", "liste"}, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

package output

import (
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// The index of the search: what may be found, with what a line of results shows, and the other words of each text with
// where they are. The script of the page hands both to MiniSearch. Words are cut and folded here as there, see french.Stems.

// depth is how much of each text the index knows. A visitor's phone loads it whole, so it depends on how many there are.
type depth int

const (
	titles    depth = iota // titles, places, headings of the guide
	summaries              // and summaries, what a header says, headings
	texts                  // and every word
)

// Compressed, every word of the 163 texts of content/ weighs 24 kB. A network of 50 kB/s, that of an old phone, brings that in
// half a second: 400 texts in one or two, and of 2 000 the summaries alone, or of 10 000 the titles (75 kB in the tests' corpus,
// whose words repeat themselves; twice that otherwise) in three.
const (
	textsUpTo     = 400
	summariesUpTo = 2000
)

func depthOf(entries int) depth {
	switch {
	case entries <= textsUpTo:
		return texts
	case entries <= summariesUpTo:
		return summaries
	}
	return titles
}

// searchIndex is donnees/recherche.json.
type searchIndex struct {
	Types [][3]string `json:"types"` // in words, and what stands before and after a slug in its addresses, from the site's root
	Pages [][]any     `json:"pages"` // rank of the type, slug, title, then where it is, a note, a summary: what is empty at the end is left out
	Mots  string      `json:"mots"`  // stems that are in no title, place or summary, in order
	Ou    string      `json:"ou"`    // for each stem, the steps from one page that holds it to the next, in base 36: "0.3.c;5"
}

// searchData makes the index.
func (m *maker) searchData() ([]File, error) {
	if !m.indexed() {
		return nil, nil
	}
	var x searchIndex
	var all []found
	d := depthOf(len(m.s.All()))
	for _, k := range site.Kinds {
		es := slices.DeleteFunc(slices.Clone(m.s.Entries(k)), func(e site.Entry) bool { return e.Common().Withheld != "" })
		if len(es) == 0 {
			continue
		}
		kind, part := x.add(kindWords(k), k), -1
		if k.Name == "chapitre" {
			part = len(x.Types)
			x.Types = append(x.Types, [3]string{"passage du guide", x.Types[kind][1], ""})
		}
		for _, e := range es {
			all = append(all, m.answersOf(e, kind, part, d)...)
		}
	}
	x.Types = append(x.Types, [3]string{"rubrique", "", ""})
	all = append(all, m.mapAnswers(len(x.Types)-1)...)
	x.fill(all)
	return []File{m.jsonFile(searchFile, x)}, nil
}

// kindWords is how a visitor calls an entry: "chapitre du guide".
func kindWords(k *site.Kind) string {
	if k.Name == "terme" {
		return "définition"
	}
	_, words, _ := strings.Cut(k.Un, " ")
	return words
}

// add notes a type of answers, and gives its rank.
func (x *searchIndex) add(words string, k *site.Kind) int {
	before, after, _ := strings.Cut(k.URL("*"), "*")
	x.Types = append(x.Types, [3]string{words, strings.TrimPrefix(before, "/"), after})
	return len(x.Types) - 1
}

// fill writes the answers, and where each of their other words is.
func (x *searchIndex) fill(all []found) {
	at := map[string][]int{}
	x.Pages = make([][]any, len(all))
	for i, f := range all {
		x.Pages[i] = f.row()
		if len(f.mots) == 0 {
			continue
		}
		seen := map[string]bool{}
		for _, s := range [...]string{f.titre, f.lieu, f.texte} {
			for _, w := range french.Stems(s) {
				seen[w] = true
			}
		}
		for _, w := range f.mots {
			if !seen[w] {
				seen[w] = true
				at[w] = append(at[w], i)
			}
		}
	}
	words := make([]string, 0, len(at))
	for w := range at {
		words = append(words, w)
	}
	slices.Sort(words)
	x.Mots = strings.Join(words, " ")
	x.Ou = places(words, at)
}

// places writes where each word is, as Ou does.
func places(words []string, at map[string][]int) string {
	var b strings.Builder
	for n, w := range words {
		if n > 0 {
			b.WriteByte(';')
		}
		last := 0
		for j, i := range at[w] {
			if j > 0 {
				b.WriteByte('.')
			}
			b.WriteString(strconv.FormatInt(int64(i-last), 36))
			last = i
		}
	}
	return b.String()
}

// stemMemo keeps the stems of a body.
type stemMemo struct {
	key    uint64
	mended string
	stems  []string
}

// stemsOf are those of what an entry's page shows beside its title, place and summary.
func (m *maker) stemsOf(e site.Entry, d depth) []string {
	b := e.Common()
	said := m.saidBy(e)
	site.EachRef(e, func(r *site.Ref) { said = append(said, r.Label()) })
	if d < texts {
		for _, h := range b.Body.Headings {
			if !slices.Contains(b.Kind.Titles(), h.Text) { // what every sheet is asked tells nothing
				said = append(said, h.Text)
			}
		}
		return french.Stems(strings.Join(said, " "))
	}
	kept, ok := m.memo.stems[b.Path]
	if !ok || kept.key != b.Key || kept.mended != b.Mended {
		kept = stemMemo{b.Key, b.Mended, distinct(french.Stems(plainText(b.Body.HTML)))}
		if m.memo.stems == nil {
			m.memo.stems = map[string]stemMemo{}
		}
		m.memo.stems[b.Path] = kept
	}
	return append(french.Stems(strings.Join(said, " ")), kept.stems...)
}

// distinct keeps words once, without those that are too short to look for, and without long numbers.
func distinct(words []string) []string {
	slices.Sort(words)
	return slices.DeleteFunc(slices.Compact(words), func(w string) bool { return len(w) < 3 || len(w) > 4 && strings.Trim(w, "0123456789") == "" })
}

// saidBy lists what the header of an entry says to visitors, but its title and what placed tells. What a visitor is not
// shown, as who holds a person's consent, is not in it.
func (m *maker) saidBy(e site.Entry) []string {
	label := m.labels
	switch x := e.(type) {
	case *site.Initiative:
		said := append(label("secteurs", x.Secteurs...), label("natures", x.Nature)...)
		said = append(append(said, label("publics", x.Publics...)...), label("statuts", x.Statuts...)...)
		return append(append(said, x.Lieu.Zone...), x.Lieu.CodePostal, x.EnClair, x.Cadre, x.Gouvernance, x.Territoire)
	case *site.Portrait:
		return []string{x.Who(), x.Citation}
	case *site.Chapter:
		return x.ARetenir
	case *site.Training:
		return append(append(label("publics", x.Publics...), x.Objectif), append(slices.Clone(x.Themes), x.Formateurs...)...)
	case *site.Cycle:
		said := append(label("publics", x.Publics...), x.Rythme)
		for _, s := range x.Seances {
			said = append(said, s.Commune, s.Lieu)
		}
		return append(said, x.Animateurs...)
	case *site.Activity:
		return append(label("types_activite", x.Type), x.Projet, x.Lieu)
	case *site.News:
		return []string{x.Auteur}
	case *site.Organisation:
		return label("secteurs", x.Secteurs...)
	case *site.Resource:
		return append([]string{x.Editeur, years(x.Annee)}, x.Auteurs...)
	case *site.Report:
		return append([]string{x.Projet, years(x.Annee)}, x.Equipe...)
	case *site.Form:
		var said []string
		for _, q := range x.Questions {
			said = append(said, q.Libelle)
		}
		return said
	}
	return nil
}

// labels names the values of a closed list.
func (m *maker) labels(list string, ids ...string) (out []string) {
	for _, id := range ids {
		out = append(out, m.s.Vocab.Label(list, id))
	}
	return out
}

// years writes a year, "" for none.
func years(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}

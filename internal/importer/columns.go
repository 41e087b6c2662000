package importer

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
)

// Match is a column and where it goes.
type Match struct {
	Column Column
	To     Target
	Why    string // what made it so, when it was no name: "ses valeurs sont des adresses électroniques"
	After  string // an earlier column with the same target, which comes first
	Asked  bool   // the editor wanted it so
}

// matcher finds where columns go: by what the editor asks, by the form of the source, by names, then by what values look like.
type matcher struct {
	t    *Table
	keys *keys
	look *looks
	out  []Match
}

func (m *matcher) all(asked map[string]Target) {
	m.out = make([]Match, len(m.t.Columns))
	for i, c := range m.t.Columns {
		m.out[i].Column = c
		if to, ok := asked[c.Name]; ok {
			m.out[i].To, m.out[i].Asked = to, true
			continue
		}
		to := m.possible(c.To)
		if to.Kind == Unset && !m.t.Ours {
			to = m.byName(i, exactly)
		} else if m.t.Ours && to.Kind == Unset {
			to = Target{Kind: More}
		}
		m.out[i].To = m.trusted(to)
	}
	if !m.t.Ours {
		for i := range m.out {
			if m.out[i].To.Kind == Unset {
				m.out[i].To = m.trusted(m.byName(i, nearly))
			}
		}
		m.byLooks()
	}
	m.settle()
}

// possible makes a target of the source's form one of this type: a key that it lacks goes to the end of the text.
func (m *matcher) possible(to Target) Target {
	switch {
	case to.Kind == Key:
		if f := m.keys.named(to.Path); f != nil {
			return Target{Key, f.Path}
		}
		return Target{Kind: More}
	case (to.Kind == Latitude || to.Kind == Longitude) && m.keys.at("coordonnees") == nil:
		return Target{Kind: More}
	}
	return to
}

// trusted keeps a date of verification out: it says that a person of this site has called, which no other table can tell.
func (m *matcher) trusted(to Target) Target {
	if !m.t.Ours && to.Kind == Key && (to.Path == "verifie_le" || to.Path == "verifie_par") {
		return Target{Kind: More}
	}
	return to
}

const (
	exactly = false
	nearly  = true
)

// byName goes by the title of a column; its values may show that the name means something else.
func (m *matcher) byName(i int, near bool) Target {
	word := plainWord(m.t.Columns[i].Name)
	to, exact := m.nameOf(word)
	if near && to.Kind == Unset {
		to = m.nearest(word)
	}
	to = m.possible(to)
	switch {
	case to.Kind != Key:
		return to
	case m.contact(i, word) != "":
		return Target{Key, m.contact(i, word)}
	}
	f := m.keys.at(to.Path)
	if m.look.count(i) >= fewest && m.look.share(i, f) < 0.3 && (f.Vocab == "" || !exact) {
		m.out[i].Why = "ses valeurs ne vont pas à la clé " + f.Path
		return Target{}
	}
	return to
}

// fewest is how many values it takes to say that a title means something else.
const fewest = 3

// nameOf knows a name; exact tells that it is a key or its label.
func (m *matcher) nameOf(word string) (to Target, exact bool) {
	if f := m.keys.at(strings.ReplaceAll(word, " ", "_")); f != nil && f.Kind != content.Group {
		return Target{Key, f.Path}, true // the type's own word, whatever it means elsewhere
	}
	if to, ok := titles[word]; ok && (to.Kind != Key || m.keys.named(to.Path) != nil) {
		return to, false
	}
	if f := m.keys.named(word); f != nil {
		return Target{Key, f.Path}, true
	}
	if f := m.keys.named(content.Synonym(word)); f != nil {
		return Target{Key, f.Path}, false
	}
	return Target{}, false
}

// nearest knows a name with a letter too many, too few or changed.
func (m *matcher) nearest(word string) Target {
	if len(word) < 5 {
		return Target{}
	}
	var all []string
	for name := range titles {
		all = append(all, name)
	}
	for _, f := range m.keys.leaves {
		all = append(all, plainWord(f.Key), plainWord(f.Label))
	}
	slices.Sort(all)
	all = slices.Compact(all)
	near, ok := french.Nearest(word, all)
	if !ok || french.Distance(word, near) > max(1, len(word)/6) {
		return Target{}
	}
	to, _ := m.nameOf(near)
	return to
}

// contact tells what stands in a column called "Contact": an address, a number or a name.
func (m *matcher) contact(i int, word string) string {
	if word != "contact" && word != "coordonnees" {
		return ""
	}
	if f := m.keys.at("coordonnees"); word == "coordonnees" && f != nil && m.look.share(i, f) >= 0.5 {
		return ""
	}
	for _, key := range []string{"courriel", "telephone", "site"} {
		if f := m.keys.named(key); f != nil && m.look.share(i, f) >= 0.6 {
			return f.Path
		}
	}
	return ""
}

// byLooks goes by the values of the columns whose name says nothing.
func (m *matcher) byLooks() {
	taken := map[string]bool{}
	for _, x := range m.out {
		if x.To.Kind == Key {
			taken[x.To.Path] = true
		}
		if x.To.Kind == Latitude || x.To.Kind == Longitude {
			taken["coordonnees"] = true
		}
	}
	m.pair(taken)
	for i := range m.out {
		if m.out[i].To.Kind != Unset {
			continue
		}
		for _, g := range guesses {
			f := m.keys.named(g.key)
			if f == nil || taken[f.Path] || m.look.count(i) == 0 || g.fits(m.look, i, f) < 0.8 {
				continue
			}
			m.out[i].To, m.out[i].Why = Target{Key, f.Path}, g.why
			taken[f.Path] = true
			break
		}
	}
}

// pair finds two columns side by side that hold latitudes and longitudes.
func (m *matcher) pair(taken map[string]bool) {
	if taken["coordonnees"] || m.keys.at("coordonnees") == nil {
		return
	}
	for i := 0; i+1 < len(m.out); i++ {
		if m.out[i].To.Kind != Unset || m.out[i+1].To.Kind != Unset {
			continue
		}
		lat, lon := m.look.between(i, 40, 56), m.look.between(i+1, -5, 20)
		kinds := [2]TargetKind{Latitude, Longitude}
		if lat < 0.8 || lon < 0.8 {
			lat, lon = m.look.between(i+1, 40, 56), m.look.between(i, -5, 20)
			kinds = [2]TargetKind{Longitude, Latitude}
		}
		if lat >= 0.8 && lon >= 0.8 {
			m.out[i].To, m.out[i+1].To = Target{Kind: kinds[0]}, Target{Kind: kinds[1]}
			m.out[i].Why, m.out[i+1].Why = "ses valeurs et celles d'à côté sont un lieu", "ses valeurs et celles d'à côté sont un lieu"
			taken["coordonnees"] = true
			return
		}
	}
}

// settle gives the columns nobody knows their place, and tells of those that share one.
func (m *matcher) settle() {
	first := map[Target]string{}
	placed := slices.ContainsFunc(m.out, func(x Match) bool { return x.To == Target{Key, "commune"} })
	for i := range m.out {
		x := &m.out[i]
		word := plainWord(x.Column.Name)
		switch {
		case x.Asked:
		case x.To.Kind == Unset,
			x.To.Path == "adresse" && slices.Contains([]string{"n", "numero", "boite"}, word) && first[x.To] == "", // of the row, not of the house
			x.To.Path == "zone" && placed && slices.Contains([]string{"province", "region"}, word):                 // of the commune, not where one acts
			x.To = Target{Kind: More}
		}
		if x.To.Kind != Key && x.To.Kind != Latitude && x.To.Kind != Longitude && x.To.Kind != Slug {
			continue
		}
		f := m.keys.at(x.To.Path)
		if name, ok := first[x.To]; !ok {
			first[x.To] = x.Column.Name
		} else if f == nil || !f.List && f.Path != "adresse" {
			x.After = name
		}
	}
}

// asked reads what --colonnes says: "Adresse mail=contact.courriel,Code interne=-". A title may hold commas.
func (t *Table) asked(text string, k *keys) (map[string]Target, error) {
	out := map[string]Target{}
	for _, pair := range pairs(text) {
		name, want, ok := cutLast(pair, "=")
		if !ok {
			return nil, misused("--colonnes attend des paires « titre=clé », séparées par des virgules : %s n'en est pas une.", q(pair))
		}
		column, err := t.named(name)
		if err != nil {
			return nil, err
		}
		if out[column], err = k.target(want); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// pairs parts "a=b,c, d=e" at the commas behind which a new pair begins.
func pairs(text string) []string {
	var out []string
	open := ""
	for piece := range strings.SplitSeq(text, ",") {
		open += piece
		if strings.Contains(piece, "=") {
			out, open = append(out, strings.TrimSpace(open)), ""
			continue
		}
		open += ","
	}
	if rest := strings.Trim(open, ", "); rest != "" {
		out = append(out, rest)
	}
	return out
}

func cutLast(s, mark string) (before, after string, ok bool) {
	i := strings.LastIndex(s, mark)
	if i < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(mark):]), true
}

// named gives the name of a column as it stands, for a name as an editor may type it.
func (t *Table) named(name string) (string, error) {
	var all []string
	for _, c := range t.Columns {
		if plainWord(c.Name) == plainWord(name) {
			return c.Name, nil
		}
		all = append(all, c.Name)
	}
	if near, ok := french.Nearest(name, all); ok {
		return "", misused("--colonnes : le tableau n'a pas de colonne %s. Vouliez-vous dire %s ?", q(name), q(near))
	}
	return "", misused("--colonnes : le tableau n'a pas de colonne %s. Ses colonnes : %s.", q(name), strings.Join(all, ", "))
}

package output

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html/template"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The map's own data: what the script of /carte/ needs to filter, search, sort and place, and no more; the rest of an
// initiative is on its page. Values are ranks in the facets, which the page holds with their labels: the script has no
// list of its own, and the file no word twice.

// columnsFrom is the number of initiatives from which columns take the place of features: the same facts in half the bytes.
const columnsFrom = 1001

// mapFacet is one way to filter: the address's parameter, its label, and its values in order.
type mapFacet struct {
	Cle     string     `json:"cle"`
	Libelle string     `json:"libelle"`
	Valeurs []mapValue `json:"valeurs"`
}

// mapValue is one value of a facet. Sectors have a mark; territories name the one around them.
type mapValue struct {
	ID      string `json:"id"`
	Libelle string `json:"libelle"`
	Lettre  string `json:"lettre,omitempty"`
	Forme   string `json:"forme,omitempty"`
	Rang    int    `json:"rang,omitempty"`
	Parent  string `json:"parent,omitempty"`
}

// accesses are the ways in that one can ask for; languages follow them.
var accesses = [...][2]string{{"gratuit", "Gratuit"}, {"pmr", "Accessible en fauteuil roulant"}, {"en-ligne", "Possible à distance"}}

// accessOf lists the ways in of an initiative, as ids of the facet "acces".
func accessOf(x *site.Initiative) []string {
	var out []string
	for i, has := range [...]bool{strings.EqualFold(x.Acces.Cout, "gratuit"), x.Acces.PMR == "oui", x.Acces.EnLigne == "oui"} {
		if has {
			out = append(out, accesses[i][0])
		}
	}
	for _, l := range x.Acces.Langues {
		out = append(out, "langue-"+strings.ToLower(l))
	}
	return out
}

// facetsJSON is mapFacets as the page holds it.
func (m *maker) facetsJSON() template.JS {
	data, err := json.Marshal(m.facettes) // escapes what HTML would read
	if err != nil {
		m.fail(err)
	}
	return template.JS(data)
}

// mapFacets lists the values that at least one initiative has.
func (m *maker) mapFacets() []mapFacet {
	used := map[string]map[string]bool{}
	use := func(key string, ids ...string) {
		if used[key] == nil {
			used[key] = map[string]bool{}
		}
		for _, id := range ids {
			used[key][id] = true
		}
	}
	for _, x := range m.inits {
		use("secteurs", x.Secteurs...)
		use("natures", x.Nature)
		use("statuts", x.Statuts...)
		use("publics", x.Publics...)
		use("etat", cmp.Or(x.Etat, "active"))
		use("acces", accessOf(x)...)
	}
	var out []mapFacet
	add := func(key, label string, values []mapValue) {
		values = slices.DeleteFunc(values, func(v mapValue) bool { return used[key] != nil && !used[key][v.ID] })
		out = append(out, mapFacet{key, label, values})
	}
	for _, l := range [...][2]string{{"secteurs", "Secteur"}, {"natures", "Nature"}, {"publics", "Pour qui"}, {"statuts", "Statut des pairs"}} {
		add(l[0], l[1], m.tagValues(l[0]))
	}
	for i, l := range [...][2]string{{"region", "Région ou pays"}, {"province", "Province"}, {"commune", "Commune"}} {
		add(l[0], l[1], m.territoryValues(i+1))
	}
	add("acces", "Accès", accessValues(used["acces"]))
	add("etat", "État", []mapValue{{ID: "active", Libelle: "Active"}, {ID: "suspendue", Libelle: etats["suspendue"]}, {ID: "terminee", Libelle: etats["terminee"]}, {ID: "en-projet", Libelle: etats["en-projet"]}})
	return out
}

// tagValues lists a closed list; only sectors show their mark.
func (m *maker) tagValues(list string) []mapValue {
	var out []mapValue
	for _, t := range m.tags[list] {
		v := mapValue{ID: t.ID, Libelle: t.Label}
		if list == "secteurs" {
			v.Lettre, v.Forme, v.Rang = t.Letter, t.Forme, t.Rank
		}
		out = append(out, v)
	}
	return out
}

func (m *maker) territoryValues(level int) []mapValue {
	var out []mapValue
	for _, t := range m.territoryIndex() {
		if t.level == level {
			out = append(out, mapValue{ID: t.slug, Libelle: t.name, Parent: t.parent})
		}
	}
	return out
}

func accessValues(used map[string]bool) []mapValue {
	var out []mapValue
	for _, a := range accesses {
		out = append(out, mapValue{ID: a[0], Libelle: a[1]})
	}
	var languages []mapValue
	for id := range used {
		if code, ok := strings.CutPrefix(id, "langue-"); ok {
			languages = append(languages, mapValue{ID: id, Libelle: "En " + theme.LanguageName(code)})
		}
	}
	slices.SortFunc(languages, func(a, b mapValue) int { return cmp.Or(cmp.Compare(a.Libelle, b.Libelle), cmp.Compare(a.ID, b.ID)) })
	return append(out, languages...)
}

// mapDataPath is where the map's data is, from the site's root.
func (m *maker) mapDataPath() string {
	if len(m.inits) >= columnsFrom {
		return "donnees/carte.json"
	}
	return "donnees/carte.geojson"
}

// mapData makes the file, in French order as every list.
func (m *maker) mapData() File {
	if len(m.inits) >= columnsFrom {
		return m.mapColumns()
	}
	return m.jsonFile(m.mapDataPath(), m.mapFeatures())
}

func (m *maker) jsonFile(path string, v any) File {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil { // strings and finite numbers only: cannot fail
		m.fail(err)
	}
	return file(path, b.Bytes())
}

// leaves lists the smallest territories an initiative is in: those that hold no other of its own.
func (m *maker) leaves(x *site.Initiative) []string {
	all := m.territoriesOf(x)
	var out []string
	for _, t := range all {
		if !slices.ContainsFunc(all, func(o territory) bool { return o.parent == t.slug }) {
			out = append(out, t.slug)
		}
	}
	return out
}

// ranked are an initiative's values in the facets: a rank, a list of several, nil for none.
type ranked struct {
	Secteurs    any `json:"secteurs,omitempty"`
	Natures     any `json:"natures,omitempty"`
	Statuts     any `json:"statuts,omitempty"`
	Publics     any `json:"publics,omitempty"`
	Etat        any `json:"etat,omitempty"`
	Acces       any `json:"acces,omitempty"`
	Territoires any `json:"territoires,omitempty"` // ranks in region, province and commune laid end to end
}

// ranker gives the ranks of initiatives' values.
func (m *maker) ranker() func(*site.Initiative) ranked {
	at := map[string]map[string]int{}
	for _, f := range m.facettes {
		key := f.Cle
		if key == "region" || key == "province" || key == "commune" {
			key = "territoires"
		}
		if at[key] == nil {
			at[key] = map[string]int{}
		}
		for _, v := range f.Valeurs {
			at[key][v.ID] = len(at[key])
		}
	}
	return func(x *site.Initiative) ranked {
		return ranked{ranks(at["secteurs"], x.Secteurs...), ranks(at["natures"], x.Nature), ranks(at["statuts"], x.Statuts...), ranks(at["publics"], x.Publics...),
			ranks(at["etat"], cmp.Or(x.Etat, "active")), ranks(at["acces"], accessOf(x)...), ranks(at["territoires"], m.leaves(x)...)}
	}
}

// ranks gives the rank of one value, a list of several, nil for none.
func ranks(at map[string]int, ids ...string) any {
	var out []int
	for _, id := range ids {
		if r, ok := at[id]; ok && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	switch len(out) {
	case 0:
		return nil
	case 1:
		return out[0]
	default:
		return out
	}
}

// mapFeatures is a GeoJSON (RFC 7946): positions in degrees, longitude first, 4 decimals (11 m, half a pixel of the
// closest view). "lieu" is left out where it is the only territory's own name, "precision" where it is "exacte".
func (m *maker) mapFeatures() any {
	type geometry struct {
		Type        string     `json:"type"`
		Coordinates [2]float64 `json:"coordinates"`
	}
	type properties struct {
		Titre string `json:"titre"`
		ranked
		Lieu      string `json:"lieu,omitempty"`
		Precision string `json:"precision,omitempty"`
		VerifieLe string `json:"verifie_le,omitempty"`
		Zone      []any  `json:"zone,omitempty"` // slugs of territories, positions of places
	}
	type feature struct {
		Type       string     `json:"type"`
		ID         string     `json:"id"`
		Geometry   *geometry  `json:"geometry"`
		Properties properties `json:"properties"`
	}
	rank := m.ranker()
	features := make([]feature, len(m.inits))
	for i, x := range m.inits {
		p := properties{french.Typo(x.Titre), rank(x), m.where(x), x.Lieu.Precision, x.VerifieLe.String(), m.coverage(x)}
		if p.Precision == site.Exact {
			p.Precision = ""
		}
		if leaves := m.leaves(x); len(leaves) == 1 && p.Lieu == x.Lieu.Commune {
			p.Lieu = ""
		}
		features[i] = feature{Type: "Feature", ID: x.Slug, Properties: p}
		if x.Lieu.HasPoint {
			features[i].Geometry = &geometry{"Point", [2]float64{site.RoundCoord(x.Lieu.Point[0], 4), site.RoundCoord(x.Lieu.Point[1], 4)}}
		}
	}
	return struct {
		Type     string    `json:"type"`
		Features []feature `json:"features"`
	}{"FeatureCollection", features}
}

// coverage is where an initiative acts, as the map can show it: the slug of a province or a region, or the position of a
// place. Longitude first, degrees WGS 84.
func (m *maker) coverage(x *site.Initiative) []any {
	var out []any
	for _, name := range x.Lieu.Zone {
		if slug := geo.FindTerritory(name); slug != "" {
			out = append(out, slug)
		} else if l, ok := m.in.Atlas.Find(name, cmp.Or(x.Lieu.Pays, "BE")); ok {
			out = append(out, [2]float64{site.RoundCoord(l.At[0], 4), site.RoundCoord(l.At[1], 4)})
		}
	}
	return out
}

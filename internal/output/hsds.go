package output

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// The initiatives as Open Referral's Human Services Data Specification, HSDS 3.0 (docs.openreferral.org/en/3.0).
//
// Of the two serializations it has, these are the nested one: its page "Serialization and Publication Formats" asks that JSON be
// dereferenced, a service with its organization, places and terms inside it, and holds flat resources to be the table form, whose
// CSV files our own table already stands for. JSON has no official way to hold several records but the Page of the API Reference
// ("Lists and pagination"): total_items … contents. So services.json is what GET /services answers, page by page, with each service
// as whole as GET /services/{id} gives it. api.json is what GET / answers: nothing else says which version this is. No
// datapackage.json: to those who read HSDS it announces tables.
//
// A page holds hsdsPage records, the next ones are services-2.json and so on: ten thousand initiatives are never whole in memory,
// and a file is made again only when one of its own changed (see page.data). So records go by the address of their page, not in the
// order of titles, which moves all those between when one changes.
//
// What has no place in HSDS is left out, or is a property of ours (the standard allows them): "precision" of a
// location, "porteur" of a service. additional_urls is of HSDS 3.1, and so one of those for 3.0.

const (
	hsdsURL     = "/donnees/hsds/"
	hsdsVersion = "3.0"
	hsdsPage    = 250 // records in a file: about a megabyte of initiatives
)

// HSDSView is pages/hsds.html: what each file of /donnees/hsds/ is.
type HSDSView struct {
	Fichiers []HSDSFile
	Champs   [][2]string
	Licence  site.Licence
	Total    int
}

// HSDSFile is one set of records, in one file or several.
type HSDSFile struct {
	Titre, Texte string
	Liens        []theme.Link
}

// hasHSDS tells that an initiative is published.
func (m *maker) hasHSDS() bool { return m.census != nil && len(m.census.inits) > 0 }

// hsdsPages are the files of /donnees/hsds/ and the page that lists them.
func (m *maker) hsdsPages() ([]page, error) {
	if !m.hasHSDS() {
		return nil, nil
	}
	w := m.newHSDS()
	sets := w.sets()
	v := HSDSView{Champs: hsdsFields, Licence: m.s.Config.Licence, Total: len(w.inits), Fichiers: hsdsFiles(sets)}
	h := newHash(uint64(v.Total), uint64(len(sets)))
	var out []page
	for _, s := range sets {
		h.n(uint64(s.n))
		for i := range hsdsCount(s.n) {
			out = append(out, s.page(i, newHash(m.in.Key, m.tagsKey, m.terms.key)))
		}
	}
	out = append(out, m.hsdsAbout())
	p, err := m.page(donneesURL, hsdsURL, "hsds", "Les initiatives au format HSDS", "Les initiatives, pour un annuaire social.", h.key(), "hsds", func() any { return v })
	return append(out, p), err
}

// hsdsAbout makes api.json.
func (m *maker) hsdsAbout() page {
	about := struct {
		Version string `json:"version"`
		Profile string `json:"profile"`
		OpenAPI string `json:"openapi_url"`
	}{hsdsVersion, "https://docs.openreferral.org/en/3.0/", "https://raw.githubusercontent.com/openreferral/specification/3.0/schema/openapi.json"}
	return page{path: hsdsURL[1:] + "api.json", key: newHash(m.in.Key).key(), data: true, raw: func(b *bytes.Buffer) error { return json.NewEncoder(b).Encode(about) }}
}

// hsdsSet is one list of records: n of them, each made when it is needed.
type hsdsSet struct {
	name, titre, texte string
	n                  int
	hash               func(h *hash, i int) // mixes in all that a record shows
	record             func(i int) any
}

// sets lists what is published.
func (w *hsds) sets() []hsdsSet {
	orgs := w.organizations()
	lists, terms := w.used()
	return []hsdsSet{
		{"services", "Les initiatives", "Une initiative par fiche publiée, avec son organisation, ses lieux, ses heures et ses mots-clés. Ce fichier se suffit.", len(w.inits),
			w.hash, func(i int) any { return w.service(i) }},
		{"organizations", "Les organisations", "Celles qui portent ces initiatives, une fois chacune. Une initiative dont la fiche ne nomme personne est sa propre organisation.", len(orgs),
			func(h *hash, i int) { orgs[i].hash(h) }, func(i int) any { return w.organization(orgs[i], true) }},
		{"taxonomies", "Les listes de mots-clés", "Les listes dont viennent les mots-clés.", len(lists),
			func(h *hash, i int) { h.s(lists[i][0]) }, func(i int) any { return w.taxonomy(lists[i]) }},
		{"taxonomy_terms", "Les mots-clés", "Ceux que les initiatives emploient, avec ce qu’ils veulent dire.", len(terms),
			func(h *hash, i int) { h.s(terms[i].ID, terms[i].Name, terms[i].Description, terms[i].URI) }, func(i int) any { return terms[i] }},
	}
}

// hsdsCount is the number of pages of n records. There is one even when there is nothing.
func hsdsCount(n int) int { return max(1, (n+hsdsPage-1)/hsdsPage) }

// file is where page i of a set is, from 0: services.json, services-2.json.
func (s hsdsSet) file(i int) string {
	if i == 0 {
		return s.name + ".json"
	}
	return s.name + "-" + strconv.Itoa(i+1) + ".json"
}

// page makes one page of a set: the envelope of the API Reference, "Lists and pagination", a record a line.
func (s hsdsSet) page(i int, h *hash) page {
	from, to := i*hsdsPage, min(s.n, (i+1)*hsdsPage)
	h.n(uint64(s.n), uint64(i))
	for k := from; k < to; k++ {
		s.hash(h, k)
	}
	return page{path: hsdsURL[1:] + s.file(i), key: h.key(), data: true, raw: func(b *bytes.Buffer) error {
		pages := hsdsCount(s.n)
		head, err := json.Marshal(struct {
			Items int  `json:"total_items"`
			Pages int  `json:"total_pages"`
			No    int  `json:"page_number"`
			Size  int  `json:"size"`
			First bool `json:"first_page"`
			Last  bool `json:"last_page"`
			Empty bool `json:"empty"`
		}{s.n, pages, i + 1, to - from, i == 0, i == pages-1, from == to})
		if err != nil {
			return err
		}
		b.Write(head[:len(head)-1])
		b.WriteString(`,"contents":[`)
		enc := json.NewEncoder(b)
		enc.SetEscapeHTML(false)
		for k := from; k < to; k++ {
			if k > from {
				b.WriteByte(',')
			}
			b.WriteByte('\n')
			if err := enc.Encode(s.record(k)); err != nil {
				return err
			}
			b.Truncate(b.Len() - 1) // the end of the line that Encode writes
		}
		b.WriteString("\n]}\n")
		return nil
	}}
}

func hsdsFiles(sets []hsdsSet) []HSDSFile {
	var out []HSDSFile
	for _, s := range sets {
		f := HSDSFile{Titre: s.titre, Texte: s.texte}
		for i := range hsdsCount(s.n) {
			f.Liens = append(f.Liens, theme.Link{URL: hsdsURL + s.file(i), Titre: s.file(i)})
		}
		out = append(out, f)
	}
	return append(out, HSDSFile{"La version", "La version du format, pour un programme qui la demande.", []theme.Link{{URL: hsdsURL + "api.json", Titre: "api.json"}}})
}

// hsdsFile tells of all this in the list of data files.
func (m *maker) hsdsFile() DataFile {
	return DataFile{URL: hsdsURL, Titre: "Les initiatives, pour un annuaire social", Format: "HSDS 3.0 (Open Referral)", Champs: hsdsFields,
		Texte: "Les mêmes initiatives, dans la forme que des annuaires de services sociaux échangent entre eux. Un lieu caché n’y est pas, et un lieu approché n’y a pas d’adresse.",
		Note:  "Une initiative est un «\u00a0service\u00a0». Les clés sont celles du format, en anglais. Ce qu’une fiche ne dit pas n’y est pas."}
}

// hsdsFields says where each key of an initiative went.
var hsdsFields = [][2]string{
	{"id", "Un identifiant stable (UUID version 5), fait de l’adresse de la page. Tant qu’elle ne change pas, il ne change pas."},
	{"name, description, url", "Le nom\u00a0; la phrase claire, le résumé puis le texte\u00a0; l’adresse de la page."},
	{"status", "active\u00a0: active\u00a0; suspendue\u00a0: temporarily closed\u00a0; terminée\u00a0: defunct\u00a0; en projet\u00a0: inactive."},
	{"organization", "L’organisation dont elle fait partie, sinon qui la porte, sinon elle-même. Si la fiche nomme les deux, «\u00a0porteur\u00a0» donne le second."},
	{"email, phones, contacts, additional_urls", "Comment la joindre."},
	{"fees_description, application_process", "Le coût\u00a0; comment on s’inscrit."},
	{"eligibility_description", "Pour qui."},
	{"languages", "Les langues parlées (ISO 639)."},
	{"schedules", "Les heures d’ouverture de chaque semaine ou de chaque mois, à l’heure du lieu. Celles qui ont une condition, ou des jours fériés, ne sont données qu’en mots."},
	{"service_areas", "Où elle agit."},
	{"service_at_locations", "Où elle est. Le point est celui que la carte montre, et «\u00a0precision\u00a0» dit ce qu’il vaut\u00a0: exacte, rue, commune ou masquee. L’adresse n’y est que complète."},
	{"attributes", "Ses mots-clés\u00a0: secteurs, nature, statuts des pairs, publics. «\u00a0term_uri\u00a0» mène à la page du mot."},
	{"funding", "Qui finance."},
	{"assured_date, last_modified", "Le jour de la dernière vérification par une personne\u00a0; celui de la dernière modification."},
}

// hsdsLists are the closed lists whose values are terms, and their names.
var hsdsLists = [][2]string{{"secteurs", "Secteurs"}, {"natures", "Natures"}, {"statuts", "Statuts des pairs"}, {"publics", "Publics"}}

// hash mixes in what a service shows.
func (w *hsds) hash(h *hash, i int) {
	x := w.inits[i]
	h.n(x.Key)
	h.s(x.Mended)
	h.refs(x.Organisation, x.Porteur)
	h.refs(x.Financeurs...)
	w.owner[i].hash(h)
}

// used lists the terms in use and the lists that have some, in their order: a term that nothing has is not to be published
// (docs.openreferral.org, "Embedded Taxonomy").
func (w *hsds) used() (lists [][2]string, terms []*hsdsTerm) {
	for _, l := range hsdsLists {
		before := len(terms)
		for _, tag := range w.m.tags[l[0]] {
			if t := w.terms[[2]string{l[0], tag.ID}]; t != nil {
				terms = append(terms, t)
			}
		}
		if len(terms) > before {
			lists = append(lists, l)
		}
	}
	return lists, terms
}

// organizations lists those of all services, each once, by what their ids are made of.
func (w *hsds) organizations() []hsdsOwner {
	seen := map[hsdsOwner]bool{}
	var out []hsdsOwner
	for _, o := range w.owner {
		if o.self == nil {
			if seen[o] {
				continue
			}
			seen[o] = true
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b hsdsOwner) int { return strings.Compare(a.address, b.address) })
	return out
}

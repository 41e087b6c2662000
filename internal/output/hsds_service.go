package output

import (
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// hsds makes the records. Texts are as they were typed, as in every data file.
type hsds struct {
	m     *maker
	inits []*site.Initiative
	owner []hsdsOwner       // of each
	words map[string]string // address of a term of the glossary, by its folded name
	lists map[string]uuid.UUID
	terms map[[2]string]*hsdsTerm // in use, by list and id
}

func (m *maker) newHSDS() *hsds {
	w := &hsds{m: m, inits: slices.Clone(m.census.inits), words: map[string]string{}, lists: map[string]uuid.UUID{}, terms: map[[2]string]*hsdsTerm{}}
	slices.SortFunc(w.inits, func(a, b *site.Initiative) int { return strings.Compare(a.Slug, b.Slug) })
	for _, word := range site.Of[*site.Word](m.s) {
		if word.Withheld == "" {
			w.words[french.Fold(word.Titre)] = word.URL()
		}
	}
	for _, l := range hsdsLists {
		w.lists[l[0]] = w.id(hsdsURL + "#" + l[0])
	}
	w.owner = make([]hsdsOwner, len(w.inits))
	for i, x := range w.inits {
		w.owner[i] = w.ownerOf(x)
		w.use(0, x.Secteurs...)
		w.use(1, x.Nature)
		w.use(2, x.Statuts...)
		w.use(3, x.Publics...)
		if o := w.owner[i].entry; o != nil {
			w.use(0, o.Secteurs...)
		}
	}
	return w
}

// siteless stands for the site in the ids of one that has no address.
var siteless = uuid.NewSHA1(uuid.NameSpaceURL, []byte("https://enrouteweb.org/balise"))

// id makes the id of what is at an address of the site: a UUID of its name (RFC 9562, section 5.5), its name being that address
// whole. So it stays as long as the page stays where it is, whatever changes on it.
func (w *hsds) id(url string) uuid.UUID {
	if w.m.base == "" {
		return uuid.NewSHA1(siteless, []byte(url))
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte(w.m.base+url))
}

// partID makes the id of a part of a record from what it says, not from its rank: a line more moves no other.
func partID(of uuid.UUID, name ...string) string {
	return uuid.NewSHA1(of, []byte(strings.Join(name, "\x00"))).String()
}

// whole makes an address that can be followed from anywhere; "" when the site has none.
func (w *hsds) whole(url string) string {
	if w.m.base == "" || url == "" {
		return ""
	}
	return w.m.base + url
}

// statuses are those of HSDS by our "etat".
var statuses = map[string]string{"active": "active", "suspendue": "temporarily closed", "terminee": "defunct", "en-projet": "inactive"}

// service tells all that is shown of an initiative, by its rank.
func (w *hsds) service(i int) hsdsService {
	x, owner := w.inits[i], w.owner[i]
	id := w.id(x.URL())
	s := hsdsService{ID: id.String(), Name: x.Titre, URL: w.whole(x.URL()), Status: statuses[cmp.Or(x.Etat, "active")],
		Description: paragraphs(x.EnClair, x.Resume, plainText(x.Body.HTML)), Email: x.Contact.Courriel,
		Application: x.Acces.Inscription, Fees: french.Capital(x.Acces.Cout), Assured: x.VerifieLe.String(),
		Schedules: w.schedules(id, x), AtLocations: w.locations(id, x), Attributes: w.attributes(id, labelsOf(x)), Organization: w.organization(owner, false)}
	s.OrganizationID = s.Organization.ID
	if x.MisAJour.Full() {
		s.Modified = x.MisAJour.String() + "T00:00:00.000Z"
	}
	if x.Porteur.Text != "" && x.Organisation.Text != "" && x.Porteur.Label() != x.Organisation.Label() {
		s.Porteur = x.Porteur.Label()
	}
	var publics []string
	for _, p := range x.Publics {
		publics = append(publics, w.label("publics", p))
	}
	s.Eligibility = strings.Join(publics, ", ")
	w.reach(&s, id, x)
	once := firsts{}
	for _, name := range append(slices.Clone(x.Lieu.Zone), x.Territoire) {
		if once.add(name) {
			s.Areas = append(s.Areas, hsdsArea{partID(id, "service_area", name), name})
		}
	}
	once = firsts{}
	for _, f := range x.Financeurs {
		if name := f.Label(); once.add(name) {
			s.Funding = append(s.Funding, hsdsFunding{partID(id, "funding", name), name})
		}
	}
	return s
}

// firsts tells of each text whether it is there and new.
type firsts map[string]bool

func (o firsts) add(text string) bool {
	if text == "" || o[text] {
		return false
	}
	o[text] = true
	return true
}

// reach tells how to join an initiative, and in which languages.
func (w *hsds) reach(s *hsdsService, id uuid.UUID, x *site.Initiative) {
	c := x.Contact
	if c.Telephone != "" {
		s.Phones = []hsdsPhone{{partID(id, "phone", c.Telephone), c.Telephone, "voice"}}
	}
	if c.Nom != "" || c.Fonction != "" {
		s.Contacts = []hsdsContact{{partID(id, "contact", c.Nom, c.Fonction), c.Nom, c.Fonction}}
	}
	if c.Site != "" {
		s.MoreURLs = []hsdsLink{{partID(id, "url", c.Site), "Site web", c.Site}}
	}
	once := firsts{}
	for _, l := range x.Acces.Langues {
		if code := strings.ToLower(l); once.add(code) {
			s.Languages = append(s.Languages, hsdsLanguage{partID(id, "language", code), theme.LanguageName(code), code})
		}
	}
}

// locations tells where an initiative is, as it may be shown, and that it can be reached from afar.
func (w *hsds) locations(id uuid.UUID, x *site.Initiative) []hsdsAtLocation {
	var out []hsdsAtLocation
	add := func(kind string, l hsdsLocation) {
		l.ID, l.Type = partID(id, "location", kind), kind
		out = append(out, hsdsAtLocation{partID(id, "service_at_location", kind), l})
	}
	if x.Lieu.HasPoint || x.Lieu.Commune != "" { // else there is but an area
		l := hsdsLocation{Name: x.Titre, Precision: x.Lieu.Precision}
		if x.Lieu.HasPoint || x.Lieu.Precision == site.Masked {
			l.Description = precision(x)
		}
		if a, ok := address(id, x); ok {
			l.Addresses = []hsdsAddress{a}
		} else {
			l.Description = strings.TrimSpace(placeInWords(x.Lieu) + " " + l.Description)
		}
		if x.Lieu.HasPoint {
			l.Latitude, l.Longitude = &x.Lieu.Point[1], &x.Lieu.Point[0]
		}
		if words := map[string]string{"oui": "On peut entrer en fauteuil roulant.", "partiel": "On peut entrer en partie en fauteuil roulant.", "non": "On ne peut pas entrer en fauteuil roulant."}[x.Acces.PMR]; words != "" {
			l.Accessibility = []hsdsAccessibility{{partID(id, "accessibility"), words}}
		}
		add("physical", l)
	}
	if x.Acces.EnLigne == "oui" {
		add("virtual", hsdsLocation{Name: "À distance"})
	}
	return out
}

// address gives the address of a place that is shown whole: exactly, or where the position alone is not known. Of all others, what
// may be shown is said in words only.
func address(id uuid.UUID, x *site.Initiative) (hsdsAddress, bool) {
	p := x.Lieu
	if x.Precision != "" && x.Precision != site.Exact || p.Adresse == "" || p.Commune == "" || p.CodePostal == "" {
		return hsdsAddress{}, false
	}
	province, _ := geo.Province(p.Province)
	return hsdsAddress{ID: partID(id, "address"), Line: p.Adresse, City: p.Commune, Region: geo.RegionName(p.Region), Province: province,
		PostalCode: p.CodePostal, Country: cmp.Or(p.Pays, "BE"), Type: "physical"}, true
}

// placeInWords writes what is shown of a place: "Rue Haute, 1000 Bruxelles."
func placeInWords(p site.Place) string {
	town := strings.TrimSpace(p.CodePostal + " " + p.Commune)
	if p.Adresse != "" && town != "" {
		town = p.Adresse + ", " + town
	}
	if town = cmp.Or(town, p.Adresse); town == "" {
		return ""
	}
	return town + "."
}

// labelsOf lists the terms of an initiative: the list and the id.
func labelsOf(x *site.Initiative) [][2]string {
	var out [][2]string
	for i, ids := range [...][]string{x.Secteurs, {x.Nature}, x.Statuts, x.Publics} {
		for _, id := range ids {
			if l := [2]string{hsdsLists[i][0], id}; id != "" && !slices.Contains(out, l) {
				out = append(out, l)
			}
		}
	}
	return out
}

// sectorsOf lists the terms of an organisation.
func sectorsOf(o *site.Organisation) [][2]string {
	var out [][2]string
	for _, id := range o.Secteurs {
		if l := [2]string{hsdsLists[0][0], id}; !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	return out
}

// attributes puts terms on a record.
func (w *hsds) attributes(id uuid.UUID, labels [][2]string) []hsdsAttribute {
	var out []hsdsAttribute
	for _, l := range labels {
		out = append(out, hsdsAttribute{partID(id, "attribute", l[0], l[1]), w.terms[l]})
	}
	return out
}

// use makes the terms that something has, of the list of that rank.
func (w *hsds) use(list int, ids ...string) {
	for _, id := range ids {
		if l := [2]string{hsdsLists[list][0], id}; id != "" && w.terms[l] == nil {
			t := w.term(l[0], id)
			w.terms[l] = &t
		}
	}
}

// label is a term's name as it was typed.
func (w *hsds) label(list, id string) string {
	if terms := w.m.s.Vocab.Lists[list]; terms != nil {
		if t := terms.Get(id); t != nil {
			return t.Libelle
		}
	}
	return id
}

// term tells what a value of a closed list means. Its address is the list of those that have it, else the glossary's entry.
func (w *hsds) term(list, id string) hsdsTerm {
	tag, of := w.m.tag(list, id), w.lists[list]
	t := hsdsTerm{ID: partID(of, id), Code: id, Name: w.label(list, id), TaxonomyID: of.String(), Language: w.m.lang()}
	for _, l := range hsdsLists {
		if l[0] == list {
			t.Taxonomy = l[1]
		}
	}
	t.Description = cmp.Or(tag.Definition, t.Name)
	t.URI = w.whole(cmp.Or(tag.URL, w.words[french.Fold(t.Name)]))
	return t
}

func (w *hsds) taxonomy(l [2]string) hsdsTaxonomy {
	return hsdsTaxonomy{w.lists[l[0]].String(), l[1], "Liste fermée du site « " + w.m.s.Config.Titre + " » : " + l[0] + ".", w.whole(hsdsURL)}
}

// hsdsOwner is the organization of a service: an entry, a name, or the initiative itself.
type hsdsOwner struct {
	entry   *site.Organisation
	self    *site.Initiative
	name    string
	address string // what its id is made of
}

// ownerOf gives the organisation an initiative is part of, else who carries it, else the initiative itself.
func (w *hsds) ownerOf(x *site.Initiative) hsdsOwner {
	for _, r := range [...]site.Ref{x.Organisation, x.Porteur} {
		if o, ok := w.m.s.ByURL(r.Link.URL).(*site.Organisation); ok && o.Withheld == "" {
			return hsdsOwner{entry: o, address: o.URL()}
		}
		if r.Text != "" {
			return hsdsOwner{name: r.Text, address: hsdsURL + "#organization=" + r.Text}
		}
	}
	return hsdsOwner{self: x, address: x.URL() + "#organization"}
}

func (o hsdsOwner) hash(h *hash) {
	switch h.s(o.address); {
	case o.entry != nil:
		h.n(o.entry.Key)
		h.s(o.entry.Mended)
	case o.self != nil:
		h.n(o.self.Key)
		h.s(o.self.Mended)
	}
}

// organization tells of the organization of a service; all of it, or what a service says of it.
func (w *hsds) organization(o hsdsOwner, all bool) hsdsOrganization {
	id := w.id(o.address)
	out := hsdsOrganization{ID: id.String(), Name: o.name, Description: o.name}
	var phone string
	switch {
	case o.entry != nil:
		e := o.entry
		out.Name, out.Email, out.Website, out.URI, phone = e.Titre, e.Contact.Courriel, cmp.Or(e.Site, e.Contact.Site), w.whole(e.URL()), e.Contact.Telephone
		if out.Description = cmp.Or(e.Resume, e.Titre); all {
			out.Description = cmp.Or(paragraphs(e.Resume, plainText(e.Body.HTML)), e.Titre)
			out.Attributes = w.attributes(id, sectorsOf(e))
		}
	case o.self != nil:
		e := o.self
		out.Name, out.Email, out.Website, out.URI, phone = e.Titre, e.Contact.Courriel, e.Contact.Site, w.whole(e.URL()), e.Contact.Telephone
		out.Description = cmp.Or(e.EnClair, e.Resume, e.Titre)
	}
	if all && phone != "" {
		out.Phones = []hsdsPhone{{partID(id, "phone", phone), phone, "voice"}}
	}
	return out
}

package output

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

// entryPages makes a page for each published entry.
func (m *maker) entryPages() ([]page, error) {
	type place struct {
		all []site.Entry
		i   int
	}
	var places []place
	for _, k := range site.Kinds {
		if k.Anchored {
			continue // its list is the page of all
		}
		es := m.s.Entries(k)
		for i, e := range es {
			places = append(places, place{es, i})
			if _, err := m.chrome(sectionOf(e.Common())); err != nil { // made before they are shared
				return nil, err
			}
		}
	}
	out := make([]page, len(places))
	err := each(len(places), func() func(int) error {
		return func(n int) (err error) {
			out[n], err = m.entryPage(places[n].all, places[n].i)
			return err
		}
	})
	return out, err
}

// sectionOf is the entry of the menu an entry's page belongs to.
func sectionOf(b *site.Base) string {
	switch {
	case b.Kind.Name == "initiative":
		return "/carte/"
	case b.Kind.Section == "":
		return b.URL()
	default:
		return b.Kind.List()
	}
}

func (m *maker) entryPage(all []site.Entry, i int) (page, error) {
	b := all[i].Common()
	c, err := m.chrome(sectionOf(b))
	if err != nil {
		return page{}, err
	}
	h := newHash(m.in.Key, c.key, b.Key) // the last tells the address, the title and all else that was read
	h.s(b.Withheld, b.Mended)
	h.links(b.BackRefs)
	h.links(b.NamedBy)
	h.links(b.LinksTo)
	h.n(m.terms.key, m.tagsKey)
	site.EachRef(all[i], func(r *site.Ref) { h.s(r.Text, r.Link.Titre, r.Link.URL) })
	look := faceOf(b.Kind)
	show := look.view
	if show == nil {
		show = plainView
	}
	view := show(m, all[i], all, i, h)
	p := m.framed(c, b.URL(), b.Kind.Name, b.Titre, b.Resume, h.key(), b.Kind.Name, view)
	p.from = b.Path
	p.frame.Style = m.style(b.Kind)
	p.frame.Brouillon, p.frame.NoIndex = b.Withheld != "", b.Withheld != ""
	return p, nil
}

func neighbour(all []site.Entry, i int) *site.Link {
	if i < 0 || i >= len(all) {
		return nil
	}
	l := site.LinkTo(all[i])
	return &l
}

func (m *maker) image(b *site.Base) *Image {
	if b.Image == "" {
		return nil
	}
	s := m.in.Images["/"+b.Image]
	return &Image{URL: "/" + b.Image, Alt: french.Typo(b.ImageAlt), Credit: french.Typo(b.ImageCredit), Width: s.Width, Height: s.Height}
}

// etats name the states as visitors read them; an active initiative says nothing.
var etats = map[string]string{"suspendue": "Suspendue", "terminee": "Terminée", "en-projet": "En projet"}

func (m *maker) initiative(x *site.Initiative, near []geo.Neighbour) InitiativeView {
	v := InitiativeView{Initiative: dressed(x), Corps: m.corps(&x.Base), Img: m.image(&x.Base), Secteurs: m.tagsOf("secteurs", x.Secteurs), Nature: m.tag("natures", x.Nature),
		Statuts: m.tagsOf("statuts", x.Statuts), Publics: m.tagsOf("publics", x.Publics), Etat: etats[x.Etat], Territoires: m.territories(x),
		Precision: precision(x), Perimee: site.Stale(x.VerifieLe, m.s.Today), Mailto: mailto(x.Contact.Courriel), Tel: tel(x.Contact.Telephone),
		Heures: m.openingHours(x), Signaler: m.report(x), Voisines: m.near.words(x, near)}
	v.Tell()
	v.Itineraire, v.Vers = directions(x.Lieu)
	if v.Heures != "" || x.VerifieLe.Full() {
		v.Script = m.in.Scripts["fiche.js"]
	}
	if x.Lieu.Pays != "BE" {
		v.Pays = geo.CountryName(x.Lieu.Pays)
	}
	if x.Lieu.HasPoint && m.frame.Contains(x.Lieu.Point) && !m.s.Config.Carte.NoMap() {
		v.Locator = m.locator(x)
	}
	return v
}

// Tell fills what sums up several fields of the entry.
func (v *InitiativeView) Tell() {
	x := v.Initiative
	v.Organisation = named(x.Organisation)
	if x.Porteur.Text != x.Organisation.Text {
		v.Porteur = named(x.Porteur)
	}
	if !x.Acces.IsZero() {
		v.Acces = &x.Acces
	}
	if !x.Contact.IsZero() {
		v.Contact = &x.Contact
	}
	v.Adressable = x.Lieu.Adresse != "" || x.Lieu.Commune != "" || x.Lieu.CodePostal != ""
	if v.Adressable || len(x.Lieu.Zone) > 0 {
		v.Lieu = &x.Lieu
	}
	v.Depuis, v.Fin = x.Depuis.Words(), x.Fin.Words()
	if !x.VerifieLe.IsZero() {
		v.Verifie = &Check{x.VerifieLe.String(), x.VerifieLe.Words(), x.VerifiePar}
	}
	v.Action = x.Cadre != "" && (x.Gouvernance != "" || x.Territoire != "")
	v.Encadree = len(x.Partenaires) > 0 || len(x.Financeurs) > 0 || x.Cadre != "" || x.Gouvernance != "" || x.Territoire != ""
	v.Portraits, v.Evoquee = asLinks(ofKind(x.NamedBy, "portrait")), asLinks(x.BackRefs)
	v.Autour = v.Encadree || len(v.Voisines) > 0 || len(v.Evoquee) > 0 || len(v.Territoires) > 0
}

func asLinks(ls []site.Link) []theme.Link {
	out := make([]theme.Link, len(ls))
	for i, l := range ls {
		out[i] = theme.Link{URL: l.URL, Titre: l.Titre}
	}
	return out
}

// named is a reference as a page shows it; nil for none.
func named(r site.Ref) *site.Link {
	if r.Text == "" {
		return nil
	}
	return &site.Link{Titre: r.Label(), URL: r.Link.URL}
}

func (m *maker) locator(x *site.Initiative) *Locator {
	px, py := m.frame.XY(x.Lieu.Point)
	l := &Locator{Fond: "/" + m.fond.Path, Width: m.frame.Width, Height: m.frame.Height, X: round1(px), Y: round1(py), R: 12, Name: "Carte : " + m.where(x)}
	l.Cadre = "0 0 " + coord(l.Width) + " " + coord(l.Height)
	l.Place = "translate(" + coord(l.X) + " " + coord(l.Y) + ")"
	if x.Lieu.Area() {
		l.Area, l.R = true, 26
	}
	return l
}

// where says a place in a few words.
func (m *maker) where(x *site.Initiative) string {
	switch p := x.Lieu; {
	case p.Commune != "" && p.Pays != "BE":
		return p.Commune + " (" + geo.CountryName(p.Pays) + ")"
	case p.Commune != "":
		return p.Commune
	case len(p.Zone) > 0:
		return strings.Join(p.Zone, ", ")
	default:
		return geo.CountryName(p.Pays)
	}
}

// precision says how exactly the place is shown.
func precision(x *site.Initiative) string {
	switch p := x.Lieu; p.Precision {
	case site.Exact:
		return ""
	case site.Street:
		return "Le point montre la rue, pas la porte."
	case site.Masked:
		return "Le lieu précis n’est pas montré, pour protéger les personnes."
	case site.Locality:
		if p.Adresse != "" {
			return "La carte montre la commune : la position exacte n’est pas encore connue."
		}
		return "La carte montre la commune, pas l’endroit exact."
	default:
		return ""
	}
}

// territories links to the pages of the commune, province, region or country.
func (m *maker) territories(x *site.Initiative) []theme.Link {
	var out []theme.Link
	for _, t := range m.territoriesOf(x) {
		if l := m.lists["/carte/territoire/"+t.slug+"/"]; l != nil {
			out = append(out, theme.Link{URL: l.url, Titre: t.name})
		}
	}
	return out
}

// mailto and tel make the two kinds of address html/template would refuse; their forms are checked when the entry is read.
func mailto(address string) template.URL {
	if address == "" {
		return ""
	}
	return template.URL("mailto:" + address)
}

func tel(number string) template.URL {
	var b strings.Builder
	for i, r := range number {
		if r >= '0' && r <= '9' || (r == '+' && i == 0) {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return ""
	}
	return template.URL("tel:" + b.String())
}

func round1(v float64) float64 { return float64(int(v*10+0.5)) / 10 }

func coord(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// count writes "12 initiatives", "1 initiative", "aucune initiative".
func count(n int) string {
	switch n {
	case 0:
		return "aucune initiative"
	case 1:
		return "1 initiative"
	default:
		return fmt.Sprintf("%d initiatives", n)
	}
}

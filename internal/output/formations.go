package output

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// composerURL is the page where one puts modules together into a day.
const composerURL = "/formations/composer/"

// Length is how long a training takes, as pages show it.
type Length struct {
	Mots string // "2 h 30", "de 45 min à 2 h 30", "1 an"; "à convenir" when nothing is said
	ISO  string // "PT2H30M", a duration of ISO 8601; "" when it is not exact
}

// TrainingView is pages/formation.html. Dates and Donnee are the activities that give it, those to come and those that are
// over.
type TrainingView struct {
	*site.Training
	Corps    template.HTML
	Img      *Image
	Temps    Length
	Avec     []site.Link // who gives it
	Pour     []Tag       // for whom
	Materiel []Material
	Composer string      // the page that puts it into a day; "" for what has no minutes
	Dates    []Giving    // the soonest first
	Donnee   []Giving    // the latest first
	Guide    []site.Link // chapters
	Demander []site.Link // forms
	Autour   []LinkGroup // the rest of who names it or links to it
}

// Material is something a training makes use of; URL is "" for what is only named.
type Material struct {
	Texte, URL string
	Externe    bool // the address is another site's
}

// Giving is an activity in which a training is given.
type Giving struct {
	site.Link
	Quand When
	Ou    string
}

// TrainingItem is a training in a list.
type TrainingItem struct {
	ID, Titre, URL string
	But            string // what it is for: its objective, else its summary
	Temps          Length
	Min, Max       int // minutes
	Pour, Themes   []string
}

// CatalogueView is pages/formations.html. Each training is in one group, once; Index finds it by other ways.
type CatalogueView struct {
	Titre, Intro string
	Composer     string // "" when no training has minutes
	Index        []CatalogueIndex
	Groupes      []CatalogueGroup
}

// CatalogueIndex leads to trainings by one thing they have.
type CatalogueIndex struct {
	Titre   string
	Valeurs []CatalogueValue
}

// CatalogueValue is one value, and links to the trainings that have it, on the same page.
type CatalogueValue struct {
	Label string
	Liens []site.Link
}

// CatalogueGroup is modules, long trainings, or those whose length is to be agreed.
type CatalogueGroup struct {
	ID, Titre, Note string
	Parts           []CataloguePart
}

// CataloguePart is the trainings of a theme; Titre is "" for those that share theirs with no other.
type CataloguePart struct {
	Titre string
	Items []TrainingItem
}

// ComposerView is pages/composer.html: the modules one can put together.
type ComposerView struct {
	Site, Base string     // Base: the site's public address; "" when unknown
	Courriel   string     // where a programme may be sent; "" when nobody's address is known
	Demande    *site.Link // the form to ask for a training; nil when there is none
	Modules    []TrainingItem
	Script     string
}

// length says how long a training takes.
func length(t *site.Training) Length {
	switch d := t.Length(); {
	case d.Long:
		return Length{Mots: french.Typo(t.Duree)}
	case d.IsZero():
		return Length{Mots: "à convenir"}
	case d.Min < d.Max:
		return Length{Mots: "de " + site.Minutes(d.Min) + " à " + site.Minutes(d.Max)}
	default:
		iso := "PT"
		if h := d.Min / 60; h > 0 {
			iso += strconv.Itoa(h) + "H"
		}
		if m := d.Min % 60; m > 0 {
			iso += strconv.Itoa(m) + "M"
		}
		return Length{site.Minutes(d.Min), iso}
	}
}

// modular tells that a training has minutes: it can be put into a day.
func modular(t *site.Training) bool { return t.Length().Min > 0 }

// modules are the trainings that can be put into a day.
func (m *maker) modules() []*site.Training {
	var out []*site.Training
	for _, t := range site.Of[*site.Training](m.s) {
		if modular(t) {
			out = append(out, t)
		}
	}
	return out
}

// request is the form by which most of the trainings are asked for, as their texts say; nil when none says any.
func (m *maker) request(all []*site.Training) *site.Form {
	n := map[string]int{}
	best := ""
	for _, t := range all {
		for _, l := range ofKind(slices.Concat(t.LinksTo, t.BackRefs), "formulaire") {
			if n[l.URL]++; n[l.URL] > n[best] || n[l.URL] == n[best] && l.URL < best {
				best = l.URL
			}
		}
	}
	f, _ := m.s.ByURL(best).(*site.Form)
	return f
}

func trainingView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	x := e.(*site.Training)
	to, past := m.givings(x)
	for _, g := range slices.Concat(to, past) {
		h.s(g.URL, g.Quand.Mots, g.Ou)
	}
	h.n(uint64(len(to)), uint64(len(past)))
	who := m.who(h, x.Formateurs...)
	return func() any {
		v := TrainingView{Training: dressed(x), Corps: m.corps(&x.Base), Img: m.image(&x.Base), Temps: length(x), Avec: who, Pour: m.tagsOf("publics", x.Publics), Dates: to, Donnee: past}
		for _, s := range x.Supports {
			name, address := site.Support(s)
			v.Materiel = append(v.Materiel, Material{french.Typo(name), address, strings.HasPrefix(address, "https://")})
		}
		if modular(x) {
			v.Composer = composerURL + "?modules=" + x.Slug
		}
		v.around()
		return v
	}
}

// around sorts who names it, links to it or is linked from it: activities that give it are shown already.
func (v *TrainingView) around() {
	x := v.Training
	for _, g := range byKind(x.NamedBy, x.BackRefs, x.LinksTo) {
		switch g.Liens[0].Kind {
		case "chapitre":
			v.Guide = g.Liens
		case "formulaire":
			v.Demander = g.Liens
		}
	}
	for _, g := range byKind(x.NamedBy, x.BackRefs) { // what its text links to is in its text
		g.Liens = slices.DeleteFunc(g.Liens, func(l site.Link) bool {
			given := slices.ContainsFunc(slices.Concat(v.Dates, v.Donnee), func(g Giving) bool { return g.URL == l.URL })
			return given || l.Kind == "chapitre" || l.Kind == "formulaire"
		})
		if len(g.Liens) > 0 {
			v.Autour = append(v.Autour, g)
		}
	}
}

// givings finds the activities that give a training: those of type formation or cours that link to it, or that it links to.
func (m *maker) givings(x *site.Training) (to, past []Giving) {
	var found []*site.Activity
	for _, g := range byKind(x.NamedBy, x.BackRefs, x.LinksTo) {
		for _, l := range g.Liens {
			if a, ok := m.s.ByURL(l.URL).(*site.Activity); ok && (a.Type == "formation" || a.Type == "cours") {
				found = append(found, a)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *site.Activity) int { return a.Date.Compare(b.Date) })
	for _, a := range found {
		g := Giving{Link: site.LinkTo(a), Quand: periodWhen(site.Period{Debut: a.Date, Fin: a.Fin}), Ou: french.Typo(cmp.Or(a.Lieu, a.Commune))}
		last := site.Date{}
		for _, o := range a.Occurrences() {
			if o.Last().Compare(last) > 0 {
				last = o.Last()
			}
		}
		if last.Compare(m.s.Today) >= 0 {
			to = append(to, g)
		} else {
			past = append([]Giving{g}, past...)
		}
	}
	return to, past
}

// trainingList makes the catalogue and, where there are modules, the page that puts them together.
func trainingList(m *maker, k *site.Kind) ([]page, error) {
	all := site.Of[*site.Training](m.s)
	h := newHash()
	items := make([]TrainingItem, len(all))
	for i, t := range all {
		h.n(t.Key) // tells all that is shown of it, but the words of the vocabulary, which are in every key
		items[i] = m.trainingItem(t)
	}
	v := CatalogueView{Titre: k.Label, Intro: k.Intro, Groupes: m.catalogue(all, items), Index: m.catalogueIndex(all, items)}
	if len(m.modules()) == 0 {
		return m.kindPage(k, "formations", h, v)
	}
	v.Composer = composerURL
	out, err := m.kindPage(k, "formations", h, v)
	if err != nil {
		return nil, err
	}
	c := ComposerView{Site: m.s.Config.Titre, Base: m.base, Courriel: m.s.Config.Contact.Courriel, Script: m.in.Scripts["journee.js"]}
	if f := m.request(all); f != nil {
		l := site.LinkTo(f)
		c.Demande, c.Courriel = &l, cmp.Or(f.Destinataire, c.Courriel)
		h.links([]site.Link{l})
		h.s(c.Courriel)
	}
	for i, t := range all {
		if modular(t) {
			c.Modules = append(c.Modules, items[i])
		}
	}
	p, err := m.page(k.List(), composerURL, "composer", "Composer une journée", "Choisissez des modules, voyez le temps qu’ils prennent, imprimez ou partagez le programme.", h.key(), "composer", func() any { return c })
	p.frame.Style = m.style(k)
	return append(out, p), err
}

func (m *maker) trainingItem(t *site.Training) TrainingItem {
	d := t.Length()
	i := TrainingItem{ID: t.Slug, Titre: t.Label(), URL: t.URL(), But: french.Typo(cmp.Or(t.Objectif, t.Resume)), Temps: length(t), Min: d.Min, Max: d.Max}
	for _, p := range m.tagsOf("publics", t.Publics) {
		i.Pour = append(i.Pour, p.Label)
	}
	for _, theme := range t.Themes {
		i.Themes = append(i.Themes, french.Typo(theme))
	}
	return i
}

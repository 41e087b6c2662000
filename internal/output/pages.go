package output

import (
	"bytes"
	"cmp"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// plan lists every page of the site.
func (m *maker) plan() ([]page, error) {
	var out []page
	for _, make := range []func() ([]page, error){m.cartePages, m.integrerPage, m.entryPages, m.listing, m.homePage, m.dataPages, m.notFound, m.redirects} {
		ps, err := make()
		if err != nil {
			return nil, err
		}
		out = append(out, ps...)
	}
	if m.err != nil {
		return nil, m.err
	}
	return out, nil
}

func (m *maker) hashItems(items []ListItem) *hash {
	h := newHash()
	for _, i := range items {
		h.s(i.Titre, i.URL, i.Texte, i.Sur)
		if i.Img != nil {
			h.s(i.Img.URL, i.Img.Alt)
			h.n(uint64(i.Img.Width), uint64(i.Img.Height))
		}
	}
	return h
}

func (m *maker) portraitItems(ps []*site.Portrait) []ListItem {
	var out []ListItem
	for _, p := range ps {
		out = append(out, ListItem{Titre: french.Typo(p.Titre), URL: p.URL(), Texte: french.Typo(p.Resume), Sur: french.Typo(cmp.Or(p.Fonction, p.Who())), Img: m.image(&p.Base)})
	}
	return out
}

// dataPages describe the data files and list every page.
func (m *maker) dataPages() ([]page, error) {
	var out []page
	if len(m.inits) > 0 {
		v := DonneesView{Licence: m.s.Config.Licence, Total: len(m.inits), Fichiers: []DataFile{
			{URL: "/donnees/initiatives.geojson", Titre: "Les initiatives", Format: "GeoJSON (RFC 7946)", Champs: geojsonFields,
				Texte: "Toutes les initiatives publiées, avec leur lieu tel que le site le montre. Une initiative sans lieu montré a une géométrie vide."},
			{URL: "/" + m.mapDataPath(), Titre: "Ce que charge la carte", Format: "JSON",
				Texte: "Un extrait du fichier précédent, réduit au plus court : chaque valeur y est un rang dans les listes de la page. Pour un autre usage, prenez plutôt le premier."},
			{URL: "/donnees/lieux.json", Titre: "Les lieux de Belgique", Format: "JSON",
				Texte: "Les lieux d’où l’on peut partir, sous tous leurs noms, en dix-millièmes de degré. Source : GeoNames (CC BY 4.0)."},
			{URL: "/donnees/provinces.json", Titre: "Le contour des provinces", Format: "JSON",
				Texte: "En millièmes de degré : un premier point, puis des pas. Source : Natural Earth (domaine public)."},
		}}
		h := newHash(uint64(v.Total))
		for _, f := range m.reportFiles() {
			h.s(f.URL, f.Titre)
			v.Fichiers = append(v.Fichiers, f)
		}
		p, err := m.page("/donnees/", "/donnees/", "donnees", "Données ouvertes", "Les données de la carte, à réutiliser.", h.key(), "donnees", func() any { return v })
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, m.sitePlan(&out)
}

// geojsonFields says what each property of the GeoJSON holds.
var geojsonFields = [][2]string{
	{"id", "le nom court de l’initiative, stable"}, {"titre", "son nom"}, {"url", "l’adresse de sa page"}, {"resume", "une ou deux phrases"},
	{"secteurs, nature, statuts, publics", "des identifiants stables, ceux des adresses de la carte"}, {"etat", "active, suspendue, terminee ou en-projet"},
	{"commune, code_postal, pays", "le lieu, autant qu’il est montré"}, {"precision", "exacte, rue, commune ou masquee : avec quelle précision le point est donné"},
	{"verifie_le", "le jour de la dernière vérification par une personne"},
}

// sitePlan adds the page that links to every entry and list.
func (m *maker) sitePlan(out *[]page) error {
	var v PlanView
	h := newHash()
	add := func(titre string, items []ListItem) {
		if len(items) > 0 {
			v.Groupes = append(v.Groupes, ListGroup{titre, items})
			h.s(titre)
			h.n(m.hashItems(items).key())
		}
	}
	main := []ListItem{{Titre: "Accueil", URL: "/"}}
	for _, it := range m.menu {
		main = append(main, ListItem{Titre: it.Label, URL: it.URL})
	}
	add("Le site", main)
	var maps []ListItem
	for _, l := range m.sortedLists() {
		if l.secteur == "" || l.territory.slug == "" {
			maps = append(maps, ListItem{Titre: l.titre, URL: l.url, Texte: french.Count(len(l.items), "initiative", "initiatives")})
		}
	}
	if m.embedURL(m.lists["/carte/"]) != "" {
		maps = append(maps, ListItem{Titre: "Mettre la carte sur votre site", URL: "/carte/integrer/"})
	}
	add("La carte", maps)
	for _, k := range site.Kinds {
		es := m.s.Entries(k)
		if k.Name == "initiative" && len(es) > perPage {
			continue // the map's own pages list them
		}
		var items []ListItem
		for _, e := range es {
			items = append(items, ListItem{Titre: e.Common().Label(), URL: e.Common().URL()})
		}
		if k.Name == "formation" && len(m.modules()) > 0 {
			items = append(items, ListItem{Titre: "Composer une journée", URL: composerURL})
		}
		if k.Name == "chapitre" && len(es) > 0 {
			items = append(items, m.guidePlaces()...)
		}
		add(k.Label, items)
	}
	p, err := m.page("/plan-du-site/", "/plan-du-site/", "plan", "Plan du site", "Toutes les pages du site.", h.key(), "plan", func() any { return v })
	*out = append(*out, p)
	return err
}

// notFound is served for any missing address, at any depth: its links start at the site's own path.
func (m *maker) notFound() ([]page, error) {
	p, err := m.page("", "/404.html", "404", "Page introuvable", "", 404, "404", func() any { return NotFoundView{Menu: m.menu, Urgence: m.s.Config.Urgence} })
	p.path, p.abs, p.frame.NoIndex, p.frame.Canonique = "404.html", !m.in.Portable, true, "" // from a folder it can only be opened where it lies
	return []page{p}, err
}

// redirects are pages at old addresses that lead to the new one, without script.
func (m *maker) redirects() ([]page, error) {
	var out []page
	add := func(from, to, titre string) {
		v := RedirectView{URL: to, Titre: titre}
		h := newHash(m.in.Key)
		h.s(from, to, titre)
		out = append(out, page{url: from, key: h.key(), raw: func(b *bytes.Buffer) error { return m.in.Theme.Render(b, "redirection", v) }})
		m.noIndex[from] = true
	}
	for _, e := range m.s.All() {
		b := e.Common()
		for _, a := range b.Alias {
			add("/"+strings.Trim(a, "/")+"/", b.URL(), b.Titre)
		}
		if b.Withheld != "" {
			m.noIndex[b.URL()] = true
		}
	}
	if len(m.inits) > 0 {
		add("/initiatives/", "/carte/", "La carte")
	}
	return out, nil
}

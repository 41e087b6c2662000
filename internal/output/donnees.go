package output

import (
	"slices"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/theme"
)

const donneesURL = "/donnees/"

// DonneesView is pages/donnees.html: the data files, their fields, their licence.
type DonneesView struct {
	Fichiers []DataFile
	Licence  site.Licence
	Total    int
}

// DataFile is one open data file, or several of one form.
type DataFile struct {
	URL, Titre, Format, Texte string // URL is "" for several
	Note                      string // how it is written, for who reads it with a program
	Champs                    [][2]string
	Plusieurs                 []theme.Link
}

// hasData tells that the site has something to give as data: the page that says what exists.
func (m *maker) hasData() bool { return len(m.inits) > 0 || m.hasAgenda() || len(m.reportFiles()) > 0 }

// hasAgenda tells that something is in the calendar.
func (m *maker) hasAgenda() bool {
	return slices.ContainsFunc(m.s.All(), func(e site.Entry) bool {
		s, ok := e.(site.Scheduled)
		return ok && len(eventsOf(s)) > 0
	})
}

// dataPages describe the data files.
func (m *maker) dataPages() ([]page, error) {
	if !m.hasData() {
		return nil, nil
	}
	v := DonneesView{Licence: m.s.Config.Licence, Fichiers: m.dataFiles()}
	if m.census != nil {
		v.Total = len(m.census.inits)
	}
	h := newHash(uint64(v.Total))
	for _, f := range v.Fichiers {
		h.s(f.URL, f.Titre, f.Texte)
		for _, l := range f.Plusieurs {
			h.s(l.URL, l.Titre)
		}
	}
	p, err := m.page(donneesURL, donneesURL, "donnees", "Données ouvertes", "Les données du site, à réutiliser.", h.key(), "donnees", func() any { return v })
	return []page{p}, err
}

// dataFiles lists every file of the site that is made for programs or spreadsheets, those most people want first. A type that
// has one adds it here.
func (m *maker) dataFiles() []DataFile {
	var out []DataFile
	if len(m.inits) > 0 {
		out = append(out, m.inventoryFile(), m.etatFile(), DataFile{URL: "/donnees/initiatives.geojson", Titre: "Les initiatives, pour une carte", Format: "GeoJSON (RFC 7946)", Champs: geojsonFields,
			Texte: "Toutes les initiatives publiées, avec leur lieu tel que le site le montre. Une initiative sans lieu montré a une géométrie vide."})
	}
	if m.hasHSDS() {
		out = append(out, m.hsdsFile())
	}
	out = append(out, m.reportFiles()...)
	if m.hasAgenda() {
		out = append(out, DataFile{URL: agendaFile, Titre: "L’agenda", Format: "iCalendar (RFC 5545)", Texte: "Tout ce qui a un jour, passé ou à venir, pour votre calendrier. Chaque activité a aussi son fichier, sur sa page."})
	}
	if m.base != "" {
		f := DataFile{Titre: "Le fil des nouveautés", Format: "Atom (RFC 4287) et JSON Feed 1.1", Texte: "Ce qui a été publié ou changé, du plus récent au plus ancien, pour un lecteur de fils.",
			Plusieurs: []theme.Link{{URL: "/atom.xml", Titre: "Tout le site, en Atom"}, {URL: "/feed.json", Titre: "Tout le site, en JSON Feed"}}}
		if len(m.newestNews()) > 0 {
			f.Plusieurs = append(f.Plusieurs, theme.Link{URL: "/actualites/atom.xml", Titre: "Les actualités, en Atom"})
		}
		out = append(out, f)
	}
	if len(m.inits) > 0 {
		out = append(out, m.mapFiles()...)
	}
	if m.indexed() {
		out = append(out, DataFile{URL: "/" + searchFile, Titre: "Ce que charge la recherche", Format: "JSON",
			Texte: "Les titres, les communes et les mots des pages, réduits au plus court\u00a0: ce fichier n’est fait que pour la page «\u00a0Rechercher\u00a0»."})
	}
	return out
}

// mapFiles are what the map's script loads.
func (m *maker) mapFiles() []DataFile {
	out := []DataFile{
		{URL: "/" + m.mapDataPath(), Titre: "Ce que charge la carte", Format: "JSON",
			Texte: "Un extrait des initiatives, réduit au plus court\u00a0: chaque valeur y est un rang dans les filtres de la carte. Pour un autre usage, prenez plutôt l’un des premiers."},
		{URL: "/donnees/lieux.json", Titre: "Les lieux de Belgique", Format: "JSON",
			Texte: "Les lieux d’où l’on peut partir, sous tous leurs noms, en dix-millièmes de degré. Source\u00a0: GeoNames (CC BY 4.0)."},
		{URL: "/donnees/provinces.json", Titre: "Le contour des provinces", Format: "JSON",
			Texte: "En millièmes de degré\u00a0: un premier point, puis des pas. Source\u00a0: Natural Earth (domaine public)."},
	}
	if m.in.EmbedCSS != "" {
		out = append(out, DataFile{URL: "/donnees/facettes.json", Titre: "Les filtres de la carte", Format: "JSON", Texte: "Chaque filtre et ses valeurs, dans l’ordre de leurs rangs."})
	}
	return out
}

// inventoryFile describes donnees/initiatives.csv by what the keys of a header mean.
func (m *maker) inventoryFile() DataFile {
	f := DataFile{URL: "/donnees/initiatives.csv", Titre: "Les initiatives, pour un tableur", Format: "CSV (RFC 4180)",
		Texte: "Une ligne par initiative, une colonne par clé de sa fiche. Le texte de la page n’y est pas. Chaque lieu est celui que le site montre\u00a0: un lieu caché n’y est pas.",
		Note: "Les cases sont séparées par un point-virgule, les lettres sont en UTF-8. Dans une liste, une barre «\u00a0|\u00a0» sépare les valeurs\u00a0; une barre qui fait partie d’une valeur s’écrit «\u00a0\\|\u00a0», une barre oblique inverse «\u00a0\\\\\u00a0». " +
			"Devant une case qui commence par =, +, - ou @, une apostrophe empêche le tableur d’y lire un calcul.",
		Champs: [][2]string{{"slug", "Le nom court de l’initiative, stable."}, {"url", "L’adresse de sa page."}}}
	for _, c := range initiativeColumns() {
		f.Champs = append(f.Champs, [2]string{c.key, french.Typo(c.doc)})
	}
	return f
}

// etatFile describes the numbers of the census.
func (m *maker) etatFile() DataFile {
	f := DataFile{Titre: "L’état des lieux", Format: "CSV (RFC 4180)", Texte: "Les nombres de la page «\u00a0État des lieux\u00a0», un fichier par tableau.",
		Champs: [][2]string{{"id", "l’identifiant de la valeur, stable"}, {"libelle", "son nom"}, {"nombre", "combien d’initiatives"}, {"sur", "combien d’initiatives en tout\u00a0; une initiative peut compter à plusieurs lignes"}, {"liste", "l’adresse de leur liste"}}}
	for _, x := range m.census.measures {
		f.Plusieurs = append(f.Plusieurs, theme.Link{URL: "/" + x.path(), Titre: x.titre})
	}
	return f
}

// geojsonFields says what each property of the GeoJSON holds.
var geojsonFields = [][2]string{
	{"id", "le nom court de l’initiative, stable"}, {"titre", "son nom"}, {"url", "l’adresse de sa page"}, {"resume", "une ou deux phrases"},
	{"secteurs, nature, statuts, publics", "des identifiants stables, ceux des adresses de la carte"}, {"etat", "active, suspendue, terminee ou en-projet"},
	{"commune, code_postal, pays", "le lieu, autant qu’il est montré"}, {"precision", "exacte, rue, commune ou masquee : avec quelle précision le point est donné"},
	{"verifie_le", "le jour de la dernière vérification par une personne"},
}

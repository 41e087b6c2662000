package theme_test

import (
	"fmt"
	"html/template"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// cards are real titles of the content, enough to see a list as it is.
func cards() []output.Card {
	return []output.Card{
		{Titre: "Projet PAT (Peer And Team support)", Slug: "projet-pat", Texte: "Une équipe aide les services à bien accueillir un pair-aidant.", Lieu: "Bruxelles (lieu approché)", Secteurs: secteurs, Nature: "Travail en équipe"},
		{Titre: "Transit se prépare à la pair-aidance", Slug: "transit", Texte: "Les équipes de Transit se préparent à travailler avec des pairs-aidants.", Lieu: "Bruxelles (lieu approché)", Secteurs: secteurs[2:], Nature: "Travail en équipe"},
		{Titre: "Experts du vécu en matière de pauvreté", Slug: "experts-du-vecu", Texte: "Des personnes qui ont connu la pauvreté aident l’administration à la comprendre.", Lieu: "Bruxelles", Secteurs: secteurs[1:2], Nature: "Plaidoyer", Etat: "Suspendue"},
		{Titre: "Le Relais", Slug: "le-relais", Secteurs: secteurs[:1], Nature: "Groupe d’entraide"},
	}
}

func richMap() *output.MapView {
	v := &output.MapView{Width: 360, Height: 262, Scale: 1, Titre: "Carte de Wallonie et de Bruxelles",
		Country: sampleCountry, Neighbours: "", Provinces: sampleProvinces,
		Labels: []output.MapLabel{{X: 216, Y: 131, Anchor: "start", Name: "Namur", Big: true}, {X: 276, Y: 98, Anchor: "start", Name: "Liège", Big: true}, {X: 30, Y: 100, Anchor: "start", Name: "Tournai"}, {X: 285, Y: 215, Anchor: "end", Name: "Arlon"}, {X: 246, Y: 180, Anchor: "middle", Name: "Bastogne"}},
		Marks: []output.MapMark{
			{X: 152, Y: 62, R: 17, N: 12, Text: "12", Label: "Bruxelles", Anchor: "start", LX: 172, LY: 66, Name: "12 initiatives à Bruxelles", URL: "/carte/#bruxelles"},
			{X: 100, Y: 128, R: 13, N: 3, Text: "3", Label: "Mons", Anchor: "end", LX: 84, LY: 132, Name: "3 initiatives à Mons", URL: "/carte/#mons"},
			{X: 200, Y: 127, R: 11, N: 1, Text: "S", Forme: "rond", Rank: 1, Name: "Le Relais, à Namur", URL: "/initiatives/le-relais/"},
			{X: 150, Y: 132, R: 11, N: 1, Text: "P", Forme: "carre", Rank: 2, Label: "Charleroi", Anchor: "middle", LX: 150, LY: 156, Name: "Solidarité sur le bitume, à Charleroi", URL: "/initiatives/x/", Area: true},
			{X: 262, Y: 96, R: 11, N: 1, Text: "A", Forme: "losange", Rank: 3, Name: "Dune, à Liège", URL: "/initiatives/dune/"},
			{X: 300, Y: 78, R: 11, N: 1, Text: "T", Forme: "triangle", Rank: 4, Name: "Autre, à Verviers", URL: "/initiatives/y/", Area: true},
			{X: 300, Y: 212, R: 13, N: 2, Text: "2", Name: "2 initiatives à Arlon", URL: "/carte/#arlon", Area: true},
		}}
	for r := range 4 { // the other ranks, to see their colours
		v.Marks = append(v.Marks, output.MapMark{X: 30 + 30*float64(r), Y: 235, R: 11, N: 1, Text: "X", Forme: "rond", Rank: 5 + r, Name: fmt.Sprint("Rang ", 5+r), URL: "/initiatives/z/"})
	}
	return v
}

// A rough Belgium, drawn by hand.
const (
	sampleCountry   = "M8 40 60 12 110 8 140 4 185 10 232 18 262 44 290 62 318 76 330 108 312 140 296 158 304 196 318 236 286 244 250 214 232 190 206 178 208 158 184 160 176 190 150 176 138 150 112 154 92 140 70 118 40 112 22 84z"
	sampleProvinces = "M60 80 120 84 180 78 240 86 290 80M130 84 128 150M176 80 180 158M232 88 226 150 300 140"
)

func facets() []output.Facet {
	return []output.Facet{
		{Label: "Secteur", Options: []output.FacetOption{{Label: "Santé mentale", URL: "/carte/secteur/sante-mentale/", N: 12}, {Label: "Précarité", URL: "/carte/secteur/precarite/", N: 8, Current: true}, {Label: "Assuétudes", URL: "/carte/secteur/assuetudes/", N: 6}}},
		{Label: "Nature", Options: []output.FacetOption{{Label: "Travail en équipe", URL: "/carte/nature/equipe/", N: 9}, {Label: "Association", URL: "/carte/nature/association/", N: 2}, {Label: "Groupe d’entraide", N: 0}}},
		{Label: "Territoire", Options: []output.FacetOption{{Label: "Région de Bruxelles-Capitale", URL: "/carte/territoire/region-bruxelles/", N: 12}, {Label: "Province de Hainaut", URL: "/carte/territoire/province-hainaut/", N: 3}, {Label: "Namur", URL: "/carte/territoire/namur/", N: 1}}},
	}
}

func richCarte(carte, list template.HTML) *output.CarteView {
	return &output.CarteView{Titre: "Précarité", Intro: "Toutes en Région bruxelloise.", Total: 19, Phrase: "19 initiatives", Filtre: true, Facettes: facets(), Carte: carte,
		Groupes: []output.Group{{ID: "bruxelles", Titre: "Bruxelles", N: 12, Suite: true, Cards: list}, {ID: "mons", Titre: "Mons", N: 1, Cards: list}},
		Hors:    []output.Group{{ID: "masquees", Titre: "Sans lieu montré", N: 2, Note: "Ces initiatives ne montrent pas leur adresse, pour protéger les personnes.", Cards: list}, {ID: "fr", Titre: "France", N: 2, Note: "Ces initiatives sont hors de Belgique.", Cards: list}},
		Pager:   output.Pager{Current: 2, Total: 3, Prev: "/carte/", Next: "/carte/page/3/", Links: []output.FacetOption{{Label: "1", URL: "/carte/"}, {Label: "2", URL: "/carte/page/2/", Current: true}, {Label: "3", URL: "/carte/page/3/"}}},
		Geojson: "/donnees/initiatives.geojson", Integrer: true, Secteurs: secteurs, Definition: "Aide aux personnes pauvres, sans logement ou mises à l’écart."}
}

func richEmbed(carte, list template.HTML) output.EmbedView {
	c := richCarte(carte, list)
	return output.EmbedView{Langue: "fr", Site: "La pair-aidance", Titre: c.Titre, Canonique: "https://exemple.be/carte/", URL: "/carte/secteur/precarite/", Head: "<link>", Style: "/assets/embed.css", Script: "/assets/embed.js",
		Donnees: "/donnees/carte.geojson", Fond: "/assets/fond.json", Phrase: c.Phrase, Carte: carte, Cadre: "2,49,6,51", Secteurs: secteurs, Groupes: c.Groupes, Hors: c.Hors, Reste: 220, Total: 320, Urgence: urgence}
}

func richIntegrer() output.IntegrerView {
	return output.IntegrerView{Site: "La pair-aidance", Base: "https://exemple.be", Total: 19, Iframe: `<iframe src="https://exemple.be/embed/carte/"></iframe>`, Donnees: "https://exemple.be/donnees/initiatives.geojson", Points: "/donnees/carte.geojson",
		Listes: []output.ListGroup{{Titre: "Par secteur", Items: items()}}, Urgence: true, Style: "/assets/embed.css", Script: "/assets/integrer.js"}
}

func items() []output.ListItem {
	return []output.ListItem{
		{Titre: "Le groupe de travail de Transit", URL: "/portraits/groupe-de-travail-transit/", Texte: "Onze personnes, venues de toutes les équipes de la maison, préparent l’arrivée d’un pair-aidant.", Sur: "Groupe de travail", Img: picture},
		{Titre: "L’équipe PAT", URL: "/portraits/equipe-pat/", Texte: "Pairs-aidants et professionnels, ils vont d’un service à l’autre.", Sur: "Bruxelles"},
		{Titre: "Un portrait sans rien d’autre", URL: "/portraits/x/"},
	}
}

func richHome(carte template.HTML) *output.HomeView {
	return &output.HomeView{Site: "La pair-aidance en Belgique francophone", Description: "Où trouver des pairs-aidants, qui ils sont, et comment les accueillir dans une équipe.", Total: 19, Carte: carte, Facettes: facets(),
		Portraits: items(), Chapitres: chapters(), Nouveautes: items()[:2], Urgence: urgence, Pages: []site.Link{{Titre: "À propos", URL: "/a-propos/"}}}
}

func richData() *output.DonneesView {
	return &output.DonneesView{Licence: licences, Total: 19, Fichiers: []output.DataFile{
		{URL: "/donnees/initiatives.geojson", Titre: "Initiatives, sur la carte", Format: "GeoJSON", Texte: "Un point par initiative. RFC 7946.", Champs: [][2]string{{"titre", "Le nom, tel qu’on le dit."}, {"secteurs", "Un ou plusieurs secteurs."}}},
		{URL: "/donnees/initiatives.csv", Titre: "Initiatives, en tableau", Format: "CSV"}}}
}

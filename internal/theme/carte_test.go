package theme_test

import (
	"fmt"
	"html/template"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/theme"
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

func richMap(ground template.HTML) *output.MapView {
	shapes := map[string]string{"carre": "M-.88-.88H.88V.88H-.88z", "losange": "M0-1.25 1.25 0 0 1.25-1.25 0z", "triangle": "M0-1.3 1.25 .9H-1.25z", "rond": "M-1 0a1 1 0 1 1 2 0 1 1 0 1 1-2 0z"}
	v := &output.MapView{Width: 360, Height: 262, Titre: "Carte de Wallonie et de Bruxelles", Fond: ground,
		Labels: []output.MapLabel{{X: "216", Y: "131", Anchor: "start", Name: "Namur", Dot: "M200 127m-2 0a2 2 0 1 0 4 0 2 2 0 1 0-4 0"}, {X: "30", Y: "100", Anchor: "start", Name: "Tournai"}, {X: "285", Y: "215", Anchor: "end", Name: "Arlon"}},
		Marks: []output.MapMark{
			{No: 1, Place: "translate(152 62)", Size: "scale(17)", Shape: shapes["rond"], Class: "m-n", Text: "12", Name: "12 initiatives à Bruxelles", URL: "/carte/#bruxelles"},
			{No: 2, Place: "translate(200 127)", Size: "scale(11)", Shape: shapes["rond"], Class: "s1", Text: "S", Name: "Le Relais, à Namur", URL: "/initiatives/le-relais/"},
			{No: 3, Place: "translate(150 132)", Size: "scale(11)", Shape: shapes["carre"], Class: "s2 m-aire", Area: true, Text: "P", Name: "Solidarité sur le bitume, à Charleroi", URL: "/initiatives/x/"},
			{Place: "translate(262 96)", Size: "scale(11)", Shape: shapes["losange"], Class: "s3", Text: "A", Name: "Dune, à Liège", URL: "/initiatives/dune/"},
		}}
	for r := range 4 { // the other ranks, to see their colours
		v.Marks = append(v.Marks, output.MapMark{Place: fmt.Sprintf("translate(%d 235)", 30+30*r), Size: "scale(11)", Shape: shapes["triangle"], Class: fmt.Sprint("s", 5+r), Text: "X", Name: fmt.Sprint("Rang ", 5+r), URL: "/initiatives/z/"})
	}
	return v
}

var richGround = output.GroundView{Country: sampleCountry, Sea: "M0 0H20V20z", Provinces: sampleProvinces, Scale: 1}

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
	return &output.CarteView{Cadre: "2,49,6,51", Script: output.MapScript{URL: "/c.js", Plan: "/p.js", Donnees: "/d.json", Fond: "/f.json", Facettes: "[]"},
		Titre: "Précarité", Intro: "Toutes en Région bruxelloise.", Total: 19, Phrase: "19 initiatives", Filtre: true, Facettes: facets(), Carte: carte,
		Groupes: []output.Group{{ID: "bruxelles", Titre: "Bruxelles", N: 12, Suite: true, Cards: list}, {ID: "mons", Titre: "Mons", N: 1, Cards: list}},
		Hors:    []output.Group{{ID: "masquees", Titre: "Sans lieu montré", N: 2, Note: "Ces initiatives ne montrent pas leur adresse, pour protéger les personnes.", Cards: list}, {ID: "fr", Titre: "France", N: 2, Note: "Ces initiatives sont hors de Belgique.", Cards: list}},
		Pager:   richPager,
		Geojson: "/donnees/initiatives.geojson", Integrer: true, Proposer: true, Secteurs: secteurs, Definition: "Aide aux personnes pauvres, sans logement ou mises à l’écart."}
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
		Portraits: items(), Chapitres: chapters(), Agenda: output.ListGroup{Titre: "Ce qui vient", Items: items()[:2]}, AgendaURL: "/agenda/", Nouvelles: output.ListGroup{Titre: "Actualités", Items: items()[:2]}, Actualites: true, Services: items()[:2], Chiffres: items()[:1]}
}

func richHSDS() output.HSDSView {
	return output.HSDSView{Licence: licences, Total: 19, Champs: [][2]string{{"name", "Le nom."}},
		Fichiers: []output.HSDSFile{{Titre: "Les initiatives", Texte: "Une par fiche.", Liens: []theme.Link{{URL: "/donnees/hsds/services.json", Titre: "services.json"}}}}}
}

func richData() *output.DonneesView {
	return &output.DonneesView{Licence: licences, Total: 19, Fichiers: []output.DataFile{
		{URL: "/donnees/initiatives.geojson", Titre: "Initiatives, sur la carte", Format: "GeoJSON", Texte: "Un point par initiative. RFC 7946.", Champs: [][2]string{{"titre", "Le nom, tel qu’on le dit."}, {"secteurs", "Un ou plusieurs secteurs."}}},
		{URL: "/donnees/initiatives.csv", Titre: "Initiatives, en tableau", Format: "CSV", Note: "Les cases sont séparées par un point-virgule.", Champs: [][2]string{{"titre", "Le nom."}}},
		{Titre: "L’état des lieux", Format: "CSV", Plusieurs: []theme.Link{{URL: "/donnees/etat/secteurs.csv", Titre: "Secteur"}}}}}
}

func richEtat() *output.EtatView {
	chart := output.Chart{ID: "secteurs", Titre: "Dans quels secteurs ?", Nom: "Secteur", Unite: "Initiatives", Notes: []string{"Une initiative qui a plusieurs secteurs compte dans chacun."}, CSV: "/donnees/etat/secteurs.csv",
		Barres: []output.Bar{{Label: "Précarité", Marque: `<i class="s2 carre" aria-hidden="true">P</i>Précarité`, N: 12, URL: "/carte/secteur/precarite/", Nom: "Précarité : 12 initiatives", Barre: `<svg class="barre s2"></svg>`},
			{Label: "Non dit", N: 1, URL: "/etat-des-lieux/secteurs/non-dit/", Nom: "Non dit : 1 initiative", Barre: `<svg class="barre muette"></svg>`}}}
	trust := chart
	trust.ID, trust.Titre, trust.Nom, trust.Unite, trust.Notes = "verifications", "Vérifiées quand ?", "Vérification de la fiche", "Fiches", nil
	return &output.EtatView{Total: 13, Jour: "15 juin 2026", JourISO: "2026-06-15", Parties: []output.EtatPart{{ID: "ce-qui-existe", Titre: "Ce qui existe", Tableaux: []output.Chart{chart}}},
		Confiance: []string{"3 fiches n’ont jamais été vérifiées par une personne."}, Mesures: []output.Chart{trust}}
}

func richEtatList() output.EtatListView {
	return output.EtatListView{Titre: "Statut des pairs : Bénévole", Phrase: "301 initiatives", Retour: "/etat-des-lieux/#statuts", Manque: true, Liens: `<li><a href="/initiatives/transit/">Transit</a> <small>Bruxelles</small></li>`,
		Pager: output.Pager{Current: 2, Total: 3, Prev: "/etat-des-lieux/statuts/benevole/", Next: "/etat-des-lieux/statuts/benevole/page/3/", Links: []output.FacetOption{{Label: "1", URL: "/a/"}, {Label: "2", URL: "/b/", Current: true}}}}
}

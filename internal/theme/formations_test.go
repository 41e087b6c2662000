package theme_test

import (
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

var onePart = output.TrainingItem{ID: "le-retablissement", Titre: "Le rétablissement", URL: "/formations/le-retablissement/", But: "Définir ensemble ce qu’est le rétablissement.",
	Temps: output.Length{Mots: "1 h 30", ISO: "PT1H30M"}, Min: 90, Max: 90, Pour: []string{"Pairs-aidants", "Directions d’organisations"}, Themes: []string{"Rétablissement", "Histoire"}}

func richTraining() *output.TrainingView {
	t := &site.Training{Base: base("formation", "le-retablissement", "Le rétablissement", "Un module court pour définir le mot."), Objectif: "Définir ensemble ce qu’est le rétablissement.",
		Themes: []string{"Rétablissement", "Histoire"}}
	day := site.Link{Titre: "Une journée de formation", URL: "/agenda/une-journee/", Kind: "activite"}
	return &output.TrainingView{Training: t, Corps: body, Img: picture, Temps: onePart.Temps, Pour: []output.Tag{{Label: "Pairs-aidants"}, {Label: "Directions d’organisations"}},
		Materiel: []output.Material{{Texte: "Cartes illustrées"}, {Texte: "fiche.pdf", URL: "/media/fiche.pdf"}, {Texte: "exemple.be", URL: "https://exemple.be/", Externe: true}}, Composer: "/formations/composer/?modules=le-retablissement",
		Dates:  []output.Giving{{Link: day, Quand: output.When{Mots: "du 12 au 13 janvier 2027"}, Ou: "Namur"}},
		Donnee: []output.Giving{{Link: day, Quand: output.When{ISO: "2020-12-03", Mots: "jeudi 3 décembre 2020"}}}, Guide: backRefs[:1],
		Demander: []site.Link{{Titre: "Demander une formation", URL: "/formulaires/demande/", Kind: "formulaire"}}, Autour: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}}
}

func richCatalogue() *output.CatalogueView {
	plain := output.TrainingItem{ID: "autre", Titre: "Une autre", URL: "/formations/autre/", Temps: output.Length{Mots: "à convenir"}, Themes: []string{"Histoire"}}
	return &output.CatalogueView{Titre: "Formations", Intro: "Des modules.", Composer: "/formations/composer/",
		Index: []output.CatalogueIndex{{Titre: "Par thème", Valeurs: []output.CatalogueValue{{Label: "Rétablissement", Liens: []site.Link{{Titre: "Le rétablissement", URL: "#le-retablissement"}}}}}},
		Groupes: []output.CatalogueGroup{{ID: "modules_", Titre: "Les modules", Note: "Seuls ou ensemble.", Parts: []output.CataloguePart{{Titre: "Rétablissement", Items: []output.TrainingItem{onePart}}}},
			{ID: "convenir_", Titre: "Durée à convenir", Parts: []output.CataloguePart{{Items: []output.TrainingItem{plain}}}}}}
}

func richComposer() *output.ComposerView {
	return &output.ComposerView{Demande: &enRoute.Link, Site: "La pair-aidance", Base: "https://exemple.be", Courriel: "info@exemple.be", Modules: []output.TrainingItem{onePart, {ID: "autre", Titre: "Une autre", Min: 45, Max: 60, Temps: output.Length{Mots: "de 45 min à 1 h"}}}, Script: "/assets/journee.js"}
}

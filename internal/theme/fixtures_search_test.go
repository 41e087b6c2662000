package theme_test

import "enrouteweb.org/balise/internal/output"

func richSearch() *output.SearchView {
	return &output.SearchView{Script: "/assets/recherche.js", Index: "/donnees/recherche.json", Urgence: true,
		Pistes: []output.ListItem{{Titre: "Carte", URL: "/carte/", Texte: "Les initiatives, par lieu."}, {Titre: "Plan du site", URL: "/plan-du-site/"}}}
}

// copiedSearch is the page in a copy of the site, where no script runs.
func copiedSearch() *output.SearchView {
	return &output.SearchView{EnLigne: "https://exemple.be/recherche/", Pistes: richSearch().Pistes}
}

package theme_test

import (
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

func richKeys() *output.AideKeysView {
	values := []output.ManualValue{{Valeur: "oui"}, {Valeur: "precarite", Libelle: "Précarité", Definition: "Vivre avec trop peu."}}
	key := output.ManualKey{Cle: "contact", Chemin: "contact", Nom: "Contact", Sens: "Comment joindre l'initiative.", Obligatoire: true, Liste: true, Max: 300, Forme: "D'autres clés, comme `courriel`.",
		Exemple: "contact:\n  courriel: info@exemple.be\n", Vocabulaire: "secteurs", Valeurs: values, Vers: site.KindNamed("organisation"),
		Sous: []output.ManualKey{{Cle: "courriel", Chemin: "contact.courriel", Nom: "Courriel", Liste: true}}}
	return &output.AideKeysView{Titre: "Écrire une initiative", Chapo: "Ce qui existe.", Fichier: "content/initiatives/a.md", Exemple: "---\ntitre: A\n---\n", Plan: []site.Part{{Title: "Objectifs", Ask: "Que veut-elle changer ?"}},
		Parties: []output.AideKeyPart{{Titre: "Une liste", Texte: "Un mot.", Valeurs: values, Cles: []output.ManualKey{key}}, {Cles: []output.ManualKey{key}}}}
}

func mistakeThemes() []output.ManualTheme {
	return []output.ManualTheme{
		{Nom: "liens", Titre: "Les liens", Fautes: []output.ManualMistake{{Code: "lien-vide", Titre: "Ce lien n'a pas d'adresse", Quoi: []string{"Rien entre les `()`."}, Faire: []string{"Écrivez l'adresse."}, Exemple: true, Ou: "dans le texte :", Avant: "[a]()\n", Apres: "[a](b.md)\n"},
			{Code: "fichier-vide", Exemple: true}, {Code: "encodage", Titre: "Les accents"}}},
		{Nom: "dates", Titre: "Les dates"},
	}
}

package theme_test

import "enrouteweb.org/balise/internal/output"

// proposalAsks has each control of the page that proposes an initiative.
func proposalAsks() []output.ProposalAsk {
	oui := []output.ProposalOption{{ID: "oui", Label: "Oui", Definition: "Avec une rampe."}, {ID: "non", Label: "Non"}}
	return []output.ProposalAsk{
		{Nom: "titre", ID: "p-titre_", Rang: 1, Label: "Son nom", Aide: "Comme on le dit.", Type: "texte", Input: "text", Auto: "off", Obligatoire: true, Datalist: "organisations_", Mode: "url", Forme: "url"},
		{Nom: "resume", ID: "p-resume_", Rang: 2, Label: "En deux phrases", Type: "texte-long", Max: 300, Liste: true, Titre: "Objectifs", Aide: "Court."},
		{Nom: "acces.pmr", ID: "p-acces-pmr_", Rang: 3, Label: "Peut-on entrer ?", Type: "choix", Options: oui, Aide: "Une réponse.", Obligatoire: true},
		{Nom: "secteurs", ID: "p-secteurs_", Label: "Secteurs", Type: "choix-multiple", Options: oui},
		{Nom: "pays", ID: "p-pays_", Rang: 4, Label: "Le pays", Type: "choix-unique", Options: []output.ProposalOption{{Label: "Belgique"}, {ID: "FR", Label: "France"}}},
		{Nom: "cadre", ID: "p-cadre_", Rang: 5, Label: "Le cadre", Type: "texte-long"},
	}
}

func richProposal() *output.ProposerView {
	return &output.ProposerView{Courriel: "info@exemple.be", Message: "mailto:info@exemple.be?subject=Proposition&body=Son%20nom", Organisations: []string{"Smes"}, Territoires: "Namur|Hainaut", Fond: "/assets/fond.json", Lieux: "/donnees/lieux.json",
		Cadre: "2,49,6,51", Regles: "/assets/regles.js", Script: "/assets/proposer.js", Parties: []output.ProposalPart{
			{ID: "quoi_", Titre: "Ce que c’est", Intro: "Pour tous.", Groupes: []output.ProposalGroup{{Champs: proposalAsks()[:4]}}},
			{ID: "chiffres_", Titre: "Chiffres", Pliee: true, Groupes: []output.ProposalGroup{{Legende: "Premier chiffre", Champs: proposalAsks()[4:]}}}}}
}

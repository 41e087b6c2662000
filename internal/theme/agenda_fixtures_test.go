package theme_test

import (
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

func seances() []output.SeanceView {
	return []output.SeanceView{
		{Quand: output.When{ISO: "2026-12-07", Mots: "lundi 7 décembre 2026"}, Heures: "de 14 h à 16 h", Ou: "Salle fictive, Bruxelles", Agenda: "/intervisions/cycle-d-essai/seance-2026-12-07.ics", Passee: true},
		{Quand: output.When{ISO: "2027-02-01", Mots: "lundi 1er février 2027"}, Heures: "14 h", Agenda: "/intervisions/cycle-d-essai/seance-2027-02-01.ics", Prochaine: true},
		{Quand: output.When{ISO: "2027-03", Mots: "mars 2027"}, Ou: "À fixer"},
	}
}

func richCycle() *output.CycleView {
	c := &site.Cycle{Base: base("intervision", "cycle-d-essai", "Un cycle d’essai", "Une rencontre par mois, dans un espace protégé."), Rythme: "Le premier lundi du mois", Prix: "50 € pour tout le cycle",
		Contact: site.Contact{Nom: "Accueil", Fonction: "secrétariat", Courriel: "essai@example.org", Telephone: "02 000 00 00", Site: "https://example.org"}}
	v := &output.CycleView{Cycle: c, Corps: body, Img: picture, Periode: output.When{Mots: "de décembre 2026 à juin 2027"}, Groupe: "de 6 à 12 personnes", Publics: []output.Tag{{Label: "Pairs-aidants"}}, Contact: &c.Contact,
		Mailto: "mailto:essai@example.org", Tel: "tel:020000000", Seances: seances(), Agenda: "/intervisions/cycle-d-essai/cycle-d-essai.ics", Autour: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}}
	v.Prochaine = &v.Seances[1]
	return v
}

func pastCycle() *output.CycleView {
	v := richCycle()
	v.Prochaine, v.Passe, v.Fini, v.Seances = nil, true, "en mai 2019", v.Seances[:1]
	return v
}

func richActivity() *output.ActivityView {
	a := &site.Activity{Base: base("activite", "formation-d-essai", "Une formation d’essai", "Trois modules, pour une équipe."), Projet: "PAT", Etat: "Inscriptions ouvertes.", Participants: 9,
		Lien: "https://example.org/inscription", Enregistrement: "https://example.org/video"}
	return &output.ActivityView{Activity: a, Corps: body, Img: picture, Type: site.Link{Titre: "Formation", URL: "/agenda/type/formation/"}, Quand: output.When{Mots: "du 22 mars au 5 avril 2027"}, Heures: "de 9 h 30 à 16 h",
		Ou: "Au Smes, Bruxelles", Distance: true, Pour: []output.Guest{{Titre: "Dune", URL: "/reseau/dune/", Participants: 3}, {Titre: "Une maison médicale de quartier"}}, Seances: seances(), Agenda: "/agenda/formation-d-essai/formation-d-essai.ics",
		Rapports: []site.Link{{Titre: "Rapport 2027", URL: "/rapports/2027/"}}, Evoquee: []output.LinkGroup{{Titre: "Portraits", Liens: backRefs[1:]}}, Autour: []output.LinkGroup{{Titre: "Les modules de formation", Liens: []site.Link{{Titre: "La ligne de vie", URL: "/formations/la-ligne-de-vie/"}}}}}
}

func pastActivity() *output.ActivityView {
	v := richActivity()
	v.Passee, v.Ou, v.Seances, v.Quand = true, "", nil, output.When{ISO: "2020-10", Mots: "octobre 2020"}
	return v
}

func months() []output.AgendaMonth {
	return []output.AgendaMonth{
		{Titre: "Mars 2027", Lignes: []output.AgendaLine{
			{Titre: "Un cycle d’essai", URL: "/intervisions/cycle-d-essai/", Type: "Intervision", Quand: output.When{ISO: "2027-03-01", Mots: "lundi 1er mars"}, Heures: "de 14 h à 16 h", Lieu: "Salle fictive, Bruxelles", Seance: "séance 2 sur 6", Revoir: true},
			{Titre: "Une rencontre", URL: "/agenda/rencontre/", Quand: output.When{Mots: "du 17 au 18 mars 2027"}, Revoir: true},
			{Titre: "Une journée", URL: "/agenda/journee/", Lieu: "En ligne"}}},
		{Titre: "Dans l’année 2027", Lignes: []output.AgendaLine{{Titre: "Des groupes de travail", URL: "/agenda/groupes/", Type: "Plaidoyer", Quand: output.When{ISO: "2027", Mots: "2027"}}}},
	}
}

func richAgenda() *output.AgendaView {
	return &output.AgendaView{Titre: "Agenda", Intro: "Ce qui vient, et ce qui a eu lieu.", Types: []output.AgendaWay{{Label: "Formation", URL: "/agenda/type/formation/", N: 3}, {Label: "Cours", URL: "/agenda/type/cours/"}},
		TitreAVenir: "À venir", AVenir: months(), TitrePasse: "Ce qui a eu lieu", Passe: months(), Abonnement: &output.Subscription{Fichier: "/agenda.ics", Webcal: "webcal://exemple.be/agenda.ics", Adresse: "https://exemple.be/agenda.ics"}}
}

func yearOfAgenda() *output.AgendaView {
	return &output.AgendaView{Titre: "Agenda : Formation, 2026", Definition: "On apprend ensemble.", Dans: &site.Link{Titre: "Agenda", URL: "/agenda/"}, Types: []output.AgendaWay{{Label: "Formation", URL: "/agenda/type/formation/", N: 3, Current: true}},
		Annees: []output.AgendaWay{{Label: "2026", URL: "/agenda/annee/2026/", N: 3, Current: true}, {Label: "2025", URL: "/agenda/annee/2025/"}}, TitreAVenir: "À venir", Rien: true, Abonnement: &output.Subscription{Fichier: "/agenda.ics"}}
}

package theme_test

import (
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

func richReport() *output.ReportView {
	r := &site.Report{Base: base("rapport", "2020", "Rapport d’activités 2020", "L’année du projet, en quatre mois."), Annee: 2020, Projet: "PAT",
		Equipe: []string{"Deux pairs-aidants à mi-temps", "Une coordinatrice"}, Budget: []string{"Un financement public"}}
	return &output.ReportView{Report: r, Corps: body, Img: picture, Autour: []output.LinkGroup{{Titre: "Guide", Liens: backRefs[:1]}}, Sommaire: []site.Link{{Titre: "L’année en chiffres", URL: "#chiffres_"}, {Titre: "Le budget", URL: "#budget_"}}, Periode: "septembre 2020 – décembre 2020",
		Chiffres: []site.Figure{{Valeur: "2", Libelle: "activités"}, {Valeur: "9", Libelle: "participants", Source: "D’après 1 sur 2 activités."}},
		Lignes: []output.ReportLine{
			{Date: "2020-12-03", Quand: "3 décembre 2020", Fin: "2020-12-04", Jusque: "4 décembre 2020", Type: "Formation", Titre: "Une formation", URL: "/agenda/une-formation/", Participants: 9, Etat: "Clôturé",
				Pour: []output.ReportFor{{Titre: "Smes", URL: "/reseau/smes/", Participants: 3}, {Titre: "7 organisations"}}},
			{Date: "2020-10", Quand: "octobre 2020", Type: "Présentation", Titre: "Une présentation", URL: "/agenda/une-presentation/"}},
		Types: []output.ReportTotal{{Type: "Formation", Activites: 1, Participants: 9, Dites: 1, Publics: 8}, {Type: "Présentation", Activites: 1}}, Total: output.ReportTotal{Activites: 2, Participants: 9, Dites: 1, Publics: 8},
		Secteurs: []output.ReportSector{{Tag: precarite, N: 1}}, Sans: "7 autres organisations n’ont pas de fiche : leurs secteurs ne sont pas comptés.",
		Declares: output.ReportClaims{Source: "Rapport 2020", Bilan: "Sur 2 chiffres déclarés, 1 s’en écarte et 1 ne peut pas être comparé.", Lignes: []output.ReportClaim{
			{Declare: "7", Libelle: "présentations", Compte: "1", Quoi: "activité (Présentation)", Ecart: "Le document dit 7, les fiches en donnent 1.", Differe: true},
			{Declare: "2", Libelle: "idées", Ecart: "Non compté par les activités."}}},
		CSV: "/rapports/2020/rapport-2020.csv"}
}

// mixedReport declares figures of several sources, and says nothing of sectors nor of people.
func mixedReport() *output.ReportView {
	v := richReport()
	v.Secteurs, v.CSV, v.Declares.Source, v.Total = nil, "", "", output.ReportTotal{Activites: 2}
	v.Declares.Lignes[0].Source = "Rapport 2020, page 3"
	return v
}

func richReports() *output.ReportsView {
	return &output.ReportsView{Titre: "Rapports d’activités", Intro: "Année par année.", Rapports: []output.ReportItem{
		{Annee: 2021, Titre: "Rapport 2021", URL: "/rapports/2021/", Periode: "2021"},
		{Annee: 2020, Titre: "Rapport 2020", URL: "/rapports/2020/", Resume: "Quatre mois.", Projet: "PAT", Periode: "septembre 2020 – décembre 2020", Chiffres: []site.Figure{{Valeur: "2", Libelle: "activités"}}}}}
}

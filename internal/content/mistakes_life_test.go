package content

// lifeMistakes are about the types of the network's life.
var lifeMistakes = []mistake{
	{name: "training", path: "formations/a.md", text: head("titre: A", "duree: 2 h 30", "publics: [professionnels]")},
	{name: "training, a range", path: "formations/a.md", text: head("titre: A", "duree: 45 min à 2 h 30")},
	{name: "training, days", path: "formations/a.md", text: head("titre: A", "duree: 3 jours")},
	{name: "training, clock", path: "formations/a.md", text: head("titre: A", "duree: 1:30"), want: []string{"3:8 erreur duree-invalide +"}},
	{name: "training, bare number", path: "formations/a.md", text: head("titre: A", "duree: 90"), want: []string{"3:8 erreur duree-invalide +"}},
	{name: "training, decimal hours", path: "formations/a.md", text: head("titre: A", "duree: 1,5 h"), want: []string{"3:8 erreur duree-invalide +"}},
	{name: "training, range upside down", path: "formations/a.md", text: head("titre: A", "duree: 2 h 30 à 45 min"), want: []string{"3:8 erreur duree-invalide"}},
	{name: "training, words", path: "formations/a.md", text: head("titre: A", "duree: une matinée"), want: []string{"3:8 erreur duree-invalide"}},
	{name: "training, its own address", path: "formations/composer.md", text: head("titre: A"), want: []string{"0:0 erreur adresse-reservee"}},

	{name: "cycle", path: "intervisions/a.md", text: head("titre: A", "debut: 2020-09", "fin: 2021-02", "seances:", "  - {date: 2020-09-07, heure: 14 h à 16 h 30}", "  - {date: 2021-02-01}")},
	{name: "cycle that ends first", path: "intervisions/a.md", text: head("titre: A", "debut: 2020-09", "fin: 2020-08"), want: []string{"4:6 erreur fin-avant-debut"}},
	{name: "cycle, one month", path: "intervisions/a.md", text: head("titre: A", "debut: 2020-09-14", "fin: 2020-09")},
	{name: "session before its cycle", path: "intervisions/a.md", text: head("titre: A", "debut: 2020-09", "seances:", "  - date: 2020-08-31", "    heure: 14:00", "  - date: 2020-09-07"), want: []string{"5:11 erreur seance-hors-periode"}},
	{name: "session after its cycle", path: "intervisions/a.md", text: head("titre: A", "debut: 2020-09", "fin: 2021-02", "seances: [{date: 2020-09-07}, {date: 2021-03-01, lieu: Ici}]"), want: []string{"5:38 erreur seance-hors-periode"}},
	{name: "session without a date", path: "intervisions/a.md", text: head("titre: A", "seances:", "  - lieu: Ici"), want: []string{"4:1 erreur cle-manquante"}},
	{name: "session, bare date", path: "intervisions/a.md", text: head("titre: A", "seances: [2020-12-16]"), want: []string{"3:11 erreur cles-attendues +"}},
	{name: "session, impossible date", path: "intervisions/a.md", text: head("titre: A", "seances:", "  - date: 2020-02-30"), want: []string{"4:11 erreur date-impossible"}},
	{name: "session, hour", path: "intervisions/a.md", text: head("titre: A", "seances:", "  - {date: 2020-02-03, heure: 14h30mn}", "  - {date: 2020-03-02, heure: 25 h}", "  - {date: 2020-04-06, heure: 16 h à 14 h}"), want: []string{"4:31 erreur heure-invalide +", "5:31 erreur heure-invalide", "6:31 erreur heure-invalide"}},
	{name: "session twice", path: "intervisions/a.md", text: head("titre: A", "seances:", "  - date: 2020-02-03", "  - date: 2020-02-03"), want: []string{"5:11 avertissement seance-en-double"}},
	{name: "sessions out of order", path: "intervisions/a.md", text: head("titre: A", "seances:", "  - date: 2020-03-02", "  - date: 2020-02-03"), want: []string{"5:11 conseil seances-en-desordre"}},
	{name: "group upside down", path: "intervisions/a.md", text: head("titre: A", "participants: {min: 12, max: 6}"), want: []string{"3:30 erreur nombres-inverses"}},

	{name: "activity", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "type: formation", "pour: [dune, {organisation: smes, participants: 3}, \"7 organisations\"]")},
	{name: "activity without a date", path: "activites/a.md", text: head("titre: A", "type: formation"), want: []string{"1:1 erreur cle-manquante"}},
	{name: "activity, type", path: "activites/a.md", text: head("titre: A", "date: 2020-12", "type: formations"), want: []string{"4:7 erreur valeur-inconnue +"}},
	{name: "activity that ends first", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "fin: 02/12/2020", "type: formation"), want: []string{"4:6 erreur fin-avant-debut"}},
	{name: "activity, session after its end", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "fin: 2020-12-04", "type: formation", "seances: [{date: 2020-12-05}]"), want: []string{"6:18 erreur seance-hors-periode"}},
	{name: "activity, for whom without brackets", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "type: formation", "pour: dune, smes"), want: []string{"5:7 erreur liste-sans-crochets +"}},
	{name: "activity, for nobody", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "type: formation", "pour: [{participants: 3}]"), want: []string{"5:1 erreur cle-manquante"}},
	{name: "activity, a number in words", path: "activites/a.md", text: head("titre: A", "date: 2020-12-03", "type: formation", "participants: neuf"), want: []string{"5:15 erreur nombre-invalide +"}},

	{name: "report", path: "rapports/2020.md", text: head("titre: A", "annee: 2020", "periode: {debut: 2020-09, fin: 2020-12}")},
	{name: "report under another name", path: "rapports/pat.md", text: head("titre: A", "annee: 2020"), want: []string{"3:8 erreur nom-de-rapport"}},
	{name: "report, year", path: "rapports/2020.md", text: head("titre: A", "annee: 20"), want: []string{"3:8 erreur annee-invalide"}},
	{name: "report, period", path: "rapports/2020.md", text: head("titre: A", "annee: 2020", "periode: {debut: 2020-09, fin: 2021-12}"), want: []string{"4:32 erreur periode-hors-annee"}},
	{name: "report, period upside down", path: "rapports/2020.md", text: head("titre: A", "annee: 2020", "periode:", "  debut: 2020-09", "  fin: 2020-08"), want: []string{"6:8 erreur fin-avant-debut"}},
	{name: "report, figure without a number", path: "rapports/2020.md", text: head("titre: A", "annee: 2020", "chiffres_declares:", "  - libelle: présentations"), want: []string{"5:1 erreur cle-manquante"}},

	{name: "news without a date", path: "actualites/a.md", text: head("titre: A"), want: []string{"1:1 erreur cle-manquante"}},
	{name: "resource from elsewhere", path: "ressources/a.md", text: head("titre: A", "fichier: https://exemple.be/a.pdf"), want: []string{"3:10 erreur document-hors-media"}},
	{name: "resource beside its file", path: "ressources/a.md", text: head("titre: A", "fichier: a.pdf"), want: []string{"3:10 erreur document-hors-media +"}},
	{name: "resource, link", path: "ressources/a.md", text: head("titre: A", "lien: exemple.be/a"), want: []string{"3:7 erreur adresse-web-invalide +"}},
	{name: "resource, year", path: "ressources/a.md", text: head("titre: A", "annee: 20205"), want: []string{"3:8 erreur annee-invalide"}},

	{name: "form", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions: [{id: a, libelle: A, type: choix, choix: [x, y]}]")},
	{name: "form without questions", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be"), want: []string{"1:1 erreur cle-manquante"}},
	{name: "question without a choice", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions:", "  - {id: a, libelle: A, type: choix}"), want: []string{"5:31 erreur choix-manquants"}},
	{name: "question with a choice for nothing", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions:", "  - {id: a, libelle: A, choix: [x, y]}"), want: []string{"5:32 avertissement choix-inutiles"}},
	{name: "question twice", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions:", "  - id: a", "    libelle: A", "  - id: a", "    libelle: B"), want: []string{"7:9 erreur question-en-double"}},
	{name: "question, id", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions: [{id: Votre nom, libelle: A}]"), want: []string{"4:18 erreur identifiant-invalide +"}},
	{name: "question, type", path: "formulaires/a.md", text: head("titre: A", "destinataire: info@exemple.be", "questions: [{id: a, libelle: A, type: text}]"), want: []string{"4:39 erreur valeur-inconnue +"}},

	{name: "term without a definition", path: "glossaire/a.md", text: head("titre: A"), want: []string{"1:1 erreur cle-manquante"}},
}

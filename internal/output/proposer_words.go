package output

// The words of the page that proposes an initiative. The field table's own are for editors, who know the keys; these are for
// somebody who writes once.

// proposalPlan is which question comes where.
var proposalPlan = []struct {
	id, titre, intro string
	folded           bool
	groups           []struct {
		legend string
		names  []string
	}
}{
	{id: "quoi", titre: "Ce que c’est", groups: asked1("titre", "en_clair", "resume", "secteurs", "nature")},
	{id: "ou", titre: "Où c’est", groups: asked1("commune", "code_postal", "adresse", "coordonnees", "precision", "zone", "pays")},
	{id: "joindre", titre: "Comment la joindre", intro: "Ce que vous écrivez ici est fait pour être publié. Demandez son accord à la personne que vous nommez.",
		groups: asked1("contact.telephone", "contact.courriel", "contact.site", "contact.nom", "contact.fonction", "horaires")},
	{id: "acces", titre: "Comment y entrer", folded: true, groups: asked1("acces.cout", "acces.inscription", "acces.pmr", "acces.langues", "acces.en_ligne")},
	{id: "publics", titre: "Pour qui, avec qui", folded: true, groups: asked1("publics", "statuts", "etat")},
	{id: "qui", titre: "Qui la porte", folded: true, groups: asked1("porteur", "organisation", "partenaires", "financeurs", "cadre", "gouvernance", "territoire")},
	{id: "dates", titre: "Dates et chiffres", folded: true, groups: []askGroup{{"", []string{"depuis", "fin"}},
		{"Premier chiffre", []string{"chiffres.0.valeur", "chiffres.0.libelle", "chiffres.0.source"}},
		{"Deuxième chiffre", []string{"chiffres.1.valeur", "chiffres.1.libelle", "chiffres.1.source"}},
		{"Troisième chiffre", []string{"chiffres.2.valeur", "chiffres.2.libelle", "chiffres.2.source"}}}},
}

type askGroup = struct {
	legend string
	names  []string
}

func asked1(names ...string) []askGroup { return []askGroup{{"", names}} }

// proposalWords are a key's question and what helps to answer it; long: on several lines.
var proposalWords = map[string]struct {
	label, help string
	long        bool
}{
	"titre":    {label: "Son nom", help: "Comme on le dit. Par exemple : Le Relais."},
	"en_clair": {label: "En une phrase courte", help: "C’est la première chose qu’on lira. Par exemple : On vous écoute, sans rendez-vous."},
	"resume":   {label: "En deux ou trois phrases", help: "Qui fait quoi, pour qui. Au plus 300 caractères.", long: true},
	"secteurs": {label: "Dans quel secteur ?", help: "Un ou plusieurs."},
	"nature":   {label: "Qu’est-ce que c’est, surtout ?"},
	"publics":  {label: "Pour qui ?"},
	"statuts":  {label: "Sous quel statut les pairs y travaillent-ils ?"},
	"etat":     {label: "Où en est-elle ?"},

	"commune":     {label: "La commune", help: "Elle agit sans lieu fixe ? Laissez vide, et remplissez « Où elle agit »."},
	"code_postal": {label: "Le code postal"},
	"adresse":     {label: "La rue et le numéro"},
	"coordonnees": {label: "Le point sur une carte", help: "Deux nombres, comme toutes les cartes les copient : 50.4669, 4.8675. L’adresse d’une carte convient aussi."},
	"precision":   {label: "Que peut-on montrer de ce lieu ?", help: "C’est ce que les gens verront. Sans réponse, ils verront l’adresse, et le point s’il y en a un."},
	"zone":        {label: "Où elle agit", help: "Si c’est plus large que l’endroit où elle se trouve : communes, provinces ou régions, une par ligne.", long: true},
	"pays":        {label: "Le pays"},

	"contact.nom":       {label: "Qui répond ?", help: "Un service, ou une personne qui est d’accord. Par exemple : l’accueil."},
	"contact.fonction":  {label: "Sa fonction"},
	"contact.telephone": {label: "Le téléphone", help: "Par exemple : 081 12 34 56."},
	"contact.courriel":  {label: "L’adresse électronique", help: "Par exemple : info@exemple.be."},
	"contact.site":      {label: "Le site web", help: "Par exemple : https://exemple.be."},
	"horaires":          {label: "Quand est-ce ouvert ?", help: "Avec vos mots. Par exemple : lundi au vendredi 9 h - 17 h, ou : sur rendez-vous.", long: true},
	"acces.cout":        {label: "Combien cela coûte-t-il ?", help: "Par exemple : gratuit."},
	"acces.inscription": {label: "Comment s’inscrit-on ?", help: "Par exemple : sans rendez-vous."},
	"acces.pmr":         {label: "Peut-on entrer en fauteuil roulant ?"},
	"acces.langues":     {label: "Quelles langues y parle-t-on ?", help: "Séparées par une virgule. Par exemple : français, arabe."},
	"acces.en_ligne":    {label: "Est-ce possible à distance ?"},

	"porteur":      {label: "Qui la porte ?", help: "L’organisation qui en est responsable."},
	"organisation": {label: "De quelle organisation fait-elle partie ?"},
	"partenaires":  {label: "Avec qui ?", help: "Un nom par ligne.", long: true},
	"financeurs":   {label: "Qui la finance ?", help: "Un nom par ligne.", long: true},
	"cadre":        {label: "Dans quel cadre ?", help: "Un plan, un appel à projets, une politique.", long: true},
	"gouvernance":  {label: "Qui décide, et comment ?", long: true},
	"territoire":   {label: "Son territoire, en mots", help: "Par exemple : les quartiers autour de la gare."},

	"depuis":           {label: "Depuis quand ?", help: "Par exemple : 14/02/2022, février 2022, ou 2022."},
	"fin":              {label: "Jusqu’à quand ?", help: "Seulement si elle a une fin."},
	"chiffres.valeur":  {label: "Le nombre", help: "Avec son unité. Par exemple : 80 %."},
	"chiffres.libelle": {label: "Ce qu’il compte"},
	"chiffres.source":  {label: "D’où il vient"},
}

// OptionsOf are the values of one of the contract's own lists, with what each means where that is more than the word.
func OptionsOf(key string, values []string) []ManualValue {
	var out []ManualValue
	for _, v := range values {
		x := ManualValue{Valeur: v}
		if key == "precision" {
			x.Definition = optionWords["precision"][v][1]
		}
		out = append(out, x)
	}
	return out
}

// optionWords say the values of the contract's own lists, and what each means for those who read the site.
var optionWords = map[string]map[string][2]string{
	"etat": {"active": {"Elle existe"}, "en-projet": {"Elle se prépare"}, "suspendue": {"Elle est suspendue"}, "terminee": {"Elle est terminée"}},
	"precision": {
		"exacte":  {"Tout", "L’adresse complète et le point exact."},
		"rue":     {"La rue", "Le nom de la rue sans le numéro, et un point arrondi à cent mètres environ."},
		"commune": {"La commune", "La commune et le code postal. La rue et le point restent cachés."},
		"masquee": {"Presque rien", "La commune seulement, dans les listes. Rien sur la carte."},
	},
	"acces.pmr":      {"oui": {"Oui"}, "non": {"Non"}, "partiel": {"En partie"}},
	"acces.en_ligne": {"oui": {"Oui"}, "non": {"Non"}},
}

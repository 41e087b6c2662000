package site

// Initiative is something that exists, or did: where, of what nature, under which status.
type Initiative struct {
	Base
	Secteurs     []string `fm:"secteurs,requis" vocab:"secteurs" doc:"Un ou plusieurs secteurs." ex:"[sante-mentale, precarite]"`
	Nature       string   `fm:"nature,requis" vocab:"natures" doc:"Ce que c'est." ex:"entraide"`
	Statuts      []string `fm:"statuts" nom:"Statuts des pairs" vocab:"statuts" doc:"Sous quel statut les pairs y travaillent." ex:"[salarie, benevole]"`
	Publics      []string `fm:"publics" vocab:"publics" doc:"Pour qui." ex:"[personnes-sans-abri]"`
	Etat         string   `fm:"etat" nom:"État" enum:"active,suspendue,terminee,en-projet" doc:"Où en est l'initiative. Sans rien : active." ex:"active"`
	Commune      string   `fm:"commune" doc:"La commune. Obligatoire, sauf avec zone." ex:"Namur"`
	CodePostal   string   `fm:"code_postal" form:"code-postal" doc:"Le code postal." ex:"5000"`
	Pays         string   `fm:"pays" form:"pays" doc:"Le pays, en deux lettres. Sans rien : BE." ex:"BE"`
	Coordonnees  Coord    `fm:"coordonnees" nom:"Coordonnées" doc:"Latitude, longitude, comme toutes les cartes les copient." ex:"50.4669, 4.8675"`
	Adresse      string   `fm:"adresse" form:"adresse" doc:"Rue et numéro." ex:"Rue de Fer 12"`
	Precision    string   `fm:"precision" nom:"Précision du lieu" enum:"exacte,rue,commune,masquee" doc:"Avec quelle précision le lieu est montré." ex:"commune"`
	Zone         []string `fm:"zone" nom:"Zone d’action" form:"zone" doc:"Communes, provinces ou régions où l'initiative agit." ex:"[Namur, Hainaut]"`
	Organisation Ref      `fm:"organisation" ref:"organisation" doc:"L'organisation dont elle fait partie." ex:"smes"`
	Porteur      Ref      `fm:"porteur" ref:"organisation" doc:"Qui la porte." ex:"en-route"`
	Partenaires  []Ref    `fm:"partenaires" ref:"organisation" doc:"Avec qui." ex:"[smes, le-forum]"`
	Financeurs   []Ref    `fm:"financeurs" ref:"organisation" doc:"Qui finance." ex:"[cocom]"`
	Cadre        string   `fm:"cadre" doc:"Cadre politique de l'action."`
	Gouvernance  string   `fm:"gouvernance" doc:"Qui décide, et comment."`
	Territoire   string   `fm:"territoire" doc:"Territoire d'intervention, en mots."`
	Depuis       Date     `fm:"depuis" doc:"Date de début." ex:"2014"`
	Fin          Date     `fm:"fin" doc:"Date de fin." ex:"2020-12"`
	Chiffres     []Figure `fm:"chiffres" nom:"Chiffres clés" doc:"Chiffres clés, avec leur source."`
	Contact      Contact  `fm:"contact" doc:"Comment joindre l'initiative."`
	Horaires     string   `fm:"horaires" nom:"Heures d’ouverture" form:"horaires" doc:"Quand c'est ouvert, en abrégé : Mo Tu We Th Fr Sa Su pour les jours, off pour fermé (le format opening_hours d'OpenStreetMap)." ex:"Mo-Fr 09:00-17:00"`
	Acces        Access   `fm:"acces" nom:"Accès" doc:"Comment on y entre."`
	EnClair      string   `fm:"en_clair" doc:"Une phrase courte, facile à lire." ex:"On vous écoute, sans rendez-vous."`
	VerifieLe    Date     `fm:"verifie_le" nom:"Vérifié le" form:"date-passee" doc:"Date complète de la dernière vérification." ex:"2026-03-12"`
	VerifiePar   string   `fm:"verifie_par" nom:"Vérifié par" doc:"Qui a vérifié." ex:"En Route"`

	Lieu          Place
	HorairesClair []string // opening hours in French, a line each
	Heures        Hours    // the same for programs; nil when they are not certain
	CarteKey      uint64   // hash of what its card shows
	Index         int      // place among the published initiatives, set by New
}

// Contact says how to reach someone.
type Contact struct {
	Nom       string `fm:"nom" doc:"Une personne qui a donné son accord, ou un service." ex:"Accueil"`
	Fonction  string `fm:"fonction" doc:"Sa fonction." ex:"Coordination"`
	Courriel  string `fm:"courriel" form:"courriel" doc:"Adresse électronique." ex:"info@exemple.be"`
	Telephone string `fm:"telephone" nom:"Téléphone" form:"telephone" doc:"Numéro de téléphone." ex:"081 12 34 56"`
	Site      string `fm:"site" nom:"Site web" form:"url" doc:"Adresse du site, avec https://." ex:"https://exemple.be"`
}

// IsZero tells that nothing was given.
func (c Contact) IsZero() bool { return c == Contact{} }

// Figure is a number with its meaning and its source.
type Figure struct {
	Valeur  string `fm:"valeur,requis" doc:"Le chiffre, avec son unité." ex:"80 %"`
	Libelle string `fm:"libelle,requis" nom:"Libellé" doc:"Ce qu'il compte." ex:"vers un emploi ou un engagement bénévole"`
	Source  string `fm:"source" doc:"D'où il vient." ex:"Fiche-action, février 2022"`
}

// Access says how one gets in.
type Access struct {
	Cout        string   `fm:"cout" nom:"Coût" doc:"gratuit, ou le prix." ex:"gratuit"`
	Inscription string   `fm:"inscription" doc:"Comment s'inscrire." ex:"Sans rendez-vous"`
	PMR         string   `fm:"pmr" nom:"Fauteuil roulant" enum:"oui,non,partiel" doc:"Accessible en fauteuil roulant." ex:"oui"`
	Langues     []string `fm:"langues" form:"langue" doc:"Langues parlées, en deux lettres." ex:"[fr, nl]"`
	EnLigne     string   `fm:"en_ligne" nom:"À distance" enum:"oui,non" doc:"Possible à distance." ex:"non"`
}

// IsZero tells that nothing was given.
func (a Access) IsZero() bool {
	return a.Cout == "" && a.Inscription == "" && a.PMR == "" && len(a.Langues) == 0 && a.EnLigne == ""
}

// Clone copies the entry for New.
func (i *Initiative) Clone() Entry { c := *i; return &c }

// Where is the place as it may be shown.
func (i *Initiative) Where() Place { return i.Lieu }

// When dates the entry for feeds: what is newest of its own dates.
func (i *Initiative) When() Date { return newest(i.PublieLe, i.MisAJour, i.VerifieLe) }

var (
	_ Located = (*Initiative)(nil)
	_ Dated   = (*Initiative)(nil)
)

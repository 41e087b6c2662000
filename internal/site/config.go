package site

// Config is content/site.yaml.
type Config struct {
	Titre        string   `fm:"titre,requis" doc:"Le nom du site." ex:"La pair-aidance en Belgique francophone"`
	URL          string   `fm:"url" nom:"Adresse publique" form:"url" doc:"L'adresse publique, avec https://. Sans elle : ni plan du site, ni fil, ni adresse canonique." ex:"https://exemple.be/carte"`
	Description  string   `fm:"description" max:"300" doc:"Ce qu'est le site, en une phrase." ex:"La carte, les portraits et le guide de la pair-aidance."`
	Langue       string   `fm:"langue" form:"langue" doc:"La langue du site." ex:"fr"`
	Langues      []string `fm:"langues" form:"langue" doc:"Langues acceptées comme suffixe des noms de fichiers." ex:"[fr, nl]"`
	Organisation Ref      `fm:"organisation" ref:"organisation" doc:"Qui publie le site." ex:"en-route"`
	Contact      Contact  `fm:"contact" doc:"Comment joindre l'équipe du site."`
	Urgence      []Phone  `fm:"urgence" nom:"Numéros d’urgence" doc:"Numéros d'urgence, sur chaque page."`
	Licence      Licence  `fm:"licence" doc:"Licences des données et des textes."`
	Menu         []string `fm:"menu" form:"menu" doc:"Le menu, dans l'ordre. Sans lui : les types qui ont des fiches." ex:"[carte, portraits, guide, pages/a-propos]"`
	Carte        MapConf  `fm:"carte" doc:"Réglages de la carte."`
	Proposer     string   `fm:"proposer" nom:"Proposer une initiative" enum:"oui,non" doc:"non : le site n'a pas de page pour proposer une initiative." ex:"oui"`
	Atelier      Desk     `fm:"atelier" nom:"Formulaire en ligne" doc:"Le formulaire d'écriture publié avec le site, à /admin/, pour une équipe dont les fichiers sont dans une forge (GitLab, GitHub, Gitea)."`

	Src *Source
}

// Desk is where the published form of the editors writes: a repository of a forge.
type Desk struct {
	Forge       string `fm:"forge,requis" enum:"gitlab,github,gitea" doc:"La forge où sont les fichiers." ex:"gitlab"`
	Depot       string `fm:"depot,requis" nom:"Dépôt" form:"depot" doc:"Le dépôt, avec le nom de son groupe. Le dossier content est à sa racine." ex:"en-route/carte"`
	Branche     string `fm:"branche" doc:"La branche où le formulaire écrit. Sans rien : main." ex:"main"`
	Application string `fm:"application" doc:"L'identifiant de l'application, que la forge donne. Pour gitlab et gitea, il suffit : aucun serveur n'est nécessaire (PKCE)." ex:"1a2b3c"`
	Adresse     string `fm:"adresse" form:"url" doc:"L'adresse de la forge, ou pour github celle du relais de connexion. Pour gitlab, sans rien : https://gitlab.com." ex:"https://git.exemple.be"`
}

// Phone is a named number.
type Phone struct {
	Libelle   string `fm:"libelle,requis" nom:"Libellé" doc:"Qui répond." ex:"Télé-Accueil"`
	Telephone string `fm:"telephone,requis" nom:"Téléphone" form:"telephone" doc:"Le numéro." ex:"107"`
}

// Licence names the licences (SPDX identifiers).
type Licence struct {
	Donnees string `fm:"donnees" nom:"Données" doc:"Licence des données." ex:"CC-BY-4.0"`
	Contenu string `fm:"contenu" doc:"Licence des textes." ex:"CC-BY-SA-4.0"`
}

// Vocabulary is content/vocabulaires.yaml: the closed lists, in the order of the file.
type Vocabulary struct {
	Lists    map[string]*Terms
	Communes []ExtraCommune
	Src      *Source
}

// VocabularyNames are the lists a vocabulary file may hold.
var VocabularyNames = []string{"secteurs", "natures", "statuts", "publics", "types_activite"}

// Terms is one closed list.
type Terms struct {
	Name  string
	Order []*Term
	byID  map[string]*Term
}

// Term is one value of a closed list.
type Term struct {
	ID         string
	Libelle    string            // in the site's language
	Libelles   map[string]string // by language, when given so
	Definition string
	Couleur    string // "#rrggbb"; "" when not given
	Forme      string // "rond", "carre", "losange", "triangle"; "" when not given
}

// ExtraCommune is a place the gazetteer lacks.
type ExtraCommune struct {
	Nom      string
	Coord    Coord
	Province string
}

// NewTerms makes a list from its terms.
func NewTerms(name string, ts []*Term) *Terms {
	t := &Terms{Name: name, Order: ts, byID: make(map[string]*Term, len(ts))}
	for _, x := range ts {
		t.byID[x.ID] = x
	}
	return t
}

// Get gives the term of an id, or nil.
func (t *Terms) Get(id string) *Term {
	if t == nil {
		return nil
	}
	return t.byID[id]
}

// All lists the terms in order.
func (t *Terms) All() []*Term {
	if t == nil {
		return nil
	}
	return t.Order
}

// IDs lists the ids in order.
func (t *Terms) IDs() []string {
	if t == nil {
		return nil
	}
	out := make([]string, len(t.Order))
	for i, x := range t.Order {
		out[i] = x.ID
	}
	return out
}

// Label gives a term's label, or the id itself when it is unknown.
func (v *Vocabulary) Label(list, id string) string {
	if t := v.Lists[list].Get(id); t != nil {
		return t.Libelle
	}
	return id
}

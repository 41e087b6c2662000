package site

// Organisation is a member of the network: who carries, funds, sits on the committee.
type Organisation struct {
	Base
	Site        string   `fm:"site" nom:"Site web" form:"url" doc:"Adresse du site, avec https://." ex:"https://exemple.be"`
	Secteurs    []string `fm:"secteurs" vocab:"secteurs" doc:"Ses secteurs." ex:"[precarite]"`
	Roles       []string `fm:"roles" nom:"Rôles" enum:"comite,partenaire,financeur,porteur" doc:"Ses rôles dans le réseau." ex:"[comite, partenaire]"`
	Commune     string   `fm:"commune" doc:"Sa commune." ex:"Bruxelles"`
	Coordonnees Coord    `fm:"coordonnees" nom:"Coordonnées" doc:"Latitude, longitude." ex:"50.8503, 4.3517"`
	Contact     Contact  `fm:"contact" doc:"Comment la joindre."`
}

// Clone copies the entry for New.
func (o *Organisation) Clone() Entry { c := *o; return &c }

// When dates the entry for feeds.
func (o *Organisation) When() Date { return newest(o.PublieLe, o.MisAJour) }

var _ Dated = (*Organisation)(nil)

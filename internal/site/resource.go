package site

// Resource is something to read, watch or hear.
type Resource struct {
	Base
	Auteurs []string `fm:"auteurs" qui:"organisation" doc:"Qui l'a fait." ex:"[Le Forum, Smes]"`
	Annee   int      `fm:"annee" nom:"Année" doc:"L'année de parution." ex:"2020"`
	Editeur string   `fm:"editeur" nom:"Éditeur" qui:"organisation" doc:"Qui l'a publié." ex:"Le Forum – Bruxelles contre les inégalités"`
	Fichier string   `fm:"fichier" form:"document" doc:"Le document, dans le dossier media." ex:"/media/guide.pdf"`
	Lien    string   `fm:"lien" form:"url" doc:"Où le trouver, s'il n'est pas dans media." ex:"https://exemple.be/guide"`
	Type    string   `fm:"type" doc:"Ce que c'est : livre, rapport, article, entretien, enregistrement …" ex:"livre"`
}

// Clone copies the entry for New.
func (r *Resource) Clone() Entry { c := *r; return &c }

// When dates the entry for feeds.
func (r *Resource) When() Date { return newest(r.PublieLe, r.MisAJour) }

// Rank puts the newest year first, and what has none last.
func (r *Resource) Rank() int { return -r.Annee }

// Check finds a year that is none.
func (r *Resource) Check(report func(Problem)) { checkYear(r.Annee, report) }

var (
	_ Dated   = (*Resource)(nil)
	_ Ordered = (*Resource)(nil)
	_ Checked = (*Resource)(nil)
)

package site

// Training is one module of training, or a long course.
type Training struct {
	Base
	Duree      string   `fm:"duree" form:"duree" doc:"Combien de temps il prend. Une durée à convenir se donne entre deux bornes : « 45 min à 2 h 30 »." ex:"2 h 30"`
	Objectif   string   `fm:"objectif" doc:"Ce que l'on sait ou sait faire à la fin, en une phrase." ex:"Reconnaître ses propres représentations."`
	Themes     []string `fm:"themes" doc:"De quoi il parle, en quelques mots chacun." ex:"[Rétablissement, Histoire]"`
	Publics    []string `fm:"publics" vocab:"publics" doc:"Pour qui." ex:"[professionnels]"`
	Formateurs []string `fm:"formateurs" doc:"Qui le donne." ex:"[Un pair-aidant, Une formatrice]"`
	Supports   []string `fm:"supports" doc:"Ce dont on se sert." ex:"[Cartes illustrées]"`
}

// Clone copies the entry for New.
func (t *Training) Clone() Entry { c := *t; return &c }

// When dates the entry for feeds.
func (t *Training) When() Date { return newest(t.PublieLe, t.MisAJour) }

// Length is how long it takes; the zero Duration when nothing is said.
func (t *Training) Length() Duration { d, _ := ParseDuration(t.Duree); return d }

var _ Dated = (*Training)(nil)

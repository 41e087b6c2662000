package site

// Word is a term of the glossary.
type Word struct {
	Base
	Definition string `fm:"definition,requis" nom:"Définition" doc:"Ce que le mot veut dire, en une phrase simple." ex:"Aller mieux et reprendre sa vie en main, même si tout n'est pas guéri."`
	Voir       []Ref  `fm:"voir" nom:"Voir aussi" ref:"terme" doc:"D'autres termes à lire avec celui-ci." ex:"[pair-aidance]"`
}

// Clone copies the entry for New.
func (w *Word) Clone() Entry { c := *w; return &c }

// When dates the entry for feeds: a term is no news.
func (w *Word) When() Date { return newest(w.PublieLe, w.MisAJour) }

var _ Dated = (*Word)(nil)

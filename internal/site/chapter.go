package site

// Chapter is one step of the methodological guide.
type Chapter struct {
	Base
	Etape    int      `fm:"etape,requis" nom:"Étape" doc:"Numéro de l'étape, à partir de 1." ex:"3"`
	ARetenir []string `fm:"a_retenir" nom:"À retenir" doc:"Ce qu'il faut retenir, en phrases courtes."`
}

// Clone copies the entry for New.
func (c *Chapter) Clone() Entry { d := *c; return &d }

// When dates the entry for feeds.
func (c *Chapter) When() Date { return newest(c.PublieLe, c.MisAJour) }

// Rank is the step.
func (c *Chapter) Rank() int { return c.Etape }

var (
	_ Dated   = (*Chapter)(nil)
	_ Ordered = (*Chapter)(nil)
)

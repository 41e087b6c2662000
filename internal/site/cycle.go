package site

import (
	"fmt"
	"slices"

	"enrouteweb.org/balise/internal/diag"
)

// Cycle is a series of intervisions: the same group, at a regular pace.
type Cycle struct {
	Base
	Debut        Date      `fm:"debut" nom:"Début" doc:"Premier jour ou premier mois du cycle." ex:"2020-09"`
	Fin          Date      `fm:"fin" doc:"Dernier jour ou dernier mois du cycle." ex:"2021-02"`
	Rythme       string    `fm:"rythme" doc:"Quand le groupe se réunit." ex:"Le premier lundi du mois, l'après-midi"`
	Seances      []Session `fm:"seances" nom:"Séances" seul:"date" doc:"Les séances, une à une. Elles peuvent manquer tant que leurs dates ne sont pas fixées."`
	Prix         string    `fm:"prix" doc:"Ce que l'on paie, et pour quoi." ex:"50 € pour tout le cycle"`
	Participants GroupSize `fm:"participants" doc:"Combien de personnes dans le groupe."`
	Animateurs   []string  `fm:"animateurs" qui:"organisation" doc:"Qui anime." ex:"[Une paire-aidante, Un professionnel de l'intervision]"`
	Publics      []string  `fm:"publics" vocab:"publics" doc:"Pour qui." ex:"[professionnels]"`
	Contact      Contact   `fm:"contact" doc:"Comment s'inscrire."`
}

// Session is one meeting.
type Session struct {
	Date    Date   `fm:"date,requis" doc:"Le jour de la séance." ex:"2020-12-16"`
	Heure   string `fm:"heure" form:"heure" doc:"L'heure du début, ou du début et de la fin." ex:"14 h à 16 h 30"`
	Lieu    string `fm:"lieu" doc:"Où l'on se retrouve." ex:"Chez Transit"`
	Commune string `fm:"commune" doc:"La commune." ex:"Bruxelles"`
}

// GroupSize is how many people a group takes.
type GroupSize struct {
	Min int `fm:"min" nom:"Au moins" doc:"Au moins." ex:"6"`
	Max int `fm:"max" nom:"Au plus" doc:"Au plus." ex:"12"`
}

// Clone copies the entry for New.
func (c *Cycle) Clone() Entry { d := *c; return &d }

// When dates the entry for feeds.
func (c *Cycle) When() Date { return newest(c.Debut, c.PublieLe, c.MisAJour) }

// Rank puts the newest cycle first.
func (c *Cycle) Rank() int { return -c.Start().number() }

// Start is when the cycle begins: as said, else with its first session.
func (c *Cycle) Start() Date {
	if !c.Debut.IsZero() || len(c.Seances) == 0 {
		return c.Debut
	}
	return slices.MinFunc(c.Seances, byDate).Date
}

// End is when the cycle ends: as said, else with its last session; zero when nobody knows.
func (c *Cycle) End() Date {
	if !c.Fin.IsZero() || len(c.Seances) == 0 {
		return c.Fin
	}
	return slices.MaxFunc(c.Seances, byDate).Date
}

func byDate(a, b Session) int { return a.Date.Compare(b.Date) }

// Over tells that the cycle is of the past. One whose end nobody knows is held to last a year: it is told of as going on no
// longer than a check of an initiative holds.
func (c *Cycle) Over(today Date) bool {
	if end := c.End(); !end.IsZero() {
		return lastDay(end).Compare(today) < 0
	}
	start := c.Start()
	return !start.IsZero() && lastDay(start).AddMonths(12).Compare(today) < 0
}

// Occurrences are the sessions.
func (c *Cycle) Occurrences() []Occurrence {
	return sessions(c, "intervision", c.Seances)
}

// Check finds what the dates say against each other.
func (c *Cycle) Check(report func(Problem)) {
	inOrder("fin", c.Debut, c.Fin, report)
	checkSessions(c.Seances, c.Debut, c.Fin, "du cycle", report)
	if p := c.Participants; p.Max != 0 && p.Max < p.Min {
		report(Problem{Key: "participants.max", Code: "nombres-inverses", Message: fmt.Sprintf("Le groupe ne peut pas avoir au moins %d personnes et au plus %d.", p.Min, p.Max), Hint: "Inversez min et max, ou corrigez l'un des deux."})
	}
}

// checkSessions wants sessions within the period that holds them, in order, and none at the day and the hour of the one before.
func checkSessions(ss []Session, from, to Date, of string, report func(Problem)) {
	if to.before(from) {
		to = Date{} // one of the two is wrong, and said to be
	}
	for i, s := range ss {
		key := fmt.Sprintf("seances.%d.date", i)
		switch {
		case s.Date.IsZero():
		case s.Date.before(from):
			report(Problem{Key: key, Code: "seance-hors-periode", Message: fmt.Sprintf("Cette séance (%s) vient avant le début %s (%s).", s.Date.Words(), of, from.Words()), Hint: "Corrigez la date de la séance, ou celle du début."})
		case to.before(s.Date):
			report(Problem{Key: key, Code: "seance-hors-periode", Message: fmt.Sprintf("Cette séance (%s) vient après la fin %s (%s).", s.Date.Words(), of, to.Words()), Hint: "Corrigez la date de la séance, ou celle de la fin."})
		case i > 0 && s.Date == ss[i-1].Date && s.Heure == ss[i-1].Heure:
			report(Problem{Severity: diag.Avertissement, Key: key, Code: "seance-en-double", Message: fmt.Sprintf("Deux séances ont la même date (%s) et la même heure.", s.Date.Words()), Hint: "Effacez l'une des deux, ou donnez leurs heures."})
		case i > 0 && s.Date.before(ss[i-1].Date):
			report(Problem{Severity: diag.Conseil, Key: key, Code: "seances-en-desordre", Message: fmt.Sprintf("Cette séance (%s) est écrite après une séance plus tardive (%s).", s.Date.Words(), ss[i-1].Date.Words()), Hint: "Rangez les séances par date ; si c'est une erreur, corrigez la date."})
		}
	}
}

var (
	_ Dated     = (*Cycle)(nil)
	_ Scheduled = (*Cycle)(nil)
	_ Ordered   = (*Cycle)(nil)
	_ Checked   = (*Cycle)(nil)
)

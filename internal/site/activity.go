package site

import (
	"fmt"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Activity is anything dated that was or will be done: a training given, a presentation, an accompaniment …
type Activity struct {
	Base
	Date           Date       `fm:"date,requis" doc:"Le jour, ou le mois, ou l'année si l'on n'en sait pas plus." ex:"2020-12-03"`
	Fin            Date       `fm:"fin" doc:"Le dernier jour, quand il y en a plusieurs." ex:"2020-12-17"`
	Heure          string     `fm:"heure" form:"heure" doc:"L'heure du début, ou du début et de la fin." ex:"9 h 30 à 16 h"`
	Type           string     `fm:"type,requis" vocab:"types_activite" doc:"Ce que c'est." ex:"formation"`
	Projet         string     `fm:"projet" doc:"Le projet au compte duquel elle est. Un rapport d'activités rassemble celles de son projet." ex:"PAT"`
	Pour           []Audience `fm:"pour" nom:"Pour qui" seul:"organisation" doc:"Pour qui : des organisations, avec ou sans leur nombre de participants." ex:"[dune, {organisation: smes, participants: 3}]"`
	Etat           string     `fm:"etat" nom:"État" doc:"Où on en est." ex:"Clôturé"`
	Participants   int        `fm:"participants" doc:"Combien de personnes y ont pris part." ex:"3"`
	Seances        []Session  `fm:"seances" nom:"Séances" seul:"date" doc:"Les séances, quand il y en a plusieurs."`
	Lieu           string     `fm:"lieu" doc:"Où." ex:"Au Smes"`
	Commune        string     `fm:"commune" doc:"La commune." ex:"Bruxelles"`
	EnLigne        string     `fm:"en_ligne" nom:"À distance" enum:"oui,non" doc:"Peut-on la suivre à distance." ex:"oui"`
	Lien           string     `fm:"lien" form:"url" doc:"Une page qui en dit plus, ou l'adresse de la réunion." ex:"https://exemple.be/colloque"`
	Enregistrement string     `fm:"enregistrement" form:"url" doc:"Où la revoir ou la réécouter." ex:"https://exemple.be/colloque/video"`
}

// Audience is for whom an activity is: an organisation, and how many of its people came.
type Audience struct {
	Organisation Ref `fm:"organisation,requis" ref:"organisation" doc:"L'organisation." ex:"dune"`
	Participants int `fm:"participants" doc:"Combien de ses membres sont venus." ex:"3"`
}

// Clone copies the entry for New.
func (a *Activity) Clone() Entry { c := *a; return &c }

// When dates the entry for feeds.
func (a *Activity) When() Date { return newest(a.Date, a.PublieLe, a.MisAJour) }

// Rank puts activities in the order of time.
func (a *Activity) Rank() int { return a.Date.number() }

// Occurrences are its sessions, or itself.
func (a *Activity) Occurrences() []Occurrence {
	if len(a.Seances) > 0 {
		out := sessions(a, a.Type, a.Seances)
		for i := range out {
			out[i].EnLigne = a.EnLigne == "oui"
			if out[i].Lieu == "" && out[i].Commune == "" {
				out[i].Lieu, out[i].Commune = a.Lieu, a.Commune
			}
			if out[i].Heure == (Clock{}) {
				out[i].Heure = clock(a.Heure)
			}
		}
		return out
	}
	return []Occurrence{{Entry: a, Type: a.Type, Date: a.Date, Fin: a.Fin, Heure: clock(a.Heure), Lieu: a.Lieu, Commune: a.Commune, EnLigne: a.EnLigne == "oui"}}
}

// Check finds what the dates say against each other, and what the numbers of participants do.
func (a *Activity) Check(report func(Problem)) {
	inOrder("fin", a.Date, a.Fin, report)
	if !a.Fin.IsZero() && !a.Fin.before(a.Date) && (a.Date.Full() && !a.Fin.Full() || a.Date.Month != 0 && a.Fin.Month == 0) {
		report(Problem{Key: "fin", Code: "fin-imprecise", Message: "Le début est le " + a.Date.Words() + ", et la fin seulement « " + a.Fin.Words() + " » : on ne sait pas combien de jours cela dure.", Hint: "Donnez le jour de la fin, ou effacez cette ligne."})
	}
	checkSessions(a.Seances, a.Date, a.Fin, "de l'activité", report)
	if n, all := a.sent(); a.Participants > 0 && (n > a.Participants || all && n != a.Participants) {
		report(Problem{Severity: diag.Conseil, Key: "participants", Code: "participants-differents",
			Message: fmt.Sprintf("L'activité dit %s ; les organisations de « pour » en ont envoyé %d en tout.", french.Count(a.Participants, "participant", "participants"), n),
			Hint:    fmt.Sprintf("Le site montre %d. Corrigez l'un des nombres, ou laissez si d'autres personnes sont venues.", a.Participants)})
	}
}

var (
	_ Dated     = (*Activity)(nil)
	_ Scheduled = (*Activity)(nil)
	_ Ordered   = (*Activity)(nil)
	_ Checked   = (*Activity)(nil)
)

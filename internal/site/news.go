package site

import (
	"fmt"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// News is one piece of news.
type News struct {
	Base
	Date   Date   `fm:"date,requis" doc:"Le jour de la nouvelle, ou le mois si l'on n'en sait pas plus." ex:"2020-10-12"`
	Auteur string `fm:"auteur" qui:"organisation" doc:"Qui l'écrit." ex:"En Route"`
}

// Clone copies the entry for New.
func (n *News) Clone() Entry { c := *n; return &c }

// When dates the entry for feeds.
func (n *News) When() Date { return newest(n.Date, n.PublieLe, n.MisAJour) }

// Rank puts the newest first.
func (n *News) Rank() int { return -n.Date.number() }

// NewsType is the type of occurrence a piece of news is; it is not a value of types_activite.
const NewsType = "actualite"

// Occurrences is the day of the news.
func (n *News) Occurrences() []Occurrence {
	return []Occurrence{{Entry: n, Type: NewsType, Date: n.Date}}
}

// checkNews advises on news of a day to come: nothing holds them back until then.
func (s *Site) checkNews() (ds diag.List) {
	for _, n := range Of[*News](s) {
		if n.Withheld != "" || !s.Today.before(n.Date) {
			continue
		}
		when := french.De(n.Date.Words())
		if n.Date.Full() {
			when = "du " + n.Date.Words()
		}
		ds.Add(n.Src.Diag(diag.Conseil, "nouvelle-a-venir", "date", fmt.Sprintf("Cette nouvelle est datée %s, un jour à venir ; elle est déjà publiée.", when),
			"Corrigez la date, ou ajoutez « brouillon: oui » jusque-là."))
	}
	return ds
}

var (
	_ Dated     = (*News)(nil)
	_ Scheduled = (*News)(nil)
	_ Ordered   = (*News)(nil)
)

package why

import (
	"fmt"

	"enrouteweb.org/balise/internal/site"
)

// leaves tells what would take an entry off the site, and what would not though one may fear it.
func (a *asked) leaves(e site.Entry, held bool) []string {
	if held {
		return nil
	}
	b := e.Common()
	var out []string
	say := func(text string, args ...any) { out = append(out, fmt.Sprintf(text, args...)) }
	switch x := e.(type) {
	case *site.Portrait:
		a.consent(x, say)
	case *site.Initiative:
		a.verified(x, say)
	}
	if s, ok := e.(site.Scheduled); ok {
		a.passes(s, say)
	}
	say("« brouillon: oui » dans l'en-tête, ou le fichier effacé : la construction suivante retire sa page.")
	if !b.Kind.Anchored {
		say("Renommer le fichier change son adresse ; pour que l'ancienne y mène encore : « alias: [%s] ».", b.URL())
	}
	return out
}

func (a *asked) consent(p *site.Portrait, say func(string, ...any)) {
	c := p.Consentement
	switch {
	case p.Personne == "":
	case c.JusquAu.IsZero():
		say("Le consentement de la personne n'a pas de date de fin (ligne %d) : le portrait reste tant qu'elle est d'accord.", p.Src.At("consentement").Line)
	default:
		say("Le consentement prend fin après le %s (ligne %d) : le portrait sera retiré de lui-même à la construction suivante.",
			c.JusquAu.Words(), p.Src.At("consentement.jusqu_au").Line)
	}
}

// verified tells that an old verification is said, and takes nothing away.
func (a *asked) verified(i *site.Initiative, say func(string, ...any)) {
	if !i.VerifieLe.Full() || i.Etat == "terminee" {
		return
	}
	line := i.Src.At("verifie_le").Line
	if site.Stale(i.VerifieLe, a.Today) {
		say("Sa vérification date du %s (ligne %d), il y a plus de douze mois : un avertissement le dit, mais elle reste publiée.", i.VerifieLe.Words(), line)
		return
	}
	say("Après le %s, sa vérification (ligne %d) aura plus de douze mois : un avertissement le dira, mais elle restera publiée.", i.VerifieLe.AddMonths(12).Words(), line)
}

// passes tells when what is dated leaves what is to come.
func (a *asked) passes(s site.Scheduled, say func(string, ...any)) {
	var last site.Date
	for _, o := range s.Occurrences() {
		if end := o.Last(); end.Compare(last) > 0 {
			last = end
		}
	}
	switch {
	case last.IsZero():
	case last.Compare(a.Today) < 0:
		say("Sa date est passée (%s) : l'agenda la garde parmi ce qui a eu lieu ; sa page reste.", last.Words())
	default:
		say("Après le %s, elle quitte « à venir » et l'agenda la garde parmi ce qui a eu lieu ; sa page reste.", last.Words())
	}
}

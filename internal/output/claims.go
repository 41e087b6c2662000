package output

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// ReportClaims is what a document declares, beside what the activities give.
type ReportClaims struct {
	Lignes []ReportClaim
	Source string // of all of them; "" when they have several, or none
	Bilan  string // how many agree, in a sentence
}

// ReportClaim is a declared figure and what the activities give.
type ReportClaim struct {
	Declare, Libelle string
	Source           string // "" when all have the same
	Compte           string // "" when the activities do not count it
	Quoi             string // what is counted: "activités (Présentation)"
	Ecart            string // the difference, in a sentence
	Differe          bool
}

func (m *maker) reportClaims(r *site.Report, as []*site.Activity) ReportClaims {
	var out ReportClaims
	var same, differ, apart int
	for i, c := range m.s.Claims(r, as) {
		l := ReportClaim{Declare: french.Typo(c.Valeur), Libelle: french.Typo(c.Libelle), Source: french.Typo(c.Source), Ecart: gap(c)}
		if c.Measure != site.Nothing && !c.Unknown {
			l.Compte, l.Quoi = french.Number(c.Counted), m.countedOf(c)
		}
		switch {
		case c.Agrees() && !c.Loose || c.PerActivity():
			same++
		case c.Measure != site.Nothing && c.Number && !c.Unknown && !c.Loose: // modules created and modules given may both be true
			l.Differe = true
			differ++
		default:
			apart++
		}
		if i == 0 {
			out.Source = l.Source
		} else if out.Source != l.Source {
			out.Source = ""
		}
		out.Lignes = append(out.Lignes, l)
	}
	for i := range out.Lignes {
		if out.Source != "" {
			out.Lignes[i].Source = ""
		}
	}
	out.Bilan = verdict(len(out.Lignes), same, differ, apart)
	return out
}

// verdict sums the comparison up.
func verdict(all, same, differ, apart int) string {
	if all == 0 {
		return ""
	}
	var parts []string
	for _, p := range []struct {
		n         int
		one, many string
	}{{same, "se retrouve dans les fiches des activités", "se retrouvent dans les fiches des activités"}, {differ, "s’en écarte", "s’en écartent"}, {apart, "ne peut pas être comparé", "ne peuvent pas être comparés"}} {
		if p.n > 0 {
			parts = append(parts, french.Count(p.n, p.one, p.many))
		}
	}
	return "Sur " + french.Count(all, "chiffre déclaré", "chiffres déclarés") + ", " + french.List(parts, "et") + "."
}

// countedOf says what the activities count, in agreement with the number.
func (m *maker) countedOf(c site.Claim) string {
	word := map[site.Measure][2]string{site.Activities: {"activité", "activités"}, site.Sessions: {"séance", "séances"}, site.Participants: {"participant", "participants"},
		site.Organisations: {"organisation", "organisations"}, site.Sectors: {"secteur touché", "secteurs touchés"}, site.Modules: {"module donné", "modules donnés"}}[c.Measure]
	out := plural(c.Counted, word[0], word[1])
	if c.Type == "" || c.Measure == site.Modules {
		return out
	}
	return out + " (" + french.Typo(m.s.Vocab.Label("types_activite", c.Type)) + ")"
}

// gap says how a declared figure and a counted one differ.
func gap(c site.Claim) string {
	switch {
	case c.Measure == site.Nothing:
		return "Non compté par les activités."
	case c.Unknown:
		return "Les fiches ne disent pas combien."
	case !c.Number:
		return "Le document ne donne pas un nombre seul : à lire l’un à côté de l’autre."
	case c.Loose:
		what := "autre chose"
		if strings.Contains(french.Fold(c.Libelle), "cree") {
			what = "les modules créés"
		}
		return "Le document compte " + what + "\u202f; les fiches comptent les modules donnés\u00a0: " + french.Number(c.Counted) + "."
	case c.Agrees():
		return "Aucun écart."
	case c.PerActivity():
		return fmt.Sprintf("Le document dit %s, comme chacune des %s. Ensemble, elles en donnent %s.", french.Number(c.Declared), french.Count(c.Of, "fiche", "fiches"), french.Number(c.Counted))
	}
	given := "en donnent " + french.Number(c.Counted)
	if c.Counted == 0 {
		given = "n’en donnent pas"
	}
	return fmt.Sprintf("Le document dit %s, les fiches %s.", french.Number(c.Declared), given)
}

package site

import (
	"fmt"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Report is a year of a project: its prose, and what its activities add up to.
type Report struct {
	Base
	Annee            int      `fm:"annee,requis" nom:"Année" doc:"L'année." ex:"2020"`
	Projet           string   `fm:"projet" doc:"Le projet dont les activités comptent, tel qu'elles l'écrivent. Sans lui : toutes." ex:"PAT"`
	Periode          Period   `fm:"periode" nom:"Période" doc:"La partie de l'année dont on parle. Sans elle : toute l'année."`
	Equipe           []string `fm:"equipe" nom:"Équipe" doc:"Qui a fait le travail, par fonction." ex:"[Deux pairs-aidants à mi-temps, Une coordinatrice à mi-temps]"`
	Budget           []string `fm:"budget" doc:"D'où vient l'argent, et combien." ex:"[Subvention de la Cocom]"`
	ChiffresDeclares []Figure `fm:"chiffres_declares" nom:"Chiffres déclarés" doc:"Des chiffres qu'un document affirme ; ils sont montrés à côté de ceux que donnent les activités."`
}

// Period is a time from Debut to Fin, both included.
type Period struct {
	Debut Date `fm:"debut" nom:"Début" doc:"Premier jour ou premier mois." ex:"2020-09"`
	Fin   Date `fm:"fin" doc:"Dernier jour ou dernier mois." ex:"2020-12"`
}

// Clone copies the entry for New.
func (r *Report) Clone() Entry { c := *r; return &c }

// When dates the entry for feeds: a report is of its year, and comes out when its editor says.
func (r *Report) When() Date { return newest(r.PublieLe, r.MisAJour) }

// Rank puts the newest year first.
func (r *Report) Rank() int { return -r.Annee }

// Span is what the report is about: its period, else its year.
func (r *Report) Span() Period {
	p := r.Periode
	if p.Debut.IsZero() {
		p.Debut = Date{Year: r.Annee}
	}
	if p.Fin.IsZero() {
		p.Fin = Date{Year: r.Annee}
	}
	return p
}

// Counts tells that an activity is one of the report's: of its project, and begun within its span. A year or a month
// alone counts when the span holds a part of it.
func (r *Report) Counts(a *Activity) bool {
	p := r.Span()
	return r.Annee != 0 && (r.Projet == "" || sameProject(r.Projet, a.Projet)) && !a.Date.before(p.Debut) && !p.Fin.before(a.Date)
}

// sameProject tells of one project under two spellings: capitals, accents and spaces do not make another.
func sameProject(a, b string) bool {
	return french.Fold(strings.TrimSpace(a)) == french.Fold(strings.TrimSpace(b))
}

// Check finds what the keys say against each other.
func (r *Report) Check(report func(Problem)) {
	checkYear(r.Annee, report)
	inOrder("periode.fin", r.Periode.Debut, r.Periode.Fin, report)
	year := Date{Year: r.Annee}
	for _, d := range []struct {
		key  string
		date Date
	}{{"periode.debut", r.Periode.Debut}, {"periode.fin", r.Periode.Fin}} {
		if isYear(r.Annee) && !d.date.IsZero() && d.date.Year != r.Annee {
			report(Problem{Key: d.key, Code: "periode-hors-annee", Message: fmt.Sprintf("Cette date (%s) n'est pas dans l'année du rapport (%s).", d.date.Words(), year.Words()), Hint: "Corrigez la date, ou l'année."})
		}
	}
}

// isYear tells a year from a number that is none, and from 0.
func isYear(n int) bool { return n >= 1000 && n <= 2999 }

// checkYear refuses a number that is no year; 0 is one that was not given, or was already refused.
func checkYear(year int, report func(Problem)) {
	if year != 0 && !isYear(year) {
		report(Problem{Key: "annee", Code: "annee-invalide", Message: fmt.Sprintf("%d n'est pas une année.", year), Hint: "Écrivez les quatre chiffres : annee: 2020."})
	}
}

// checkReports tells of the reports that no activity is counted in.
func (s *Site) checkReports() (ds diag.List) {
	for _, r := range Of[*Report](s) {
		switch {
		case r.Withheld != "" || !isYear(r.Annee): // what is wrong with its year is said
		case len(s.Counted(r)) == 0:
			ds.Add(s.emptyReport(r))
		default:
			ds.Add(s.strays(r)...)
		}
	}
	return ds
}

// checkReportNames refuses reports whose file's name does not give the page its address, drafts too. Where another has the
// name, renaming would lose it.
func checkReportNames(es []Entry) (ds diag.List) {
	files := map[string]string{}
	for _, e := range es {
		if r, ok := e.(*Report); ok {
			files[r.Slug] = r.Path
		}
	}
	for _, e := range es {
		r, ok := e.(*Report)
		if !ok || !isYear(r.Annee) || r.Slug == strconv.Itoa(r.Annee) {
			continue
		}
		d := r.Src.Diag(diag.Erreur, "nom-de-rapport", "annee", fmt.Sprintf("Le rapport de %d doit s'appeler « %d.md » : ce fichier donne l'adresse /rapports/%s/.", r.Annee, r.Annee, r.Slug), "Renommez le fichier, ou corrigez l'année.")
		d.Pos.Len = len("2020")
		if other := files[strconv.Itoa(r.Annee)]; other != "" {
			d.Message = fmt.Sprintf("%s existe déjà : il n'y a qu'un rapport par année.", other)
			d.Hint = "Ajoutez ce texte au premier, ou corrigez l'année."
		}
		ds.Add(d)
	}
	return ds
}

// strays advises on the activities of a report's period whose project is called nearly as the report's is.
func (s *Site) strays(r *Report) (ds diag.List) {
	for _, a := range Of[*Activity](s) {
		named := *a
		named.Projet = r.Projet
		near, ok := french.Nearest(a.Projet, []string{r.Projet})
		if !ok || len(a.Projet) < 4 || r.Counts(a) || !r.Counts(&named) {
			continue
		}
		d := a.Src.Diag(diag.Conseil, "projet-approchant", "projet", fmt.Sprintf("Le projet « %s » ressemble à « %s », dont parle %s : cette activité n'y est pas comptée.", a.Projet, near, r.Src.File), "Si c'est le même projet, écrivez-le de la même façon.")
		d.Fix = replaceAt(d.Source, d.Pos.Col, a.Projet, near)
		ds.Add(d)
	}
	return ds
}

// emptyReport says why a report counts nothing: its project is called otherwise by the activities, or they are of other days.
func (s *Site) emptyReport(r *Report) diag.Diag {
	span := r.Span()
	when := span.Debut.Words()
	if span.Debut != span.Fin {
		when += " – " + span.Fin.Words()
	}
	if r.Projet == "" {
		return r.Src.Diag(diag.Avertissement, "rapport-sans-activite", "annee", fmt.Sprintf("Ce rapport ne compte aucune activité : aucune n'a lieu dans sa période (%s).", when),
			"Écrivez les activités de cette période dans le dossier « activites », ou corrigez l'année.")
	}
	d := r.Src.Diag(diag.Avertissement, "rapport-sans-activite", "projet", fmt.Sprintf("Ce rapport ne compte aucune activité : aucune du projet « %s » n'a lieu dans sa période (%s).", r.Projet, when),
		fmt.Sprintf("Écrivez « projet: %s » dans les activités de ce projet.", r.Projet))
	first, last, names := s.project(r.Projet)
	near, ok := french.Nearest(r.Projet, names)
	switch {
	case first != last:
		d.Hint = fmt.Sprintf("Les activités de ce projet ont lieu entre ces dates : %s – %s. Corrigez « periode » ou « annee ».", first.Words(), last.Words())
	case !first.IsZero():
		d.Hint = fmt.Sprintf("Les activités de ce projet ont une seule date : %s. Corrigez « periode » ou « annee ».", first.Words())
	case ok:
		d.Hint = fmt.Sprintf("Vouliez-vous dire « %s » ?", near)
		d.Fix = replaceAt(d.Source, d.Pos.Col, r.Projet, near)
	}
	return d
}

// project gives when the activities of a project begin, the first and the last, and how the other projects are called.
func (s *Site) project(name string) (first, last Date, others []string) {
	for _, a := range Of[*Activity](s) { // in the order of time
		switch a.Projet {
		case "":
		case name:
			if first.IsZero() {
				first = a.Date
			}
			last = a.Date
		default:
			others = append(others, a.Projet)
		}
	}
	return first, last, others
}

var (
	_ Dated   = (*Report)(nil)
	_ Ordered = (*Report)(nil)
	_ Checked = (*Report)(nil)
)

package output

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// ReportView is pages/rapport.html: a year's report, its prose, and what its activities add up to.
type ReportView struct {
	*site.Report
	Corps    template.HTML
	Img      *Image
	Autour   []LinkGroup
	Sommaire []site.Link // the parts of the page; none when there is but one
	Periode  string      // in words
	Chiffres []site.Figure
	Lignes   []ReportLine
	Types    []ReportTotal
	Total    ReportTotal
	Secteurs []ReportSector
	Sans     string // the organisations no sector is known of, in a sentence; "" when none
	Declares ReportClaims
	CSV      string // URL of the table; "" when there is none
}

// ReportLine is a line of the report's table: an activity.
type ReportLine struct {
	Date, Fin        string // ISO 8601, as precise as they are; Fin is "" when it is one day
	Quand, Jusque    string // the same in words
	Type, Titre, URL string
	Pour             []ReportFor
	Participants     int // in all; 0 when nobody says, or when the one organisation it is for says it
	Etat             string
}

// ReportFor is for whom an activity is.
type ReportFor struct {
	Titre, URL   string // URL "" when it has no page
	Participants int    // 0 when nobody says
}

// ReportTotal is what the activities of a type add up to.
type ReportTotal struct {
	Type                                    string
	Activites, Participants, Dites, Publics int // Dites: how many activities say how many took part
}

// ReportSector is how many of the organisations reached are of a sector.
type ReportSector struct {
	Tag
	N int
}

func reportView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	r := e.(*site.Report)
	as := m.s.Counted(r)
	m.mixCounted(h, as)
	return func() any { return m.reportOf(r, as) }
}

// mixCounted mixes in all that the totals of activities come from.
func (m *maker) mixCounted(h *hash, as []*site.Activity) {
	h.n(uint64(len(as)))
	for _, a := range as {
		h.n(a.Key)
		h.links(a.LinksTo)
		site.EachRef(a, func(r *site.Ref) {
			h.refs(*r)
			if o := m.s.ByURL(r.Link.URL); o != nil {
				h.n(o.Common().Key)
				h.s(o.Common().Withheld)
			}
		})
	}
}

func (m *maker) reportOf(r *site.Report, as []*site.Activity) *ReportView {
	t := m.s.Tally(as)
	v := &ReportView{Report: dressed(r), Corps: m.corps(&r.Base), Img: m.image(&r.Base), Autour: byKind(r.NamedBy, r.BackRefs), Periode: spanWords(r.Span()),
		Chiffres: keyFigures(t), Lignes: m.reportLines(as), Declares: m.reportClaims(r, as), Sans: withoutSector(t)}
	for _, x := range m.s.ByType(as) {
		v.Types = append(v.Types, reportTotal(m.s.Vocab.Label("types_activite", x.ID), x.Tally))
	}
	v.Total = reportTotal("", t)
	for _, s := range t.Sectors {
		v.Secteurs = append(v.Secteurs, ReportSector{m.tag("secteurs", s.ID), s.N})
	}
	if r.Withheld == "" && len(as) > 0 {
		v.CSV = "/" + reportCSV(r)
	}
	v.Sommaire = v.contents()
	return v
}

// contents links to the parts of the page, which has a list of them from two on.
func (v *ReportView) contents() []site.Link {
	counted := len(v.Lignes) > 0
	var out []site.Link
	for _, p := range []struct {
		there     bool
		id, titre string
	}{{counted, "chiffres_", "L’année en chiffres"}, {counted, "tableau_", "Le tableau des activités"}, {counted, "totaux_", "Les totaux par type"}, {len(v.Declares.Lignes) > 0, "declares_", "Les chiffres déclarés"},
		{len(v.Equipe) > 0, "equipe_", "L’équipe"}, {len(v.Budget) > 0, "budget_", "Le budget"}, {v.Corps != "", "recit_", "Le récit de l’année"}} {
		if p.there {
			out = append(out, site.Link{Titre: p.titre, URL: "#" + p.id})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

func reportTotal(label string, t site.Tally) ReportTotal {
	return ReportTotal{french.Typo(label), t.Activities, t.Participants, t.Told, t.Organisations}
}

// spanWords writes a period: "2020", "septembre 2020 – décembre 2020".
func spanWords(p site.Period) string {
	if p.Debut == p.Fin {
		return p.Debut.Words()
	}
	return p.Debut.Words() + " – " + p.Fin.Words()
}

// keyFigures are the totals, each with what it leaves out.
func keyFigures(t site.Tally) []site.Figure {
	if t.Activities == 0 {
		return nil
	}
	figure := func(n int, one, many, note string) site.Figure {
		return site.Figure{Valeur: french.Number(n), Libelle: plural(n, one, many), Source: note}
	}
	out := []site.Figure{figure(t.Activities, "activité", "activités", "")}
	if t.Told > 0 {
		note := "D’après toutes les activités."
		if t.Told < t.Activities {
			note = fmt.Sprintf("D’après %s sur %s : les autres ne disent pas de nombre.", french.Number(t.Told), french.Count(t.Activities, "activité", "activités"))
		}
		out = append(out, figure(t.Participants, "participant", "participants", note))
	}
	if t.Organisations > 0 {
		note := ""
		if t.Unnamed > 0 {
			note = "Dont " + french.Count(t.Unnamed, "sans page sur ce site.", "sans page sur ce site.")
		}
		out = append(out, figure(t.Organisations, "organisation", "organisations", note))
	}
	if n := len(t.Modules); n > 0 {
		out = append(out, figure(n, "module de formation donné", "modules de formation donnés", "Un module donné deux fois compte une fois."))
	}
	return out
}

// plural chooses a word: in French 0 and 1 take the singular.
func plural(n int, one, many string) string {
	if n < 2 {
		return one
	}
	return many
}

// withoutSector says of how many organisations the sector is not known.
func withoutSector(t site.Tally) string {
	var out []string
	if t.NoSector > 0 {
		out = append(out, french.Count(t.NoSector, "organisation a une fiche sans secteur.", "organisations ont une fiche sans secteur."))
	}
	if t.Unnamed > 0 {
		out = append(out, french.Count(t.Unnamed, "autre organisation n’a pas de fiche\u00a0: son secteur n’est pas compté.", "autres organisations n’ont pas de fiche\u00a0: leurs secteurs ne sont pas comptés."))
	}
	return strings.Join(out, " ")
}

// reportLines are the activities, in the order of time.
func (m *maker) reportLines(as []*site.Activity) []ReportLine {
	out := make([]ReportLine, len(as))
	for i, a := range as {
		l := ReportLine{Date: a.Date.String(), Quand: a.Date.Words(), Type: french.Typo(m.s.Vocab.Label("types_activite", a.Type)), Titre: a.Label(), URL: a.URL(),
			Participants: a.Attendance(), Etat: french.Typo(a.Etat)}
		if a.Fin.Compare(a.Date) > 0 {
			l.Fin, l.Jusque = a.Fin.String(), a.Fin.Words()
		}
		for _, p := range a.Pour {
			l.Pour = append(l.Pour, ReportFor{french.Typo(p.Organisation.Label()), p.Organisation.Link.URL, p.Participants})
		}
		if len(l.Pour) == 1 && l.Pour[0].Participants == l.Participants {
			l.Participants = 0
		}
		out[i] = l
	}
	return out
}

// reportCSV is the path of a report's table.
func reportCSV(r *site.Report) string { return "rapports/" + r.Slug + "/rapport-" + r.Slug + ".csv" }

// reportTables makes the table of each published report, texts as they were typed.
func (m *maker) reportTables() ([]File, error) {
	var out []File
	for _, r := range site.Of[*site.Report](m.s) {
		as := m.s.Counted(r)
		if r.Withheld != "" || len(as) == 0 {
			continue
		}
		rows := make([][]string, len(as))
		for i, a := range as {
			rows[i] = m.reportRow(a)
		}
		f, err := csvFile(reportCSV(r), []string{"Quand", "Jusqu’à", "Type", "Quoi", "Pour qui", "Organisations", "Participants", "Où en est-on", "Adresse"}, rows)
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

func (m *maker) reportRow(a *site.Activity) []string {
	var whom []string
	for _, p := range a.Pour {
		text := p.Organisation.Text
		if e := m.s.ByURL(p.Organisation.Link.URL); e != nil {
			text = e.Common().Titre
		}
		if p.Participants > 0 {
			text += " (" + strconv.Itoa(p.Participants) + ")"
		}
		whom = append(whom, text)
	}
	fin := ""
	if a.Fin.Compare(a.Date) > 0 {
		fin = a.Fin.String()
	}
	return []string{a.Date.String(), fin, m.s.Vocab.Label("types_activite", a.Type), a.Titre, strings.Join(whom, " | "),
		known(m.s.Tally([]*site.Activity{a}).Organisations), known(a.Attendance()), a.Etat, m.base + a.URL()}
}

// known writes a number, or nothing when nobody says it.
func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// ReportsView is pages/rapports.html: the years, the newest first.
type ReportsView struct {
	Titre, Intro string
	Rapports     []ReportItem
}

// ReportItem is a report in the list of all.
type ReportItem struct {
	Annee                      int
	Titre, URL, Resume, Projet string
	Periode                    string
	Chiffres                   []site.Figure
}

func reportList(m *maker, k *site.Kind) ([]page, error) {
	v := ReportsView{Titre: k.Label, Intro: k.Intro}
	h := newHash()
	for _, r := range site.Of[*site.Report](m.s) {
		as := m.s.Counted(r)
		h.n(r.Key)
		m.mixCounted(h, as)
		v.Rapports = append(v.Rapports, ReportItem{Annee: r.Annee, Titre: r.Label(), URL: r.URL(), Resume: french.Typo(r.Resume), Projet: french.Typo(r.Projet),
			Periode: spanWords(r.Span()), Chiffres: keyFigures(m.s.Tally(as))})
	}
	return m.kindPage(k, "rapports", h, &v)
}

// reportFiles describes the tables of the reports, for the page of the data files.
func (m *maker) reportFiles() []DataFile {
	var out []DataFile
	for _, r := range site.Of[*site.Report](m.s) {
		if r.Withheld != "" || len(m.s.Counted(r)) == 0 {
			continue
		}
		out = append(out, DataFile{URL: "/" + reportCSV(r), Titre: r.Label(), Format: "CSV (RFC 4180)", Champs: reportFields,
			Texte: "Les activités du rapport, une par ligne. En UTF-8, avec un point-virgule entre les colonnes : un tableur l’ouvre tel quel."})
	}
	return out
}

// reportFields says what each column of a report's table holds.
var reportFields = [][2]string{
	{"Quand, Jusqu’à", "les jours (2020-12-03), ou le mois ou l’année si l’on n’en sait pas plus"}, {"Type, Quoi", "ce que c’est, et son titre"},
	{"Pour qui", "les organisations, séparées par une barre ; entre parenthèses, combien de personnes elles ont envoyées"},
	{"Organisations, Participants", "des nombres ; vides quand on ne les connaît pas"}, {"Où en est-on", "la suite donnée"}, {"Adresse", "la page de l’activité"},
}

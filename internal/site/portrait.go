package site

// Portrait tells of a person or a team.
type Portrait struct {
	Base
	Personne     string  `fm:"personne" doc:"Le nom de la personne. Demande un consentement daté." ex:"Prénom"`
	Equipe       string  `fm:"equipe" nom:"Équipe" doc:"Le nom de l'équipe, quand ce n'est pas une personne." ex:"L'équipe mobile"`
	Fonction     string  `fm:"fonction" doc:"Ce que la personne ou l'équipe fait." ex:"Paire-aidante"`
	Initiative   Ref     `fm:"initiative" ref:"initiative" doc:"L'initiative où elle travaille." ex:"projet-pat"`
	Organisation Ref     `fm:"organisation" ref:"organisation" doc:"Son organisation." ex:"smes"`
	Date         Date    `fm:"date" doc:"Date du portrait." ex:"2020-09"`
	Citation     string  `fm:"citation" doc:"Une phrase que la personne a dite."`
	Consentement Consent `fm:"consentement" doc:"L'accord de la personne. Sans lui, son portrait n'est pas publié."`
}

// Consent is a person's dated agreement to be shown.
type Consent struct {
	Le      Date   `fm:"le" form:"date-passee" doc:"Jour de l'accord." ex:"2026-01-15"`
	Par     string `fm:"par" nom:"Recueilli par" doc:"Qui l'a recueilli." ex:"En Route"`
	JusquAu Date   `fm:"jusqu_au" nom:"Jusqu’au" doc:"Jour de fin de l'accord." ex:"2028-01-15"`
}

// Clone copies the entry for New.
func (p *Portrait) Clone() Entry { c := *p; return &c }

// When dates the entry for feeds.
func (p *Portrait) When() Date { return newest(p.Date, p.PublieLe, p.MisAJour) }

// Who names the person or the team.
func (p *Portrait) Who() string {
	if p.Personne != "" {
		return p.Personne
	}
	return p.Equipe
}

var _ Dated = (*Portrait)(nil)

package site

import (
	"fmt"
	"slices"

	"enrouteweb.org/balise/internal/diag"
)

// Form is a questionnaire. The site sends nothing: its page makes of the answers an e-mail, a text file and a sheet.
type Form struct {
	Base
	Destinataire string     `fm:"destinataire" form:"courriel" doc:"L'adresse électronique qui reçoit les réponses. Sans elle : une feuille à imprimer." ex:"info@exemple.be"`
	Objet        string     `fm:"objet" doc:"L'objet du message." ex:"Demande d'accompagnement"`
	Questions    []Question `fm:"questions,requis" doc:"Les questions, dans l'ordre." ex:"[{id: organisation, libelle: \"Votre organisation\", type: texte}]"`
}

// Question is one question of a form.
type Question struct {
	ID          string   `fm:"id,requis" nom:"Identifiant" form:"identifiant" doc:"Un nom court, qui ne change pas." ex:"organisation"`
	Libelle     string   `fm:"libelle,requis" nom:"Libellé" doc:"La question, telle qu'on la lit." ex:"Comment s'appelle votre organisation ?"`
	Aide        string   `fm:"aide" doc:"Une phrase qui aide à répondre." ex:"Le nom complet, sans abréviation."`
	Type        string   `fm:"type" form:"question" doc:"La forme de la réponse. Sans rien : texte." ex:"choix"`
	Choix       []string `fm:"choix" doc:"Les réponses possibles, pour choix et choix-multiple." ex:"[Oui, Non, Je ne sais pas]"`
	Obligatoire string   `fm:"obligatoire" enum:"oui,non" doc:"Faut-il y répondre. Sans rien : non." ex:"oui"`
}

// QuestionTypes are the forms an answer can have.
var QuestionTypes = []string{"texte", "texte-long", "nombre", "date", "courriel", "telephone", "choix", "choix-multiple", "oui-non"}

// Clone copies the entry for New.
func (f *Form) Clone() Entry { c := *f; return &c }

// When dates the entry for feeds.
func (f *Form) When() Date { return newest(f.PublieLe, f.MisAJour) }

// Rank follows the numbers of the files.
func (f *Form) Rank() int { return f.Number }

// Check finds questions that cannot be asked, and answers that reach nobody.
func (f *Form) Check(report func(Problem)) {
	if f.Destinataire == "" {
		report(Problem{Severity: diag.Conseil, Key: "destinataire", Code: "sans-destinataire", Message: "Ce formulaire n'a pas de destinataire : sa page ne propose pas de courriel, seulement une feuille et un fichier.", Hint: "Ajoutez par exemple cette ligne : destinataire: info@exemple.be"})
	}
	seen := map[string]string{} // the key each id was first met at
	for i, q := range f.Questions {
		key := func(k string) string { return fmt.Sprintf("questions.%d.%s", i, k) }
		if first := seen[q.ID]; first != "" {
			report(Problem{Key: key("id"), Other: first, Code: "question-en-double", Message: fmt.Sprintf("Deux questions ont l'identifiant « %s ».", q.ID), Hint: "Donnez à chacune le sien."})
		}
		if q.ID != "" && seen[q.ID] == "" {
			seen[q.ID] = key("id")
		}
		choice := q.Type == "choix" || q.Type == "choix-multiple"
		switch {
		case choice && len(q.Choix) == 0:
			report(Problem{Key: key("type"), Code: "choix-manquants", Message: "Cette question demande un choix, et n'en donne aucun.", Hint: "Ajoutez « choix: [Oui, Non] », ou prenez le type « texte »."})
		case !choice && len(q.Choix) > 0:
			report(Problem{Severity: diag.Avertissement, Key: key("choix"), Code: "choix-inutiles", Message: "Ces choix ne sont pas montrés : la question n'est pas de type choix.", Hint: "Ajoutez « type: choix », ou effacez cette ligne."})
		}
		for n, c := range q.Choix {
			if slices.Contains(q.Choix[:n], c) {
				report(Problem{Key: key("choix"), Code: "choix-en-double", Message: fmt.Sprintf("Le choix « %s » est donné deux fois dans cette liste.", c), Hint: "Effacez l'un des deux, ou changez-le."})
			}
		}
	}
}

var (
	_ Dated   = (*Form)(nil)
	_ Ordered = (*Form)(nil)
	_ Checked = (*Form)(nil)
)

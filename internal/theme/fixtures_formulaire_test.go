package theme_test

import (
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// richForm asks one question of each control.
func richForm() *output.FormView {
	f := &site.Form{Base: base("formulaire", "demande", "Demander un accompagnement", "Quelques questions pour préparer un échange."), Destinataire: "info@exemple.be", Objet: "Demande"}
	q := func(id, libelle, must string) site.Question {
		return site.Question{ID: id, Libelle: libelle, Obligatoire: must}
	}
	return &output.FormView{Form: f, Corps: body, Img: picture, Combien: "4 questions", Regle: "Toutes demandent une réponse.",
		Courriel: "mailto:info@exemple.be?subject=Demande&body=1.%20Nom", Script: "/assets/formulaire.js", Champs: []output.Field{
			{Question: q("nom", "Votre nom", "oui"), No: 1, ID: "q-nom_", Type: "texte", Input: "text", Auto: "name", Mot: "obligatoire", Aide: "Comme vous voulez."},
			{Question: q("recit", "Racontez", ""), No: 2, ID: "q-recit_", Type: "texte-long", Auto: "off", Mot: "facultatif", Aide: "Une phrase suffit."},
			{Question: q("nombre", "Combien ?", ""), No: 3, ID: "q-nombre_", Type: "nombre", Input: "text", Mode: "decimal", Auto: "off"},
			{Question: q("choix", "Lequel ?", "oui"), No: 4, ID: "q-choix_", Type: "choix", Input: "radio", Options: []string{"Oui", "Non"}, Aide: "Un seul."}}}
}

// bareForm has no script, and a message that could not hold its question.
func bareForm() *output.FormView {
	v := richForm()
	v.Form = &site.Form{Base: base("formulaire", "demande", "Une feuille", ""), Destinataire: "info@exemple.be"}
	v.Courriel, v.Recopier, v.Script, v.Champs = "mailto:info@exemple.be?subject=Une%20feuille", true, "", v.Champs[1:2]
	return v
}

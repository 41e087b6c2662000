package output

import (
	"html/template"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// FormView is pages/formulaire.html: the questions as native controls, in a page that is whole on paper and without its
// script, and that sends nothing.
type FormView struct {
	*site.Form
	Corps    template.HTML
	Img      *Image
	Champs   []Field
	Combien  string       // "16 questions"
	Regle    string       // which of them must be answered, in one sentence
	Courriel template.URL // a message begun, to Destinataire; "" without one
	Recopier bool         // the message could not hold the questions
	Script   string       // URL of the script that checks, keeps a draft and composes; "" without script
}

// Field is one question as the page asks it.
type Field struct {
	site.Question
	No      int
	ID      string   // "q-organisation_", of its control; what belongs to it has an id that starts so
	Aide    string   // with what a date looks like, where one is asked
	Type    string   // as in the header, never ""
	Input   string   // the type of the <input>: text, email, tel, radio, checkbox; "" for a long text
	Mode    string   // the keyboard a phone offers (inputmode); "" for the usual one
	Auto    string   // what a browser may fill in (autocomplete); "off" where that would tell the next person on a shared device
	Options []string // the answers to choose among; none for what is written
	Mot     string   // "obligatoire", "facultatif", or "" where the sentence above the questions says enough
}

func formView(m *maker, e site.Entry, _ []site.Entry, _ int, _ *hash) func() any {
	x := e.(*site.Form)
	return func() any {
		worn := dressed(x)
		v := FormView{Form: worn, Corps: m.corps(&x.Base), Img: m.image(&x.Base),
			Combien: french.Count(len(x.Questions), "question", "questions"), Script: m.in.Scripts["formulaire.js"]}
		v.Champs, v.Regle = fields(worn.Questions)
		v.Courriel, v.Recopier = begun(x)
		return v
	}
}

// fields makes the controls of questions, and the sentence that says which must be answered.
func fields(qs []site.Question) (out []Field, rule string) {
	must := 0
	for _, q := range qs {
		if q.Obligatoire == "oui" {
			must++
		}
	}
	fill := filler(qs)
	for i, q := range qs {
		f := control(q)
		f.No, f.ID, f.Auto = i+1, "q-"+q.ID+"_", fill(q)
		switch {
		case q.Obligatoire == "oui":
			f.Mot = "obligatoire"
		case must*2 > len(qs):
			f.Mot = "facultatif"
		}
		out = append(out, f)
	}
	switch must {
	case 0:
		rule = "Aucune n’est obligatoire : répondez à celles que vous voulez."
	case len(qs):
		rule = "Toutes demandent une réponse."
	default:
		rule = "Seules celles qui portent le mot « obligatoire » demandent une réponse."
	}
	return out, rule
}

// control picks the native control of a question's type.
func control(q site.Question) Field {
	f := Field{Question: q, Aide: q.Aide, Type: q.Type, Input: "text"}
	switch q.Type {
	case "texte-long":
		f.Input = ""
	case "nombre": // a field of type number drops, in silence, what it does not understand
		f.Mode = "decimal"
	case "date": // a native date can be neither "02/2022" nor read in French on a device in English
		f.Aide = strings.TrimSpace(q.Aide + " Écrivez par exemple 14/02/2022, ou seulement 02/2022.")
	case "courriel":
		f.Input = "email"
	case "telephone":
		f.Input = "tel"
	case "choix":
		f.Input, f.Options = "radio", q.Choix
	case "choix-multiple":
		f.Input, f.Options = "checkbox", q.Choix
	case "oui-non":
		f.Input, f.Options = "radio", []string{"Oui", "Non"}
	case "":
		f.Type = "texte"
	}
	return f
}

// filler gives what a browser may fill in: the tokens of HTML's autofill, for what one says of oneself, and only once for
// each, since a second address is somebody else's. All the rest is "off": these devices may be shared.
func filler(qs []site.Question) func(site.Question) string {
	tokens := map[string]string{"prenom": "given-name", "nom": "name", "organisation": "organization", "fonction": "organization-title"}
	for _, q := range qs {
		if q.ID == "prenom" {
			tokens["nom"] = "family-name"
		}
	}
	types := map[string]string{"courriel": "email", "telephone": "tel"}
	return func(q site.Question) string {
		if token := types[q.Type]; token != "" {
			delete(types, q.Type)
			return token
		}
		if token := tokens[q.ID]; token != "" && (q.Type == "" || q.Type == "texte") {
			return token
		}
		return "off"
	}
}

// messageMax is the length, in characters, above which some mail programs cut a mailto: address.
const messageMax = 1800

// begun starts the message of a page without its script: with the questions and what one may answer, else with the questions
// alone, else with its subject only, and then they have to be copied.
func begun(x *site.Form) (to template.URL, copied bool) {
	if x.Destinataire == "" {
		return "", false
	}
	name, host, _ := strings.Cut(x.Destinataire, "@")
	subject := x.Objet
	if subject == "" {
		subject = x.Titre
	}
	to = template.URL("mailto:" + percent(name) + "@" + host + "?subject=" + percent(subject))
	for _, choices := range []bool{true, false} {
		if whole := to + template.URL("&body="+percent(asked(x.Questions, choices))); len(whole) <= messageMax {
			return whole, false
		}
	}
	return to, true
}

// asked writes questions as a plain text to answer in, with their choices or without.
func asked(qs []site.Question, choices bool) string {
	var lines []string
	for i, q := range qs {
		lines = append(lines, strconv.Itoa(i+1)+". "+q.Libelle)
		if choices {
			for _, o := range control(q).Options {
				lines = append(lines, "- "+o)
			}
		}
		lines = append(lines, "", "")
	}
	return strings.Join(lines, "\r\n")
}

package content

import (
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

var (
	looseClock = regexp.MustCompile(`(?i)^([0-9]{1,2})\s*(?:h|:|\.|heures?)?\s*([0-9]{2})?\s*(?:m|mn|min)?$`)
	clockParts = regexp.MustCompile(`(?i)\s*(?:-|–|—|à|a|/|jusqu['’]à)\s*`)
	frenchHour = regexp.MustCompile(`(?i)^([0-9]{1,2})\s*h(?:eures?)?\s*([0-9]{1,2})?\s*(?:m|mn|min|minutes?)?$`)
	clockHours = regexp.MustCompile(`^([0-9]{1,2})[:.]([0-9]{2})$`)
)

// checkClock accepts an hour, or a beginning and an end.
func checkClock(text string) (string, *Flaw) {
	if _, ok := site.ParseClock(text); ok {
		return text, nil
	}
	const hint = "Écrivez par exemple « 14 h », « 14 h 30 » ou « 9 h 30 à 12 h »."
	if better := guessClock(text); better != "" {
		return "", flaw("heure-invalide", better, "", "%s n'est pas une heure comme balise les lit.", q(text))
	}
	parts := clockParts.Split(strings.TrimSpace(text), -1)
	if len(parts) == 2 {
		if _, ok := site.ParseClock(parts[0]); ok {
			if _, ok = site.ParseClock(parts[1]); ok {
				return "", flaw("heure-invalide", "", "Corrigez l'une des deux heures.", "Dans %s, la fin ne vient pas après le début.", q(text))
			}
		}
	}
	return "", flaw("heure-invalide", "", hint, "%s n'est pas une heure.", q(text))
}

// guessClock reads "14h30mn", "1430", "14 heures".
func guessClock(text string) string {
	parts := clockParts.Split(strings.Trim(text, " ."), -1)
	if len(parts) > 2 {
		return ""
	}
	for i, p := range parts {
		m := looseClock.FindStringSubmatch(p)
		if m == nil {
			return ""
		}
		if parts[i] = m[1] + " h"; m[2] != "" && m[2] != "00" {
			parts[i] += " " + m[2]
		}
	}
	better := strings.Join(parts, " à ")
	if _, ok := site.ParseClock(better); !ok {
		return ""
	}
	return better
}

// checkDuration accepts a length of time, or two it lies between.
func checkDuration(text string) (string, *Flaw) {
	if _, ok := site.ParseDuration(text); ok {
		return text, nil
	}
	if better := guessDuration(text); better != "" {
		return "", flaw("duree-invalide", better, "", "%s n'est pas une durée comme balise les lit.", q(text))
	}
	return "", flaw("duree-invalide", "", "Écrivez par exemple « 45 min », « 2 h 30 », « 3 jours », ou deux bornes : « 45 min à 2 h 30 ».", "%s n'est pas une durée.", q(text))
}

// guessDuration reads "1:30", "90", "2h30min", "1,5 h".
func guessDuration(text string) string {
	t := strings.ToLower(strings.TrimSpace(text))
	better := ""
	switch m := clockHours.FindStringSubmatch(t); {
	case m != nil:
		better = m[1] + " h " + m[2]
	case t != "" && strings.Trim(t, "0123456789") == "" && len(t) <= 3:
		better = t + " min"
	default:
		if m := frenchHour.FindStringSubmatch(t); m != nil {
			better = m[1] + " h"
			if m[2] != "" {
				better += " " + m[2]
			}
		} else if rest, ok := strings.CutSuffix(strings.ReplaceAll(strings.ReplaceAll(t, ",", "."), " ", ""), ".5h"); ok {
			better = rest + " h 30"
		}
	}
	better = strings.TrimSuffix(strings.TrimSuffix(better, " 00"), " 0")
	if _, ok := site.ParseDuration(better); !ok {
		return ""
	}
	return better
}

// checkID accepts a short name for programs.
func checkID(text string) (string, *Flaw) {
	if idForm.MatchString(text) {
		return text, nil
	}
	better := french.Slug(text)
	return "", flaw("identifiant-invalide", better, hintOr(better, "Écrivez par exemple : organisation"), "L'identifiant %s ne convient pas : seulement des minuscules sans accent, des chiffres et des tirets.", q(text))
}

// otherQuestions are what other tools call the types of questions.
var otherQuestions = map[string]string{
	"court": "texte", "text": "texte", "texte-court": "texte", "ligne": "texte", "paragraphe": "texte-long", "long": "texte-long", "zone-de-texte": "texte-long", "textarea": "texte-long",
	"number": "nombre", "entier": "nombre", "email": "courriel", "e-mail": "courriel", "mail": "courriel", "tel": "telephone", "choix-unique": "choix", "liste": "choix", "radio": "choix", "select": "choix",
	"cases": "choix-multiple", "cases-a-cocher": "choix-multiple", "choix-multiples": "choix-multiple", "multiple": "choix-multiple", "case": "oui-non", "booleen": "oui-non", "oui-ou-non": "oui-non",
}

// checkQuestion accepts a type of question, under the names other tools give it too.
func checkQuestion(text string) (string, *Flaw) {
	word := french.Slug(text)
	if other := otherQuestions[word]; other != "" {
		word = other
	}
	if contains(site.QuestionTypes, word) {
		return word, nil
	}
	return "", unknownWord(text, site.QuestionTypes, nil, "%s n'est pas un type de question.", q(text))
}

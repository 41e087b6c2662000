package content

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// parseDraft reads brouillon. Any word but oui, non, true and false leaves a doubt, and what is in doubt is not published.
func parseDraft(text string) (site.Draft, *Flaw) {
	switch strings.ToLower(text) {
	case "oui", "true":
		return site.IsDraft, nil
	case "non", "false":
		return site.Public, nil
	}
	f := flaw("brouillon-douteux", "", "Écrivez « oui » pour garder la fiche en brouillon, « non » pour la publier.", "%s ne dit pas clairement si la fiche est un brouillon : elle n'est pas publiée.", q(text))
	f.Severity = diag.Avertissement
	switch french.Fold(text) {
	case "yes", "vrai", "1", "y", "o", "ouii", "oui.", "x":
		f.Better = "oui"
	case "no", "faux", "0", "n", "non.":
		f.Better = "non"
	}
	return site.Doubt, f
}

var (
	wholeNumber = regexp.MustCompile(`^[0-9]{1,6}$`)
	firstNumber = regexp.MustCompile(`^(?i)(?:[^0-9-]{0,12}\s)?([0-9]{1,6})(?:\.0+|,0+|er|e|è|ème|eme|°)?\.?$`)
	smallWords  = []string{"zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"}
)

// parseNumber reads a whole number from 1 on.
func parseNumber(text string) (int, *Flaw) {
	if wholeNumber.MatchString(text) {
		if n, _ := strconv.Atoi(text); n >= 1 { // six digits: cannot fail
			return n, nil
		}
	}
	better := ""
	if m := firstNumber.FindStringSubmatch(text); m != nil && strings.Trim(m[1], "0") != "" {
		better = strings.TrimLeft(m[1], "0")
	} else if i := slices.Index(smallWords, french.Fold(text)); i > 0 {
		better = strconv.Itoa(i)
	}
	return 0, flaw("nombre-invalide", better, hintOr(better, "Écrivez un nombre entier à partir de 1, en chiffres ; si vous ne savez pas, effacez cette ligne."), "%s n'est pas un nombre entier à partir de 1.", q(text))
}

// checkEnum accepts one of the contract's words.
func checkEnum(text string, words []string) (string, *Flaw) {
	if slices.Contains(words, text) {
		return text, nil
	}
	if slices.Contains(words, "oui") {
		switch d, f := parseDraft(text); {
		case d == site.IsDraft:
			return "oui", nil
		case d == site.Public:
			return "non", nil
		case f.Better != "":
			return "", flaw("valeur-inconnue", f.Better, "", "Ici, on écrit %s, et non %s.", some(words), q(text))
		case slices.Contains(words, strings.ToLower(text)):
			return strings.ToLower(text), nil
		}
	}
	return "", unknownWord(text, words, nil, "%s n'est pas une valeur permise ici.", q(text))
}

// checkTerm accepts an id of a closed list. A label typed for its id is understood, and said.
func checkTerm(text string, terms *site.Terms) (string, *Flaw) {
	if terms.Get(text) != nil {
		return text, nil
	}
	var labels []string
	for _, t := range terms.Order {
		labels = append(labels, t.Libelle)
	}
	return "", unknownWord(text, terms.IDs(), labels, "%s n'est pas dans la liste « %s » de vocabulaires.yaml.", q(text), terms.Name)
}

// unknownWord proposes the nearest of words, or of the labels that stand for them.
func unknownWord(text string, words, labels []string, message string, args ...any) *Flaw {
	better, _ := french.Nearest(text, words)
	slug := french.Slug(text)
	for i, label := range labels {
		if s := french.Slug(label); s == slug && s != "" {
			better = words[i]
		}
	}
	if better == "" {
		better, _ = french.Nearest(slug, words)
	}
	if better == "" && len(labels) > 0 {
		if near, ok := french.Nearest(text, labels); ok {
			better = words[slices.Index(labels, near)]
		}
	}
	hint := "Valeurs possibles : " + stop(some(words))
	switch {
	case len(words) == 0:
		hint = "Cette liste est vide : remplissez-la dans vocabulaires.yaml."
	case better != "":
		hint = "Vouliez-vous dire " + q(better) + " ? " + hint
	}
	return flaw("valeur-inconnue", better, hint, message, args...)
}

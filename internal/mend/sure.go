package mend

import (
	"regexp"
	"strings"
	"unicode"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// sure is the mechanical class: the corrections that leave no doubt on what was meant, by code, each with what it asks of the
// lines before and after. A code that is not here is for a person to judge: a key or a value that resembles another, where a
// quotation or a list ends, whether a # starts a remark, what a telephone number was.
var sure = map[string]func(was, now string) bool{
	// What YAML reads otherwise than everybody else.
	"deux-points":        inValue,
	"espace-manquante":   always,
	"espace-insecable":   always,
	"tabulation":         always,
	"signe-egal":         always,
	"caractere-debut":    always,
	"caractere-interdit": always,
	"guillemets":         always,
	"guillemets-courbes": always,
	"barre-inverse":      always,
	"tiret-de-liste":     always,
	"une-seule-valeur":   always, // [entraide] → entraide
	"cles-attendues":     onlySpaces,
	"en-tete-ouverture":  always, // — → ---
	"en-tete-fermeture":  always,

	// Values in a form that people use, and that says the same.
	"coordonnees-invalides": always, // 50,85 4,35 and what maps and GPS receivers give
	"coordonnees-inversees": always, // only one order leads to the country
	"date-invalide":         hasYear,
	"pays-inconnu":          sameWord, // be → BE
	"cle-inconnue":          sameWord, // Résumé → resume
	"valeur-inconnue":       sameWord, // Santé mentale → sante-mentale

	// Names of files.
	"lien-antislash":    always,
	"lien-approximatif": sameWord,
	"nom-approximatif":  sameWord,
}

// Sure tells that a problem's corrected line leaves no doubt: it may be written without asking.
func Sure(d diag.Diag) bool {
	fits, ok := sure[d.Code]
	return ok && d.Fix != "" && d.Pos.Line > 0 && d.Fix != d.Source && fits(d.Source, d.Fix)
}

func always(string, string) bool { return true }

// inValue tells that what is put between quotation marks follows a key or a dash: a line that is all one text may have been
// meant as a key and its value.
func inValue(_, now string) bool {
	now = strings.TrimLeftFunc(now, unicode.IsSpace)
	return now != "" && now[0] != '"' && now[0] != '\''
}

// onlySpaces tells that nothing but white space differs.
func onlySpaces(was, now string) bool {
	bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
	return bare(was) == bare(now)
}

// sameWord tells that only capitals, accents, spaces and signs differ.
func sameWord(was, now string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, french.Fold(s))
	}
	return letters(was) == letters(now)
}

var fourDigits = regexp.MustCompile(`\b(?:1[89]|20)[0-9]{2}`)

// hasYear tells that a date was typed with the four digits of its year: of 22/02/14 nobody knows which number is the year.
func hasYear(was, _ string) bool { return fourDigits.MatchString(was) }

package content

import (
	"fmt"
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

var repository = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)+$`)

// checkRepository judges the name of a repository: its group, then its own.
func checkRepository(text string) (string, *Flaw) {
	if repository.MatchString(text) {
		return text, nil
	}
	better := text
	if _, rest, ok := strings.Cut(text, "://"); ok {
		_, better, _ = strings.Cut(rest, "/")
	}
	better = strings.TrimSuffix(strings.Trim(better, "/"), ".git")
	if !repository.MatchString(better) {
		better = ""
	}
	return text, flaw("depot-invalide", better, "Par exemple : en-route/carte", "%s n'est pas le nom d'un dépôt, avec celui de son groupe.", q(text))
}

// desk asks what a forge needs for its users to log in.
func (d *decoder) desk(a site.Desk) {
	var missing, why string
	switch {
	case a.Forge == "":
		return
	case a.Application == "" && a.Forge != "github":
		missing, why = "application", "son identifiant est donné par la forge, dans les réglages du dépôt, à « Applications »"
	case a.Adresse == "" && a.Forge == "github":
		missing, why = "adresse", "GitHub ne laisse pas un site sans serveur connecter les gens : il faut l'adresse d'un relais"
	case a.Adresse == "" && a.Forge == "gitea":
		missing, why = "adresse", "c'est celle de votre forge"
	default:
		return
	}
	at, _ := d.valueAt("atelier.forge")
	d.report(diag.Erreur, "atelier-incomplet", at, fmt.Sprintf("Avec « forge: %s », il manque la clé %s : %s.", a.Forge, q(missing), why), fmt.Sprintf("Ajoutez sous « atelier » une ligne « %s: … », ou retirez « atelier » : le formulaire de balise serve n'en a pas besoin.", missing))
}

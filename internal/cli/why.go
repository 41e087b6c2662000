package cli

import (
	"context"
	"encoding/json"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/why"
)

func whyCommand() Command {
	return Command{
		Name: "why", Short: "dit d'un fichier s'il est publié, où il paraît, et pourquoi", Args: 1,
		Help: `Usage : balise why FICHIER [options]

Répond, pour un fichier : est-il lu, est-il publié et sinon pourquoi, à quelle adresse, où sur la carte et pourquoi là,
dans quelles pages et quels fils il paraît, qui y renvoie, et ce qui le retirerait. Rien n'est écrit.
FICHIER est un chemin, une adresse du site, ou le nom court d'une fiche.
` + globalHelp + `
Exemples :
  balise why content/initiatives/le-relais.md
  balise why le-relais
  balise why https://exemple.be/initiatives/le-relais/
`,
		Run: runWhy,
	}
}

func runWhy(ctx context.Context, env *Env, args []string) (int, error) {
	o, b, err := start(whyCommand(), args, env, nil)
	if o == nil || err != nil {
		return Done, err
	}
	if len(o.args) == 0 || strings.TrimSpace(o.args[0]) == "" {
		return 0, &usageError{"de quel fichier ? Par exemple : balise why content/initiatives/le-relais.md"}
	}
	answer, err := why.Ask(ctx, b, why.Question{Arg: o.args[0], Content: o.content, Theme: o.theme, BaseURL: o.baseURL, Today: o.today()})
	if missing, ok := why.AsNotFound(err); ok {
		return 0, &usageError{missing.Error()}
	}
	if err != nil {
		return 0, err
	}
	if o.json {
		enc := json.NewEncoder(env.Stdout)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return Done, enc.Encode(answer)
	}
	return Done, answer.Text(env.Stdout, diag.Style{Color: env.ColorOut})
}

package cli

import (
	"context"
	"fmt"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
)

func checkCommand() Command {
	return Command{
		Name: "check", Short: "vérifie tout, sans rien écrire",
		Help: `Usage : balise check [options]

Dit tout ce qui ne va pas dans le contenu, sans écrire le site. Avec --json, une liste pour d'autres programmes.
` + globalHelp + `
Exemple :
  balise check
`,
		Run: runCheck,
	}
}

func runCheck(ctx context.Context, env *Env, args []string) (int, error) {
	o, b, err := start(checkCommand(), args, env, nil)
	if o == nil || err != nil {
		return Done, err
	}
	res, err := b.Run(ctx, build.Request{Today: o.today(), Dry: true, Once: true})
	if err != nil {
		return 0, err
	}
	code := Done
	if !res.OK {
		code = Mend
	}
	if o.json {
		return code, diag.JSON(env.Stdout, res.Diags.Sorted())
	}
	if err := report(env.Stdout, res.Diags, env.ColorOut); err != nil {
		return 0, err
	}
	if o.quiet {
		return code, nil
	}
	if res.Site != nil {
		withheld(env.Stdout, res.Site.Withdrawn)
	}
	if t := tally(res.Diags); t != "" {
		fmt.Fprintf(env.Stdout, "%s.\n", t)
	} else {
		fmt.Fprintln(env.Stdout, "Tout est en ordre.")
	}
	return code, nil
}

package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/mend"
	"enrouteweb.org/balise/internal/site"
)

// writeCalls writes the list of the fiches to verify this month.
func (c *checkOptions) writeCalls(env *Env, b *build.Builder, s *site.Site) error {
	files, err := b.Calls(s)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.calls, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(c.calls, f.Path)
		if was, err := os.ReadFile(path); err == nil && bytes.Equal(was, f.Data) {
			continue
		}
		if err := mend.Replace(path, f.Data, 0o644); err != nil {
			return err
		}
	}
	if c.quiet || c.format != "texte" {
		return nil
	}
	list := build.ToCall(s)
	never := 0
	for _, x := range list {
		if x.VerifieLe.IsZero() {
			never++
		}
	}
	what := "Aucune fiche n'est à vérifier"
	if len(list) > 0 {
		what = french.Count(len(list), "fiche est à vérifier", "fiches sont à vérifier")
	}
	what += " ce mois-ci"
	if never > 0 {
		what += ", dont " + french.Count(never, "qui ne l'a jamais été", "qui ne l'ont jamais été")
	}
	fmt.Fprintf(env.Stdout, "%s. La liste est dans %s (tableau) et %s (agenda).\nElle est pour vous : ne la mettez pas dans le dossier du site.\n",
		what, filepath.Join(c.calls, "a-verifier.csv"), filepath.Join(c.calls, "a-verifier.ics"))
	return nil
}

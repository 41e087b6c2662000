package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/mend"
)

// mendable counts the lines that --fix would mend.
func mendable(l diag.List) int {
	n := 0
	for _, d := range l {
		if mend.Sure(d) {
			n++
		}
	}
	return n
}

// mend corrects what leaves no doubt, and shows it. What it gives is to be read in place of the disk's: after a try, all that
// would have been written; else nothing.
func (c *checkOptions) mend(ctx context.Context, env *Env, b *build.Builder) (map[string][]byte, error) {
	prefix := b.Prefix()
	check := func(over map[string][]byte) (diag.List, error) {
		res, err := b.Run(ctx, build.Request{Today: c.today(), Dry: true, Once: true, Over: over})
		if err != nil {
			return nil, err
		}
		return res.Diags, nil
	}
	read := func(file string) ([]byte, error) {
		path, _ := c.onDisk(prefix, file)
		return os.ReadFile(path)
	}
	may := func(file string) bool {
		_, ours := c.onDisk(prefix, file)
		return ours && c.about(file)
	}
	r, err := mend.All(check, read, may)
	if err != nil {
		return nil, err
	}
	w := env.Stdout
	if c.format != "texte" {
		w = env.Stderr // the list on stdout is for a program
	}
	showChanges(w, r.Changes, env.ColorOut && c.format == "texte")
	if c.try {
		over := map[string][]byte{}
		for _, f := range r.Files {
			over[f.Name] = f.Now
		}
		fmt.Fprintf(w, "%s : c'était un essai, rien n'est écrit.\n\n", mendedWords(len(r.Changes), len(r.Files), "à corriger"))
		return over, nil
	}
	return nil, c.write(w, prefix, r)
}

// write replaces the files that are still what was read.
func (c *checkOptions) write(w io.Writer, prefix string, r *mend.Result) error {
	written := 0
	for _, f := range r.Files {
		path, _ := c.onDisk(prefix, f.Name)
		switch err := f.Write(path); {
		case errors.Is(err, mend.ErrMoved):
			fmt.Fprintf(w, "%s : %v, il est laissé tel quel. Relancez balise check --fix.\n", f.Name, err)
		case err != nil:
			return err
		default:
			written++
		}
	}
	fmt.Fprintf(w, "%s.\n\n", mendedWords(len(r.Changes), written, "corrigé"+plural(len(r.Changes), "s")))
	return nil
}

func mendedWords(changes, files int, verb string) string {
	if changes == 0 {
		return "Rien à corriger sans vous"
	}
	return french.Count(changes, "passage", "passages") + " " + verb + " dans " + french.Count(files, "fichier", "fichiers")
}

// showChanges shows each correction, before and after.
func showChanges(w io.Writer, changes []mend.Change, color bool) {
	red, green, reset := "\x1b[31m", "\x1b[32m", "\x1b[0m"
	if !color {
		red, green, reset = "", "", ""
	}
	for _, c := range changes {
		if c.Line == 0 {
			fmt.Fprintf(w, "%s : %s [%s]\n\n", c.File, c.Now, c.Code)
			continue
		}
		fmt.Fprintf(w, "%s:%d [%s]\n  avant │ %s%s%s\n  après │ %s%s%s\n\n", c.File, c.Line, c.Code,
			red, diag.Printable(c.Was), reset, green, diag.Printable(c.Now), reset)
	}
}

package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

func buildCommand() Command {
	return Command{
		Name: "build", Short: "écrit le site dans un dossier",
		Help: `Usage : balise build [options]

Lit le contenu, vérifie tout, dit ce qui change pour le public, puis écrit le site. S'il y a une erreur, rien n'est écrit.
` + globalHelp + `  --watch              recommence à chaque enregistrement
  --portable           pour lire le site depuis un dossier ou une clé USB
  --essai              dit ce qui changerait pour le public, sans rien écrire

Exemple :
  balise build --output public
`,
		Run: runBuild,
	}
}

func runBuild(ctx context.Context, env *Env, args []string) (int, error) {
	o, b, err := start(buildCommand(), args, env, func(fs *flag.FlagSet, o *options) {
		fs.BoolVar(&o.watch, "watch", false, "")
		fs.BoolVar(&o.portable, "portable", false, "")
		fs.BoolVar(&o.essai, "essai", false, "")
	})
	if o == nil || err != nil {
		return Done, err
	}
	if inside(o.output, o.content) {
		return 0, &usageError{fmt.Sprintf("le site ne peut pas aller dans « %s », où sont les fiches : donnez un autre dossier avec --output.", o.content)}
	}
	if o.watch && o.essai {
		return 0, &usageError{"--watch écrit le site à chaque enregistrement, --essai n'écrit rien : choisissez l'un des deux."}
	}
	if o.watch {
		return watch(ctx, env, o, b)
	}
	return once(ctx, env, o, b)
}

// once builds and publishes, or only says what that would change.
func once(ctx context.Context, env *Env, o *options, b *build.Builder) (int, error) {
	begun := time.Now()
	debug.SetGCPercent(-1) // one build is short: it collects near the builder's memory limit, not before
	pub := build.Publisher{Dir: o.output}
	if err := pub.Check(); err != nil {
		return refused(env, err)
	}
	req := build.Request{Today: o.today(), Once: true}
	tell := func(res *build.Result, c *build.Changes) error { return o.announce(env, res, c) }
	var res *build.Result
	var rep build.Report
	var err error
	if o.essai {
		var c *build.Changes
		if res, c, rep, err = pub.Rehearse(ctx, b, req); err == nil && res.OK {
			err = tell(res, c)
		}
	} else {
		req.Tell = tell
		res, rep, err = pub.Build(ctx, b, req)
	}
	if err != nil {
		return refused(env, err)
	}
	if !res.OK {
		return o.unsound(env, res)
	}
	if !o.quiet && !o.json {
		fmt.Fprintf(env.Stderr, "%s %s.%s\n", o.counted(rep), took(time.Since(begun)), after(tally(res.Diags)))
	}
	return Done, nil
}

// announce says, of a sound build, what an editor may mend and what changes for the public, before anything is written.
func (o *options) announce(env *Env, res *build.Result, c *build.Changes) error {
	if o.json {
		return diag.JSON(env.Stdout, res.Diags.Sorted())
	}
	if err := report(env.Stderr, res.Diags, env.ColorErr); err != nil || o.quiet {
		return err
	}
	withheld(env.Stderr, res.Site.Withdrawn)
	summary(env.Stderr, c)
	return nil
}

// unsound says why nothing is published.
func (o *options) unsound(env *Env, res *build.Result) (int, error) {
	if o.json {
		return Mend, diag.JSON(env.Stdout, res.Diags.Sorted())
	}
	if err := report(env.Stderr, res.Diags, env.ColorErr); err != nil {
		return 0, err
	}
	if !o.quiet {
		fmt.Fprintf(env.Stderr, "%s : rien n'est publié.\n", tally(res.Diags))
		pointer(env.Stderr, env, res.Diags)
	}
	return Mend, nil
}

// counted is what was done with files, or would be.
func (o *options) counted(rep build.Report) string {
	files, written, removed := french.Count(rep.Files, "fichier", "fichiers"), french.Number(rep.Written), french.Number(rep.Removed)
	if o.essai {
		return fmt.Sprintf("Essai : rien n'est écrit. %s dans %s : %s à écrire, %s à retirer,", files, o.output, written, removed)
	}
	return fmt.Sprintf("%s dans %s : %s, %s,", files, o.output, french.Count(rep.Written, "écrit", "écrits"), french.Count(rep.Removed, "retiré", "retirés"))
}

func after(tally string) string {
	if tally == "" {
		return ""
	}
	return " " + tally + "."
}

func took(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// refused tells what an editor can mend about the output folder; anything else is the machine's failure.
func refused(env *Env, err error) (int, error) {
	var foreign *build.ErrForeign
	var inTheWay *build.ErrInTheWay
	if errors.As(err, &foreign) || errors.As(err, &inTheWay) {
		fmt.Fprintf(env.Stderr, "balise : %v. Rien n'est écrit.\n", err)
		return Mend, nil
	}
	return 0, err
}

// watch builds and publishes at every save, until it is stopped.
func watch(ctx context.Context, env *Env, o *options, b *build.Builder) (int, error) {
	pub := build.Publisher{Dir: o.output}
	if err := pub.Check(); err != nil {
		return refused(env, err)
	}
	do := func(ctx context.Context, changed []string) (dev.Snapshot, error) {
		res, _, err := pub.Build(ctx, b, build.Request{Today: o.today(), Changed: changed})
		if err != nil {
			return dev.Snapshot{}, plainError{err}
		}
		go runtime.GC() // while nobody waits, rather than in the middle of the next build
		return snapshot(res, res.Prints()), nil
	}
	opts := dev.Options{Inputs: b.Inputs(), Exclude: []string{o.output}, Style: diag.Style{Color: env.ColorErr}}
	if !o.quiet {
		opts.Out = env.Stderr
	}
	if o.fixedDay {
		opts.Day = func() string { return o.date }
	}
	return Done, dev.Watch(ctx, opts, shielded(env, do), nil)
}

// snapshot is what the watch and the server need of a build.
func snapshot(res *build.Result, files map[string][]byte) dev.Snapshot {
	return dev.Snapshot{OK: res.OK, Diags: res.Diags.Sorted(), Inputs: res.Inputs, Files: files}
}

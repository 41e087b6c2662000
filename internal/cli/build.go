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

Lit le contenu, vérifie tout, puis écrit le site. S'il y a une erreur, rien n'est écrit.
` + globalHelp + `  --watch              recommence à chaque enregistrement
  --portable           pour lire le site depuis un dossier ou une clé USB

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
	})
	if o == nil || err != nil {
		return Done, err
	}
	if o.watch {
		return watch(ctx, env, o, b)
	}
	return once(ctx, env, o, b)
}

// once builds and publishes.
func once(ctx context.Context, env *Env, o *options, b *build.Builder) (int, error) {
	begun := time.Now()
	debug.SetGCPercent(-1) // one build is short: it collects near the builder's memory limit, not before
	pub := build.Publisher{Dir: o.output}
	if err := pub.Check(); err != nil {
		return refused(env, err)
	}
	res, rep, err := pub.Build(ctx, b, build.Request{Today: o.today(), Once: true})
	if err != nil {
		return refused(env, err)
	}
	if o.json {
		if err := diag.JSON(env.Stdout, res.Diags.Sorted()); err != nil {
			return 0, err
		}
	} else if err := report(env.Stderr, res.Diags, env.ColorErr); err != nil {
		return 0, err
	}
	if !res.OK {
		if !o.quiet && !o.json {
			fmt.Fprintf(env.Stderr, "%s : rien n'est publié.\n", tally(res.Diags))
		}
		return Mend, nil
	}
	if !o.quiet && !o.json {
		withheld(env.Stderr, res.Site.Withdrawn)
		fmt.Fprintf(env.Stderr, "%s dans %s : %s, %s, %s.%s\n", french.Count(rep.Files, "fichier", "fichiers"), o.output,
			french.Count(rep.Written, "écrit", "écrits"), french.Count(rep.Removed, "retiré", "retirés"), took(time.Since(begun)), after(tally(res.Diags)))
	}
	return Done, nil
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
			return dev.Snapshot{}, err
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
	return Done, dev.Watch(ctx, opts, do, nil)
}

// snapshot is what the watch and the server need of a build.
func snapshot(res *build.Result, files map[string][]byte) dev.Snapshot {
	return dev.Snapshot{OK: res.OK, Diags: res.Diags.Sorted(), Inputs: res.Inputs, Files: files}
}

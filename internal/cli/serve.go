package cli

import (
	"context"
	"flag"
	"sync/atomic"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/why"
)

func serveCommand() Command {
	return Command{
		Name: "serve", Short: "montre le site sur cet ordinateur, à jour à chaque enregistrement",
		Help: `Usage : balise serve [options]

Montre le site dans le navigateur, sur cet ordinateur seulement. Chaque enregistrement se voit aussitôt ; une erreur
s'affiche par-dessus la dernière bonne page. Rien n'est écrit sur le disque. Les brouillons se voient, sous un bandeau.
` + globalHelp + `  --addr HÔTE:PORT     où servir (127.0.0.1:4000)
  --open               ouvre le navigateur

Exemple :
  balise serve --open
`,
		Run: runServe,
	}
}

func runServe(ctx context.Context, env *Env, args []string) (int, error) {
	o, b, err := start(serveCommand(), args, env, func(fs *flag.FlagSet, o *options) {
		fs.StringVar(&o.addr, "addr", "", "")
		fs.BoolVar(&o.open, "open", false, "")
	})
	if o == nil || err != nil {
		return Done, err
	}
	var good atomic.Pointer[build.Result] // the site that is shown
	do := func(ctx context.Context, changed []string) (dev.Snapshot, error) {
		res, err := b.Run(ctx, build.Request{Today: o.today(), Changed: changed, Drafts: true})
		if err != nil {
			return dev.Snapshot{}, err
		}
		if res.OK {
			good.Store(res)
		}
		shot := snapshot(res, res.Bytes())
		shot.Apart = res.Apart()
		return shot, nil
	}
	opts := dev.Options{Inputs: b.Inputs(), Addr: o.addr, Out: env.Stderr, Style: diag.Style{Color: env.ColorErr}, Explain: explanation}
	opts.About = func(address string) any {
		if res := good.Load(); res != nil {
			return why.About(res, address)
		}
		return nil
	}
	if o.fixedDay {
		opts.Day = func() string { return o.date }
	}
	if o.open {
		opts.Ready = openBrowser
	}
	return Done, dev.Serve(ctx, opts, do)
}

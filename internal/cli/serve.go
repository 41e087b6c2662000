package cli

import (
	"context"
	"flag"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"enrouteweb.org/balise/internal/admin"
	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/why"
)

func serveCommand() Command {
	return Command{
		Name: "serve", Short: "montre le site sur cet ordinateur, à jour à chaque enregistrement",
		Help: `Usage : balise serve [options]

Montre le site dans le navigateur, sur cet ordinateur seulement. Chaque enregistrement se voit aussitôt ; une erreur
s'affiche par-dessus la dernière bonne page. Rien n'est publié. Les brouillons se voient, sous un bandeau.

À l'adresse /admin/, un formulaire écrit les fiches à votre place, dans vos fichiers, sur cet ordinateur seulement.
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
	if _, port, err := net.SplitHostPort(o.addr); o.addr != "" && (err != nil || !isPort(port)) {
		return 0, &usageError{fmt.Sprintf("--addr attend une adresse comme 127.0.0.1:4000, pas « %s ».", o.addr)}
	}
	var good atomic.Pointer[build.Result] // the site that is shown
	var last atomic.Pointer[site.Site]    // the last one that was read, whatever is wrong with it
	do := func(ctx context.Context, changed []string) (dev.Snapshot, error) {
		res, err := b.Run(ctx, build.Request{Today: o.today(), Changed: changed, Drafts: true})
		if err != nil {
			return dev.Snapshot{}, plainError{err}
		}
		if res.OK {
			good.Store(res)
		}
		last.Store(res.Site)
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
	if err := o.mountForm(&opts, last.Load); err != nil {
		return Done, err
	}
	return Done, dev.Serve(ctx, opts, shielded(env, do))
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && strconv.FormatUint(n, 10) == text
}

// mountForm puts the editors' form beside the site, and says where it is once there is something to open.
func (o *options) mountForm(opts *dev.Options, last func() *site.Site) error {
	open := admin.Loopback(o.addr)
	form := admin.Refusal()
	if open {
		var err error
		if form, err = admin.Handler(admin.Options{Content: o.content, Site: last}); err != nil {
			return err
		}
	}
	opts.Mount = map[string]http.Handler{admin.Root: form}
	opts.Ready = func(url string) {
		if open {
			fmt.Fprintf(opts.Out, "Le formulaire :   %s\n", strings.TrimSuffix(url, "/")+admin.Root)
		} else {
			fmt.Fprintln(opts.Out, admin.Closed)
		}
		if o.open {
			openBrowser(url)
		}
	}
	return nil
}

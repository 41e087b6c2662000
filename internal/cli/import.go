package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/importer"
	"enrouteweb.org/balise/internal/site"
)

func importCommand() Command {
	return Command{
		Name: "import", Short: "fait des fiches d'un tableau ou d'une carte", Args: 1,
		Help: `Usage : balise import FICHIER [options]

Lit un tableau (CSV), un GeoJSON, une carte uMap (.umap), un GoGoCarto (JSON) ou les données d'un site balise, et en fait
des fiches. Sans --ecrire, rien n'est écrit : la commande montre où va chaque colonne, les fiches qu'elle ferait, celles
qui sont déjà là, et ce qu'elle n'a pas pu lire. Une fiche qui existe n'est jamais remplacée.

Chaque fiche est un brouillon, à relire : personne d'ici ne l'a encore vérifiée. Avec --publier, celles où il ne manque
rien sont publiées ; les données d'un site balise le sont d'elles-mêmes, puisqu'elles étaient déjà publiques. Ce qui va de
soi (état « active », pays « BE ») n'est pas écrit. Ce qu'aucune clé ne prend va à la fin du texte de la fiche.

Options :
  --content DOSSIER    les fichiers du site (content)
  --ecrire             écrit les fiches
  --colonnes "…"       où vont des colonnes : "Adresse mail=contact.courriel,Remarques=texte,Code interne=-"
  --valeurs "…"        ce que valent des mots : "Psy=sante-mentale,Toxico=assuetudes"
  --type TYPE          le type des fiches : initiative, organisation, activite… (initiative)
  --brouillon          toutes les fiches sont des brouillons
  --publier            les fiches complètes sont publiées
  --doublons           écrit aussi, en brouillon, ce qui semble déjà là
  --rapport FICHIER    écrit tout ce qui est dit dans un tableau (CSV)
  --date AAAA-MM-JJ    le jour du site (aujourd'hui, à Bruxelles)
  --quiet              ne dit que ce qui ne va pas

Exemple :
  balise import initiatives.csv --rapport rapport.csv
`,
		Run: runImport,
	}
}

// importOptions are the flags of import alone.
type importOptions struct {
	write, draft, publish, twins          bool
	columns, values, kind, report, source string
}

func (i *importOptions) flags(fs *flag.FlagSet, _ *options) {
	fs.BoolVar(&i.write, "ecrire", false, "")
	fs.BoolVar(&i.draft, "brouillon", false, "")
	fs.BoolVar(&i.publish, "publier", false, "")
	fs.BoolVar(&i.twins, "doublons", false, "")
	fs.StringVar(&i.columns, "colonnes", "", "")
	fs.StringVar(&i.values, "valeurs", "", "")
	fs.StringVar(&i.kind, "type", "initiative", "")
	fs.StringVar(&i.report, "rapport", "", "")
}

func runImport(ctx context.Context, env *Env, args []string) (int, error) {
	var i importOptions
	o, b, err := start(importCommand(), args, env, i.flags)
	if o == nil || err != nil {
		return Done, err
	}
	kind, err := i.check(o)
	if err != nil {
		return 0, err
	}
	table, err := i.read()
	var unreadable *importer.Unreadable
	if errors.As(err, &unreadable) {
		fmt.Fprintf(env.Stderr, "%s : %s\n", i.source, unreadable.Error())
		return Mend, nil
	} else if err != nil {
		return 0, err
	}
	how := importer.How{Source: i.source, Kind: kind, Columns: i.columns, Values: i.values, Draft: i.draft, Publish: i.publish, Twins: i.twins, Today: o.today(), Prefix: b.Prefix()}
	how.Build = func(ctx context.Context, extra map[string][]byte) (diag.List, error) {
		res, err := b.Run(ctx, build.Request{Today: o.today(), Dry: true, Once: true, Extra: extra})
		if err != nil {
			return nil, err
		}
		return res.Diags, nil
	}
	plan, err := importer.New(ctx, table, os.DirFS(o.content), b.Atlas(), how)
	var misused *importer.Misused
	if errors.As(err, &misused) {
		return 0, &usageError{misused.Message}
	} else if err != nil {
		return 0, err
	}
	return i.carryOut(ctx, env, o, plan)
}

// check judges the options, and gives the type.
func (i *importOptions) check(o *options) (*site.Kind, error) {
	switch {
	case len(o.args) == 0:
		return nil, &usageError{"il manque le fichier à importer."}
	case i.draft && i.publish:
		return nil, &usageError{"--brouillon et --publier se contredisent : gardez l'un des deux."}
	case o.json:
		return nil, &usageError{"l'option --json n'existe pas ici ; --rapport donne un tableau."}
	}
	i.source = o.args[0]
	var names []string
	for _, k := range site.Kinds {
		if k.Name == i.kind || k.Dir == i.kind {
			return k, nil
		}
		names = append(names, k.Name)
	}
	return nil, &usageError{fmt.Sprintf("--type : il n'y a pas de fiches %s. Les types : %s.", quoted(i.kind), strings.Join(names, ", "))}
}

func quoted(s string) string { return "« " + s + " »" }

// read reads the source, no further than what is accepted.
func (i *importOptions) read() (*importer.Table, error) {
	st, err := os.Stat(i.source)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &usageError{fmt.Sprintf("le fichier « %s » n'existe pas.", i.source)}
	case err != nil:
		return nil, err
	case !st.Mode().IsRegular():
		return nil, &usageError{fmt.Sprintf("« %s » n'est pas un fichier.", i.source)}
	case st.Size() > importer.MaxSize:
		return nil, &importer.Unreadable{Message: fmt.Sprintf("Ce fichier pèse %d Mo : la limite est de %d Mo.", st.Size()>>20, importer.MaxSize>>20), Hint: "Coupez-le en plusieurs fichiers."}
	}
	data, err := os.ReadFile(i.source)
	if err != nil {
		return nil, err
	}
	return importer.Read(i.source, data)
}

// carryOut says what the plan is, and does it when asked.
func (i *importOptions) carryOut(ctx context.Context, env *Env, o *options, plan *importer.Plan) (int, error) {
	show := plan.Print
	if o.quiet {
		show = plan.PrintWrong
	}
	if err := show(env.Stdout, filepath.ToSlash(i.source)); err != nil {
		return 0, err
	}
	if err := i.saveReport(plan, o.content); err != nil {
		return 0, err
	}
	code := Done
	if plan.Count(importer.Twin, importer.Refused) > 0 {
		code = Mend
	}
	if !i.write {
		if !o.quiet {
			fmt.Fprintf(env.Stdout, "\nRien n'est écrit : ceci est un essai. Pour écrire les fiches, ajoutez --ecrire.\n")
		}
		return code, nil
	}
	w, err := plan.Write(ctx, o.content)
	if !o.quiet {
		fmt.Fprintf(env.Stdout, "\n%s dans %s.\n", french.Count(len(w.Files), "fiche écrite", "fiches écrites"), filepath.ToSlash(filepath.Join(o.content, plan.Kind.Dir)))
	}
	for _, p := range w.Taken {
		fmt.Fprintf(env.Stderr, "%s vient d'être créé par quelqu'un d'autre : il n'est pas remplacé. Relancez la commande.\n", plan.Prefix+p)
		code = Mend
	}
	return code, err
}

// saveReport writes the report, over an earlier one but over nothing else.
func (i *importOptions) saveReport(plan *importer.Plan, content string) error {
	if i.report == "" {
		return nil
	}
	if inside(i.report, content) {
		return &usageError{fmt.Sprintf("le rapport ne peut pas aller dans « %s », où sont les fiches : donnez-lui un autre dossier.", content)}
	}
	old, err := os.ReadFile(i.report)
	if err == nil && !importer.IsReport(old) {
		return &usageError{fmt.Sprintf("« %s » existe et n'est pas un rapport : il n'est pas remplacé.", i.report)}
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.WriteFile(i.report, plan.Report(), 0o666)
}

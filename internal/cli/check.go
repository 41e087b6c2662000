package cli

import (
	"context"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

func checkCommand() Command {
	return Command{
		Name: "check", Short: "vérifie tout, et conseille",
		Help: `Usage : balise check [options]

Dit tout ce qui ne va pas dans le contenu, sans écrire le site :
  erreur          empêche de publier ;
  avertissement   n'empêche pas de publier, mais quelque chose manquera ou sera mal montré ;
  conseil         aide à mieux dire : phrases longues, fiches incomplètes, doublons, images trop lourdes.
` + globalHelp + `  --conseils           dit tous les conseils, même s'il y en a beaucoup
  --fix                corrige ce qui ne laisse aucun doute, en montrant chaque ligne avant et après
  --essai              avec --fix : montre, sans rien écrire
  --since VERSION      ne dit que ce qui touche aux fichiers changés depuis cette version de git
  --format FORMAT      texte, json, github ou gitlab (texte)
  --a-verifier DOSSIER écrit la liste des fiches à vérifier ce mois-ci : un tableau (a-verifier.csv) et un
                       agenda (a-verifier.ics)

Exemples :
  balise check
  balise check --fix --essai
  balise check --a-verifier liste
  balise check --since origin/main --format github
`,
		Run: runCheck,
	}
}

// checkOptions are check's own.
type checkOptions struct {
	*options
	fix, try, all        bool
	since, format, calls string
	only                 map[string]bool // files that changed, as in messages; nil: all
}

func runCheck(ctx context.Context, env *Env, args []string) (int, error) {
	var c checkOptions
	o, b, err := start(checkCommand(), args, env, func(fs *flag.FlagSet, _ *options) {
		fs.BoolVar(&c.fix, "fix", false, "")
		fs.BoolVar(&c.try, "essai", false, "")
		fs.BoolVar(&c.all, "conseils", false, "")
		fs.StringVar(&c.since, "since", "", "")
		fs.StringVar(&c.format, "format", "", "")
		fs.StringVar(&c.calls, "a-verifier", "", "")
	})
	if o == nil || err != nil {
		return Done, err
	}
	c.options = o
	if err := c.understand(ctx, b); err != nil {
		return 0, err
	}
	var over map[string][]byte
	if c.fix {
		if over, err = c.mend(ctx, env, b); err != nil {
			return 0, err
		}
	}
	return c.check(ctx, env, b, over)
}

// check builds in memory and tells what it found.
func (c *checkOptions) check(ctx context.Context, env *Env, b *build.Builder, over map[string][]byte) (int, error) {
	res, err := b.Run(ctx, c.request(over))
	if err != nil {
		return 0, err
	}
	if err := c.tell(env, res); err != nil {
		return 0, err
	}
	if c.calls != "" && res.Site != nil {
		if err := c.writeCalls(env, b, res.Site); err != nil {
			return 0, err
		}
	}
	if !res.OK {
		return Mend, nil
	}
	return Done, nil
}

// request asks for a build that shows nothing, and for advice.
func (c *checkOptions) request(over map[string][]byte) build.Request {
	return build.Request{Today: c.today(), Dry: true, Once: true, Over: over, Advise: c.about}
}

// about tells that a file is to be spoken of.
func (c *checkOptions) about(file string) bool { return c.only == nil || c.only[composed(file)] }

// understand refuses options that contradict each other, and finds which files are meant.
func (c *checkOptions) understand(ctx context.Context, b *build.Builder) error {
	formats := []string{"texte", "json", "github", "gitlab"}
	switch {
	case c.json && c.format != "" && c.format != "json":
		return &usageError{fmt.Sprintf("--json et --format %s se contredisent : gardez l'un des deux.", c.format)}
	case c.json:
		c.format = "json"
	case c.format == "":
		c.format = "texte"
	case !slices.Contains(formats, c.format):
		hint := ""
		if near, ok := french.Nearest(c.format, formats); ok {
			hint = fmt.Sprintf(" Vouliez-vous dire %s ?", near)
		}
		return &usageError{fmt.Sprintf("--format attend %s, pas « %s ».%s", french.List(formats, "ou"), c.format, hint)}
	}
	if c.try && !c.fix {
		return &usageError{"--essai accompagne --fix : balise check --fix --essai."}
	}
	if c.calls != "" && (inside(c.calls, c.content) || inside(c.calls, c.output)) {
		return &usageError{"--a-verifier : cette liste est pour vous ; donnez un dossier qui n'est ni celui des fiches, ni celui du site."}
	}
	if c.since == "" {
		return nil
	}
	changed, err := changedSince(ctx, c.content, c.since)
	c.only = map[string]bool{}
	for _, name := range changed {
		c.only[composed(b.Prefix()+name)] = true
	}
	return err
}

// tell writes what was found, in the form that was asked for.
func (c *checkOptions) tell(env *Env, res *build.Result) error {
	list, elsewhere := diag.List{}, diag.List{}
	for _, d := range res.Diags {
		if c.about(d.Pos.File) {
			list.Add(d)
		} else {
			elsewhere.Add(d)
		}
	}
	switch c.format {
	case "json":
		return diag.JSON(env.Stdout, list.Sorted())
	case "github":
		return diag.GitHub(env.Stdout, list)
	case "gitlab":
		return diag.GitLab(env.Stdout, list)
	}
	w := env.Stdout
	if err := c.report(w, list, env.ColorOut); err != nil {
		return err
	}
	if c.quiet {
		return nil
	}
	if res.Site != nil && c.only == nil {
		withheld(w, res.Site.Withdrawn)
	}
	c.conclude(w, list, elsewhere)
	pointer(w, env, list)
	return nil
}

// conclude counts.
func (c *checkOptions) conclude(w io.Writer, list, elsewhere diag.List) {
	switch t := tally(list); {
	case t != "" && len(list) == list.Count(diag.Conseil):
		fmt.Fprintf(w, "Tout est en ordre. %s pour aller plus loin.\n", t)
	case t != "":
		fmt.Fprintf(w, "%s.\n", t)
	case c.only == nil:
		fmt.Fprintln(w, "Tout est en ordre.")
	case len(c.only) == 0:
		fmt.Fprintf(w, "Aucun fichier n'a changé depuis %s.\n", c.since)
	default:
		fmt.Fprintf(w, "Tout est en ordre dans %s depuis %s.\n", french.Count(len(c.only), "fichier changé", "fichiers changés"), c.since)
	}
	if n := elsewhere.Count(diag.Erreur); n > 0 {
		fmt.Fprintf(w, "%s dans d'autres fichiers, non montrée%s ici, empêche%s aussi de publier. Pour tout voir : balise check\n",
			french.Count(n, "erreur", "erreurs"), plural(n, "s"), plural(n, "nt"))
	}
	if n := mendable(list); n > 0 && !c.fix {
		fmt.Fprintf(w, "%s d'un coup, sans risque : balise check --fix\n", french.Count(n, "ligne peut être corrigée", "lignes peuvent être corrigées"))
	}
}

func plural(n int, s string) string {
	if n > 1 {
		return s
	}
	return ""
}

// fewAdvice is how many pieces of advice are read at once. Beyond, they are counted, so that what is wrong stays in sight.
const fewAdvice = 10

// report prints problems for a person: errors, then warnings, then advice, in full when there is little of it.
func (c *checkOptions) report(w io.Writer, l diag.List, color bool) error {
	l = l.Sorted()
	var grave, advice diag.List
	for _, d := range l {
		if d.Severity == diag.Conseil {
			advice.Add(d)
		} else {
			grave.Add(d)
		}
	}
	if err := report(w, grave, color); err != nil {
		return err
	}
	if c.all || len(advice) <= fewAdvice {
		return diag.Text(w, advice, diag.Style{Color: color})
	}
	return c.summary(w, advice)
}

// summary counts advice by its code, the most frequent first.
func (c *checkOptions) summary(w io.Writer, advice diag.List) error {
	count, first := map[string]int{}, map[string]string{}
	var codes []string
	for _, d := range advice {
		if count[d.Code]++; count[d.Code] == 1 {
			codes, first[d.Code] = append(codes, d.Code), d.Pos.Place()
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return count[b] - count[a] })
	var b strings.Builder
	fmt.Fprintf(&b, "%s, qui n'empêchent rien :\n", french.Count(len(advice), "conseil", "conseils"))
	for _, code := range codes {
		fmt.Fprintf(&b, "  %4d  %-22s par exemple %s\n", count[code], code, first[code])
	}
	b.WriteString("Pour les lire : balise check --conseils\n\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// onDisk gives the path of a file by its name in messages.
func (c *checkOptions) onDisk(prefix, file string) (string, bool) {
	p, ok := strings.CutPrefix(file, prefix)
	return filepath.Join(c.content, filepath.FromSlash(p)), ok
}

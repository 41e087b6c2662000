package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/draft"
	"enrouteweb.org/balise/internal/site"
)

func newCommand() Command {
	return Command{
		Name: "new", Short: "crée une nouvelle fiche, en brouillon", Args: 1000,
		Help: `Usage : balise new TYPE "TITRE" [clé=valeur …] [options]

Crée le fichier d'une nouvelle fiche, en brouillon : rien n'est publié tant que la ligne « brouillon: oui » y est. Dans un
terminal, demande ce qui est obligatoire ; Entrée passe une question. Un fichier qui existe n'est jamais remplacé.

Les types :
` + kindList() + `
Options :
  --content DOSSIER    les fichiers du site (content)
  --date AAAA-MM-JJ    le jour du site (aujourd'hui, à Bruxelles)
  --open               ouvre le nouveau fichier
  --quiet              ne dit que le nom du fichier

Exemples :
  balise new initiative "Le Relais"
  balise new initiative "Le Relais" commune=Namur secteurs=sante-mentale,precarite contact.telephone="081 12 34 56"
`,
		Run: runNew,
	}
}

// kindList is a line a type: its name, and what it is.
func kindList() string {
	var b strings.Builder
	for _, k := range site.Kinds {
		fmt.Fprintf(&b, "  %-13s %s\n", k.Name, k.Un)
	}
	return b.String()
}

func runNew(ctx context.Context, env *Env, args []string) (int, error) {
	o, err := parse(newCommand(), args, env, func(fs *flag.FlagSet, o *options) { fs.BoolVar(&o.open, "open", false, "") })
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(env.Stdout, newCommand().Help)
		return Done, nil
	}
	if err != nil {
		return 0, err
	}
	if st, err := os.Stat(o.content); err != nil || !st.IsDir() {
		return 0, &usageError{fmt.Sprintf("le dossier « %s » n'existe pas. Lancez balise là où il se trouve, donnez-le avec --content, ou créez un site avec « balise init ».", o.content)}
	}
	b, err := o.builder()
	if err != nil {
		return 0, err
	}
	n := &newcomer{env: env, o: o, b: b, asker: asker{ctx: ctx, in: env.Stdin, out: env.Stderr}}
	if n.base, err = b.Look(o.today(), nil); err != nil {
		return 0, err
	}
	code, err := n.run()
	if errors.Is(err, errStopped) {
		fmt.Fprint(env.Stderr, "\nArrêté : rien n'est écrit.\n")
		return Mend, nil
	}
	return code, err
}

// newcomer is one new entry under way.
type newcomer struct {
	asker
	env  *Env
	o    *options
	b    *build.Builder
	base *build.Look // the content without it
	d    *draft.Draft
}

func (n *newcomer) run() (int, error) {
	if err := n.begin(); err != nil {
		return 0, err
	}
	n.d = n.d.Prepare(n.base.Entries)
	if n.env.Asks {
		if err := n.ask(); err != nil {
			return 0, err
		}
	}
	p := n.d.Path()
	if p == "" && n.d.Kind.Name == "rapport" {
		return 0, &usageError{`un rapport est celui d'une année : donnez-la, par exemple balise new rapport "Rapport d'activités 2024".`}
	}
	if p == "" {
		return 0, &usageError{fmt.Sprintf("« %s » ne donne pas d'adresse : il faut au moins une lettre ou un chiffre dans le titre.", n.d.Title)}
	}
	if e := n.d.Rival(n.base.Entries); e != nil {
		fmt.Fprintf(n.env.Stderr, "balise : %s existe déjà (%s), à l'adresse %s. Rien n'est écrit. Ouvrez ce fichier, ou choisissez un autre titre.\n", e.Common().Src.File, e.Common().Titre, e.Common().URL())
		return Mend, nil
	}
	return n.write(p)
}

var assignment = regexp.MustCompile(`^([a-z][a-z_]*(?:\.[a-z_]+)?)=(.*)$`)

// begin reads the arguments: a type, the words of a title, values. What is missing is asked for, where a person can be.
func (n *newcomer) begin() error {
	var words []string
	var values [][]string
	for _, a := range n.o.args {
		if m := assignment.FindStringSubmatch(a); m != nil && len(words) > 0 {
			values = append(values, m)
		} else {
			words = append(words, a)
		}
	}
	n.d = &draft.Draft{}
	if len(words) > 0 {
		kind, near := draft.Find(words[0])
		if kind == nil {
			return &usageError{fmt.Sprintf("je ne connais pas le type « %s ».%s", words[0], meantOr(near, " Les types :\n"+kindList()))}
		}
		n.d.Kind, n.d.Title = kind, strings.TrimSpace(strings.Join(words[1:], " "))
	}
	if n.d.Kind == nil || n.d.Title == "" {
		if err := n.askWhat(); err != nil {
			return err
		}
	}
	return n.setAll(values)
}

// setAll gives keys their values. All that is wrong with them is told at once.
func (n *newcomer) setAll(values [][]string) error {
	var wrong []string
	times := map[string]int{}
	for _, v := range values {
		var usage *usageError
		err := n.set(v[1], v[2])
		if times[v[1]]++; times[v[1]] == 2 && err == nil {
			err = &usageError{fmt.Sprintf("la clé « %s » est donnée deux fois : gardez une seule des deux valeurs.", v[1])}
		}
		switch {
		case errors.As(err, &usage):
			wrong = append(wrong, usage.msg)
		case err != nil:
			return err
		}
	}
	if len(wrong) > 0 {
		return &usageError{strings.Join(wrong, "\n")}
	}
	return nil
}

// meantOr proposes a word, or says something else when there is none to propose.
func meantOr(near, otherwise string) string {
	if near == "" {
		return strings.TrimRight(otherwise, "\n")
	}
	return fmt.Sprintf(" Vouliez-vous dire « %s » ?", near)
}

// askWhat asks for the type and the title, or says that they are needed.
func (n *newcomer) askWhat() error {
	switch {
	case !n.env.Asks && n.d.Kind == nil:
		return &usageError{"dites ce que vous créez, puis son titre entre guillemets. Les types :\n" + strings.TrimRight(kindList(), "\n")}
	case !n.env.Asks:
		return &usageError{fmt.Sprintf("il manque le titre. Par exemple : balise new %s \"Le Relais\"", n.d.Kind.Name)}
	}
	if n.d.Kind == nil {
		fmt.Fprint(n.out, "Que voulez-vous créer ?\n")
		var names []string
		for _, k := range site.Kinds {
			names = append(names, k.Un)
		}
		n.list(names)
	}
	for n.d.Kind == nil {
		answer, err := n.line("Un numéro ou un mot : ")
		if err != nil {
			return err
		}
		if i, ok := number(answer, len(site.Kinds)); ok {
			n.d.Kind = site.Kinds[i]
		} else if kind, near := draft.Find(answer); kind != nil {
			n.d.Kind = kind
		} else if answer != "" {
			fmt.Fprintf(n.out, "Je ne connais pas « %s ».%s\n", answer, meantOr(near, ""))
		}
	}
	for n.d.Title == "" {
		answer, err := n.line("Son titre : ")
		if err != nil {
			return err
		}
		n.d.Title = answer
	}
	return nil
}

// set gives a key its value, as the command line has it.
func (n *newcomer) set(key, text string) error {
	f, near := draft.Field(n.d.Kind, key)
	switch {
	case f == nil:
		return &usageError{fmt.Sprintf("%s n'a pas de clé « %s ».%s", n.d.Kind.Un, key, meantOr(near, ""))}
	case key == "titre" || key == "brouillon":
		return &usageError{fmt.Sprintf("la clé « %s » ne se donne pas ainsi : le titre vient après le type, et la fiche est toujours un brouillon.", key)}
	case f.Kind == content.Group && f.Alone == "" && !f.List:
		return &usageError{fmt.Sprintf("« %s » a plusieurs clés : donnez-les une à une, par exemple %s.%s=…", key, key, f.Fields[0].Key)}
	case f.Kind == content.Group && f.Alone == "" || strings.Contains(key, ".") && n.listed(key):
		return &usageError{fmt.Sprintf("« %s » se remplit dans le fichier, pas sur cette ligne.", key)}
	}
	d := n.d.With(key, tidy(f, text))
	bad, err := n.wrong(d)
	if err != nil {
		return err
	}
	if len(bad) > 0 && bad[0].Severity == diag.Erreur {
		return &usageError{fmt.Sprintf("%s=%s : %s", key, text, sentence(bad[0]))}
	}
	n.d = d
	return nil
}

// listed tells of a key of a list of groups.
func (n *newcomer) listed(key string) bool {
	top, _, _ := strings.Cut(key, ".")
	f, _ := draft.Field(n.d.Kind, top)
	return f != nil && f.List
}

// tidy writes a date as the contract has it.
func tidy(f *content.Field, text string) string {
	if f.Kind == content.Day {
		if d, bad := content.ParseDate(text); bad == nil {
			return d.String()
		}
	}
	return strings.TrimSpace(text)
}

func sentence(d diag.Diag) string { return strings.TrimSpace(d.Message + " " + d.Hint) }

func (n *newcomer) house() draft.House {
	return draft.House{Vocab: n.base.Vocab, Entries: n.base.Entries}
}

// look judges the content with a draft in it, by its path there.
func (n *newcomer) look(d *draft.Draft) (diag.List, string, error) {
	p := d.Path()
	if p == "" {
		p = d.Kind.Dir + "/1.md" // judged all the same
	}
	l, err := n.b.Look(n.o.today(), map[string][]byte{p: d.Compose(n.house())})
	if err != nil {
		return nil, "", err
	}
	return l.Of(p), p, nil
}

// wrong gives what the last value of a draft brings, the gravest first.
func (n *newcomer) wrong(d *draft.Draft) (diag.List, error) {
	after, _, err := n.look(d)
	if err != nil {
		return nil, err
	}
	before, _, err := n.look(n.d)
	if err != nil {
		return nil, err
	}
	known := map[[2]string]bool{}
	for _, x := range before {
		known[[2]string{x.Code, x.Message}] = true
	}
	var out diag.List
	for _, sev := range []diag.Severity{diag.Erreur, diag.Avertissement, diag.Conseil} {
		for _, x := range after {
			if x.Severity == sev && !known[[2]string{x.Code, x.Message}] {
				out.Add(x)
			}
		}
	}
	return out, nil
}

// write writes the file, and says what to do next.
func (n *newcomer) write(p string) (int, error) {
	left, _, err := n.look(n.d)
	if err != nil {
		return 0, err
	}
	name := filepath.Join(n.o.content, filepath.FromSlash(p))
	shown := n.base.Prefix + p
	err = draft.Write(name, n.d.Compose(n.house()))
	if errors.Is(err, fs.ErrExist) {
		fmt.Fprintf(n.env.Stderr, "balise : %s existe déjà. Rien n'est écrit. Ouvrez ce fichier, ou choisissez un autre titre.\n", shown)
		return Mend, nil
	}
	if err != nil {
		return 0, err
	}
	if n.o.json {
		return Done, diag.JSON(n.env.Stdout, left)
	}
	fmt.Fprintln(n.env.Stdout, shown)
	if !n.o.quiet {
		n.next(p, left)
	}
	if n.o.open {
		openFile(name)
	}
	return Done, nil
}

// next says what is left to do.
func (n *newcomer) next(p string, left diag.List) {
	w := n.env.Stderr
	url, _ := site.URLOf(p)
	fmt.Fprintf(w, "\nC'est %s, en brouillon. Son adresse, une fois publiée : %s\n", n.d.Kind.Un, url)
	var todo []string
	for _, f := range n.d.Missing() {
		if !f.Required && f.Key != "commune" {
			continue // one of several that will do: a message says which
		}
		todo = append(todo, fmt.Sprintf("%s : ôtez le # devant « %s: », et mettez votre valeur", f.Label, f.Key))
	}
	for _, d := range left {
		if d.Code != "cle-manquante" { // said just above
			todo = append(todo, sentence(d))
		}
	}
	if n.d.Get("personne") != "" && n.d.Get("consentement.le") == "" { // a draft is not published anyway, so no message says it yet
		todo = append(todo, "Consentement : sans l'accord daté de la personne, son portrait ne sera pas publié. Ôtez le # devant « consentement: » et les lignes en retrait, et mettez vos valeurs")
	}
	if len(todo) > 0 {
		fmt.Fprintf(w, "\nIl y manque encore :\n  - %s\n", strings.Join(todo, "\n  - "))
	}
	fmt.Fprintf(w, "\nEnsuite :\n  1. ouvrez %s dans un éditeur de texte et complétez-le ;\n  2. regardez-le avec « balise serve » ;\n  3. quand il est prêt, effacez la ligne « brouillon: oui ».\n", path.Base(p))
}

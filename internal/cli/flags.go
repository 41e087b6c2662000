package cli

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	// Brussels must be known where the system has no time zones (Windows).
	_ "time/tzdata"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// options are the flags commands share.
type options struct {
	content, output, date, theme, baseURL string
	json, quiet, portable, watch, open    bool
	essai                                 bool // build says what it would change, and writes nothing
	addr                                  string
	fixedDay                              bool     // --date or SOURCE_DATE_EPOCH was given
	args                                  []string // what is not an option, in order
}

const globalHelp = `
Options :
  --content DOSSIER    les fichiers à lire (content)
  --output DOSSIER     le site à écrire (public)
  --date AAAA-MM-JJ    le jour du site (aujourd'hui, à Bruxelles)
  --theme DOSSIER      des fichiers posés par-dessus le thème
  --base-url URL       l'adresse publique, à la place de celle de site.yaml
  --json               les messages en JSON, sur la sortie
  --quiet              ne dit que ce qui ne va pas
`

// parse reads the flags of a command, and its arguments, in any order; extra adds the flags it takes beyond the global ones.
func parse(c Command, args []string, env *Env, extra func(*flag.FlagSet, *options)) (*options, error) {
	o := &options{}
	fs := flag.NewFlagSet(c.Name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.StringVar(&o.content, "content", "content", "")
	fs.StringVar(&o.output, "output", "public", "")
	fs.StringVar(&o.date, "date", "", "")
	fs.StringVar(&o.theme, "theme", "", "")
	fs.StringVar(&o.baseURL, "base-url", "", "")
	fs.BoolVar(&o.json, "json", false, "")
	fs.BoolVar(&o.quiet, "quiet", false, "")
	if extra != nil {
		extra(fs, o)
	}
	if err := o.interleaved(fs, args); errors.Is(err, flag.ErrHelp) {
		return nil, err
	} else if err != nil {
		return nil, &usageError{flagMessage(err, fs)}
	}
	if len(o.args) > c.Args {
		return nil, &usageError{fmt.Sprintf("« %s » est de trop.", o.args[c.Args])}
	}
	if o.date == "" {
		if epoch := env.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
			day, err := epochDay(epoch)
			if err != nil {
				return nil, err
			}
			o.date = day
		}
	}
	o.fixedDay = o.date != ""
	if o.fixedDay {
		if _, err := time.Parse(time.DateOnly, o.date); err != nil {
			return nil, &usageError{fmt.Sprintf("--date attend un jour comme 2026-03-12, pas « %s ».", o.date)}
		}
	}
	if o.baseURL != "" && !regexp.MustCompile(`^https?://[^/\s]+`).MatchString(o.baseURL) {
		return nil, &usageError{fmt.Sprintf("--base-url attend une adresse comme https://exemple.be, pas « %s ».", o.baseURL)}
	}
	return o, nil
}

// interleaved reads options before and after the arguments, which package flag alone does not. What follows "--" is never
// an option.
func (o *options) interleaved(fs *flag.FlagSet, args []string) error {
	for {
		if err := fs.Parse(args); err != nil {
			return err
		}
		rest := fs.Args()
		if len(rest) == 0 {
			return nil
		}
		if before := len(args) - len(rest); before > 0 && args[before-1] == "--" {
			o.args = append(o.args, rest...)
			return nil
		}
		o.args, args = append(o.args, rest[0]), rest[1:]
	}
}

// epochDay reads SOURCE_DATE_EPOCH (reproducible-builds.org): seconds since 1970, here as a day in Brussels.
func epochDay(s string) (string, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return "", &usageError{fmt.Sprintf("SOURCE_DATE_EPOCH attend un nombre de secondes, pas « %s ».", s)}
	}
	return brussels(time.Unix(n, 0)), nil
}

func brussels(t time.Time) string {
	zone, err := time.LoadLocation("Europe/Brussels")
	if err != nil { // embedded above: cannot fail
		zone = time.UTC
	}
	return t.In(zone).Format(time.DateOnly)
}

var unknownFlag = regexp.MustCompile(`not defined: -+(.*)$`)

// flagMessage says in French what the flag package says in English.
func flagMessage(err error, fs *flag.FlagSet) string {
	msg := err.Error()
	if m := unknownFlag.FindStringSubmatch(msg); m != nil {
		var names []string
		fs.VisitAll(func(f *flag.Flag) { names = append(names, f.Name) })
		if near, ok := french.Nearest(m[1], names); ok {
			return fmt.Sprintf("l'option --%s n'existe pas. Vouliez-vous dire --%s ?", m[1], near)
		}
		return fmt.Sprintf("l'option --%s n'existe pas.", m[1])
	}
	if rest, ok := strings.CutPrefix(msg, "flag needs an argument: -"); ok {
		return fmt.Sprintf("l'option --%s attend une valeur.", strings.TrimPrefix(rest, "-"))
	}
	return "une option n'a pas la forme attendue."
}

// start reads a command's flags and makes its builder. Without options nor error, help was asked for, and given.
func start(c Command, args []string, env *Env, extra func(*flag.FlagSet, *options)) (*options, *build.Builder, error) {
	o, err := parse(c, args, env, extra)
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(env.Stdout, c.Help)
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	b, err := o.builder()
	return o, b, err
}

// today gives the site's day.
func (o *options) today() site.Date {
	day := o.date
	if day == "" {
		day = brussels(time.Now())
	}
	t, _ := time.Parse(time.DateOnly, day) // checked by parse, or just formatted
	return site.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// builder makes the build these options ask for.
func (o *options) builder() (*build.Builder, error) {
	if o.theme != "" {
		if st, err := os.Stat(o.theme); err != nil || !st.IsDir() {
			return nil, &usageError{fmt.Sprintf("le dossier de thème « %s » n'existe pas.", o.theme)}
		}
	}
	if st, err := os.Stat(o.content); err != nil || !st.IsDir() {
		return nil, &usageError{fmt.Sprintf("le dossier « %s » n'existe pas. Lancez balise là où il se trouve, ou donnez-le avec --content.", o.content)}
	}
	return build.New(build.Options{Content: o.content, Theme: o.theme, Output: o.output, BaseURL: o.baseURL, Portable: o.portable})
}

// shown is how many problems a person is shown at once; --json gives them all.
const shown = 40

// report prints problems for a person: every error first, then as many of the others as can be read.
func report(w io.Writer, l diag.List, color bool) error {
	l = l.Sorted()
	var first, rest diag.List
	for _, d := range l {
		if d.Severity == diag.Erreur {
			first.Add(d)
		} else {
			rest.Add(d)
		}
	}
	hidden := max(0, len(first)-shown) + max(0, len(rest)-shown)
	list := append(first[:min(len(first), shown)], rest[:min(len(rest), shown)]...)
	if err := diag.Text(w, list, diag.Style{Color: color}); err != nil {
		return err
	}
	if hidden > 0 {
		fmt.Fprintf(w, "… et %s. Pour les voir tous : balise check --json\n\n", french.Count(hidden, "autre message", "autres messages"))
	}
	return nil
}

// tally counts problems in words: "2 erreurs, 1 avertissement".
func tally(l diag.List) string {
	var parts []string
	for _, c := range []struct {
		sev      diag.Severity
		one, all string
	}{{diag.Erreur, "erreur", "erreurs"}, {diag.Avertissement, "avertissement", "avertissements"}, {diag.Conseil, "conseil", "conseils"}} {
		if n := l.Count(c.sev); n > 0 {
			parts = append(parts, french.Count(n, c.one, c.all))
		}
	}
	return french.List(parts, "et")
}

// withheld lists what is not published, and why.
func withheld(w io.Writer, ws []site.Withdrawal) {
	if len(ws) == 0 {
		return
	}
	fmt.Fprintf(w, "%s :\n", french.Count(len(ws), "fiche n'est pas publiée", "fiches ne sont pas publiées"))
	for i, x := range ws {
		if i == shown {
			fmt.Fprintf(w, "  … et %s\n", french.Count(len(ws)-i, "autre", "autres"))
			break
		}
		fmt.Fprintf(w, "  %s (%s) : %s\n", x.File, x.Titre, x.Reason)
	}
}

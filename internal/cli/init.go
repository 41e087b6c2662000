package cli

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/draft"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/starter"
)

func initCommand() Command {
	return Command{
		Name: "init", Short: "crée un nouveau site, prêt à montrer", Args: 1,
		Help: `Usage : balise init [DOSSIER] [options]

Crée un site dans un nouveau dossier, ou dans celui où l'on est s'il est vide : ses réglages, ses listes de choix, une page et
deux exemples. Ce qui existe n'est jamais remplacé.

Options :
  --titre TITRE        le nom du site
` + hostHelp() + `  --quiet              ne dit que ce qui ne va pas

Exemple :
  balise init mon-site --titre "La pair-aidance près de chez nous"
`,
		Run: runInit,
	}
}

// hostHelp is the line of an option that stands or falls with the hosts there are.
func hostHelp() string {
	if len(starter.Hosts()) == 0 {
		return ""
	}
	return "  --hebergeur NOM      ajoute ce qu'il faut pour publier chez : " + strings.Join(starter.Hosts(), ", ") + "\n"
}

// configPath is the file that makes a folder a site's.
const configPath = "content/site.yaml"

// newSite is a site to be made.
type newSite struct {
	env               *Env
	dir, title, hosts string
	quiet             bool
}

func runInit(ctx context.Context, env *Env, args []string) (int, error) {
	s := &newSite{env: env, dir: "."}
	o, err := parse(initCommand(), args, env, func(fs *flag.FlagSet, _ *options) {
		fs.StringVar(&s.title, "titre", "", "")
		fs.StringVar(&s.hosts, "hebergeur", "", "")
	})
	if errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(env.Stdout, initCommand().Help)
		return Done, nil
	}
	if err != nil {
		return 0, err
	}
	s.quiet = o.quiet
	if len(o.args) > 0 {
		if s.dir = o.args[0]; s.dir == "" {
			return 0, &usageError{"donnez le nom d'un dossier, par exemple : balise init mon-site"}
		}
	}
	code, err := s.run(ctx)
	if errors.Is(err, errStopped) {
		fmt.Fprint(env.Stderr, "\nArrêté : rien n'est écrit.\n")
		return Mend, nil
	}
	return code, err
}

func (s *newSite) run(ctx context.Context) (int, error) {
	host, note, err := s.host()
	if err != nil {
		return 0, err
	}
	files := host
	was, err := s.found()
	if err != nil {
		return 0, err
	}
	if !hasSite(s.dir) || s.hosts == "" {
		if err := s.askTitle(ctx); err != nil {
			return 0, err
		}
		site, err := starter.Site(s.title)
		if err != nil {
			return 0, err
		}
		if other := stranger(was, site); other != "" {
			return s.refuse(other), nil
		}
		files = append(site, host...)
	}
	return s.lay(files, note)
}

// host gives the files of the host that was asked for.
func (s *newSite) host() ([]starter.File, string, error) {
	if s.hosts == "" {
		return nil, "", nil
	}
	files, note, ok := starter.Host(s.hosts)
	if !ok {
		near, _ := french.Nearest(s.hosts, starter.Hosts())
		return nil, "", &usageError{fmt.Sprintf("je n'ai rien pour l'hébergeur « %s ».%s", s.hosts, meantOr(near, " Ceux que je connais : "+strings.Join(starter.Hosts(), ", ")+"."))}
	}
	return files, note, nil
}

// found lists the files of the folder by path, but for what systems, forges and balise itself leave at its top. A folder
// that is not there has none.
func (s *newSite) found() ([]string, error) {
	var out []string
	st, err := os.Stat(s.dir)
	switch {
	case err == nil && !st.IsDir():
		return nil, &usageError{fmt.Sprintf("« %s » est un fichier : donnez le nom d'un dossier.", s.dir)}
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	err = fs.WalkDir(os.DirFS(s.dir), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == ".":
			return fs.SkipAll
		case err != nil:
			return err
		case p != "." && !strings.Contains(p, "/") && harmless(p):
			if d.IsDir() {
				return fs.SkipDir
			}
		case !d.IsDir():
			out = append(out, p)
			if len(out) > 1000 {
				return fs.SkipAll
			}
		}
		return nil
	})
	return out, err
}

// harmless tells of what may lie in a folder that is empty to its owner.
func harmless(name string) bool {
	lower := strings.ToLower(name)
	stem := strings.TrimSuffix(lower, path.Ext(lower))
	return strings.HasPrefix(name, ".") || lower == "thumbs.db" || lower == "desktop.ini" || lower == "public" || stem == "readme" || stem == "license" || stem == "licence" ||
		lower == "balise" || strings.HasPrefix(lower, "balise.") || strings.HasPrefix(lower, "balise-")
}

// stranger gives a file that no new site has; "" when there is none.
func stranger(found []string, site []starter.File) string {
	for _, p := range found {
		if !slices.ContainsFunc(site, func(f starter.File) bool { return f.Path == p }) {
			return p
		}
	}
	return ""
}

// refuse says why nothing is made in a folder that holds something else.
func (s *newSite) refuse(other string) int {
	w := s.env.Stderr
	if hasSite(s.dir) {
		fmt.Fprintf(w, "balise : il y a déjà un site dans %s. Rien n'est changé. Pour le voir : balise serve\n", s.named())
		return Mend
	}
	fmt.Fprintf(w, "balise : %s n'est pas vide : il y a par exemple « %s ». Rien n'est écrit. Donnez le nom d'un nouveau dossier : balise init mon-site\n", s.named(), other)
	return Mend
}

// named is the folder as a message calls it.
func (s *newSite) named() string {
	if filepath.Clean(s.dir) == "." {
		return "ce dossier"
	}
	return "« " + filepath.ToSlash(s.dir) + " »"
}

// askTitle asks for the site's name where a person can be asked; else it is the folder's, as a title.
func (s *newSite) askTitle(ctx context.Context) error {
	folder := s.dir
	if abs, err := filepath.Abs(s.dir); err == nil {
		folder = filepath.Base(abs)
	}
	if s.title = strings.TrimSpace(s.title); s.title == "" && s.env.Asks && !hasSite(s.dir) {
		a := asker{ctx: ctx, in: s.env.Stdin, out: s.env.Stderr}
		answer, err := a.line("Le nom du site, tel qu'on le lira en haut de chaque page : ")
		if err != nil {
			return err
		}
		s.title = answer
	}
	if s.title == "" {
		s.title = french.Capital(strings.Join(strings.FieldsFunc(folder, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }), " "))
	}
	if french.Slug(s.title) == "" {
		s.title = "Mon site"
	}
	return nil
}

// lay writes the files that are missing, and says which.
func (s *newSite) lay(files []starter.File, note string) (int, error) {
	var written, kept []string
	for _, f := range files {
		name := filepath.Join(s.dir, filepath.FromSlash(f.Path))
		err := draft.Write(name, f.Data)
		if errors.Is(err, fs.ErrExist) {
			// site.yaml has the name it was given then: it is always another.
			if old, err := os.ReadFile(name); f.Path != configPath && (err != nil || !covers(old, f)) {
				kept = append(kept, f.Path)
			}
			continue
		}
		if err != nil {
			return 0, err
		}
		written = append(written, f.Path)
	}
	if !s.quiet {
		s.tell(written, kept, note)
	}
	return Done, nil
}

// covers tells that a file says all that another would. The order and the remarks of what git is told do not matter.
func covers(old []byte, f starter.File) bool {
	if !strings.HasPrefix(f.Path, ".git") {
		return bytes.Equal(old, f.Data)
	}
	has := map[string]bool{}
	for line := range strings.Lines(string(old)) {
		has[strings.TrimSpace(line)] = true
	}
	for line := range strings.Lines(string(f.Data)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' && !has[line] {
			return false
		}
	}
	return true
}

func (s *newSite) tell(written, kept []string, note string) {
	w := s.env.Stderr
	if len(written) == 0 {
		fmt.Fprintf(w, "Tout est déjà là, dans %s : rien n'est changé.\n", s.named())
	} else {
		fmt.Fprintf(w, "%s dans %s :\n", french.Count(len(written), "fichier créé", "fichiers créés"), s.named())
		for _, p := range written {
			fmt.Fprintf(w, "  %s\n", p)
		}
	}
	if len(kept) > 0 {
		fmt.Fprint(w, "Gardés tels quels, car ils existaient déjà et sont autres :\n")
		for _, p := range kept {
			fmt.Fprintf(w, "  %s\n", p)
		}
	}
	if note != "" {
		fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(note))
	}
	if slices.Contains(written, configPath) {
		fmt.Fprint(w, "\n"+s.firstSteps())
	}
}

// firstSteps tells what to type to see the site, on this system.
func (s *newSite) firstSteps() string {
	program := s.program()
	var b strings.Builder
	b.WriteString("Pour voir le site, tapez :\n\n")
	if filepath.Clean(s.dir) != "." {
		dir := s.dir
		if strings.ContainsAny(dir, " '&()") {
			dir = `"` + dir + `"`
		}
		fmt.Fprintf(&b, "  cd %s\n", dir)
	}
	fmt.Fprintf(&b, "  %s serve --open\n\n", program)
	fmt.Fprintf(&b, "Ou mettez le programme balise dans le dossier du site, et double-cliquez dessus.\n\nEnsuite :\n"+
		"  %[1]s new     ajoute une fiche\n  %[1]s check   dit ce qui reste à compléter\n\nLISEZMOI.txt explique le reste.\n", program)
	return b.String()
}

// program is how this program is called from the new folder.
func (s *newSite) program() string {
	if _, err := exec.LookPath("balise"); err == nil {
		return "balise"
	}
	exe, err := os.Executable()
	dir, err2 := filepath.Abs(s.dir)
	if err != nil || err2 != nil {
		return "balise"
	}
	rel, err := filepath.Rel(dir, exe)
	if err != nil || strings.Contains(rel, " ") {
		return "balise"
	}
	if runtime.GOOS == "windows" {
		rel = strings.TrimSuffix(rel, ".exe")
	}
	if !strings.HasPrefix(rel, "..") {
		rel = "." + string(filepath.Separator) + rel
	}
	return rel
}

package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"

	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/french"
)

// Without arguments: a double-click in most cases. A program that is clicked has no say in where it starts: the site may lie
// in the working folder, or beside the program.

// hasSite tells that a folder is a site's.
func hasSite(dir string) bool {
	st, err := os.Stat(filepath.Join(dir, filepath.FromSlash(configPath)))
	return err == nil && st.Mode().IsRegular()
}

// siteDir finds the site to show without being told; "" when there is none.
func siteDir() string {
	if hasSite(".") {
		return "."
	}
	if exe, err := os.Executable(); err == nil && hasSite(filepath.Dir(exe)) {
		return filepath.Dir(exe)
	}
	return ""
}

// bare shows the site that is there, or tells what balise is.
func bare(ctx context.Context, env *Env) (int, error) {
	dir := siteDir()
	switch {
	case dir != "":
		return show(ctx, env, dir)
	case env.Window:
		return welcome(ctx, env)
	default:
		fmt.Fprint(env.Stdout, help())
		return Done, nil
	}
}

// show serves a site and opens the browser; when it is served already, by another double-click, it only opens the browser.
func show(ctx context.Context, env *Env, dir string) (int, error) {
	if err := os.Chdir(dir); err != nil {
		return 0, err
	}
	if url, ok := dev.Running(ctx, []string{"content"}); ok {
		fmt.Fprintf(env.Stderr, "Ce site est déjà montré, par une autre fenêtre de balise : %s\n", url)
		openBrowser(url)
		return Done, nil
	}
	return runServe(ctx, env, []string{"--open"})
}

// welcome is for who double-clicked on the program and has no site yet: it explains, and makes one when given a name.
func welcome(ctx context.Context, env *Env) (int, error) {
	a := asker{ctx: ctx, in: env.Stdin, out: env.Stdout}
	fmt.Fprint(env.Stdout, `Bonjour. balise fait un site public d'un dossier de fichiers texte.

Il n'y a pas encore de site ici : balise cherche un dossier « content », à côté de lui.

Si vous avez déjà un site, mettez le programme balise dans son dossier, puis double-cliquez dessus.
Sinon, il peut en créer un maintenant, dans un nouveau dossier à côté de lui.

`)
	title, err := a.line("Le nom de votre site (ou Entrée seule, pour fermer) : ")
	if err != nil || title == "" {
		return Done, nil
	}
	exe, err := os.Executable()
	if err != nil {
		return 0, err
	}
	dir, err := settle(ctx, env, exe, title)
	if err != nil || dir == "" {
		return Mend, err
	}
	return show(ctx, env, dir)
}

// settle makes a site beside a program, with a copy of the program in it to be double-clicked from then on. It gives the
// site's folder, "" when the reason why there is none was said.
func settle(ctx context.Context, env *Env, exe, title string) (string, error) {
	name := french.Slug(title)
	if name == "" {
		name = "mon-site"
	}
	dir := filepath.Join(filepath.Dir(exe), name)
	s := &newSite{env: env, dir: dir, title: title, quiet: true}
	if code, err := s.run(ctx); code != Done || err != nil {
		return "", err
	}
	to := filepath.Join(dir, "balise")
	if runtime.GOOS == "windows" {
		to += ".exe"
	}
	if err := copyProgram(exe, to); err != nil {
		return "", err
	}
	fmt.Fprintf(env.Stdout, "\nVotre site est dans le dossier %s, avec une copie de balise : double-cliquez sur elle pour le revoir.\n\n", dir)
	return dir, nil
}

// copyProgram copies a program where there is none yet, whole or not at all.
func copyProgram(from, to string) error {
	if _, err := os.Lstat(to); err == nil {
		return nil
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	aside := to + ".tmp"
	out, err := os.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o755)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err == nil {
		return os.Rename(aside, to)
	}
	return errors.Join(err, os.Remove(aside))
}

// hold keeps the window open until a person has read what it says.
func hold(env *Env) {
	fmt.Fprint(env.Stderr, "\nAppuyez sur Entrée pour fermer cette fenêtre.\n")
	_, _ = readLine(env.Stdin) // whatever it is, it is the end
}

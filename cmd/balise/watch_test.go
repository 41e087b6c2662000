package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestWatchFollowsAnEditor runs "balise build --watch" as an editor does and saves some twenty times, in the ways editors
// save. After each, the site follows, or, while something is wrong, stays as it was; in the end it is that of a cold build.
func TestWatchFollowsAnEditor(t *testing.T) {
	d := startWatch(t, "build", "--watch")
	d.follows("the first build", func() {}, "index.html", "Le petit réseau")
	relais := "initiatives/le-relais.md"
	relaisPage := "initiatives/le-relais/index.html"
	d.follows("saved in place", d.replace(relais, "Le Relais", "Le Relais-1"), relaisPage, "Le Relais-1")
	d.follows("saved beside, then renamed over", func() {
		d.write("initiatives/.le-relais.md.tmp", strings.ReplaceAll(d.read(relais), "Relais-1", "Relais-2"))
		d.rename("initiatives/.le-relais.md.tmp", relais)
	}, "donnees/initiatives.geojson", "Relais-2")
	d.follows("saved as vim does", func() {
		text := d.read(relais)
		d.rename(relais, relais+"~")
		d.write(relais, strings.ReplaceAll(text, "Relais-2", "Relais-3"))
		d.remove(relais + "~")
	}, "carte/index.html", "Relais-3")
	d.follows("Windows line ends", func() { d.write(relais, strings.ReplaceAll(d.read(relais)+"Fin-4.\n", "\n", "\r\n")) }, relaisPage, "Fin-4.")
	d.follows("a new file", func() { d.write("pages/plus.md", "---\ntitre: Page-5\n---\nVoir.\n") }, "plan-du-site/index.html", "Page-5")
	d.follows("renamed", func() { d.rename("pages/plus.md", "pages/encore-plus.md") }, "encore-plus/index.html", "Page-5")
	d.follows("changed under its new name", d.replace("pages/encore-plus.md", "Page-5", "Page-6"), "encore-plus/index.html", "Page-6")
	d.stands("a header that is not closed", d.replace("pages/encore-plus.md", "\n---\nVoir", "\nVoir"))
	d.stands("another file, while the first is broken", d.replace("pages/a-propos.md", "est un essai", "est l'essai-7"))
	d.follows("mended", func() { d.write("pages/encore-plus.md", "---\ntitre: Page-8\n---\nVoir.\n") }, "a-propos/index.html", "essai-7")
	d.foldersAndImages()
	d.isCold()
}

// foldersAndImages goes on with what is not the text of a page: images, the two files of the site, whole folders.
func (d *watched) foldersAndImages() {
	d.t.Helper()
	picture := d.read("media/equipe.png")
	d.follows("an image, and a text that shows it", func() {
		d.write("media/neuve.png", picture)
		d.write("pages/encore-plus.md", "---\ntitre: Page-9\n---\n![Des chaises](/media/neuve.png)\n")
	}, "encore-plus/index.html", "media/neuve.png")
	d.stands("the image goes", func() { d.remove("media/neuve.png") })
	d.follows("and comes back", func() {
		d.write("media/neuve.png", picture)
		d.write("pages/encore-plus.md", "---\ntitre: Page-10\n---\n![Des chaises](/media/neuve.png)\n")
	}, "encore-plus/index.html", "Page-10")
	d.follows("a label of the vocabulary", d.replace("vocabulaires.yaml", "Santé mentale", "Santé-11"), "carte/index.html", "Santé-11")
	d.follows("the site's name", d.replace("site.yaml", "Le petit réseau", "Le réseau-12"), "404.html", "Le réseau-12")
	d.stands("a folder goes, and links lead into it", func() { d.away("guide") })
	d.follows("it comes back, changed", func() {
		d.back("guide")
		d.write("guide/02-suivre.md", "---\ntitre: Suivre-13\netape: 2\n---\nSuivre.\n")
	}, "guide/index.html", "Suivre-13")
	d.follows("a new folder moved in, full", func() {
		d.away("portraits")
		d.inAside("portraits/autre.md", "---\ntitre: Autre-14\nequipe: Une équipe\n---\nBonjour.\n")
		d.back("portraits")
	}, "portraits/index.html", "Autre-14")
	d.follows("withdrawn", d.replace("portraits/autre.md", "equipe:", "brouillon: oui\nequipe:"), "portraits/index.html", "")
	d.gone("portraits/autre/index.html")
	d.away("")
	d.until("all of the content goes", func() bool {
		return strings.Contains(d.said.String(), "tout relu") || strings.Contains(d.said.String(), "échoué")
	})
	d.unchanged("all of the content goes")
	d.follows("and comes back", func() {
		d.back("")
		d.write("pages/retour.md", "---\ntitre: Retour-15\n---\nBonjour.\n")
	}, "retour/index.html", "Retour-15")
	d.follows("deleted", func() { d.remove("pages/encore-plus.md") }, "plan-du-site/index.html", "Retour-15")
	d.gone("encore-plus/index.html")
}

// watched is a content folder and the process that publishes it.
type watched struct {
	t       *testing.T
	root    string
	said    *output
	patient context.Context
	good    map[string]string
}

// output keeps what a process says while it still speaks.
type output struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.b.String()
}

// startWatch starts the command on a copy of the small good site; it is stopped as by Ctrl-C, and must end with 0.
func startWatch(t *testing.T, args ...string) *watched {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	d := &watched{t: t, root: t.TempDir(), said: &output{}, patient: ctx}
	if err := os.CopyFS(d.content(""), os.DirFS("testdata/small")); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("balise", append(args, "--date", "2026-03-12")...)
	cmd.Dir, cmd.Stderr, cmd.Stdout = d.root, d.said, d.said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		defer cancel()
		if err := cmd.Process.Signal(os.Interrupt); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("at the end: %v\n%s", err, d.said)
		}
	})
	return d
}

func (d *watched) check(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

func (d *watched) content(p string) string {
	return filepath.Join(d.root, "content", filepath.FromSlash(p))
}

func (d *watched) public(p string) string {
	return filepath.Join(d.root, "public", filepath.FromSlash(p))
}

func (d *watched) read(p string) string {
	data, err := os.ReadFile(d.content(p))
	d.check(err)
	return string(data)
}

func (d *watched) write(p, text string) { d.check(write(d.content(p), []byte(text))) }
func (d *watched) remove(p string)      { d.check(os.Remove(d.content(p))) }
func (d *watched) rename(from, to string) {
	d.check(os.Rename(d.content(from), d.content(to)))
}

// away takes a folder of the content, or all of it, out of sight; back puts it where it was.
func (d *watched) away(p string) { d.check(os.Rename(d.content(p), filepath.Join(d.root, "aside"))) }
func (d *watched) back(p string) { d.check(os.Rename(filepath.Join(d.root, "aside"), d.content(p))) }

// inAside writes in a folder that is away.
func (d *watched) inAside(p, text string) {
	_, name, _ := strings.Cut(p, "/")
	d.check(write(filepath.Join(d.root, "aside", name), []byte(text)))
}

func (d *watched) replace(p, old, with string) func() {
	return func() {
		text := d.read(p)
		if !strings.Contains(text, old) {
			d.t.Fatalf("%s does not hold %q", p, old)
		}
		d.write(p, strings.ReplaceAll(text, old, with))
	}
}

// until waits for something to become true.
func (d *watched) until(what string, done func() bool) {
	d.t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-d.patient.Done():
			d.t.Fatalf("%s: never happened; it said:\n%s", what, d.said)
		}
	}
}

// follows makes an edit and waits until a file of the site holds a text, and the publication is over.
func (d *watched) follows(what string, edit func(), file, text string) {
	d.t.Helper()
	builds := strings.Count(d.said.String(), " → ")
	edit()
	d.until(what, func() bool {
		data, err := os.ReadFile(d.public(file))
		_, busy := os.Stat(d.public(".balise-tmp"))
		return err == nil && strings.Contains(string(data), text) && busy != nil && strings.Count(d.said.String(), " → ") > builds
	})
	d.good = d.tree()
}

func (d *watched) tree() map[string]string {
	d.t.Helper()
	files, err := readTree(d.public(""))
	d.check(err)
	return files
}

// stands makes an edit that is a mistake: it is said, and the site stays as it was.
func (d *watched) stands(what string, edit func()) {
	d.t.Helper()
	said := func() int { return strings.Count(d.said.String(), "le site reste tel qu") }
	before := said()
	edit()
	d.until(what, func() bool { return said() > before })
	d.unchanged(what)
}

// unchanged holds the site against the last good one.
func (d *watched) unchanged(what string) {
	d.t.Helper()
	if diff := difference(d.tree(), d.good); diff != "" {
		d.t.Fatalf("%s: the site changed:\n%s", what, diff)
	}
}

// gone waits for a file of the site to disappear.
func (d *watched) gone(file string) {
	d.t.Helper()
	d.until(file+" goes", func() bool {
		_, err := os.Stat(d.public(file))
		return err != nil
	})
}

// isCold holds the site against that of a build from nothing.
func (d *watched) isCold() {
	d.t.Helper()
	cmd := exec.Command("balise", "build", "--date", "2026-03-12", "--output", "cold", "--quiet")
	cmd.Dir = d.root
	if out, err := cmd.CombinedOutput(); err != nil {
		d.t.Fatalf("%v\n%s", err, out)
	}
	want, err := readTree(filepath.Join(d.root, "cold"))
	d.check(err)
	diff := ""
	defer func() {
		if d.t.Failed() {
			d.t.Log(diff)
		}
	}()
	d.until("the site is that of a cold build", func() bool {
		diff = difference(d.tree(), want)
		return diff == ""
	})
}

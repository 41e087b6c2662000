package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// edits is how many times the property's editor changes something.
const edits = 200

// TestWatchedOutputIsThatOfAColdBuild lets an editor with a heavy hand loose on a small content folder: files are created,
// changed, renamed, moved, broken and mended, folders vanish and come back, while one Builder follows through the hints a
// watch gives. Whenever the content is sound, the output must be that of a cold build, byte for byte, and so must be all
// that is said; while it is not, the last good site stands.
func TestWatchedOutputIsThatOfAColdBuild(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d := newDesk(t, rt)
		d.build()
		for n := range edits {
			d.edit()
			if rapid.IntRange(0, 3).Draw(rt, "pause") > 0 {
				d.build()
			}
			if n%40 == 39 {
				d.compare()
			}
		}
		d.compare()
		d.mendAll()
		d.compare()
		t.Logf("%d builds, %d of them sound, %d cut short", d.builds, d.sound, d.cut)
	})
}

// desk is an editor at work: a content folder, the builder that watches it and the folder it publishes to.
type desk struct {
	t       *testing.T
	rt      *rapid.T
	root    string
	content string
	public  string
	builder *build.Builder
	pub     build.Publisher
	today   site.Date
	seen    map[string]string // content as the last build saw it
	good    map[string]string // output as the last good build left it
	owed    []string          // hints of builds that were cut short
	last    *build.Result
	serial  int

	builds, sound, cut int // finished, of these good, cut short
}

func newDesk(t *testing.T, rt *rapid.T) *desk {
	root := scratch(t)
	d := &desk{t: t, rt: rt, root: root, content: filepath.Join(root, "content"), public: filepath.Join(root, "public"), today: testDay}
	d.pub.Dir = d.public
	var err error
	if d.builder, err = build.New(build.Options{Content: d.content, Output: d.public}); err != nil {
		rt.Fatal(err)
	}
	d.write("site.yaml", siteFile(0))
	d.write("vocabulaires.yaml", vocabularyFile(0))
	d.write("media/depart.png", picture(0))
	for i := range 12 {
		d.write(fmt.Sprintf("initiatives/depart-%d.md", i), d.initiative(i))
	}
	d.write("portraits/equipe.md", d.portrait())
	d.write("guide/01-ecouter.md", chapter(1))
	d.write("guide/02-accueillir.md", chapter(2))
	d.write("organisations/en-route.md", []byte("---\ntitre: En Route\nroles: [porteur]\n---\nUne association.\n"))
	d.write("pages/a-propos.md", []byte("---\ntitre: À propos\n---\nUn essai.\n"))
	return d
}

func (d *desk) pick(label string, n int) int { return rapid.IntRange(0, n-1).Draw(d.rt, label) }

func (d *desk) abs(p string) string { return filepath.Join(d.content, filepath.FromSlash(p)) }

func (d *desk) write(p string, data []byte) { put(d.t, d.abs(p), data) }

func (d *desk) check(err error) {
	if err != nil {
		d.rt.Fatal(err)
	}
}

// files lists the content's files by path, those of some folder when one is named.
func (d *desk) files(folder string) []string {
	var out []string
	for p := range snapshot(d.content) {
		if !strings.HasSuffix(p, "/") && (folder == "" || strings.HasPrefix(p, folder+"/")) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}

// snapshot reads a content folder: folders end in "/". A folder that is not there is empty.
func snapshot(dir string) map[string]string {
	out := map[string]string{}
	src := os.DirFS(dir)
	_ = fs.WalkDir(src, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || p == "." {
			return nil // absent: nothing in it
		}
		if e.IsDir() {
			out[p+"/"] = ""
			return nil
		}
		data, err := fs.ReadFile(src, p)
		out[p] = string(data)
		return err
	})
	return out
}

// hints are what a watch tells: each file or folder that is not as the last build saw it; nil is "look at everything".
func (d *desk) hints(now map[string]string) []string {
	if _, err := os.Stat(d.content); err != nil || d.seen == nil || d.pick("hint", 20) == 0 {
		return nil
	}
	changed := append([]string{}, d.owed...)
	add := func(p string) { changed = append(changed, filepath.ToSlash(d.abs(strings.TrimSuffix(p, "/")))) }
	for p, data := range now {
		if old, had := d.seen[p]; !had || old != data {
			add(p)
		}
	}
	for p := range d.seen {
		if _, has := now[p]; !has {
			add(p)
		}
	}
	if len(now) > 0 && d.pick("touched", 5) == 0 { // a save that changes nothing is announced too
		for p := range now {
			add(p)
			break
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed)
}

// build does what the watch does at a change: build, publish if there is no error.
func (d *desk) build() { d.finish(d.good != nil && d.pick("overtaken", 8) == 0) }

// finish builds; overtaken, it is cut short by newer changes: the watch will give it the same again, and more.
func (d *desk) finish(overtaken bool) {
	now := snapshot(d.content)
	hints := d.hints(now)
	if hints != nil && len(hints) == 0 {
		return
	}
	ctx, cancel := context.WithCancel(d.t.Context())
	defer cancel()
	if overtaken {
		defer time.AfterFunc(time.Duration(d.pick("moment", 30))*time.Millisecond, cancel).Stop()
	}
	res, _, err := d.pub.Build(ctx, d.builder, build.Request{Today: d.today, Changed: hints})
	switch _, gone := os.Stat(d.content); {
	case errors.Is(err, context.Canceled):
		if d.cut++; hints == nil {
			d.seen = nil
		}
		d.owed = hints
		d.same("after a build cut short", readTree(d.t, d.public), d.good)
		return
	case gone != nil && err != nil:
		d.seen = nil // a failure: the watch looks at everything next time
		d.same("while there is no content", readTree(d.t, d.public), d.good)
		return
	}
	d.check(err)
	d.seen, d.last, d.owed = now, res, nil
	if d.builds++; res.OK {
		d.sound++
		d.good = readTree(d.t, d.public)
	} else if d.good != nil {
		d.same("while the content is not sound", readTree(d.t, d.public), d.good)
	}
}

func (d *desk) same(when string, got, want map[string]string) {
	if diff := difference(got, want); diff != "" {
		d.rt.Fatalf("%s, the output is not what it must be (first: it is, second: it must be):\n%s", when, diff)
	}
}

// compare holds the builder's work against a cold build.
func (d *desk) compare() {
	if _, err := os.Stat(d.content); err != nil {
		d.putBack()
	}
	d.finish(false)
	out := filepath.Join(d.root, "cold")
	d.check(os.RemoveAll(out))
	b, err := build.New(build.Options{Content: d.content, Output: out})
	d.check(err)
	pub := build.Publisher{Dir: out}
	res, _, err := pub.Build(d.t.Context(), b, build.Request{Today: d.today})
	d.check(err)
	if got, want := said(d.last.Diags), said(res.Diags); got != want {
		d.rt.Fatalf("what is said is not what a cold build says (first: it is, second: it must be):%s", firstChange(got, want))
	}
	if d.last.OK != res.OK {
		d.rt.Fatalf("watched: OK %v, cold: OK %v", d.last.OK, res.OK)
	}
	if !res.OK {
		return
	}
	d.same("once the content is sound", readTree(d.t, d.public), readTree(d.t, out))
}

// said prints problems, but for those that depend on what was published before.
func said(l diag.List) string {
	var b bytes.Buffer
	l = slices.DeleteFunc(l.Sorted(), func(x diag.Diag) bool { return x.Code == "adresse-perdue" })
	_ = diag.Text(&b, l, diag.Style{}) // a Buffer never fails
	return b.String()
}

// mendAll does what the messages ask, file by file, until the site can be published.
func (d *desk) mendAll() {
	for range 20 {
		d.finish(false)
		if d.last.OK {
			return
		}
		for _, x := range d.last.Diags.Sorted() {
			if x.Severity == diag.Erreur {
				if x.Code == "valeur-inconnue" {
					d.mend("vocabulaires.yaml")
				}
				d.mend(strings.TrimPrefix(x.Pos.File, filepath.ToSlash(d.content)+"/"))
			}
		}
	}
	d.rt.Fatalf("still not sound:\n%s", said(d.last.Diags))
}

// mend writes a file anew, sound, or takes it away when there is no saying what it should be.
func (d *desk) mend(p string) {
	switch {
	case p == "site.yaml":
		d.write(p, siteFile(d.serial))
	case p == "vocabulaires.yaml":
		d.write(p, vocabularyFile(0))
	default:
		d.check(os.RemoveAll(d.abs(p)))
		if site.KindOf(p) == site.KindNamed("initiative") && path.Ext(p) == ".md" && strings.Count(p, "/") == 1 {
			d.serial++
			d.write(p, d.initiative(d.serial))
		}
	}
}

func siteFile(n int) []byte {
	return fmt.Appendf(nil, "titre: Le réseau d'essai %d\nurl: https://exemple.be/carte\nlangue: fr\nurgence: [{libelle: Télé-Accueil, telephone: \"107\"}]\n", n)
}

func vocabularyFile(n int) []byte {
	return fmt.Appendf(nil, `secteurs:
  sante-mentale: {libelle: Santé mentale %d, couleur: "#1b6ca8"}
  precarite: Précarité
natures:
  equipe: Travail en équipe
  entraide: Groupe d'entraide %d
statuts: {salarie: Salarié}
publics: {tous: Tout le monde}
types_activite: {formation: Formation %d, rencontre: Rencontre}
communes: {Trou-Perdu: {coordonnees: "50.%d, 4.83", province: namur}}
`, n, n, n, 1+n%9)
}

func picture(n int) []byte {
	img := image.NewGray(image.Rect(0, 0, 8+n%5, 8))
	img.SetGray(n%8, n/8%8, color.Gray{200})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil { // a Buffer never fails
		panic(err)
	}
	return b.Bytes()
}

func chapter(n int) []byte {
	return fmt.Appendf(nil, "---\ntitre: Étape %d\netape: %d\n---\n## Commencer\n\nRien ne presse.\n\n- [ ] Un café\n", n, n)
}

func (d *desk) portrait() []byte {
	d.serial++
	return fmt.Appendf(nil, "---\ntitre: Une équipe %d\nequipe: L'équipe\ndate: 2025-%02d\n---\nNous ouvrons la porte.\n", d.serial, 1+d.serial%12)
}

// initiative writes a sound one: what it leads to exists at this moment.
func (d *desk) initiative(n int) []byte {
	r := rand.New(rand.NewPCG(uint64(n), 7))
	pick := func(s ...string) string { return s[r.IntN(len(s))] }
	var b bytes.Buffer
	fmt.Fprintf(&b, "---\ntitre: %s %d\n", pick("Écoute", "Été", "Lieu", "L’Œuvre", "Zone"), r.IntN(30))
	fmt.Fprintf(&b, "secteurs: [%s]\nnature: %s\n", pick("sante-mentale", "precarite", "sante-mentale, precarite"), pick("equipe", "entraide"))
	switch place := pick("commune", "point", "rue", "masquee", "zone", "trou"); place {
	case "commune":
		fmt.Fprintf(&b, "commune: %s\n", pick("Namur", "Liège", "Mons", "Charleroi"))
	case "zone":
		b.WriteString("zone: [Wallonie]\n")
	case "trou":
		b.WriteString("commune: Trou-Perdu\n")
	default:
		fmt.Fprintf(&b, "commune: Namur\ncoordonnees: 50.46%03d, 4.86%03d\nadresse: Rue de Fer %d\n", r.IntN(1000), r.IntN(1000), 1+n)
		if place != "point" {
			fmt.Fprintf(&b, "precision: %s\n", place)
		}
	}
	if r.IntN(3) == 0 { // perhaps what is asked to be hidden: said after each save, not the first alone
		fmt.Fprintf(&b, "resume: Au fond de la Rue de Fer %d\n", 1+n)
	}
	if r.IntN(3) == 0 {
		fmt.Fprintf(&b, "verifie_le: 202%d-01-15\n", 3+r.IntN(3))
	}
	if r.IntN(5) == 0 {
		fmt.Fprintf(&b, "alias: [/ancien/%d/]\n", n)
	}
	b.WriteString("---\nUn texte.\n")
	if others := d.files("initiatives"); len(others) > 0 && r.IntN(2) == 0 {
		if to := others[r.IntN(len(others))]; path.Ext(to) == ".md" && path.Dir(to) == "initiatives" {
			fmt.Fprintf(&b, "\nVoir [un autre](%s).\n", path.Base(to))
		}
	}
	if pictures := d.files("media"); len(pictures) > 0 && r.IntN(3) == 0 {
		fmt.Fprintf(&b, "\n![Une image](/%s)\n", pictures[r.IntN(len(pictures))])
	}
	return b.Bytes()
}

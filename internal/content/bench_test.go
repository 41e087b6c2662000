package content

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// aFile is an initiative of some fifteen lines, as editors write them.
func aFile(i int) string {
	return fmt.Sprintf(`---
titre: "Le Relais numéro %d"
resume: "Un groupe d'entraide ouvert à toutes et à tous, le mardi soir, sans rendez-vous, à deux pas de la gare."
secteurs: [sante-mentale, precarite]
nature: entraide
etat: active
publics: [professionnels, personnes-sans-abri]
adresse: "Rue de Fer %d"
code_postal: 5000
commune: "Namur"
coordonnees: 50.46%02d, 4.8675
organisation: smes
contact:
  courriel: "info@exemple.be"
  telephone: "081 12 34 56"
verifie_le: 2026-03-12
---
`, i, i, i%100)
}

func manyFiles(n int, body string) []File {
	all := make(map[string]string, n)
	for i := range n {
		all[fmt.Sprintf("initiatives/relais-%05d.md", i)] = aFile(i) + body
	}
	return folder(all)
}

const aBody = `
## Ce que nous faisons

Nous nous retrouvons chaque mardi soir. On parle, on écoute, on boit un café. [Le guide](../guide/01-a.md) dit comment.

- Pas d'inscription
- Pas de rendez-vous

Personne ne juge. Un pair-aidant est là, avec son expérience : il a connu la rue, l'hôpital, puis le rétablissement.
`

// benchSettings are what Decode prepares once.
func benchSettings(b *testing.B) *settings {
	var r Result
	set := new(Cache).prepare(folder(nil), options(), &r, new(diag.List))
	if set.vocab == nil {
		b.Fatal("no vocabulary")
	}
	return set
}

// BenchmarkHeader splits, reads and decodes one header: the bound is 50 µs.
func BenchmarkHeader(b *testing.B) {
	set := benchSettings(b)
	files := make([][]byte, 64)
	for i := range files {
		files[i] = []byte(aFile(i) + aBody)
	}
	known := tableOf(reflect.TypeFor[site.Initiative]())
	buf := bufio.NewReader(nil)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		s := &sheet{path: "initiatives/a.md", file: "content/initiatives/a.md", data: files[i%64], buf: buf}
		i++
		var e site.Initiative
		h, _ := s.split(known)
		root, _ := s.readHeader(&h, known)
		d := decoder{sheet: s, set: set, known: known, before: h.first - 1, open: h.open}
		d.header(root, reflect.ValueOf(&e).Elem())
		if len(s.list) > 0 || e.Commune == "" {
			b.Fatal(s.list)
		}
	}
}

// BenchmarkEntry is all of one entry, body and place included.
func BenchmarkEntry(b *testing.B) {
	set := benchSettings(b)
	w := worker{set: set, sorter: french.NewSorter(), buf: bufio.NewReader(nil)}
	f := fileOf("initiatives/a.md", aFile(1)+aBody)
	b.ReportAllocs()
	for b.Loop() {
		if m := w.file(f); len(m.list) > 0 {
			b.Fatal(m.list)
		}
	}
}

// BenchmarkCold decodes 10 000 files from nothing, bodies being empty.
func BenchmarkCold(b *testing.B) {
	files, o := manyFiles(10_000, ""), options()
	b.ReportAllocs()
	for b.Loop() {
		if r, list := Decode(files, o, new(Cache)); len(r.Entries) != 10_000 || len(list) != 0 {
			b.Fatal(len(r.Entries), list[0])
		}
	}
}

// BenchmarkEdit decodes again after one of 10 000 files has changed.
func BenchmarkEdit(b *testing.B) {
	files, o, c := manyFiles(10_000, aBody), options(), new(Cache)
	Decode(files, o, c)
	i := 0
	b.ReportAllocs()
	for b.Loop() {
		i++
		files[5000] = fileOf(files[5000].Path, aFile(i)+aBody)
		if r, _ := Decode(files, o, c); r.Fresh != 1 {
			b.Fatal(r.Fresh)
		}
	}
}

// BenchmarkReadEdit reads one changed file of 10 000; BenchmarkReadAll looks at all of them.
func BenchmarkReadEdit(b *testing.B) { benchRead(b, []string{"initiatives/relais-05000.md"}) }
func BenchmarkReadAll(b *testing.B)  { benchRead(b, nil) }

func benchRead(b *testing.B, changed []string) {
	dir := b.TempDir()
	for _, f := range manyFiles(10_000, aBody) {
		p := filepath.Join(dir, filepath.FromSlash(f.Path))
		if f.Mode == Folder {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	c := new(Cache)
	fsys := os.DirFS(dir)
	if _, err := Read(fsys, c, nil); err != nil {
		b.Fatal(err)
	}
	for p, k := range c.disk {
		k.fresh = false
		c.disk[p] = k
	}
	i := 0
	for b.Loop() {
		i++
		if changed != nil {
			if err := os.WriteFile(filepath.Join(dir, changed[0]), []byte(aFile(i)), 0o644); err != nil {
				b.Fatal(err)
			}
		}
		files, err := Read(fsys, c, changed)
		if err != nil || len(files) != 10_003 || changed != nil && !strings.Contains(string(files[5001].Data), fmt.Sprint("numéro ", i)) {
			b.Fatal(len(files), err)
		}
	}
}

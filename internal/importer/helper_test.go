package importer_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"enrouteweb.org/balise/assets"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/importer"
	"enrouteweb.org/balise/internal/site"
)

// tester is a test of package testing or of rapid.
type tester interface {
	Helper()
	Fatal(args ...any)
}

var today = site.Date{Year: 2026, Month: 3, Day: 12}

// atlas is the one the program is built with.
var atlas = sync.OnceValue(func() *geo.Atlas {
	dist, err := assets.FS()
	if err != nil {
		panic(err)
	}
	data, err := fs.ReadFile(dist, "geo.json")
	if err != nil {
		panic(err)
	}
	a, err := geo.Load(data)
	if err != nil {
		panic(err)
	}
	return a
})

// small is the small good site that the test scripts use too, with other files laid over it; one without text is taken out.
func small(t tester, over map[string]string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	src := os.DirFS("../../cmd/balise/testdata/small")
	err := fs.WalkDir(src, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(src, p)
		out[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for p, text := range over {
		if text == "" {
			delete(out, p)
			continue
		}
		out[p] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func read(t testing.TB, name, text string) *importer.Table {
	t.Helper()
	table, err := importer.Read(name, []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func plan(t testing.TB, table *importer.Table, content fs.FS, how importer.How) *importer.Plan {
	t.Helper()
	how.Today, how.Prefix = today, "content/"
	if how.Source == "" {
		how.Source = "essai.csv"
	}
	p, err := importer.New(context.Background(), table, content, atlas(), how)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// imported is the plan for a text, in the small site.
func imported(t testing.TB, text string, how importer.How) *importer.Plan {
	t.Helper()
	return plan(t, read(t, "essai.csv", text), small(t, nil), how)
}

// file gives what would be written of the only row.
func file(t testing.TB, p *importer.Plan) string {
	t.Helper()
	if len(p.Rows) != 1 || p.Rows[0].Path == "" {
		t.Fatalf("not one file to write: %+v\n%v", p.Rows, p.Notes)
	}
	return string(p.Rows[0].Data)
}

// with lays the files of a plan over a content folder.
func with(content fstest.MapFS, p *importer.Plan) fstest.MapFS {
	out := fstest.MapFS{}
	for name, f := range content {
		out[name] = f
	}
	for _, o := range p.Rows {
		if o.Path != "" {
			out[o.Path] = &fstest.MapFile{Data: o.Data}
		}
	}
	return out
}

// errors lists what stops the publication of a content folder.
func errors(t tester, folder fs.FS) []string {
	t.Helper()
	files, err := content.Read(folder, new(content.Cache), nil)
	if err != nil {
		t.Fatal(err)
	}
	r, list := content.Decode(files, content.Options{Prefix: "content/", Today: today, Atlas: atlas()}, new(content.Cache))
	media := map[string]bool{}
	for _, m := range r.Media {
		media[m.Path] = true
	}
	_, more := site.New(site.Input{Config: r.Config, Vocab: r.Vocab, Entries: r.Entries, Media: media, Today: today})
	var out []string
	for _, d := range append(list, more...).Sorted() {
		if d.Severity == diag.Erreur {
			out = append(out, fmt.Sprintf("%s:%d %s %s | %s", path.Base(d.Pos.File), d.Pos.Line, d.Code, d.Message, d.Source))
		}
	}
	return out
}

// notes writes what a plan says, a line each.
func notes(p *importer.Plan) string {
	var b strings.Builder
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "%d|%s|%s|%s|%s\n", n.Row, n.Column, n.Value, n.Cause, n.Cure)
	}
	return b.String()
}

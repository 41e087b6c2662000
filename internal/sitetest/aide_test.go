package sitetest

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/build"
	program "enrouteweb.org/balise/internal/site"
)

// manualSite gives the default site as balise serve shows it, with the editors' documentation.
func manualSite(t *testing.T) *site {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	content := filepath.Join(l.root, "content")
	day, err := newestDay(content)
	if err != nil {
		t.Fatal(err)
	}
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	b, err := build.New(build.Options{Content: content})
	if err != nil {
		t.Fatal(err)
	}
	res, err := b.Run(context.Background(), build.Request{Today: program.Date{Year: today.Year(), Month: int(today.Month()), Day: today.Day()}, Drafts: true})
	if err != nil || !res.OK {
		t.Fatal(err, res.Diags)
	}
	dir := t.TempDir()
	for name, data := range res.Bytes() {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s, err := readSite("aperçu", dir)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(serve(dir, "/"))
	t.Cleanup(server.Close)
	s.root, s.url = "/", server.URL+"/"
	return s
}

// TestAide holds the editors' documentation, which is never published, to what is asked of every page of the site.
func TestAide(t *testing.T) {
	t.Parallel()
	s := manualSite(t)
	var pages []*page
	for _, p := range s.pages {
		if strings.HasPrefix(p.path, "aide/") {
			pages = append(pages, p)
		}
	}
	if len(pages) < 20 {
		t.Fatalf("%d pages", len(pages))
	}
	t.Run("markup", func(t *testing.T) { s.valid(t, filepath.Join(s.dir, "aide", "**", "*.html")) })
	script, b := axeScript(t), newTab(t)
	for _, p := range pages {
		t.Run(p.path, func(t *testing.T) {
			if problem := p.active(); problem != "" {
				t.Error(problem)
			}
			b.open(t, s.url+p.url())
			requests, _ := b.seen()
			w := s.weigh(t, requests)
			t.Logf("%+v", w)
			gate(t, p.path, "HTML and CSS", w.html+w.css, 18*kB)
			gate(t, p.path, "everything", w.total(), 70*kB)
			b.judge(t, script, p.path, []view{{width: 320}, {width: 1280, dark: true}})
			b.see(t, view{width: 320})
			if wide := eval[int](t, b, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%d px too wide at 320", wide)
			}
		})
	}
}

// valid runs html-validate on files.
func (s *site) valid(t *testing.T, files string) {
	t.Helper()
	results := filepath.Join(t.TempDir(), "results.json")
	printed := output(t, "node", filepath.Join(assets(t), "node_modules", "html-validate", "bin", "html-validate.mjs"), "--config", filepath.Join(assets(t), "htmlvalidate.json"), "--formatter", "json="+results, files)
	data, err := os.ReadFile(results)
	if err != nil {
		t.Fatalf("%v: run make build, which installs it: %s", err, printed)
	}
	var found []struct {
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line                      int
		}
	}
	if err := json.Unmarshal(data, &found); err != nil {
		t.Fatal(err)
	}
	var r report
	for _, f := range found {
		for _, m := range f.Messages {
			r.add(finding{m.RuleID, m.Message}, fmt.Sprintf("%s:%d: %s", relative(s, f.FilePath), m.Line, m.Selector))
		}
	}
	r.fail(t)
}

// TestQueFaire follows an editor from a mistake to what explains it, and back to a site that is right.
func TestQueFaire(t *testing.T) {
	const panel = `document.querySelector("balise-apercu").shadowRoot.querySelector(".panneau")`
	s, b := preview(t), newTab(t)
	file := filepath.Join(s.content, "pages", "a-propos.md") // its text only: no other page changes, so that none reloads
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	save := func(more string) {
		if err := os.WriteFile(file, []byte(string(text)+more), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b.open(t, s.url)
	b.until(t, `document.querySelector("balise-apercu")`)
	save("\n[Un lien]()\n")
	const link = panel + `.querySelector(".que-faire a")`
	b.until(t, `!`+panel+`.hidden && `+link)
	to := eval[string](t, b, link+`.getAttribute("href")`)
	if to != "/aide/erreurs/liens/#lien-vide" {
		t.Fatalf("it leads to %s", to)
	}
	b.open(t, s.url+to[1:])
	b.until(t, `document.querySelector("#lien-vide h2") && document.querySelector("balise-apercu")`)
	const counter = `document.querySelector("balise-apercu").shadowRoot.querySelector(".compteur")`
	b.until(t, panel+`.hidden && !`+counter+`.hidden && `+counter+`.textContent === "1 erreur"`)
	save("\nUn lien.\n")
	b.until(t, counter+`.textContent !== "1 erreur"`)
}

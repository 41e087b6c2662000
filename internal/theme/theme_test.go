package theme_test

import (
	"bytes"
	"flag"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/theme"
	"enrouteweb.org/balise/themes"
)

var preview = flag.String("preview", "", "folder to write the fixtures' pages to, to look at them")

func builtin(t testing.TB) fs.FS {
	t.Helper()
	sub, err := fs.Sub(themes.FS(), "default")
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

func load(t testing.TB) *theme.Theme {
	t.Helper()
	th, diags := theme.Load(builtin(t), nil, "")
	if len(diags) > 0 {
		t.Fatalf("built-in theme: %+v", diags)
	}
	return th
}

func render(t testing.TB, th *theme.Theme, name string, view any) template.HTML {
	t.Helper()
	var buf bytes.Buffer
	if err := th.Render(&buf, name, view); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return template.HTML(buf.String())
}

// page is one fixture: a template, its view, and the section it belongs to.
type page struct {
	file, name, section, titre string
	view                       any
}

func richPages(t testing.TB, th *theme.Theme) []page {
	list := template.HTML("")
	for _, c := range cards() {
		c.URL = "/initiatives/" + c.Slug + "/"
		list += render(t, th, "card", c)
	}
	carte := render(t, th, "map", richMap(render(t, th, "fond", richGround)))
	whole := richCarte(carte, list)
	whole.Titre, whole.Filtre, whole.Definition, whole.Intro = "La carte", false, "", ""
	return []page{
		{"accueil", "accueil", "/", "La pair-aidance en Belgique francophone", richHome(carte)},
		{"carte", "carte", "/carte/", "La carte", whole},
		{"carte-filtre", "carte", "/carte/", "Précarité", richCarte(carte, list)},
		{"initiative", "initiative", "/carte/", "Projet PAT", richInitiative()},
		{"initiative-simple", "initiative", "/carte/", "Transit", commonInitiative()},
		{"portrait", "portrait", "/portraits/", "Le groupe de travail de Transit", richPortrait()},
		{"chapitre", "chapitre", "/guide/", "Préparer l’équipe", richChapter()},
		{"organisation", "organisation", "/reseau/", "Smes", richOrganisation()},
		{"page", "page", "/a-propos/", "À propos", richPage()},
		{"liste", "liste", "/portraits/", "Portraits", &output.ListView{Titre: "Portraits", Intro: "Ceux qui le font.", Items: items()}},
		{"reseau", "reseau", "/reseau/", "Réseau", richNetwork()},
		{"guide", "guide", "/guide/", "Le guide", richGuide()},
		{"plan", "plan", "", "Plan du site", &output.PlanView{Groupes: []output.ListGroup{{Titre: "Portraits", Items: items()}, {Titre: "Guide", Items: items()}}}},
		{"donnees", "donnees", "", "Données ouvertes", richData()},
		{"hsds", "hsds", "", "Les initiatives au format HSDS", richHSDS()},
		{"404", "404", "", "Page introuvable", &output.NotFoundView{Menu: menu(""), Urgence: urgence}},
	}
}

func framed(t testing.TB, th *theme.Theme, p page, assets output.Assets) []byte {
	c := chrome(p.section, assets)
	f := output.Frame{Langue: "fr", Titre: p.titre, Site: c.Site, Description: "Une phrase.", Canonique: "https://exemple.be/" + p.file + "/", NoIndex: p.file == "404", Kind: p.name,
		Head: render(t, th, "head", c), Header: render(t, th, "header", c), Main: render(t, th, p.name, p.view), Footer: render(t, th, "footer", c), Brouillon: p.file == "page"}
	return []byte(render(t, th, "frame", f))
}

// TestPages renders every page whole. With -preview it leaves them on disk, links made relative, to be looked at.
func TestPages(t *testing.T) {
	th := load(t)
	dir := *preview
	assets := output.Assets{CSS: "/assets/site.css", Icon: "/assets/icon.svg", Map: "/assets/fond.svg"}
	for _, p := range richPages(t, th) {
		html := framed(t, th, p, assets)
		if n := bytes.Count(html, []byte("<h1")); n != 1 {
			t.Errorf("%s: %d h1", p.file, n)
		}
		for _, bad := range []string{"ZgotmplZ", "<no value>", " style=", "javascript:", " ?", " !", " ;<", "« ", "l'", "d'"} {
			if i := strings.Index(string(html), bad); i >= 0 {
				t.Errorf("%s holds %q: …%s…", p.file, bad, html[max(0, i-40):min(len(html), i+40)])
			}
		}
		if dir != "" {
			text := strings.NewReplacer(`="/assets/`, `="assets/`, `="/media/`, `="media/`).Replace(string(html))
			if err := os.WriteFile(filepath.Join(dir, p.file+".html"), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	render(t, th, "redirection", output.RedirectView{URL: "/carte/", Titre: "La carte"})
}

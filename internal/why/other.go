package why

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// unread answers about a file that makes no page: its name says why.
func (a *asked) unread(s subject, part content.Part, lang string) *Answer {
	out := a.about(s)
	switch part {
	case content.Translation:
		out.Kind = site.KindOf(s.path).Name
		out.Read = Verdict{Yes: true, Why: fmt.Sprintf("Oui, comme une traduction en « %s » : elle est vérifiée.", lang)}
		out.Published = Verdict{Why: "Non : cette version de balise ne publie pas encore les traductions.", Cure: "Gardez le fichier : une version à venir le publiera."}
	case content.Ignored:
		out.Read = Verdict{Why: "Non : balise laisse de côté ce nom, comme celui des fichiers que les programmes laissent derrière eux et des notes entre rédacteurs (un point, « ~ », « .tmp », README.md …)."}
		out.Published = Verdict{Why: "Non, puisqu'il n'est pas lu.", Cure: "Si c'est une fiche, donnez-lui un nom comme « le-relais.md »."}
	default:
		out.Read, out.Published = a.refused(out, s)
	}
	return out
}

// refused tells what stands in the way of a file, or of the folder it is in.
func (a *asked) refused(out *Answer, s subject) (read, published Verdict) {
	diags := out.diags
	for dir := path.Dir(s.path); len(diags) == 0 && dir != "."; dir = path.Dir(dir) { // said once, of the folder
		for _, d := range a.res.Diags.Sorted() {
			if d.Pos.File == a.prefix+dir {
				diags.Add(d)
			}
		}
	}
	read = Verdict{Why: "Non."}
	if len(diags) > 0 {
		read.Why, read.Cure, read.Place = "Non. "+diags[0].Message, diags[0].Hint, diags[0].Pos.Place()
	}
	published = Verdict{Why: "Non, puisqu'il n'est pas lu."}
	if diags.HasErrors() {
		published.Why = "Non, puisqu'il n'est pas lu ; et tant qu'il est là, rien du site n'est publié."
	}
	return read, published
}

// settings answers about site.yaml and vocabulaires.yaml.
func (a *asked) settings(s subject, part content.Part) *Answer {
	out := a.about(s)
	what := "Oui : ce sont les réglages du site."
	if part == content.Vocabulary {
		what = "Oui : ce sont les listes de mots du site (secteurs, natures, statuts, publics)."
	}
	out.Read = Verdict{Yes: true, Why: what}
	out.Published = Verdict{Why: "Il n'a pas de page à lui : ce qu'il dit paraît dans les pages du site."}
	if !a.res.OK {
		out.Published = a.stopped(out)
	}
	return out
}

func (a *asked) folder(s subject) *Answer {
	out := a.about(s)
	n := 0
	for _, f := range a.files {
		if strings.HasPrefix(f, s.path+"/") {
			n++
		}
	}
	if len(out.diags) > 0 {
		out.Read, out.Published = a.refused(out, s)
		return out
	}
	out.Read = Verdict{Yes: true, Why: fmt.Sprintf("Oui : c'est un dossier, il contient %s.", french.Count(n, "fichier", "fichiers"))}
	out.Published = Verdict{Why: "Un dossier n'a pas de page à lui : posez la question pour l'un de ses fichiers."}
	if k := site.KindOf(s.path + "/"); k != nil && k.List() != "" {
		out.Published = Verdict{Yes: len(a.res.Site.Entries(k)) > 0, Why: fmt.Sprintf("Les fiches de ce dossier sont dans la section %s ; %s.", k.List(), french.Count(len(a.res.Site.Entries(k)), "est publiée", "sont publiées"))}
		if n := a.res.Diags.Count(diag.Erreur); n > 0 {
			out.Published = Verdict{Why: fmt.Sprintf("Pas encore : tant qu'il reste %s dans le site, rien n'est publié ; ce qui est en ligne y reste. Les fiches de ce dossier vont dans la section %s.", french.Count(n, "erreur", "erreurs"), k.List()),
				Cure: "Pour tout voir : balise check"}
		}
	}
	return out
}

// media answers about an image or a document.
func (a *asked) media(s subject) *Answer {
	out := a.about(s)
	p := norm.NFC.String(s.path)
	out.Read = Verdict{Yes: true, Why: "Oui, comme une image ou un document."}
	out.Published = Verdict{Yes: a.res.OK, Why: "Oui. D'une image, ce qui dit où et quand elle a été prise est retiré."}
	if !a.res.OK {
		out.Published = a.stopped(out)
	}
	out.Address = &Address{URL: a.base() + "/" + p}
	out.Links = linksOf(a.res.Site.Uses(p))
	for _, f := range a.res.Linking("/" + p) {
		sort := "page"
		if f.From != "" {
			sort = "fiche"
		}
		out.Shown = append(out.Shown, Shown{sort, address(f.Path), name(f)})
	}
	if len(out.Links) == 0 {
		out.Leaves = append(out.Leaves, "Aucune fiche publiée ne l'emploie : vous pouvez l'effacer sans rien casser.")
	} else {
		out.Leaves = append(out.Leaves, "Effacé ou renommé, il manquerait aux fiches qui l'emploient : c'est une erreur, et rien ne serait publié.")
	}
	return out
}

// computed answers about a page that balise makes of several files.
func (a *asked) computed(s subject) *Answer {
	out := &Answer{Read: Verdict{Why: "Aucun fichier ne fait cette page à lui seul : balise la fait à partir de toutes les fiches."}}
	out.Published = Verdict{Yes: a.res.OK, Why: "Oui."}
	if !a.res.OK {
		out.Published = a.stopped(out)
	}
	out.Address = &Address{URL: a.base() + s.page}
	i := slices.IndexFunc(a.res.Files, func(f output.File) bool { return address(f.Path) == s.page })
	if i < 0 {
		return out
	}
	f := &a.res.Files[i]
	linked := a.res.Linked(f)
	switch {
	case !f.HTML:
		out.Read.Why = "Aucun fichier ne fait cela à lui seul : balise le fait à partir de toutes les fiches (" + fileName(f.Path) + ")."
	case f.Name == "" && !embed(f.Path) && s.page != "/":
		out.Read.Why = "Cette adresse ne montre rien : elle mène à " + french.List(linked, "et") + "."
	default:
		out.Title = name(f)
	}
	for _, e := range a.res.Site.All() {
		if b := e.Common(); b.Kind.Name != "page" && slices.Contains(linked, b.URL()) { // every page leads to those
			out.Links = append(out.Links, Backlink{File: b.Src.File, Line: 1, Title: b.Titre})
		}
	}
	return out
}

// outside answers about a file that is not in the content folder.
func (a *asked) outside(s subject) *Answer {
	out := &Answer{File: filepath.ToSlash(s.outside)}
	theme := false
	if a.Theme != "" {
		if root, err := filepath.Abs(a.Theme); err == nil {
			full, err := filepath.Abs(s.outside)
			rel, relErr := filepath.Rel(root, full)
			theme = err == nil && relErr == nil && filepath.IsLocal(rel)
		}
	}
	ext := strings.ToLower(path.Ext(out.File))
	switch {
	case same(a.Content, s.outside):
		out.Read = Verdict{Yes: true, Why: "Oui : c'est le dossier que balise lit."}
		out.Published = Verdict{Why: "Un dossier n'a pas de page à lui : posez la question pour l'un de ses fichiers."}
	case theme:
		for _, d := range a.res.Diags.Sorted() {
			if d.Pos.File == filepath.ToSlash(filepath.Clean(s.outside)) {
				out.diags.Add(d)
			}
		}
		out.Problems = problems(out.diags)
		out.Read = Verdict{Yes: true, Why: "Oui, comme un modèle du thème : il met les pages en forme."}
		out.Published = Verdict{Why: "Un modèle n'a pas de page à lui : posez la question pour une fiche."}
	case ext == ".html":
		out.Read = Verdict{Why: "Non : ce modèle n'est pas dans le dossier donné par --theme."}
		out.Published = Verdict{Why: "Non."}
	default:
		out.Read = Verdict{Why: fmt.Sprintf("Non : ce fichier n'est pas dans le dossier « %s », le seul que balise lit.", strings.TrimSuffix(filepath.ToSlash(a.Content), "/"))}
		out.Published = Verdict{Why: "Non, puisqu'il n'est pas lu."}
		if info, err := os.Stat(s.outside); err == nil && !info.IsDir() && ext == ".md" {
			out.Published.Cure = "Si c'est une fiche, déplacez-la dans le dossier de son type, par exemple « initiatives »."
		}
	}
	return out
}

// same tells that two paths lead to one place.
func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

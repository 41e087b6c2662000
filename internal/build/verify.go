package build

import (
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// Verify looks at every file before a byte of it is published: each address and anchor a page refers to exists, and
// nothing an editor asked to hide is in any output. What it finds is told at the editor's line when a text caused it.
func Verify(files []output.File, memo *output.Memo, s *site.Site, leaks map[string][]secret) diag.List {
	v := verifier{files: files, memo: memo, site: s, at: make(map[string]int, len(files))}
	for i := range files {
		v.at[files[i].Path] = i
	}
	v.doubles()
	v.links()
	v.fragments()
	v.leaked(leaks)
	return v.diags
}

type verifier struct {
	files []output.File
	memo  *output.Memo
	site  *site.Site
	at    map[string]int // path → index
	diags diag.List
}

// doubles refuses an old address that something else has.
func (v *verifier) doubles() {
	for i := 1; i < len(v.files); i++ {
		if v.files[i].Path != v.files[i-1].Path {
			continue
		}
		url := pageURL(v.files[i].Path)
		var owner site.Entry
		for _, e := range v.site.All() {
			if slices.ContainsFunc(e.Common().Alias, func(a string) bool { return "/"+strings.Trim(a, "/")+"/" == url }) {
				owner = e // the last: the first may keep it
			}
		}
		if owner == nil {
			v.diags.Add(diag.Diag{Severity: diag.Erreur, Code: "adresse-en-double", Pos: diag.Pos{File: v.files[i].Path},
				Message: fmt.Sprintf("Deux pages auraient l'adresse %s.", url), Hint: "Renommez l'un des fichiers qui la donnent."})
			continue
		}
		v.diags.Add(owner.Common().Src.Diag(diag.Erreur, "alias-pris", "alias",
			fmt.Sprintf("L'ancienne adresse %s est déjà prise par une autre page.", url), "Retirez-la d'ici, ou de l'autre fiche qui la donne."))
	}
}

// links checks each distinct address once, then says where the dead ones stand.
func (v *verifier) links() {
	used := make([]bool, v.memo.Addresses())
	for i := range v.files {
		for _, id := range v.files[i].Refs {
			used[id] = true
		}
	}
	dead := map[uint32]string{} // address → what is wrong
	for id, u := range used {
		if u {
			if why := v.wrong(v.memo.Address(uint32(id))); why != "" {
				dead[uint32(id)] = why
			}
		}
	}
	v.held()
	if len(dead) == 0 {
		return
	}
	for i := range v.files {
		f := &v.files[i]
		for _, id := range f.Refs {
			if why := dead[id]; why != "" {
				v.report(f, v.memo.Address(id), why)
			}
		}
	}
}

// held checks the addresses that unpublished texts type: they have no page to be found in.
func (v *verifier) held() {
	for _, e := range v.site.Held {
		for _, l := range e.Common().Body.Links {
			if l.Entry || l.Media || !strings.HasPrefix(l.URL, "/") {
				continue
			}
			address := l.URL
			if l.Fragment != "" {
				address += "#" + l.Fragment
			}
			if code := v.wrong(address); code != "" {
				v.tell(e, l, address, code)
			}
		}
	}
}

// wrong tells what is wrong with an address of the site; "" when a file answers it and holds its anchor.
func (v *verifier) wrong(address string) string {
	url, fragment, _ := strings.Cut(address, "#")
	url, _, _ = strings.Cut(url, "?")
	i, ok := v.at[filePath(url)]
	if !ok {
		return "lien-mort"
	}
	if fragment != "" && !slices.Contains(v.files[i].IDs, output.HashID(fragment)) {
		return "ancre-morte"
	}
	return ""
}

// filePath is the file that answers an address.
func filePath(url string) string {
	p := strings.TrimPrefix(url, "/")
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	return p
}

// report tells of a dead address at the line that holds it, or as a fault of the theme.
func (v *verifier) report(f *output.File, address, code string) {
	url, fragment, _ := strings.Cut(address, "#")
	if l, ok := v.bodyLink(f.From, url, fragment); ok {
		if !l.Entry && !l.Media { // site.New has told of those
			v.tell(v.entry(f.From), l, address, code)
		}
		return
	}
	d := diag.Diag{Severity: diag.Erreur, Code: code, Pos: diag.Pos{File: f.Path},
		Message: fmt.Sprintf("La page « %s » renvoie à « %s », qui n'existe pas.", pageURL(f.Path), address),
		Hint:    "Si vous avez changé le thème ou le menu, vérifiez cette adresse ; sinon signalez-le à l'équipe de balise."}
	v.suggest(&d, url, fragment)
	v.diags.Add(d)
}

// tell tells of a dead address an editor typed.
func (v *verifier) tell(e site.Entry, l site.BodyLink, address, code string) {
	url, fragment, _ := strings.Cut(address, "#")
	d := diag.Diag{Severity: diag.Erreur, Code: code, Pos: l.Pos, Source: e.Common().Src.Line(l.Pos.Line),
		Message: fmt.Sprintf("Ce lien mène à « %s », qui n'existe pas sur le site.", address), Hint: "Vérifiez l'adresse, ou retirez le lien."}
	if code == "ancre-morte" {
		d.Message = fmt.Sprintf("La page « %s » n'a pas de titre « #%s ».", url, fragment)
	}
	v.suggest(&d, url, fragment)
	v.diags.Add(d)
}

// suggest names the nearest thing that exists, and writes it in the line when it can.
func (v *verifier) suggest(d *diag.Diag, url, fragment string) {
	if d.Code == "lien-mort" {
		if near, ok := french.Nearest(url, v.urls()); ok {
			d.Hint = fmt.Sprintf("L'adresse la plus proche est « %s ».", near)
			d.Fix = replaceOnce(d.Source, url, near)
		}
		return
	}
	if near, ok := french.Nearest(fragment, v.titles(url)); ok {
		d.Hint = fmt.Sprintf("Le titre le plus proche est « #%s ».", near)
		d.Fix = replaceOnce(d.Source, "#"+fragment, "#"+near)
	}
}

func replaceOnce(line, old, new string) string {
	if old == "" || strings.Count(line, old) != 1 {
		return ""
	}
	return strings.Replace(line, old, new, 1)
}

func (v *verifier) urls() []string {
	var out []string
	for i := range v.files {
		if v.files[i].HTML {
			out = append(out, pageURL(v.files[i].Path))
		}
	}
	return out
}

func pageURL(p string) string { return "/" + strings.TrimSuffix(p, "index.html") }

// titles lists the ids of an entry's text, those a link may name.
func (v *verifier) titles(url string) []string {
	if e := v.site.ByURL(url); e != nil {
		return e.Common().Body.IDs
	}
	return nil
}

func (v *verifier) bodyLink(from, url, fragment string) (site.BodyLink, bool) {
	e := v.entry(from)
	if e == nil {
		return site.BodyLink{}, false
	}
	for _, l := range e.Common().Body.Links {
		if l.Fragment == fragment && (l.URL == url || (l.URL == "" && url == "")) {
			return l, true
		}
	}
	return site.BodyLink{}, false
}

func (v *verifier) entry(contentPath string) site.Entry {
	url, ok := site.URLOf(contentPath)
	if !ok {
		return nil
	}
	return v.site.ByURL(url)
}

// fragments reports "#x" links to a title the page itself lacks.
func (v *verifier) fragments() {
	for i := range v.files {
		f := &v.files[i]
		for _, frag := range f.Dead {
			d := diag.Diag{Severity: diag.Erreur, Code: "ancre-morte", Pos: diag.Pos{File: f.Path},
				Message: fmt.Sprintf("La page « %s » n'a pas de titre « %s ».", pageURL(f.Path), frag), Hint: "Prenez le nom d'un titre de la page, ou retirez le lien."}
			if l, ok := v.bodyLink(f.From, "", frag[1:]); ok {
				d.Pos, d.Source = l.Pos, v.entry(f.From).Common().Src.Line(l.Pos.Line)
			}
			if near, ok := french.Nearest(frag[1:], v.titles(pageURL(f.Path))); ok {
				d.Hint = fmt.Sprintf("Le titre le plus proche est « #%s ».", near)
				d.Fix = replaceOnce(d.Source, frag, "#"+near)
			}
			v.diags.Add(d)
		}
	}
}

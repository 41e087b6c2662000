package output

import (
	"cmp"
	"html/template"
	"path"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// ResourcesView is pages/ressources.html.
type ResourcesView struct {
	Titre, Intro string
	Groupes      []ResourceGroup
	Pager        Pager
}

// ResourceGroup is the resources of one type.
type ResourceGroup = Titled[ResourceItem]

// ResourceItem is a resource in the list.
type ResourceItem struct {
	Titre, URL, Texte string
	Qui               string // authors, year, publisher
	Lien              string // where it is, outside of the site; ""
	Fichier           *Document
}

// Document is a file of media that a resource gives.
type Document struct {
	URL   string
	Genre string // what it is, and how large: "document PDF, 1,2 Mo"
}

// ResourceView is pages/ressource.html.
type ResourceView struct {
	*site.Resource
	Corps   template.HTML
	Img     *Image
	Genre   string // its type, with a capital; ""
	Auteurs []site.Link
	Editeur *site.Link // nil when it is the author, or nobody
	Doc     *Document
	Autour  []LinkGroup
}

func resourceView(m *maker, e site.Entry, _ []site.Entry, _ int, h *hash) func() any {
	x := e.(*site.Resource)
	doc := m.document(x)
	if doc != nil {
		h.s(doc.Genre) // its size is in no entry
	}
	who, by := m.who(h, x.Auteurs...), m.who(h, x.Editeur)
	return func() any {
		v := ResourceView{Resource: dressed(x), Auteurs: who, Corps: m.corps(&x.Base), Img: m.image(&x.Base), Doc: doc, Autour: byKind(x.NamedBy, x.BackRefs)}
		if len(by) > 0 && !slices.Contains(who, by[0]) {
			v.Editeur = &by[0]
		}
		if v.Type != "" {
			v.Genre = french.Capital(v.Type)
		}
		return v
	}
}

// plurals are the titles of the usual types; another is titled as its editor writes it.
var plurals = map[string]string{"livre": "Livres", "rapport": "Rapports", "article": "Articles", "entretien": "Entretiens", "enregistrement": "Enregistrements",
	"video": "Vidéos", "podcast": "Podcasts", "brochure": "Brochures", "guide": "Guides", "annonce": "Annonces", "carte": "Cartes", "fiche-action": "Fiches-actions", "lettre d'information": "Lettres d’information"}

// resourceList groups the resources by type: the type that has most first, then as a French index; those without one last.
func resourceList(m *maker, k *site.Kind) ([]page, error) {
	rs := site.Of[*site.Resource](m.s)
	byType := map[string][]*site.Resource{}
	var types []string
	for _, r := range rs { // by year, the newest first
		t := french.Fold(strings.TrimSpace(r.Type))
		if byType[t] == nil {
			types = append(types, t)
		}
		byType[t] = append(byType[t], r)
	}
	slices.SortFunc(types, func(a, b string) int {
		return cmp.Or(int(boolBit(a == ""))-int(boolBit(b == "")), len(byType[b])-len(byType[a]), strings.Compare(m.sorter.Key(a), m.sorter.Key(b)))
	})
	var groups []ResourceGroup
	for _, t := range types {
		g := ResourceGroup{Titre: typeTitle(t, byType[t])}
		for _, r := range byType[t] {
			g.Items = append(g.Items, m.resourceItem(r))
		}
		groups = append(groups, g)
	}
	return m.kindPages(k, "ressources", len(rs), func(h *hash, from, to int, p Pager) any {
		v := ResourcesView{Titre: k.Label, Intro: k.Intro, Groupes: cut(groups, from, to), Pager: p}
		for _, g := range v.Groupes {
			h.s(g.Titre)
			for _, it := range g.Items {
				h.s(it.Titre, it.URL, it.Texte, it.Qui, it.Lien)
				if it.Fichier != nil {
					h.s(it.Fichier.URL, it.Fichier.Genre)
				}
			}
		}
		return v
	})
}

// typeTitle titles the resources of a type.
func typeTitle(folded string, rs []*site.Resource) string {
	switch {
	case folded == "" && len(rs) > 1:
		return "Autres ressources"
	case folded == "":
		return "Autre ressource"
	case len(rs) > 1 && plurals[folded] != "":
		return plurals[folded]
	}
	return french.Typo(french.Capital(strings.TrimSpace(rs[0].Type)))
}

func (m *maker) resourceItem(r *site.Resource) ResourceItem {
	it := ResourceItem{Titre: r.Label(), URL: r.URL(), Texte: french.Typo(r.Resume), Lien: r.Lien, Fichier: m.document(r)}
	var who []string
	if len(r.Auteurs) > 0 {
		names := make([]string, len(r.Auteurs))
		for i, a := range r.Auteurs {
			names[i] = m.s.Who(a).Titre
		}
		who = append(who, french.List(names, "et"))
	}
	if r.Annee != 0 {
		who = append(who, strconv.Itoa(r.Annee))
	}
	if r.Editeur != "" && !slices.Contains(r.Auteurs, r.Editeur) {
		who = append(who, m.s.Who(r.Editeur).Titre)
	}
	it.Qui = strings.Join(who, ", ")
	return it
}

// genres name the formats of documents.
var genres = map[string]string{"pdf": "document PDF", "epub": "livre EPUB", "odt": "texte ODT", "doc": "texte Word", "docx": "texte Word", "rtf": "texte RTF", "txt": "texte", "ods": "tableur ODS", "xls": "tableur Excel", "xlsx": "tableur Excel",
	"csv": "tableur CSV", "odp": "présentation ODP", "ppt": "présentation PowerPoint", "pptx": "présentation PowerPoint", "mp3": "son MP3", "ogg": "son OGG", "wav": "son WAV", "m4a": "son M4A", "mp4": "vidéo MP4", "webm": "vidéo WebM",
	"zip": "archive ZIP", "jpg": "image", "jpeg": "image", "png": "image", "svg": "image", "webp": "image", "gif": "image", "avif": "image"}

// document is the file of a resource; nil for none.
func (m *maker) document(r *site.Resource) *Document {
	if r.Fichier == "" {
		return nil
	}
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(r.Fichier), "."))
	genre := cmp.Or(genres[ext], "document "+strings.ToUpper(ext))
	i := slices.IndexFunc(m.in.Assets, func(f File) bool { return f.Path == r.Fichier })
	if i >= 0 {
		genre += ", " + octets(m.in.Assets[i].Size)
	}
	return &Document{URL: "/" + r.Fichier, Genre: genre}
}

// octets writes a size as people say it, in powers of a thousand: "312 octets", "48 ko", "1,2 Mo".
func octets(n int64) string {
	switch {
	case n < 1000:
		return french.Count(int(n), "octet", "octets")
	case n < 999_500:
		return strconv.FormatInt((n+500)/1000, 10) + "\u00a0ko"
	}
	tenths := (n + 50_000) / 100_000
	if tenths >= 100 || tenths%10 == 0 {
		return french.Number(int((tenths+5)/10)) + "\u00a0Mo"
	}
	return strconv.FormatInt(tenths/10, 10) + "," + strconv.FormatInt(tenths%10, 10) + "\u00a0Mo"
}

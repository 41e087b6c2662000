package site

import (
	"fmt"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// tie resolves what one entry says of another.
type tie struct {
	*Site
	withdrawn map[string]*Withdrawal // by URL
	titles    []string               // of the published organisations
	apart     bool                   // what is checked is not published: no entry is to know of it
	diags     diag.List
}

func (t *tie) all() {
	for _, k := range Kinds {
		for _, e := range t.byKind[k] {
			t.refs(e)
			t.body(e)
			t.files(e)
			t.supports(e)
		}
	}
	if c := t.Config; c.Src != nil && c.Organisation.Text != "" {
		c2 := *c
		t.ref(c.Src, "organisation", KindNamed("organisation"), &c2.Organisation)
		t.Config = &c2
		t.Site.Config = &c2
	}
	t.backRefs()
}

// judge checks entries that are not published as if they were: their editor is told all that is wrong at once. Nothing of
// them reaches the site.
func (t *tie) judge(held []Entry) {
	t.apart = true
	for _, e := range held {
		t.refs(e)
		t.body(e)
		t.files(e)
		t.supports(e)
	}
	t.apart = false
}

// refs resolves the references of the header, and tells each entry that is named by whom.
func (t *tie) refs(e Entry) {
	src := e.Common().Src
	eachRef(e, func(key string, kind *Kind, r *Ref) {
		t.ref(src, key, kind, r)
		if to := t.byURL[r.Link.URL]; to != nil && !t.apart && to != e {
			to.Common().named(LinkTo(e))
		}
	})
	eachName(e, func(key, name string) {
		switch to := t.organisation(name); {
		case to == nil:
			t.almost(src, src.At(key), name)
		case to != e && !t.apart:
			to.Common().named(LinkTo(e))
		}
	})
}

// named notes an entry that names this one. One may do so twice, and they come one after the other.
func (b *Base) named(l Link) {
	if n := len(b.NamedBy); n == 0 || b.NamedBy[n-1] != l {
		b.NamedBy = append(b.NamedBy, l)
	}
}

// ref resolves one reference; one to an unpublished entry is emptied, since its text is only a file's name.
func (t *tie) ref(src *Source, key string, k *Kind, r *Ref) {
	if r.Text == "" {
		return
	}
	at := func(sev diag.Severity, code, msg, hint string) diag.Diag {
		return src.DiagAt(sev, code, int(r.Line), int(r.Col), len([]rune(r.Text)), msg, hint)
	}
	if !r.IsSlug() {
		if e := t.orgs[r.Text]; e != nil && k.Name == "organisation" {
			r.Link = LinkTo(e)
		} else if k.Name == "organisation" {
			t.almost(src, diag.Pos{Line: int(r.Line), Col: int(r.Col)}, r.Text)
		}
		return
	}
	url := k.URL(r.Text)
	if e := t.byURL[url]; e != nil && e.Common().Kind == k {
		r.Link = LinkTo(e)
		return
	}
	if w := t.withdrawn[url]; w != nil {
		t.diags.Add(at(diag.Avertissement, "lien-vers-non-publie", fmt.Sprintf("%s : « %s » n'est pas publié (%s) : la référence n'est pas montrée.", key, r.Text, w.Reason), "Publiez cette fiche, ou retirez la référence."))
		*r = Ref{}
		return
	}
	d := at(diag.Erreur, "reference-inconnue", fmt.Sprintf("%s : aucun fichier « %s/%s.md » n'existe.", key, k.Dir, r.Text), fmt.Sprintf("Créez ce fichier, ou écrivez le nom en toutes lettres (« %s » est lu comme un nom de fichier).", r.Text))
	t.unknownSlug(&d, k, r)
	t.diags.Add(d)
}

func (t *tie) slugs(k *Kind) []string {
	var out []string
	for _, e := range t.byKind[k] {
		out = append(out, e.Common().Slug)
	}
	return out
}

// replaceAt puts new in place of old when old stands in line at the rune column or after it; "" when it does not.
func replaceAt(line string, col int, old, new string) string {
	runes := []rune(line)
	if col < 1 || col > len(runes)+1 {
		return ""
	}
	head, tail := string(runes[:col-1]), string(runes[col-1:])
	if !strings.Contains(tail, old) {
		return ""
	}
	return head + strings.Replace(tail, old, new, 1)
}

// body checks the links of the text and mends those that lead nowhere any more.
func (t *tie) body(e Entry) {
	b := e.Common()
	for _, l := range b.Body.Links {
		switch {
		case l.Entry:
			t.entryLink(e, l)
		case l.Media:
			t.mediaLink(b, l)
		}
	}
}

func (t *tie) entryLink(from Entry, l BodyLink) {
	b := from.Common()
	diagAt := func(sev diag.Severity, code, msg, hint string) diag.Diag {
		return diag.Diag{Severity: sev, Code: code, Pos: l.Pos, Source: b.Src.Line(l.Pos.Line), Message: msg, Hint: hint}
	}
	target := t.byURL[l.URL]
	if target == nil {
		if w := t.withdrawn[l.URL]; w != nil {
			t.diags.Add(diagAt(diag.Avertissement, "lien-vers-non-publie", fmt.Sprintf("Ce lien mène à « %s », qui n'est pas publié (%s) : le texte reste, le lien est retiré.", w.Titre, w.Reason), "Publiez cette fiche, ou retirez le lien."))
			b.Body.HTML = unlink(b.Body.HTML, l.URL)
			b.Mended += "\x00-" + l.URL
			return
		}
		d := diagAt(diag.Erreur, "lien-mort", fmt.Sprintf("Ce lien mène à « %s », qui n'existe pas.", l.Target), "Vérifiez le nom du fichier, ou retirez le lien.")
		if near, ok := french.Nearest(l.Target, t.paths()); ok {
			d.Hint = fmt.Sprintf("Le fichier le plus proche est « %s ».", near)
			d.Fix = fixPath(d.Source, l.Pos.Col, l.Target, near)
		}
		t.diags.Add(d)
		return
	}
	to := target.Common()
	if l.Fragment != "" && !slices.Contains(to.Body.IDs, l.Fragment) {
		d := diagAt(diag.Erreur, "ancre-morte", fmt.Sprintf("La page « %s » n'a pas de titre « #%s ».", to.Titre, l.Fragment), "Retirez ce qui suit « # », ou prenez le nom d'un titre de la page.")
		if near, ok := french.Nearest(l.Fragment, to.Body.IDs); ok {
			d.Hint = fmt.Sprintf("Le titre le plus proche est « #%s ».", near)
			d.Fix = replaceAt(d.Source, l.Pos.Col, "#"+l.Fragment, "#"+near)
		} else if len(to.Body.Headings) > 0 {
			d.Hint = "Retirez ce qui suit « # », ou prenez un titre de la page : " + anchors(to.Body.Headings) + "."
		}
		t.diags.Add(d)
	}
	if l.Target != to.Path && strings.EqualFold(l.Target, to.Path) {
		d := diagAt(diag.Conseil, "lien-approximatif", fmt.Sprintf("Ce lien écrit « %s » ; le fichier s'appelle « %s ».", l.Target, to.Path), "Le lien marche ; écrivez le nom exact pour qu'il se relise.")
		d.Fix = fixPath(d.Source, l.Pos.Col, l.Target, to.Path)
		t.diags.Add(d)
	}
	t.link(from, target)
}

// anchors lists the first titles of a page as a link names them.
func anchors(hs []Heading) string {
	var out []string
	for _, h := range hs[:min(len(hs), 5)] {
		out = append(out, "#"+h.ID)
	}
	return strings.Join(out, ", ")
}

// fixPath writes near in place of the target's last part in the line.
func fixPath(line string, col int, target, near string) string {
	base := func(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }
	dir := func(p string) string { return strings.TrimSuffix(p, base(p)) }
	switch {
	case dir(target) == dir(near):
		return replaceAt(line, col, base(target), base(near))
	case french.Fold(target) == french.Fold(near):
		return replaceAt(line, col, target, near)
	default:
		return ""
	}
}

func (t *tie) paths() []string {
	var out []string
	for _, k := range Kinds {
		for _, e := range t.byKind[k] {
			out = append(out, e.Common().Path)
		}
	}
	return out
}

// unlink takes every link to url out of html and keeps its text. Links do not nest, so the next </a> closes it.
func unlink(html, url string) string {
	for _, open := range []string{`<a href="` + url + `"`, `<a href="` + url + `#`} {
		for {
			i := strings.Index(html, open)
			if i < 0 {
				break
			}
			j := strings.IndexByte(html[i:], '>')
			k := strings.Index(html[i:], "</a>")
			if j < 0 || k < j {
				break
			}
			html = html[:i] + html[i+j+1:i+k] + html[i+k+len("</a>"):]
		}
	}
	return html
}

func (t *tie) mediaLink(b *Base, l BodyLink) {
	if t.media[l.Target] {
		return
	}
	d := diag.Diag{Severity: diag.Erreur, Code: "image-manquante", Pos: l.Pos, Source: b.Src.Line(l.Pos.Line),
		Message: fmt.Sprintf("Le fichier « %s » n'existe pas.", l.Target), Hint: "Mettez-le dans content/media/, ou corrigez son nom."}
	if near, same := t.nearMedia(l.Target); same {
		d.Severity, d.Code = diag.Conseil, "nom-approximatif"
		d.Message = fmt.Sprintf("Le fichier s'appelle « %s ».", near)
		d.Hint = "L'image est montrée ; écrivez le nom exact pour qu'elle le reste partout."
		d.Fix = fixPath(d.Source, l.Pos.Col, l.Target, near)
		b.Body.HTML = strings.ReplaceAll(b.Body.HTML, `"`+l.URL+`"`, `"/`+near+`"`)
		b.Mended += "\x00" + l.URL + "\x00" + near
	} else if near != "" {
		d.Hint = fmt.Sprintf("Le fichier le plus proche est « %s ».", near)
		d.Fix = fixPath(d.Source, l.Pos.Col, l.Target, near)
	}
	t.diags.Add(d)
}

// nearMedia gives the nearest media path; same tells that only case or accents differ.
func (t *tie) nearMedia(target string) (near string, same bool) {
	all := make([]string, 0, len(t.media))
	for m := range t.media {
		all = append(all, m)
	}
	slices.Sort(all)
	near, _ = french.Nearest(target, all)
	return near, near != "" && french.Fold(near) == french.Fold(target)
}

// held is how messages speak of what a header takes from media.
type held struct{ key, code, missing, put, shown string }

var (
	heldImage    = held{"image", "image-manquante", "L'image « %s » n'existe pas.", "Mettez-la dans content/media/, ou corrigez son nom.", "L'image est montrée ; écrivez le nom exact pour qu'elle le reste partout."}
	heldDocument = held{"fichier", "document-manquant", "Le document « %s » n'existe pas.", "Mettez-le dans content/media/, ou corrigez son nom.", "Le document est donné ; écrivez le nom exact pour qu'il le reste partout."}
)

// files checks what the header takes from media.
func (t *tie) files(e Entry) {
	b := e.Common()
	t.file(b, heldImage, &b.Image)
	if r, ok := e.(*Resource); ok {
		t.file(b, heldDocument, &r.Fichier)
	}
}

// file checks one path of media that the header names; one that is not there is emptied.
func (t *tie) file(b *Base, h held, name *string) {
	if *name == "" || t.media[*name] {
		return
	}
	d := b.Src.Diag(diag.Erreur, h.code, h.key, fmt.Sprintf(h.missing, *name), h.put)
	near, same := t.nearMedia(*name)
	if same {
		d.Severity, d.Code, d.Hint = diag.Conseil, "nom-approximatif", h.shown
		d.Message = fmt.Sprintf("Le fichier s'appelle « %s ».", near)
		d.Fix = fixPath(d.Source, d.Pos.Col, *name, near)
		*name = near
	} else {
		if near != "" {
			d.Hint = fmt.Sprintf("Le fichier le plus proche est « %s ».", near)
			d.Fix = fixPath(d.Source, d.Pos.Col, *name, near)
		}
		*name = ""
	}
	b.Mended += "\x00=" + h.key + *name
	t.diags.Add(d)
}

// Stale tells that a verification is more than twelve months old.
func Stale(verified, today Date) bool {
	return verified.Full() && verified.AddMonths(12).Compare(today) < 0
}

// link notes that from links to to.
func (t *tie) link(from, to Entry) {
	if from == nil || from == to || t.apart {
		return
	}
	b := to.Common()
	b.from = append(b.from, from)
	from.Common().to = append(from.Common().to, to)
}

// backRefs writes on each entry who links to it, in French order.
func (t *tie) backRefs() {
	for _, k := range Kinds {
		for _, to := range t.byKind[k] {
			b := to.Common()
			slices.SortFunc(b.from, func(a, b Entry) int {
				x, y := a.Common(), b.Common()
				if c := strings.Compare(x.SortKey, y.SortKey); c != 0 {
					return c
				}
				return strings.Compare(x.Path, y.Path)
			})
			for _, e := range slices.Compact(b.from) {
				b.BackRefs = append(b.BackRefs, LinkTo(e))
			}
			b.from = nil
			b.LinksTo = linksTo(b.to)
			b.to = nil
		}
	}
}

// linksTo gives the entries a text links to, once each: kind by kind, in the order of the text.
func linksTo(to []Entry) []Link {
	var out []Link
	for _, k := range Kinds {
		for i, e := range to {
			if e.Common().Kind == k && !slices.Contains(to[:i], e) {
				out = append(out, LinkTo(e))
			}
		}
	}
	return out
}

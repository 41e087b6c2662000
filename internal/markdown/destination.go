package markdown

import (
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/diag"
)

// dest is the address of a link or a picture, on its way to be understood.
type dest struct {
	typed   string
	off, n  int    // where it is in the source
	known   bool   // off is the place of typed; otherwise it is that of the link
	literal bool   // <https://…>: nothing in it is an escape
	scheme  string // not typed, but meant: "mailto:"
	image   bool
	alt     bool // the image has a description
	web     bool // it leads to another site
}

func (d *dest) subject() string {
	if d.image {
		return "L’adresse de cette image"
	}
	return "Ce lien"
}

// destination places an address that goldmark read; pos is the link's own place.
func (p *page) destination(typed []byte, pos int) dest {
	d := dest{typed: string(typed), off: max(pos, 0), n: 1}
	if off, ok := p.locate(typed, pos); ok {
		d.off, d.n, d.known = off, len(typed), true
	}
	return d
}

// retype gives the line of d with another address in its place.
func (p *page) retype(d *dest, address string) string {
	if !d.known {
		return ""
	}
	return p.fix(d.off, d.n, address)
}

// refuse tells why an address is refused.
func (p *page) refuse(d *dest, code, message, hint, fix string) (string, bool) {
	p.report(diag.Diag{Severity: diag.Erreur, Code: code, Message: message, Hint: hint, Fix: fix}, d.off, d.n)
	return "", false
}

// resolve understands an address: what goes in href or src, or false when it is refused. A link kept is noted.
func (p *page) resolve(d *dest) (href string, ok bool) {
	typed := d.scheme + d.typed
	address := typed
	if !d.literal {
		typed = slashes(typed)
		address = typed
		if strings.ContainsAny(typed, `\&`) {
			address = string(unescape([]byte(typed)))
		}
	}
	address = strings.TrimSpace(address)
	switch name := schemeOf(address); {
	case address == "":
		return p.refuse(d, "lien-vide", "Il n’y a pas d’adresse entre les parenthèses.", "Écrivez-la : « [texte](../initiatives/transit.md) ».", "")
	case strings.HasPrefix(d.typed, `\\`), name == "file", len(name) == 1:
		return p.refuse(d, "lien-schema-refuse", d.subject()+" désigne un fichier de votre ordinateur ou de votre réseau, que personne d’autre ne peut ouvrir.",
			"Mettez le fichier dans le dossier media et écrivez « /media/nom-du-fichier ».", "")
	case name != "":
		href, ok = p.external(d, address, name)
	case strings.HasPrefix(address, "//"):
		href, ok = p.schemeless(d, "https:", typed, address)
	default:
		href, ok = p.local(d, typed, address)
	}
	if ok && typed != d.scheme+d.typed {
		p.report(diag.Diag{
			Severity: diag.Conseil,
			Code:     "lien-antislash",
			Message:  "Ce lien contient des « \\ », compris ici comme des « / ».",
			Hint:     "Écrivez les chemins avec des « / » : ils marchent alors partout.",
			Fix:      p.retype(d, typed),
		}, d.off, d.n)
	}
	return href, ok
}

// schemeless refuses an address copied without its start.
func (p *page) schemeless(d *dest, start, typed, address string) (string, bool) {
	if d.image {
		return p.elsewhere(d)
	}
	return p.refuse(d, "lien-sans-protocole", fmt.Sprintf("Il manque « %s » au début de cette adresse.", start),
		fmt.Sprintf("Sans cela, le lien est cherché parmi les fichiers du site. Écrivez « %s ».", short(start+address)), p.retype(d, start+typed))
}

// elsewhere refuses a picture of another site.
func (p *page) elsewhere(d *dest) (string, bool) {
	return p.refuse(d, "image-externe", "Cette image est sur un autre site : la page l’y chercherait, et dirait à ce site qui la lit.",
		"Enregistrez l’image dans le dossier media et écrivez « ![description](/media/nom-de-l-image.jpg) », si sa licence le permet.", "")
}

// keep notes a link and gives its address in HTML.
func (p *page) keep(d *dest, kind LinkKind, target, fragment, href string) (string, bool) {
	pos, _, _ := p.at(d.off, d.n)
	p.doc.Links = append(p.doc.Links, Link{
		Kind: kind, Typed: d.typed, Target: target, Fragment: fragment,
		Image: d.image, Alt: d.alt, Pos: pos,
	})
	return href, true
}

// slashes makes the backslashes of a Windows path slashes. One that protects a sign of Markdown stays.
func slashes(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	b := []byte(s)
	for i, c := range b {
		if c != '\\' || i+1 == len(b) {
			continue
		}
		switch next := s[i+1:]; {
		case next[0] == '\\':
			b[i] = '/'
		case !util.IsPunct(next[0]), i > 0 && s[i-1] == '\\',
			strings.HasPrefix(next, ".."), strings.HasPrefix(next, `.\`), strings.HasPrefix(next, "./"):
			b[i] = '/'
		}
	}
	out := string(b)
	if strings.Contains(s, `\\`) && !strings.HasPrefix(s, `\\`) && schemeOf(out) == "" {
		out = strings.ReplaceAll(out, "//", "/") // a\\b: the backslash was itself protected
	}
	return out
}

// unescape resolves what Markdown and HTML write in another way.
func unescape(s []byte) []byte {
	return util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(s)))
}

// schemeOf gives the scheme that a browser would find in an address, in lower case: white space and control characters
// hide nothing from it.
func schemeOf(address string) string {
	bare := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7f {
			return -1
		}
		return r
	}, address)
	stop := strings.IndexAny(bare, ":/?#")
	if stop < 1 || bare[stop] != ':' {
		return ""
	}
	name := strings.ToLower(bare[:stop])
	for i, r := range name {
		letter := 'a' <= r && r <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", r)) {
			return ""
		}
	}
	return name
}

const permitted = "Les liens permis commencent par https:, http:, mailto: ou tel:, ou mènent à un fichier du site."

// external understands an address that has a scheme.
func (p *page) external(d *dest, address, scheme string) (string, bool) {
	rest := address[min(len(scheme)+1, len(address)):]
	switch {
	case scheme != "http" && scheme != "https" && scheme != "mailto" && scheme != "tel",
		!strings.EqualFold(address[:min(len(scheme), len(address))], scheme):
		return p.refuse(d, "lien-schema-refuse", fmt.Sprintf("%s commence par « %s: », que le site refuse.", d.subject(), short(scheme)), permitted, "")
	case d.image:
		return p.elsewhere(d)
	case scheme == "mailto" && !strings.Contains(rest, "@") && !strings.HasPrefix(rest, "?"),
		scheme == "tel" && !strings.ContainsFunc(rest, unicode.IsDigit),
		strings.HasPrefix(scheme, "http") && !hasHost(rest):
		return p.refuse(d, "lien-incomplet", fmt.Sprintf("L’adresse « %s » est incomplète.", short(d.typed)),
			"Vérifiez-la, ou copiez-la depuis la barre du navigateur.", "")
	}
	d.web = strings.HasPrefix(scheme, "http")
	return p.keep(d, External, address, "", string(util.URLEscape([]byte(address), false)))
}

// hasHost tells whether what follows "https:" names a site.
func hasHost(rest string) bool {
	rest, ok := strings.CutPrefix(rest, "//")
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	return ok && rest != "" && rest[0] != ':' && rest[0] != '.' && !strings.Contains(rest, "..") && !strings.ContainsFunc(rest, func(r rune) bool {
		return r < 0x80 && !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(".-_:@[]%~!$&'()*+,;=", r) || unicode.IsSpace(r)
	})
}

// local understands an address without a scheme: a place in the site. typed is the address with its escapes.
func (p *page) local(d *dest, typed, address string) (string, bool) {
	if address[0] == '#' && !d.image {
		id := unpercent(address[1:])
		if id == "" {
			return p.keep(d, Page, "", "", "#")
		}
		return p.keep(d, Page, "", id, "#"+fragment(p.o.Prefix+id))
	}
	if meant := forgotten(address); meant != "" {
		return p.schemeless(d, meant, typed, address)
	}
	where, frag, _ := strings.Cut(address, "#")
	where, query, _ := strings.Cut(where, "?")
	where, frag = unpercent(where), unpercent(frag)
	t := localTarget{where: where, query: query, frag: frag}
	if strings.HasPrefix(where, "/") {
		t.path = path.Clean(where)[1:]
	} else {
		t.path = path.Join(path.Dir(p.o.Path), where)
	}
	t.path = norm.NFC.String(t.path)
	p.lowerMedia(d, &t, typed)
	if better := mediaMeant(t, typed); better != "" {
		return p.refuse(d, "image-hors-media", fmt.Sprintf("Cette adresse mène à « %s », où il n’y a ni image ni document publié.", short(t.path)),
			fmt.Sprintf("Le chemin d’une image ou d’un document commence par /media/ : « %s ».", short(better)), p.retype(d, better))
	}
	if t.path == ".." || strings.HasPrefix(t.path, "../") {
		return p.refuse(d, "lien-hors-contenu", fmt.Sprintf("L’adresse « %s » sort du dossier du site : elle remonte trop haut.", short(d.typed)),
			"Comptez les « ../ » : un seul suffit pour passer d’un dossier à l’autre, comme dans « ../initiatives/transit.md ».", "")
	}
	if d.image {
		return p.picture(d, t)
	}
	return p.place(d, t, typed)
}

// mediaMeant gives the address of a file of media that was typed as if media were beside this file, or from above
// content; "" when it was not.
func mediaMeant(t localTarget, typed string) string {
	i := strings.Index(typed, "media/")
	if i < 0 || inMedia(t.path) || strings.EqualFold(path.Ext(t.path), ".md") {
		return ""
	}
	if head := strings.Trim(typed[:i], "./"); head != "" && head != "content" {
		return ""
	}
	return "/" + typed[i:]
}

// lowerMedia understands the folder media in capitals.
func (p *page) lowerMedia(d *dest, t *localTarget, typed string) {
	const media = "media/"
	if len(t.path) <= len(media) || inMedia(t.path) || !strings.EqualFold(t.path[:len(media)], media) {
		return
	}
	p.report(diag.Diag{
		Severity: diag.Conseil,
		Code:     "nom-approximatif",
		Message:  "Le dossier des images et des documents s’écrit « media », en minuscules.",
		Hint:     "Corrigez l’adresse : beaucoup d’ordinateurs distinguent « Media » de « media ».",
		Fix:      p.retype(d, strings.Replace(typed, t.path[:len(media)], media, 1)),
	}, d.off, d.n)
	t.path = media + t.path[len(media):]
}

// localTarget is an address of the site, in parts.
type localTarget struct {
	where, query, frag string // as typed, decoded
	path               string // in content
}

// hash gives the fragment as href needs it.
func (t localTarget) hash() string {
	if t.frag == "" {
		return ""
	}
	return "#" + fragment(t.frag)
}

// within adds the fragment to the address of an entry. One that is a part of a page has a fragment already: a place in it is
// told after "_".
func (t localTarget) within(entry string) string {
	if t.frag != "" && strings.Contains(entry, "#") {
		return entry + "_" + fragment(t.frag)
	}
	return entry + t.hash()
}

// forgotten tells what is missing before an address copied without its start; "" when nothing is.
func forgotten(address string) string {
	site, _, _ := strings.Cut(address, "/")
	switch dot := strings.LastIndexByte(site, '.'); {
	case strings.ContainsRune(site, ' '), dot <= 0, site[0] == '.':
		return ""
	case strings.Contains(site, "@"):
		return "mailto:"
	case strings.HasPrefix(site, "www."),
		slices.Contains([]string{"be", "fr", "org", "com", "eu", "net", "info", "lu", "ch", "brussels"}, strings.ToLower(site[dot+1:])):
		return "https://"
	}
	return ""
}

func unpercent(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		return out
	}
	return s
}

func fragment(s string) string { return (&url.URL{Fragment: s}).EscapedFragment() }

// escapedPath gives a path of the site as href needs it.
func escapedPath(s string) string { return (&url.URL{Path: s}).EscapedPath() }

// short keeps an address readable in a sentence.
func short(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return s
}

package theme

import (
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// funcs are all that a template may call beside the standard ones.
func funcs() template.FuncMap {
	return template.FuncMap{
		"lien":     link,          // {{lien .URL .Titre}}: a link, or the text alone without address
		"liens":    links,         // <ul>{{liens .Voisines}}</ul>: the items of a list of Link, in one call
		"compte":   french.Count,  // {{compte 3 "initiative" "initiatives"}}
		"nombre":   french.Number, // {{nombre 12000}}
		"tel":      dial,          // href="tel:{{tel "0800 32 123"}}"
		"numero":   unbroken,      // {{numero "0800 32 123"}}: the same, never cut at the end of a line
		"hote":     host,          // {{hote "https://www.smes.be/x"}}: smes.be
		"langues":  languages,     // {{langues .Acces.Langues}}: français et néerlandais
		"consigne": instruction,   // {{consigne "Écrivez `titre: …`."}}: what stands between ` is to be typed
		"licence":  licence,       // {{with licence "CC-BY-4.0"}}{{.Nom}} {{.URL}}{{end}}
	}
}

// link makes a link in one call: html/template needs four for the same, and lists of links are what pages are made of.
func link(address, text string) template.HTML {
	return anchor(address, template.HTMLEscapeString(text))
}

// Link is a link as a page shows it, with a short note behind it.
type Link struct{ URL, Titre, Note string }

// links makes the items of a list: a page of ten thousand has a dozen of them.
func links(list []Link) template.HTML {
	var b strings.Builder
	for _, l := range list {
		b.WriteString(string(Item(l)))
	}
	return template.HTML(b.String())
}

// Item makes one item of a list of links.
func Item(l Link) template.HTML {
	note := ""
	if l.Note != "" {
		note = " <small>" + template.HTMLEscapeString(l.Note) + "</small>"
	}
	return "<li>" + link(l.URL, l.Titre) + template.HTML(note) + "</li>"
}

// Blaze makes a sector's mark, hidden from those who hear the page, and its name, linked when there is an address.
func Blaze(address string, rank int, shape, letter, label string) template.HTML {
	return anchor(address, `<i class="s`+strconv.Itoa(rank)+` `+template.HTMLEscapeString(shape)+`" aria-hidden="true">`+
		template.HTMLEscapeString(letter)+`</i>`+template.HTMLEscapeString(label))
}

// anchor links HTML that is safe. An address that is neither of the site nor of the web gets no link.
func anchor(address, html string) template.HTML {
	if !strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") && !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
		return template.HTML(html)
	}
	return template.HTML(`<a href="` + template.HTMLEscapeString(address) + `">` + html + `</a>`)
}

// dial keeps of a telephone number what a tel: address may hold.
func dial(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || ('0' <= r && r <= '9') {
			return r
		}
		return -1
	}, number)
}

// unbroken keeps a telephone number on one line.
func unbroken(number string) string {
	return unbreakable.Replace(number)
}

var unbreakable = strings.NewReplacer(" ", "\u00a0", "-", "\u2011")

// host names a site as people do.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return address
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// languages writes a list of languages in words.
func languages(codes []string) string {
	words := make([]string, len(codes))
	for i, c := range codes {
		words[i] = LanguageName(c)
	}
	return french.List(words, "et")
}

// spoken are the languages heard in Belgium, by ISO 639-1 code.
var spoken = [...]struct{ code, name string }{
	{"fr", "français"}, {"nl", "néerlandais"}, {"de", "allemand"}, {"en", "anglais"}, {"es", "espagnol"},
	{"it", "italien"}, {"pt", "portugais"}, {"ro", "roumain"}, {"pl", "polonais"}, {"bg", "bulgare"},
	{"sq", "albanais"}, {"el", "grec"}, {"tr", "turc"}, {"ar", "arabe"}, {"fa", "persan"}, {"ps", "pachto"},
	{"ku", "kurde"}, {"ru", "russe"}, {"uk", "ukrainien"}, {"ln", "lingala"}, {"sw", "swahili"},
	{"rw", "kinyarwanda"}, {"so", "somali"}, {"ti", "tigrigna"}, {"hy", "arménien"}, {"sr", "serbe"},
}

// LanguageName names a language; one that is not in the list is shown by its code.
func LanguageName(code string) string {
	for _, l := range spoken {
		if strings.EqualFold(l.code, code) {
			return l.name
		}
	}
	return code
}

// terms are a licence as a page shows it.
type terms struct {
	Nom string
	URL string // "" when the licence is not one we know the address of
}

// licence reads an SPDX identifier: the Creative Commons family and the ODbL have an address, others only their name.
func licence(id string) terms {
	t := terms{Nom: strings.ReplaceAll(id, "CC-BY", "CC BY")}
	rest, isCC := strings.CutPrefix(id, "CC-")
	i := strings.LastIndexByte(rest, '-')
	switch {
	case id == "":
		return terms{}
	case id == "CC0-1.0":
		return terms{"CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.fr"}
	case id == "ODbL-1.0":
		return terms{"ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"}
	case isCC && i > 0:
		kind, version := rest[:i], rest[i+1:]
		return terms{"CC " + kind + " " + version, "https://creativecommons.org/licenses/" + strings.ToLower(kind) + "/" + version + "/deed.fr"}
	}
	return t
}

// instruction sets a text that tells what to type: French typography, and between ` what is to be typed, as it is.
func instruction(text string) template.HTML {
	var b strings.Builder
	for i, part := range strings.Split(text, "`") {
		if i%2 == 0 {
			b.WriteString(template.HTMLEscapeString(french.Typo(part)))
		} else {
			b.WriteString("<code>" + template.HTMLEscapeString(part) + "</code>")
		}
	}
	return template.HTML(b.String())
}

package bundle

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// refusedElements run, or show another document. Names are folded to lower case: HTML inside a
// drawing is read without regard to case.
var refusedElements = [...]string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "listener", "link", "meta", "base", "form"}

const svgCure = "Ouvrez le dessin dans un logiciel comme Inkscape, enregistrez-le en « SVG simple » (ou en PNG) et remplacez le fichier."

// svg passes a drawing that only draws. One that holds a script, an event, another document or an outside address
// would act on the site's own origin, or tell another site who reads: it is refused at the line.
func (m *medium) svg() ([]byte, Info) {
	d := xml.NewDecoder(bytes.NewReader(m.data))
	var info Info
	depth, style := 0, false
	for {
		tok, err := d.Token()
		if err == io.EOF && depth > 0 {
			return m.data, info
		}
		if err != nil {
			m.refuse("image-illisible", "Ce dessin SVG est mal formé.", svgCure)
			return nil, Info{}
		}
		if t, ok := tok.(xml.StartElement); ok {
			style = strings.EqualFold(t.Name.Local, "style")
			if depth++; depth == 1 {
				if t.Name.Local != "svg" {
					m.broken()
					return nil, Info{}
				}
				info = svgSize(t)
			}
		}
		if what := suspectToken(tok, style); what != "" {
			m.suspect(d, what)
			return nil, Info{}
		}
	}
}

// suspectToken says what in a token is more than drawing; "" when nothing is.
func suspectToken(tok xml.Token, style bool) string {
	switch t := tok.(type) {
	case xml.StartElement:
		return suspectElement(t)
	case xml.CharData:
		if style {
			return suspectStyle(string(t))
		}
	case xml.ProcInst:
		if t.Target != "xml" {
			return "une instruction « " + diag.Printable(t.Target) + " »"
		}
	case xml.Directive:
		if bytes.ContainsAny(t, "[") {
			return "des définitions cachées (DOCTYPE)"
		}
	}
	return ""
}

func (m *medium) suspect(d *xml.Decoder, what string) {
	line, _ := d.InputPos()
	m.diags.Add(diag.Diag{Code: "svg-actif", Pos: diag.Pos{File: m.name, Line: line}, Source: shortLine(m.data, line),
		Message: "Ce dessin SVG contient " + what + " : il pourrait agir à la place du visiteur.", Hint: svgCure})
}

// suspectElement says what in an element is more than drawing; "" when nothing is.
func suspectElement(t xml.StartElement) string {
	name := strings.ToLower(t.Name.Local)
	if slices.Contains(refusedElements[:], name) {
		return "un élément « " + diag.Printable(t.Name.Local) + " »"
	}
	for _, a := range t.Attr {
		key, value := strings.ToLower(a.Name.Local), a.Value
		switch {
		case strings.HasPrefix(key, "on"):
			return "un script (attribut « " + diag.Printable(a.Name.Local) + " »)"
		case (key == "href" || key == "src") && a.Name.Space != "xmlns" && !safeReference(name, value):
			return "une adresse extérieure"
		case key == "attributename" && animatesLink(value):
			return "une animation qui change une adresse"
		case key == "base":
			return "une adresse de base"
		case key == "style" || strings.Contains(value, "("):
			if what := suspectStyle(value); what != "" {
				return what
			}
		}
	}
	return ""
}

// animatesLink tells that an animation could make an address, or a script.
func animatesLink(attribute string) bool {
	a := strings.ToLower(attribute)
	_, local, found := strings.Cut(a, ":")
	if !found {
		local = a
	}
	return local == "href" || strings.HasPrefix(local, "on")
}

// safeReference allows a place in the drawing, a picture it carries, and a plain link.
func safeReference(element, value string) bool {
	v := strings.ToLower(strings.TrimSpace(value))
	switch {
	case v == "" || strings.HasPrefix(v, "#"):
		return true
	case element == "a":
		return strings.HasPrefix(v, "https://") || strings.HasPrefix(v, "http://") || strings.HasPrefix(v, "mailto:")
	}
	for _, kind := range [...]string{"png", "jpeg", "gif", "webp", "avif"} {
		if strings.HasPrefix(v, "data:image/"+kind+";") || strings.HasPrefix(v, "data:image/"+kind+",") {
			return true
		}
	}
	return false
}

// suspectStyle finds in CSS what would fetch something: only places in the drawing may be named. An escape could hide
// the same, and no drawing program writes one.
func suspectStyle(css string) string {
	low := strings.ToLower(css)
	if strings.Contains(low, "@import") || strings.Contains(low, "image-set(") {
		return "une adresse extérieure"
	}
	for rest := low; ; {
		_, after, ok := strings.Cut(rest, "url(")
		if !ok {
			break
		}
		if target := strings.TrimLeft(after, " \t\r\n\"'"); !strings.HasPrefix(target, "#") {
			return "une adresse extérieure"
		}
		rest = after
	}
	if strings.Contains(low, "\\") {
		return "du style déguisé"
	}
	return ""
}

// svgSize reads the size a drawing gives itself, in pixels, else that of its frame.
func svgSize(t xml.StartElement) Info {
	var info Info
	var box []string
	for _, a := range t.Attr {
		switch a.Name.Local {
		case "width":
			info.Width = pixels(a.Value)
		case "height":
			info.Height = pixels(a.Value)
		case "viewBox":
			box = strings.FieldsFunc(a.Value, func(r rune) bool { return strings.ContainsRune(" ,\t\r\n", r) })
		}
	}
	if (info.Width == 0 || info.Height == 0) && len(box) == 4 {
		info.Width, info.Height = pixels(box[2]), pixels(box[3])
	}
	return info
}

// pixels rounds a length without unit or in px; 0 for any other, or an absurd one.
func pixels(s string) int {
	f, err := strconv.ParseFloat(strings.TrimSuffix(strings.TrimSpace(s), "px"), 64)
	if err != nil || !(f >= 1 && f < 1e6) {
		return 0
	}
	return int(f + 0.5)
}

// shortLine gives a line of a file to show, or "" when it is too long to help.
func shortLine(data []byte, n int) string {
	lines := bytes.SplitN(data, []byte("\n"), n+1)
	if n < 1 || n > len(lines) || len(lines[n-1]) > 300 {
		return ""
	}
	return strings.TrimSuffix(string(lines[n-1]), "\r")
}

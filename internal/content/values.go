package content

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
	yaml "go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// checkers judge a text by its form, whatever stands around it. A form that is not here is judged elsewhere.
var checkers = map[string]func(string) (string, *Flaw){
	"courriel":  checkMail,
	"telephone": checkPhone,
	"url":       checkURL,
	"alias":     checkAlias,
	"langue":    checkLanguage,
	"pays":      checkCountry,
	"couleur":   checkColour,
	"province":  checkProvince,
	"menu":      checkMenu,
	"pmtiles":   checkArchive,
	"tuiles":    checkTiles,
	"credit":    checkCredit,
	"duree":     checkDuration,
	"heure":     checkClock,

	"identifiant": checkID,
	"question":    checkQuestion,
	"depot":       checkRepository,
}

var gluedKey = regexp.MustCompile(`^([a-z_]+):[\x{a0}\x{202f}]*(\S.*)$`)

// text checks a text by its field and keeps it.
func (d *decoder) text(n *yaml.Node, text string, f *Field, out *string) {
	switch {
	case n.Style == 0:
		text = d.curly(n, text, f)
		if f.Free() {
			d.strayQuote(n, text)
		}
	case n.Style&yaml.DoubleQuotedStyle != 0:
		d.escapes(n)
	}
	var bad *Flaw
	switch {
	case f.Vocab != "":
		if terms := d.set.terms(f.Vocab); terms != nil && (terms.Get(text) != nil || !d.enough("valeur-inconnue")) {
			text, bad = checkTerm(text, terms)
		}
	case len(f.Enum) > 0:
		text, bad = checkEnum(text, f.Enum)
	case f.Form == "image":
		text, bad = mediaPath(text, path.Dir(d.path), image)
	case f.Form == "document":
		text, bad = mediaPath(text, path.Dir(d.path), document)
	case checkers[f.Form] != nil:
		text, bad = checkers[f.Form](text)
	}
	if bad != nil {
		d.flaw(n, bad)
		if bad.Severity == diag.Erreur && bad.Better != "" {
			text = bad.Better // what depends on it is judged as it will be
		}
	}
	if f.Max > 0 && len(text) > f.Max {
		if size := utf8.RuneCountInString(text); size > f.Max {
			d.report(diag.Conseil, "resume-long", d.span(n), fmt.Sprintf("Ce texte a %d caractères : au-delà de %d, il est moins lu.", size, f.Max), "Gardez une ou deux phrases simples.")
		}
	}
	if f.Key == "titre" && strings.ContainsRune(text, '\n') {
		text = strings.Join(strings.Fields(text), " ")
	}
	*out = text
}

// flaw reports what is wrong with a value, at its place.
func (d *decoder) flaw(n *yaml.Node, f *Flaw) {
	if f == nil || d.enough(f.Code) {
		return
	}
	at := d.span(n)
	if raw, ok := rawValue(d.work(at.line), at.col, n.Value); ok {
		at.length = width(raw)
	}
	x := d.report(f.Severity, f.Code, at, f.Message, f.Hint)
	if f.Better != "" && (n.Kind == yaml.ScalarNode || n.Style&yaml.FlowStyle != 0) {
		x.Fix = d.fix(d.span(n), n.Value, f.Better)
	}
}

// curly takes off quotation marks that YAML does not know as such.
func (d *decoder) curly(n *yaml.Node, text string, f *Field) string {
	inner := straighten(text)
	if inner == text {
		return text
	}
	at := d.span(n)
	x := d.report(diag.Avertissement, "guillemets-courbes", at, "Ces guillemets sont courbes : dans un en-tête, seuls les guillemets droits entourent une valeur.", "Mettez des guillemets droits, ou aucun.")
	x.Pos.Len = width(text)
	if raw, ok := rawValue(d.work(at.line), at.col, n.Value); ok {
		x.Fix = splice(d.work(at.line), span{at.line, at.col, width(raw)}, quote(inner))
	}
	return inner
}

// strayQuote reports a quotation mark that closes nothing.
func (d *decoder) strayQuote(n *yaml.Node, text string) {
	if !strings.HasSuffix(text, `"`) || strings.Count(text, `"`) != 1 {
		return
	}
	at := d.span(n)
	raw, ok := rawValue(d.work(at.line), at.col, n.Value)
	if !ok {
		return
	}
	x := d.report(diag.Avertissement, "guillemet-en-trop", span{at.line, at.col + width(raw) - 1, 1}, "Ce guillemet ferme quelque chose qui n'est pas ouvert : il serait montré avec le texte.", "Effacez-le, ou mettez-en un au début de la valeur.")
	x.Fix = splice(d.work(at.line), span{at.line, at.col, width(raw)}, quote(strings.TrimSpace(strings.TrimSuffix(text, `"`))))
}

// escapes reports a backslash that YAML made a tab or a line end of, in a path of Windows.
func (d *decoder) escapes(n *yaml.Node) {
	if !strings.ContainsAny(n.Value, "\a\b\t\v\f\r\x1b\x00\n") {
		return
	}
	at := d.span(n)
	line := d.work(at.line)
	raw, ok := rawValue(line, at.col, "")
	if !ok || !strings.Contains(raw, `\`) {
		return
	}
	x := d.report(diag.Erreur, "barre-inverse", span{at.line, at.col + width(raw[:strings.IndexByte(raw, '\\')]), 2}, escapeMessage, "Doublez-la, ou prenez des guillemets simples.")
	x.Fix = splice(line, span{at.line, at.col, width(raw)}, quote(raw[1:len(raw)-1]))
}

const escapeMessage = "Entre guillemets doubles, la barre oblique inverse \\ a un sens spécial."

// remarks reports a "#" that cuts a bare value short. Two spaces before it, or a value from a closed list, show that a
// remark was meant.
func (d *decoder) remarks(n *yaml.Node, f *Field) {
	if n.LineComment == "" || n.Style != 0 {
		return
	}
	remark, _, _ := strings.Cut(n.LineComment, "\n")
	at := d.span(n)
	line := d.work(at.line)
	_, rest := cut(line, at.col)
	i := strings.Index(rest, " "+remark)
	if i < 0 || !strings.HasPrefix(rest, n.Value) {
		return
	}
	glued := len(remark) > 1 && remark[1] != ' ' && remark[1] != '#'
	if !glued && (!f.Free() && f.Kind != Reference || strings.HasSuffix(rest[:i], " ")) {
		return
	}
	whole := strings.TrimRight(rest, " \t")
	d.hash(f, span{at.line, at.col + width(rest[:i]) + 1, 1}, splice(line, span{at.line, at.col, width(whole)}, quote(whole)), remark)
}

// day decodes a date.
func (d *decoder) day(n *yaml.Node, text string, f *Field, out *site.Date) {
	date, bad := ParseDate(text)
	if bad == nil && f.Form == "date-passee" {
		bad = wholeDay(date, text, d.set.today)
		if date.Full() {
			d.past = append(d.past, date)
		}
	}
	*out = date
	d.flaw(n, bad)
}

// position decodes coordinates: a text, a list of two, or what other tools write.
func (d *decoder) position(n *yaml.Node, f *Field, out *site.Coord) {
	var bad *Flaw
	switch n.Kind {
	case yaml.ScalarNode:
		*out, bad = ParseCoord(clean(n))
	case yaml.SequenceNode:
		items := make([]string, len(n.Content))
		for i, item := range n.Content {
			items[i] = clean(item)
		}
		*out, bad = coordList(items)
	default:
		bad = d.coordMap(n)
	}
	if bad != nil && bad.Better != "" {
		// What the cure would bring is judged too, so that it is not said only afterwards.
		if c, worse := ParseCoord(bad.Better); worse == nil {
			*out = d.turned(c)
			bad.Better, bad.Hint = formatCoord(*out), "Écrivez "+q(formatCoord(*out))+"."
		}
	}
	d.flaw(n, bad)
}

// turned puts two numbers in the order that leads to the right country.
func (d *decoder) turned(c site.Coord) site.Coord {
	country := "BE"
	if n := valueOf(d.root, "pays"); n != nil && geo.ValidCountry(clean(n)) {
		country = clean(n)
	}
	if d.set.atlas == nil {
		return c
	}
	inside, known := d.set.atlas.InCountry(orb.Point{c.Lon, c.Lat}, country, borderTolerance)
	if swapped, _ := d.set.atlas.InCountry(orb.Point{c.Lat, c.Lon}, country, borderTolerance); known && !inside && swapped {
		c.Lat, c.Lon = c.Lon, c.Lat
	}
	return c
}

// coordMap reads {lat: …, lon: …} and the GeoJSON of a point, to say how they are written here.
func (d *decoder) coordMap(n *yaml.Node) *Flaw {
	const message = "Les coordonnées sont deux nombres, sans accolades ni clés."
	if list := valueOf(n, "coordinates"); list != nil && len(list.Content) >= 2 {
		return better(message, clean(list.Content[1]), clean(list.Content[0]))
	}
	var lat, lon string
	for i := 0; i+1 < len(n.Content); i += 2 {
		if !isAxis(n.Content[i].Value) {
			continue
		}
		if strings.HasPrefix(strings.ToLower(n.Content[i].Value), "la") {
			lat = clean(n.Content[i+1])
		} else {
			lon = clean(n.Content[i+1])
		}
	}
	if _, bad := ParseCoord(lat + ", " + lon); bad != nil {
		return flaw("coordonnees-invalides", "", coordHint, message)
	}
	return better(message, lat, lon)
}

// notAList reports a bare text where a list stands in everything but its brackets: "a, b", or lines that start with a
// mark that is not YAML's.
func (d *decoder) notAList(n *yaml.Node, f *Field) bool {
	text := clean(n)
	if n.Style != 0 {
		return false
	}
	if d.bullets(n, f) {
		return true
	}
	parts := strings.Split(text, ",")
	if f.Free() {
		d.perhapsList(n, f, text)
	}
	if len(parts) < 2 || f.Free() {
		return false
	}
	for i, p := range parts {
		parts[i] = strings.TrimSpace(p)
		if !d.fits(parts[i], f) {
			return false
		}
	}
	at := d.span(n)
	x := d.report(diag.Erreur, "liste-sans-crochets", at, fmt.Sprintf("La liste %s doit être entre crochets.", q(f.Key)), "Écrivez "+q("["+strings.Join(parts, ", ")+"]")+".")
	x.Pos.Len = width(text)
	x.Fix = d.fixRaw(at, n.Value, "["+strings.Join(parts, ", ")+"]")
	return true
}

// fits tells whether a text would do as one item of a list, in a rough way.
func (d *decoder) fits(text string, f *Field) bool {
	switch {
	case f.Vocab != "":
		return d.set.terms(f.Vocab).Get(text) != nil
	case len(f.Enum) > 0:
		_, bad := checkEnum(text, f.Enum)
		return bad == nil
	case f.Alone != "":
		return d.fits(text, f.group.field(f.Alone))
	case f.Kind == Reference:
		return site.Ref{Text: text}.IsSlug()
	case f.Form == "zone":
		return text != "" && !strings.Contains(text, "(")
	case checkers[f.Form] != nil:
		_, bad := checkers[f.Form](text)
		return bad == nil
	}
	return false
}

// apart takes from an item the next one, which YAML joined to it because its dash is not in the same column.
func (d *decoder) apart(n *yaml.Node) *yaml.Node {
	if n.Style != 0 || n.Kind != yaml.ScalarNode || !strings.Contains(n.Value, " - ") {
		return n
	}
	at := d.span(n)
	if _, whole := rawValue(d.work(at.line), at.col, n.Value); whole {
		return n
	}
	first := *n
	first.Value, _, _ = strings.Cut(n.Value, " - ")
	next := d.work(at.line + 1)
	body := strings.TrimLeft(next, " ")
	if !strings.HasPrefix(body, "- ") || at.col < 3 {
		return n
	}
	d.report(diag.Erreur, "retrait", span{at.line + 1, 1, max(len(next)-len(body), 1)}, "Ce tiret n'est pas aligné avec ceux de la même liste.", "Alignez tous les tirets d'une liste.").
		Fix = strings.Repeat(" ", at.col-3) + body
	return &first
}

var bulletLine = regexp.MustCompile(`^(\s*)([•·–—‣▪*-])[\s\x{a0}]*([^\s-].*)$`)

// bullets reports lines meant as items of a list, whose mark is not a dash and a space.
func (d *decoder) bullets(n *yaml.Node, f *Field) bool {
	at := d.span(n)
	found := false
	for line := at.line; ; line++ {
		text := d.work(line)
		if line == at.line {
			before, _ := cut(text, at.col)
			if strings.TrimSpace(before) != "" {
				return false
			}
		}
		m := bulletLine.FindStringSubmatch(text)
		if m == nil {
			return found
		}
		if m[2] == "-" && strings.HasPrefix(text, m[1]+"- ") {
			return found
		}
		found = true
		x := d.report(diag.Erreur, "tiret-de-liste", span{line, 1 + width(m[1]), 1}, "Chaque élément d'une liste commence par un tiret et une espace.", "Remplacez la ligne par celle-ci.")
		item := strings.TrimSpace(m[3])
		if needsQuotes(item, false) && item[0] != '"' && item[0] != '\'' {
			item = quote(item)
		}
		x.Fix = m[1] + "- " + item
	}
}

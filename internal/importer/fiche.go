package importer

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/paulmach/orb"
	"golang.org/x/net/html"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// fiche is a row on its way to become a file.
type fiche struct {
	p       *planner
	row     *Row
	values  map[string][]string // by path
	from    map[string]string   // the column a value comes from, by path
	body    []string            // blocks of Markdown
	more    [][2]string         // columns and their texts, for the end of the body
	half    [2]string           // latitude and longitude, when they come apart
	slug    string              // asked by the source
	review  []string            // what an editor has to look at: it makes a draft
	lacking []string            // keys that an entry should have
	draft   bool
	plainly bool // the body is written so that Markdown reads nothing in it
}

// note says something of a cell.
func (f *fiche) note(column, value, cause, cure string) {
	f.p.notes = append(f.p.notes, Note{f.row.Number, column, value, cause, cure})
}

// fail says what is wrong with a value: the file says so too, and is a draft.
func (f *fiche) fail(column, value, cause, cure string) {
	f.note(column, value, cause, cure)
	line := strings.TrimSpace(cause + " " + cure)
	if column != "" {
		line = "Colonne " + q(column) + ", valeur « " + strings.Join(strings.Fields(value), " ") + " ». " + line
	}
	f.review = append(f.review, line)
	f.draft = true
}

// aside puts a text at the end of the body, under its column's name.
func (f *fiche) aside(column, text string) { f.more = append(f.more, [2]string{column, text}) }

func (f *fiche) set(path, column string, values ...string) {
	f.values[path], f.from[path] = append(f.values[path], values...), column
}

func (f *fiche) one(path string) string {
	if v := f.values[path]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// title is what people call the row.
func (f *fiche) title() string {
	if t := f.one("titre"); t != "" {
		return t
	}
	return fmt.Sprintf("(sans titre, %s %d)", f.p.t.Unit, f.row.Number)
}

// wanted is the name that the row's file would have: the source's own, the title's, or its number.
func (f *fiche) wanted() string {
	name := f.slug
	if name == "" {
		name = cutName(french.Slug(f.one("titre")))
	}
	if name == "" {
		name = fmt.Sprintf("sans-titre-%s-%d", f.p.t.Unit, f.row.Number)
	}
	return strings.ReplaceAll(name, "conflict", "conflit") // the mark of copies that programs make: not read
}

// fill takes every cell of the row.
func (f *fiche) fill() {
	for i, m := range f.p.matches {
		c := f.row.cell(i)
		if c.empty() {
			continue
		}
		text := c.text()
		switch m.To.Kind {
		case Left:
		case Slug:
			f.slug = french.Slug(text)
		case Body:
			f.body = append(f.body, markdownOf(text, m.Column.Form))
		case Describe:
			f.describe(m.Column, text)
		case More:
			f.aside(m.Column.Name, strings.Join(items(c), ", "))
		case Latitude, Longitude:
			f.axis(m, text)
		case Key:
			f.key(i, m, c)
		}
	}
	f.place()
	f.required()
}

const longestSummary = 300

// describe makes a summary of a short text, and the body of a long one; a link has its place in the body only.
func (f *fiche) describe(c Column, text string) {
	flat := bareText(text)
	long := utf8.RuneCountInString(flat) > longestSummary || strings.Contains(strings.TrimSpace(text), "\n\n")
	linked := strings.Contains(text, "href=") || strings.Contains(text, "[[") || strings.Contains(text, "](") || strings.Contains(text, "{{")
	if long || linked || f.one("resume") != "" || f.p.keys.at("resume") == nil || f.p.summarised {
		f.body = append(f.body, markdownOf(text, c.Form))
		return
	}
	f.set("resume", c.Name, strings.Join(strings.Fields(strings.NewReplacer("**", "", "__", "").Replace(flat)), " "))
}

// bareText is what HTML says, without its tags.
func bareText(s string) string {
	if !tagLike.MatchString(s) && !entityLike.MatchString(s) {
		return s
	}
	z := html.NewTokenizer(strings.NewReader(s))
	var b strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(html.UnescapeString(string(z.Raw())))
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			b.WriteByte(' ')
		}
	}
}

func (f *fiche) axis(m Match, text string) {
	n := 0
	if m.To.Kind == Longitude {
		n = 1
	}
	if f.half[n] != "" {
		f.aside(m.Column.Name, text)
		return
	}
	v, ok := plainDegrees(text)
	if !ok {
		cure := "Copiez-la d'une carte, avec un point ou une virgule : 50.4669."
		if digits(text) > 5 {
			cure = "C'est peut-être un autre système (Lambert belge) : convertissez la colonne en degrés (WGS 84), ou reprenez les nombres d'une carte."
		}
		f.fail(m.Column.Name, text, "Ce n'est pas une position en degrés.", cure)
		return
	}
	f.half[n] = v
	f.from["coordonnees"] = strings.Trim(f.from["coordonnees"]+", "+m.Column.Name, ", ")
}

// key gives a cell to a key of the header.
func (f *fiche) key(i int, m Match, c Cell) {
	field := f.p.keys.at(m.To.Path)
	if m.After != "" && len(f.values[field.Path]) > 0 {
		f.aside(m.Column.Name, strings.Join(items(c), ", "))
		return
	}
	texts := f.texts(field, c)
	switch {
	case f.p.keys.repeated(field.Path):
		f.values[field.Path], f.from[field.Path] = texts, m.Column.Name
	case field.Vocab != "" || len(field.Enum) > 0:
		f.terms(field, m, texts)
	case field.List:
		for _, t := range texts {
			f.listed(field, m, t)
		}
	case field.Path == "adresse" && f.one("adresse") != "":
		f.values["adresse"][0] += " " + strings.Join(texts, " ")
	default:
		f.single(i, field, m, strings.Join(texts, "\n"))
	}
}

// texts gives the values a cell has for a field.
func (f *fiche) texts(field *content.Field, c Cell) []string {
	many := field.List || f.p.keys.repeated(field.Path)
	var out []string
	switch {
	case c.Items != nil:
		out = c.Items
	case f.p.t.Ours && many, f.p.keys.repeated(field.Path):
		return escaped(c.Text)
	default:
		out = []string{c.Text}
	}
	if f.p.t.Ours {
		return out
	}
	for i, s := range out {
		out[i] = strings.TrimSpace(bareText(s))
	}
	return out
}

// terms gives values to a key whose values are a closed list.
func (f *fiche) terms(field *content.Field, m Match, texts []string) {
	for _, text := range texts {
		parts := []string{text}
		if id, _, ok := f.p.term(field, text, m.Column.Name); !ok || id == "" {
			if p := pieces(text, field); len(p) > 1 {
				parts = p
			}
		}
		for _, part := range parts {
			id, _, known := f.p.term(field, part, m.Column.Name)
			switch {
			case known && id == "": // left out by the editor's wish
				f.note(m.Column.Name, part, "Valeur laissée de côté, comme demandé.", "")
			case !known:
				f.p.unknown(field, m.Column.Name, part)
				f.fail(m.Column.Name, part, f.p.unknownCause(field), "Choisissez une valeur de la liste, ou dites laquelle elle vaut avec --valeurs.")
			case slices.Contains(f.values[field.Path], id):
			case !field.List && f.one(field.Path) != "":
				f.note(m.Column.Name, part, fmt.Sprintf("La clé %s ne prend qu'une valeur : celle-ci va sous « Autres informations ».", q(field.Path)), "")
				f.aside(m.Column.Name, part)
			default:
				f.p.understood(field, m.Column.Name, part, id)
				f.set(field.Path, m.Column.Name, id)
			}
		}
	}
}

// listed gives one text to a list without a closed vocabulary.
func (f *fiche) listed(field *content.Field, m Match, text string) {
	parts := []string{text}
	if !f.p.t.Ours {
		parts = pieces(text, field)
	}
	for _, part := range parts {
		if part == "" {
			continue
		}
		v, bad := part, (*content.Flaw)(nil)
		if field.Kind == content.Reference {
			v = f.p.reference(field, part)
		} else if v, bad = field.Judge(part); bad != nil && bad.Better != "" {
			v, bad = bad.Better, nil
		}
		if bad != nil {
			f.fail(m.Column.Name, part, bad.Message, bad.Hint)
			continue
		}
		if !slices.Contains(f.values[field.Path], v) || f.p.t.Ours {
			f.set(field.Path, m.Column.Name, v)
		}
	}
}

// single gives a text to a key of one value.
func (f *fiche) single(i int, field *content.Field, m Match, text string) {
	name := m.Column.Name
	text = strings.TrimSpace(text)
	switch {
	case text == "":
	case field.Kind == content.YesNo:
		if v, bad := field.Judge(text); bad != nil || v == "oui" {
			f.draft = true
		}
	case field.Kind == content.Position:
		if c, ok := position(text); ok {
			f.set(field.Path, name, coordText(c))
		} else {
			_, bad := field.Judge(text)
			f.fail(name, text, bad.Message, bad.Hint)
		}
	case field.Kind == content.Day && f.p.serials[i]:
		day, _ := serial(text) // all of the column are
		f.set(field.Path, name, day)
	case field.Kind == content.Reference:
		f.set(field.Path, name, f.p.reference(field, text))
	case field.Form == "courriel" || field.Form == "telephone" || field.Form == "url":
		f.reach(field, name, text)
	case field.Form == "code-postal":
		f.set(field.Path, name, tidyPostcode(text))
	case field.Key == "titre" || field.Key == "resume":
		f.set(field.Path, name, strings.Join(strings.Fields(text), " "))
	case field.Form == "image" && !f.p.t.Ours && strings.Contains(text, "://"):
		f.aside(name, text) // on another site: only its address can be given
	default:
		f.judge(field, name, text)
	}
}

// judge takes a value as it is, or as it is sure to have been meant.
func (f *fiche) judge(field *content.Field, name, text string) {
	if field.Kind == content.Number {
		text = bare(text)
	}
	v, bad := field.Judge(text)
	switch {
	case bad == nil:
		f.set(field.Path, name, v)
	case bad.Better != "":
		f.set(field.Path, name, bad.Better)
	case field.Form == "horaires":
		f.note(name, text, "Ces heures ne sont pas comprises : elles vont sous « Autres informations ».", bad.Hint)
		f.aside(name, text)
	default:
		f.fail(name, text, bad.Message, bad.Hint)
	}
}

// reach takes an address or a number; of several, the first.
func (f *fiche) reach(field *content.Field, name, text string) {
	if field.Form == "telephone" {
		text = strings.TrimLeft(text, "'")
	}
	good, rest := firstGood(field, text)
	if good == "" {
		_, bad := field.Judge(text)
		cure := bad.Hint
		if field.Form == "telephone" && strings.ContainsAny(text, "eE") && strings.Contains(text, "+") {
			cure = "Le tableur l'a pris pour un nombre : mettez la colonne en texte et retapez-le."
		}
		f.fail(name, text, bad.Message, cure)
		return
	}
	f.set(field.Path, name, good)
	if len(rest) > 0 {
		f.aside(name, strings.Join(rest, ", "))
	}
}

// required says what a whole entry would have.
func (f *fiche) required() {
	for _, field := range f.p.keys.top {
		if field.Required && len(f.values[field.Path]) == 0 {
			f.lacks(field.Key)
		}
	}
	if f.p.kind == site.KindNamed("initiative") && f.one("commune") == "" && len(f.values["zone"]) == 0 {
		f.lacks("commune")
	}
}

func (f *fiche) lacks(key string) {
	f.draft = true
	f.lacking = append(f.lacking, key)
	say := fmt.Sprintf("Il manque la clé « %s ».", key)
	if c, bad := content.ParseCoord(f.one("coordonnees")); key == "commune" && bad == nil && f.p.atlas != nil {
		say += fmt.Sprintf(" Le point est près de %s.", f.p.atlas.LocalityAt(orb.Point{c.Lon, c.Lat}).Name)
	}
	f.review = append(f.review, say)
}

package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// pieces parts a cell in the values of a list. Names of partners hold commas and slashes: only what can hold none is parted
// at them.
func pieces(text string, f *content.Field) []string {
	marks := "|;\n"
	if f.Kind != content.Reference && !f.Names {
		marks += ",/"
	}
	if f.Form == "alias" {
		marks = "|;,\n "
	}
	var out []string
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(marks, r) }) {
		if p = strings.TrimLeft(strings.TrimSpace(p), "•·- \t"); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// escaped parts a cell of our own files: a bar between values, a backslash before one that belongs to a value.
func escaped(text string) []string {
	var out []string
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\\' && i+1 < len(text) && (text[i+1] == '\\' || text[i+1] == '|'):
			i++
			b.WriteByte(text[i])
		case text[i] == '|':
			out = append(out, b.String())
			b.Reset()
		default:
			b.WriteByte(text[i])
		}
	}
	return append(out, b.String())
}

// matchTerm finds the value of a closed list that a text means: its id, its label in any language, or one with a letter or
// two apart; near tells of the last.
func matchTerm(text string, list *site.Terms) (id string, near bool) {
	if list == nil {
		return "", false
	}
	slug := french.Slug(text)
	if slug == "" {
		return "", false
	}
	var words, ids []string
	for _, t := range list.Order {
		if t.ID == slug || french.Slug(t.Libelle) == slug {
			return t.ID, false
		}
		words, ids = append(words, t.ID, french.Slug(t.Libelle)), append(ids, t.ID, t.ID)
		for _, lang := range sorted(t.Libelles) {
			label := french.Slug(t.Libelles[lang])
			if label == slug {
				return t.ID, false
			}
			words, ids = append(words, label), append(ids, t.ID)
		}
	}
	best, ok := french.Nearest(slug, words)
	if !ok || french.Distance(slug, best) > min(2, utf8.RuneCountInString(slug)/5) {
		return "", false
	}
	return ids[slices.Index(words, best)], true
}

func sorted(m map[string]string) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// stages are what people call the states of an initiative.
var stages = map[string]string{
	"en-cours": "active", "actif": "active", "en-activite": "active", "ouvert": "active", "ouverte": "active", "fonctionne": "active",
	"en-pause": "suspendue", "a-l-arret": "suspendue", "suspendu": "suspendue",
	"termine": "terminee", "cloture": "terminee", "cloturee": "terminee", "arrete": "terminee", "arretee": "terminee", "ferme": "terminee", "fermee": "terminee", "fini": "terminee", "finie": "terminee",
	"projet": "en-projet", "en-preparation": "en-projet", "a-venir": "en-projet",
}

// matchEnum finds a word of the contract.
func matchEnum(text string, f *content.Field) (string, bool) {
	slug := french.Slug(text)
	if word := stages[slug]; word != "" && slices.Contains(f.Enum, word) {
		return word, true
	}
	if slices.Contains(f.Enum, slug) {
		return slug, true
	}
	v, bad := f.Judge(text)
	switch {
	case bad == nil:
		return v, true
	case bad.Better != "" && (slices.Contains(f.Enum, "oui") || french.Distance(slug, bad.Better) <= min(2, len(slug)/5)):
		return bad.Better, true
	}
	return "", false
}

// firstGood gives the first value of a cell with several that a field of one takes, and the others as they stood.
func firstGood(f *content.Field, text string) (good string, rest []string) {
	if v, bad := f.Judge(text); bad == nil {
		return v, nil
	}
	cut := func(r rune) bool { return strings.ContainsRune(";,|\n", r) }
	parts := strings.FieldsFunc(strings.NewReplacer(" ou ", ";", " / ", ";", " et ", ";").Replace(text), cut)
	if f.Form != "telephone" && len(parts) == 1 {
		parts = strings.Fields(text)
	}
	for _, p := range parts {
		p = strings.TrimSpace(p)
		v, bad := f.Judge(p)
		if bad != nil && bad.Better != "" {
			v, bad = bad.Better, nil
		}
		if good == "" && bad == nil && len(parts) > 1 && (f.Form != "telephone" || digits(p) >= 6) {
			good = v
		} else if p != "" {
			rest = append(rest, p)
		}
	}
	if good != "" {
		return good, rest
	}
	if _, bad := f.Judge(text); bad != nil && bad.Better != "" {
		return bad.Better, nil
	}
	return "", nil
}

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

var countryMark = regexp.MustCompile(`^[A-Z]{1,2}[- ]+`)

// tidyPostcode takes off what people and spreadsheets put around a postal code: "B-5000", "5000.0".
func tidyPostcode(s string) string {
	s = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSpace(s), ",0"), ".0")
	return countryMark.ReplaceAllString(s, "")
}

// Dates of Excel are days since the end of 1899; these bounds are 1954 and 2064.
const (
	serialFrom = 20000
	serialTo   = 60000
)

// serial reads a date as Excel keeps it, which a column of the wrong form shows.
func serial(s string) (string, bool) {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSuffix(s, ".0"), ",0"))
	if err != nil || n < serialFrom || n > serialTo {
		return "", false
	}
	return time.Date(1899, 12, 30+n, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), true
}

var thousands = regexp.MustCompile(`^[0-9]{1,3}(?:[ .'’\x{a0}\x{202f}][0-9]{3})+$`)

// bare writes a whole number without its marks of thousands.
func bare(s string) string {
	if !thousands.MatchString(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

var degreesForm = regexp.MustCompile(`^[-+]?[0-9]{1,3}(?:\.[0-9]+)?$`)

// plainDegrees writes degrees with a point, and no more than six decimals: a hand's breadth.
func plainDegrees(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '\u202f' || r == '°' {
			return -1
		}
		return r
	}, strings.Replace(strings.TrimSpace(s), ",", ".", 1))
	if !degreesForm.MatchString(s) {
		return "", false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", false
	}
	return strconv.FormatFloat(site.RoundCoord(v, 6), 'f', -1, 64), true
}

// position reads both halves of a place in one cell.
func position(text string) (site.Coord, bool) {
	text = strings.TrimSpace(text)
	c, bad := content.ParseCoord(text)
	if bad != nil && bad.Better != "" {
		c, bad = content.ParseCoord(bad.Better)
	}
	c.Lat, c.Lon = site.RoundCoord(c.Lat, 6), site.RoundCoord(c.Lon, 6)
	return c, bad == nil
}

func coordText(c site.Coord) string {
	return strconv.FormatFloat(c.Lat, 'f', -1, 64) + ", " + strconv.FormatFloat(c.Lon, 'f', -1, 64)
}

// wishes are the values an editor has matched herself: folded text → id, "" for one that is left out.
type wishes map[string]string

// wishesOf reads what --valeurs says: "Psy=sante-mentale,Toxico=assuetudes".
func wishesOf(text string, k *keys, v *site.Vocabulary) (wishes, error) {
	known := map[string]bool{"-": true}
	var all []string
	for _, f := range k.leaves {
		words := f.Enum
		if list := v.Lists[f.Vocab]; list != nil {
			words = list.IDs()
		}
		for _, w := range words {
			known[w] = true
			all = append(all, w)
		}
	}
	out := wishes{}
	for _, pair := range pairs(text) {
		value, id, ok := cutLast(pair, "=")
		if !ok {
			return nil, misused("--valeurs attend des paires « valeur=identifiant », séparées par des virgules : %s n'en est pas une.", q(pair))
		}
		if !known[id] {
			hint := ""
			if near, ok := french.Nearest(id, all); ok {
				hint = fmt.Sprintf(" Vouliez-vous dire %s ?", q(near))
			}
			return nil, misused("--valeurs : %s n'est dans aucune liste de vocabulaires.yaml.%s", q(id), hint)
		}
		out[french.Slug(value)] = strings.TrimPrefix(id, "-")
	}
	return out, nil
}

package importer

import (
	"regexp"
	"strconv"
	"strings"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

// looks judges columns by their values.
type looks struct {
	t     *Table
	vocab *site.Vocabulary
	atlas *geo.Atlas
	asked wishes
}

// sample is how many values of a column are looked at.
const sample = 200

// each visits the first values of a column that are not empty.
func (l *looks) each(i int, visit func(string)) {
	n := 0
	for r := range l.t.Rows {
		c := l.t.Rows[r].cell(i)
		if c.empty() {
			continue
		}
		for _, v := range items(c) {
			if v = strings.TrimSpace(v); v != "" {
				visit(v)
				n++
			}
		}
		if n >= sample {
			return
		}
	}
}

func (l *looks) count(i int) int {
	n := 0
	l.each(i, func(string) { n++ })
	return n
}

// part gives the share of values for which a test holds; 1 for a column without values.
func (l *looks) part(i int, holds func(string) bool) float64 {
	n, yes := 0, 0
	l.each(i, func(v string) {
		n++
		if holds(v) {
			yes++
		}
	})
	if n == 0 {
		return 1
	}
	return float64(yes) / float64(n)
}

// share gives the share of values that a field could take.
func (l *looks) share(i int, f *content.Field) float64 {
	return l.part(i, func(v string) bool {
		switch {
		case f.Vocab != "":
			for _, piece := range append(pieces(v, f), v) {
				_, wished := l.asked[french.Slug(piece)]
				if id, _ := matchTerm(piece, l.vocab.Lists[f.Vocab]); id != "" || wished {
					return true
				}
			}
			return false
		case len(f.Enum) > 0:
			_, ok := matchEnum(v, f)
			return ok
		case f.Kind == content.Position:
			_, ok := position(v)
			return ok
		case f.Kind == content.Day:
			_, ok := serial(v)
			return ok || judged(f, v)
		case f.Form == "horaires":
			return true // what is not understood of it is said of each
		case f.Form == "code-postal":
			return postcode.MatchString(tidyPostcode(v))
		case f.Form == "telephone", f.Form == "courriel", f.Form == "url":
			first, _ := firstGood(f, v)
			return first != ""
		case f.Kind == content.Text:
			return true
		}
		return judged(f, v) || f.Kind == content.Reference
	})
}

// judged tells that a field takes a value, as it is or mended.
func judged(f *content.Field, v string) bool {
	_, bad := f.Judge(v)
	return bad == nil || bad.Better != ""
}

// between gives the share of values that are numbers with decimals in a range.
func (l *looks) between(i int, from, to float64) float64 {
	if l.count(i) == 0 {
		return 0
	}
	return l.part(i, func(v string) bool {
		d, ok := plainDegrees(v)
		n, err := strconv.ParseFloat(d, 64)
		return ok && err == nil && strings.Contains(d, ".") && n >= from && n <= to
	})
}

// guess is a key that values alone can tell.
type guess struct {
	key, why string
	fits     func(l *looks, i int, f *content.Field) float64
}

var (
	atSign    = regexp.MustCompile(`^\S+@\S+\.\S+$`)
	webStart  = regexp.MustCompile(`(?i)^(https?://|www\.)\S+$`)
	phoneLike = regexp.MustCompile(`^(?:\+|0)[0-9 ./()-]{8,20}$`)
	postcode  = regexp.MustCompile(`^[1-9][0-9]{3}$|^[0-9]{5}$`)
	yearLike  = regexp.MustCompile(`^(?:19|20)[0-9]{2}$`)
)

func matching(form *regexp.Regexp) func(*looks, int, *content.Field) float64 {
	return func(l *looks, i int, _ *content.Field) float64 { return l.part(i, form.MatchString) }
}

var guesses = []guess{
	{"courriel", "ses valeurs sont des adresses électroniques", matching(atSign)},
	{"site", "ses valeurs sont des adresses Web", matching(webStart)},
	{"telephone", "ses valeurs sont des numéros de téléphone", matching(phoneLike)},
	{"coordonnees", "ses valeurs sont des lieux", func(l *looks, i int, _ *content.Field) float64 {
		return l.part(i, func(v string) bool { _, ok := position(v); return ok })
	}},
	{"code_postal", "ses valeurs sont des codes postaux", func(l *looks, i int, _ *content.Field) float64 {
		if l.part(i, yearLike.MatchString) >= 0.8 {
			return 0
		}
		return l.part(i, postcode.MatchString)
	}},
	{"commune", "ses valeurs sont des communes", func(l *looks, i int, _ *content.Field) float64 {
		if l.atlas == nil {
			return 0
		}
		return l.part(i, func(v string) bool { _, ok := l.atlas.Find(v, "BE"); return ok })
	}},
	{"secteurs", "ses valeurs sont des secteurs", (*looks).share},
	{"nature", "ses valeurs sont des natures", (*looks).share},
	{"statuts", "ses valeurs sont des statuts", (*looks).share},
	{"publics", "ses valeurs sont des publics", (*looks).share},
}

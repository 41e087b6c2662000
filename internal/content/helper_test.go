package content

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/cespare/xxhash/v2"
	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/geo"
	"enrouteweb.org/balise/internal/site"
)

const siteYAML = "titre: Essai\nurl: https://exemple.be\nlangues: [fr, nl]\n"

const vocabYAML = `secteurs:
  sante-mentale: {libelle: {fr: Santé mentale, nl: Geestelijke gezondheid}, couleur: "#1b6ca8", forme: rond}
  precarite: Précarité
  assuetudes: Assuétudes
natures: {equipe: Travail en équipe, association: Association, entraide: Groupe d'entraide}
statuts: {salarie: Salarié, benevole: Bénévole}
publics: {professionnels: Professionnels, personnes-sans-abri: Personnes sans abri}
types_activite: {formation: Formation, cours: Cours, accompagnement: Accompagnement, presentation: Présentation, demande: Demande, plaidoyer: Plaidoyer, mise-en-reseau: Mise en réseau, intervision: Intervision, rencontre: Rencontre}
communes: {Woluwe-Saint-Pierre: {coordonnees: "50.83, 4.43", province: bruxelles-capitale}}
`

// today is the day of all tests.
var today = site.Date{Year: 2026, Month: 11, Day: 22}

// testAtlas is a Belgium of boxes: the tests need no file that make builds.
var testAtlas = sync.OnceValue(func() *geo.Atlas {
	var s geo.Source
	box := func(code string, west, south, east, north float64) geo.SourceArea {
		s.Arcs = append(s.Arcs, orb.LineString{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}})
		return geo.SourceArea{Code: code, Polygons: [][][]int{{{len(s.Arcs) - 1}}}}
	}
	s.Countries = []geo.SourceArea{box("BE", 2.5, 49.5, 6.4, 51.5), box("FR", -4, 43, 8, 49.4), box("NL", 3.4, 51.6, 7, 53.5)}
	province := func(code string, west, south, east, north float64) geo.SourceArea {
		s.ProvinceArcs = append(s.ProvinceArcs, orb.LineString{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}})
		return geo.SourceArea{Code: code, Polygons: [][][]int{{{len(s.ProvinceArcs) - 1}}}}
	}
	s.Provinces = []geo.SourceArea{province("bruxelles-capitale", 4.25, 50.75, 4.5, 50.95), province("namur", 4.5, 50, 5.2, 50.7), province("hainaut", 3, 50, 4.24, 50.8), province("liege", 5.3, 50.3, 6.3, 50.8)}
	at := func(name, country, province string, lat, lon float64, also ...string) {
		s.Localities = append(s.Localities, geo.SourceLocality{Name: name, Country: country, Province: province, Aliases: also, At: orb.Point{lon, lat}})
	}
	at("Bruxelles", "BE", "bruxelles-capitale", 50.8467, 4.3525, "Brussel")
	at("Namur", "BE", "namur", 50.4669, 4.8675, "Namen")
	at("Liège", "BE", "liege", 50.6337, 5.5675, "Luik")
	at("Ixelles", "BE", "bruxelles-capitale", 50.8333, 4.3667, "Elsene")
	at("Tournai", "BE", "hainaut", 50.6056, 3.3878)
	at("Paris", "FR", "", 48.8566, 2.3522)
	data, err := s.Encode()
	if err != nil {
		panic(err)
	}
	a, err := geo.Load(data)
	if err != nil {
		panic(err)
	}
	return a
})

// fileOf makes a File as Read would.
func fileOf(path, text string) File {
	f := File{Path: path, Size: int64(len(text)), Sum: xxhash.Sum64String(text)}
	if isText(path) && len(text) <= MaxSize {
		f.Data = []byte(text)
	}
	return f
}

// folder makes the files of a content folder: the two of the site, if not given, and these.
func folder(files map[string]string) []File {
	all := map[string]string{configFile: siteYAML, vocabFile: vocabYAML}
	dirs := map[string]bool{}
	for p, text := range files {
		all[p] = text
		for i, c := range p {
			if c == '/' {
				dirs[p[:i]] = true
			}
		}
	}
	var out []File
	for p, text := range all {
		if text != "absent" {
			out = append(out, fileOf(p, text))
		}
	}
	for d := range dirs {
		out = append(out, File{Path: d, Mode: Folder})
	}
	slices.SortFunc(out, byPath)
	return out
}

func options() Options { return Options{Prefix: "content/", Today: today, Atlas: testAtlas()} }

// problems decodes one file among the two of the site and gives what is said of it.
func problems(path, text string) diag.List {
	_, list := Decode(folder(map[string]string{path: text}), options(), new(Cache))
	var out diag.List
	for _, d := range list.Sorted() {
		if d.Pos.File == "content/"+path {
			out = append(out, d)
		}
	}
	return out
}

// brief writes problems as the tables of cases do: "2:8 erreur deux-points +", the plus telling of a corrected line.
func brief(list diag.List) []string {
	var out []string
	for _, d := range list {
		line := fmt.Sprintf("%d:%d %s %s", d.Pos.Line, d.Pos.Col, d.Severity, d.Code)
		if d.Fix != "" {
			line += " +"
		}
		out = append(out, line)
	}
	return out
}

// checkFixes puts each corrected line in place: the problem must go, and no new error come.
func checkFixes(t *testing.T, path, text string, list diag.List) {
	t.Helper()
	for _, d := range list {
		if d.Fix == "" {
			continue
		}
		if strings.ContainsAny(d.Fix, "\n\r") {
			t.Errorf("%s: the corrected line is several lines: %q", d.Code, d.Fix)
		}
		lines := strings.SplitAfter(text, "\n")
		was := lines[d.Pos.Line-1]
		end := was[len(strings.TrimRight(was, "\r\n")):]
		start := ""
		if d.Pos.Line == 1 && strings.HasPrefix(was, bom) {
			start = bom
		}
		lines[d.Pos.Line-1] = start + d.Fix + end
		after := problems(path, strings.Join(lines, ""))
		for _, a := range after {
			if a.Code == d.Code && a.Pos.Line == d.Pos.Line && a.Pos.Col == d.Pos.Col {
				t.Errorf("%d:%d %s: the corrected line %q does not cure it", d.Pos.Line, d.Pos.Col, d.Code, d.Fix)
			}
			if a.Severity == diag.Erreur && !slices.ContainsFunc(list, func(b diag.Diag) bool {
				return b.Code == a.Code && b.Pos.Line == a.Pos.Line && b.Severity == a.Severity
			}) {
				t.Errorf("%d:%d %s: the corrected line %q brings a new error: %d:%d %s %s", d.Pos.Line, d.Pos.Col, d.Code, d.Fix, a.Pos.Line, a.Pos.Col, a.Code, a.Message)
			}
		}
	}
}

// checkPlaces verifies that problems point into the file and are fit to print.
func checkPlaces(t *testing.T, text string, list diag.List) {
	t.Helper()
	lines := strings.Split(text, "\n")
	for _, d := range list {
		if d.Pos.Line < 0 || d.Pos.Line > len(lines)+1 {
			t.Errorf("%s: line %d of %d", d.Code, d.Pos.Line, len(lines))
		} else if d.Pos.Line > 0 && d.Pos.Line <= len(lines) && d.Pos.Col > width(lines[d.Pos.Line-1])+1 {
			t.Errorf("%s: %d:%d is past the end of %q", d.Code, d.Pos.Line, d.Pos.Col, lines[d.Pos.Line-1])
		}
		for _, s := range []string{d.Message, d.Hint, d.Fix, d.Source} {
			if strings.ToValidUTF8(s, "") != s {
				t.Errorf("%s: not UTF-8: %q", d.Code, s)
			}
		}
		if d.Message == "" || d.Code == "" || d.Hint == "" {
			t.Errorf("%+v: no message, code or hint", d)
		}
	}
}

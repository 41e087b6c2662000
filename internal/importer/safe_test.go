package importer_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/importer"
	"enrouteweb.org/balise/internal/site"
)

// nasty are pieces of what a cell may hold.
var nasty = []string{"mot", "l'été", ": ", " #", "- ", "---", "...", "{", "}", "[", "](", ")", "(", "![", "*", "_", "`", "```\n", "~~~", "<b>", "</b>", "<a href='/x/'>", "<!--", "-->", "&amp;", "&", "|", "\\", "\"", "'",
	"\n", "\n\n", "\t", "> ", "# ", "## ", "1. ", "[^1]", "[^1]: x", "[x]: /y", "{{", "}}", "[[", "]]", "http://x.be", "https://", "javascript:", "mailto:", "../pages/a-propos.md", "/carte/", "#ancre", "@", "a@b.be", "0487",
	"50.4", "4.8", "2022-02-30", "14/02/2022", "oui", "NO", "null", "\u00a0", "\u200b", "\u2028", "\x01", "\x7f", "\ufeff", "😀", "é", "Namur", "precarite", "equipe", "en-route", "> [!NOTE]", "- [ ] ", "| a | b |\n|---|---|\n", "=1+1"}

// Whatever stands in a table, nothing that is written stops the publication, and no row is lost.
func TestNothingWrittenIsAnError(t *testing.T) {
	folder := small(t, nil)
	before := errors(t, folder)
	columns := []string{"Nom", "Mail", "Tel", "Ville", "CP", "Coordonnées", "Secteurs", "Nature", "Statuts", "Texte", "Remarques", "Organisation", "Partenaires", "Depuis", "Site web", "Image", "Alias", "Horaires", "Langues", "Précision", "Zone", "chiffres.valeur", "chiffres.libelle", "Pays", "adresse", "État", "slug", "Brouillon", "Résumé"}
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.OneOf(rapid.SampledFrom(nasty), rapid.String())
		cell := rapid.Custom(func(t *rapid.T) string {
			if rapid.IntRange(0, 3).Draw(t, "filled") == 0 {
				return ""
			}
			return strings.Join(rapid.SliceOfN(piece, 1, 5).Draw(t, "pieces"), "")
		})
		var b strings.Builder
		b.WriteString("sep=;\n" + strings.Join(columns, ";") + "\n")
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			for i := range columns {
				if i > 0 {
					b.WriteByte(';')
				}
				b.WriteString(`"` + strings.ReplaceAll(cell.Draw(t, columns[i]), `"`, `""`) + `"`)
			}
			b.WriteByte('\n')
		}
		table, err := importer.Read("a.csv", []byte(b.String()))
		if err != nil {
			return
		}
		p, err := importer.New(context.Background(), table, folder, atlas(), importer.How{Source: "a.csv", Today: today, Prefix: "content/", Publish: rapid.Bool().Draw(t, "publish")})
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Rows) != len(table.Rows) {
			t.Fatalf("%d rows of %d", len(p.Rows), len(table.Rows))
		}
		var files strings.Builder
		for _, o := range p.Rows {
			fmt.Fprintf(&files, "%s\n%s\n", o.Path, o.Data)
			if o.Fate == importer.Refused {
				t.Fatalf("refused: %v\n%s", o.Why, b.String())
			}
		}
		if bad := errors(t, with(folder, p)); len(bad) > len(before) {
			t.Fatalf("%q\n%s", bad, files.String())
		}
	})
}

// FuzzImport reads anything, and makes files of it if it can.
func FuzzImport(f *testing.F) {
	for _, seed := range seeds() {
		f.Add([]byte(seed))
	}
	folder := small(f, nil)
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, name := range []string{"a.csv", "a.json"} {
			table, err := importer.Read(name, data)
			if err != nil {
				continue
			}
			p, err := importer.New(context.Background(), table, folder, atlas(), importer.How{Source: name, Kind: site.KindNamed("initiative"), Today: today, Prefix: "content/"})
			if err != nil {
				t.Fatal(err)
			}
			if len(p.Rows) != len(table.Rows) {
				t.Fatalf("%d rows of %d", len(p.Rows), len(table.Rows))
			}
			if bad := errors(t, with(folder, p)); len(bad) > 0 {
				t.Fatalf("%q", bad)
			}
			_ = p.Report()
		}
	})
}

// seeds are a source of each form.
func seeds() []string {
	return []string{"Nom;Ville;Secteur;Texte\nUn;Namur;Précarité;\"a\nb\"\n;5000 Namur;Psy;<p>x</p>\n", geojson, `{"type":"umap","layers":[{"type":"FeatureCollection","_umap_options":{"name":"Précarité"},"features":[{"type":"Feature","properties":{"name":"Un","description":"**x** [[https://x.be|y]] {{z}}"},"geometry":{"type":"Point","coordinates":[4.8,50.4]}}]}]}`,
		`{"data":[{"name":"Un","geo":{"latitude":50.4,"longitude":4.8},"address":{"postalCode":"5000"},"openHours":{"Mo":"09:00-12:00"},"categories":["Précarité"]}]}`, "slug;url;titre;secteurs\nx;/x/;X;a|b\\|c\n", "\xff\xfea\x00;\x00b\x00", "sep=\t\na\tb\n\"c"}
}

// FuzzJSON reads GeoJSON, uMaps and lists of every shape: a table comes of them, as wide as its rows, or a sentence.
func FuzzJSON(f *testing.F) {
	for _, seed := range seeds() {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := importer.Read("a.json", data)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("refused without a word")
			}
			return
		}
		if len(table.Rows) == 0 || len(table.Columns) == 0 && len(table.Notes) == 0 && len(table.Rows[0].Cells) > 0 {
			t.Fatalf("%+v", table)
		}
		for _, r := range table.Rows {
			if len(r.Cells) > len(table.Columns) {
				t.Fatalf("row %d has more cells than there are columns", r.Number)
			}
		}
	})
}

// FuzzCSV: where no quotation mark and no form of another kind is in play, every letter and digit of the text is in the
// table, or in what is said of the lines above it.
func FuzzCSV(f *testing.F) {
	f.Add("a;b\nx y;2\n3;4\n")
	f.Add("titre\n\na,b,c\n1,2\n,,,x")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.Map(func(r rune) rune {
			if strings.ContainsRune("\"\r\x00<[{='", r) {
				return ' '
			}
			return r
		}, norm.NFC.String(strings.ToValidUTF8(text, "")))
		table, err := importer.Read("a.csv", []byte(text))
		if err != nil {
			return
		}
		letters := func(s string) int {
			return len(strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
		}
		n := 0
		for _, c := range table.Columns {
			n += letters(c.Name)
		}
		for _, r := range table.Rows {
			for _, c := range r.Cells {
				n += letters(c.Text)
			}
		}
		for _, x := range table.Notes {
			n += letters(x.Value)
		}
		if want := letters(text); n < want {
			t.Fatalf("%d words of %d\n%q\n%+v", n, want, text, table)
		}
	})
}

// A source that would need more memory or time than a machine has is refused at once, and says why: a small JSON whose objects
// share no key makes a table as wide as it is long. Columns that a spreadsheet adds, and that are empty, do not count.
func TestTablesThatAreTooWide(t *testing.T) {
	var apart, tall strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&apart, `,{"name": "a", "k%d": 1}`, i)
		tall.WriteString(`,{"z": 1}`)
	}
	first := `{"name": "a"`
	for i := range importer.MaxColumns - 2 {
		first += fmt.Sprintf(`, "k%d": 1`, i)
	}
	titles := "titre" + strings.Repeat(";x", importer.MaxColumns)
	for name, text := range map[string]string{
		"a.json": "[" + apart.String()[1:] + "]",
		"b.json": "[" + first + `, "z": 1}` + strings.Repeat(tall.String(), 4) + "]",
		"c.csv":  titles + "\n" + strings.Repeat("Le Relais;1\n", 100),
	} {
		_, err := importer.Read(name, []byte(text))
		if u, ok := err.(*importer.Unreadable); !ok || !strings.Contains(u.Message, "colonnes") || u.Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	empty := strings.Repeat(";", 16_383)
	if table := read(t, "a.csv", "titre;commune"+empty+"\nLe Relais;Namur"+empty+"\n"); len(table.Columns) != 2 {
		t.Errorf("%d columns, want 2", len(table.Columns))
	}
}

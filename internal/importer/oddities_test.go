package importer_test

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/importer"
)

// odd is a cell of the thousand-row table, and what must be found of it afterwards when it is not the cell's own words.
type odd struct{ cell, found string }

// pick gives one of several by a number, the same each time.
func pick(n int, all ...odd) odd { return all[n%len(all)] }

func o(cell string) odd { return odd{cell, cell} }

// oddColumns are the titles of the table: some twice, some empty, one that nobody knows.
var oddColumns = []string{"Nom", "Adresse mail", "Téléphone", "Téléphone", "Ville", "Code postal", "Latitude", "Longitude", "Secteur(s)", "Type", "Public", "", "Remarques", "Description",
	"Créé en", "Site internet", "Pays", "Code interne", "État", "Rue"}

// oddRow makes a row; what is asked of the entry is there in most, so that the oddity of the row is alone.
func oddRow(n int) []odd {
	k := n / len(oddColumns)
	row := []odd{
		o(fmt.Sprintf("Initiative numéro %d", n)), o(fmt.Sprintf("contact%d@exemple.be", n)), o(fmt.Sprintf("081 %02d %02d %02d", n%97, n%89, n%83)), {}, o("Namur"), o("5000"),
		{}, {}, o("Précarité"), o("equipe"), {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
	}
	row[8] = pick(n, odd{"Précarité", "precarite"}, odd{"sante-mentale", "sante-mentale"}, odd{"Assuétude", "assuetudes"}, odd{"Santé mentale, Précarité", "sante-mentale precarite"}, odd{"Précarité|Assuétudes", "precarite assuetudes"})
	c := n % len(oddColumns)
	switch c {
	case 0:
		row[0] = pick(k, odd{}, o("L’Écoute « du cœur » n°"+fmt.Sprint(n)), o("=SOMME(A1)"+fmt.Sprint(n)), o(strings.Repeat("Un nom très long ", 20)+fmt.Sprint(n)), o("1001 nuits "+fmt.Sprint(n)))
	case 1:
		row[1] = pick(k, o("pas d'adresse"), odd{"Info <info@exemple.be>", "info@exemple.be"}, o("a@exemple.be ; b@exemple.be"), odd{"info(at)exemple.be", "info@exemple.be"})
	case 2, 3:
		row[c] = pick(k, o("0487/12.34.56"), o("n'appelle pas"), o("4,87E+08"), odd{"tél. 081 12 34 56", "081 12 34 56"}, odd{"'+32487123456", "+32487123456"})
	case 4:
		row[4] = pick(k, o("NAMUR"), odd{"5000 Namur", "Namur"}, o("Namurr"), odd{}, o("Besançon"), odd{"Namur (5000)", "Namur"})
	case 5:
		row[5] = pick(k, odd{"B-5000", "5000"}, o("50000"), odd{"5000,0", "5000"}, o("cinq mille"))
	case 6, 7:
		at := pick(k, odd{"50,4669|4,8675", "50.4669 4.8675"}, odd{"4.8675|50.4669", "50.4669 4.8675"}, odd{"50.46690000001|4.8675", "50.4669 4.8675"}, o("185432|128765"), o("ici|là"), o("50.4669|"), odd{"48,8566|2,3522", "48.8566 2.3522"})
		lat, lon, _ := strings.Cut(at.cell, "|")
		row[6], row[7] = odd{lat, at.found}, odd{lon, at.found}
		if c == 7 {
			row[4] = odd{} // the commune is not said
		}
	case 8:
		row[8] = pick(k, o("Psy"), odd{}, o("Psy / Toxico / Précarité"), odd{"PRECARITE", "precarite"})
	case 9:
		row[9] = pick(k, odd{"Groupe d'entraide", "entraide"}, o("Autre chose"), odd{}, odd{"equipe, Groupe d'entraide", "equipe entraide"})
	case 10:
		row[10] = pick(k, odd{"Personnes sans abri", "sans-abri"}, o("Les martiens"))
	case 11:
		row[11] = o("sans titre de colonne")
	case 12:
		row[12] = pick(k, o("Deux\nlignes, \"guillemets\" ; point-virgule"), o("# titre *étoile* [lien](/nulle-part/) <b>gras</b>"), o("---"), o("=1+1"))
	case 13:
		row[13] = pick(k, o("<p>Un <b>groupe</b> d'&eacute;coute</p><script>alert(1)</script>"), o(strings.Repeat("Un long texte. ", 40)), o("[voir](../nulle-part.md) ![image](photo.jpg)"), o("{{{ <<< [[[ ``` \\ "))
		row[13].found = strings.NewReplacer("&eacute;", "é", "<p>", " ", "</p>", " ", "<b>", " ", "</b>", " ", "<script>alert(1)</script>", "").Replace(row[13].found)
	case 14:
		row[14] = pick(k, odd{"14/02/2022", "2022-02-14"}, odd{"février 2022", "2022-02"}, o("2014"), o("30/02/2022"), o("l'an passé"), odd{"2022-02-14 00:00:00", "2022-02-14"})
	case 15:
		row[15] = pick(k, o("www.exemple.be"), o("https://exemple.be/a b"), o("sur Facebook"), o("javascript:alert(1)"))
	case 16:
		row[16] = pick(k, odd{"Belgique", ""}, odd{"France", "FR"}, o("Atlantide"), odd{"BE", ""})
	case 17:
		row[17] = o("X-" + fmt.Sprint(n))
	case 18:
		row[18] = pick(k, odd{"Terminé", "terminee"}, odd{"active", ""}, o("bizarre"))
	case 19:
		row[19] = o("Rue de Fer 12")
		if k%3 == 1 {
			row = row[:15] // cut short
		}
		if k%3 == 2 {
			row = append(row, o("une case de trop")) // and one too many
		}
	}
	switch {
	case n%97 == 5:
		row[0], row[4] = o("Le Relais"), o("Namur") // in the content
	case n%89 == 17:
		return oddRow(n - 9) // in the table already
	}
	return row
}

// oddTable is the table, as a spreadsheet saves it; rows[i] is what stands in line i.
func oddTable(t *testing.T) (text string, rows map[int][]odd) {
	t.Helper()
	rows = map[int][]odd{}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = ';'
	write := func(cells []string) {
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
		w.Flush()
	}
	write(oddColumns)
	line := 1
	for n := range 1000 {
		if n%101 == 50 {
			b.WriteString("\n;;;\n") // empty lines, as a spreadsheet leaves them
			line += 2
		}
		line++
		row := oddRow(n)
		rows[line] = row
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = c.cell
		}
		write(cells)
	}
	b.WriteString("\n\n;;;;;\n")
	return b.String(), rows
}

// TestAThousandRows: each row has one fate, each cell is found again, and the site still builds.
func TestAThousandRows(t *testing.T) {
	text, rows := oddTable(t)
	folder := small(t, nil)
	for _, how := range []importer.How{{}, {Publish: true}, {Columns: "Code interne=-", Values: "Psy=sante-mentale,Toxico=assuetudes", Twins: true}} {
		p := plan(t, read(t, "odd.csv", text), folder, how)
		if len(p.Rows) != len(rows) {
			t.Fatalf("%d rows of %d", len(p.Rows), len(rows))
		}
		fates := map[importer.Fate]int{}
		seen := map[int]bool{}
		paths := map[string]bool{}
		for _, x := range p.Rows {
			if rows[x.Row] == nil || seen[x.Row] || x.Path != "" && paths[x.Path] {
				t.Fatalf("row %d: twice, or none", x.Row)
			}
			seen[x.Row], paths[x.Path] = true, true
			fates[x.Fate]++
			if (x.Path != "") != (x.Fate <= importer.Draft) {
				t.Errorf("row %d: file %q and fate %s", x.Row, x.Path, x.Fate)
			}
		}
		if bad := errors(t, with(folder, p)); len(bad) > 0 {
			t.Errorf("the site does not build any more: %d\n%s", len(bad), strings.Join(bad[:min(len(bad), 10)], "\n"))
		}
		everyCell(t, p, rows, string(folder["initiatives/le-relais.md"].Data))
		t.Logf("%v", fates)
		if fates[importer.Draft] == 0 || how.Publish && fates[importer.Published] == 0 || !how.Twins && fates[importer.Twin] == 0 {
			t.Errorf("a fate is missing: %v", fates)
		}
	}
}

// everyCell looks for each cell in the row's file, in the report, or among the columns that are left out.
func everyCell(t *testing.T, p *importer.Plan, rows map[int][]odd, existing string) {
	t.Helper()
	report := map[string]string{}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(p.Report()), "\ufeff")))
	r.Comma = ';'
	lines, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range lines {
		report[l[0]] += " " + strings.Join(l[1:], " ")
	}
	byRow := map[string]string{}
	for _, x := range p.Rows {
		byRow[fmt.Sprintf("ligne %d du fichier", x.Row)] = string(x.Data)
	}
	for _, term := range p.Terms { // a value that is read as another word is said once
		for n := range rows {
			report[fmt.Sprint(n)] += " " + term.Value
		}
	}
	lost := 0
	for _, x := range p.Rows {
		hay := french.Slug(string(x.Data) + " " + report[fmt.Sprint(x.Row)] + " " + x.Title)
		if x.Twin == "content/initiatives/le-relais.md" {
			hay += french.Slug(existing)
		} else if x.Twin != "" {
			hay += french.Slug(byRow[x.Twin])
		}
		for i, c := range rows[x.Row] {
			if i < len(p.Matches) && p.Matches[i].To.Kind == importer.Left {
				continue
			}
			for w := range strings.FieldsSeq(strings.ReplaceAll(french.Slug(c.found), "-", " ")) {
				if !strings.Contains(hay, w) && lost < 10 {
					lost++
					t.Errorf("row %d (%s): of the cell %q, %q is nowhere\n%s\n%s", x.Row, x.Fate, c.cell, w, x.Data, report[fmt.Sprint(x.Row)])
				}
			}
		}
	}
}

// The same table in another encoding, with other separators or line ends, gives the same files.
func TestEncodingsAndSeparators(t *testing.T) {
	text, _ := oddTable(t)
	want := plan(t, read(t, "odd.csv", text), small(t, nil), importer.How{Publish: true})
	wide := func(order binary.AppendByteOrder, mark bool) string {
		var out []byte
		if mark {
			out = order.AppendUint16(out, 0xfeff)
		}
		for _, u := range utf16.Encode([]rune(text)) {
			out = order.AppendUint16(out, u)
		}
		return string(out)
	}
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	respelt := func(mark rune) string {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.FieldsPerRecord = ';', -1
		all, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = mark
		if err := w.WriteAll(all); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	dense := plan(t, read(t, "odd.csv", respelt(';')), small(t, nil), importer.How{Publish: true}) // without the empty lines
	for name, form := range map[string]string{
		"bom": "\ufeff" + text, "utf16le": wide(binary.LittleEndian, true), "utf16be": wide(binary.BigEndian, true), "utf16 without mark": wide(binary.LittleEndian, false), "windows-1252": latin,
		"crlf": strings.ReplaceAll(text, "\n", "\r\n"), "cr": strings.ReplaceAll(text, "\n", "\r"), "comma": respelt(','), "tab": respelt('\t'), "bar": respelt('|'),
	} {
		got, want := plan(t, read(t, "odd.csv", form), small(t, nil), importer.How{Publish: true}), want
		if name == "comma" || name == "tab" || name == "bar" {
			want = dense
		}
		for i := range want.Rows {
			if i < len(got.Rows) && !bytes.Equal(got.Rows[i].Data, want.Rows[i].Data) {
				t.Errorf("%s, row %d:\n%s", name, want.Rows[i].Row, cmp.Diff(string(want.Rows[i].Data), string(got.Rows[i].Data)))
				break
			}
		}
		if len(got.Rows) != len(want.Rows) {
			t.Errorf("%s: %d rows, not %d", name, len(got.Rows), len(want.Rows))
		}
	}
}

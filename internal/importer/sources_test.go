package importer_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/importer"
)

// lines are what a table holds, a line a row: its number, then its cells.
func lines(t *importer.Table) []string {
	var out []string
	for _, r := range t.Rows {
		s := fmt.Sprint(r.Number)
		for _, c := range r.Cells {
			if c.Items != nil {
				s += "/" + strings.Join(c.Items, "+")
			} else {
				s += "/" + c.Text
			}
		}
		out = append(out, s)
	}
	return out
}

func names(t *importer.Table) []string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return out
}

// Rows have the numbers that a spreadsheet shows, whatever stands between them.
func TestCSV(t *testing.T) {
	for _, c := range []struct {
		name, text string
		columns    []string
		rows       []string
	}{
		{"plain", "a;b\n1;2\n", []string{"a", "b"}, []string{"2/1/2"}},
		{"line ends in a cell", "a,b\n\"1\nx\n\",2\n3,4\n", []string{"a", "b"}, []string{"2/1\nx\n/2", "3/3/4"}},
		{"empty lines", "\na;b\n\n1;2\n;;\n\n3;4\n;\n\n", []string{"a", "b"}, []string{"4/1/2", "7/3/4"}},
		{"titles above", "Ma liste;;\n\nNom;Ville;Mail\nUn;Namur;\n", []string{"Nom", "Ville", "Mail"}, []string{"4/Un/Namur/"}},
		{"twice and none", "a;a;;b\n1;2;3;4\n", []string{"a", "a (2)", "colonne C", "b"}, []string{"2/1/2/3/4"}},
		{"none, and nothing in it", "a;;b\n1;;2\n", []string{"a", "b"}, []string{"2/1/2"}},
		{"short and long", "a;b\n1\n1;2;3\n", []string{"a", "b", "colonne C"}, []string{"2/1", "3/1/2/3"}},
		{"of Excel", "sep=,\na,b\n1,2;3\n", []string{"a", "b"}, []string{"3/1/2;3"}},
		{"decimals", "a;b\n1,5;2,5\n3,5;4,5\n", []string{"a", "b"}, []string{"2/1,5/2,5", "3/3,5/4,5"}},
		{"a mark that opens nothing", "a;b\n\"Le Relais\" asbl;2\n\"3;4\n5;\"6\"\n", []string{"a", "b"}, []string{"2/\"Le Relais\" asbl/2", "3/\"3/4", "4/5/6"}},
		{"formulas", "a;b\n'=1+1;'-x\n'+2;''=x\n", []string{"a", "b"}, []string{"2/=1+1/-x", "3/'+2/'=x"}},
		{"one column", "Nom\nUn\nDeux\n", []string{"Nom"}, []string{"2/Un", "3/Deux"}},
		{"spaces behind a mark", "a;b\n\"1\" ;2\n", []string{"a", "b"}, []string{"2/1/2"}},
	} {
		got := read(t, "a.csv", c.text)
		if diff := cmp.Diff(c.columns, names(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		if diff := cmp.Diff(c.rows, lines(got)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// What is written as CSV is read as it was.
func TestCSVIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[a-z0-9éœ ,;|"\n.]{0,8}`)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, 3, 3), 1, 6).Draw(t, "rows")
		mark := rapid.SampledFrom([]rune{';', ',', '\t'}).Draw(t, "separator")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = mark
		if err := w.WriteAll(append([][]string{{"sep", "b", "c"}}, rows...)); err != nil {
			t.Fatal(err)
		}
		got, err := importer.Read("a.csv", []byte("sep="+string(mark)+"\n"+b.String()))
		var want [][]string
		for _, r := range rows {
			if strings.TrimSpace(strings.Join(r, "")) != "" {
				want = append(want, r)
			}
		}
		if len(want) == 0 {
			if err == nil {
				t.Fatal("rows out of nothing")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range want {
			var cells []string
			for _, c := range got.Rows[i].Cells {
				cells = append(cells, c.Text)
			}
			if !slices.Equal(cells, r) {
				t.Fatalf("%q, not %q\n%s", cells, r, b.String())
			}
		}
	})
}

const geojson = `{"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{"name":"Un","tags":["a","b"],"adresse":{"ville":"Namur"}},"geometry":{"type":"Point","coordinates":[4.8675,50.4669]}},
{"type":"Feature","properties":{"name":"Deux"},"geometry":{"type":"Point","coordinates":["4,8675","50.4669"]}},
{"type":"Feature","properties":{"name":"Trois"},"geometry":{"type":"Polygon","coordinates":[[[4,50],[5,50],[5,51],[4,50]]]}},
{"type":"Feature","properties":{"name":"Quatre"},"geometry":null},
"rien"]}`

func TestGeoJSON(t *testing.T) {
	got := read(t, "a.geojson", geojson)
	if diff := cmp.Diff([]string{"id", "name", "tags", "adresse.ville", "geometry", "feature"}, names(got)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"1/7/Un/a+b/Namur/50.4669, 4.8675", "2//Deux///50.4669, 4.8675", "3//Trois", "4//Quatre", `5//////"rien"`}, lines(got)); diff != "" {
		t.Error(diff)
	}
	p := plan(t, got, small(t, nil), importer.How{})
	if said := notes(p); !strings.Contains(said, "3|geometry|Polygon|Ce lieu est une surface sur la carte, et non un point") {
		t.Error(said)
	}
}

// What cannot be read at all says what to do.
func TestUnreadable(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a.csv", "", "vide"},
		{"a.csv", "Nom;Ville\n", "qu'une ligne"},
		{"a.xlsx", "PK\x03\x04rest", "CSV UTF-8"},
		{"a.xls", "\xd0\xcf\x11\xe0rest", "CSV UTF-8"},
		{"a.pdf", "%PDF-1.7", "PDF"},
		{"a.kml", "<?xml version='1.0'?><kml/>", "GeoJSON"},
		{"a.json", "{\"a\":", "pas complet"},
		{"a.json", "{\n\"a\": x}", "ligne 2"},
		{"a.json", "{\"a\": 1} {", "pas du JSON correct"},
		{"a.json", "{\"a\": 1}", "aucune forme"},
		{"a.json", strings.Repeat("[", 100), "trop de niveaux"},
		{"a.json", `{"type":"Topology"}`, "Topology"},
		{"a.geojson", `{"type":"FeatureCollection","features":[]}`, "aucun lieu"},
		{"a.geojson", `{"type":"FeatureCollection"}`, "aucun lieu"},
		{"a.json", `{"ontology":"gogocompact","data":[["a1",["La Source"],50.4,4.8,[1]],["a2",["Le Fil"],50.6,5.5,[2]]]}`, "forme abrégée"},
		{"a.geojson", `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::31370"}},"features":[{"type":"Feature"}]}`, "EPSG::31370"},
		{"a.csv", strings.Repeat("x", importer.MaxSize+1), "50 Mo"},
	} {
		_, err := importer.Read(c.name, []byte(c.text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.30q: %v", c.text, err)
		}
	}
	if got := read(t, "a.csv", "Nom;Vi\x00lle\nUn;\x00\n"); !strings.Contains(got.Notes[0].Cause, "2 caractères vides") {
		t.Errorf("%+v", got.Notes)
	}
	if _, err := importer.Read("a.geojson", []byte(`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[{"type":"Feature","properties":{}}]}`)); err != nil {
		t.Error(err)
	}
}

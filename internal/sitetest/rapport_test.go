package sitetest

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// textOf gives the words of an element, with one space between them.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// within lists the elements of a name inside another.
func within(n *html.Node, names ...string) []*html.Node {
	var out []*html.Node
	for d := range n.Descendants() {
		for _, name := range names {
			if d.Type == html.ElementNode && d.Data == name {
				out = append(out, d)
			}
		}
	}
	return out
}

// table reads the rows of the page's table of that class, head and foot too: the words of each cell.
func (p *page) table(t *testing.T, class string) (rows [][]string) {
	t.Helper()
	for _, n := range p.nodes {
		if n.Data == "table" && attr(n, "class") == class {
			for _, tr := range within(n, "tr") {
				var row []string
				for _, cell := range within(tr, "th", "td") {
					row = append(row, textOf(cell))
				}
				rows = append(rows, row)
			}
			return rows
		}
	}
	t.Fatalf("%s: no table of class %q", p.path, class)
	return nil
}

func report2020(t *testing.T) (*site, *page) {
	t.Helper()
	s := sites(t)["defaut"]
	p := s.find("rapports/2020/")
	if p == nil {
		t.Fatal("no page /rapports/2020/")
	}
	return s, p
}

// TestReportOf2020: every line of the table of the network's report of 2020 is a line of the page, and the totals are those
// that the lines give, whatever the report's own summary says.
func TestReportOf2020(t *testing.T) {
	_, p := report2020(t)
	lines := p.table(t, "lignes")
	var got []string
	for _, row := range lines {
		got = append(got, row[0])
	}
	want := []string{"Quand", "29 septembre 2020", "octobre 2020", "9 novembre 2020", "24 novembre 2020", "24 novembre 2020", "26 novembre 2020", "30 novembre 2020", "1er décembre 2020",
		"3 décembre 2020", "3 décembre 2020", "7 décembre 2020", "8 décembre 2020", "8 décembre 2020", "9 décembre 2020", "16 décembre 2020"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("the days of the lines: %s", diff)
	}
	for _, row := range lines {
		if strings.HasPrefix(row[1], "Formation ") && (strings.Count(row[2], "participant") != 6+1 || !strings.HasSuffix(row[2], " 9 participants")) {
			t.Errorf("the training of 3 December should be for 6 institutions and 9 participants: %q", row[2])
		}
	}
	if diff := cmp.Diff([][]string{
		{"Type", "Activités", "Participants", "Organisations"},
		{"Formation", "1", "9", "6"},
		{"Accompagnement", "1", "11", "1"},
		{"Présentation", "6", "pas dit", "6"},
		{"Demande", "3", "pas dit", "3"},
		{"Plaidoyer", "1", "120", "73"},
		{"Mise en réseau", "2", "22", "7"}, // 11 people of 7 organisations, twice
		{"Intervision", "1", "2", "pas dit"},
		{"Total", "15", "164", "95"},
	}, p.table(t, "totaux")); diff != "" {
		t.Errorf("the totals by type: %s", diff)
	}
}

// TestReportSaysWhereDocumentsDiffer: what the report's summary declares stands beside what the entries give.
func TestReportSaysWhereDocumentsDiffer(t *testing.T) {
	_, p := report2020(t)
	got := map[string][]string{}
	for _, row := range p.table(t, "ecarts") {
		got[row[0]] = row[1:]
	}
	for libelle, want := range map[string][]string{
		"présentations du projet":                                {"7", "6 activités (Présentation)", "Le document dit 7, les fiches en donnent 6."},
		"modules de formation créés":                             {"9", "3 modules donnés", "Le document compte les modules créés ; les fiches comptent les modules donnés : 3."},
		"modules donnés pendant la formation":                    {"3", "3 modules donnés", "Aucun écart."},
		"participants à la formation":                            {"9", "9 participants (Formation)", "Aucun écart."},
		"institutions à la formation":                            {"6", "6 organisations (Formation)", "Aucun écart."},
		"séance d’intervision":                                   {"1", "1 séance (Intervision)", "Aucun écart."},
		"séances de mise en réseau":                              {"2", "2 séances (Mise en réseau)", "Aucun écart."},
		"organisations aux séances de mise en réseau":            {"7", "7 organisations (Mise en réseau)", "Aucun écart."},
		"personnes aux séances de mise en réseau":                {"11", "22 participants (Mise en réseau)", "Le document dit 11, comme chacune des 2 fiches. Ensemble, elles en donnent 22."},
		"accompagnements démarrés":                               {"2", "1 activité (Accompagnement)", "Le document dit 2, les fiches en donnent 1."},
		"présentations prévues en 2021":                          {"2", "–", "Non compté par les activités."},
		"présentations qui pourraient mener à un accompagnement": {"3", "–", "Non compté par les activités."},
		"journée de plaidoyer":                                   {"1", "1 activité (Plaidoyer)", "Aucun écart."},
	} {
		if diff := cmp.Diff(want, got[libelle]); diff != "" {
			t.Errorf("%s: %s", libelle, diff)
		}
	}
	for _, n := range p.nodes {
		if n.Data == "tr" && attr(n, "class") == "differe" && strings.Contains(textOf(n), "modules de formation créés") {
			t.Error("modules created are marked as another number of modules given")
		}
	}
}

// TestReportTable: the file beside the page has the lines of its table, and its numbers add up to the page's totals.
func TestReportTable(t *testing.T) {
	s, p := report2020(t)
	data, err := s.read("rapports/2020/rapport-2020.csv")
	if err != nil {
		t.Fatal(err)
	}
	data, marked := bytes.CutPrefix(data, []byte("\ufeff"))
	if !marked {
		t.Error("no byte order mark: Excel would take the accents for something else")
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = ';'
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	lines, people := p.table(t, "lignes"), 0
	if len(rows) != len(lines) {
		t.Fatalf("%d lines in the file, %d on the page", len(rows), len(lines))
	}
	for i, row := range rows[1:] {
		if !strings.HasPrefix(lines[i+1][1], row[2]+" ") {
			t.Errorf("line %d: %q, and on the page %q", i+1, row, lines[i+1])
		}
		n, err := strconv.Atoi(row[6])
		if err != nil && row[6] != "" {
			t.Errorf("line %d: %v", i+1, err)
		}
		people += n
	}
	totals := p.table(t, "totaux")
	if want := totals[len(totals)-1][2]; strconv.Itoa(people) != want {
		t.Errorf("the file has %d participants, the page %s", people, want)
	}
}

// TestReportTablesAreTables: each says what it is, and each cell has its heads, for those who hear it.
func TestReportTablesAreTables(t *testing.T) {
	_, p := report2020(t)
	tables := 0
	for _, n := range p.nodes {
		if n.Data != "table" {
			continue
		}
		tables++
		if captions := within(n, "caption"); len(captions) != 1 || textOf(captions[0]) == "" {
			t.Errorf("table %q has no caption", attr(n, "class"))
		}
		for i, tr := range within(n, "tr") {
			cells, columns, rows := within(tr, "th", "td"), 0, 0
			for _, c := range cells {
				switch attr(c, "scope") {
				case "col":
					columns++
				case "row":
					rows++
				}
			}
			if len(cells) != 4 || i == 0 && columns != 4 || i > 0 && rows != 1 {
				t.Errorf("table %q, row %d: %d cells, %d heads of columns, %d of rows", attr(n, "class"), i, len(cells), columns, rows)
			}
		}
	}
	if tables != 3 {
		t.Errorf("%d tables", tables)
	}
}

// TestReportRestacks: on a phone each line is a block that carries the names of its columns; on a screen and on paper it is a
// row of a table.
func TestReportRestacks(t *testing.T) {
	const look = `(() => {
		const row = document.querySelector(".lignes tbody tr"), cell = row.querySelector("td:last-child");
		return getComputedStyle(row).display + " " + getComputedStyle(cell, "::before").content;
	})()`
	s, p := report2020(t)
	b := newTab(t)
	b.open(t, s.url+p.url())
	for _, c := range []struct {
		view view
		want string
	}{
		{view{width: 360}, `block "Où en est-on"`},
		{view{width: 1280}, "table-row none"},
		{view{width: 720, print: true}, "table-row none"},
	} {
		b.see(t, c.view)
		if got := eval[string](t, b, look); got != c.want {
			t.Errorf("%v: %s, not %s", c.view, got, c.want)
		}
	}
}

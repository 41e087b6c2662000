package sitetest

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// tally is how many initiatives have each value, by measure: "secteurs" → "precarite" → 12.
type tally map[string]map[string]int

func (t tally) add(measure string, ids ...string) {
	if t[measure] == nil {
		t[measure] = map[string]int{}
	}
	if len(ids) == 0 {
		ids = []string{"non-dit_"}
	}
	for i, id := range ids {
		if !slices.Contains(ids[:i], id) {
			t[measure][id]++
		}
	}
}

// TestTheStateOfThingsIsThatOfTheData: the numbers of the page, those of its CSV files and the lengths of the lists they lead
// to are what one counts in the GeoJSON files.
func TestTheStateOfThingsIsThatOfTheData(t *testing.T) {
	for _, name := range []string{"defaut", "corpus"} {
		s := sites(t)[name]
		t.Run(name, func(t *testing.T) {
			want, total := s.counted(t)
			for measure, counts := range want {
				if d := cmp.Diff(counts, s.csvCounts(t, measure, total)); d != "" {
					t.Errorf("donnees/etat/%s.csv (- counted in the GeoJSON, + written): %s", measure, d)
				}
			}
			seen := map[string]bool{}
			for measure, rows := range s.charts(t) {
				for _, r := range rows {
					if n, ok := want[measure][r.id]; ok && n != r.n {
						t.Errorf("%s, %s: %d on the page, %d in the GeoJSON", measure, r.id, r.n, n)
					} else if want[measure] != nil && !ok {
						t.Errorf("%s: a row for %q, which nothing has", measure, r.id)
					}
					if n := s.listed(t, r.url); n != r.n {
						t.Errorf("%s, %s: %d, and its list %s has %d", measure, r.id, r.n, r.url, n)
					}
				}
				seen[measure] = true
			}
			for measure := range want {
				if !seen[measure] && measure != "provinces" && measure != "communes" {
					t.Errorf("no table counts %s", measure)
				}
			}
		})
	}
}

// counted counts in the GeoJSON files: the public one, and the map's for territories.
func (s *site) counted(t *testing.T) (tally, int) {
	t.Helper()
	var c collection
	decode(t, s.bytes(t, "donnees/initiatives.geojson"), &c)
	out := tally{}
	texts := func(v any) (out []string) {
		list, _ := v.([]any)
		for _, x := range list {
			out = append(out, x.(string))
		}
		return out
	}
	for _, f := range c.Features {
		p := f.Properties
		out.add("secteurs", texts(p["secteurs"])...)
		out.add("natures", p["nature"].(string))
		out.add("statuts", texts(p["statuts"])...)
		out.add("publics", texts(p["publics"])...)
		out.add("etats", p["etat"].(string))
		switch {
		case f.Geometry == nil && p["precision"] != "masquee":
			out.add("lieux")
		default:
			out.add("lieux", p["precision"].(string))
		}
	}
	s.territories(t, out)
	return out, len(c.Features)
}

// territories counts in the map's data, where an initiative has the ranks of the smallest territories it is in.
func (s *site) territories(t *testing.T, out tally) {
	t.Helper()
	var facets []struct {
		Cle     string
		Valeurs []struct{ ID, Parent string }
	}
	decode(t, s.bytes(t, "donnees/facettes.json"), &facets)
	var order []string
	level, parent := map[string]string{}, map[string]string{}
	for _, f := range facets {
		if measure := map[string]string{"region": "regions", "province": "provinces", "commune": "communes"}[f.Cle]; measure != "" {
			for _, v := range f.Valeurs {
				order = append(order, v.ID)
				level[v.ID], parent[v.ID] = measure, v.Parent
			}
		}
	}
	var c struct {
		Features []struct {
			Properties struct{ Territoires json.RawMessage }
		}
	}
	decode(t, s.bytes(t, "donnees/carte.geojson"), &c)
	for _, f := range c.Features {
		var ranks []int
		switch raw := f.Properties.Territoires; {
		case len(raw) == 0:
		case raw[0] == '[':
			decode(t, raw, &ranks)
		default:
			ranks = make([]int, 1)
			decode(t, raw, &ranks[0])
		}
		in := map[string][]string{"regions": nil}
		for _, r := range ranks {
			for id := order[r]; id != ""; id = parent[id] {
				in[level[id]] = append(in[level[id]], id)
			}
		}
		for measure, ids := range in {
			out.add(measure, ids...)
		}
	}
}

// table reads a CSV file of the site: its rows by the name of the column.
func (s *site) table(t *testing.T, path string) []map[string]string {
	t.Helper()
	data, ok := bytes.CutPrefix(s.bytes(t, path), []byte("\ufeff"))
	if !ok {
		t.Errorf("%s: no byte order mark", path)
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.Comma = ';'
	all, err := r.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []map[string]string
	for _, cells := range all[1:] {
		row := map[string]string{}
		for i, c := range cells {
			row[all[0][i]] = c
		}
		out = append(out, row)
	}
	return out
}

func (s *site) csvCounts(t *testing.T, measure string, total int) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, row := range s.table(t, "donnees/etat/"+measure+".csv") {
		out[row["id"]] = integer(t, row["nombre"])
		if integer(t, row["sur"]) != total {
			t.Errorf("%s.csv: %q of %s, not of %d", measure, row["id"], row["sur"], total)
		}
	}
	return out
}

// chartRow is a row of a table of the page: the last part of the address it leads to, its number, the whole address.
type chartRow struct {
	id  string
	n   int
	url string
}

// charts reads the tables of the page, by measure.
func (s *site) charts(t *testing.T) map[string][]chartRow {
	t.Helper()
	p := s.find("etat-des-lieux/")
	if p == nil {
		t.Fatal("no page /etat-des-lieux/")
	}
	out := map[string][]chartRow{}
	for _, n := range p.nodes {
		if n.Data != "section" || attr(n, "class") != "mesure" {
			continue
		}
		measure := attr(n, "id")
		for a := range n.Descendants() {
			if a.Data == "a" && a.Parent.Data == "td" {
				url, _ := s.target(p, attr(a, "href"))
				url = strings.TrimSuffix(url, "index.html")
				parts := strings.Split(strings.Trim(url, "/"), "/")
				out[measure] = append(out[measure], chartRow{parts[len(parts)-1], integer(t, a.FirstChild.Data), url})
			}
		}
		if csv := "donnees/etat/" + measure + ".csv"; !slices.ContainsFunc(p.links, func(l link) bool { return l.value == "../"+csv }) {
			t.Errorf("no link to %s", csv)
		}
	}
	return out
}

// listed counts the initiatives that a list leads to, on all its pages.
func (s *site) listed(t *testing.T, url string) int {
	t.Helper()
	n := 0
	for _, p := range s.pages {
		if rest, ok := strings.CutPrefix(p.url(), url); !ok || rest != "" && !strings.HasPrefix(rest, "page/") {
			continue
		}
		for _, e := range p.nodes {
			if attr(e, "data-initiative") != "" || e.Data == "li" && attr(e.Parent, "class") == "liens voisines" {
				n++
			}
		}
	}
	return n
}

func integer(t *testing.T, text string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.ReplaceAll(text, "\u202f", ""))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (s *site) bytes(t *testing.T, path string) []byte {
	t.Helper()
	data, err := s.read(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTheTableIsReadAsItIsWritten: headers written again from donnees/initiatives.csv give the same table and the same map.
// What is hidden is not in it, so that the site made from it hides the same.
func TestTheTableIsReadAsItIsWritten(t *testing.T) {
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"defaut": filepath.Join(l.root, "content"), "corpus": filepath.Join(l.dir, "corpus")} {
		t.Run(name, func(t *testing.T) {
			s := l.sites[name]
			copied := t.TempDir()
			for _, part := range []string{"site.yaml", "vocabulaires.yaml", "organisations", "media"} { // what headers refer to
				from := filepath.Join(content, part)
				if info, err := os.Stat(from); err != nil {
					continue
				} else if !info.IsDir() {
					data, err := os.ReadFile(from)
					if err != nil || os.WriteFile(filepath.Join(copied, part), data, 0o644) != nil {
						t.Fatal(err)
					}
				} else if err := os.CopyFS(filepath.Join(copied, part), os.DirFS(from)); err != nil {
					t.Fatal(err)
				}
			}
			unlinked(t, filepath.Join(copied, "organisations"))
			if err := os.Mkdir(filepath.Join(copied, "initiatives"), 0o755); err != nil {
				t.Fatal(err)
			}
			for _, row := range s.table(t, "donnees/initiatives.csv") {
				if err := os.WriteFile(filepath.Join(copied, "initiatives", row["slug"]+".md"), header(row), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			again, err := l.makeSite(order{"relu-" + name, copied, "2026-06-15", "", nil})
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range []string{"donnees/initiatives.csv", "donnees/initiatives.geojson"} {
				if d := cmp.Diff(strings.Split(string(s.bytes(t, file)), "\n"), strings.Split(string(again.bytes(t, file)), "\n")); d != "" {
					t.Errorf("%s: %s", file, d)
				}
			}
		})
	}
}

// unlinked keeps only the headers of entries: their texts link to what is not there.
func unlinked(t *testing.T, dir string) {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "*.md"))
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		end := bytes.Index(data[3:], []byte("\n---"))
		if err := os.WriteFile(f, data[:3+end+5], 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// header writes a row as the header of a file, as the page of data says it is to be read. JSON is YAML.
func header(row map[string]string) []byte {
	top := map[string]any{}
	lists := map[string]bool{"alias": true, "secteurs": true, "statuts": true, "publics": true, "zone": true, "partenaires": true, "financeurs": true, "acces.langues": true}
	var figures []map[string]string
	for key, cell := range row {
		if len(cell) > 1 && cell[0] == '\'' && strings.ContainsRune("=+-@\t\r", rune(cell[1])) {
			cell = cell[1:]
		}
		group, inner, nested := strings.Cut(key, ".")
		var value any = cell
		switch {
		case cell == "" || key == "slug" || key == "url":
			continue
		case group == "chiffres":
			for i, v := range splitList(cell) {
				for len(figures) <= i {
					figures = append(figures, map[string]string{})
				}
				if v != "" {
					figures[i][inner] = v
				}
			}
			top["chiffres"] = figures
			continue
		case lists[key]:
			value = splitList(cell)
		}
		if !nested {
			top[key] = value
			continue
		}
		if top[group] == nil {
			top[group] = map[string]any{}
		}
		top[group].(map[string]any)[inner] = value
	}
	var b bytes.Buffer
	b.WriteString("---\n")
	for key, value := range top {
		var text bytes.Buffer
		enc := json.NewEncoder(&text)
		enc.SetEscapeHTML(false)
		_ = enc.Encode(value) // strings only
		fmt.Fprintf(&b, "%s: %s", key, text.Bytes())
	}
	b.WriteString("---\n")
	return b.Bytes()
}

// splitList parts a list at its bars.
func splitList(cell string) []string {
	out := []string{""}
	for i := 0; i < len(cell); i++ {
		switch {
		case cell[i] == '|':
			out = append(out, "")
		case cell[i] == '\\' && i+1 < len(cell):
			i++
			fallthrough
		default:
			out[len(out)-1] += cell[i : i+1]
		}
	}
	return out
}

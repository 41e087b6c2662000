package starter_test

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/starter"
)

func decode(t *testing.T, title string) (*content.Result, string) {
	t.Helper()
	files, err := starter.Site(title)
	if err != nil {
		t.Fatal(err)
	}
	var in []content.File
	for _, f := range files {
		if p, ok := strings.CutPrefix(f.Path, "content/"); ok {
			in = append(in, content.File{Path: p, Data: f.Data, Size: int64(len(f.Data)), Sum: xxhash.Sum64(f.Data)})
		}
	}
	slices.SortFunc(in, func(a, b content.File) int { return strings.Compare(a.Path, b.Path) })
	r, list := content.Decode(in, content.Options{Today: site.Date{Year: 2026, Month: 3, Day: 12}}, new(content.Cache))
	var said strings.Builder
	for _, d := range list {
		said.WriteString(d.Pos.Place() + " " + d.Message + "\n")
	}
	return r, said.String()
}

// A new site has nothing to mend, and the name it was given, whatever that is.
func TestANewSiteIsInOrder(t *testing.T) {
	for _, title := range []string{"Mon site", `Le "relais" : l'été #1`, "- un", "“courbe”", "oui", "TITRE-DU-SITE", "  deux \n lignes ", "C:\\x"} {
		r, said := decode(t, title)
		if want := strings.Join(strings.Fields(title), " "); r.Config.Titre != want || said != "" {
			t.Errorf("%q: the site is called %q\n%s", title, r.Config.Titre, said)
		}
		for _, e := range r.Entries {
			if b := e.Common(); b.Kind.Name != "page" && b.Brouillon != site.IsDraft {
				t.Errorf("%s is an example, and would be published", b.Path)
			}
		}
	}
}

// site.yaml shows every key there is, and vocabulaires.yaml every list.
func TestNothingIsMissing(t *testing.T) {
	r, _ := decode(t, "Essai")
	text := "\n" + string(r.Config.Src.Data)
	for _, f := range content.ConfigFields() {
		if !strings.Contains(text, "\n"+f.Key+":") && !strings.Contains(text, "\n#"+f.Key+":") {
			t.Errorf("site.yaml says nothing of %s", f.Key)
		}
	}
	for _, name := range site.VocabularyNames {
		if len(r.Vocab.Lists[name].All()) == 0 {
			t.Errorf("vocabulaires.yaml has no %s", name)
		}
	}
}

// Editors on Windows see lines and accents, whatever they open the files with.
func TestTextsForEveryEditor(t *testing.T) {
	files, err := starter.Site("Essai")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		windows := path.Ext(f.Path) == ".txt"
		if bytes.Contains(f.Data, []byte("\r\n")) != windows || bytes.Count(f.Data, []byte("\r")) != bytes.Count(f.Data, []byte("\r\n")) {
			t.Errorf("%s: line ends of another system", f.Path)
		}
		if strings.ContainsAny(f.Path, `\:*?"<>|`) {
			t.Errorf("%s: no name for Windows", f.Path)
		}
	}
}

// What a host needs git to be told, a new site tells it already: those files are there, and never replaced.
func TestANewSiteSuitsEveryHost(t *testing.T) {
	files, err := starter.Site("Essai")
	if err != nil {
		t.Fatal(err)
	}
	has := map[string][]string{}
	for _, f := range files {
		has[f.Path] = strings.Split(string(f.Data), "\n")
	}
	for _, host := range starter.Hosts() {
		list, _, _ := starter.Host(host)
		for _, f := range list {
			for line := range strings.Lines(string(f.Data)) {
				line = strings.TrimSpace(line)
				if lines, both := has[f.Path]; both && line != "" && line[0] != '#' && !slices.Contains(lines, line) {
					t.Errorf("%s: %s of a new site lacks %q", host, f.Path, line)
				}
			}
		}
	}
}

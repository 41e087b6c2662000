package draft_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/draft"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/starter"
)

var today = site.Date{Year: 2026, Month: 3, Day: 12}

// newSite is a site as init makes it, and what is in it.
func newSite(t *testing.T) (*build.Builder, *build.Look) {
	t.Helper()
	dir := t.TempDir()
	files, err := starter.Site("Essai")
	for _, f := range files {
		if err == nil {
			err = draft.Write(filepath.Join(dir, filepath.FromSlash(f.Path)), f.Data)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := build.New(build.Options{Content: filepath.Join(dir, "content")})
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Look(today, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b, l
}

func judge(t *testing.T, b *build.Builder, p string, data []byte) diag.List {
	t.Helper()
	l, err := b.Look(today, map[string][]byte{p: data})
	if err != nil {
		t.Fatal(err)
	}
	return l.Of(p)
}

// A new entry of any type has every key of its type's table, and each may be woken up as it stands: by taking off one "#".
func TestEveryKeyIsThereAndWakesUp(t *testing.T) {
	b, l := newSite(t)
	for _, k := range site.Kinds {
		d := (&draft.Draft{Kind: k, Title: "Essai de 2024"}).Prepare(l.Entries)
		text := string(d.Compose(draft.House{Vocab: l.Vocab, Entries: l.Entries}))
		if bad := judge(t, b, d.Path(), []byte(text)); bad.HasErrors() {
			t.Errorf("%s: %v\n%s", k.Name, bad, text)
		}
		if strings.Contains(text, "\n# »") {
			t.Errorf("%s: a closing mark begins a line\n%s", k.Name, text)
		}
		for _, f := range content.FieldsOf(k) {
			if slices.Contains([]string{"publie_le", "mis_a_jour", "alias"}, f.Key) {
				continue
			}
			if strings.Contains(text, "\n"+f.Key+":") {
				continue
			}
			before, after, asleep := strings.Cut(text, "\n#"+f.Key+":")
			if !asleep {
				t.Errorf("%s: no key %s in\n%s", k.Name, f.Key, text)
				continue
			}
			woken := before + "\n" + f.Key + ":" + wake(after)
			for _, x := range judge(t, b, d.Path(), []byte(woken)) {
				// A picture or a document is the editor's to bring: the example names one that is not there.
				if x.Severity == diag.Erreur && f.Form != "image" && f.Form != "document" {
					t.Errorf("%s: %s woken up: %s %s\n%s", k.Name, f.Key, x.Message, x.Hint, woken)
				}
			}
		}
	}
}

// wake takes the "#" off the lines that belong to a key: those indented right behind it.
func wake(text string) string {
	lines := strings.Split(text, "\n")
	for i := 1; i < len(lines) && strings.HasPrefix(lines[i], "#  "); i++ {
		lines[i] = lines[i][1:]
	}
	return strings.Join(lines, "\n")
}

// What is given is what is read, and the questions of the outline are in no page.
func TestWhatIsGivenIsRead(t *testing.T) {
	b, l := newSite(t)
	d := &draft.Draft{Kind: site.KindNamed("initiative"), Title: `Le "Relais" : chez nous`, Values: []draft.Value{
		{Key: "secteurs", Text: "sante-mentale, precarite"}, {Key: "nature", Text: "entraide"}, {Key: "commune", Text: "Namur"}, {Key: "contact.telephone", Text: "081 12 34 56"}, {Key: "acces.langues", Text: "fr,nl"},
	}}
	data := d.Compose(draft.House{Vocab: l.Vocab, Entries: l.Entries})
	got, err := b.Look(today, map[string][]byte{d.Path(): data})
	if err != nil {
		t.Fatal(err)
	}
	if bad := got.Of(d.Path()); len(bad) > 0 {
		t.Errorf("%v", bad)
	}
	i := got.Entries[slices.IndexFunc(got.Entries, func(e site.Entry) bool { return e.Common().Path == d.Path() })].(*site.Initiative)
	if i.Titre != d.Title || i.Brouillon != site.IsDraft || !slices.Equal(i.Secteurs, []string{"sante-mentale", "precarite"}) || i.Commune != "Namur" || i.Contact.Telephone == "" || !slices.Equal(i.Acces.Langues, []string{"fr", "nl"}) {
		t.Errorf("read: %+v", i)
	}
	for _, p := range i.Kind.Outline {
		if !strings.Contains(string(data), "\n## "+p.Title+"\n\n<!-- "+p.Ask) {
			t.Errorf("the file does not ask for %q", p.Title)
		}
	}
	if i.Body.HTML != "" {
		t.Errorf("published though nothing was written: %s", i.Body.HTML)
	}
}

func TestFind(t *testing.T) {
	for _, c := range []struct{ word, kind, near string }{
		{"initiative", "initiative", ""}, {"Initiatives", "initiative", ""}, {"une initiative", "initiative", ""},
		{"activité", "activite", ""}, {"ACTIVITES", "activite", ""}, {"agenda", "activite", ""},
		{"guide", "chapitre", ""}, {"chapitres", "chapitre", ""}, {"un chapitre du guide", "chapitre", ""},
		{"réseau", "organisation", ""}, {"glossaire", "terme", ""}, {"rapport d’activités", "rapport", ""}, {"Rapports d'activités", "rapport", ""},
		{"cycle d'intervisions", "intervision", ""}, {"pages", "page", ""}, {"initiatve", "", "initiative"}, {"portait", "", "portrait"},
		{"machin", "", ""}, {"", "", ""}, {"…", "", ""},
	} {
		k, near := draft.Find(c.word)
		name := ""
		if k != nil {
			name = k.Name
		}
		if name != c.kind || near != c.near {
			t.Errorf("Find(%q) = %q, %q; want %q, %q", c.word, name, near, c.kind, c.near)
		}
	}
	for _, k := range site.Kinds {
		for _, word := range []string{k.Name, k.Dir, k.Label, k.Un} {
			if got, _ := draft.Find(word); got != k {
				t.Errorf("Find(%q) is not %s", word, k.Name)
			}
		}
	}
}

func TestPath(t *testing.T) {
	chapter := &site.Chapter{Etape: 4}
	chapter.Number = 7
	for _, c := range []struct{ kind, title, want string }{
		{"initiative", "L’Œuvre d'Été !", "initiatives/l-oeuvre-d-ete.md"},
		{"chapitre", "Écouter", "guide/08-ecouter.md"},
		{"rapport", "Rapport d'activités 2024", "rapports/2024.md"},
		{"rapport", "2024", "rapports/2024.md"},
		{"rapport", "Sans année", ""},
		{"page", "Carte", "pages/carte-page.md"},
		{"page", "Con", "pages/con-page.md"},
		{"terme", "COM1", "glossaire/com1-terme.md"},
		{"page", "LISEZMOI", "pages/lisezmoi-page.md"},
		{"page", "Readme", "pages/readme-page.md"},
		{"page", "« … »", ""},
		{"page", strings.Repeat("mot ", 60), "pages/" + strings.TrimSuffix(strings.Repeat("mot-", 20), "-") + ".md"},
	} {
		d := (&draft.Draft{Kind: site.KindNamed(c.kind), Title: c.title}).Prepare([]site.Entry{chapter})
		if got := d.Path(); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.kind, c.title, got, c.want)
		}
	}
}

func TestCommunes(t *testing.T) {
	_, l := newSite(t)
	for _, c := range []struct {
		text  string
		want  []string // the first ones
		exact bool
	}{
		{"namur", []string{"Namur"}, true},
		{"Brussel", []string{"Bruxelles"}, true},
		{"Namurr", []string{"Namur"}, false},
		{"charler", []string{"Charleroi"}, false},
		{"Strasbourg", []string{"Strasbourg"}, true},
		{"Noville (Luxembourg)", []string{"Noville"}, true},
		{"Xyzzyx", nil, false},
		{"", nil, false},
	} {
		found, exact := draft.Communes(l.Atlas, c.text)
		var names []string
		for _, f := range found {
			names = append(names, f.Name)
		}
		if exact != c.exact || len(names) < len(c.want) || !slices.Equal(names[:len(c.want)], c.want) {
			t.Errorf("Communes(%q) = %v, %v; want %v, %v", c.text, found, exact, c.want, c.exact)
		}
	}
}

// Each name that is proposed for a homonym names the place it was proposed for.
func TestHomonymsAreToldApart(t *testing.T) {
	_, l := newSite(t)
	several := 0
	for place := range l.Atlas.Places("BE") {
		found, _ := draft.Communes(l.Atlas, place.Name)
		if len(found) < 2 {
			continue
		}
		several++
		provinces := map[string]bool{}
		for _, f := range found {
			got, ok := l.Atlas.Find(f.Name, "BE")
			if !ok || provinces[got.Province] {
				t.Errorf("%q: %+v finds %+v", place.Name, f, got)
			}
			provinces[got.Province] = true
		}
	}
	if several == 0 {
		t.Error("no homonyms: nothing was tried")
	}
}

func TestWriteNeverReplaces(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a", "b.md")
	if err := draft.Write(name, []byte("un")); err != nil {
		t.Fatal(err)
	}
	if err := draft.Write(name, []byte("deux")); !os.IsExist(err) {
		t.Errorf("a second time: %v, want %v", err, fs.ErrExist)
	}
	data, err := os.ReadFile(name)
	if err != nil || string(data) != "un" {
		t.Errorf("holds %q, %v", data, err)
	}
	left, err := os.ReadDir(filepath.Dir(name))
	if err != nil || len(left) != 1 {
		t.Error(cmp.Diff(1, len(left)), err)
	}
}

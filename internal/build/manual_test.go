package build_test

import (
	"html"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/manual"
	"enrouteweb.org/balise/internal/site"
)

// helped is a small site of one entry, and what builds it.
func helped(t *testing.T) (string, *build.Builder) {
	t.Helper()
	dir := filepath.Join(scratch(t), "content")
	put(t, filepath.Join(dir, "site.yaml"), []byte("titre: Essai\nurl: https://exemple.be\n"))
	put(t, filepath.Join(dir, "vocabulaires.yaml"), vocabulary(t))
	put(t, filepath.Join(dir, "pages/a-propos.md"), []byte("---\ntitre: À propos\n---\nUn texte.\n"))
	b, err := build.New(build.Options{Content: dir})
	if err != nil {
		t.Fatal(err)
	}
	return dir, b
}

func built(t *testing.T, b *build.Builder, drafts bool) *build.Result {
	t.Helper()
	res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: drafts})
	if err != nil || !res.OK {
		t.Fatalf("%v\n%s", err, said(res.Diags))
	}
	return res
}

// TestTheManualIsNeverPublished: neither its pages, nor its style, nor a word of it elsewhere.
func TestTheManualIsNeverPublished(t *testing.T) {
	_, b := helped(t)
	served := built(t, b, true).Bytes()
	if served["aide/index.html"] == nil || strings.Contains(string(served["sitemap.xml"]), "/aide/") {
		t.Error("the preview has no manual, or tells search engines of it")
	}
	for name, data := range built(t, b, false).Bytes() {
		if strings.HasPrefix(name, "aide") || strings.HasPrefix(name, "assets/aide") || strings.HasSuffix(name, ".html") && strings.Contains(string(data), "/aide/") {
			t.Errorf("published: %s", name)
		}
	}
}

// TestTheManualIsWhole: each key of each type is on the type's page with what it means, each value of the site's lists is
// named, each code has its section and leads to it.
func TestTheManualIsWhole(t *testing.T) {
	_, b := helped(t)
	res := built(t, b, true)
	files := res.Bytes()
	page := func(url string) string {
		data := files["aide/"+url+"index.html"]
		if data == nil {
			t.Errorf("no page /aide/%s", url)
		}
		return html.UnescapeString(string(data))
	}
	if strings.Contains(page("initiatives/"), "sauf avec zone.</p>\n<p class=\"regles\">Facultatif") || !strings.Contains(page("initiatives/"), "<code>masquee</code> <span") {
		t.Error("the manual says that a town is needed, and that it is not; or not what hides a place")
	}
	home := page("")
	for _, k := range site.Kinds {
		holdsKeys(t, page(k.Dir+"/"), k.Dir, content.FieldsOf(k))
		if !strings.Contains(home, "content/"+k.Dir+"/") {
			t.Errorf("the manual does not say where to write %s", k.Un)
		}
	}
	holdsKeys(t, page("site/"), "site.yaml", content.ConfigFields())
	lists := page("vocabulaires/")
	holdsKeys(t, lists, "vocabulaires.yaml", slices.Concat(content.TermFields(), content.PlaceFields()))
	for _, name := range site.VocabularyNames {
		for _, term := range res.Site.Vocab.Lists[name].All() {
			if !strings.Contains(lists, "<code>"+term.ID+"</code>") {
				t.Errorf("the value %s of %s is not told", term.ID, name)
			}
		}
	}
	index := page("erreurs/")
	for _, m := range manual.Mistakes() {
		if !strings.Contains(index, `<li id="`+m.Code+`">`) || !strings.Contains(index, m.Theme+`/#`+m.Code+`"`) || !strings.Contains(page("erreurs/"+m.Theme+"/"), `id="`+m.Code+`"`) {
			t.Errorf("%s is not told", m.Code)
		}
	}
}

func holdsKeys(t *testing.T, page, where string, fields []content.Field) {
	t.Helper()
	for _, f := range fields {
		if !strings.Contains(page, `id="`+strings.ReplaceAll(f.Path, ".", "-")+`"`) || !strings.Contains(page, "<code>"+f.Key+"</code>") {
			t.Errorf("%s: the key %s is not told", where, f.Path)
		}
		if f.Doc == "" || f.Form != "" && manual.Form(f.Form) == "" {
			t.Errorf("%s: nothing says what %s means, or how %q is written", where, f.Path, f.Form)
		}
		for _, v := range f.Enum {
			if !strings.Contains(page, "<code>"+v+"</code>") {
				t.Errorf("%s: the value %s of %s is not told", where, v, f.Path)
			}
		}
		holdsKeys(t, page, where, f.Fields)
	}
}

var toCopy = regexp.MustCompile(`(?s)<pre class="a-copier"><code>(.*?)</code></pre>`)

// TestWhatIsToBeCopiedBuilds: the shortest file of each type, as the manual shows it, has no error; nor has it with the lines
// of any other key, but for what they name that is not there.
func TestWhatIsToBeCopiedBuilds(t *testing.T) {
	dir, b := helped(t)
	files := built(t, b, true).Bytes()
	for _, k := range site.Kinds {
		file := filepath.Join(k.Dir, "exemple.md")
		if k.Name == "rapport" {
			file = filepath.Join(k.Dir, "2020.md")
		}
		blocks := toCopy.FindAllSubmatch(files["aide/"+k.Dir+"/index.html"], -1)
		if len(blocks) < 2 {
			t.Fatalf("%s: nothing to copy", k.Dir)
		}
		whole := html.UnescapeString(string(blocks[0][1]))
		for i, text := range withEach(whole, blocks[1:]) {
			excused := absent
			if i > 0 {
				excused = slices.Concat(absent, chosen)
			}
			put(t, filepath.Join(dir, file), []byte(text))
			res, err := b.Run(deadline(t), build.Request{Today: testDay, Dry: true})
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range res.Diags {
				if d.Severity == diag.Erreur && !slices.Contains(excused, d.Code) {
					t.Errorf("%s: %s: %s\n%s", d.Pos.Place(), d.Code, d.Message, text)
				}
			}
		}
		put(t, filepath.Join(dir, file), []byte(whole))
	}
}

// Errors of an example alone: what it names is not there; the line of a key wants that of another, or bars it.
var (
	absent = []string{"reference-inconnue", "image-manquante", "document-manquant"}
	chosen = []string{"image-alt-manquant", "personne-ou-equipe"}
)

// withEach gives a file as it is, then with each block of lines it does not have yet.
func withEach(whole string, blocks [][][]byte) []string {
	out := []string{whole}
	for _, block := range blocks {
		lines := html.UnescapeString(string(block[1]))
		if key, _, _ := strings.Cut(lines, ":"); !strings.Contains(whole, "\n"+key+":") {
			out = append(out, strings.Replace(whole, "---\n", "---\n"+lines, 1))
		}
	}
	return out
}

// TestTheManualIsMadeOnce: a save of an entry leaves its pages as they were.
func TestTheManualIsMadeOnce(t *testing.T) {
	dir, b := helped(t)
	built(t, b, true)
	put(t, filepath.Join(dir, "pages/a-propos.md"), []byte("---\ntitre: À propos\n---\nUn autre texte.\n"))
	n := 0
	for _, f := range built(t, b, true).Files {
		if strings.HasPrefix(f.Path, "aide/") {
			if n++; !f.Kept {
				t.Errorf("%s was made again", f.Path)
			}
		}
	}
	if n < len(site.Kinds) {
		t.Errorf("%d pages of the manual", n)
	}
}

// TestTheManualOfASiteThatCannotBeBuilt: it is there all the same, with the style its pages need.
func TestTheManualOfASiteThatCannotBeBuilt(t *testing.T) {
	dir, b := helped(t)
	put(t, filepath.Join(dir, "pages/a-propos.md"), []byte("---\ntitre: À propos : nous\n---\n"))
	res, err := b.Run(deadline(t), build.Request{Today: testDay, Drafts: true})
	if err != nil || res.OK {
		t.Fatal(err, said(res.Diags))
	}
	apart := res.Apart()
	if apart["aide/erreurs/en-tete/index.html"] == nil || apart["index.html"] != nil {
		t.Error("the pages apart are not those of the manual")
	}
	for name := range apart {
		if strings.HasPrefix(name, "assets/site-") && strings.HasSuffix(name, ".css") {
			return
		}
	}
	t.Error("the manual has no style")
}

// TestExamplesMayBeHidden: what the program's own pages give as an example tells nothing of an entry that hides the very same
// place. It stops neither the publication nor the preview.
func TestExamplesMayBeHidden(t *testing.T) {
	dir, b := helped(t)
	example := map[string]string{}
	for _, f := range content.FieldsOf(site.KindNamed("initiative")) {
		example[f.Key] = f.Example
	}
	put(t, filepath.Join(dir, "initiatives/cachee.md"), []byte("---\ntitre: Cachée\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\nprecision: masquee\nadresse: "+
		example["adresse"]+"\ncoordonnees: "+example["coordonnees"]+"\n---\nUn texte.\n"))
	put(t, filepath.Join(dir, "initiatives/montree.md"), []byte("---\ntitre: Montrée\nsecteurs: [precarite]\nnature: entraide\ncommune: Mons\n---\nUn texte.\n"))
	for _, drafts := range []bool{false, true} {
		files := built(t, b, drafts).Bytes()
		if page := string(files["proposer/index.html"]); !strings.Contains(page, example["coordonnees"]) {
			t.Error("the page that shows the example is not there: the test tells nothing")
		}
		if drafts && !strings.Contains(string(files["aide/initiatives/index.html"]), example["adresse"]) {
			t.Error("nor is the manual")
		}
	}
}

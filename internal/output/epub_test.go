package output

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/site"
)

// written is a chapter with all that a text may hold: links of every sort, a picture twice, a table, a note, boxes.
const written = `<p>Voir <a href="/guide/recruter/#annonce">l’annonce</a>, <a href="/guide/recruter/">tout</a>, <a href="#liste">la liste</a>, <a href="/initiatives/transit/">Transit</a>, ` +
	`<a href="/media/note.pdf">une note</a> &amp; <a class="externe" rel="external" href="https://exemple.org/?a=1&amp;b=2">ailleurs</a>&nbsp;!<br>Suite<sup id="appel_1"><a href="#note_1" class="appel" role="doc-noteref" aria-label="Note 1">1</a></sup></p>
<figure><img src="/media/a%20b.png" alt="Six chaises" loading="lazy"><figcaption>Un cercle</figcaption></figure>
<p><img src="/media/a%20b.png" alt="Encore"> <img src="/media/c.avif" alt="Une photo"></p>
<section class="table" tabindex="0" aria-label="Tableau"><table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>un</td></tr></tbody></table></section>
<h2 id="liste">Liste</h2>
<ul><li class="task"><input type="checkbox" disabled id="tache_1"> <label for="tache_1">Appeler</label></li>
<li class="task"><input type="checkbox" disabled checked id="tache_2"> <label for="tache_2">Lire</label></li></ul>
<section class="notes" role="doc-endnotes" aria-label="Notes"><ol><li id="note_1"><p>n</p></li></ol></section>
`

func bookOf(base string) *book {
	chapter := func(step int, slug, body string, parts ...site.Heading) *site.Chapter {
		return &site.Chapter{Base: site.Base{Titre: "Étape « " + slug + " »", Resume: "D'abord.", Kind: site.KindNamed("chapitre"), Slug: slug, Body: site.Body{HTML: body, Headings: parts}}, Etape: step, ARetenir: []string{"Un & un"}}
	}
	s := &site.Site{Config: &site.Config{Titre: "Le réseau", Organisation: site.Ref{Text: "En Route"}, Licence: site.Licence{Contenu: "CC-BY-SA-4.0"}}, Today: site.Date{Year: 2026, Month: 3, Day: 9}}
	in := Input{Site: s, Assets: []File{{Path: "media/a b.png", Data: []byte("png")}, {Path: "media/c.avif", Data: []byte("avif")}}}
	return &book{maker: &maker{in: in, s: s, base: base}, taken: map[string]bool{},
		chapters: []*site.Chapter{chapter(1, "ecouter", written, site.Heading{Level: 2, ID: "liste", Text: "Liste"}), chapter(2, "recruter", `<h2 id="annonce">Annonce</h2>`)}}
}

// opened gives the files of a book by name, in order.
func opened(t *testing.T, data []byte) (map[string]string, []*zip.File) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range r.File {
		rc, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(rc)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(text)
	}
	return out, r.File
}

func (b *book) written(t *testing.T) []byte {
	t.Helper()
	data, err := b.zip()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestBook: what readers look for first is there and as they want it, every document is XML, and the same content gives the
// same bytes. sitetest has the whole judged by a validator.
func TestBook(t *testing.T) {
	data := bookOf("https://exemple.be").written(t)
	if again := bookOf("https://exemple.be").written(t); !bytes.Equal(data, again) {
		t.Error("two books of the same content differ")
	}
	files, order := opened(t, data)
	if f := order[0]; f.Name != "mimetype" || f.Method != zip.Store || len(f.Extra) > 0 || files["mimetype"] != "application/epub+zip" || !bytes.Equal(data[30:58], []byte("mimetypeapplication/epub+zip")) {
		t.Errorf("it starts with %+v", f.FileHeader)
	}
	for name, text := range files {
		if strings.HasSuffix(name, "ml") || strings.HasSuffix(name, ".opf") {
			wellFormed(t, name, text)
		}
	}
	for _, want := range []string{"META-INF/container.xml", "EPUB/livre.opf", "EPUB/sommaire_.xhtml", "EPUB/couverture_.xhtml", "EPUB/ecouter.xhtml", "EPUB/recruter.xhtml", "EPUB/style.css", "EPUB/media/a b.png"} {
		if files[want] == "" {
			t.Errorf("%s is not in %d files", want, len(files))
		}
	}
	hold(t, "livre.opf", files["EPUB/livre.opf"], `<dc:language>fr</dc:language>`, `<dc:publisher>En Route</dc:publisher>`, `<dc:rights>CC-BY-SA-4.0</dc:rights>`, `property="dcterms:modified">2026-03-09T00:00:00Z<`,
		`href="media/a%20b.png" media-type="image/png"`, `href="sommaire_.xhtml" media-type="application/xhtml+xml" properties="nav"`, `unique-identifier="id"`, `urn:uuid:`)
	if n := strings.Count(files["EPUB/livre.opf"], "image/png"); n != 1 {
		t.Errorf("the picture is there %d times", n)
	}
	hold(t, "sommaire_.xhtml", files["EPUB/sommaire_.xhtml"], `href="ecouter.xhtml#liste"`, `href="recruter.xhtml"`)
}

// TestBookChapter: what an element of the site becomes in the book.
func TestBookChapter(t *testing.T) {
	files, _ := opened(t, bookOf("https://exemple.be").written(t))
	got := files["EPUB/ecouter.xhtml"]
	hold(t, "ecouter.xhtml", got, `href="recruter.xhtml#annonce"`, `href="recruter.xhtml">`, `href="#liste"`, `href="https://exemple.be/initiatives/transit/"`, `href="https://exemple.be/media/note.pdf"`, `href="https://exemple.org/?a=1&amp;b=2"`,
		"\u00a0!<br/>Suite", `<img src="media/a%20b.png" alt="Six chaises"/>`, "Une photo</p>", "☐ <span>Appeler</span>", "☑ <span>Lire</span>", "Un &amp; un", "Étape «\u00a0ecouter\u00a0»", `xml:lang="fr"`)
	for _, bad := range []string{"<input", "<label", "tabindex", "avif", "loading"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is still in\n%s", bad, got)
		}
	}
	b := bookOf("")
	b.chapters[0].Image, b.chapters[0].ImageAlt, b.chapters[0].ImageCredit = "media/a b.png", `Une "table"`, "Un & un"
	files, _ = opened(t, b.written(t))
	hold(t, "with an image in its header", files["EPUB/ecouter.xhtml"], `<figure><img src="media/a%20b.png" alt="Une &#34;table&#34;"/><figcaption>Un &amp; un</figcaption></figure>`)
	hold(t, "without an address", files["EPUB/ecouter.xhtml"], `<span>Transit</span>`, `<span>une note</span>`, `href="recruter.xhtml"`, `href="https://exemple.org/`)
}

// TestBookDay: the day of the book is that of the newest change, when an editor gives one.
func TestBookDay(t *testing.T) {
	b := bookOf("")
	b.chapters[1].MisAJour = site.Date{Year: 2025, Month: 12, Day: 1}
	files, order := opened(t, b.written(t))
	hold(t, "livre.opf", files["EPUB/livre.opf"], "2025-12-01T00:00:00Z")
	if d := order[1].Modified.UTC().Format("2006-01-02"); d != "2025-12-01" {
		t.Errorf("its files are of %s", d)
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v\n%s", name, err, text)
			return
		}
	}
}

func hold(t *testing.T, name, text string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in\n%s", name, want, text)
		}
	}
}

package content

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/diag"
)

// said gives what is said of a whole folder: "path severity code", in order.
func said(files []File) []string {
	_, list := Decode(files, options(), new(Cache))
	var out []string
	for _, d := range list.Sorted() {
		out = append(out, strings.TrimPrefix(d.Pos.File, "content/")+" "+d.Severity.String()+" "+d.Code)
	}
	return out
}

func TestNames(t *testing.T) {
	ok := head("titre: A")
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"right ones", map[string]string{"pages/a.md": ok, "media/a.jpg": "x", "media/dossier/b.pdf": "x"}, nil},
		{"no site.yaml", map[string]string{"site.yaml": "absent"}, []string{"site.yaml erreur fichier-manquant"}},
		{"no vocabulaires.yaml", map[string]string{"vocabulaires.yaml": "absent"}, []string{"vocabulaires.yaml erreur fichier-manquant"}},
		{"site.yml", map[string]string{"site.yaml": "absent", "site.yml": siteYAML}, []string{"site.yml erreur nom-de-fichier"}},
		{"Site.yaml", map[string]string{"site.yaml": "absent", "Site.yaml": siteYAML}, []string{"Site.yaml erreur nom-de-fichier"}},
		{"site.yaml.txt", map[string]string{"site.yaml": "absent", "site.yaml.txt": siteYAML}, []string{"site.yaml.txt erreur nom-de-fichier"}},
		{"vocabulaire.yaml", map[string]string{"vocabulaires.yaml": "absent", "vocabulaire.yaml": vocabYAML}, []string{"vocabulaire.yaml erreur nom-de-fichier"}},
		{"text at the root", map[string]string{"a.md": ok}, []string{"a.md erreur fichier-sans-type"}},
		{"image at the root", map[string]string{"a.jpg": "x"}, []string{"a.jpg erreur fichier-sans-type"}},
		{"folder misspelt", map[string]string{"initiative/a.md": ok, "initiative/b.md": ok}, []string{"initiative erreur fichier-sans-type"}},
		{"folder in capitals", map[string]string{"Pages/a.md": ok}, []string{"Pages erreur fichier-sans-type"}},
		{"nested", map[string]string{"pages/sous/a.md": ok, "pages/sous/dossier/b.md": ok}, []string{"pages/sous erreur dossier-imbrique"}},
		{"nested in an unknown folder", map[string]string{"zut/sous/a.md": ok}, []string{"zut erreur fichier-sans-type"}},
		{"image beside a text", map[string]string{"pages/a.jpg": "x"}, []string{"pages/a.jpg erreur fichier-hors-place"}},
		{"word document", map[string]string{"pages/a.docx": "x"}, []string{"pages/a.docx erreur fichier-hors-place"}},
		{"no extension", map[string]string{"pages/a": ok}, []string{"pages/a erreur fichier-hors-place"}},
		{"md.txt", map[string]string{"pages/a.md.txt": ok}, []string{"pages/a.md.txt avertissement extension"}},
		{"markdown", map[string]string{"pages/a.markdown": ok}, []string{"pages/a.markdown avertissement extension"}},
		{"capital extension", map[string]string{"pages/a.MD": ok}, []string{"pages/a.MD conseil extension"}},
		{"copies", map[string]string{
			"pages/a (1).md": ok, "pages/a - Copie.md": ok, "pages/a - Copie (2).md": ok, "pages/copie de a.md": ok, "pages/Copy of a.md": ok, "pages/a copie.md": ok,
			"pages/a (Copie en conflit de Jeanne 2026-01-02).md": ok, "pages/a (conflicted copy).md": ok, "pages/a.sync-conflict-20260102-101112-ABCDEF.md": ok,
		}, []string{
			"pages/Copy of a.md avertissement copie", "pages/a (1).md avertissement copie", "pages/a (Copie en conflit de Jeanne 2026-01-02).md avertissement copie",
			"pages/a (conflicted copy).md avertissement copie", "pages/a - Copie (2).md avertissement copie", "pages/a - Copie.md avertissement copie", "pages/a copie.md avertissement copie",
			"pages/a.sync-conflict-20260102-101112-ABCDEF.md avertissement copie", "pages/copie de a.md avertissement copie",
		}},
		{"words that look like copies", map[string]string{"pages/photocopie.md": ok, "pages/la-copie.md": ok, "pages/conflits.md": ok}, nil},
		{"easy to read", map[string]string{"pages/a.falc.md": ok}, []string{"pages/a.falc.md avertissement suffixe-reserve"}},
		{"translation", map[string]string{"pages/a.nl.md": ok, "pages/b.nl.md": head("titre: B", "zut: x")}, []string{"pages/a.nl.md conseil traduction-en-attente", "pages/b.nl.md erreur cle-inconnue"}},
		{"language of the site", map[string]string{"pages/a.fr.md": ok}, []string{"pages/a.fr.md avertissement suffixe-de-langue"}},
		{"language not listed", map[string]string{"pages/a.de.md": ok}, []string{"pages/a.de.md avertissement suffixe-de-langue"}},
		{"a dot that is no language", map[string]string{"pages/compte.rendu.md": ok}, nil},
		{"no slug", map[string]string{"pages/!!!.md": ok, "pages/---.md": ok}, []string{"pages/!!!.md erreur nom-de-fichier", "pages/---.md erreur nom-de-fichier"}},
		{"too big", map[string]string{"pages/a.md": ok + strings.Repeat("texte\n", 100_000)}, []string{"pages/a.md erreur fichier-trop-gros"}},
		{"same slug", map[string]string{"pages/ecole.md": ok, "pages/École.md": ok, "pages/03-ecole.md": ok}, []string{"pages/ecole.md erreur adresse-en-double", "pages/École.md erreur adresse-en-double"}},
		{"same slug, decomposed", map[string]string{"pages/école.md": ok, "pages/e\u0301cole.md": ok}, []string{"pages/école.md erreur adresse-en-double"}},
		{"same slug, other types", map[string]string{"pages/a.md": ok, "organisations/a.md": ok}, nil},
		{"reserved", map[string]string{"pages/carte.md": ok, "pages/02-media.md": ok}, []string{"pages/02-media.md erreur adresse-reservee", "pages/carte.md erreur adresse-reservee"}},
		{"media is a file", map[string]string{"media": "x"}, []string{"media erreur fichier-sans-type"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := folder(c.files)
			if diff := cmp.Diff(c.want, said(files)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			_, list := Decode(files, options(), new(Cache))
			for _, d := range list {
				if d.Message == "" || d.Hint == "" {
					t.Errorf("%+v: no message or hint", d)
				}
			}
		})
	}
}

func TestIgnored(t *testing.T) {
	for name, want := range map[string]bool{
		".DS_Store": true, ".git": true, "desktop.ini": true, "Desktop.ini": true, "Thumbs.db": true, "~$relais.md": true, "relais.md~": true, "relais.md.swp": true,
		"relais.md.tmp": true, "relais.tmp.4913": true, "README.md": true, "LISEZMOI.md": true, "lisezmoi.md": true, "#relais.md#": true,
		"relais.md": false, "tmp.md": false, "readme-plus.md": false,
	} {
		if ignored(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func TestLinksAndUnreadable(t *testing.T) {
	files := folder(map[string]string{"pages/a.md": head("titre: A")})
	files = append(files, File{Path: "pages/b.md", Mode: Link}, File{Path: "pages/c.md", Mode: Unreadable})
	want := []string{"pages/b.md avertissement raccourci", "pages/c.md erreur fichier-illisible"}
	if diff := cmp.Diff(want, said(files)); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

// TestNamePhrases keeps what is said of names, to be read aloud when it changes.
func TestNamePhrases(t *testing.T) {
	ok := head("titre: A")
	_, list := Decode(folder(map[string]string{
		"site.yaml": "absent", "site.yml": "x", "vocabulaires.yaml": "absent", "a.md": ok, "a.jpg": "", "initiative/a.md": ok, "zut/a.md": ok, "pages/sous/a.md": ok,
		"pages/a.jpg": "", "pages/a.docx": "", "pages/a": "", "pages/a.ods": "", "pages/a.md.txt": "", "pages/a.markdown": ok, "pages/b.MD": ok, "pages/a (1).md": ok, "pages/a.falc.md": ok,
		"pages/a.fr.md": ok, "pages/a.de.md": ok, "pages/!!.md": ok, "pages/g.md": strings.Repeat("a", MaxSize+1), "pages/ecole.md": ok, "pages/école.md": ok, "pages/carte.md": ok,
	}), options(), new(Cache))
	_, more := Decode(folder(map[string]string{"pages/a.nl.md": ok, "pages/b.nl.md": ok}), options(), new(Cache))
	files := append(folder(nil), File{Path: "pages/b.md", Mode: Link}, File{Path: "pages/c.md", Mode: Unreadable})
	_, most := Decode(files, options(), new(Cache))
	var b strings.Builder
	if err := diag.Text(&b, append(append(list.Sorted(), more...), most...), diag.Style{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "names.txt", []byte(b.String()))
}

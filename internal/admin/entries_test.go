package admin

import (
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestValuesComeAsTyped: what YAML would make numbers, dates and booleans of are texts, and lists are lists.
func TestValuesComeAsTyped(t *testing.T) {
	d := newDesk(t)
	d.put("initiatives/x.md", "---\ntitre: 2022\nbrouillon: true\nsecteurs: precarite\nnature: ~\npays: NO\ncode_postal: 01000\ncoordonnees: [50.8503, 4.3517]\ndepuis: 2022-02\ncontact: {telephone: 0487123456}\nchiffres: [{valeur: 80, libelle: x}]\ninconnue: y\n---\n")
	want := map[string]any{"titre": "2022", "brouillon": "oui", "secteurs": []any{"precarite"}, "pays": "NO", "code_postal": "01000", "coordonnees": "50.8503, 4.3517", "depuis": "2022-02",
		"contact": map[string]any{"telephone": "0487123456"}, "chiffres": []any{map[string]any{"valeur": "80", "libelle": "x"}}}
	got := d.open("initiatives/x.md")
	state, _ := got[stateKey].(string)
	delete(got, stateKey)
	if diff := cmp.Diff(want, got); diff != "" || state == "" {
		t.Error(diff, state)
	}
	d.put("activites/a.md", "---\ntitre: A\npour: [smes, {organisation: dune, participants: 3}]\n---\n")
	if diff := cmp.Diff([]any{map[string]any{"organisation": "smes"}, map[string]any{"organisation": "dune", "participants": "3"}}, d.open("activites/a.md")["pour"]); diff != "" {
		t.Error(diff)
	}
}

func TestANewFiche(t *testing.T) {
	d := newDesk(t)
	data := map[string]any{"titre": "L’Îlot", "brouillon": "oui", "secteurs": []string{"precarite"}, "nature": "entraide", "coordonnees": "50.46690, 4.86750", "contact": map[string]any{"telephone": "0487123456", "site": ""},
		"chiffres": []any{map[string]any{"valeur": "NO", "libelle": "x"}}, "body": "## Objectifs\n\nVivre.", "_nom": "l-ilot", "_page": "p"}
	if status, said := d.save("initiatives/l-ilot.md", data, true); status != 200 {
		t.Fatal(status, said)
	}
	want := "---\ntitre: L’Îlot\nbrouillon: oui\nsecteurs: [precarite]\nnature: entraide\ncoordonnees: 50.46690, 4.86750\nchiffres:\n  - valeur: NO\n    libelle: x\ncontact:\n  telephone: 0487123456\n---\n## Objectifs\n\nVivre.\n"
	if diff := cmp.Diff(want, d.read("initiatives/l-ilot.md")); diff != "" {
		t.Error(diff)
	}
	if status, said := d.save("portraits/camille.md", map[string]any{"titre": "Camille"}, true); status != 200 {
		t.Error("in a folder that is not there yet:", status, said)
	}
	for name, says := range map[string]string{
		"initiatives/l-ilot.md": "Il y a déjà un fichier", "initiatives/relais.md": "Il y a déjà un fichier", "initiatives/L-Ilot.md": "ne convient pas", "initiatives/Été.md": "ne convient pas",
		"initiatives/un nom.md": "ne convient pas", "initiatives/-.md": "ne convient pas", "site.yaml": "ne convient pas",
	} {
		if status, said := d.save(name, map[string]any{"titre": "x"}, true); status == 200 || !strings.Contains(said, says) {
			t.Errorf("%s: %d %s, want %q", name, status, said, says)
		}
	}
	d.put("initiatives/Été.md", "---\ntitre: Été\n---\n")
	if status, said := d.save("initiatives/ete.md", map[string]any{"titre": "Été"}, true); status != 409 {
		t.Errorf("a name that another system would take for Été.md: %d %s", status, said)
	}
	if status, said := d.save("initiatives/long.md", map[string]any{"titre": "x", "body": strings.Repeat("x", 600<<10)}, true); status != 413 || !strings.Contains(said, "trop longue") {
		t.Error(status, said)
	}
	for _, data := range []map[string]any{{"titre": []any{"x", "y"}}, {"contact": "x"}, {"chiffres": []any{"x"}}, {"secteurs": []any{map[string]any{}}}, {"body": []any{"x"}}} {
		if status, said := d.save("initiatives/autre.md", data, true); status != 400 || !strings.Contains(said, "forme attendue") {
			t.Errorf("%v: %d %s", data, status, said)
		}
	}
	nothingAside(t, d)
}

// nothingAside: no file of a save that was under way is left.
func nothingAside(t *testing.T, d *desk) {
	t.Helper()
	for name := range tree(t, d.dir) {
		if strings.Contains(name, ".tmp") {
			t.Error(name)
		}
	}
}

func TestAChangeTouchesItsLineAlone(t *testing.T) {
	d := newDesk(t)
	data := d.open("initiatives/relais.md")
	data["contact"] = map[string]any{"telephone": "081 12 34 56"}
	if status, said := d.save("initiatives/relais.md", data, false); status != 200 {
		t.Fatal(status, said)
	}
	if diff := cmp.Diff(strings.Replace(fiche, "0487123456", "081 12 34 56", 1), d.read("initiatives/relais.md")); diff != "" {
		t.Error(diff)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(filepath.Join(d.dir, "initiatives", "relais.md")); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("its rights changed: %v %v", info.Mode(), err)
		}
	}
	nothingAside(t, d)
}

func TestSavesThatWouldUndoAnother(t *testing.T) {
	d := newDesk(t)
	const name = "initiatives/relais.md"
	first, second := d.open(name), d.open(name)
	first["_page"], second["_page"] = "une", "deux"
	first["commune"] = "Liège"
	for i, commune := range []string{"Liège", "Dinant"} { // the form is not shown the file again between two saves
		first["commune"] = commune
		if status, said := d.save(name, first, false); status != 200 {
			t.Fatalf("save %d: %d %s", i, status, said)
		}
	}
	saved := d.read(name)
	second["commune"] = "Mons"
	if status, said := d.save(name, second, false); status != 409 || !strings.Contains(said, "a changé sur le disque") || !strings.Contains(said, "rien n’a été écrit") {
		t.Errorf("another page with the older state: %d %s", status, said)
	}
	d.put(name, saved+"\nUn mot de plus.\n")
	if status, said := d.save(name, first, false); status != 409 {
		t.Errorf("changed in a text editor: %d %s", status, said)
	}
	if got := d.read(name); got != saved+"\nUn mot de plus.\n" {
		t.Error(got)
	}
	if status, said := d.save(name, map[string]any{"titre": "x"}, false); status != 409 {
		t.Errorf("without a state: %d %s", status, said)
	}
	if err := os.Remove(filepath.Join(d.dir, filepath.FromSlash(name))); err != nil {
		t.Fatal(err)
	}
	if status, said := d.save(name, first, false); status != 409 || !strings.Contains(said, "effacé ou renommé") {
		t.Errorf("erased meanwhile: %d %s", status, said)
	}
	d.put("initiatives/casse.md", "---\ntitre: [x\n---\n")
	broken := d.open("initiatives/casse.md")
	broken["titre"] = "Réparé"
	if status, said := d.save("initiatives/casse.md", broken, false); status != 409 || !strings.Contains(said, "éditeur de texte") || !strings.Contains(said, "Ligne 2") {
		t.Errorf("a file that cannot be read: %d %s", status, said)
	}
	if got := d.read("initiatives/casse.md"); got != "---\ntitre: [x\n---\n" {
		t.Error(got)
	}
}

func TestDeletingWhatHasChangedMeanwhile(t *testing.T) {
	d := newDesk(t)
	const name = "initiatives/relais.md"
	erase := func() (int, string) {
		return d.do("deleteFiles", map[string]any{"paths": []string{"content/initiatives/neuf.md", "content/" + name}}, nil)
	}
	d.put("initiatives/neuf.md", fiche)
	d.open(name)
	d.put(name, fiche+"\nUn mot de plus.\n")
	if status, said := erase(); status != 409 || !strings.Contains(said, "a changé sur le disque") || !strings.Contains(said, "rien n’a été effacé") {
		t.Errorf("changed in a text editor: %d %s", status, said)
	}
	if d.read(name) != fiche+"\nUn mot de plus.\n" || d.read("initiatives/neuf.md") != fiche {
		t.Error("a file of a deletion that was refused is gone")
	}
	data := d.open(name) // the editor has looked again
	data["commune"] = "Mons"
	if status, said := d.save(name, data, false); status != 200 {
		t.Fatalf("%d %s", status, said)
	}
	if status, said := erase(); status != 200 {
		t.Errorf("as the form knows it: %d %s", status, said)
	}
	if _, err := os.Stat(filepath.Join(d.dir, filepath.FromSlash(name))); err == nil {
		t.Error("still there")
	}
	if got := d.read(".corbeille/initiatives/neuf.md"); got != fiche {
		t.Errorf("in the bin: %q", got)
	}
}

// TestTheBinKeepsEverything: what was deleted twice under one name is there twice, and Git is told to leave it all here.
func TestTheBinKeepsEverything(t *testing.T) {
	d := newDesk(t)
	for _, text := range []string{"premier", "deuxième", "troisième"} {
		d.put("portraits/a.md", text)
		if status, said := d.do("deleteFile", map[string]any{"path": "content/portraits/a.md"}, nil); status != 200 {
			t.Fatalf("%d %s", status, said)
		}
	}
	got := map[string]string{}
	for _, name := range []string{"portraits/a.md", "portraits/a (2).md", "portraits/a (3).md", ".gitignore"} {
		got[name] = d.read(".corbeille/" + name)
	}
	want := map[string]string{"portraits/a.md": "premier", "portraits/a (2).md": "deuxième", "portraits/a (3).md": "troisième", ".gitignore": "*\n"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestAFicheMoves(t *testing.T) {
	d := newDesk(t)
	data := d.open("initiatives/relais.md")
	raw := `{"titre": "Le Relais", "secteurs": ["precarite"], "nature": "entraide", "commune": "Namur", "code_postal": "01000", "contact": {"telephone": "0487123456"}, "body": "Le texte.", "_etat": "` + data[stateKey].(string) + `"}`
	move := func(to string) (int, string) {
		return d.do("persistEntry", map[string]any{"dataFiles": []any{map[string]any{"path": "content/initiatives/relais.md", "newPath": "content/" + to, "raw": raw}}}, nil)
	}
	for _, to := range []string{"portraits/relais.md", "initiatives/Le Relais.md", "site.yaml"} {
		if status, said := move(to); status != 400 {
			t.Errorf("%s: %d %s", to, status, said)
		}
	}
	if status, said := move("initiatives/le-relais.md"); status != 200 {
		t.Fatal(status, said)
	}
	if got := d.read("initiatives/le-relais.md"); got != fiche {
		t.Error(got)
	}
	if _, err := os.Stat(filepath.Join(d.dir, "initiatives", "relais.md")); err == nil {
		t.Error("the old file is still there")
	}
}

func TestTheSettingsAreAFileToo(t *testing.T) {
	d := newDesk(t)
	d.put("site.yaml", "titre: Essai # le nom\nurgence: [{libelle: Télé-Accueil, telephone: \"107\"}]\n")
	var list []entry
	if status, said := d.do("entriesByFiles", map[string]any{"files": []any{map[string]any{"path": "content/site.yaml", "label": "Le site"}}}, &list); status != 200 || len(list) != 1 || list[0].File.Label != "Le site" {
		t.Fatal(status, said, list)
	}
	data := d.data(list[0])
	data["url"] = "https://exemple.be"
	if status, said := d.save("site.yaml", data, false); status != 200 {
		t.Fatal(status, said)
	}
	if got := d.read("site.yaml"); got != "titre: Essai # le nom\nurl: https://exemple.be\nurgence: [{libelle: Télé-Accueil, telephone: \"107\"}]\n" {
		t.Error(got)
	}
	if status, said := d.do("deleteFiles", map[string]any{"paths": []string{"content/site.yaml"}}, nil); status != 403 {
		t.Error(status, said)
	}
}

// signature is how a PNG starts, in base64.
const signature = "iVBORw0KGgo="

// An image that comes with a fiche which is then refused is not left behind; one that was there before stays.
func TestImagesOfARefusedFicheGoAgain(t *testing.T) {
	d := newDesk(t)
	d.put("media/ancienne.png", "\x89PNG\r\n\x1a\n")
	data := d.open("initiatives/relais.md")
	raw, err := json.Marshal(data)
	if err != nil {
		t.Fatal(err)
	}
	a, root := newAPI(d.dir), func() *os.Root {
		root, err := os.OpenRoot(d.dir)
		if err != nil {
			t.Fatal(err)
		}
		return root
	}()
	defer root.Close()
	s, err := a.prepare(root, dataFile{Path: "content/initiatives/relais.md", Raw: string(raw)}, false)
	if err != nil {
		t.Fatal(err)
	}
	s.data = append(s.data, "Un mot.\n"...)
	d.put("initiatives/relais.md", fiche+"\nChangé entre le jugement et l'écriture.\n")
	var images []picture
	for _, name := range []string{"neuve", "ancienne"} {
		image, err := decode(asset{Path: "content/media/" + name + ".png", Content: signature, Encoding: "base64"})
		if err != nil {
			t.Fatal(err)
		}
		images = append(images, image)
	}
	if err := a.withImages(root, images, func() error { return s.write(a, root) }); err == nil {
		t.Fatal("written over")
	}
	if _, err := os.Stat(filepath.Join(d.dir, "media/neuve.png")); !os.IsNotExist(err) {
		t.Error("the new image stays", err)
	}
	if d.read("media/ancienne.png") == "" {
		t.Error("the old image is gone")
	}
}

func TestImagesAndDocuments(t *testing.T) {
	d := newDesk(t)
	var m medium
	if status, said := d.do("persistMedia", map[string]any{"asset": map[string]any{"path": "content/media/equipe.png", "content": signature, "encoding": "base64"}}, &m); status != 200 || m.Name != "equipe.png" || m.Path != "content/media/equipe.png" {
		t.Fatal(status, said, m)
	}
	if got := d.read("media/equipe.png"); got != "\x89PNG\r\n\x1a\n" {
		t.Error(got)
	}
	d.put("media/carte.tif", "x") // of a kind that is not published: not shown
	var list []medium
	if status, said := d.do("getMedia", map[string]any{"mediaFolder": "content/media"}, &list); status != 200 || len(list) != 1 || list[0].Content != m.Content || list[0].ID != m.ID {
		t.Error(status, said, list)
	}
	if status, said := d.do("getMediaFile", map[string]any{"path": "content/media/equipe.png"}, &m); status != 200 {
		t.Error(status, said)
	}
	for _, c := range []struct {
		path, content, encoding string
		status                  int
		says                    string
	}{
		{"content/media/x.html", "eA==", "base64", 400, "ne peut pas être publié"},
		{"content/media/Equipe.png", signature, "base64", 409, "Il y a déjà un fichier"},
		{"content/media/photo.jpg", signature, "base64", 400, "n’est pas ce que dit la fin de son nom"},
		{"content/initiatives/x.md", "eA==", "base64", 400, "dossier media"},
		{"content/media/x.png", "%%", "base64", 400, "abîmé"},
		{"content/media/x.png", "x", "utf8", 400, "comme il faut"},
		{"content/media/x.png", base64.StdEncoding.EncodeToString(make([]byte, maxMedia+1)), "base64", 413, "8 Mo"},
	} {
		if status, said := d.do("persistMedia", map[string]any{"asset": map[string]any{"path": c.path, "content": c.content, "encoding": c.encoding}}, nil); status != c.status || !strings.Contains(said, c.says) {
			t.Errorf("%s: %d %s, want %d %q", c.path, status, said, c.status, c.says)
		}
	}
	if status, said := d.do("persistMedia", map[string]any{}, nil); status != 400 {
		t.Error(status, said)
	}
	if status, said := d.do("deleteFiles", map[string]any{"paths": []string{"content/media/equipe.png", "content/initiatives/relais.md"}}, nil); status != 200 {
		t.Error(status, said)
	}
	if left := tree(t, d.dir); len(left) != 4+3 { // two in the bin, and its .gitignore
		t.Error(left)
	}
	nothingAside(t, d)
}

// TestManyImagesAreNotSentWhole: Decap asks for all of them at once.
func TestManyImagesAreNotSentWhole(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		d.put("media/"+name+".jpg", strings.Repeat("x", 7<<20))
	}
	var list []medium
	if status, said := d.do("getMedia", map[string]any{"mediaFolder": "content/media"}, &list); status != 200 || len(list) != 5 {
		t.Fatal(status, said, len(list))
	}
	sent := 0
	for _, m := range list {
		sent += len(m.Content)
	}
	if sent > budget+maxMedia*4/3 || sent == 0 {
		t.Errorf("%d bytes", sent)
	}
}

// Another page made for the same protocol sends whole Markdown files. A new one is written as it came; of one that is there,
// what is not changed keeps its bytes; and one that changed since it was shown is not written over.
func TestWholeFilesAreTakenToo(t *testing.T) {
	d := newDesk(t)
	send := func(name, raw string, fresh bool) (int, string) {
		return d.do("persistEntry", map[string]any{"entry": map[string]any{"path": "content/" + name, "slug": "x", "raw": raw}, "assets": []any{}, "options": map[string]any{"newEntry": fresh}}, nil)
	}
	const fresh = "---\ntitre: 'Le Phare'\n# gardé\nsecteurs: [precarite]\n---\nTexte.\n"
	if status, said := send("initiatives/le-phare.md", fresh, true); status != 200 {
		t.Fatal(status, said)
	}
	if got := d.read("initiatives/le-phare.md"); got != fresh {
		t.Error(got)
	}
	if status, said := send("initiatives/casse-net.md", "---\ntitre: [x\n---\n", true); status != 400 || !strings.Contains(said, "Ligne 2") {
		t.Errorf("a file that cannot be read: %d %s", status, said)
	}
	changed := "---\ntitre: Le Phare\nsecteurs:\n  - precarite\nnature: entraide\n---\nTexte.\n"
	if status, said := send("initiatives/le-phare.md", changed, false); status != 200 {
		t.Fatal(status, said)
	}
	if got, want := d.read("initiatives/le-phare.md"), strings.Replace(fresh, "[precarite]\n", "[precarite]\nnature: entraide\n", 1); got != want {
		t.Error(got)
	}
	d.put("initiatives/le-phare.md", fresh)
	if status, _ := send("initiatives/le-phare.md", changed, false); status != 409 {
		t.Errorf("changed since it was shown: %d", status)
	}
	d.open("initiatives/le-phare.md")
	if status, said := send("initiatives/le-phare.md", changed, false); status != 200 {
		t.Errorf("shown again: %d %s", status, said)
	}
}

package content

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/site"
)

const commented = `---
# La fiche du Relais
titre: "Le Relais"   # son nom d'usage
resume: 'Un lieu d''écoute'
secteurs: [ sante-mentale,precarite ]
nature: entraide

inconnue: garder  # une clé d'ailleurs
commune: Namur
code_postal: 01000
pays: NO
coordonnees: [50.4669, 4.8675]
depuis: 2022-02
contact:
  # l'accueil répond le matin
  telephone: 0487123456 # GSM
  fax: 12
  site: https://exemple.be
acces: {cout: gratuit, tarif: x, langues: [fr,  nl]}
partenaires:
  - Smes
  # un ami
  - "Le Forum"
chiffres:
- valeur: 80 %
  # bonne nouvelle
  libelle: vers un emploi
- {valeur: "4", libelle: pairs}
verifie_le: 2026-03-12
# fin
---

Le texte.
`

// edited patches a file after one change to what a form shows of it.
func edited(t *testing.T, file string, change func(map[string]Item)) string {
	t.Helper()
	k := site.KindNamed("initiative")
	items, body, err := Extract(k, []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	byKey := map[string]Item{}
	for _, i := range items {
		byKey[i.Key] = i
	}
	if change != nil {
		change(byKey)
	}
	var header []Item
	for _, i := range byKey {
		header = append(header, i)
	}
	out, err := Patch(k, []byte(file), header, body)
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

func TestPatchChangesOnlyWhatTheFormChanged(t *testing.T) {
	text := func(key, value string) func(map[string]Item) {
		return func(m map[string]Item) { m[key] = Item{Key: key, Text: value} }
	}
	in := func(key string, items ...Item) func(map[string]Item) {
		return func(m map[string]Item) {
			group := m[key]
			for _, want := range items {
				var keys []Item
				for _, i := range group.Keys {
					if i.Key != want.Key {
						keys = append(keys, i)
					}
				}
				group.Keys = append(keys, want)
			}
			m[key] = group
		}
	}
	for _, c := range []struct {
		what   string
		change func(map[string]Item)
		edits  []string // pairs: what is replaced, and by what
	}{
		{"nothing", nil, nil},
		{"a text, its remark stays", text("titre", "Le Relais: ici"), []string{`"Le Relais"`, `"Le Relais: ici"`}},
		{"a text that needs no marks", text("resume", "Un lieu"), []string{`'Un lieu d''écoute'`, `Un lieu`}},
		{"a code", text("code_postal", "05000"), []string{"01000", "05000"}},
		{"coordinates", text("coordonnees", "50.5, 4.5"), []string{"[50.4669, 4.8675]", "50.5, 4.5"}},
		{"a key of a group, its remark stays", in("contact", Item{Key: "telephone", Text: "081 12 34 56"}), []string{"0487123456 #", "081 12 34 56 #"}},
		{"a new key of a group, in order", in("contact", Item{Key: "nom", Text: "Accueil"}), []string{"contact:\n", "contact:\n  nom: Accueil\n"}},
		{"one key of a group less", in("contact", Item{Key: "site"}), []string{"  site: https://exemple.be\n", ""}},
		{"a group between braces", in("acces", Item{Key: "pmr", Text: "oui"}, Item{Key: "cout", Text: "5 €, sur place"}), []string{"{cout: gratuit, tarif: x,", `{cout: "5 €, sur place", tarif: x, pmr: oui,`}},
		{"an element of brackets", func(m map[string]Item) { m["secteurs"] = Item{Key: "secteurs", List: []string{"sante-mentale"}} }, []string{"[ sante-mentale,precarite ]", "[sante-mentale]"}},
		{"an element of dashes", func(m map[string]Item) {
			m["partenaires"] = Item{Key: "partenaires", List: []string{"Smes", "Transit", "Le Forum"}}
		}, []string{"  - Smes\n", "  - Smes\n  - Transit\n"}},
		{"an element of dashes less", func(m map[string]Item) { m["partenaires"] = Item{Key: "partenaires", List: []string{"Le Forum"}} }, []string{"  - Smes\n", ""}},
		{"a figure", func(m map[string]Item) {
			m["chiffres"] = Item{Key: "chiffres", Groups: [][]Item{{{Key: "valeur", Text: "81 %"}, {Key: "libelle", Text: "vers un emploi"}, {Key: "source", Text: "Smes"}}, m["chiffres"].Groups[1]}}
		}, []string{"80 %", "81 %", "  libelle: vers un emploi\n", "  libelle: vers un emploi\n  source: Smes\n"}},
		{"a figure between braces", func(m map[string]Item) {
			m["chiffres"] = Item{Key: "chiffres", Groups: [][]Item{m["chiffres"].Groups[0], {{Key: "valeur", Text: "5"}, {Key: "libelle", Text: "pairs"}}}}
		}, []string{`valeur: "4"`, `valeur: 5`}},
		{"a new key, in order", text("adresse", "Rue de Fer 12"), []string{"coordonnees: [50.4669, 4.8675]\n", "coordonnees: [50.4669, 4.8675]\nadresse: Rue de Fer 12\n"}},
		{"a key less", func(m map[string]Item) { delete(m, "depuis") }, []string{"depuis: 2022-02\n", ""}},
		{"a key less, that has others unknown to balise", func(m map[string]Item) { delete(m, "contact") }, []string{"  telephone: 0487123456 # GSM\n", "", "  site: https://exemple.be\n", ""}},
		{"several lines", text("cadre", "Un.\n\nDeux."), []string{"chiffres:\n", "cadre: |-\n  Un.\n\n  Deux.\nchiffres:\n"}},
	} {
		want := commented
		for i := 0; i < len(c.edits); i += 2 {
			want = strings.Replace(want, c.edits[i], c.edits[i+1], 1)
		}
		if diff := cmp.Diff(want, edited(t, commented, c.change)); diff != "" {
			t.Errorf("%s: %s", c.what, diff)
		}
		windows := func(s string) string { return bom + strings.ReplaceAll(s, "\n", "\r\n") }
		if diff := cmp.Diff(windows(want), edited(t, windows(commented), c.change)); diff != "" {
			t.Errorf("%s, with the line ends of Windows: %s", c.what, diff)
		}
	}
}

func TestPatchChangesTheTextAlone(t *testing.T) {
	k := site.KindNamed("initiative")
	for _, end := range []string{"\n", "\r\n"} {
		file := strings.ReplaceAll(commented, "\n", end)
		items, _, err := Extract(k, []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		got, err := Patch(k, []byte(file), items, "Un autre texte.\n\nEn deux parties.")
		want := strings.Replace(file, "Le texte.", "Un autre texte."+end+end+"En deux parties.", 1)
		if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
}

func TestPatchRefusesWhatItCannotRead(t *testing.T) {
	for file, want := range map[string]string{
		"":                                  "vide",
		"titre: x\n":                        "n'est pas ouvert",
		"---\ntitre: x\n":                   "jamais fermé",
		"---\ntitre: [x\n---\n":             "Ligne 2",
		"---\ntitre: &a x\n---\n":           "«",
		"---\ntitre: x\ntitre: y\n---\n":    "deux fois",
		"---\n- x\n---\n":                   "clé: valeur",
		"---\ntitre: \xe9t\xe9\n---\n":      "UTF-8",
		"\xff\xfe-\x00-\x00-\x00":           "UTF-16",
		"---\ntitre: x\nresume: \"y\n---\n": "Ligne",
	} {
		if out, err := Patch(site.KindNamed("page"), []byte(file), []Item{{Key: "titre", Text: "z"}}, ""); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v\n%s", file, err, out)
		}
	}
	if _, err := Patch(site.KindNamed("page"), []byte("---\n{titre: x}\n---\n"), []Item{{Key: "titre", Text: "z"}}, ""); err == nil {
		t.Error("a header between braces was changed")
	}
}

func TestPatchLeavesSiteYAMLAsItIs(t *testing.T) {
	file := bom + "titre: Essai # le nom\nurgence: [{libelle: Télé-Accueil, telephone: \"107\"}]\nautre: x\n"
	items, _, err := Extract(nil, []byte(file))
	if err != nil {
		t.Fatal(err)
	}
	same, err := Patch(nil, []byte(file), items, "")
	if err != nil || string(same) != file {
		t.Errorf("%v %q", err, same)
	}
	items = append(items, Item{Key: "url", Text: "https://exemple.be"})
	got, err := Patch(nil, []byte(file), items, "")
	if want := strings.Replace(file, "urgence", "url: https://exemple.be\nurgence", 1); err != nil || string(got) != want {
		t.Errorf("%v %q", err, got)
	}
}

// TestPatchKeepsEveryRealFile: a form that is saved as it was opened does not touch the file; one key changed touches that
// key's lines alone.
func TestPatchKeepsEveryRealFile(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "..", "content", "*", "*.md"))
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		k := site.KindOf(filepath.ToSlash(filepath.Join(filepath.Base(filepath.Dir(file)), "x.md")))
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		items, body, err := Extract(k, data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		if out, err := Patch(k, data, items, body); err != nil || string(out) != string(data) {
			t.Errorf("%s: changed: %v", file, err)
		}
		items[0].Text += " !"
		out, err := Patch(k, data, items, body)
		if n := changedLines(string(data), string(out)); err != nil || n != 1 {
			t.Errorf("%s: %d lines changed, want 1: %v", file, n, err)
		}
	}
}

func changedLines(a, b string) int {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	if len(x) != len(y) {
		return -1
	}
	n := 0
	for i := range x {
		if x[i] != y[i] {
			n++
		}
	}
	return n
}

// Any change to any value: the file then says what was asked, and the lines of all other keys are as they were.
func TestPatchHoldsWhateverIsTyped(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"mot", "l'été", ": ", " #", "- ", `"`, "'", "“", "”", `\`, "{", "]", ", ", "*", "&", "|", "~", "null", "NO", "---", "\t", "é", "\u00a0", "2022-02", "0487", "? ", "😀", "\n", "\r\n"}),
		rapid.String(),
	)
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 0, 4).Draw(t, "pieces"), "") })
	list := rapid.SliceOfN(text, 0, 4)
	k := site.KindNamed("initiative")
	rapid.Check(t, func(t *rapid.T) {
		file := commented
		if rapid.Bool().Draw(t, "windows") {
			file = strings.ReplaceAll(file, "\n", "\r\n")
		}
		items, body, err := Extract(k, []byte(file))
		if err != nil {
			t.Fatal(err)
		}
		for i := range items {
			if rapid.IntRange(0, 2).Draw(t, "change "+items[i].Key) != 0 {
				continue
			}
			items[i] = anyChange(t, items[i], text, list)
		}
		if rapid.Bool().Draw(t, "fonction") {
			items = append(items, Item{Key: "cadre", Text: text.Draw(t, "cadre")})
		}
		out, err := Patch(k, []byte(file), items, body)
		if err != nil {
			t.Fatalf("%v\n%#v", err, items)
		}
		again, err := Patch(k, out, items, body)
		if err != nil || string(again) != string(out) {
			t.Fatalf("a second save changes the file: %v\n%s\n%s", err, out, again)
		}
		for _, line := range []string{"inconnue: garder  # une clé d'ailleurs", "# La fiche du Relais", "  # l'accueil répond le matin", "  fax: 12", "# fin", "# bonne nouvelle", "# un ami"} {
			if !strings.Contains(string(out), strings.TrimSpace(line)) {
				t.Fatalf("%q is lost:\n%s", line, out)
			}
		}
	})
}

func anyChange(t *rapid.T, item Item, text *rapid.Generator[string], list *rapid.Generator[[]string]) Item {
	switch {
	case len(item.List) > 0:
		item.List = list.Draw(t, item.Key)
	case len(item.Keys) > 0:
		keys := append([]Item(nil), item.Keys...)
		for i := range keys {
			keys[i] = anyChange(t, keys[i], text, list)
		}
		item.Keys = keys
	case len(item.Groups) > 0:
		item.Groups = nil
		for _, v := range list.Draw(t, item.Key) {
			item.Groups = append(item.Groups, []Item{{Key: "valeur", Text: v}, {Key: "libelle", Text: text.Draw(t, "libelle")}, {Key: "source", Text: v}})
		}
	default:
		item.Text = text.Draw(t, item.Key)
	}
	return item
}

// FuzzPatch: whatever the file, nothing changed changes nothing, and a change is made whole or refused.
func FuzzPatch(f *testing.F) {
	f.Add(commented, "x")
	for _, file := range []string{"---\n{titre: x}\n---\n", "---\ntitre: |\n  a\n\n  # b\n# c\ncontact: {site: x, # d\n  nom: y}\n---\n", "---\nchiffres:\n-\n  valeur: 1\n- - x\n---\n", "---\n? titre\n: x\n---\n", "---\ntitre: 'a\n  b' # c\npartenaires: [a,\n b, # d\n c]\n---\n",
		"---\npour: x\nalias:\n- a\n-\n- b\n---\n", "---\ncontact:\n  telephone: &a x\n---\n", "---\n\"titre\": x\n---\n", "---\ntitre: x\u2028y\n---\n"} {
		f.Add(file, "Un texte : ici # oui")
	}
	f.Fuzz(func(t *testing.T, file, text string) {
		for _, k := range []*site.Kind{site.KindNamed("initiative"), site.KindNamed("activite"), nil} {
			items, body, err := Extract(k, []byte(file))
			if err != nil {
				continue
			}
			out, err := Patch(k, []byte(file), items, body)
			if err != nil || string(out) != file {
				t.Fatalf("%v\n%q\n%q", err, file, out)
			}
			for i := range items {
				changed := append([]Item(nil), items...)
				changed[i] = Item{Key: items[i].Key, Text: text}
				if len(items[i].List) > 0 {
					changed[i] = Item{Key: items[i].Key, List: append([]string{text}, items[i].List...)}
				} else if len(items[i].Keys)+len(items[i].Groups) > 0 {
					continue
				}
				out, err := Patch(k, []byte(file), changed, body)
				if err != nil {
					continue // said, and nothing is written
				}
				got, _, err := Extract(k, out)
				if err != nil || !same(itemNamed(got, items[i].Key), changed[i]) {
					t.Fatalf("%v\n%q\n%q\n%#v", err, file, out, changed[i])
				}
			}
		}
	})
}

package content

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/diag"
)

// picture is all of a result that may be compared.
func picture(t testing.TB, r *Result, list diag.List) string {
	var b strings.Builder
	for _, e := range r.Entries {
		kind := e.Common().Kind
		c := e.Clone()
		c.Common().Kind = nil // it holds a function
		j, err := json.Marshal(c)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s\n", kind.Name, j)
	}
	for _, f := range r.Media {
		fmt.Fprintln(&b, f.Path, f.Sum)
	}
	fmt.Fprintln(&b, r.Config.Titre, r.Config.Langues, r.Vocab.Communes)
	if err := diag.Text(&b, list.Sorted(), diag.Style{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCache: whatever is edited, in whatever order, what comes from the cache is what decoding from nothing gives.
func TestCache(t *testing.T) {
	versions := map[string][]string{
		"initiatives/relais.md": {ini(), ini("titre: Le Relais : un lieu"), ini("verifie_le: 2026-11-23"), ini("commune: Ailleurs"), ini("secteurs: [logement]"), ini("precision: masquee", "adresse: Rue de Fer 12")},
		"initiatives/autre.md":  {ini("titre: Autre"), ini("verifie_le: 2026-11-24"), "", ini("brouillon: peut-être")},
		"initiatives/Relais.md": {ini()},
		"pages/a.nl.md":         {head("titre: A"), head("titre: B")},
		"pages/carte.md":        {head("titre: A")},
		"portraits/p.md":        {head("titre: P", "personne: Jeanne", "consentement: {le: 2026-11-22}"), head("titre: P", "equipe: E")},
		"media/a.jpg":           {"x", "y"},
		"site.yaml":             {siteYAML, "titre: Essai\nlangues: [nl]\n", "titre: Essai\nlangue: nl\n", "absent", "zut: x\n"},
		"vocabulaires.yaml":     {vocabYAML, strings.Replace(vocabYAML, "Précarité", "Pauvreté", 1), strings.Replace(vocabYAML, "Woluwe-Saint-Pierre", "Ailleurs", 1), vocabYAML + "x: y\n", "absent", strings.Replace(vocabYAML, "precarite:", "logement:", 1)},
	}
	names := sortedKeys(versions)
	rapid.Check(t, func(rt *rapid.T) {
		now := map[string]string{}
		c := new(Cache)
		o := options()
		for range rapid.IntRange(2, 12).Draw(rt, "steps") {
			for range rapid.IntRange(0, 2).Draw(rt, "edits") {
				name := rapid.SampledFrom(names).Draw(rt, "name")
				if v := rapid.IntRange(-1, len(versions[name])-1).Draw(rt, "version"); v < 0 {
					delete(now, name)
				} else {
					now[name] = versions[name][v]
				}
			}
			o.Today.Day = rapid.IntRange(20, 26).Draw(rt, "day")
			if rapid.IntRange(0, 9).Draw(rt, "prefix") == 0 {
				o.Prefix = rapid.SampledFrom([]string{"content/", "../x/"}).Draw(rt, "to")
			}
			files := folder(now)
			warm, warmList := Decode(files, o, c)
			cold, coldList := Decode(files, o, new(Cache))
			if diff := cmp.Diff(picture(t, cold, coldList), picture(t, warm, warmList)); diff != "" {
				rt.Fatalf("-cold +warm\n%s", diff)
			}
		}
	})
}

// TestCacheUsed: one edit decodes one file.
func TestCacheUsed(t *testing.T) {
	all := map[string]string{"initiatives/a.md": ini("verifie_le: 2026-11-20"), "initiatives/b.md": ini(), "pages/c.md": head("titre: C")}
	c, o := new(Cache), options()
	fresh := func(want int, why string) {
		t.Helper()
		if r, _ := Decode(folder(all), o, c); r.Fresh != want {
			t.Errorf("%s: %d decoded, want %d", why, r.Fresh, want)
		}
	}
	fresh(3, "from nothing")
	fresh(0, "nothing changed")
	all["pages/c.md"] = head("titre: Autre")
	fresh(1, "one edit")
	o.Today.Day++
	fresh(0, "a day later, no date is concerned")
	o.Today.Day = 19
	fresh(1, "a day that a date depends on")
	all["site.yaml"] = siteYAML + "description: Un essai\n"
	fresh(0, "a key of site.yaml that no entry depends on")
	all["vocabulaires.yaml"] = strings.Replace(vocabYAML, "#1b6ca8", "#000000", 1)
	fresh(0, "a colour")
	all["vocabulaires.yaml"] = vocabYAML + "# une remarque\n"
	fresh(0, "a remark")
	all["vocabulaires.yaml"] = strings.Replace(vocabYAML, "Précarité", "Pauvreté", 1)
	fresh(3, "a label")
}

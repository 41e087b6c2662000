package content

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"enrouteweb.org/balise/internal/site"
)

// decodeOne decodes the file of an initiative, and gives its problems as text.
func decodeOne(data []byte) (*site.Initiative, string) {
	r, list := Decode(folder(map[string]string{"initiatives/essai.md": string(data)}), Options{Today: today}, new(Cache))
	var said strings.Builder
	for _, d := range list {
		if d.Code == "accents-abimes" {
			continue // of the text itself
		}
		said.WriteString(d.Code + ": " + d.Message + " " + d.Source + "\n")
	}
	return r.Entries[0].(*site.Initiative), said.String()
}

func TestComposeWritesWhatAPersonWould(t *testing.T) {
	got := string(Compose([]Item{
		{Key: "titre", Text: "Le Relais"},
		{Key: "resume", Text: "Un lieu : on y parle."},
		{Remark: "À compléter"},
		{Key: "contact", Off: true, Remark: "Comment joindre\nl'initiative.", Keys: []Item{{Key: "nom", Text: "Accueil : nous"}, {Key: "telephone", Text: "081 12 34 56"}}},
		{Key: "cadre", Off: true},
		{Key: "secteurs", List: []string{"sante-mentale", "precarite"}},
		{Key: "nature"},
		{Key: "partenaires", List: []string{"Le Forum, Bruxelles contre les inégalités", "Smes", "une association dont le nom est vraiment très long"}},
		{Key: "cadre", Text: "Première ligne.\r\n\r\n  Deuxième.\n"},
		{Key: "contact", Keys: []Item{{Key: "telephone", Text: "0487123456"}, {Key: "site"}}},
		{Key: "acces", Keys: []Item{{Key: "cout"}}},
		{Key: "chiffres", Groups: [][]Item{{{Key: "valeur", Text: "80 %"}, {Key: "libelle", Text: `dits "libres"`}}, {{Key: "valeur"}}, {{Key: "valeur", Text: "4"}}}},
	}, "\n## Ce qui s'y passe\r\nTout.\n\n"))
	want := `---
titre: Le Relais
resume: "Un lieu : on y parle."
# À compléter
# Comment joindre
# l'initiative.
#contact:
#  nom: "Accueil : nous"
#  telephone: 081 12 34 56
#cadre:
secteurs: [sante-mentale, precarite]
partenaires:
  - Le Forum, Bruxelles contre les inégalités
  - Smes
  - une association dont le nom est vraiment très long
cadre: |-
  Première ligne.

    Deuxième.
contact:
  telephone: 0487123456
chiffres:
  - valeur: 80 %
    libelle: 'dits "libres"'
  - valeur: 4
---
## Ce qui s'y passe
Tout.
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// Whatever is typed in a form or a table is read back as it was, and no message says otherwise.
func TestWhatIsComposedIsReadBack(t *testing.T) {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"mot", "l'été", " : ", ": ", " #", "#x", "- ", " - ", "• ", `"`, "'", "“", "”", "«", "»", `\`, `\n`, "{", "}", "[", "]", ", ", ",", "*", "&", "!", "|", ">", "%", "@", "`", "~", "null", "oui", "=", "---", "...", "\t", "é", "œ", "\u00a0", "\u202f", "2022-02-30", "0487", "?", "? ", "😀", "|-", "<<"}),
		rapid.String(),
	)
	text := rapid.Custom(func(t *rapid.T) string { return strings.Join(rapid.SliceOfN(piece, 1, 6).Draw(t, "pieces"), "") })
	rapid.Check(t, func(t *rapid.T) {
		title, cadre := text.Draw(t, "titre"), text.Draw(t, "cadre")
		partners := rapid.SliceOfN(text, 0, 4).Draw(t, "partenaires")
		numbers := rapid.SliceOfN(text, 0, 3).Draw(t, "chiffres")
		items := []Item{{Key: "titre", Text: "x" + title}, {Key: "secteurs", List: []string{"precarite"}}, {Key: "nature", Text: "entraide"}, {Key: "commune", Text: "Namur"},
			{Key: "cadre", Text: cadre}, {Key: "partenaires", List: partners}, {Key: "contact", Keys: []Item{{Key: "nom", Text: cadre}}}}
		var groups [][]Item
		for _, n := range numbers {
			groups = append(groups, []Item{{Key: "valeur", Text: "1" + n}, {Key: "libelle", Text: "x" + n}})
		}
		data := Compose(append(items, Item{Key: "chiffres", Groups: groups}), "")
		got, said := decodeOne(data)
		if said != "" {
			t.Fatalf("%s\n%s", said, data)
		}
		var wantPartners, gotPartners []string
		for _, p := range values(partners) {
			wantPartners = append(wantPartners, oneLine(p))
		}
		for _, p := range got.Partenaires {
			gotPartners = append(gotPartners, p.Text)
		}
		want := value("x" + title)
		if strings.Contains(want, "\n") {
			want = strings.Join(strings.Fields(want), " ")
		}
		if got.Titre != want {
			t.Fatalf("title %q, want %q\n%s", got.Titre, want, data)
		}
		if !slices.Equal(gotPartners, wantPartners) {
			t.Fatalf("partners %q, want %q\n%s", gotPartners, wantPartners, data)
		}
		if got.Cadre != value(cadre) || got.Contact.Nom != value(cadre) {
			t.Fatalf("cadre %q, want %q\n%s", got.Cadre, value(cadre), data)
		}
		for i, n := range numbers {
			if got.Chiffres[i].Valeur != value("1"+n) || got.Chiffres[i].Libelle != value("x"+n) {
				t.Fatalf("figure %+v, want %q\n%s", got.Chiffres[i], n, data)
			}
		}
	})
}

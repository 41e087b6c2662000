package markdown

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"enrouteweb.org/balise/internal/diag"
)

const sample = `## L'accueil : "ici"

Un mot[^1] et **gras** ` + "`code`" + ` <https://x.be>.
Suite de la phrase

- [ ] Appeler [Transit](transit.md)
- [x] Fait

| A | B |
|---|---|
| un | deux |

> [!INFO]
> Remarque

![Photo](/media/a.jpg "Légende")

### ![Une carte](/media/b.png)

[^1]: Note
`

func TestDoc(t *testing.T) {
	o := options("initiatives/transit.md")
	o.FirstLine = 11
	doc, list := Render([]byte(sample), o)
	if len(list) > 0 {
		t.Errorf("unexpected diagnostics: %+v", list)
	}
	want := strings.Join([]string{
		"L’accueil\u00a0: «\u00a0ici\u00a0»", "Un mot et gras code https://x.be. Suite de la phrase", "Appeler Transit", "Fait",
		"A, B", "un deux", "Remarque", "Légende", "Une carte", "Note",
	}, "\n")
	if doc.Text != want {
		t.Errorf("text\ngot  %q\nwant %q", doc.Text, want)
	}
	if got, want := fmt.Sprint(doc.Headings), "[{2 l-accueil-ici L’accueil\u00a0: «\u00a0ici\u00a0» 11} {3 une-carte Une carte 28}]"; got != want {
		t.Errorf("headings\ngot  %s\nwant %s", got, want)
	}
	if got, want := fmt.Sprint(doc.Tasks), "[{tache_1hlhl5c Appeler Transit false 16} {tache_1r6opx Fait true 17}]"; got != want {
		t.Errorf("tasks\ngot  %s\nwant %s", got, want)
	}
	if got, want := fmt.Sprint(doc.IDs), "[l-accueil-ici appel_1 tache_1hlhl5c tache_1r6opx une-carte note_1]"; got != want {
		t.Errorf("ids\ngot  %s\nwant %s", got, want)
	}
}

func TestPrefix(t *testing.T) {
	o := options("guide/a.md")
	o.Prefix = "a-"
	doc, _ := Render([]byte("## Titre\n\n[x](#titre) y[^1]\n\n- [ ] z\n\n[^1]: n\n"), o)
	for _, want := range []string{`id="a-titre"`, `href="#a-titre"`, `id="a-note_1"`, `href="#a-note_1"`, `href="#a-appel_1"`, `for="a-tache_1yrlrxp"`} {
		if !strings.Contains(doc.HTML, want) {
			t.Errorf("%s is not in\n%s", want, doc.HTML)
		}
	}
	if doc.Links[0].Fragment != "titre" || doc.Headings[0].ID != "a-titre" {
		t.Errorf("%+v %+v", doc.Links, doc.Headings)
	}
}

func TestNoResolve(t *testing.T) {
	_, list := Render([]byte("[a](b.md)"), Options{File: "x.md"})
	if len(list) != 1 || list[0].Code != "lien-type-inconnu" || list[0].Pos != (diag.Pos{File: "x.md", Line: 1, Col: 5, Len: 4}) {
		t.Errorf("%+v", list)
	}
}

// TestLinkPlace: a link is where its address is typed, be it far from its text.
func TestLinkPlace(t *testing.T) {
	doc, _ := Render([]byte("> é [a](Transit.md) et [b][r]\n\n[r]: <../portraits/zoe.md>\n"), options("initiatives/x.md"))
	for i, want := range []diag.Pos{{Line: 1, Col: 9, Len: 10}, {Line: 3, Col: 7, Len: 19}} {
		got := doc.Links[i].Pos
		if want.File = got.File; got != want {
			t.Errorf("link %d: got %+v, want %+v", i, got, want)
		}
	}
}

// TestConcurrent is for the race detector: one page is rendered by many at once.
func TestConcurrent(t *testing.T) {
	want, _ := Render([]byte(sample), options("initiatives/transit.md"))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if got, _ := Render([]byte(sample), options("initiatives/transit.md")); got.HTML != want.HTML {
					t.Error("two renderings differ")
				}
			}
		})
	}
	all.Wait()
}

// TestLarge renders the largest texts that a person could bring about: none may be taken for hostile.
func TestLarge(t *testing.T) {
	page, err := os.ReadFile("testdata/bench.md")
	if err != nil {
		t.Fatal(err)
	}
	head := "| Quand | Quoi | Où |\n|---|---|---|\n"
	for name, unit := range map[string]string{
		"pages":   string(page) + "\n\n",
		"table":   "| 12 mars 2024 | [Transit](../initiatives/transit.md), **salle 2** | Rue *X*, 12 |\n",
		"list":    "- **Transit** : voir [la fiche](../initiatives/transit.md) et _le guide_\n",
		"notes":   "Un mot[^1] de plus.\n\n",
		"one":     "Une phrase *assez* longue, avec un [lien](../initiatives/transit.md), sans jamais aller à la ligne, comme un traitement de texte l’écrit ; ",
		"code":    "    snake_case_name = other_name[index]\n",
		"indents": "- un\n  - deux\n    - trois\n      - quatre\n",
	} {
		size := half
		switch name {
		case "one":
			size = 60 << 10
		case "code":
			size = 200 << 10
		}
		src := []byte(head + strings.Repeat(unit, size/len(unit)))
		if name != "table" {
			src = src[len(head):]
		}
		if _, list := Render(src, options("initiatives/transit.md")); list.HasErrors() {
			t.Errorf("%s: %+v", name, list[0])
		}
	}
}

func TestHostileIsSaid(t *testing.T) {
	_, list := Render([]byte("Un.\n\nDeux.\n\n"+strings.Repeat("> ", 120)+"\n"+strings.Repeat("Texte\n\n", 2000)), options("initiatives/transit.md"))
	if len(list) != 1 || list[0].Code != "markdown-imbrique" || list[0].Pos.Line != 5 {
		t.Errorf("%+v", list)
	}
}

// TestMany tells that a broken file gets a list that a person can read.
func TestMany(t *testing.T) {
	_, list := Render([]byte(strings.Repeat("<b>a</b>\n\n", 5000)), options("initiatives/transit.md"))
	if len(list) != most {
		t.Errorf("%d diagnostics", len(list))
	}
}

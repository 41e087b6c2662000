package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/review"
	"enrouteweb.org/balise/internal/site"

	"testing/fstest"
)

const vocabulary = "secteurs: {precarite: Précarité}\nnatures: {entraide: Entraide}\n"

// reviewed gives the advice on a content folder, as "file:line:column code message".
func reviewed(t *testing.T, files map[string]string, about ...string) []string {
	t.Helper()
	fsys := fstest.MapFS{"site.yaml": {Data: []byte("titre: Essai\n")}, "vocabulaires.yaml": {Data: []byte(vocabulary)}}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var cache content.Cache
	read, err := content.Read(fsys, &cache, nil)
	if err != nil {
		t.Fatal(err)
	}
	today := site.Date{Year: 2026, Month: 3, Day: 12}
	r, problems := content.Decode(read, content.Options{Today: today}, &cache)
	s, more := site.New(site.Input{Config: r.Config, Vocab: r.Vocab, Entries: r.Entries, Today: today})
	problems.Add(more...)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	in := review.Input{Site: s, True: content.TrueCoord, About: func(file string) bool {
		return len(about) == 0 || strings.Contains(strings.Join(about, " "), file)
	}}
	var out []string
	for _, d := range review.All(in).Sorted() {
		if d.Severity != diag.Conseil || d.Hint == "" {
			t.Errorf("%+v", d)
		}
		out = append(out, fmt.Sprintf("%s %s %s", d.Pos.Place(), d.Code, d.Message))
	}
	return out
}

const whole = "\n---\nOn y parle, on y écoute, et l'on y boit du café tous les mardis soir.\n"

// ini is a fiche that lacks nothing.
func ini(title string, lines ...string) string {
	return "---\ntitre: " + title + "\nresume: Un groupe.\nsecteurs: [precarite]\nnature: entraide\ncontact: {courriel: a@exemple.be}\nverifie_le: 2026-02-01\n" + strings.Join(append([]string{"commune: Namur"}, lines...), "\n") + whole
}

// in is ini in another commune.
func in(commune, title string, lines ...string) string {
	return strings.Replace(ini(title, lines...), "commune: Namur", "commune: "+commune, 1)
}

func TestTwins(t *testing.T) {
	const here, beside, away = "coordonnees: 50.46690, 4.86750", "coordonnees: 50.46692, 4.86775", "coordonnees: 50.4675, 4.8675"
	for _, c := range []struct {
		name string
		a, b string
		want string // "" for nothing; "nom" or "lieu"
	}{
		{"one name", ini("Le Relais"), ini("Le Relais"), "nom"},
		{"legal words", ini("Le Relais"), ini("Relais asbl"), "nom"},
		{"accents and capitals", ini("L'Été"), ini("L’ETE"), "nom"},
		{"a slip", ini("Infirmiers de rue"), ini("Infirmier de rue"), "nom"},
		{"two slips in a long word", ini("Rétablissement"), ini("Retablisement"), "nom"},
		{"words in another order", ini("Relais Santé"), ini("Santé-Relais"), "nom"},
		{"cut elsewhere", ini("Infor-drogues"), ini("Infordrogues"), "nom"},
		{"with its commune", ini("Le Relais"), ini("Le Relais de Namur"), "nom"},
		{"a commune that is not said", ini("Le Relais"), strings.Replace(ini("Le Relais"), "commune: Namur", "zone: [Namur]", 1), "nom"},
		{"two communes", in("Namur", "Le Relais Namur"), in("Mons", "Le Relais Mons"), ""},
		{"one name in two communes", in("Namur", "Le Relais"), in("Mons", "Le Relais"), ""},
		{"another word", ini("Groupe du lundi"), ini("Groupe du mardi"), ""},
		{"short words", ini("Le Phare"), ini("Le Phase"), "nom"},
		{"shorter words", ini("Le Port"), ini("Le Pont"), ""},
		{"numbers", ini("Antenne 12345"), ini("Antenne 12346"), ""},
		{"one place", ini("Le Relais", here), ini("La Source", beside), "lieu"},
		{"a street away", ini("Le Relais", here), ini("La Source", away), ""},
		{"one place, hidden", ini("Le Relais", here, "precision: masquee"), ini("La Source", beside, "precision: rue"), "lieu"},
		{"one commune, no point", ini("Le Relais"), ini("La Source"), ""},
		{"one holder", ini("Le Relais", here, "porteur: Smes"), ini("La Source", beside, "organisation: Smes"), ""},
		{"known to each other", ini("Le Relais", here) + "Voir [La Source](b.md).\n", ini("La Source", beside), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := reviewed(t, map[string]string{"initiatives/a.md": c.a, "initiatives/b.md": c.b})
			switch {
			case c.want == "" && len(got) > 0, c.want != "" && len(got) != 1:
				t.Fatalf("got %q", got)
			case c.want == "":
				return
			}
			if !strings.HasPrefix(got[0], "initiatives/b.md:2:8 doublon-possible ") || !strings.Contains(got[0], "initiatives/a.md") {
				t.Errorf("got %s", got[0])
			}
			if strings.Contains(got[0], "mètres") != (c.want == "lieu") || strings.Contains(got[0], "50.4") {
				t.Errorf("got %s", got[0])
			}
		})
	}
}

// Of three that are one, each but the first is told once; when one file alone is looked at, it is told there.
func TestTwinsAreToldOnce(t *testing.T) {
	files := map[string]string{"initiatives/a.md": ini("Le Relais"), "initiatives/b.md": ini("Le Relais"), "initiatives/c.md": ini("Relais asbl")}
	got := reviewed(t, files)
	if len(got) != 2 || !strings.HasPrefix(got[0], "initiatives/b.md") || !strings.HasPrefix(got[1], "initiatives/c.md") {
		t.Errorf("got %q", got)
	}
	got = reviewed(t, files, "initiatives/a.md")
	if len(got) != 1 || !strings.HasPrefix(got[0], "initiatives/a.md:2:8 doublon-possible ") {
		t.Errorf("got %q", got)
	}
}

// A thousand that are all one, by name and by place, make a thousand pieces of advice and no more work than that.
func TestManyTwins(t *testing.T) {
	const n = 1000
	files := map[string]string{}
	for i := range n {
		files[fmt.Sprintf("initiatives/relais-%c%c%c.md", 'a'+i/26/26, 'a'+i/26%26, 'a'+i%26)] = ini("Le Relais", "coordonnees: 50.46690, 4.86750")
	}
	if got := reviewed(t, files); len(got) != n-1 {
		t.Errorf("%d pieces of advice", len(got))
	}
}

func TestOrganisationsMayBeTwins(t *testing.T) {
	org := "---\ntitre: %s\nresume: Une association.\n---\nUn texte.\n"
	got := reviewed(t, map[string]string{"organisations/a.md": fmt.Sprintf(org, "Le Forum"), "organisations/b.md": fmt.Sprintf(org, "Forum asbl"), "initiatives/c.md": ini("Le Forum")})
	want := []string{"organisations/b.md:2:8 doublon-possible « Forum asbl » porte presque le même nom que « Le Forum » (organisations/a.md)."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// wordsOf is a sentence of n words.
func wordsOf(n int) string { return "Mot" + strings.Repeat(" mot", n-1) + "." }

func TestLongSentences(t *testing.T) {
	page := func(body string) string { return "---\ntitre: A\n---\n" + body + "\n" }
	for _, c := range []struct {
		name string
		body string
		want []string // "line:column words"
	}{
		{"thirty", wordsOf(30), nil},
		{"thirty-one", wordsOf(31), []string{"4:1 31"}},
		{"second on its line", "Été. " + wordsOf(31), []string{"4:6 31"}},
		{"over two lines", "Un mot\nUne phrase.\n" + wordsOf(20)[:79] + "\n" + wordsOf(20), []string{"6:1 40"}},
		{"two sentences", wordsOf(20) + " " + wordsOf(20), nil},
		{"question", strings.Replace(wordsOf(20), ".", " ?", 1) + " " + wordsOf(20), nil},
		{"abbreviations", strings.Replace(wordsOf(20), ".", " avec Mme.", 1) + " " + wordsOf(20), []string{"4:1 42"}},
		{"initials", strings.Replace(wordsOf(20), ".", " de J.", 1) + " " + wordsOf(20), []string{"4:1 42"}},
		{"in a list", "- Un.\n- " + wordsOf(31), []string{"5:3 31"}},
		{"items are apart", "- " + wordsOf(20)[:79] + "\n- " + wordsOf(20), nil},
		{"link", "[" + wordsOf(31)[:123] + "](https://exemple.be/un/deux).", []string{"4:2 31"}},
		{"title", "## " + wordsOf(40), nil},
		{"code", "```\n" + wordsOf(40) + "\n```\n\n    " + wordsOf(40), nil},
		{"table", "| A | B |\n|---|---|\n| " + wordsOf(40) + " | b |", nil},
		{"quotation", "> " + wordsOf(40), nil},
		{"between guillemets", "Elle dit : « " + wordsOf(40) + " »", nil},
		{"remark", "> [!CONSEIL]\n> " + wordsOf(31), []string{"5:3 31"}},
		{"note", "Un[^1].\n\n[^1]: " + wordsOf(40), nil},
		{"emphasis", "**Un mot** " + wordsOf(29) + " Deux.", []string{"4:3 31"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, line := range reviewed(t, map[string]string{"pages/a.md": page(c.body)}) {
				var words int
				place, rest, _ := strings.Cut(strings.TrimPrefix(line, "pages/a.md:"), " phrase-longue Cette phrase a ")
				if _, err := fmt.Sscanf(rest, "%d mots", &words); err != nil {
					t.Fatalf("%s: %v", line, err)
				}
				got = append(got, fmt.Sprintf("%s %d", place, words))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The longest three are shown, where they stand; the others are counted.
func TestManyLongSentences(t *testing.T) {
	body := ""
	for n := 31; n <= 36; n++ {
		body += wordsOf(n) + "\n\n"
	}
	got := strings.Join(reviewed(t, map[string]string{"pages/a.md": "---\ntitre: A\n---\n" + body}), "\n")
	want := "pages/a.md phrase-longue Et 3 autres phrases longues dans ce fichier.\n" +
		"pages/a.md:10:1 phrase-longue Cette phrase a 34 mots : au-delà de 30, beaucoup perdent le fil.\n" +
		"pages/a.md:12:1 phrase-longue Cette phrase a 35 mots : au-delà de 30, beaucoup perdent le fil.\n" +
		"pages/a.md:14:1 phrase-longue Cette phrase a 36 mots : au-delà de 30, beaucoup perdent le fil."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLongSentencesOfTheHeader(t *testing.T) {
	text := strings.Replace(ini("A"), "resume: Un groupe.", "resume: Été. "+wordsOf(31)+"\nen_clair: \""+wordsOf(16)+"\"", 1)
	got := reviewed(t, map[string]string{"initiatives/a.md": text})
	want := []string{
		"initiatives/a.md:3:14 phrase-longue Cette phrase a 31 mots : au-delà de 30, beaucoup perdent le fil.",
		"initiatives/a.md:4:12 phrase-longue Cette phrase a 16 mots : au-delà de 15, beaucoup perdent le fil.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestThinEntries(t *testing.T) {
	thin := "---\ntitre: %s\nsecteurs: [precarite]\nnature: entraide\ncommune: Namur\n%s---\n"
	got := reviewed(t, map[string]string{
		"initiatives/a.md":      fmt.Sprintf(thin, "Azur", ""),
		"initiatives/b.md":      fmt.Sprintf(thin, "Bleu", "etat: terminee\nresume: Un groupe.\n") + "Un texte assez long pour dire ce que le groupe a fait, et pour qui.",
		"initiatives/c.md":      ini("Cyan"),
		"initiatives/d.md":      fmt.Sprintf(thin, "Doré", "brouillon: oui\n"),
		"initiatives/e.md":      strings.Replace(ini("Émeraude", "organisation: smes"), "contact: {courriel: a@exemple.be}\n", "", 1),
		"organisations/smes.md": "---\ntitre: Smes\nsite: https://exemple.be\n---\n",
		"portraits/a.md":        "---\ntitre: Portrait\nresume: Six personnes.\nequipe: Relais\n---\nNous écoutons.\n",
	})
	want := []string{
		"initiatives/a.md:2:8 fiche-incomplete Il manque à cette fiche un moyen de la joindre, un résumé, un texte et la date de sa dernière vérification.",
		"portraits/a.md:2:8 fiche-incomplete Il manque à cette fiche une image.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// What most fiches of a type lack is a habit of the site: told once.
func TestHabitsAreToldOnce(t *testing.T) {
	files := map[string]string{}
	for i, title := range []string{"Azur", "Bleu", "Cyan", "Doré", "Émeraude"} {
		files[fmt.Sprintf("initiatives/%d.md", i)] = strings.Replace(ini(title), "verifie_le: 2026-02-01\n", "", 1)
	}
	files["initiatives/1.md"] = strings.Replace(files["initiatives/1.md"], "resume: Un groupe.\n", "", 1)
	got := reviewed(t, files)
	want := []string{
		"initiatives/1.md:2:8 fiche-incomplete Il manque à cette fiche un résumé.",
		"site.yaml fiche-incomplete 5 initiatives sur 5 ne disent pas quand quelqu'un les a vérifiées.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPictures(t *testing.T) {
	in := review.Input{Site: &site.Site{Config: &site.Config{Src: &site.Source{}}}, About: func(string) bool { return true }, Pictures: []review.Picture{
		{File: "media/a.jpg", Mime: "image/jpeg", Width: 5184, Height: 3456, Position: true},
		{File: "media/b.png", Mime: "image/png", Width: 1600, Height: 900},
		{File: "media/c.svg", Mime: "image/svg+xml", Width: 9000, Height: 9000},
		{File: "media/d.pdf", Mime: "application/pdf"},
	}}
	var got []string
	for _, d := range review.All(in).Sorted() {
		got = append(got, d.Pos.Place()+" "+d.Code)
	}
	if diff := cmp.Diff([]string{"media/a.jpg image-demesuree", "media/a.jpg image-position"}, got); diff != "" {
		t.Error(diff)
	}
}

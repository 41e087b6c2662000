package importer_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/importer"
	"enrouteweb.org/balise/internal/site"
)

// cells are what people type, what is written of it, and what is said. The table has that column and what an entry needs.
var cells = []struct{ column, cell, written, said string }{
	{"Adresse mail", "info@exemple.be", "  courriel: info@exemple.be\n", ""},
	{"Adresse mail", "mailto:info@exemple.be", "  courriel: info@exemple.be\n", ""},
	{"Adresse mail", "a@exemple.be; b@exemple.be", "  courriel: a@exemple.be\n", ""},
	{"Adresse mail", "a@exemple.be; b@exemple.be", "- **Adresse mail** : b@exemple.be\n", ""},
	{"Adresse mail", "demander à Anne", "valeur « demander à Anne »", "n'est pas une adresse électronique"},
	{"GSM", "0487 12 34 56 / 0499 12 34 56", "  telephone: 0487 12 34 56\n", ""},
	{"GSM", "081/12.34.56", "  telephone: 081/12.34.56\n", ""},
	{"GSM", "4,87E+08", "4,87E+08", "mettez la colonne en texte"},
	{"Site internet", "www.exemple.be", "  site: https://www.exemple.be\n", ""},
	{"Créé en", "février 2022", "depuis: 2022-02\n", ""},
	{"Créé en", "14/02/2022", "depuis: 2022-02-14\n", ""},
	{"Depuis le", "3 mars 2015", "depuis: 2015-03-03\n", ""},
	{"Depuis quand ?", "2015", "depuis: 2015\n", ""},
	{"Créé en", "14-2-22", "depuis: 2022-02-14\n", ""},
	{"Créé en", "44606", "depuis: 2022-02-14\n", "dates d'Excel"},
	{"Créé en", "il y a longtemps", "il y a longtemps", "n'est pas une date"},
	{"Coordonnées", "50,4669, 4,8675", "coordonnees: 50.4669, 4.8675\n", ""},
	{"Coordonnées", "4.8675, 50.4669", "coordonnees: 50.4669, 4.8675\n", "inversées"},
	{"Coordonnées", "50.46690000001, 4.8675", "coordonnees: 50.4669, 4.8675\n", ""},
	{"Code postal", "B-5000", "code_postal: 5000\n", ""},
	{"Code postal", "5000,0", "code_postal: 5000\n", ""},
	{"Statut", "Bénévoles / salariés", "statuts: [benevole, salarie]\n", ""},
	{"Statut", "Astronaute", "valeur « Astronaute »", "n'est pas dans la liste « statuts »"},
	{"État", "clôturé", "etat: terminee\n", ""},
	{"Pays", "Belgique", "commune: Namur\n", ""},
	{"Langues", "français, néerlandais", "  langues: [fr, nl]\n", ""},
	{"Fauteuil roulant", "x", "  pmr: oui\n", ""},
	{"Organisation", "EN ROUTE", "organisation: En Route\n", ""},
	{"Organisation", "cpas", "organisation: Cpas\n", ""},
	{"Partenaires", "Smes; Le Forum, Bruxelles", `partenaires: [Smes, "Le Forum, Bruxelles"]`, ""},
	{"Heures d'ouverture", "Mo-Fr 09:00-17:00", "horaires: Mo-Fr 09:00-17:00\n", ""},
	{"Heures d'ouverture", "quand on peut", "- **Heures d'ouverture** : quand on peut\n", "ne sont pas comprises"},
	{"Description", "<p>L&rsquo;accueil</p>", "resume: L’accueil\n", ""},
	{"Description", "Voir <a href='https://exemple.be/a?b=1'>le site</a> <b>vite</b>", "Voir [le site](https://exemple.be/a?b=1) **vite**\n", ""},
	{"Description", "[chez nous](/carte/)", "chez nous (/carte/)\n", ""},
	{"Texte", "• un\n• deux", "- un\n- deux\n", ""},
	{"Texte", "<ul><li>un</li><li>deux</li></ul><script>x()</script>", "- un\n- deux\n", ""},
	{"Remarques", "*gras* _x_ [a](b)", `- **Remarques** : \*gras\* \_x\_ \[a\](b)` + "\n", ""},
	{"Code interne", "A-17", "- **Code interne** : A-17\n", ""},
	{"Vérifié le", "2026-01-02", "- **Vérifié le** : 2026-01-02\n", ""},
	{"Image", "https://exemple.be/a.jpg", "- **Image** : <https://exemple.be/a.jpg>\n", ""},
	{"Image", "/media/absente.jpg", "/media/absente.jpg", "n'existe pas"},
	{"Alias", "https://vieux.be/le-relais", "alias: [/le-relais/]\n", ""},
}

func TestWhatBecomesOfACell(t *testing.T) {
	for _, c := range cells {
		p := imported(t, "Nom;Secteurs;Nature;Commune;"+c.column+"\nUn lieu;precarite;equipe;Namur;\""+strings.ReplaceAll(c.cell, `"`, `""`)+"\"\n", importer.How{Publish: true})
		if got := file(t, p); !strings.Contains(got, c.written) {
			t.Errorf("%s, %q: not written %q\n%s", c.column, c.cell, c.written, got)
		}
		if said := notes(p); !strings.Contains(said, c.said) || c.said == "" && said != "" {
			t.Errorf("%s, %q: not said %q\n%s", c.column, c.cell, c.said, said)
		}
		if bad := errors(t, with(small(t, nil), p)); len(bad) > 0 {
			t.Errorf("%s, %q: %q", c.column, c.cell, bad)
		}
	}
}

// places are rows that tell a place in many ways, and the lines of the header that come of them.
var places = []struct{ head, row, want, said string }{
	{"Ville", "5000 NAMUR", "commune: Namur\ncode_postal: 5000\n", ""},
	{"Ville", "Liège (4000)", "commune: Liège\ncode_postal: 4000\n", ""},
	{"Adresse", "Rue de Fer 12, 5000 Namur", "commune: Namur\ncode_postal: 5000\nadresse: Rue de Fer 12\n", ""},
	{"Rue;N°;Ville", "Rue de Fer;12;Namur", "commune: Namur\nadresse: Rue de Fer 12\n", ""},
	{"Lat;Long;Ville", "50,4669;4,8675;Namur", "coordonnees: 50.4669, 4.8675\n", ""},
	{"X;Y;Ville", "50.4669;4.8675;Namur", "coordonnees: 50.4669, 4.8675\n", "inversées"},
	{"X;Y;Ville", "185432;128765;Namur", "185432", "Lambert"},
	{"Lat;Long;Ville", "48.85;2.35;Paris", "commune: Paris\npays: FR\ncoordonnees: 48.85, 2.35\n", "c'est là que tombe le point"},
	{"Ville", "Besançon", "commune: Besançon\npays: FR\n", "c'est là qu'est Besançon"},
	{"Ville", "Namurr", "Vouliez-vous dire « Namur » ?", "n'est pas dans le répertoire"},
	{"Province;Ville", "Namur;Dinant", "- **Province** : Namur\n", ""},
	{"Province", "Hainaut", "zone: [Hainaut]\n", ""},
}

func TestWhatBecomesOfAPlace(t *testing.T) {
	for _, c := range places {
		p := imported(t, "Nom;Secteurs;Nature;"+c.head+"\nUn lieu;precarite;equipe;"+c.row+"\n", importer.How{Publish: true})
		if got := file(t, p); !strings.Contains(got, c.want) {
			t.Errorf("%s: not written %q\n%s\n%s", c.row, c.want, got, notes(p))
		}
		if said := notes(p); !strings.Contains(said, c.said) || c.said == "" && said != "" {
			t.Errorf("%s: not said %q\n%s", c.row, c.said, said)
		}
	}
}

// Values tell where a column goes when its title does not.
func TestColumnsAreKnownByTheirValues(t *testing.T) {
	p := imported(t, "Nom;A;B;C;D;E;F;G;H\nUn;a@b.be;https://x.be;081 12 34 56;5000;Namur;50.46;4.86;Précarité\nDeux;b@b.be;www.y.be;+32 487 12 34 56;4000;Liège;50.63;5.57;sante-mentale\n", importer.How{})
	want := "titre contact.courriel contact.site contact.telephone code_postal commune coordonnees (la latitude) coordonnees (la longitude) secteurs"
	var got []string
	for _, m := range p.Matches {
		got = append(got, m.To.String())
	}
	if s := strings.Join(got, " "); s != want {
		t.Errorf("%s\nwant\n%s", s, want)
	}
	p = imported(t, "Nom;Site;Année\nUn;Namur;2012\nDeux;Liège;2013\nTrois;Huy;2014\n", importer.How{})
	if to := p.Matches[1].To.String(); to != "commune" {
		t.Errorf("a column « Site » of communes goes to %s", to)
	}
	if to := p.Matches[2].To; to.Kind != importer.More {
		t.Errorf("years are taken for %s", to)
	}
}

func TestAnEditorDecides(t *testing.T) {
	table := "Nom;Secteur;Nature;Commune;Remarques;Code interne, vieux\nUn;Psy, Toxico;equipe;Namur;Un texte.;X9\n"
	p := imported(t, table, importer.How{Publish: true, Columns: "remarques=texte,Code interne, vieux=-", Values: "Psy=sante-mentale,Toxico=-"})
	want := "---\ntitre: Un\nsecteurs: [sante-mentale]\nnature: equipe\ncommune: Namur\n---\nUn texte.\n"
	if diff := cmp.Diff(want, file(t, p)); diff != "" {
		t.Error(diff)
	}
	for _, c := range []struct{ columns, values, want string }{
		{"Remarque=texte", "", "« Remarques »"}, {"Remarques=text", "", "« texte »"}, {"Remarques", "", "paires"}, {"Remarques=zzz", "", "Les clés possibles"},
		{"", "Psy=sante-mental", "« sante-mentale »"}, {"", "Psy", "paires"},
	} {
		_, err := importer.New(context.Background(), read(t, "a.csv", table), small(t, nil), atlas(), importer.How{Columns: c.columns, Values: c.values})
		if _, ok := err.(*importer.Misused); !ok || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

// Twins are not written; what tells two groups apart makes them two.
func TestTwins(t *testing.T) {
	for _, c := range []struct{ row, want string }{
		{"Le Relais;Namur;;;", "content/initiatives/le-relais.md"},
		{"RELAIS (asbl);Namur;;;", "content/initiatives/le-relais.md"},
		{"Le Relai;;50.46692;4.86752;", "content/initiatives/le-relais.md"},
		{"Le Relai;;;;relais@exemple.be", "content/initiatives/le-relais.md"},
		{"Le Relais;Liège;;;", ""},
		{"Le Repas;Namur;;;", ""},
		{"L'Antenne;Namur;50.4669;4.8675;relais@exemple.be", ""},
	} {
		p := imported(t, "Nom;Commune;Lat;Lon;Mail\n"+c.row+"\n", importer.How{})
		if got := p.Rows[0].Twin; got != c.want {
			t.Errorf("%s: twin %q, want %q", c.row, got, c.want)
		}
	}
	p := imported(t, "Nom;Commune\nGroupe 1;Liège\nGroupe 2;Liège\nGroupe 1;Liège\nGroupe 1;Huy\n", importer.How{})
	var got []string
	for _, o := range p.Rows {
		got = append(got, o.Path+o.Twin)
	}
	if diff := cmp.Diff([]string{"initiatives/groupe-1.md", "initiatives/groupe-2.md", "ligne 2 du fichier", "initiatives/groupe-1-huy.md"}, got); diff != "" {
		t.Error(diff)
	}
	p = imported(t, "Nom;Commune;Téléphone\nLe Relais;Namur;081 99 99 99\n", importer.How{})
	if diff := cmp.Diff([]string{"contact.telephone : « 081 99 99 99 » dans le tableau, « 0487123456 » dans la fiche"}, p.Rows[0].Differs); diff != "" {
		t.Error(diff)
	}
	if p = imported(t, "Nom;Commune\nLe Relais;Namur\n", importer.How{Twins: true, Publish: true}); p.Rows[0].Path != "initiatives/le-relais-namur.md" || p.Rows[0].Fate != importer.Draft {
		t.Errorf("%+v", p.Rows[0])
	}
}

func TestNamesOfFiles(t *testing.T) {
	for title, want := range map[string]string{
		"Écoute & Cœur":                     "ecoute-coeur",
		"1001 nuits":                        "1001-nuits",
		"Notes (conflict)":                  "notes-conflit",
		"…":                                 "sans-titre-ligne-2",
		"Aux":                               "aux-namur",      // Windows keeps the name for a device
		"Lisezmoi":                          "lisezmoi-namur", // a note to editors, that is not read
		strings.Repeat("très long nom ", 9): "tres-long-nom-tres-long-nom-tres-long-nom-tres-long-nom",
	} {
		p := imported(t, "Nom;Commune\n"+title+";Namur\n", importer.How{})
		if got := p.Rows[0].Path; got != "initiatives/"+want+".md" {
			t.Errorf("%q: %s", title, got)
		}
	}
	taken := plan(t, read(t, "a.csv", "Titre;Texte\nCarte;x\n"), small(t, nil), importer.How{Kind: site.KindNamed("page")})
	if got := taken.Rows[0].Path; got != "pages/carte-2.md" {
		t.Errorf("a page called as a part of the site: %s", got)
	}
}

// What an import that was killed has left is nobody's to write in: it may be a second name of a file that is there.
func TestWriteAfterAKilledImport(t *testing.T) {
	dir := t.TempDir()
	theirs := filepath.Join(dir, "initiatives", "deux.md")
	left := filepath.Join(dir, "initiatives", fmt.Sprintf(".import-%d.tmp", os.Getpid()))
	for _, err := range []error{os.Mkdir(filepath.Dir(theirs), 0o755), os.WriteFile(theirs, []byte("à moi"), 0o644), os.Link(theirs, left)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := imported(t, "Nom;Commune\nUn;Namur\n", importer.How{}).Write(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(theirs); string(data) != "à moi" {
		t.Errorf("written over: %.40q", data)
	}
}

// Nothing is written over, whole files only, and what is there already is left alone.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	p := imported(t, "Nom;Commune\nUn;Namur\nDeux;Huy\nTrois;Mons\n", importer.How{})
	theirs := filepath.Join(dir, "initiatives", "deux.md")
	if err := os.MkdirAll(filepath.Dir(theirs), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(theirs, []byte("à moi"), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := p.Write(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(importer.Written{Files: []string{"initiatives/un.md", "initiatives/trois.md"}, Taken: []string{"initiatives/deux.md"}}, w); diff != "" {
		t.Error(diff)
	}
	if data, _ := os.ReadFile(theirs); string(data) != "à moi" {
		t.Errorf("written over: %s", data)
	}
	all, _ := os.ReadDir(filepath.Dir(theirs))
	if len(all) != 3 {
		t.Errorf("left behind: %v", all)
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if w, err := p.Write(stopped, t.TempDir()); err == nil || len(w.Files) > 0 {
		t.Errorf("not stopped: %v %v", w, err)
	}
}

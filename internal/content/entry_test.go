package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/site"
)

// one decodes one initiative and expects nothing to be said of it, but for these codes.
func one(t *testing.T, text string, codes ...string) *site.Initiative {
	t.Helper()
	r, list := Decode(folder(map[string]string{"initiatives/03-Écoute.md": text}), options(), new(Cache))
	var got []string
	for _, d := range list {
		got = append(got, d.Code)
	}
	if diff := cmp.Diff(codes, got); diff != "" {
		t.Fatalf("%s\n%+v", diff, list)
	}
	return r.Entries[0].(*site.Initiative)
}

func TestEntry(t *testing.T) {
	text := "\ufeff---\r\n" + strings.ReplaceAll(strings.TrimPrefix(ini("resume: L'entraide, c'est mieux", "partenaires: [smes, \"En Route\"]", "organisation: transit", "contact:", "  courriel: info@exemple.be",
		"image: ../media/a.jpg", "image_alt: Une table", "acces: {pmr: true, langues: fr}", "horaires: Mo-Fr 09:00-17:00; PH off", "alias: /vieux/", "depuis: 2014", "verifie_le: 14/02/2026"), "---\n"), "\n", "\r\n")
	i := one(t, text+"\r\n## Où ?\r\n\r\n[Smes](../organisations/smes.md) et ![une table](/media/b c.jpg) [carte](/carte/#ici) [ailleurs](https://exemple.be)\r\n", "lien-mal-ecrit")
	if i.Slug != "ecoute" || i.Number != 3 || i.Path != "initiatives/03-Écoute.md" || i.URL() != "/initiatives/ecoute/" || i.Kind.Name != "initiative" {
		t.Errorf("%s %d %s %s", i.Slug, i.Number, i.Path, i.URL())
	}
	if i.Etat != "active" || i.Pays != "BE" || i.Image != "media/a.jpg" || i.Acces.PMR != "oui" || i.Acces.Langues[0] != "fr" || i.VerifieLe.String() != "2026-02-14" || i.Depuis.String() != "2014" || i.Alias[0] != "/vieux/" {
		t.Errorf("%+v", i)
	}
	if diff := cmp.Diff([]string{"Lundi au vendredi" + colon + "9" + nbsp + "h – 17" + nbsp + "h", "Fermé les jours fériés"}, i.HorairesClair); diff != "" {
		t.Error(diff)
	}
	want := []site.Ref{{Text: "smes", Line: 7, Col: 15}, {Text: "En Route", Line: 7, Col: 21}}
	if diff := cmp.Diff(want, i.Partenaires); diff != "" {
		t.Error(diff)
	}
	at := map[string]diag.Pos{
		"titre": {Line: 2, Col: 8}, "contact.courriel": {Line: 10, Col: 13}, "partenaires.1": {Line: 7, Col: 21}, "acces.langues": {Line: 13, Col: 29}, "absent": {Line: 1, Col: 1, Len: 3},
	}
	for key, p := range at {
		p.File = "content/initiatives/03-Écoute.md"
		if diff := cmp.Diff(p, i.Src.At(key)); diff != "" {
			t.Errorf("%s: %s", key, diff)
		}
	}
	if i.Src.Open != 1 || i.Src.Body != 19 || i.Src.Line(2) != "titre: Le Relais" {
		t.Errorf("open %d, body %d, %q", i.Src.Open, i.Src.Body, i.Src.Line(2))
	}
	if len(i.Body.Headings) != 1 || i.Body.Headings[0].Text != "Où ?" && !strings.HasPrefix(i.Body.Headings[0].Text, "Où") {
		t.Errorf("%+v", i.Body)
	}
	var links []string
	for _, l := range i.Body.Links {
		links = append(links, l.Target+" "+l.URL+" "+l.Fragment)
	}
	if diff := cmp.Diff([]string{"organisations/smes.md /reseau/smes/ ", "/carte/ /carte/ ici"}, links); diff != "" && len(links) < 2 {
		t.Error(diff)
	}
	if i.SortKey == "" || i.Key == 0 || i.CarteKey == 0 {
		t.Error("a key is missing")
	}
}

// TestHidden: what the precision hides is nowhere in the entry.
func TestHidden(t *testing.T) {
	lines := []string{"adresse: Rue Secrète 12", "code_postal: 5000", "coordonnees: 50.466912, 4.867534"}
	for _, c := range []struct {
		precision  string
		has, hides []string
	}{
		{"", []string{"Rue Secrète 12", "50.466912", "5000"}, nil},
		{"exacte", []string{"Rue Secrète 12", "50.466912"}, nil},
		{"rue", []string{"Rue Secrète", "50.467", "5000"}, []string{"Secrète 12", "50.4669", "4.8675"}},
		{"commune", []string{"5000", "Namur"}, []string{"Secrète", "50.466912", "50.467", "4.8675"}},
		{"masquee", []string{"Namur"}, []string{"Secrète", "50.46", "4.86", "5000"}},
	} {
		text := ini(lines...)
		if c.precision != "" {
			text = ini(append(lines, "precision: "+c.precision)...)
		}
		i := one(t, text)
		e := *i
		e.Src, e.Kind, e.Lieu.Hidden = nil, nil, nil
		j := fmt.Sprintf("%+v", e)
		for _, s := range c.has {
			if !strings.Contains(j, s) {
				t.Errorf("%q: %s is not shown", c.precision, s)
			}
		}
		for _, s := range c.hides {
			if c.precision == "commune" && s == "4.8675" {
				continue // the commune's own centre, in the test atlas
			}
			if strings.Contains(j, s) {
				t.Errorf("%q: %s is not hidden: %s", c.precision, s, j)
			}
		}
		for _, h := range i.Lieu.Hidden {
			if h.Line == 0 {
				t.Errorf("%q: hidden %s has no line", c.precision, h.Key)
			}
		}
		if len(c.hides) > 0 && len(i.Lieu.Hidden) == 0 {
			t.Errorf("%q: nothing is listed as hidden", c.precision)
		}
	}
}

func TestPlaceOf(t *testing.T) {
	for text, want := range map[string]string{
		ini():                               "Namur BE namur region-wallonne namur commune true",
		ini("commune: elsene"):              "Ixelles BE bruxelles-capitale region-bruxelles-capitale ixelles commune true",
		ini("commune: Paris", "pays: FR"):   "Paris FR   paris commune true",
		ini("commune: Woluwe-Saint-Pierre"): "Woluwe-Saint-Pierre BE bruxelles-capitale region-bruxelles-capitale woluwe-saint-pierre commune true",
		ini("coordonnees: 50.47, 4.87"):     "Namur BE namur region-wallonne namur exacte true",
		ini("precision: masquee"):           "Namur BE namur region-wallonne namur masquee false",
	} {
		p := one(t, text).Lieu
		got := strings.Join([]string{p.Commune, p.Pays, p.Province, p.Region, p.Territory, p.Precision, map[bool]string{true: "true", false: "false"}[p.HasPoint]}, " ")
		if got != want {
			t.Errorf("%q\n got %s\nwant %s", text, got, want)
		}
	}
	p := one(t, ini("commune: Ailleurs", "coordonnees: 50.85, 4.35"), "commune-inconnue").Lieu
	if p.Province != "bruxelles-capitale" || p.Commune != "Ailleurs" {
		t.Errorf("an unknown commune takes its point's province: %+v", p)
	}
}

// TestCardKey: what a card shows changes its key, and the rest does not.
func TestCardKey(t *testing.T) {
	was := one(t, ini("adresse: Rue A 1", "precision: commune")).CarteKey
	for text, same := range map[string]bool{
		ini("adresse: Rue B 2", "precision: commune"):                              true, // hidden
		ini("adresse: Rue A 1", "precision: commune", "cadre: Un décret"):          true,
		ini("adresse: Rue A 1", "precision: commune", "en_clair: Entrez."):         false,
		ini("titre: Autre", "adresse: Rue A 1", "precision: commune"):              false,
		ini("adresse: Rue A 1", "precision: commune", "verifie_le: 2026-01-01"):    false,
		ini("adresse: Rue A 1", "precision: commune", "acces: {pmr: oui}"):         false,
		ini("adresse: Rue A 1", "precision: commune", "publics: [professionnels]"): false,
	} {
		if got := one(t, text).CarteKey == was; got != same {
			t.Errorf("%q: same key: %v", text, got)
		}
	}
}

// TestNoAtlas: without an atlas nothing is said of places.
func TestNoAtlas(t *testing.T) {
	o := options()
	o.Atlas = nil
	r, list := Decode(folder(map[string]string{"initiatives/a.md": ini("commune: Xyzzy", "coordonnees: 1, 2", "zone: [Zut]")}), o, new(Cache))
	if len(list) != 0 || r.Entries[0].(*site.Initiative).Lieu.Commune != "Xyzzy" {
		t.Errorf("%v", list)
	}
}

// TestBadVocabulary: a list that cannot be read is said once; the values that need it are not all wrong for that.
func TestBadVocabulary(t *testing.T) {
	got := said(folder(map[string]string{"vocabulaires.yaml": "secteurs: [a]\n" + vocabYAML[strings.Index(vocabYAML, "natures"):], "initiatives/a.md": ini()}))
	if len(got) == 0 || strings.Contains(strings.Join(got, " "), "initiatives/a.md") {
		t.Errorf("%v", got)
	}
}

// TestHostile: whatever a file holds, it is refused or read in a time that grows with its size, not with the square of it.
func TestHostile(t *testing.T) {
	const n = 100_000
	start := cpu()
	problems("initiatives/a.md", ini("cadre: |\n"+strings.Repeat("  Une ligne de texte ordinaire.\n", n/32), "partenaires:\n"+strings.Repeat("  - smes\n", n/9)))
	ordinary := max(cpu()-start, 50*time.Millisecond)
	fill := func(s string) string { return strings.Repeat(s, n/len(s)) }
	for name, text := range map[string]string{
		"brackets": head("titre: " + fill("[")), "braces": head("titre: " + fill("{")), "nested": head("a: " + fill("[") + fill("]")), "quotes": head(fill("a: \"x\n")), "apostrophes": head(fill("a: 'x\n")),
		"unknown keys": head(fill("cle: x\n")), "colons": head(fill("a: b: c\n")), "one colon line": head("titre: " + fill("a: ")), "open brackets": head(fill("a: [x\n")), "dashes": head("a: |\n" + fill("  ---\n")),
		"values": head("secteurs: [" + fill("a, ") + "b]"), "zones": ini("zone: [" + fill("xyz, ") + "b]"), "anchors": head(fill("a: &a x\n")), "keys": head(fill("? ")), "items": head("secteurs:\n" + fill("- x\n")),
		"spaces": head("titre:" + fill(" ") + "x"), "dots": head(fill(". ") + "."), "long word": ini("nature: " + fill("a")), "hash": head(fill("a: #x\n")), "garbled": ini("titre: " + fill("Ã©")), "control": head(fill("\x01\n")),
		"glued": head(fill("titre:x\n")), "equals": head(fill("titre=x\n")), "tabs": head(fill("\ta: b\n")), "flow": head("chiffres: [" + fill("{valeur: a: b}, ") + "]"), "bullets": ini("statuts:\n" + fill("• a\n")),
		"unclosed": "---\n" + fill("a: b\n"), "text": fill("a"), "comma": ini("coordonnees: " + fill("1,")), "digits": ini("depuis: " + fill("1")), "hours": ini("horaires: " + fill("lundi ")), "mail": ini("contact: {courriel: " + fill("a@") + "}"),
	} {
		before := cpu()
		list := problems("initiatives/a.md", text)
		if used := cpu() - before; used > 30*ordinary {
			t.Errorf("%s: %v of processor where an ordinary file takes %v, %d problems", name, used, ordinary, len(list))
		}
		if len(list) > 500 {
			t.Errorf("%s: %d problems", name, len(list))
		}
		checkPlaces(t, text, list)
	}
}

// TestOurContent: the project's own content has nothing wrong in it, places apart.
func TestOurContent(t *testing.T) {
	c := new(Cache)
	files := mustRead(t, "../../content", c, nil)
	r, list := Decode(files, Options{Prefix: "content/", Today: today}, c)
	if len(r.Entries) < 19 || list.HasErrors() {
		_ = diag.Text(os.Stderr, list, diag.Style{})
		t.Errorf("%d entries", len(r.Entries))
	}
}

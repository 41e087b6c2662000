package french

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Cœur": "coeur", "ÉTÉ": "ete", "L’Œuvre": "l'oeuvre", "e\u0301cole": "ecole", "Straße": "strasse", "déjà-vu 12": "deja-vu 12"} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestNearest(t *testing.T) {
	words := []string{"secteurs", "statuts", "publics", "telephone", "commune"}
	for in, want := range map[string]string{"secteur": "secteurs", "telefone": "telephone", "comune": "commune", "Téléphone": "telephone", "status": "statuts", "xyz": "", "zone": ""} {
		if got, _ := Nearest(in, words); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", in, got, want)
		}
	}
}

// A slug is a fixed point made of the letters an address may hold.
func TestSlugProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := Slug(rapid.String().Draw(t, "text"))
		if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.HasPrefix(s, "-") || strings.HasSuffix(s, "-") || strings.Contains(s, "--") {
			t.Fatalf("not a slug: %q", s)
		}
		if Slug(s) != s {
			t.Fatalf("%q is not a fixed point", s)
		}
	})
}

func TestSorter(t *testing.T) {
	want := []string{"Abri", "Écoute", "Été", "Lieu 9", "Lieu 10", "Œuvre", "Zénith"}
	got := slices.Clone(want)
	slices.Reverse(got)
	s := NewSorter()
	slices.SortFunc(got, func(a, b string) int { return strings.Compare(s.Key(a), s.Key(b)) })
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestTypo(t *testing.T) {
	for in, want := range map[string]string{
		"L'équipe PAT : quatre mi-temps": "L’équipe PAT\u00a0: quatre mi-temps",
		"Qui vient ?":                    "Qui vient\u202f?",
		"« Pair » à 80 %":                "«\u00a0Pair\u00a0» à 80\u202f%",
		"150 000 € par an":               "150\u202f000\u202f€ par an",
		"Ouvert à 12:30 (rue d'Or)":      "Ouvert à 12:30 (rue d’Or)",
		"rien":                           "rien",
	} {
		if got := Typo(in); got != want {
			t.Errorf("Typo(%q) = %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune("aé'« »:;?!12 %€’"))).Draw(t, "text")
		once := Typo(s)
		if Typo(once) != once {
			t.Fatalf("%q is set twice", once)
		}
		if Fold(strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(once)) != Fold(s) {
			t.Fatalf("%q became %q: more than spaces and apostrophes changed", s, once)
		}
	})
}

func TestDe(t *testing.T) {
	for in, want := range map[string]string{"Alice": "d’Alice", "Éghezée": "d’Éghezée", "Namur": "de Namur", "Le Roeulx": "du Roeulx", "Les Bons Villers": "des Bons Villers"} {
		if got := De(in); got != want {
			t.Errorf("De(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		y, m, d int
		want    string
	}{{2022, 3, 1, "1er mars 2022"}, {2022, 2, 14, "14 février 2022"}, {2022, 8, 0, "août 2022"}, {2022, 0, 0, "2022"}} {
		if got := Date(c.y, c.m, c.d); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
	for n, want := range map[int]string{0: "0 page", 1: "1 page", 2: "2 pages", 9999: "9999 pages", 12345: "12\u202f345 pages", 1234567: "1\u202f234\u202f567 pages"} {
		if got := Count(n, "page", "pages"); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "été": "Été", "Été": "Été", "œuvre d’art": "Œuvre d’art", "2 h": "2 h"} {
		if got := Capital(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for day, want := range map[int]string{1: "1er", 2: "2", 21: "21", 31: "31"} {
		if got := Ordinal(day); got != want {
			t.Errorf("%d: %q, want %q", day, got, want)
		}
	}
}

package draft

import (
	"strings"

	"enrouteweb.org/balise/internal/french"
	"enrouteweb.org/balise/internal/site"
)

// Find gives the type a person names: by its singular or plural, its folder, its address, its label in the menu, with or
// without article, accents and capitals. near is the word that was probably meant when no type is called so.
func Find(word string) (k *site.Kind, near string) {
	want := bare(word)
	if want == "" {
		return nil, ""
	}
	var words []string
	for _, k := range site.Kinds {
		for _, w := range called(k) {
			if bare(w) == want {
				return k, ""
			}
			words = append(words, w)
		}
	}
	near, _ = french.Nearest(word, words)
	return nil, near
}

// called lists what a type is called, the best first.
func called(k *site.Kind) []string {
	_, noun, _ := strings.Cut(k.Un, " ")
	words := []string{noun, k.Name, k.Dir, k.Label, k.Un}
	if k.Section != "" {
		words = append(words, k.Section)
	}
	return words
}

// bare is what singular and plural, with or without accents, have in common.
func bare(word string) string {
	parts := strings.Split(french.Slug(word), "-")
	for i, p := range parts {
		parts[i] = strings.TrimSuffix(p, "s")
	}
	return strings.Join(parts, "-")
}

package french

import (
	"strings"
	"unicode/utf8"
)

// What a search looks for. The browser cuts what a visitor types by the same rules (assets/carte/text.ts and
// assets/recherche/stems.ts): both are held to testdata/mots.json, and to each other.

// Words cuts a text into words as they are looked for: folded, without elisions. "L'entraide" is the word "entraide".
func Words(s string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(strings.Map(oneSpelling, Fold(s)), between) {
		for w := range strings.SplitSeq(whole(part), "'") {
			if w != "" {
				out = append(out, w)
			}
		}
	}
	return out
}

// oneSpelling makes what people type for an apostrophe one, and the two small forms of sigma.
func oneSpelling(r rune) rune {
	switch r {
	case '`', '´':
		return '\''
	case 'ς':
		return 'σ'
	}
	return r
}

// between tells of a rune that stands between words. The list is that of text.ts: old browsers do not know the classes of
// Unicode. What it does not name is a letter; what is beyond the first 65 536 code points, as emoji are, is none.
func between(r rune) bool {
	switch {
	case r < 0x80:
		return r != '\'' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	case r <= 0xa9, r >= 0xab && r <= 0xb4, r >= 0xb6 && r <= 0xb9, r >= 0xbb && r <= 0xbf, r == 0xd7, r == 0xf7,
		r >= 0x2000 && r <= 0x206f, r >= 0x20a0 && r <= 0x2bff, r >= 0x2e00 && r <= 0x2e7f, r >= 0x3000 && r <= 0x303f,
		r >= 0xd800 && r <= 0xf8ff, r >= 0xff00:
		return true
	}
	return false
}

// elided are the words that lose their last letter before a vowel.
var elided = [...]string{"l'", "d'", "j'", "m'", "t'", "s'", "n'", "c'", "qu'", "jusqu'", "lorsqu'", "puisqu'"}

// whole takes the elided word off the start of another.
func whole(w string) string {
	for _, e := range elided {
		if rest, ok := strings.CutPrefix(w, e); ok && rest != "" {
			return rest
		}
	}
	return w
}

// Stem takes its plural off a word of Words: "initiatives" and "initiative" are one, "sociaux" and "social" too. It changes
// nothing else: what is typed of a word so far must still be its beginning.
func Stem(w string) string {
	n := utf8.RuneCountInString(w)
	if n > 5 && strings.HasSuffix(w, "aux") && !strings.HasSuffix(w, "eaux") {
		return w[:len(w)-2] + "l"
	}
	if n > 3 && (w[len(w)-1] == 's' || w[len(w)-1] == 'x') {
		return w[:len(w)-1]
	}
	return w
}

// IsSmall tells of a word of Words that says nothing by itself: an article, a preposition, a pronoun.
func IsSmall(w string) bool { return strings.Contains(smallWords, " "+w+" ") }

// smallWords are folded, as Words gives them.
const smallWords = " a afin ai ainsi alors apres as au aussi autre autres aux avaient avait avant avec avez avons ayant bien c ce ceci cela celle celui ces cet cette ceux" +
	" chaque cherche chez comme d dans de deja depuis des deux dit doit doivent donc dont du elle elles en encore entre est et etaient etait etant ete etes" +
	" etre eu eux fait font furent fut ici il ils j je jusqu juste l la le les leur leurs lors lorsqu lui m ma mais me meme memes mes moi moins mon n ne non" +
	" nos notre nous on ont ou oui par parce pas pendant peu peut peuvent plus plusieurs pour presque puis puisqu qu quand que quel quelle quelques qui s sa" +
	" sans se sera seront ses si soit sommes son sont sous sur surtout t ta te tel telle tels tes toi ton tous tout toute toutes tres trop tu un une vers" +
	" veux voici voila vos votre voudrais vous y "

// Stems cuts a text into what a search keeps of it: the stems of its words, without the small ones.
func Stems(s string) []string {
	words := Words(s)
	out := words[:0]
	for _, w := range words {
		if !IsSmall(w) {
			out = append(out, Stem(w))
		}
	}
	return out
}

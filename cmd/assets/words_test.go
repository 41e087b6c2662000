package main

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/french"
)

// TestWordsAgree: the browser cuts and folds any text as the program does, so that what one writes in the index the other
// finds. Each character of the alphabets of Europe, of punctuation, signs and pictures stands in a text of its own; the rest are
// drawn, always the same, from what French is made of.
func TestWordsAgree(t *testing.T) {
	var texts []string
	for _, span := range [...][2]rune{{1, 0x36f}, {0x370, 0x482}, {0x48a, 0x52f}, {0x1e00, 0x1fff}, {0x2000, 0x206f}, {0x20a0, 0x20c0}, {0x2100, 0x2bff}, {0x2e00, 0x2e52}, {0x3000, 0x3029}, {0xfe00, 0xfe0f}, {0x1f300, 0x1f6ff}} {
		for r := span[0]; r <= span[1]; r++ {
			texts = append(texts, "maux"+string(r)+"Cris", string(r)+"eux", "deux l"+string(r)+"a")
		}
	}
	pieces := []string{"l'", "L’", "qu'", "jusqu´", "d`", "'", "’", "é", "E\u0301", "œ", "Æ", "ç", "s", "x", "aux", "eaux", "AUX", "pair", "aidant", "·", "-", " ", "\u00a0", "1", "2", "ß", "m", "É", "ê", "t", "un", "de", "(", ")", "/"}
	draw := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		var b strings.Builder
		for range draw.IntN(9) {
			b.WriteString(pieces[draw.IntN(len(pieces))])
		}
		texts = append(texts, b.String())
	}
	var got []struct{ Mots, Racines []string }
	inNode(t, `import { words } from "../carte/text"; import { stems } from "../recherche/stems";
process.stdout.write(JSON.stringify(given.map((t: string) => ({ mots: words(t), racines: stems(t) }))));`, texts, &got)
	wrong := 0
	for i, text := range texts {
		if m, r := french.Words(text), french.Stems(text); wrong < 20 && (!slices.Equal(m, got[i].Mots) || !slices.Equal(r, got[i].Racines)) {
			wrong++
			t.Errorf("%+q: the program has %+q %+q, the browser %+q %+q", text, m, r, got[i].Mots, got[i].Racines)
		}
	}
}

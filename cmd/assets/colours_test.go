package main

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var token = regexp.MustCompile(`--([a-z0-9-]+): (#[0-9a-f]{3,6});`)

// themes reads the colours of tokens.css: the light theme, then the dark one.
func themes(t *testing.T) [2]map[string]float64 {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "assets", "css", "tokens.css"))
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(data), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("no dark theme")
	}
	var out [2]map[string]float64
	for i, css := range []string{light, dark} {
		out[i] = map[string]float64{}
		for _, m := range token.FindAllStringSubmatch(css, -1) {
			out[i][m[1]] = luminance(t, m[2])
		}
	}
	return out
}

// luminance is that of WCAG 2.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	h := hex[1:]
	if len(h) == 3 {
		h = string([]byte{h[0], h[0], h[1], h[1], h[2], h[2]})
	}
	n, err := strconv.ParseUint(h, 16, 32)
	if err != nil || len(h) != 6 {
		t.Fatalf("colour %s: %v", hex, err)
	}
	part := func(v uint64) float64 {
		c := float64(v&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(n>>16) + 0.7152*part(n>>8) + 0.0722*part(n)
}

// TestContrast: text and marks can be read in both themes (WCAG 1.4.3 and 1.4.11).
func TestContrast(t *testing.T) {
	for i, colours := range themes(t) {
		name := [...]string{"light", "dark"}[i]
		check := func(front, back string, least float64) {
			a, ok1 := colours[front]
			b, ok2 := colours[back]
			if got := (max(a, b) + 0.05) / (min(a, b) + 0.05); !ok1 || !ok2 || got < least {
				t.Errorf("%s theme: %s on %s has a contrast of %.2f, at least %.1f", name, front, back, got, least)
			}
		}
		for _, text := range []string{"encre", "encre2", "lien"} {
			for _, ground := range []string{"papier", "papier2", "clair", "terre"} {
				check(text, ground, 4.5)
			}
		}
		check("encre2", "voisin", 4.5)
		check("sur-vert", "vert", 4.5)
		check("papier", "signal", 4.5) // the draft's banner
		check("signal", "papier2", 3)  // lines and rings
		check("signal", "terre", 3)
		check("bord", "papier", 3)
		check("lettre", "lien", 4.5) // groups on the map
		for rank := 1; rank <= 8; rank++ {
			check("lettre", fmt.Sprint("s", rank), 4.5)
			check(fmt.Sprint("s", rank), "terre", 3)
			check(fmt.Sprint("s", rank), "papier", 3)
		}
	}
}

package content

import (
	"strings"
	"testing"
)

// TestTranslate: what the line-by-line search does not explain is said in French all the same, at its place.
func TestTranslate(t *testing.T) {
	const unknown = "balise ne comprend pas"
	for text, want := range map[string]string{
		"a: b: c\n": "2:5", "a: [x, y\nb: c\n": "2:4", "a: \"x\nb: c\n": "2:4", "a: @x\n": "2:4", "a: {x\nb: c\n": "2:4", "a: - b\n": "2:4", "a: *x\n": "2:4", "a: \"\\q\"\n": "2:5", "a:\n  b: c\n d: e\n": "4:2",
		"- a\nb: c\n": "3:1", "a: |x\n  y\n": "2:5", "é : x\ny\n": "3:1", "a: " + strings.Repeat("[", 20_000) + "\n": "2:",
	} {
		s := &sheet{file: "a.md", data: []byte("---\n" + text + "---\n")}
		h := header{open: 1, first: 2, text: []byte(text)}
		_, err := loadYAML(h.text)
		if err == nil {
			t.Errorf("%.20q is accepted", text)
			continue
		}
		s.translate(err, &h)
		checkPlaces(t, string(s.data), s.list)
		d := s.list[0]
		if place := strings.TrimPrefix(d.Pos.Place(), "a.md:"); !strings.HasPrefix(place, want) || strings.HasPrefix(d.Message, unknown) || d.Code != "syntaxe" {
			t.Errorf("%.20q: %s, want %s: %s (%v)", text, place, want, d.Message, err)
		}
	}
}

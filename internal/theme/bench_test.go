package theme_test

import (
	"bytes"
	"testing"

	"enrouteweb.org/balise/internal/output"
)

// BenchmarkPages: what a page costs, of which a site may have ten thousand. "frame" is what every page pays besides.
func BenchmarkPages(b *testing.B) {
	th := load(b)
	c := chrome("/carte/", output.Assets{CSS: "/c"})
	frame := &output.Frame{Langue: "fr", Titre: "Transit", Site: c.Site, Description: "Une phrase.", Canonique: "https://exemple.be/x/", Kind: "initiative",
		Head: render(b, th, "head", c), Header: render(b, th, "header", c), Main: render(b, th, "initiative", commonInitiative()), Footer: render(b, th, "footer", c)}
	for _, p := range []struct {
		what, name string
		view       any
	}{
		{"initiative", "initiative", commonInitiative()}, {"initiative-rich", "initiative", richInitiative()}, {"card", "card", &cards()[0]},
		{"frame", "frame", frame}, {"chapitre", "chapitre", richChapter()}, {"map", "map", richMap(render(b, th, "fond", richGround))},
	} {
		b.Run(p.what, func(b *testing.B) {
			var buf bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				buf.Reset()
				if err := th.Render(&buf, p.name, p.view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

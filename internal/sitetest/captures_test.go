package sitetest

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"
)

var update = flag.Bool("update", false, "take the pictures of the editors' guide again")

// guidePage is the editors' guide of the default site, and where its pictures are.
const (
	guidePage = "content/pages/tenir-le-site.md"
	guideShow = "content/media/tenir-le-site"
)

// TestPicturesOfTheGuide goes where the editors' guide says one can go, on the site it describes, and photographs it. With
// -update the pictures are put in the guide's place; without, each must be there, be of the same size as what is seen now, and
// be shown by the guide.
func TestPicturesOfTheGuide(t *testing.T) {
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(l.root, guidePage))
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for _, m := range regexp.MustCompile(`\(/media/tenir-le-site/([a-z-]+\.png)\)`).FindAllSubmatch(text, -1) {
		shown = append(shown, string(m[1]))
	}
	var taken []string
	take := func(name string, shot []byte) {
		taken = append(taken, name)
		file := filepath.Join(l.root, guideShow, name)
		if *update {
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, lighter(t, shot), 0o644); err != nil {
				t.Fatal(err)
			}
			return
		}
		kept, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if now, then := sizeOf(t, shot), sizeOf(t, kept); now != then {
			t.Errorf("%s is %v, the screen is now %v: take it again with go test ./internal/sitetest -run PicturesOfTheGuide -update", name, then, now)
		}
		if len(kept) > 40*kB {
			t.Errorf("%s: %d bytes: too heavy for a poor network", name, len(kept))
		}
	}
	s := preview(t)
	f := openForm(t, s, "collections/initiatives/new")
	f.see(t, view{width: 1000})
	f.types("titre", "Le Relais")
	f.chooses("secteurs", "Santé mentale")
	eval[string](t, f.tab, `(document.activeElement.blur(), [...document.querySelectorAll("*")].forEach(e => e.scrollTop = 0), "")`)
	f.awaits(`(b => b.top > 0 && b.bottom < innerHeight)(document.querySelector('[id^="titre-field"]').getBoundingClientRect())`)
	take("formulaire.png", f.photograph(0, 0, 1000, 640))
	f.typeIn(`document.querySelector(".lieu-cherche input")`, "Namur")
	f.awaits(`document.querySelector(".lieu-carte [role=status]").textContent.includes("montre Namur")`)
	eval[string](t, f.tab, `(document.querySelector(".plan").focus(), "")`)
	if err := chromedp.Do(f, chromedp.KeyEvent("\r")); err != nil {
		t.Fatal(err)
	}
	f.awaits(`document.querySelector(".lieu-texte").value !== ""`)
	eval[string](t, f.tab, `(document.activeElement.blur(), document.querySelector(".lieu-carte").scrollIntoView({block: "center"}), "")`)
	f.awaits(`(b => b.top > 66 && b.bottom < innerHeight)(document.querySelector(".lieu-carte").getBoundingClientRect())`)
	take("carte-du-formulaire.png", f.element(".lieu-carte"))
	take("atelier.png", atelierOf(t, s))
	take("faute.png", mistakeOf(t, s))
	slices.Sort(taken)
	slices.Sort(shown)
	if !slices.Equal(shown, taken) {
		t.Errorf("the guide shows %q, %q are taken", shown, taken)
	}
}

// atelierOf is the preview's bar, open over an initiative.
func atelierOf(t *testing.T, s served) []byte {
	t.Helper()
	b := newTab(t)
	b.see(t, view{width: 1000})
	b.open(t, s.url+"initiatives/projet-pat/")
	b.openAtelier(t)
	return b.photograph(t, 0, 0, 1000, 640)
}

// mistakeOf is what stands over a page when its file has a mistake.
func mistakeOf(t *testing.T, s served) []byte {
	t.Helper()
	file := filepath.Join(s.content, "initiatives", "le-relais.md")
	text := "---\ntitre: Le Relais\nsecteurs: [sante-mentale]\nnature: entraide\ncommune: Namur\ncoordonnees: 4.8650, 50.4655\n---\nOn se retrouve chaque mardi.\n"
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.see(t, view{width: 1000})
	b.open(t, s.url+"portraits/")
	b.until(t, `document.querySelector("balise-apercu")?.shadowRoot?.textContent.includes("Ligne corrigée")`)
	return b.photograph(t, 0, 0, 1000, 640)
}

// photograph is a part of what the window shows, in CSS pixels.
func (b *tab) photograph(t testing.TB, x, y, w, h int) []byte {
	t.Helper()
	shot, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	part := image.NewRGBA(image.Rect(0, 0, w, h).Intersect(img.Bounds()))
	draw.Draw(part, part.Bounds(), img, image.Pt(x, y), draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, part); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func (f form) photograph(x, y, w, h int) []byte { return f.tab.photograph(f.t, x, y, w, h) }

// element is the picture of one part of the page.
func (f form) element(selector string) []byte {
	f.t.Helper()
	shot, err := chromedp.Run(f, chromedp.Screenshot(selector))
	if err != nil {
		f.t.Fatal(err)
	}
	return shot
}

// lighter writes a picture of a screen with at most 256 colours: its most frequent ones, the others becoming the nearest.
func lighter(t *testing.T, data []byte) []byte {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	count := map[color.RGBA]int{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	colours := make([]color.RGBA, 0, len(count))
	for c := range count {
		colours = append(colours, c)
	}
	slices.SortFunc(colours, func(a, b color.RGBA) int {
		if n := count[b] - count[a]; n != 0 {
			return n
		}
		return (int(a.R)-int(b.R))<<16 + (int(a.G)-int(b.G))<<8 + int(a.B) - int(b.B)
	})
	var palette color.Palette
	for _, c := range colours[:min(256, len(colours))] {
		palette = append(palette, c)
	}
	out := image.NewPaletted(b, palette)
	draw.Draw(out, b, img, b.Min, draw.Src)
	var w bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&w, out); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func sizeOf(t *testing.T, data []byte) image.Point {
	t.Helper()
	c, err := png.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return image.Pt(c.Width, c.Height)
}

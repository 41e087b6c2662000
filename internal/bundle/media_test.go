package bundle_test

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/bundle"
	"enrouteweb.org/balise/internal/diag"
)

func codes(l diag.List) string {
	var out []string
	for _, d := range l {
		out = append(out, d.Severity.String()+" "+d.Code)
	}
	return strings.Join(out, ", ")
}

// TestOrientations checks the eight ways to hold a camera: the picture comes out upright, without its position.
func TestOrientations(t *testing.T) {
	// Where the stored quarters go; stored: red green / blue white. Read row by row, as shown.
	want := map[int]string{1: "RGBW", 2: "GRWB", 3: "WBGR", 4: "BWRG", 5: "RBGW", 6: "BRWG", 7: "WGBR", 8: "GWRB"}
	for o := 1; o <= 8; o++ {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			src := with(jpegOf(t, corners(64, 32)), app(0xE1, "Exif\x00\x00"+string(exifBlock(order, o, true))))
			out, info, diags := bundle.Media("content/media/a.jpg", src)
			if len(diags) > 0 {
				t.Fatalf("orientation %d: %s", o, codes(diags))
			}
			w, h := 64, 32
			if o >= 5 {
				w, h = h, w
			}
			if info.Width != w || info.Height != h || info.Mime != "image/jpeg" {
				t.Errorf("orientation %d: %+v", o, info)
			}
			if got := shown(t, out); got != want[o] {
				t.Errorf("orientation %d: shown %s, want %s", o, got, want[o])
			}
			if bytes.Contains(out, []byte("Exif")) {
				t.Errorf("orientation %d: Exif is still there", o)
			}
		}
	}
}

// shown names the four quarters of a JPEG.
func shown(t *testing.T, data []byte) string {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	b, s := img.Bounds(), ""
	for _, p := range []image.Point{{1, 1}, {3, 1}, {1, 3}, {3, 3}} {
		r, g, bl, _ := img.At(b.Dx()*p.X/4, b.Dy()*p.Y/4).RGBA()
		switch {
		case r > 0xc000 && g > 0xc000 && bl > 0xc000:
			s += "W"
		case r > g && r > bl:
			s += "R"
		case g > bl:
			s += "G"
		default:
			s += "B"
		}
	}
	return s
}

// TestStripIsLossless: a picture already upright keeps its compressed bytes, its colour profile and Adobe's transform.
func TestStripIsLossless(t *testing.T) {
	plain := jpegOf(t, corners(40, 40))
	icc, adobe := app(0xE2, "ICC_PROFILE\x00\x01\x01profil"), app(0xEE, "Adobe\x00\x64\x00\x00\x00\x00\x01")
	src := with(plain, app(0xE0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x01\x01abc"), app(0xE1, "Exif\x00\x00"+string(exifBlock(binary.LittleEndian, 1, true))),
		app(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+xmpHere), icc, app(0xE2, "MPF\x00secret"), app(0xED, "Photoshop 3.0\x00"), adobe, app(0xFE, "pris chez moi"))
	src = append(src, []byte("et une autre image, GPSLatitude")...)
	out, _, diags := bundle.Media("a.jpg", src)
	if len(diags) > 0 {
		t.Fatal(codes(diags))
	}
	want := with(plain, app(0xE0, "JFIF\x00\x01\x02\x00\x00\x48\x00\x48\x00\x00"), icc, adobe)
	if !bytes.Equal(out, want) {
		t.Errorf("got  %x\nwant %x", out[:min(len(out), 120)], want[:120])
	}
	again, _, _ := bundle.Media("a.jpg", out)
	if !bytes.Equal(again, out) {
		t.Error("a clean picture changes")
	}
}

// The original's position is told, so that its editor knows; it is in no output.
func TestPositionIsTold(t *testing.T) {
	exif := func(orientation int, gps bool) []byte {
		return app(0xE1, "Exif\x00\x00"+string(exifBlock(binary.BigEndian, orientation, gps)))
	}
	for name, c := range map[string]struct {
		segment []byte
		want    bool
	}{
		"none": {exif(1, false), false}, "exif": {exif(1, true), true}, "turned": {exif(6, true), true},
		"xmp": {app(0xE1, "http://ns.adobe.com/xap/1.0/\x00"+xmpHere), true},
	} {
		if out, info, _ := bundle.Media("a.jpg", with(jpegOf(t, corners(16, 8)), c.segment)); info.Position != c.want || bytes.Contains(out, []byte("GPSLatitude")) {
			t.Errorf("%s: %+v", name, info)
		}
	}
}

// TestTurnedKeepsProfile: colours stay those of the profile, and grey stays grey.
func TestTurnedKeepsProfile(t *testing.T) {
	exif := app(0xE1, "Exif\x00\x00"+string(exifBlock(binary.BigEndian, 6, false)))
	icc := app(0xE2, "ICC_PROFILE\x00\x01\x01profil")
	out, _, _ := bundle.Media("a.jpg", with(jpegOf(t, corners(16, 8)), exif, icc))
	if !bytes.Contains(out, icc) {
		t.Error("profile lost")
	}
	grey := image.NewGray(image.Rect(0, 0, 16, 8))
	out, _, _ = bundle.Media("a.jpg", with(jpegOf(t, grey), exif))
	if cfg, err := jpeg.DecodeConfig(bytes.NewReader(out)); err != nil || cfg.ColorModel != color.GrayModel {
		t.Errorf("%v %v", cfg, err)
	}
}

const svgOpen = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10">`

func svgOf(inside string) []byte { return []byte(svgOpen + inside + "</svg>") }

func TestMedia(t *testing.T) {
	jpg, pic, anim := jpegOf(t, corners(16, 10)), pngOf(t, corners(16, 10)), gifOf(t)
	exif := string(exifBlock(binary.BigEndian, 1, true))
	noGPS := string(exifBlock(binary.BigEndian, 1, false))
	raw := "Raw profile type exif\x00\nexif\n  60\n" + hex.EncodeToString([]byte(exif))
	for _, c := range []struct {
		name string
		data []byte
		want string // "16x10 image/png", or the codes
	}{
		{"a.jpg", jpg, "16x10 image/jpeg"},
		{"A.JPEG", jpg, "16x10 image/jpeg"},
		{"a.jpg", jpg[:len(jpg)-40], "erreur image-illisible"},
		{"a.jpg", jpg[:30], "erreur image-illisible"},
		{"a.jpg", nil, "erreur image-illisible"},
		{"a.jpg", []byte("bonjour"), "erreur image-illisible"},
		{"a.png", pic, "16x10 image/png"},
		{"a.jpg", pic, "avertissement image-extension"},
		{"a.png", pic[:len(pic)-3], "erreur image-illisible"},
		{"a.png", append(append([]byte{}, pic[:30]...), make([]byte, 60)...), "erreur image-illisible"},
		{"a.png", chunk(pic, "eXIf", exif), "erreur image-gps"},
		{"a.png", chunk(pic, "eXIf", noGPS), "16x10 image/png"},
		{"a.png", chunk(pic, "iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmpHere), "erreur image-gps"},
		{"a.png", chunk(pic, "tEXt", "XML:com.adobe.xmp\x00"+xmpHere), "erreur image-gps"},
		{"a.png", chunk(pic, "tEXt", raw), "erreur image-gps"},
		{"a.png", chunk(pic, "zTXt", "Raw profile type exif\x00\x00"+deflated(raw[len("Raw profile type exif\x00"):])), "erreur image-gps"},
		{"a.png", chunk(pic, "tEXt", "Comment\x00bonjour"), "16x10 image/png"},
		{"a.gif", anim, "8x4 image/gif"},
		{"a.gif", anim[:8], "erreur image-illisible"},
		{"a.webp", webp("VP8X", vp8x), "16x10 image/webp"},
		{"a.webp", webp("VP8 ", "\x00\x00\x00\x9d\x01\x2a\x10\x00\x0a\x00"), "16x10 image/webp"},
		{"a.webp", webp("VP8L", "\x2f\x0f\x40\x02\x00"), "16x10 image/webp"},
		{"a.webp", webp("VP8X", vp8x, "EXIF", "Exif\x00\x00"+exif), "erreur image-gps"},
		{"a.webp", webp("VP8X", vp8x, "XMP ", xmpHere), "erreur image-gps"},
		{"a.webp", webp("VP8X", vp8x)[:20], "erreur image-illisible"},
		{"a.webp", []byte("RIFF"), "erreur image-illisible"},
		{"a.avif", isoMedia("avif", ispe), "16x10 image/avif"},
		{"a.avif", isoMedia("avif", ispe+"\x00\x00\x00\x06Exif\x00\x00"+exif), "erreur image-gps"},
		{"a.avif", isoMedia("avif", ispe+xmpHere), "erreur image-gps"},
		{"a.avif", isoMedia("avif", ""), "erreur image-illisible"},
		{"a.heic", isoMedia("heic", ispe), "erreur image-format"},
		{"a.heif", []byte("?"), "erreur image-format"},
		{"a.tif", []byte(exif), "erreur image-format"},
		{"a.bmp", append([]byte("BM"), make([]byte, 40)...), "erreur image-format"},
		{"a.svg", svgOf(`<path d="M0 0h1"/>`), "20x10 image/svg+xml"},
		{"a.svg", []byte("\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- dessin -->\n<!DOCTYPE svg PUBLIC \"a\" \"b\">\n" + svgOpen + "</svg>"), "20x10 image/svg+xml"},
		{"a.svg", []byte("<p/>"), "erreur image-illisible"},
		{"a.svg", nil, "erreur image-illisible"},
		{"a.svg", []byte("<svg>"), "erreur image-illisible"},
		{"a.pdf", []byte("%PDF-1.7"), "0x0 application/pdf"},
		{"a.odt", []byte("PK\x03\x04"), "0x0 application/octet-stream"},
		{"a.html", []byte("bonjour"), "erreur media-actif"},
		{"a.html", svgOf(""), "erreur media-actif"},
		{"a.js", []byte("alert(1)"), "erreur media-actif"},
		{"a.txt", []byte("  <!doctype html><script>alert(1)</script>"), "erreur media-actif"},
	} {
		out, info, diags := bundle.Media(c.name, c.data)
		got := codes(diags)
		if len(diags) == 0 {
			got = fmt.Sprintf("%dx%d %s", info.Width, info.Height, info.Mime)
		}
		if got != c.want {
			t.Errorf("%s (%d bytes): %s, want %s", c.name, len(c.data), got, c.want)
		}
		if (out == nil) != (diags.HasErrors() || c.data == nil) {
			t.Errorf("%s: output %v with %q", c.name, out != nil, codes(diags))
		}
	}
}

// TestActiveSVG: what is more than drawing is refused, at its line; what drawing programs write passes.
func TestActiveSVG(t *testing.T) {
	for _, bad := range []string{
		`<script>alert(1)</script>`, `<SCRIPT/>`, `<g onload="x()"/>`, `<g ONCLICK="x()"/>`, `<foreignObject/>`, `<iframe src="/"/>`,
		`<image href="https://ailleurs.example/x.png"/>`, `<image xlink:href="//ailleurs.example/x.png"/>`, `<image href="/media/autre.svg"/>`,
		`<use href="autre.svg#a"/>`, `<use href="data:image/svg+xml,x"/>`, `<a href="javascript:alert(1)"/>`, `<a xlink:href=" JavaScript:alert(1)"/>`,
		`<style>@import "https://ailleurs.example/x.css";</style>`, `<style>a{fill:url(https://ailleurs.example/x)}</style>`, `<style>a{fill:\75rl(x)}</style>`,
		`<path style="fill:url('//ailleurs.example')"/>`, `<path fill="url(//ailleurs.example/x)"/>`, `<set attributeName="xlink:href" to="javascript:alert(1)"/>`,
		`<animate attributeName="onclick" values="x"/>`, `<?xml-stylesheet href="x.css"?>`, `<h:meta xmlns:h="http://www.w3.org/1999/xhtml"/>`, `<g xml:base="https://ailleurs.example/"/>`,
	} {
		_, _, diags := bundle.Media("a.svg", []byte(svgOpen+"\n"+bad+"\n</svg>"))
		if codes(diags) != "erreur svg-actif" {
			t.Errorf("%s: %q", bad, codes(diags))
			continue
		}
		if d := diags[0]; d.Pos.Line != 2 || !strings.Contains(d.Source, bad[:5]) {
			t.Errorf("%s: at line %d, %q", bad, d.Pos.Line, d.Source)
		}
	}
	if _, _, diags := bundle.Media("a.svg", []byte(`<!DOCTYPE svg [<!ENTITY a "b">]>`+svgOpen+`</svg>`)); codes(diags) != "erreur svg-actif" {
		t.Errorf("entities: %q", codes(diags))
	}
	good := `<style>.a{fill:url(#degrade);font-family:"x"}</style><path style="fill:url( '#b' )" transform="rotate(3)"/><use xlink:href="#c"/><image href="data:image/png;base64,AAAA"/>` +
		`<a href="https://exemple.be/"><text>Antislash \ (ici) &amp; là</text></a><animate attributeName="r" values="1;2"/>`
	if _, _, diags := bundle.Media("a.svg", svgOf(good)); len(diags) > 0 {
		t.Errorf("a plain drawing: %s", codes(diags))
	}
}

func TestHeavyImage(t *testing.T) {
	big := with(jpegOf(t, corners(16, 8)), bytes.Repeat(app(0xE2, "ICC_PROFILE\x00"+strings.Repeat("x", 60000)), 20))
	out, _, diags := bundle.Media("a.jpg", big)
	if codes(diags) != "conseil image-lourde" || out == nil {
		t.Errorf("%q", codes(diags))
	}
	if !strings.Contains(diags[0].Message, "1,1 Mo") {
		t.Error(diags[0].Message)
	}
}

// FuzzMedia: whatever a file holds, Media answers: bytes, or an error that says why not.
func FuzzMedia(f *testing.F) {
	exif := string(exifBlock(binary.LittleEndian, 6, true))
	jpg := jpegOf(f, corners(16, 10))
	for _, s := range []struct {
		name string
		data []byte
	}{
		{"a.jpg", with(jpg, app(0xE1, "Exif\x00\x00"+exif))}, {"a.png", chunk(pngOf(f, corners(4, 4)), "eXIf", exif)}, {"a.gif", gifOf(f)},
		{"a.webp", webp("VP8X", vp8x, "EXIF", exif)}, {"a.avif", isoMedia("avif", ispe+exif)}, {"a.svg", svgOf(`<g fill="url(#a)"/>`)}, {"a.tif", []byte(exif)}, {"a.pdf", []byte("%PDF-")}, {"", nil},
	} {
		f.Add(s.name, s.data)
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if len(data) > 1<<16 {
			return
		}
		out, info, diags := bundle.Media(name, data)
		if diags.HasErrors() == (out != nil) && len(data) > 0 {
			t.Errorf("output %v with %q", out != nil, codes(diags))
		}
		if info.Width < 0 || info.Height < 0 {
			t.Errorf("%+v", info)
		}
		for _, d := range diags {
			if d.Code == "" || d.Message == "" || d.Pos.File != name {
				t.Errorf("%+v", d)
			}
		}
	})
}

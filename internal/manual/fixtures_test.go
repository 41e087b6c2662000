package manual_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/diag"
)

// shown gives the message of a code that no text can show: what shows it is made here.
func shown(t *testing.T, code string) diag.Diag {
	t.Helper()
	s := newStage(t)
	f := good(t)
	make, ok := fixtures()[code]
	if !ok {
		t.Errorf("%s: its section has no example, and fixtures has nothing to show it", code)
		return diag.Diag{}
	}
	list := make(t, s, f)
	if list == nil {
		list = s.check(t, f)
	}
	found := of(list, code, nil)
	if len(found) == 0 {
		t.Errorf("%s: what is to show it does not:\n%s", code, said(list))
		return diag.Diag{}
	}
	return found[0]
}

// fixture changes a good folder so that it has a mistake, or gives what is said by other means.
type fixture func(t *testing.T, s *stage, f folder) diag.List

// file is the fixture of one file that is wrong.
func file(path, text string) fixture {
	return func(_ *testing.T, _ *stage, f folder) diag.List {
		f[path] = text
		return nil
	}
}

// template is the fixture of one file laid over the theme.
func template(path, text string) fixture {
	return func(t *testing.T, s *stage, _ folder) diag.List {
		s.theme = filepath.Join(filepath.Dir(s.dir), "theme")
		write(t, filepath.Join(s.theme, path), text)
		return nil
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

const (
	right   = "---\ntitre: Le bénévolat\n---\nDu texte.\n"
	archive = "titre: Essai\nurl: https://exemple.be\ncarte:\n  fond: pmtiles\n  pmtiles: {fichier: /media/cartes/w-2026.pmtiles, credit: © IGN}\n"
	refuge  = "---\ntitre: Un refuge\nsecteurs: [precarite]\nnature: entraide\ncommune: Charleroi\ncoordonnees: 50.40547, 4.44874\nprecision: masquee\n---\n"
)

// fixtures are by code.
func fixtures() map[string]fixture {
	return map[string]fixture{
		"encodage":              file("pages/a.md", "---\ntitre: Le b\xe9n\xe9volat\n---\n"),
		"encodage-utf16":        file("pages/a.md", wide("\ufeff"+right)),
		"octet-nul":             file("pages/a.md", strings.Replace(right, "bén", "b\x00n", 1)),
		"fins-de-ligne":         file("pages/a.md", strings.ReplaceAll(right, "\n", "\r")),
		"caractere-interdit":    file("pages/a.md", strings.Replace(right, "Le ", "Le \x0b", 1)),
		"caractere-invalide":    file("pages/a.md", strings.Replace(right, "Du ", "Du \x07", 1)),
		"fichier-trop-gros":     file("pages/a.md", right+strings.Repeat("Du texte.\n", content.MaxSize/10)),
		"markdown-imbrique":     file("pages/a.md", right+strings.Repeat("*a_ ", 100_000)+"\n"),
		"traduction-en-attente": file("pages/a-propos.nl.md", "---\ntitre: Over ons\n---\n"),
		"fichier-illisible":     unreadable,
		"raccourci":             shortcut,
		"adresse-perdue":        renamed,
		"image-format":          file("media/photo.heic", "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00heicmif1"),
		"image-illisible":       file("media/photo.jpg", "\xff\xd8\xff\xe0"),
		"image-lourde":          heavy,
		"image-extension":       func(t *testing.T, _ *stage, f folder) diag.List { f["media/photo.jpg"] = pngOf(t, 4, 4); return nil },
		"image-gps":             located,
		"image-demesuree":       func(t *testing.T, _ *stage, f folder) diag.List { f["media/photo.png"] = pngOf(t, 3200, 8); return nil },
		"image-position": func(t *testing.T, _ *stage, f folder) diag.List {
			f["media/photo.jpg"] = jpegOf(t, placed, nil)
			return nil
		},
		"image-trop-grande":  lying,
		"plan-illisible":     func(_ *testing.T, _ *stage, f folder) diag.List { return ground(f, strings.Repeat("x", 500)) },
		"plan-lourd":         func(_ *testing.T, _ *stage, f folder) diag.List { return ground(f, tiles(101<<20)) },
		"lieu-cache-visible": leaking,
		"gabarit-illisible":  template("pages/page.html", "{{if .Titre}}\n<p>"),
		"gabarit-dangereux":  template("pages/page.html", "\n{{template \"rien\" .}}"),
		"gabarit-en-echec":   template("pages/page.html", "\n{{index .Titre 900}}"),
		"gabarit-en-double":  template("pages/card.html", "x"),
		"gabarit-ignore":     template("pages/page.htm", "x"),
	}
}

// wide writes a text in UTF-16, little end first, as the Notepad's "Unicode" does.
func wide(s string) string {
	var b []byte
	for _, r := range s {
		b = binary.LittleEndian.AppendUint16(b, uint16(r))
	}
	return string(b)
}

// unreadable is what Read makes of a file that the system refuses to open: whoever tests may be allowed everything.
func unreadable(t *testing.T, _ *stage, _ folder) diag.List {
	files, err := content.Read(os.DirFS("testdata/site"), new(content.Cache), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range files {
		if files[i].Path == "pages/a-propos.md" {
			files[i] = content.File{Path: files[i].Path, Mode: content.Unreadable}
		}
	}
	_, list := content.Decode(files, content.Options{Prefix: "content/", Today: today}, new(content.Cache))
	return list.Sorted()
}

func shortcut(t *testing.T, s *stage, f folder) diag.List {
	s.put(t, f)
	elsewhere := filepath.Join(filepath.Dir(s.dir), "ailleurs.md")
	write(t, elsewhere, right)
	if err := os.Symlink(elsewhere, filepath.Join(s.dir, "pages/ailleurs.md")); err != nil {
		t.Fatal(err)
	}
	return s.run(t)
}

// renamed is a second build, of a site of which a file has another name.
func renamed(t *testing.T, s *stage, f folder) diag.List {
	s.check(t, f)
	f["initiatives/un-relais.md"] = f["initiatives/le-relais.md"]
	delete(f, "initiatives/le-relais.md")
	return s.check(t, f)
}

func pngOf(t *testing.T, w, h int) string {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// chunked puts a chunk right before the last of a PNG (W3C PNG, section 5).
func chunked(pic, name, data string) string {
	body := name + data
	c := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	c = append(c, body...)
	c = binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE([]byte(body)))
	end := len(pic) - 12
	return pic[:end] + string(c) + pic[end:]
}

func heavy(t *testing.T, _ *stage, f folder) diag.List {
	f["media/photo.png"] = chunked(pngOf(t, 4, 4), "prVt", strings.Repeat("x", 2<<20))
	return nil
}

func located(t *testing.T, _ *stage, f folder) diag.List {
	f["media/photo.png"] = chunked(pngOf(t, 4, 4), "tEXt", "XML:com.adobe.xmp\x00<x exif:GPSLatitude=\"50,28N\"/>")
	return nil
}

// lying is a photograph that lies on its side (Exif 2.32, orientation 6) and says that it is immense.
func lying(t *testing.T, _ *stage, f folder) diag.List {
	const onItsSide = "\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00"
	f["media/photo.jpg"] = jpegOf(t, onItsSide, func(data []byte) {
		sof := bytes.Index(data, []byte{0xff, 0xc0})
		binary.BigEndian.PutUint16(data[sof+5:], 9000)
		binary.BigEndian.PutUint16(data[sof+7:], 9000)
	})
	return nil
}

// placed is the Exif tag that says where the GPS's own tags are, and behind the end of its list, a latitude among these.
const placed = "\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x1a" + "\x00\x00\x00\x00" +
	"\x00\x01" + "\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x08"

// jpegOf is a small photograph with one Exif tag, changed at will.
func jpegOf(t *testing.T, tag string, change func([]byte)) string {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8)), nil); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	if change != nil {
		change(data)
	}
	exif := "Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01" + tag + "\x00\x00\x00\x00"
	app := binary.BigEndian.AppendUint16([]byte{0xff, 0xe1}, uint16(len(exif)+2))
	return string(data[:2]) + string(app) + exif + string(data[2:])
}

// tiles is the head of a PMTiles archive (version 3, vectors), as long as asked.
func tiles(size int) string {
	data := make([]byte, size)
	copy(data, "PMTiles\x03")
	data[99] = 1
	return string(data)
}

func ground(f folder, data string) diag.List {
	f["site.yaml"], f["media/cartes/w-2026.pmtiles"] = archive, data
	return nil
}

// leaking is a theme that prints a hidden place.
func leaking(t *testing.T, s *stage, f folder) diag.List {
	f["initiatives/refuge.md"] = refuge
	return template("pages/404.html", "<p>50.40547, 4.44874</p>")(t, s, f)
}

package content

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"enrouteweb.org/balise/internal/diag"
)

const (
	bom     = "\ufeff"
	saveUTF = "Ouvrez le fichier dans le Bloc-notes, choisissez « Enregistrer sous… », puis « UTF-8 » à la ligne « Encodage » " +
		"(dans VS Code : cliquez sur l'encodage en bas à droite, puis « Enregistrer avec l'encodage », « UTF-8 »)."
)

// legible tells whether the bytes are text that can be read as meant; if not it says why, and the file is left there.
func (s *sheet) legible() bool {
	i, bad := firstBad(s.data)
	switch {
	case s.isUTF16():
		s.report(diag.Erreur, "encodage-utf16", span{1, 1, 1}, "Ce fichier est enregistré en UTF-16 (« Unicode » dans le Bloc-notes) : balise ne lit que l'UTF-8.", saveUTF).Source = ""
		return false
	case bad == badUTF8:
		s.notUTF8(i)
		return false
	case bad == badNUL:
		s.report(diag.Erreur, "octet-nul", s.spanAt(i), "Ce fichier contient un caractère vide (octet nul) : il est abîmé, ou ce n'est pas du texte.",
			"Rouvrez le fichier, vérifiez que le texte est complet, effacez ce caractère, puis enregistrez en UTF-8.")
		return false
	case bytes.IndexByte(s.data, '\n') < 0 && bytes.IndexByte(s.data, '\r') >= 0:
		d := s.report(diag.Erreur, "fins-de-ligne", span{1, 1, 1}, "Les lignes de ce fichier finissent à l'ancienne manière du Macintosh : balise n'y voit qu'une seule ligne.",
			"Dans votre éditeur, choisissez les fins de ligne « LF » ou « CRLF » (VS Code : en bas à droite), puis enregistrez.")
		d.Source, _, _ = strings.Cut(d.Source, "\r")
		return false
	case bad == badControl:
		s.controls()
	}
	s.garbled()
	return true
}

// badness is why a byte cannot be read.
type badness uint8

const (
	fine badness = iota
	badUTF8
	badNUL
	badControl
)

// firstBad finds the first byte that is not text, the worst kind first: UTF-8 errors, then NUL, then control characters.
func firstBad(data []byte) (at int, bad badness) {
	for i := 0; i < len(data); {
		c := data[i]
		if c < utf8.RuneSelf {
			if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
				if c == 0 && bad != badNUL {
					at, bad = i, badNUL
				} else if bad == fine {
					at, bad = i, badControl
				}
			}
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i, badUTF8
		}
		if bad == fine && isControl(r) {
			at, bad = i, badControl
		}
		i += n
	}
	return at, bad
}

// isControl tells of characters that neither YAML nor HTML accepts. U+0085 is a line end of old and is mended elsewhere.
func isControl(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' || r >= 0x7f && r < 0xa0 && r != 0x85 || r == 0xfffe || r == 0xffff
}

// spanAt gives the place of a byte.
func (s *sheet) spanAt(offset int) span {
	start := bytes.LastIndexByte(s.data[:offset], '\n') + 1
	before := strings.TrimPrefix(string(s.data[start:offset]), bom)
	return span{numberOf(s.data, offset), 1 + width(before), 1}
}

// isUTF16 knows the mark, and without it the zero in every second byte.
func (s *sheet) isUTF16() bool {
	d := s.data
	if bytes.HasPrefix(d, []byte{0xff, 0xfe}) || bytes.HasPrefix(d, []byte{0xfe, 0xff}) {
		return true
	}
	d = d[:min(len(d), 256)]
	if len(d) < 4 {
		return false
	}
	var zeros [2]int
	for i, c := range d {
		if c == 0 {
			zeros[i%2]++
		}
	}
	return max(zeros[0], zeros[1])*5 > len(d) && min(zeros[0], zeros[1])*20 < len(d)
}

// notUTF8 names the encoding as well as can be told, and shows the line as it was meant.
func (s *sheet) notUTF8(i int) {
	at := s.spanAt(i)
	at.col = 1 + width(strings.TrimPrefix(string(s.data[bytes.LastIndexByte(s.data[:i], '\n')+1:i]), bom))
	first := charmap.Windows1252.DecodeByte(s.data[i])
	name := "Latin-1 (ISO 8859-1)"
	for _, c := range s.data {
		if c >= 0x80 && c < 0xa0 {
			name = "Windows-1252 (« ANSI » dans le Bloc-notes)"
			break
		}
	}
	message := fmt.Sprintf("Ce fichier est en %s et non en UTF-8 : « %c » est le premier caractère qui ne peut être lu.", name, first)
	if mixed(s.data) {
		message = fmt.Sprintf("Ce fichier est en UTF-8, sauf le caractère « %c », resté dans un autre encodage : %s.", first, name)
	}
	d := s.report(diag.Erreur, "encodage", at, message, saveUTF)
	if mixed(s.data) {
		d.Hint = "Effacez ce caractère, tapez-le à nouveau, puis enregistrez le fichier en UTF-8."
	}
	start := bytes.LastIndexByte(s.data[:i], '\n') + 1
	end := len(s.data)
	if j := bytes.IndexByte(s.data[start:], '\n'); j >= 0 {
		end = start + j
	}
	var b strings.Builder
	for line := bytes.TrimSuffix(s.data[start:end], []byte{'\r'}); len(line) > 0; {
		r, n := utf8.DecodeRune(line)
		if r == utf8.RuneError && n == 1 {
			r = charmap.Windows1252.DecodeByte(line[0])
		}
		b.WriteRune(r)
		line = line[n:]
	}
	d.Source = strings.TrimPrefix(b.String(), bom)
}

// mixed tells that some accents are right UTF-8 while others are not.
func mixed(data []byte) bool {
	for i := 0; i < len(data); {
		r, n := utf8.DecodeRune(data[i:])
		if n == 2 && r >= 0xc0 && r < 0x180 {
			return true
		}
		i += n
	}
	return false
}

// controls reports the invisible control characters, one problem a line.
func (s *sheet) controls() {
	n := 0
	for line := range bytes.SplitSeq(s.data, []byte{'\n'}) {
		n++
		i := bytes.IndexFunc(line, isControl)
		if i < 0 {
			continue
		}
		r, _ := utf8.DecodeRune(line[i:])
		text := s.line(n)
		col := 1 + width(text[:strings.IndexFunc(text, isControl)])
		d := s.report(diag.Erreur, "caractere-interdit", span{n, col, 1},
			fmt.Sprintf("Cette ligne contient un caractère invisible qui n'a pas sa place dans un texte (U+%04X).", r),
			"Il vient souvent d'un copier-coller. Remplacez la ligne par celle-ci.")
		d.Fix = strings.Map(func(r rune) rune {
			if isControl(r) {
				return -1
			}
			return r
		}, text)
	}
}

// garbled finds accents that went through a wrong encoding ("SantÃ©"): valid, and not what was meant.
func (s *sheet) garbled() {
	if !bytes.Contains(s.data, []byte("Ã")) && !bytes.Contains(s.data, []byte("â€")) {
		return
	}
	n := 0
	for line := range strings.SplitSeq(string(s.data), "\n") {
		n++
		i := strings.Index(line, "Ã")
		if j := strings.Index(line, "â€"); i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			continue
		}
		line = strings.TrimPrefix(strings.TrimSuffix(line, "\r"), bom)
		meant := degarble(line)
		if meant == line {
			continue
		}
		i = strings.IndexAny(line, "Ãâ")
		d := s.report(diag.Avertissement, "accents-abimes", span{n, 1 + width(line[:i]), 2},
			"Les accents de cette ligne sont abîmés : le fichier a été enregistré un jour dans un mauvais encodage.", "Remplacez la ligne par celle-ci, puis relisez-la.")
		d.Fix = meant
	}
}

// degarble undoes UTF-8 read as Windows-1252, where that gives back valid text.
func degarble(line string) string {
	var out strings.Builder
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		var raw []byte
		used := 0
		for k, want := i, need(r); want > 0 && k < len(line); want-- {
			x, m := utf8.DecodeRuneInString(line[k:])
			c, ok := charmap.Windows1252.EncodeRune(x)
			if !ok && x >= 0x80 && x < 0xa0 {
				c, ok = byte(x), true
			}
			if !ok {
				break
			}
			raw, used, k = append(raw, c), used+m, k+m
		}
		if len(raw) > 1 && len(raw) == need(r) && utf8.Valid(raw) {
			out.Write(raw)
			i += used
			continue
		}
		out.WriteString(line[i : i+n])
		i += n
	}
	return out.String()
}

// need is how many bytes a UTF-8 sequence has whose first byte reads as r in Windows-1252; 0 when r is no such byte.
func need(r rune) int {
	switch {
	case r >= 0xc3 && r <= 0xc5:
		return 2
	case r == 0xe2:
		return 3
	default:
		return 0
	}
}

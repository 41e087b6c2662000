package mend

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// recode gives a whole file as it should be saved, by the code of what is wrong with all of it; how says what was done. ok is
// false when it cannot be told for certain what its bytes meant.
func recode(code string, data []byte) (out []byte, how string, ok bool) {
	switch code {
	case "encodage-utf16":
		out, ok = fromUTF16(data)
		return out, "converti de l'UTF-16 en UTF-8", ok
	case "encodage":
		out, ok = fromLatin(data)
		return out, "converti de l'encodage d'ancien Windows (Latin-1) en UTF-8", ok
	case "fins-de-ligne":
		if bytes.IndexByte(data, '\n') >= 0 {
			return nil, "", false // a stray one in a line
		}
		return bytes.ReplaceAll(data, []byte{'\r'}, []byte{'\n'}), "fins de ligne d'ancien Macintosh remplacées", true
	}
	return nil, "", false
}

// fromUTF16 reads UTF-16 of either byte order, with or without its mark (RFC 2781), and refuses what no text holds.
func fromUTF16(data []byte) ([]byte, bool) {
	if len(data) < 2 || len(data)%2 != 0 {
		return nil, false
	}
	low := 0 // where the low byte of a unit is: little endian
	switch {
	case data[0] == 0xff && data[1] == 0xfe:
		data = data[2:]
	case data[0] == 0xfe && data[1] == 0xff:
		low, data = 1, data[2:]
	case data[0] == 0:
		low = 1
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+low]) | uint16(data[2*i+1-low])<<8
	}
	text := string(utf16.Decode(units))
	return []byte(text), isText(text)
}

// isText refuses control characters and what stands for letters that could not be read.
func isText(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool {
		return r == utf8.RuneError || r == 0xfffe || unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

const (
	frenchLetters = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ"
	frenchSigns   = "«»’‘“”–—…€°·•²³§©®½¼×\u00a0"
)

// fromLatin reads Windows-1252, of which Latin-1 is a part. It is certain of it when every byte beyond ASCII is a letter or a
// sign of French, one at least an accented letter: the other old encodings give none of these for theirs.
func fromLatin(data []byte) ([]byte, bool) {
	var b strings.Builder
	letters := 0
	for i := 0; i < len(data); i++ {
		if data[i] < utf8.RuneSelf {
			b.WriteByte(data[i])
			continue
		}
		if r, n := utf8.DecodeRune(data[i:]); r != utf8.RuneError || n > 1 {
			return nil, false // some of it is UTF-8 already
		}
		r := charmap.Windows1252.DecodeByte(data[i])
		switch {
		case strings.ContainsRune(frenchLetters, r):
			letters++
		case !strings.ContainsRune(frenchSigns, r):
			return nil, false
		}
		b.WriteRune(r)
	}
	return []byte(b.String()), letters > 0 && isText(b.String())
}

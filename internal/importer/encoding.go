package importer

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// decodeText makes UTF-8 with LF line ends of a text file, in whatever encoding it is. encoding is its name when a person may
// want to know of it.
func decodeText(data []byte) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		text, encoding = wide(data[2:], binary.LittleEndian), "UTF-16"
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		text, encoding = wide(data[2:], binary.BigEndian), "UTF-16"
	case zeros(data, 1):
		text, encoding = wide(data, binary.LittleEndian), "UTF-16"
	case zeros(data, 0):
		text, encoding = wide(data, binary.BigEndian), "UTF-16"
	case utf8.Valid(data):
		text = string(data)
	default:
		text, encoding = oneByte(data), "Windows-1252"
	}
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n") // Macintosh of old
	return norm.NFC.String(text), encoding
}

// zeros tells of UTF-16 without its mark: nearly every second byte is zero, on one side only.
func zeros(data []byte, side int) bool {
	data = data[:min(len(data), 512)]
	var n [2]int
	for i, c := range data {
		if c == 0 {
			n[i%2]++
		}
	}
	return len(data) >= 4 && n[side]*5 > len(data) && n[1-side]*20 < len(data)
}

func wide(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(units))
}

// oneByte reads what right UTF-8 there is as such, and the rest as Windows-1252, byte by byte: a file may have been pasted
// together.
func oneByte(data []byte) string {
	mixed := false
	for i := 0; i < len(data) && !mixed; {
		r, n := utf8.DecodeRune(data[i:])
		mixed = n == 2 && r >= 0xc0 && r < 0x180
		i += n
	}
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if n == 1 && data[0] >= utf8.RuneSelf || n > 1 && !mixed {
			r, n = charmap.Windows1252.DecodeByte(data[0]), 1
		}
		b.WriteRune(r)
		data = data[n:]
	}
	return b.String()
}

// invisible tells of the characters that neither a header nor a page may hold, and that show nothing.
func invisible(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x7f && (r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfffe && r <= 0xffff)
}

// legible makes spaces of them, whatever escape brought them in.
func legible(text string) string {
	if !strings.ContainsFunc(text, invisible) && utf8.ValidString(text) {
		return text
	}
	return strings.Map(func(r rune) rune {
		if invisible(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
}

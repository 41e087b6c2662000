package bundle

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"image/gif"
	"io"
)

var errDamaged = errors.New("damaged image")

// maxText bounds what a compressed text of an image may unfold to.
const maxText = 8 << 20

// pngInfo reads a PNG's chunks: size, checksums, and the three places a position may hide in.
func pngInfo(data []byte) (info Info, gps bool, err error) {
	at := 8
	for {
		if at+12 > len(data) {
			return info, gps, errDamaged
		}
		n := int(binary.BigEndian.Uint32(data[at:]))
		if n > len(data)-at-12 {
			return info, gps, errDamaged
		}
		kind, body := string(data[at+4:at+8]), data[at+8:at+8+n]
		if crc32.ChecksumIEEE(data[at+4:at+8+n]) != binary.BigEndian.Uint32(data[at+8+n:]) {
			return info, gps, errDamaged
		}
		switch kind {
		case "IHDR":
			if n < 8 {
				return info, gps, errDamaged
			}
			info.Width, info.Height = int(binary.BigEndian.Uint32(body)), int(binary.BigEndian.Uint32(body[4:]))
		case "eXIf":
			e, ok := readExif(body)
			gps = gps || ok && e.gps
		case "tEXt", "zTXt", "iTXt":
			gps = gps || textPosition(kind, body)
		case "IEND":
			if info.Width <= 0 || info.Height <= 0 {
				return info, gps, errDamaged
			}
			return info, gps, nil
		}
		at += 12 + n
	}
}

// textPosition looks into a text chunk: an XMP packet, or the hexadecimal Exif that some programs write.
func textPosition(kind string, body []byte) bool {
	keyword, text, ok := bytes.Cut(body, []byte{0})
	if !ok {
		return false
	}
	switch {
	case kind == "zTXt" && len(text) > 1:
		text = inflate(text[1:])
	case kind == "iTXt" && len(text) > 2:
		packed := text[0] == 1
		_, rest, _ := bytes.Cut(text[2:], []byte{0}) // language
		_, rest, _ = bytes.Cut(rest, []byte{0})      // translated keyword
		if text = rest; packed {
			text = inflate(rest)
		}
	}
	if bytes.HasPrefix(keyword, []byte("Raw profile")) {
		return scanPosition(unhex(text))
	}
	return xmpPosition(text)
}

// inflate unfolds zlib data, as far as it goes.
func inflate(b []byte) []byte {
	r, err := zlib.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(r, maxText)) // what could be read is looked at
	return out
}

// unhex reads the hexadecimal part of a raw profile: name, length, then lines of digits.
func unhex(text []byte) []byte {
	fields := bytes.Fields(text)
	if len(fields) < 3 {
		return nil
	}
	digits := bytes.Join(fields[2:], nil)
	out := make([]byte, len(digits)/2)
	n, _ := hex.Decode(out, digits[:len(digits)/2*2]) // up to the first bad digit
	return out[:n]
}

func gifInfo(data []byte) (Info, bool, error) {
	cfg, err := gif.DecodeConfig(bytes.NewReader(data))
	if err != nil || cfg.Width == 0 || cfg.Height == 0 {
		return Info{}, false, errDamaged
	}
	return Info{Width: cfg.Width, Height: cfg.Height}, xmpPosition(data), nil
}

// webpInfo reads a WebP's chunks.
func webpInfo(data []byte) (info Info, gps bool, err error) {
	end := 8 + uint64(binary.LittleEndian.Uint32(data[4:]))
	if end > uint64(len(data)) {
		return info, false, errDamaged
	}
	for at := uint64(12); at+8 <= end; {
		n := uint64(binary.LittleEndian.Uint32(data[at+4:]))
		if at+8+n > end {
			return info, gps, errDamaged
		}
		body := data[at+8 : at+8+n]
		switch kind := string(data[at : at+4]); kind {
		case "VP8X", "VP8 ", "VP8L":
			if w, h := webpSize(kind, body); info.Width == 0 {
				info.Width, info.Height = w, h
			}
		case "EXIF":
			e, ok := readExif(bytes.TrimPrefix(body, []byte("Exif\x00\x00")))
			gps = gps || ok && e.gps
		case "XMP ":
			gps = gps || xmpPosition(body)
		}
		at += 8 + n + n&1
	}
	if info.Width == 0 || info.Height == 0 {
		return info, gps, errDamaged
	}
	return info, gps, nil
}

// webpSize reads the size in the first chunk, which comes in three forms; zero when it is cut short.
func webpSize(kind string, b []byte) (int, int) {
	switch {
	case kind == "VP8X" && len(b) >= 10:
		return 1 + int(b[4]) + int(b[5])<<8 + int(b[6])<<16, 1 + int(b[7]) + int(b[8])<<8 + int(b[9])<<16
	case kind == "VP8 " && len(b) >= 10 && string(b[3:6]) == "\x9d\x01\x2a":
		return int(binary.LittleEndian.Uint16(b[6:])) & 0x3fff, int(binary.LittleEndian.Uint16(b[8:])) & 0x3fff
	case kind == "VP8L" && len(b) >= 5 && b[0] == 0x2f:
		bits := binary.LittleEndian.Uint32(b[1:])
		return 1 + int(bits&0x3fff), 1 + int(bits>>14&0x3fff)
	}
	return 0, 0
}

// avifInfo finds an AVIF's size. Its Exif may stand anywhere: it is searched for, not followed.
func avifInfo(data []byte) (Info, bool, error) {
	i := bytes.Index(data, []byte("ispe"))
	if i < 0 || i+16 > len(data) {
		return Info{}, false, errDamaged
	}
	info := Info{Width: int(binary.BigEndian.Uint32(data[i+8:])), Height: int(binary.BigEndian.Uint32(data[i+12:]))}
	if info.Width <= 0 || info.Height <= 0 {
		return Info{}, false, errDamaged
	}
	return info, scanPosition(data), nil
}

package bundle

import (
	"bytes"
	"encoding/binary"
)

// exif is what matters here of a picture's Exif block.
type exif struct {
	orientation int // 1 to 8; 1 when not said
	gps         bool
}

// Tags of the Exif standard.
const (
	tagOrientation = 0x0112
	tagGPS         = 0x8825
	maxIFDs        = 8 // a chain longer than this is a loop or an attack
)

// readExif reads a TIFF block, which Exif is. ok is false when it is not one. A GPS block that is announced and cannot
// be read counts as a position: in doubt, say so.
func readExif(b []byte) (e exif, ok bool) {
	e.orientation = 1
	t, first, ok := tiffHeader(b)
	if !ok {
		return e, false
	}
	at := first
	for range maxIFDs {
		entries, next, ok := t.ifd(at)
		if !ok {
			return e, at != first
		}
		for _, en := range entries {
			switch {
			case en.tag == tagOrientation && en.short >= 1 && en.short <= 8 && at == first:
				e.orientation = en.short
			case en.tag == tagGPS:
				e.gps = e.gps || t.position(en.long)
			}
		}
		if at = next; at == 0 {
			break
		}
	}
	return e, true
}

// tiff is a TIFF block with its byte order.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

type tiffEntry struct {
	tag, short int
	long       uint32
}

func tiffHeader(b []byte) (t tiff, first uint32, ok bool) {
	if len(b) < 8 {
		return t, 0, false
	}
	switch string(b[:4]) {
	case "II*\x00":
		t.order = binary.LittleEndian
	case "MM\x00*":
		t.order = binary.BigEndian
	default:
		return t, 0, false
	}
	t.data = b
	return t, t.order.Uint32(b[4:]), true
}

// ifd reads one directory: its entries and where the next one is.
func (t tiff) ifd(at uint32) (entries []tiffEntry, next uint32, ok bool) {
	if uint64(at)+2 > uint64(len(t.data)) {
		return nil, 0, false
	}
	n := int(t.order.Uint16(t.data[at:]))
	body := t.data[at+2:]
	if n*12 > len(body) {
		return nil, 0, false
	}
	for i := range n {
		e := body[i*12:]
		entries = append(entries, tiffEntry{int(t.order.Uint16(e)), int(t.order.Uint16(e[8:])), t.order.Uint32(e[8:])})
	}
	if rest := body[n*12:]; len(rest) >= 4 {
		next = t.order.Uint32(rest)
	}
	return entries, next, true
}

// position tells that a GPS directory holds a latitude or a longitude, and not only a version as some cameras write.
func (t tiff) position(at uint32) bool {
	entries, _, ok := t.ifd(at)
	if !ok {
		return true
	}
	for _, e := range entries {
		if e.tag >= 1 && e.tag <= 4 {
			return true
		}
	}
	return false
}

// xmpPosition tells that an XMP packet holds a position.
func xmpPosition(b []byte) bool {
	b = bytes.ReplaceAll(b, []byte{0}, nil) // UTF-16 is allowed in XMP
	return bytes.Contains(b, []byte("GPSLatitude")) || bytes.Contains(b, []byte("GPSLongitude"))
}

// scanPosition looks for an Exif block with a position anywhere in a container whose boxes are not worth following.
func scanPosition(data []byte) bool {
	for _, mark := range [...]string{"II*\x00", "MM\x00*"} {
		rest := data
		for {
			i := bytes.Index(rest, []byte(mark))
			if i < 0 {
				break
			}
			rest = rest[i:]
			if e, ok := readExif(rest); ok && e.gps {
				return true
			}
			rest = rest[len(mark):]
		}
	}
	return xmpPosition(data)
}

package bundle_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// The pictures of the tests are made here, with what cameras and programs put around them.

// corners is a picture whose four quarters differ, so that any turn shows: red, green / blue, white.
func corners(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.Set(x, y, quarter(x < w/2, y < h/2))
		}
	}
	return img
}

func quarter(left, top bool) color.RGBA {
	switch {
	case left && top:
		return color.RGBA{255, 0, 0, 255}
	case top:
		return color.RGBA{0, 255, 0, 255}
	case left:
		return color.RGBA{0, 0, 255, 255}
	default:
		return color.RGBA{255, 255, 255, 255}
	}
}

func jpegOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gifOf(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, corners(8, 4), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// exifBlock is a TIFF block with an orientation and, when asked, a position.
func exifBlock(order binary.AppendByteOrder, orientation int, gps bool) []byte {
	head := "II*\x00"
	if order == binary.AppendByteOrder(binary.BigEndian) {
		head = "MM\x00*"
	}
	entry := func(b []byte, tag, kind uint16, count, value uint32) []byte {
		b = order.AppendUint32(order.AppendUint16(order.AppendUint16(b, tag), kind), count)
		if kind == 3 { // a short stands in the first half of its four bytes
			return order.AppendUint16(order.AppendUint16(b, uint16(value)), 0)
		}
		return order.AppendUint32(b, value)
	}
	b := order.AppendUint16(order.AppendUint32([]byte(head), 8), 2)
	b = entry(b, 0x0112, 3, 1, uint32(orientation))
	b = entry(b, 0x8825, 4, 1, 38)
	b = order.AppendUint32(b, 0)
	if gps {
		b = order.AppendUint16(b, 1)
		b = entry(b, 2, 5, 3, 56)
	} else {
		b = order.AppendUint16(b, 1)
		b = entry(b, 0, 1, 4, 0x00000302)
	}
	b = order.AppendUint32(b, 0)
	for range 3 {
		b = order.AppendUint32(order.AppendUint32(b, 50), 1)
	}
	return b
}

// app makes a JPEG segment.
func app(marker byte, body string) []byte {
	n := len(body) + 2
	return append([]byte{0xFF, marker, byte(n >> 8), byte(n)}, body...)
}

// with puts segments after a JPEG's first marker.
func with(jpg []byte, segments ...[]byte) []byte {
	out := append([]byte{}, jpg[:2]...)
	for _, s := range segments {
		out = append(out, s...)
	}
	return append(out, jpg[2:]...)
}

// chunk adds a chunk to a PNG, before its end.
func chunk(p []byte, kind, body string) []byte {
	c := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	c = append(append(c, kind...), body...)
	c = binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
	return append(append(append([]byte{}, p[:len(p)-12]...), c...), p[len(p)-12:]...)
}

// webp makes a WebP container around chunks; the picture itself is not looked at.
func webp(chunks ...string) []byte {
	body := []byte("WEBP")
	for i := 0; i < len(chunks); i += 2 {
		body = append(body, chunks[i]...)
		body = binary.LittleEndian.AppendUint32(body, uint32(len(chunks[i+1])))
		body = append(body, chunks[i+1]...)
		if len(chunks[i+1])%2 == 1 {
			body = append(body, 0)
		}
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

const (
	vp8x    = "\x00\x00\x00\x00\x0f\x00\x00\x09\x00\x00" // 16 by 10
	xmpHere = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:Description exif:GPSLatitude="50,27.6N"/></x:xmpmeta>`
)

// isoMedia makes the start of an AVIF or HEIC file.
func isoMedia(brand, rest string) []byte {
	return append([]byte("\x00\x00\x00\x14ftyp"+brand+"\x00\x00\x00\x00mif1"), rest...)
}

const ispe = "\x00\x00\x00\x14ispe\x00\x00\x00\x00\x00\x00\x00\x10\x00\x00\x00\x0a"

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s)) // in memory
	_ = w.Close()
	return b.String()
}

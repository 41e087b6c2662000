package bundle

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
)

// JPEG markers.
const (
	mSOF0 = 0xC0
	mSOI  = 0xD8
	mEOI  = 0xD9
	mSOS  = 0xDA
	mAPP0 = 0xE0
	mAPP1 = 0xE1
	mAPP2 = 0xE2
	mAPPE = 0xEE
	mAPPF = 0xEF
	mCOM  = 0xFE
)

const (
	quality   = 90
	maxPixels = 50_000_000 // above, a picture is not decoded: it would take the builder's memory
)

// jpeg publishes a JPEG without its metadata, upright. Only a picture that must be turned is encoded again.
func (m *medium) jpeg() ([]byte, Info) {
	clean, orientation, icc, gps, ok := strip(m.data)
	if !ok {
		m.broken()
		return nil, Info{}
	}
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(clean))
	if err != nil || cfg.Width == 0 || cfg.Height == 0 {
		m.broken()
		return nil, Info{}
	}
	if orientation == 1 {
		return clean, Info{Width: cfg.Width, Height: cfg.Height, Position: gps}
	}
	if cfg.Width*cfg.Height > maxPixels {
		m.refuse("image-trop-grande", "Cette image est trop grande pour être redressée.", "Réduisez-la à 1600 points de large.")
		return nil, Info{}
	}
	img, err := jpeg.Decode(bytes.NewReader(clean))
	if err != nil {
		m.broken()
		return nil, Info{}
	}
	out, w, h := reencode(img, orientation, icc)
	return out, Info{Width: w, Height: h, Position: gps}
}

// strip copies a JPEG without its metadata: application segments but JFIF, the colour profile and Adobe's transform,
// comments, and whatever follows the image. It gives the Exif orientation, the profile's segments, and whether what was taken
// out said where the picture was taken.
func strip(data []byte) (out []byte, orientation int, icc [][]byte, gps, ok bool) {
	orientation = 1
	if len(data) < 4 || data[0] != 0xFF || data[1] != mSOI {
		return nil, 1, nil, false, false
	}
	out = append(make([]byte, 0, len(data)), 0xFF, mSOI)
	scanned := false
	for at := 2; ; {
		marker, start, end, ok := segment(data, at)
		if !ok {
			return nil, 1, nil, false, false
		}
		if marker == mEOI {
			return append(out, 0xFF, mEOI), orientation, icc, gps, scanned
		}
		whole, body := data[at:end], data[start:end]
		switch {
		case marker == mAPP1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			if e, ok := readExif(body[6:]); ok {
				orientation, gps = e.orientation, gps || e.gps
			}
		case marker == mAPP1 && bytes.HasPrefix(body, []byte("http://ns.adobe.com/xap/1.0/\x00")):
			gps = gps || xmpPosition(body)
		case marker == mAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")):
			icc = append(icc, whole)
		}
		out = append(out, kept(marker, whole, body)...)
		at = end
		if marker == mSOS {
			scanned = true
			next := scanEnd(data, at)
			out = append(out, data[at:next]...)
			at = next
		}
	}
}

// kept is what is published of a segment: all of it, nothing, or for JFIF its header alone, since a thumbnail may show
// what was cropped.
func kept(marker byte, whole, body []byte) []byte {
	switch {
	case marker == mAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14:
		return append(append([]byte{0xFF, mAPP0, 0, 16}, body[:12]...), 0, 0)
	case marker == mAPP2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")), marker == mAPPE && bytes.HasPrefix(body, []byte("Adobe")):
		return whole
	case marker >= mAPP0 && marker <= mAPPF, marker == mCOM:
		return nil
	default:
		return whole
	}
}

// segment reads the marker at a place and the bounds of its body. Fill bytes before a marker are skipped.
func segment(data []byte, at int) (marker byte, start, end int, ok bool) {
	if at >= len(data) || data[at] != 0xFF {
		return 0, 0, 0, false
	}
	i := at + 1
	for i < len(data) && data[i] == 0xFF {
		i++
	}
	if i >= len(data) {
		return 0, 0, 0, false
	}
	marker = data[i]
	i++
	if marker == mEOI || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7) {
		return marker, i, i, true
	}
	if i+2 > len(data) {
		return 0, 0, 0, false
	}
	size := int(data[i])<<8 | int(data[i+1])
	if size < 2 || i+size > len(data) || marker < mSOF0 {
		return 0, 0, 0, false
	}
	return marker, i + 2, i + size, true
}

// scanEnd finds where the compressed data that starts at a place ends: at the next true marker.
func scanEnd(data []byte, at int) int {
	for i := at; i+1 < len(data); i++ {
		if data[i] == 0xFF {
			if n := data[i+1]; n != 0 && n != 0xFF && (n < 0xD0 || n > 0xD7) {
				return i
			}
		}
	}
	return len(data)
}

// reencode turns a picture upright and encodes it, with the colour profile it had.
func reencode(img image.Image, orientation int, icc [][]byte) ([]byte, int, int) {
	up := upright(img, orientation)
	var buf bytes.Buffer
	// Encoding in memory an image of sane size cannot fail.
	_ = jpeg.Encode(&buf, up, &jpeg.Options{Quality: quality})
	size := up.Bounds()
	raw := buf.Bytes()
	if _, cmyk := img.(*image.CMYK); cmyk || len(icc) == 0 { // the profile of four inks means nothing to three colours
		return raw, size.Dx(), size.Dy()
	}
	out := append(make([]byte, 0, len(raw)), raw[:2]...)
	for _, s := range icc {
		out = append(out, s...)
	}
	return append(out, raw[2:]...), size.Dx(), size.Dy()
}

// canvas is what an upright picture is drawn on: grey when it is grey, so that it stays light.
type canvas interface {
	image.Image
	Set(x, y int, c color.Color)
}

// upright applies an Exif orientation, 2 to 8: the eight ways to hold a camera.
func upright(img image.Image, orientation int) image.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	photo, isPhoto := img.(*image.YCbCr)
	if isPhoto { // the usual case, without a value on the heap for each pixel
		dst := image.NewRGBA(size)
		for y := range size.Dy() {
			for x := range size.Dx() {
				sx, sy := source(orientation, x, y, w, h)
				c := photo.YCbCrAt(b.Min.X+sx, b.Min.Y+sy)
				r, g, bl := color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
				dst.SetRGBA(x, y, color.RGBA{r, g, bl, 255})
			}
		}
		return dst
	}
	var dst canvas = image.NewRGBA(size)
	if _, grey := img.(*image.Gray); grey {
		dst = image.NewGray(size)
	}
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := source(orientation, x, y, w, h)
			dst.Set(x, y, img.At(b.Min.X+sx, b.Min.Y+sy))
		}
	}
	return dst
}

// source gives the stored pixel that is shown at x, y; w and h are the stored size.
func source(orientation, x, y, w, h int) (int, int) {
	switch orientation {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return y, h - 1 - x
	case 7:
		return w - 1 - y, h - 1 - x
	case 8:
		return w - 1 - y, x
	default:
		return x, y
	}
}

package bundle

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// Info is what a page needs to know of a media file.
type Info struct {
	Width, Height int    // pixels as shown; 0 when it is not an image or its size is not said
	Mime          string // "image/jpeg"
	Position      bool   // the file, as it is on disk, says where it was taken; what is published never does
}

// heavy is the weight above which an image is worth making smaller.
const heavy = 1 << 20

// active are extensions that a browser runs with the site's own rights when they are opened.
var active = [...]string{".html", ".htm", ".xhtml", ".xht", ".xml", ".xsl", ".xslt", ".js", ".mjs", ".svgz", ".swf", ".mht", ".mhtml", ".shtml", ".php", ".wasm"}

// Media prepares one file of content/media for publication. name is how messages show the file. out is nil when there
// is an error among the problems; it may share data's memory.
func Media(name string, data []byte) (out []byte, info Info, diags diag.List) {
	m := medium{name: name, ext: strings.ToLower(path.Ext(name)), data: data}
	kind := sniff(data)
	said := byExtension(m.ext)
	switch {
	case slices.Contains(active[:], m.ext): // whatever is inside: servers and browsers go by the name
		m.refuse("media-actif", "Ce genre de fichier pourrait agir à la place du visiteur : il n'est pas publié.", "Enregistrez le document en PDF.")
	case kind == "" && (said == "image/svg+xml" || said == "image/heic"):
		kind = said // these two have no sure first bytes
		out, info = m.image(kind)
	case kind == "" && strings.HasPrefix(said, "image/"):
		m.broken()
	case strings.HasPrefix(kind, "image/"):
		out, info = m.image(kind)
	case kind == "" && looksActive(data):
		m.refuse("media-actif", "Ce fichier contient une page web : il pourrait agir à la place du visiteur.", "Enregistrez le document en PDF.")
	default:
		kind, out = said, data
	}
	info.Mime = kind
	if m.diags.HasErrors() {
		return nil, Info{Mime: kind}, m.diags
	}
	m.advise(kind, len(out))
	return out, info, m.diags
}

// image prepares an image by its true kind.
func (m *medium) image(kind string) ([]byte, Info) {
	switch kind {
	case "image/jpeg":
		return m.jpeg()
	case "image/png":
		return m.checked(pngInfo)
	case "image/gif":
		return m.checked(gifInfo)
	case "image/webp":
		return m.checked(webpInfo)
	case "image/avif":
		return m.checked(avifInfo)
	case "image/svg+xml":
		return m.svg()
	default:
		m.refuse("image-format", "Les navigateurs ne montrent pas ce format d'image.", "Enregistrez l'image en JPEG (photo) ou en PNG (dessin), puis remplacez le fichier.")
		return nil, Info{}
	}
}

// medium is a file being prepared.
type medium struct {
	name, ext string
	data      []byte
	diags     diag.List
}

func (m *medium) refuse(code, message, hint string) {
	m.diags.Add(diag.Diag{Code: code, Pos: diag.Pos{File: m.name}, Message: message, Hint: hint})
}

// broken refuses a file that cannot be read as what it seems to be.
func (m *medium) broken() {
	m.refuse("image-illisible", "Cette image est abîmée ou incomplète.", "Ouvrez-la dans un logiciel de dessin, enregistrez-la de nouveau et remplacez le fichier.")
}

// checked passes an image as it is when it can be read and does not say where it was taken.
func (m *medium) checked(read func([]byte) (Info, bool, error)) ([]byte, Info) {
	info, gps, err := read(m.data)
	switch {
	case err != nil:
		m.broken()
	case gps:
		m.refuse("image-gps", "Cette image dit où elle a été prise (position GPS).",
			"Retirez la position : dans les propriétés du fichier, ou en l'enregistrant en JPEG (balise retire alors tout ce qui est caché dedans).")
	default:
		return m.data, info
	}
	return nil, Info{}
}

// looksActive tells that a browser left to guess would take the bytes for a page.
func looksActive(data []byte) bool {
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], "\xef\xbb\xbf \t\r\n\f"))
	for _, mark := range [...]string{"<!doctype html", "<html", "<script", "<head", "<body", "<iframe", "<?xml"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return true
		}
	}
	return false
}

// advise says what is not wrong but could be better.
func (m *medium) advise(kind string, size int) {
	if !strings.HasPrefix(kind, "image/") {
		return
	}
	if size > heavy {
		m.diags.Add(diag.Diag{Severity: diag.Conseil, Code: "image-lourde", Pos: diag.Pos{File: m.name},
			Message: fmt.Sprintf("Cette image pèse %s Mo : elle sera lente à venir sur un téléphone.", megabytes(size)), Hint: "Réduisez-la à 1600 points de large ; moins de 300 ko suffisent le plus souvent."})
	}
	if said := byExtension(m.ext); said != kind {
		m.diags.Add(diag.Diag{Severity: diag.Avertissement, Code: "image-extension", Pos: diag.Pos{File: m.name},
			Message: fmt.Sprintf("Ce fichier finit par « %s », mais c'est une image %s.", m.ext, strings.ToUpper(strings.TrimSuffix(strings.TrimPrefix(kind, "image/"), "+xml"))),
			Hint:    "Donnez-lui la bonne terminaison : certains serveurs ne la montreraient pas."})
	}
}

// megabytes writes a size with one decimal, as French does.
func megabytes(n int) string {
	tenths := (n*10 + heavy/2) / heavy
	return fmt.Sprintf("%d,%d", tenths/10, tenths%10)
}

// sniff names an image or a PDF by its first bytes; "" for anything else.
func sniff(data []byte) string {
	for _, s := range [...]struct{ magic, kind string }{
		{"\xff\xd8", "image/jpeg"}, {"\x89PNG\r\n\x1a\n", "image/png"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
		{"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"}, {"%PDF-", "application/pdf"},
	} {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return s.kind
		}
	}
	switch {
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return "image/webp"
	case len(data) >= 26 && string(data[:2]) == "BM" && data[14] < 128 && data[15] == 0:
		return "image/bmp"
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return brand(data)
	case looksSVG(data):
		return "image/svg+xml"
	}
	return ""
}

// looksSVG finds the root of a drawing after its prologue.
func looksSVG(data []byte) bool {
	head := data[:min(len(data), 4096)]
	if i := bytes.Index(head, []byte("<svg")); i >= 0 {
		before := bytes.TrimLeft(head[:i], "\xef\xbb\xbf \t\r\n")
		return len(before) == 0 || bytes.HasPrefix(before, []byte("<?")) || bytes.HasPrefix(before, []byte("<!"))
	}
	return false
}

// brand tells the ISO media files browsers show from those they do not.
func brand(data []byte) string {
	size := min(len(data), int(data[3])+int(data[2])<<8)
	for at := 8; at+4 <= size; at += 4 {
		switch string(data[at : at+4]) {
		case "avif", "avis":
			return "image/avif"
		case "heic", "heix", "hevc", "hevx", "heim", "heis":
			return "image/heic"
		}
	}
	return ""
}

// byExtension names a file's type by its extension: our own list, not the machine's, so that every build agrees.
func byExtension(ext string) string {
	switch ext {
	case ".jpg", ".jpeg", ".jpe", ".jfif":
		return "image/jpeg"
	case ".png":
		return "image/png"
	case ".gif":
		return "image/gif"
	case ".webp":
		return "image/webp"
	case ".avif":
		return "image/avif"
	case ".svg":
		return "image/svg+xml"
	case ".heic", ".heif":
		return "image/heic"
	case ".tif", ".tiff":
		return "image/tiff"
	case ".bmp":
		return "image/bmp"
	case ".pdf":
		return "application/pdf"
	default:
		return "application/octet-stream"
	}
}

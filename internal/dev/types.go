package dev

import (
	"path"
	"strings"
)

// types pairs each name's end with what browsers want to hear; text is always UTF-8 here.
const types = `
.html text/html; charset=utf-8
.htm text/html; charset=utf-8
.css text/css; charset=utf-8
.js text/javascript; charset=utf-8
.mjs text/javascript; charset=utf-8
.json application/json; charset=utf-8
.map application/json; charset=utf-8
.geojson application/geo+json; charset=utf-8
.jsonld application/ld+json; charset=utf-8
.webmanifest application/manifest+json; charset=utf-8
.xml application/xml; charset=utf-8
.atom application/atom+xml; charset=utf-8
.rss application/rss+xml; charset=utf-8
.csv text/csv; charset=utf-8
.txt text/plain; charset=utf-8
.md text/plain; charset=utf-8
.ics text/calendar; charset=utf-8
.vtt text/vtt; charset=utf-8
.svg image/svg+xml; charset=utf-8
.png image/png
.jpg image/jpeg
.jpeg image/jpeg
.webp image/webp
.avif image/avif
.gif image/gif
.ico image/x-icon
.woff2 font/woff2
.woff font/woff
.pdf application/pdf
.epub application/epub+zip
.zip application/zip
.pmtiles application/vnd.pmtiles
.mp3 audio/mpeg
.mp4 video/mp4
.webm video/webm
.wasm application/wasm
`

// contentType does not ask the system: on Windows the registry may call a script plain text.
func contentType(name string) string {
	switch path.Base(name) {
	case "atom.xml":
		return contentType("x.atom")
	case "feed.json":
		return "application/feed+json; charset=utf-8"
	}
	if ext := strings.ToLower(path.Ext(name)); ext != "" {
		if _, rest, ok := strings.Cut(types, "\n"+ext+" "); ok {
			kind, _, _ := strings.Cut(rest, "\n")
			return kind
		}
	}
	return "application/octet-stream"
}

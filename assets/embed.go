// Package assets holds what the browser gets beside the pages: styles, fonts, the mark and the data of the map.
//
// "make" builds assets/dist (cmd/assets, cmd/basemap) and this package embeds it; nothing of it is committed but the
// .gitkeep that lets a bare clone compile. FS says so in French when the files are not there.
package assets

import (
	"embed"
	"errors"
	"io/fs"
)

// all: is needed: on a bare clone .gitkeep is the only file, and a plain pattern would not see it.
//
//go:embed all:dist
var dist embed.FS

// ErrAbsent tells that dist was not built before the program was.
var ErrAbsent = errors.New("fichiers du thème absents : lancez « make »")

// FS gives the built files, with manifest.json among them, or ErrAbsent.
func FS() (fs.FS, error) {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(sub, "manifest.json"); err != nil {
		return nil, ErrAbsent
	}
	return sub, nil
}

package review

import (
	"fmt"
	"strings"

	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/french"
)

// Pages show a picture 800 points wide at most; a fine screen has two pixels a point, and a phone turned or a page printed
// somewhat more.
const wide = 3000

// pictures judges the files of content/media. Their weight is told by every build.
func (in *Input) pictures() (list diag.List) {
	for _, p := range in.Pictures {
		if !in.About(p.File) || in.Wrong[p.File] || !strings.HasPrefix(p.Mime, "image/") {
			continue
		}
		if side := max(p.Width, p.Height); side > wide && p.Mime != "image/svg+xml" {
			list.Add(diag.Diag{Severity: diag.Conseil, Code: "image-demesuree", Pos: diag.Pos{File: p.File},
				Message: fmt.Sprintf("Cette image a %s sur %s points : les pages n'en montrent pas le tiers.", french.Number(p.Width), french.Number(p.Height)),
				Hint:    "Réduisez-la à 1600 points de large : elle viendra plus vite, et se verra aussi bien."})
		}
		if p.Position {
			list.Add(diag.Diag{Severity: diag.Conseil, Code: "image-position", Pos: diag.Pos{File: p.File},
				Message: "Cette photo dit où elle a été prise (position GPS) : balise l'enlève en publiant, mais le fichier d'origine la garde.",
				Hint:    "Si vous donnez ou déposez ce fichier ailleurs, enlevez d'abord la position, dans les propriétés du fichier."})
		}
	}
	return list
}

package markdown

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/french"
)

// options are those of a file of the default content: a type's folder owns the .md files right under it.
func options(path string) Options {
	return Options{File: "content/" + path, Path: path, FirstLine: 1, Text: true, Resolve: func(path string) (string, bool) {
		stem, ok := strings.CutSuffix(path, ".md")
		dir, name, two := strings.Cut(stem, "/")
		if !ok || !two || strings.Contains(name, "/") || !slices.Contains([]string{"initiatives", "portraits", "guide"}, dir) {
			return "", false
		}
		return "/" + dir + "/" + french.Slug(strings.TrimLeft(name, "0123456789-")) + "/", true
	}}
}

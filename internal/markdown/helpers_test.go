package markdown

import "strings"

// options are those of a file of the default content: a type's folder owns the .md files right under it.
func options(path string) Options {
	return Options{File: "content/" + path, Path: path, FirstLine: 1, Resolve: func(path string) (string, bool) {
		dir, name, ok := strings.Cut(strings.TrimSuffix(path, ".md"), "/")
		if !ok || strings.Contains(name, "/") || !strings.HasSuffix(path, ".md") || !strings.Contains("initiatives portraits guide formations", dir) {
			return "", false
		}
		return "/" + dir + "/" + strings.TrimLeft(name, "0123456789-") + "/", true
	}}
}

package dev

import (
	"path"
	"strings"
)

// ignoredName tells the names that editors and systems leave behind and that are never content.
func ignoredName(base string) bool {
	lower := strings.ToLower(base)
	switch {
	case strings.HasPrefix(base, "."), strings.HasPrefix(base, "~$"), strings.HasSuffix(base, "~"):
		return true
	case lower == "desktop.ini", lower == "thumbs.db":
		return true
	}
	return strings.HasSuffix(lower, ".swp") || strings.Contains(lower, ".tmp")
}

// pageURL is the address of a file of the site: "carte/index.html" is at "/carte/".
func pageURL(key string) string {
	if dir, base := path.Split(key); base == "index.html" {
		return "/" + dir
	}
	return "/" + key
}

// isPage tells the files a person reads from those a page uses.
func isPage(url string) bool {
	return strings.HasSuffix(url, "/") || strings.HasSuffix(url, ".html")
}

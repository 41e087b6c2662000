// Package themes holds the built-in theme: HTML templates that a site may lay its own over, file by file.
package themes

import "embed"

//go:embed default
var files embed.FS

// FS gives the themes; the built-in one is the folder "default".
func FS() embed.FS { return files }

// Package starter holds the files of a new site, embedded: what "balise init" writes.
package starter

// File is one file to write.
type File struct {
	Path string // from the new folder, with "/": "content/site.yaml"
	Data []byte
}

package build

import (
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/output"
)

// Linking lists the pages that hold a link to an address of the site, by path, whatever anchor the link has; to an address
// with an anchor, those that have it.
func (r *Result) Linking(url string) []*output.File {
	wanted := make([]bool, len(r.addresses))
	for i, a := range r.addresses {
		page, _, _ := strings.Cut(a, "#")
		wanted[i] = a == url || page == url
	}
	var out []*output.File
	for i := range r.Files {
		if slices.ContainsFunc(r.Files[i].Refs, func(id uint32) bool { return int(id) < len(wanted) && wanted[id] }) {
			out = append(out, &r.Files[i])
		}
	}
	return out
}

// Linked lists the addresses of the site that a page refers to.
func (r *Result) Linked(f *output.File) []string {
	var out []string
	for _, id := range f.Refs {
		if int(id) < len(r.addresses) {
			out = append(out, r.addresses[id])
		}
	}
	return out
}

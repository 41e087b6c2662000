package build

import (
	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/admin"
	"enrouteweb.org/balise/internal/output"
)

// addForm adds the editors' form to what is published as it is, for a site that asks for one. The preview has its own, at the
// same address.
func (b *Builder) addForm(in *output.Input, req Request) error {
	if req.Drafts || b.opts.Portable {
		return nil
	}
	address := b.opts.BaseURL
	if address == "" {
		address = in.Site.Config.URL
	}
	files, err := admin.Published(in.Site, address)
	for _, f := range files {
		in.Assets = append(in.Assets, output.File{Path: f.Path, Data: f.Data, Size: int64(len(f.Data)), Sum: xxhash.Sum64(f.Data)})
	}
	return err
}

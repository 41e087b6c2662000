package build

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"github.com/cespare/xxhash/v2"
	"golang.org/x/text/unicode/norm"

	"enrouteweb.org/balise/internal/bundle"
	"enrouteweb.org/balise/internal/content"
	"enrouteweb.org/balise/internal/crew"
	"enrouteweb.org/balise/internal/diag"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/review"
)

// takeMedia prepares images and documents, each once.
func (b *Builder) takeMedia(in []content.File, prefix string) ([]output.File, map[string]output.Size, diag.List, error) {
	done, errs := make([]media, len(in)), make([]error, len(in))
	var next atomic.Int64
	var wg crew.Group
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(in) {
					return
				}
				if done[i] = b.media[in[i].Path]; done[i].file.Path == "" || done[i].sum != in[i].Sum {
					done[i], errs[i] = b.takeOne(in[i], prefix)
				}
			}
		})
	}
	wg.Wait()
	b.media = make(map[string]media, len(in))
	files, sizes := make([]output.File, 0, len(in)), make(map[string]output.Size, len(in))
	var ds diag.List
	for i, m := range done {
		if errs[i] != nil {
			continue
		}
		b.media[in[i].Path] = m
		files = append(files, m.file)
		if m.size.Width > 0 {
			sizes["/"+m.file.Path] = m.size
		}
		ds.Add(m.diags...)
	}
	return files, sizes, ds, errors.Join(errs...)
}

// takeOne reads an image or a document. Its address has composed accents (NFC), however the disk spells them. It is kept
// under the sum of what is read here: the file may have changed since content.Read saw it.
func (b *Builder) takeOne(f content.File, prefix string) (media, error) {
	raw, err := os.ReadFile(filepath.Join(b.opts.Content, filepath.FromSlash(f.Path)))
	if err != nil {
		return media{}, err
	}
	data, info, ds := bundle.Media(prefix+f.Path, raw)
	out := output.File{Path: norm.NFC.String(f.Path), Data: data, Size: int64(len(data)), Sum: xxhash.Sum64(data)}
	shot := review.Picture{File: prefix + f.Path, Mime: info.Mime, Bytes: len(raw), Width: info.Width, Height: info.Height, Position: info.Position}
	return media{sum: xxhash.Sum64(raw), file: out, size: output.Size{Width: info.Width, Height: info.Height}, diags: ds, shot: shot}, nil
}

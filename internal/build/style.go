package build

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cespare/xxhash/v2"

	"enrouteweb.org/balise/internal/bundle"
	"enrouteweb.org/balise/internal/output"
	"enrouteweb.org/balise/internal/site"
)

// style is the theme's style sheet with the colours that vocabulaires.yaml gives to sectors. In the dark theme a colour
// is mixed with white, so that the dark letter on it stays readable; on paper it is as given; forced colours win. It is published under a name of its own bytes.
func (b *Builder) style(v *site.Vocabulary) (url string, own *output.File) {
	url = b.bundle.URL(bundle.CSS)
	var light, dark strings.Builder
	for i, t := range v.Lists["secteurs"].All() {
		if t.Couleur != "" {
			fmt.Fprintf(&light, "--s%d:%s;", i%8+1, t.Couleur)
			fmt.Fprintf(&dark, "--s%d:%s;", i%8+1, towardWhite(t.Couleur))
		}
	}
	if light.Len() == 0 {
		return url, nil
	}
	for _, f := range b.bundle.Files() {
		if "/"+f.Path != url {
			continue
		}
		data := fmt.Appendf(nil, "%s@media (forced-colors:none){:root{%s}}@media screen and (forced-colors:none) and (prefers-color-scheme:dark){:root{%s}}\n", strings.TrimSpace(string(f.Data)), light.String(), dark.String())
		sum := xxhash.Sum64(data)
		own = &output.File{Path: fmt.Sprintf("assets/site-%010x.css", sum>>24), Data: data, Size: int64(len(data)), Sum: sum}
		return "/" + own.Path, own
	}
	return url, nil
}

// towardWhite mixes "#rrggbb" half and half with white; anything else comes back as it is.
func towardWhite(hex string) string {
	n, err := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	if err != nil || len(hex) != 7 {
		return hex
	}
	mix := func(c uint64) uint64 { return (c + 255) / 2 }
	return fmt.Sprintf("#%02x%02x%02x", mix(n>>16&255), mix(n>>8&255), mix(n&255))
}

package importer

import (
	"regexp"
	"strings"
)

// layerColumn is where the name of a uMap's layer goes: it often tells of what sort its places are.
const layerColumn = "calque"

// readUMap reads the whole export of a uMap: layers, each a FeatureCollection with options of its own.
func readUMap(layers []any) (*Table, error) {
	b := newBuilder("carte uMap")
	b.drop = func(path string) bool {
		return strings.HasPrefix(path, "_umap_options") || strings.HasPrefix(path, "_storage_options")
	}
	for _, l := range layers {
		layer, ok := l.(object)
		if !ok {
			continue
		}
		options, _ := layer.get("_umap_options").(object)
		if options == nil {
			options, _ = layer.get("_storage").(object)
		}
		if err := checkCRS(layer); err != nil {
			return nil, err
		}
		features, _ := layer.get("features").([]any)
		if remote, ok := options.get("remoteData").(object); ok && remote.text("url") != "" && len(features) == 0 {
			b.t.Notes = append(b.t.Notes, Note{Column: layerColumn, Value: options.text("name"), Cause: "Ce calque prend ses lieux ailleurs, à l'adresse " + remote.text("url") + " : ils ne sont pas dans le fichier.",
				Cure: "Téléchargez cette adresse et importez-la aussi."})
		}
		for _, f := range features {
			b.feature(f, UMap, options.text("name"))
		}
	}
	return b.done()
}

// What uMap makes of a text; its own order: the longest marks first.
var (
	umapFrame   = regexp.MustCompile(`\{\{\{([^{}|]+)(?:\|[^{}]*)?\}\}\}`)
	umapImage   = regexp.MustCompile(`\{\{([^{}|]+)(?:\|[^{}]*)?\}\}`)
	umapNamed   = regexp.MustCompile(`\[\[([^\]|]+)\|([^\]]*)\]\]`)
	umapLink    = regexp.MustCompile(`\[\[([^\]|]+)\]\]`)
	umapTitle   = regexp.MustCompile(`(?m)^(#{1,3}) (.*)$`)
	umapSublist = regexp.MustCompile(`(?m)^\*\* (.*)$`)
	listEnd     = regexp.MustCompile(`(?m)^( *- .*)\n([^\s-])`)
	umapList    = regexp.MustCompile(`(?m)^\* (.*)$`)
)

// fromUMap makes Markdown of uMap's own marks. Bold and italics are the same; uMap's first title is our second.
func fromUMap(text string) string {
	text = umapSublist.ReplaceAllString(text, "  - $1")
	text = umapList.ReplaceAllString(text, "- $1")
	text = umapTitle.ReplaceAllString(text, "\n#$1 $2\n")
	link := func(form *regexp.Regexp, named int) func(string) string {
		return func(s string) string {
			m := form.FindStringSubmatch(s)
			url, label := strings.TrimSpace(m[1]), ""
			if named > 0 {
				label = strings.TrimSpace(m[named])
			}
			return linkTo(url, label)
		}
	}
	text = umapFrame.ReplaceAllStringFunc(text, link(umapFrame, 0))
	text = umapImage.ReplaceAllStringFunc(text, link(umapImage, 0))
	text = umapNamed.ReplaceAllStringFunc(text, link(umapNamed, 2))
	text = umapLink.ReplaceAllStringFunc(text, link(umapLink, 0))
	return listEnd.ReplaceAllString(text, "$1\n\n$2")
}

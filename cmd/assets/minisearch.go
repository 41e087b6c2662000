package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// modern is what MiniSearch has that the oldest browsers we serve do not know, and the same for them. Its own way to cut
// texts, which no script of ours uses, is a class of Unicode: Firefox before 78 refuses the whole file for it. flatMap came
// with Chrome 69; our words are one term each.
var modern = [...][2]string{
	{`/[\n\r\p{Z}\p{P}]+/u`, `/\s+/`},
	{`.flatMap((term) => searchProcessTerm(term))`, `.map((term) => searchProcessTerm(term))`},
}

// ageMiniSearch makes MiniSearch readable to old browsers. It fails when a new version no longer has what is replaced.
func ageMiniSearch() api.Plugin {
	return api.Plugin{Name: "minisearch", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: `[/\\]minisearch[/\\]dist[/\\]es[/\\]index\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := os.ReadFile(a.Path)
			text := string(data)
			for _, m := range modern {
				if err == nil && strings.Count(text, m[0]) != 1 {
					err = fmt.Errorf("%s: %s is not there once: does MiniSearch still need to be changed for old browsers?", a.Path, m[0])
				}
				text = strings.Replace(text, m[0], m[1], 1)
			}
			return api.OnLoadResult{Contents: &text, Loader: api.LoaderJS}, err
		})
	}}
}

package main

import (
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// lendLeaflet gives protomaps-leaflet, which wants a global L, the L of carte/leaflet-lent.ts. esbuild's own way, inject,
// puts its import into every file: the first load would have one more script to fetch.
func lendLeaflet(src string) api.Plugin {
	return api.Plugin{Name: "leaflet", Setup: func(b api.PluginBuild) {
		b.OnLoad(api.OnLoadOptions{Filter: `[/\\]protomaps-leaflet[/\\]dist[/\\]esm[/\\]index\.js$`}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
			data, err := os.ReadFile(a.Path)
			text := `import { L } from "./leaflet-lent";` + string(data)
			return api.OnLoadResult{Contents: &text, ResolveDir: filepath.Dir(a.Path), Loader: api.LoaderJS}, err
		})
		b.OnResolve(api.OnResolveOptions{Filter: `^\./leaflet-lent$`}, func(api.OnResolveArgs) (api.OnResolveResult, error) {
			return api.OnResolveResult{Path: filepath.Join(src, "carte", "leaflet-lent.ts")}, nil
		})
	}}
}

// Command assets builds what the browser gets: it bundles assets/css and the scripts beside it, fingerprints styles,
// scripts, fonts and the mark, and writes them to assets/dist with manifest.json, which maps each logical name ("site.css",
// "carte.js") to its file. "make" runs it.
//
// Two runs on the same sources write the same bytes. It removes only files that its own last manifest lists: .gitkeep
// and what cmd/basemap writes stay.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// entries are what is built, from the sources' folder. A script is one more line; what it imports when the need comes
// (import("./map")) is a file of its own.
var entries = [...]string{"css/site.css", "icon.svg", "carte/carte.ts", "fiche/fiche.ts"}

// apart are built one by one: what they share with the map's page is copied, not cut out of it, so that this page has no
// more files to fetch because others exist. A part that comes out the same, as the living map does, is one file.
var apart = [...]string{"css/vie/formations.css", "css/vie/agenda.css", "css/vie/rapports.css", "css/vie/etat.css", "css/vie/reseau.css", "css/vie/formulaires.css", "css/vie/glossaire.css",
	"css/vie/guide.css", "css/vie/aide.css", "css/vie/proposer.css", "css/vie/recherche.css", "embed/embed.css", "embed/embed.ts", "integrer/integrer.ts", "journee/journee.ts", "formulaire/formulaire.ts", "etapes/etapes.ts", "proposer/proposer.ts", "proposer/regles.ts", "recherche/recherche.ts"}

func main() {
	src := flag.String("src", "assets", "folder of the sources")
	out := flag.String("out", filepath.Join("assets", "dist"), "folder to write")
	flag.Parse()
	if err := run(*src, *out); err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

// run builds everything in memory, then writes it: a failed build leaves the last good one in place.
func run(src, out string) error {
	files, inputs, err := build(src)
	if err != nil {
		return err
	}
	notice, err := licences(src, inputs)
	if err != nil {
		return err
	}
	files["licences.txt"] = output{name: "licences.txt", data: notice}
	desk, err := buildForm(src)
	if err != nil {
		return err
	}
	if err := publish(out, files); err != nil {
		return err
	}
	return publishForm(out, desk)
}

// output is a built file: its name in dist and its bytes.
type output struct {
	name string
	data []byte
}

// build makes every entry. It gives the files by logical name, and the inputs they were made from, relative to src.
func build(src string) (map[string]output, []string, error) {
	abs, err := filepath.Abs(src)
	if err != nil {
		return nil, nil, err
	}
	files, inputs, err := bundle(abs, entries[:])
	for _, e := range apart {
		if err != nil {
			break
		}
		var more map[string]output
		var from []string
		more, from, err = bundle(abs, []string{e})
		for name, f := range more {
			if old, ok := files[name]; ok && old.name != f.name {
				return nil, nil, fmt.Errorf("%s: %s and %s are two files of one name", e, old.name, f.name)
			}
			files[name] = f
		}
		inputs = append(inputs, from...)
	}
	return files, inputs, err
}

// bundle runs esbuild.
func bundle(abs string, entries []string) (map[string]output, []string, error) {
	r := api.Build(api.BuildOptions{
		AbsWorkingDir: abs, EntryPoints: entries, Outdir: "dist", Bundle: true, Metafile: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Charset: api.CharsetUTF8,
		Loader:     map[string]api.Loader{".woff2": api.LoaderFile, ".svg": api.LoaderCopy},
		EntryNames: "[name]-[hash]", AssetNames: "[name]-[hash]", ChunkNames: "[name]-[hash]", LogLevel: api.LogLevelWarning,
		// Modules before anything else: what esbuild adds for the older form would be one more file for all to fetch.
		MainFields: []string{"module", "browser", "main"}, Plugins: []api.Plugin{lendLeaflet(abs), ageMiniSearch()},
		Format: api.FormatESModule, Splitting: true, LegalComments: api.LegalCommentsNone, // licences.txt has them whole
		// Old phones: these are the first versions with custom properties, grid, font-display and modules all sound.
		Engines: []api.Engine{{Name: api.EngineChrome, Version: "66"}, {Name: api.EngineSafari, Version: "12"}, {Name: api.EngineFirefox, Version: "68"}},
		// Rules for newer browsers stay as written; their absence elsewhere is harmless.
		// Destructuring is sound in all of them but for a corner of Safari 12 that no script of ours is in.
		Supported: map[string]bool{"inset-property": false, "destructuring": true},
	})
	if len(r.Errors) > 0 {
		return nil, nil, errors.New(r.Errors[0].Text)
	}
	return collect(r)
}

// collect names the results after their sources.
func collect(r api.BuildResult) (map[string]output, []string, error) {
	var meta struct {
		Inputs  map[string]struct{}
		Outputs map[string]struct {
			EntryPoint string
			Inputs     map[string]struct{}
		}
	}
	if err := json.Unmarshal([]byte(r.Metafile), &meta); err != nil {
		return nil, nil, err
	}
	data := map[string][]byte{}
	for _, f := range r.OutputFiles {
		data[filepath.Base(f.Path)] = f.Contents
	}
	files := map[string]output{}
	for p, o := range meta.Outputs {
		name := filepath.Base(p)
		files[logical(p, o.EntryPoint, o.Inputs)] = output{name, data[name]}
	}
	inputs := make([]string, 0, len(meta.Inputs))
	for in := range meta.Inputs {
		inputs = append(inputs, in)
	}
	return files, inputs, nil
}

// logical is the name a result is known by: its source's, a script's with the ending browsers know. What several scripts
// share has no source of its own, and nobody asks for it by name.
func logical(path, entry string, inputs map[string]struct{}) string {
	from := entry
	if from == "" && len(inputs) == 1 { // a font
		for in := range inputs {
			from = in
		}
	}
	if from == "" {
		from = path
	}
	name := filepath.Base(from)
	if base, ok := strings.CutSuffix(name, ".ts"); ok {
		name = base + ".js"
	}
	return name
}

// publish writes the files and the manifest, then removes what the last manifest listed and this one does not.
func publish(out string, files map[string]output) error {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return err
	}
	manifest := map[string]string{}
	for logical, f := range files {
		manifest[logical] = f.name
		if err := os.WriteFile(filepath.Join(out, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	path := filepath.Join(out, "manifest.json")
	stale := owned(path)
	for _, name := range manifest {
		delete(stale, name)
	}
	text, err := json.MarshalIndent(manifest, "", "  ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(path, append(text, '\n'), 0o644); err != nil {
		return err
	}
	for name := range stale {
		if err := os.Remove(filepath.Join(out, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// owned lists the files of the last manifest; none when it is absent or unreadable.
func owned(path string) map[string]bool {
	data, err := os.ReadFile(path)
	if err != nil {
		return map[string]bool{}
	}
	var last map[string]string
	names := map[string]bool{}
	if json.Unmarshal(data, &last) != nil {
		return names
	}
	for _, name := range last {
		if filepath.Base(name) == name {
			names[name] = true
		}
	}
	return names
}

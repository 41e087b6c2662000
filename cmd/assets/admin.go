package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

// form is where the editors' form goes, in dist. No public page asks for it: its files keep their names, are in no
// manifest, and the big one is packed once, here.
const form = "admin"

// decap is the form's own engine: a script its authors built, of which only the file itself is used. What it was made of is
// already inside: package.json puts nothing in the place of its seven hundred dependencies ("overrides").
const decap = "decap-cms"

// buildForm makes the files of the form: by name, in the form's folder.
func buildForm(src string) (map[string][]byte, error) {
	abs, err := filepath.Abs(src)
	if err != nil {
		return nil, err
	}
	r := api.Build(api.BuildOptions{
		AbsWorkingDir: abs, EntryPoints: []string{"admin/admin.ts", "admin/admin.css"}, Outdir: form, Bundle: true, Metafile: true,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		Loader: map[string]api.Loader{".png": api.LoaderDataURL}, MainFields: []string{"module", "browser", "main"},
		Format: api.FormatESModule, LogLevel: api.LogLevelWarning, Target: api.ES2020, // Decap itself asks for no less
	})
	if len(r.Errors) > 0 {
		return nil, errors.New(r.Errors[0].Text)
	}
	files := map[string][]byte{}
	for _, f := range r.OutputFiles {
		files[filepath.Base(f.Path)] = f.Contents
	}
	var meta struct{ Inputs map[string]struct{} }
	if err := json.Unmarshal([]byte(r.Metafile), &meta); err != nil {
		return nil, err
	}
	inputs := []string{"node_modules/" + decap + "/package.json"}
	for in := range meta.Inputs {
		inputs = append(inputs, in)
	}
	if files["licences.txt"], err = formLicences(src, inputs); err != nil {
		return nil, err
	}
	files[decap+".js.gz"], err = packDecap(src)
	return files, err
}

var sourceMap = regexp.MustCompile(`(?m)^//# sourceMappingURL=.*\n?`)

// packDecap compresses the engine as browsers take it, without the mention of a file that is not there.
func packDecap(src string) ([]byte, error) {
	script, err := os.ReadFile(filepath.Join(src, "node_modules", decap, "dist", decap+".js"))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(sourceMap.ReplaceAll(script, nil)); err != nil {
		return nil, err
	}
	err = w.Close() // before the bytes are taken
	return b.Bytes(), err
}

// formLicences gives the terms of what the form is made of. Of the packages inside the engine its makers give the notices
// they found and the names of all.
func formLicences(src string, inputs []string) ([]byte, error) {
	text, err := licences(src, inputs)
	if err != nil {
		return nil, err
	}
	dist := filepath.Join(src, "node_modules", decap, "dist", decap+".js")
	notices, err := os.ReadFile(dist + ".LICENSE.txt")
	if err != nil {
		return nil, err
	}
	inside, err := packagesInside(dist + ".map")
	return fmt.Appendf(text, "\n\n==== %s contient ====\n\n%s\n\n%s\n", decap, bytes.TrimSpace(notices), strings.Join(inside, "\n")), err
}

// packagesInside lists the packages a built script was made of, by its source map.
func packagesInside(file string) ([]string, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var m struct{ Sources []string }
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []string
	for _, s := range m.Sources {
		if p, ok := packageOf(s); ok {
			if i := strings.LastIndex(p, "node_modules/"); i >= 0 {
				p = p[i+len("node_modules/"):]
			}
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// publishForm writes the form's files, and takes away what is there beside them.
func publishForm(out string, files map[string][]byte) error {
	dir := filepath.Join(out, form)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	old, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range old {
		if files[e.Name()] == nil {
			if err := os.Remove(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
		}
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

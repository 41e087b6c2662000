// Package theme turns views into HTML with templates, the built-in ones or a site's own.
//
// A theme is a set of html/template files: parts/*.html (used by other templates, and rendered alone when a stage
// keeps the result) and pages/*.html (the main part of each kind of page). A file's name without ".html" is the
// template's name; no two files of a theme share one. Load lays a folder of overrides over the built-in theme, file by
// file: an override may replace a template or add a part of its own. What is wrong with an override is a diag with the
// line; what is wrong with the built-in theme is the same, and a bug of balise.
//
// A template sees the view it is given (package output) and the few functions of funcs.go, nothing else: a page is a
// function of its view and of Sum. Render may be called from many goroutines.
package theme

import (
	"bytes"
	"errors"
	"fmt"
	"hash/fnv"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"

	"enrouteweb.org/balise/internal/diag"
)

// folders hold the templates.
var folders = [...]string{"parts", "pages"}

// Theme is a parsed set of templates.
type Theme struct {
	byName map[string]*template.Template
	files  map[string]source // by template name
	sum    uint64
}

// source is a template's text and where it comes from.
type source struct {
	path string // inside the theme: "pages/initiative.html"
	file string // as shown in messages
	text string
	over bool
}

// Load parses the theme of base with the files of over, which may be nil, laid over it. dir is how messages name over's
// folder. A theme is given even when there are problems, unless one of them is an error.
func Load(base, over fs.FS, dir string) (*Theme, diag.List) {
	var diags diag.List
	t := &Theme{files: map[string]source{}, byName: map[string]*template.Template{}}
	diags.Add(t.read(base, "themes/default", false)...)
	if over != nil {
		diags.Add(t.read(over, dir, true)...)
		diags.Add(strangers(over, dir)...)
	}
	names := t.names()
	t.sum = t.hash(names)
	set := template.New("").Funcs(funcs()).Option("missingkey=error")
	for _, name := range names {
		src := t.files[name]
		parsed, err := set.New(name).Parse(src.text)
		if err != nil {
			diags.Add(t.explain("gabarit-illisible", src, err))
			continue
		}
		t.byName[name] = parsed
	}
	if !diags.HasErrors() {
		diags.Add(t.escape(names)...)
	}
	if diags.HasErrors() {
		return nil, diags
	}
	return t, diags
}

// read takes the templates of one tree.
func (t *Theme) read(fsys fs.FS, dir string, over bool) diag.List {
	var diags diag.List
	for _, folder := range folders {
		entries, err := fs.ReadDir(fsys, folder)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		for _, e := range entries {
			p := path.Join(folder, e.Name())
			if e.IsDir() || path.Ext(p) != ".html" || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			file := path.Join(dir, p)
			data, err := fs.ReadFile(fsys, p)
			if err != nil {
				diags.Add(diag.Diag{Code: "gabarit-illisible", Pos: diag.Pos{File: file}, Message: "Ce gabarit ne peut pas être lu : " + err.Error() + "."})
				continue
			}
			diags.Add(t.take(source{path: p, file: file, text: clean(data), over: over})...)
		}
	}
	return diags
}

// clean drops what an editor's program adds around a text: a part used inside a sentence must not end it with a space.
func clean(data []byte) string {
	return strings.TrimRight(strings.TrimPrefix(string(data), "\ufeff"), "\r\n")
}

// take keeps a template, unless another file already has its name.
func (t *Theme) take(src source) diag.List {
	name := strings.TrimSuffix(path.Base(src.path), ".html")
	if old, ok := t.files[name]; ok && old.path != src.path {
		return diag.List{{Code: "gabarit-en-double", Pos: diag.Pos{File: src.file},
			Message: fmt.Sprintf("Le nom « %s » est déjà celui de %s.", name, old.path), Hint: "Donnez un autre nom à ce fichier, ou rangez-le dans le même dossier."}}
	}
	t.files[name] = src
	return nil
}

// strangers are files of an override folder that no rule takes: silence would hide a misspelt name.
func strangers(over fs.FS, dir string) diag.List {
	var diags diag.List
	_ = fs.WalkDir(over, ".", func(p string, d fs.DirEntry, err error) error { // the walk stops only on errors of its own root
		switch {
		case err == nil && d.IsDir() && p != "." && strings.HasPrefix(p, "."):
			return fs.SkipDir
		case err != nil, d.IsDir(), strings.HasPrefix(d.Name(), "."):
			return nil
		}
		if folder := path.Dir(p); path.Ext(p) != ".html" || !slices.Contains(folders[:], folder) {
			diags.Add(diag.Diag{Severity: diag.Avertissement, Code: "gabarit-ignore", Pos: diag.Pos{File: path.Join(dir, p)},
				Message: "Ce fichier n'est pas un gabarit : il est ignoré.", Hint: "Les gabarits sont dans « pages » et « parts », et finissent par « .html »."})
		}
		return nil
	})
	return diags
}

func (t *Theme) names() []string {
	names := make([]string, 0, len(t.files))
	for name := range t.files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func (t *Theme) hash(names []string) uint64 {
	h := fnv.New64a()
	for _, name := range names {
		src := t.files[name]
		fmt.Fprintf(h, "%s\x00%d\x00%s", src.path, len(src.text), src.text)
	}
	return h.Sum64()
}

// escape makes html/template work out the context of every action now, so that an impossible one is said at load and
// rendering is only execution. Executing on nothing is the only way to ask for it; its other failures mean nothing.
func (t *Theme) escape(names []string) diag.List {
	for _, name := range names {
		err := t.byName[name].Execute(new(bytes.Buffer), nil)
		var bad *template.Error
		if errors.As(err, &bad) { // the first one only: html/template leaves the set broken
			return diag.List{t.explain("gabarit-dangereux", t.files[name], err)}
		}
	}
	return nil
}

// Names lists the templates.
func (t *Theme) Names() []string { return t.names() }

// Has tells whether the theme has a template of that name.
func (t *Theme) Has(name string) bool { return t.byName[name] != nil }

// Sum changes when any template does.
func (t *Theme) Sum() uint64 { return t.sum }

// Render appends to buf what the named template makes of view. On error buf keeps what was written before it failed;
// Diag turns the error into a message.
func (t *Theme) Render(buf *bytes.Buffer, name string, view any) error {
	tmpl := t.byName[name]
	if tmpl == nil {
		return fmt.Errorf("theme: no template %q", name)
	}
	return tmpl.Execute(buf, view)
}

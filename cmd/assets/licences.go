package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// unsigned are the packages that come without their terms: the same words, in another package, and whose they are.
var unsigned = [...]struct{ name, like, copyright string }{
	{"@protomaps/basemaps", "protomaps-leaflet", "Copyright 2019-2023 Protomaps LLC, Kelso Cartography"},
	{"pmtiles", "protomaps-leaflet", "Copyright 2021 Protomaps LLC"},
	{"decap-cms", "minisearch", "Copyright (c) 2016 Netlify <decap@p-m.si>"}, // the MIT terms
}

// licences gathers the licence of every package the inputs come from: whoever receives a font receives its terms.
func licences(src string, inputs []string) ([]byte, error) {
	var packages, sections []string
	for _, in := range inputs {
		if p, ok := packageOf(in); ok && !slices.Contains(packages, p) {
			packages = append(packages, p)
		}
	}
	for _, p := range packages {
		section, err := section(src, p)
		if err != nil {
			return nil, err
		}
		sections = append(sections, section)
	}
	slices.Sort(sections)
	sections = slices.Compact(sections) // the same package may lie under several others
	return []byte("Ce site contient des parties dont d'autres sont les auteurs. Voici leurs licences.\n" + strings.Join(sections, "")), nil
}

// section names one package and gives its terms.
func section(src, p string) (string, error) {
	dir := filepath.Join(src, "node_modules", filepath.FromSlash(p))
	about, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err != nil {
		return "", err
	}
	var meta struct{ Name, Version, License string }
	if err := json.Unmarshal(about, &meta); err != nil {
		return "", fmt.Errorf("%s: %w", p, err)
	}
	text, err := licence(dir)
	for _, u := range unsigned {
		if err != nil && u.name == meta.Name {
			if text, err = licence(filepath.Join(src, "node_modules", u.like)); err == nil {
				_, terms, _ := bytes.Cut(text, []byte("\n"))
				text = append([]byte(u.copyright+"\n"), terms...)
			}
		}
	}
	return fmt.Sprintf("\n\n==== %s %s (%s) ====\n\n%s\n", meta.Name, meta.Version, meta.License, bytes.TrimSpace(text)), err
}

// licence reads a package's terms, under the names their authors give them.
func licence(dir string) (text []byte, err error) {
	for _, name := range []string{"LICENSE", "LICENSE.txt", "LICENSE.md"} {
		if text, err = os.ReadFile(filepath.Join(dir, name)); err == nil {
			break
		}
	}
	return text, err
}

// packageOf gives the folder, in node_modules, of the npm package an input belongs to: "@scope/name", "name", or that of a
// package under another, "name/node_modules/other".
func packageOf(input string) (string, bool) {
	const folder = "node_modules/"
	input = filepath.ToSlash(input)
	first, last := strings.Index(input, folder), strings.LastIndex(input, folder)
	if first < 0 {
		return "", false
	}
	parts := strings.SplitN(input[last+len(folder):], "/", 3)
	name := parts[0]
	if strings.HasPrefix(name, "@") && len(parts) > 1 {
		name = path.Join(parts[0], parts[1])
	}
	return path.Join(strings.TrimPrefix(input[first:last+len(folder)], folder), name), true
}

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

// licences gathers the licence of every package the inputs come from: whoever receives a font receives its terms.
func licences(src string, inputs []string) ([]byte, error) {
	var packages []string
	for _, in := range inputs {
		if p, ok := packageOf(in); ok && !slices.Contains(packages, p) {
			packages = append(packages, p)
		}
	}
	slices.Sort(packages)
	var b bytes.Buffer
	b.WriteString("Ce site contient des parties dont d'autres sont les auteurs. Voici leurs licences.\n")
	for _, p := range packages {
		dir := filepath.Join(src, "node_modules", filepath.FromSlash(p))
		text, err := licence(dir)
		if err != nil {
			return nil, err
		}
		about, err := os.ReadFile(filepath.Join(dir, "package.json"))
		if err != nil {
			return nil, err
		}
		var meta struct{ Name, Version, License string }
		if err := json.Unmarshal(about, &meta); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
		fmt.Fprintf(&b, "\n\n==== %s %s (%s) ====\n\n%s\n", meta.Name, meta.Version, meta.License, bytes.TrimSpace(text))
	}
	return b.Bytes(), nil
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

// packageOf gives the npm package an input belongs to: "@scope/name" or "name".
func packageOf(input string) (string, bool) {
	_, rest, ok := strings.Cut(filepath.ToSlash(input), "node_modules/")
	if !ok {
		return "", false
	}
	parts := strings.SplitN(rest, "/", 3)
	if strings.HasPrefix(rest, "@") && len(parts) > 1 {
		return path.Join(parts[0], parts[1]), true
	}
	return parts[0], true
}

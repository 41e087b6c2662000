package sitetest

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"enrouteweb.org/balise/internal/corpus"
)

// The tests of the map look at it with as many initiatives as the design counts with. These sites are large: their pages
// are not read, only shown to the browser.
var (
	of300   = sync.OnceValues(func() (*site, error) { return mapSite(300) })
	of10000 = sync.OnceValues(func() (*site, error) { return mapSite(10_000) })

	ofTiles  = sync.OnceValues(func() (*site, error) { return mapSite(12_001) })  // the first to be cut into tiles
	of100000 = sync.OnceValues(func() (*site, error) { return mapSite(100_000) }) // for the benchmarks: it takes minutes
)

func mapOf300(t testing.TB) *site   { return made(t, of300) }
func mapOf10000(t testing.TB) *site { return made(t, of10000) }

func made(t testing.TB, make func() (*site, error)) *site {
	t.Helper()
	s, err := make()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func mapSite(n int) (*site, error) {
	l, err := lab()
	if err != nil {
		return nil, err
	}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		return nil, err
	}
	name := "carte-" + strconv.Itoa(n)
	content, dir := filepath.Join(l.dir, "contenu-"+name), filepath.Join(l.dir, "site-"+name)
	if err := corpus.Write(content, n, seed, vocab); err != nil {
		return nil, err
	}
	if err := l.run(l.bin, "build", "--quiet", "--content", content, "--output", dir, "--date", corpus.Day); err != nil {
		return nil, err
	}
	s := &site{name: name, dir: dir, root: "/carte/"} // the root the corpus's site.yaml gives
	server := httptest.NewServer(serve(dir, s.root))
	l.stop = append(l.stop, server.Close)
	s.url = server.URL + s.root
	return s, nil
}

// initiative is one feature of the open data, as any program reads it: what the map shows is held against it.
type initiative struct {
	ID         string
	Geometry   *struct{ Coordinates [2]float64 }
	Properties struct {
		Titre, Nature, Etat, Commune string
		Secteurs, Statuts, Publics   []string
		VerifieLe                    string `json:"verifie_le"`
	}
}

func (s *site) initiatives(t *testing.T) []initiative {
	t.Helper()
	data, err := s.read("donnees/initiatives.geojson")
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Features []initiative }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Features) == 0 {
		t.Fatal("no initiative in the data")
	}
	return all.Features
}

package sitetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/corpus"

	// The program under test is a process of its own; this ties go test's cache to its code.
	_ "enrouteweb.org/balise/internal/cli"
)

// patience bounds each step that could hang: a build, a validator, a page.
const patience = 5 * time.Minute

// The sites every test looks at.
const (
	initiatives = 320 // a full page of the list, 300 entries, and the start of a second
	seed        = 1
	subFolder   = "/carte-du-reseau/" // the root of the site named "dossier"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if l := opened.Load(); l != nil {
		l.close()
	}
	os.Exit(code)
}

// laboratory is what the tests share.
type laboratory struct {
	root  string // the repository
	dir   string // temporary
	bin   string
	sites map[string]*site
	stop  []func()
}

// opened is the laboratory, if a test has asked for it: whatever became of it, it is to be cleared away.
var opened atomic.Pointer[laboratory]

// lab builds the program and the sites, once.
var lab = sync.OnceValues(func() (*laboratory, error) {
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp("", "balise-sitetest-")
	if err != nil {
		return nil, err
	}
	l := &laboratory{root: root, dir: dir, bin: filepath.Join(dir, "balise"), sites: map[string]*site{}}
	opened.Store(l)
	if _, err := os.Stat(filepath.Join(root, "assets", "dist", "manifest.json")); err != nil {
		return nil, errors.New("assets/dist is empty: run make build first")
	}
	if err := l.run("go", "build", "-o", l.bin, "./cmd/balise"); err != nil {
		return nil, err
	}
	return l, l.makeSites()
})

// sites gives the sites of the lab, or fails the test with the reason why they could not be made.
func sites(t testing.TB) map[string]*site {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	return l.sites
}

// makeSites builds each site and serves it.
func (l *laboratory) makeSites() error {
	content := filepath.Join(l.root, "content")
	vocab, err := os.ReadFile(filepath.Join(content, "vocabulaires.yaml"))
	if err != nil {
		return err
	}
	many := filepath.Join(l.dir, "corpus")
	if err := corpus.Write(many, initiatives, seed, vocab); err != nil {
		return err
	}
	day, err := newestDay(content)
	if err != nil {
		return err
	}
	for _, o := range []order{
		{"defaut", content, day, "/", nil},
		{"dossier", content, day, subFolder, []string{"--base-url", "https://exemple.be" + strings.TrimSuffix(subFolder, "/")}},
		{"portable", content, day, "", []string{"--portable"}},
		{"corpus", many, corpus.Day, "/carte/", nil}, // the root its site.yaml gives
	} {
		if l.sites[o.name], err = l.makeSite(o); err != nil {
			return err
		}
	}
	return nil
}

// order is a site to make.
type order struct {
	name, content, day string
	root               string // where it is served; "": nowhere
	flags              []string
}

func (l *laboratory) makeSite(o order) (*site, error) {
	dir := filepath.Join(l.dir, "site-"+o.name)
	args := append([]string{"build", "--quiet", "--content", o.content, "--output", dir, "--date", o.day}, o.flags...)
	if err := l.run(l.bin, args...); err != nil {
		return nil, err
	}
	s, err := readSite(o.name, dir)
	if err != nil {
		return nil, err
	}
	if s.root = o.root; s.root != "" {
		server := httptest.NewServer(serve(dir, s.root))
		l.stop = append(l.stop, server.Close)
		s.url = server.URL + s.root
	}
	return s, nil
}

func (l *laboratory) close() {
	for _, stop := range slices.Backward(l.stop) {
		stop()
	}
	os.RemoveAll(l.dir)
}

// run runs a command at the repository's root; its error holds all it printed.
func (l *laboratory) run(name string, args ...string) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = l.root
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, &out)
	}
	return nil
}

var verified = regexp.MustCompile(`(?m)^\s*(?:verifie_le|publie_le|mis_a_jour|le):\s*["']?(\d{4}-\d{2}-\d{2})["']?\s*$`)

// newestDay is the latest day the content names as past, or a fixed one: a check added tomorrow must not lie in the
// future of these tests, and the day must not be the machine's. Reading the files here also ties the cache to them.
func newestDay(dir string) (string, error) {
	newest := "2026-11-22"
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range verified.FindAllSubmatch(data, -1) {
			newest = max(newest, string(m[1]))
		}
		return err
	})
	return newest, err
}

// serve shows a folder under root as a static host does: 404.html for what is not there.
func serve(dir, root string) http.Handler {
	files := http.StripPrefix(strings.TrimSuffix(root, "/"), http.FileServer(http.Dir(dir)))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rel, inside := strings.CutPrefix(r.URL.Path, root)
		if info, err := os.Stat(filepath.Join(dir, filepath.FromSlash(rel))); inside && err == nil {
			if !info.IsDir() || strings.HasSuffix(r.URL.Path, "/") {
				files.ServeHTTP(w, r)
				return
			}
			http.Redirect(w, r, r.URL.Path+"/", http.StatusMovedPermanently)
			return
		}
		page, err := os.ReadFile(filepath.Join(dir, "404.html"))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusNotFound)
		w.Write(page)
	})
}

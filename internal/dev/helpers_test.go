package dev_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/diag"
)

const patience = 15 * time.Second

// site is a build over one folder: each file is a page of the same bytes. It reads again only what it is told has
// changed, so that a change left out of the list is a stale page. A file that holds "ERREUR" is an error, one that
// holds "REMARQUE" a warning.
type site struct {
	root  string
	mu    sync.Mutex
	read  map[string][]byte
	calls [][]string
	began []time.Time
	now   int // builds under way
	most  int
	hook  func(ctx context.Context, call int) error
}

func (s *site) build(ctx context.Context, changed []string) (dev.Snapshot, error) {
	s.mu.Lock()
	s.calls = append(s.calls, changed)
	s.began = append(s.began, time.Now())
	call := len(s.calls)
	s.now++
	s.most = max(s.most, s.now)
	hook := s.hook
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		s.now--
		s.mu.Unlock()
	}()
	if hook != nil {
		if err := hook(ctx, call); err != nil {
			return dev.Snapshot{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if changed == nil {
		s.read = cold(s.root)
	}
	for _, path := range changed {
		s.refresh(path)
	}
	return s.snapshot(), nil
}

func (s *site) refresh(path string) {
	key, _ := filepath.Rel(s.root, path)
	key = filepath.ToSlash(key)
	data, err := os.ReadFile(path)
	if err == nil {
		s.read[key] = data
		return
	}
	delete(s.read, key)
}

func (s *site) snapshot() dev.Snapshot {
	snap := dev.Snapshot{OK: true, Files: maps.Clone(s.read), Inputs: []string{s.root}}
	for _, key := range slices.Sorted(maps.Keys(s.read)) {
		text := string(s.read[key])
		d := diag.Diag{
			Code: "essai", Pos: diag.Pos{File: key, Line: 1, Col: 1, Len: 6},
			Source: text, Message: "Le mot " + text + " ne va pas.", Fix: "bon",
		}
		switch {
		case strings.Contains(text, "ERREUR"):
			snap.OK, snap.Files = false, nil
			snap.Apart = map[string][]byte{"aide/index.html": []byte("<p>Voici que faire.</p>")}
			snap.Diags.Add(d)
		case strings.Contains(text, "REMARQUE"):
			d.Severity = diag.Avertissement
			snap.Diags.Add(d)
		}
	}
	return snap
}

func (s *site) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.calls)
}

// cold reads the whole folder, as a first build does.
func cold(root string) map[string][]byte {
	out := map[string][]byte{}
	_ = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil
		case path != root && dev.IgnoredName(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		if data, err := os.ReadFile(path); err == nil {
			key, _ := filepath.Rel(root, path)
			out[filepath.ToSlash(key)] = data
		}
		return nil
	})
	return out
}

// watched is a Watch under way.
type watched struct {
	t     *testing.T
	site  *site
	out   *paper
	mu    sync.Mutex
	last  dev.Result
	seen  []dev.Result
	sweep chan struct{}

	sweptAt time.Time
}

// paper is a terminal one can read again.
type paper struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (p *paper) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.buf.Write(b)
}

func (p *paper) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.buf.String()
}

// watch starts a Watch over a folder and waits for its first build.
func watch(t *testing.T, root string, set func(*dev.Options)) *watched {
	t.Helper()
	w := &watched{t: t, site: &site{root: root}, out: &paper{}, sweep: make(chan struct{}, 1000)}
	opts := dev.Options{Inputs: []string{root}, Out: w.out}
	opts.OnSweep(func() {
		w.mu.Lock()
		w.sweptAt = time.Now()
		w.mu.Unlock()
		select {
		case w.sweep <- struct{}{}:
		default:
		}
	})
	if set != nil {
		set(&opts)
	}
	w.run(opts)
	w.until("the first build", func(r dev.Result) bool { return true })
	return w
}

func (w *watched) run(opts dev.Options) {
	w.start(opts, w.site.build)
}

func (w *watched) start(opts dev.Options, build dev.Build) {
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- dev.Watch(ctx, opts, build, w.take) }()
	w.t.Cleanup(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				w.t.Errorf("Watch: %v", err)
			}
		case <-time.After(patience):
			w.t.Error("Watch did not stop")
		}
	})
}

func (w *watched) take(r dev.Result) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.last = r
	w.seen = append(w.seen, r)
}

func (w *watched) results() []dev.Result {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.seen)
}

// until waits for a state of the site.
func (w *watched) until(what string, ok func(dev.Result) bool) dev.Result {
	w.t.Helper()
	var got dev.Result
	eventually(w.t, what, func() bool {
		w.mu.Lock()
		defer w.mu.Unlock()
		got = w.last
		return len(w.seen) > 0 && ok(got)
	})
	return got
}

// shows waits until the site is what the folder holds.
func (w *watched) shows(what string) {
	w.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		w.mu.Lock()
		got := w.last.Files
		w.mu.Unlock()
		want := cold(w.site.root)
		if maps.EqualFunc(got, want, bytes.Equal) {
			return
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("%s: the site is not what the folder holds\nsite:   %s\nfolder: %s\n%s", what, list(got), list(want), w.out)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func list(files map[string][]byte) string {
	var b strings.Builder
	for _, key := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(&b, "%s=%.20q ", key, files[key])
	}
	return b.String()
}

// swept waits for n more sweeps.
func (w *watched) swept(n int) {
	w.t.Helper()
	for range n {
		select {
		case <-w.sweep:
		case <-time.After(patience):
			w.t.Fatal("no sweep")
		}
	}
}

// checked waits until the last build was checked by a sweep, which may have asked for another.
func (w *watched) checked() {
	w.t.Helper()
	eventually(w.t, "the check after the last build", func() bool {
		w.site.mu.Lock()
		began := w.site.began[len(w.site.began)-1]
		w.site.mu.Unlock()
		w.mu.Lock()
		defer w.mu.Unlock()
		return w.sweptAt.After(began)
	})
}

// forgetSweeps drops those already made.
func (w *watched) forgetSweeps() {
	for {
		select {
		case <-w.sweep:
		default:
			return
		}
	}
}

func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// folder makes a folder of files.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "content")
	must(t, os.Mkdir(root, 0o755))
	for name, text := range files {
		put(t, filepath.Join(root, name), text)
	}
	return root
}

func put(t *testing.T, path, text string) {
	t.Helper()
	must(t, os.MkdirAll(filepath.Dir(path), 0o755))
	must(t, os.WriteFile(path, []byte(text), 0o644))
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

package sitetest

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/corpus"
)

// sizes are the numbers of initiatives the benchmarks are run with.
var sizes = []int{100, 1000, 10_000}

// writeCorpus makes a content folder of n initiatives.
func writeCorpus(b *testing.B, n int) string {
	b.Helper()
	l, err := lab()
	if err != nil {
		b.Fatal(err)
	}
	vocab, err := os.ReadFile(filepath.Join(l.root, "content", "vocabulaires.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "content")
	if err := corpus.Write(dir, n, seed, vocab); err != nil {
		b.Fatal(err)
	}
	return dir
}

// balise is the program, ready to run on a corpus.
func balise(b *testing.B, command, content, output string, more ...string) *exec.Cmd {
	l, err := lab()
	if err != nil {
		b.Fatal(err)
	}
	args := append([]string{command, "--content", content, "--output", output, "--date", corpus.Day}, more...)
	return exec.CommandContext(b.Context(), l.bin, args...)
}

// BenchmarkSave is one changed title under build --watch, from the save until the page and the data on disk show it and the
// program says so: what an editor waits for, the watch's own delay included. It reports the median.
func BenchmarkSave(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			content := writeCorpus(b, n)
			output := filepath.Join(b.TempDir(), "public")
			w := startWatch(b, content, output)
			file := corpus.Initiative(n / 2)
			page := filepath.Join(output, strings.TrimSuffix(filepath.FromSlash(file), ".md"), "index.html")
			source, err := os.ReadFile(filepath.Join(content, filepath.FromSlash(file)))
			if err != nil {
				b.Fatal(err)
			}
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				title := fmt.Sprintf("Titre changé numéro %d", i)
				start := time.Now()
				save(b, filepath.Join(content, filepath.FromSlash(file)), retitled(source, title))
				w.next(b)
				times = append(times, time.Since(start))
				for _, shown := range []string{page, filepath.Join(output, "donnees", "initiatives.geojson")} {
					if data, err := os.ReadFile(shown); err != nil || !bytes.Contains(data, []byte(title)) {
						b.Fatalf("%s does not show %q (%v)", shown, title, err)
					}
				}
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds())/1000, "ms-median")
		})
	}
}

// retitled gives an initiative another title.
func retitled(source []byte, title string) []byte {
	lines := strings.Split(string(source), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "titre:") {
			lines[i] = "titre: " + title
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// save writes as editors do: a file beside, then a rename.
func save(b *testing.B, file string, data []byte) {
	b.Helper()
	beside := filepath.Join(filepath.Dir(file), ".tmp-"+path.Base(filepath.ToSlash(file)))
	if err := os.WriteFile(beside, data, 0o644); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(beside, file); err != nil {
		b.Fatal(err)
	}
}

// watching is a running build --watch; it says a line with an arrow at the end of each build.
type watching struct{ lines *bufio.Scanner }

// startWatch starts the watch and returns when its first build is done.
func startWatch(b *testing.B, content, output string) *watching {
	b.Helper()
	cmd := balise(b, "build", content, output, "--watch")
	stderr, err := cmd.StderrPipe()
	if err != nil {
		b.Fatal(err)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_, _ = io.Copy(io.Discard, stderr)
		_ = cmd.Wait()
	})
	w := &watching{bufio.NewScanner(stderr)}
	w.next(b)
	return w
}

// next waits for the end of a build.
func (w *watching) next(b *testing.B) {
	b.Helper()
	for w.lines.Scan() {
		if strings.Contains(w.lines.Text(), "→") && !strings.HasPrefix(w.lines.Text(), " ") {
			return
		}
	}
	b.Fatalf("the watch ended: %v", w.lines.Err())
}

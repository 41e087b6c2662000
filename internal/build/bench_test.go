package build_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/corpus"
)

// The benchmarks of "make bench":
//
//	go test -run=^$ -bench=. ./internal/build
//
// Cold is a whole build into a new folder, as "balise build" does it; Edit is one initiative changed while a Builder
// watches, to the last byte on disk, the watch's own delay apart. MB is the peak of the process, ×cold what one edit costs
// against a cold build in the same run: machines differ, ratios drift less.

var sizes = []int{100, 1000, 10000}

// corpora writes the content of one size, once a run.
func corpora(b *testing.B, n int) string {
	b.Helper()
	dir := filepath.Join(scratch(b), "content")
	if err := corpus.Write(dir, n, 1, vocabulary(b)); err != nil {
		b.Fatal(err)
	}
	return dir
}

func BenchmarkCold(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("N=%d", n), func(b *testing.B) {
			content := corpora(b, n)
			resetPeak()
			files := 0
			for i := 0; b.Loop(); i++ {
				out := filepath.Join(filepath.Dir(content), "public"+strconv.Itoa(i))
				files = coldOnce(b, content, out)
				b.StopTimer()
				if err := os.RemoveAll(out); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(peakMB(b), "MB")
			b.ReportMetric(float64(files), "files")
		})
	}
}

// coldOnce builds as the command does and gives the number of files.
func coldOnce(b *testing.B, content, out string) int {
	b.Helper()
	res, err := cold(b.Context(), content, out)
	if err != nil {
		b.Fatal(err)
	}
	if !res.OK {
		b.Fatalf("the corpus is not sound: %s", said(res.Diags))
	}
	return len(res.Files)
}

func BenchmarkEdit(b *testing.B) {
	for _, n := range sizes {
		b.Run(fmt.Sprintf("N=%d", n), func(b *testing.B) {
			content := corpora(b, n)
			root := filepath.Dir(content)
			start := time.Now()
			coldOnce(b, content, filepath.Join(root, "cold"))
			coldTime := time.Since(start)
			if err := os.RemoveAll(filepath.Join(root, "cold")); err != nil {
				b.Fatal(err)
			}
			w := newWatched(b, content, filepath.Join(root, "public"))
			resetPeak()
			for i := 0; b.Loop(); i++ {
				w.edit(b, i*7919%n, i)
			}
			b.ReportMetric(peakMB(b), "MB")
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(coldTime), "×cold")
		})
	}
}

// watched is a Builder that has built once, and publishes.
type watched struct {
	content string
	builder *build.Builder
	pub     build.Publisher
}

func newWatched(b *testing.B, content, out string) *watched {
	b.Helper()
	w := &watched{content: content, pub: build.Publisher{Dir: out}}
	var err error
	if w.builder, err = build.New(build.Options{Content: content, Output: out}); err != nil {
		b.Fatal(err)
	}
	w.publish(b, nil)
	return w
}

var title = regexp.MustCompile(`(?m)^titre: .*$`)

// edit gives an initiative another title and one more line, as a save does.
func (w *watched) edit(b *testing.B, i, mark int) {
	b.Helper()
	name := filepath.Join(w.content, filepath.FromSlash(corpus.Initiative(i)))
	data, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	data = title.ReplaceAll(data, fmt.Appendf(nil, "titre: Repère %d", mark))
	data = fmt.Appendf(bytes.TrimRight(data, "\n"), "\n\nRepère %d.\n", mark)
	put(b, name, data)
	w.publish(b, []string{filepath.ToSlash(name)})
}

func (w *watched) publish(b *testing.B, changed []string) {
	b.Helper()
	ctx := context.Background()
	res, _, err := w.pub.Build(ctx, w.builder, build.Request{Today: testDay, Changed: changed})
	if err != nil {
		b.Fatal(err)
	}
	if !res.OK {
		b.Fatalf("not sound: %s", said(res.Diags))
	}
}

// resetPeak lets the system count the peak of memory anew; where it can't, the peak is the whole process's.
func resetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

var highWater = regexp.MustCompile(`VmHWM:\s+(\d+) kB`)

// peakMB is the most memory the process has held.
func peakMB(b *testing.B) float64 {
	b.Helper()
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0 // not Linux
	}
	m := highWater.FindSubmatch(data)
	if m == nil {
		return 0
	}
	kB, err := strconv.Atoi(string(m[1]))
	if err != nil {
		b.Fatal(err)
	}
	return float64(kB) / 1024
}

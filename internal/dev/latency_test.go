package dev_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"enrouteweb.org/balise/internal/dev"
)

// BenchmarkSaveToBuild measures from the end of a save to the call of the build, and shows the worst of the run.
func BenchmarkSaveToBuild(b *testing.B) {
	for _, files := range []int{1_000, 11_000} {
		for name, poll := range map[string]bool{"events": false, "polling": true} {
			b.Run(fmt.Sprintf("%s/%d", name, files), func(b *testing.B) { benchmarkSave(b, files, poll) })
		}
	}
}

func benchmarkSave(b *testing.B, files int, poll bool) {
	root := b.TempDir()
	path := func(i int) string {
		return filepath.Join(root, fmt.Sprintf("d%02d", i%100), fmt.Sprintf("%05d.md", i))
	}
	for i := range files {
		if i < 100 {
			if err := os.Mkdir(filepath.Dir(path(i)), 0o755); err != nil {
				b.Fatal(err)
			}
		}
		if err := os.WriteFile(path(i), []byte("texte"), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	called := make(chan time.Time)
	build := func(context.Context, []string) (dev.Snapshot, error) {
		called <- time.Now()
		return dev.Snapshot{OK: true}, nil
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- dev.Watch(ctx, dev.Options{Inputs: []string{root}, Poll: poll}, build, nil) }()
	defer func() { cancel(); <-done }()
	<-called
	var total, worst time.Duration
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(path(i%files), fmt.Append(nil, i), 0o644); err != nil {
			b.Fatal(err)
		}
		saved := time.Now()
		took := (<-called).Sub(saved)
		total += took
		worst = max(worst, took)
	}
	b.ReportMetric(float64(total.Microseconds())/float64(b.N)/1000, "ms/save")
	b.ReportMetric(float64(worst.Microseconds())/1000, "ms-worst")
}

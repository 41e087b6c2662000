package markdown

import (
	"bytes"
	"os"
	"slices"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// BenchmarkRender measures what the build of a large site spends its time on.
func BenchmarkRender(b *testing.B) {
	src, o := benchText(b), options("initiatives/transit.md")
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Render(src, o)
	}
}

// BenchmarkGoldmark is the floor: the same text through goldmark as it comes, with the same extensions.
func BenchmarkGoldmark(b *testing.B) {
	src, plain := benchText(b), goldmarkAlone(b)
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		plain(src)
	}
}

// BenchmarkRatio runs the two in turn, so that a busy machine weighs on both, and gives the ratio of their quiet times.
func BenchmarkRatio(b *testing.B) {
	src, o, plain := benchText(b), options("initiatives/transit.md"), goldmarkAlone(b)
	var ours, floor []time.Duration
	for b.Loop() {
		start := time.Now()
		plain(src)
		middle := time.Now()
		Render(src, o)
		floor, ours = append(floor, middle.Sub(start)), append(ours, time.Since(middle))
	}
	slices.Sort(ours)
	slices.Sort(floor)
	quiet := len(ours) / 4
	b.ReportMetric(float64(ours[quiet])/float64(floor[quiet]), "ratio")
	b.ReportMetric(float64(ours[quiet].Microseconds()), "µs-ours")
	b.ReportMetric(float64(floor[quiet].Microseconds()), "µs-floor")
}

func goldmarkAlone(b *testing.B) func([]byte) {
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.Strikethrough),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var out bytes.Buffer
	return func(src []byte) {
		out.Reset()
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func benchText(b *testing.B) []byte {
	b.Helper()
	src, err := os.ReadFile("testdata/bench.md")
	if err != nil {
		b.Fatal(err)
	}
	return src
}

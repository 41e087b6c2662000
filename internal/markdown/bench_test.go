package markdown

import (
	"bytes"
	"os"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

// BenchmarkRender measures what the build of a large site spends its time on; BenchmarkGoldmark is the floor, the same
// text through goldmark as it comes with the same extensions.
func BenchmarkRender(b *testing.B) {
	src := benchText(b)
	o := options("initiatives/transit.md")
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		Render(src, o)
	}
}

func BenchmarkGoldmark(b *testing.B) {
	src := benchText(b)
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Footnote, extension.Strikethrough),
		goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var out bytes.Buffer
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
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

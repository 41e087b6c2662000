package output

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func relinked(t interface{ Helper() }, in Input, url, html string, abs bool) (string, []string, []string) {
	t.Helper()
	memo := &Memo{}
	w := &worker{maker: &maker{in: in, memo: memo, rootPath: "/carte/"}}
	w.page.WriteString(html)
	f := File{}
	w.relink(&page{url: url, abs: abs}, &f)
	var refs []string
	for _, id := range f.Refs {
		refs = append(refs, memo.Address(id))
	}
	return w.out.String(), refs, f.Dead
}

func TestRelink(t *testing.T) {
	for _, c := range []struct {
		name, url, in, want string
		portable, abs       bool
	}{
		{name: "from the root", url: "/", in: `<a href="/carte/">x</a> <a href="/">y</a>`, want: `<a href="carte/">x</a> <a href="./">y</a>`},
		{name: "two levels down", url: "/guide/x/", in: `<a href="/carte/?a=1#b">x</a><a href="/">y</a>`, want: `<a href="../../carte/?a=1#b">x</a><a href="../../">y</a>`},
		{name: "portable", url: "/guide/x/", in: `<a href="/carte/#b">x</a><a href="/">y</a><img src="/media/b.png">`, want: `<a href="../../carte/index.html#b">x</a><a href="../../index.html">y</a><img src="../../media/b.png">`, portable: true},
		{name: "404 at any depth", url: "/404.html", in: `<a href="/guide/">x</a><a href="/">y</a>`, want: `<a href="/carte/guide/">x</a><a href="/carte/">y</a>`, abs: true},
		{name: "left alone", url: "/a/", in: `<a href="https://x.be/">1</a><a href="//x.be/">2</a><a href="mailto:a@b.be">3</a><a href="x/">4</a>`, want: `<a href="https://x.be/">1</a><a href="//x.be/">2</a><a href="mailto:a@b.be">3</a><a href="x/">4</a>`},
		{name: "comments and scripts are text", url: "/a/", in: `<!-- <a href="/x/"> --><script type="application/json">{"a":"<a href=\"/y/\">"}</script>`, want: `<!-- <a href="/x/"> --><script type="application/json">{"a":"<a href=\"/y/\">"}</script>`},
		{name: "refresh", url: "/a/", in: `<meta http-equiv="refresh" content="0; url=/b/">`, want: `<meta http-equiv="refresh" content="0; url=../b/">`},
		{name: "an image gets its size, once", url: "/a/", in: `<img src="/media/a.png" alt=""><img width="1" src="/media/a.png" height="1">`, want: `<img src="../media/a.png" alt="" width="640" height="480"><img width="1" src="../media/a.png" height="1">`},
		{name: "a greater-than in a value", url: "/a/", in: `<a title="1 > 0" href="/b/">x</a>`, want: `<a title="1 > 0" href="../b/">x</a>`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, _, _ := relinked(t, Input{Portable: c.portable, Images: map[string]Size{"/media/a.png": {640, 480}}}, c.url, c.in, c.abs)
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestRelinkFacts(t *testing.T) {
	_, refs, dead := relinked(t, Input{}, "/a/", `<img src="/media/caf%C3%A9&amp;co.jpg"><h2 id="x">X</h2><a href="#x">1</a><a href="#y">2</a><a href="/b/#z">3</a><a href="/b/#z">4</a><img src="/media/i.png">`, false)
	if d := cmp.Diff([]string{"/media/café&co.jpg", "/b/#z", "/media/i.png"}, refs); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"#y"}, dead); d != "" {
		t.Error(d)
	}
}

// Whatever the text, relinking only ever touches addresses: without any, the page comes out as it went in.
func TestRelinkKeepsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOf(rapid.SampledFrom([]rune(`<>a="' /!-#é`))).Draw(t, "html")
		if strings.Contains(s, "/") {
			s = strings.ReplaceAll(s, "/", "|")
		}
		if got, _, _ := relinked(t, Input{}, "/a/", s, false); got != s {
			t.Fatalf("%q became %q", s, got)
		}
	})
}

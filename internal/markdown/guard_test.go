package markdown

import (
	"strings"
	"testing"
	"time"
)

// hostile are texts whose repetition makes goldmark slow, or made it so once; \x00 parts what comes once from what is
// repeated after it.
var hostile = []string{
	"[a](", "![a](", "[[]](", "[a](b", "[a](((", "[a](<b", "[a](b 'c\n", "[a][", "[a]", "![", "[", "]", "[`a`", "[[[a](b)", "[^a]", "[^a", "[a\n",
	"*a_ ", "*a ", "**a *b _c __d ", "~~a ~b", "a**b", "_ ", "***a** ", "`a", "`a``b", "**x [a*b**c*](d)",
	"> ", "+ ", "- > ", "1. ", "[^1]: ", "- - - - a\n", "> > > a\n", "[a]: b\n", "[x]:\n", "[x]: <y\n", "[x]: y 'z\n", "[^a]: b\n\n",
	"<a", "<a b=", "<a b='", "<!--", "<?", "<![CDATA[", "a <!-- ", "a <? ", "<div\n", "<http:", "<x@", "https://", "https://a.be", "a@", "a@b.be", "_a@b.be", "://", ".@",
	"|", "|a\n", "a|b\n-|-\n", "|-", "# a\n", "a\n=\n", "- a\n", "- [ ] a\n", "- a\n\n", "\ta\n", "~~~\n", "    a\n\n", "&", "&amp;", "\\", "\"", "\"a ", "'", "a'", "« ", "1 000 ", "--", "...",
	"<b>", "<b>\n", "<b>\n\n", "[](", "[]()\n", "[a](javascript:x) ", "![](a)\n", "\x01", "[^x] [^y]: ", "> [!X]\n\n", "## \n",
	"- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - a\n\x00\n", "> > > > > > > > > > > > > > > > > > > > a\n\x00>\n",
	"a|b\n-|-\n\x00a_ *b *c_\n", "|a|b|\n|-|-|\n\x00| *a_ [a](b 'c ", "|a|b|\n|-|\n\x00| *a_ [a](b 'c\n", "|a|\n|-|\n- a\n\x00| *a_ \n", "- *a_ \x00*a_ ", "    - *a_ \n", "-  *a_ \n", "# *a_ \n",
	"[^a]: x\n\x00\n", "|a|a|a|a|a|a|a|a|a|a|\n|-|-|-|-|-|-|-|-|-|-|\n\x00a\n", "[x]: y\n\n\x00[x] ", "\"\x00a \"", "x[^a]\n\n[^a]: \x00b\n\n    ",
}

// half a megabyte is the most that the site reads in one file.
const half = 512 << 10

// TestHostile takes half of that, to spare the machine. What is quadratic takes a minute there, what is not a fraction of
// a second: the bound stands well between, so that a busy machine changes nothing.
func TestHostile(t *testing.T) {
	size := half / 2
	if raced {
		size = half / 128
	}
	for _, unit := range hostile {
		src := repeated(unit, size)
		start := time.Now()
		Render(src, options("initiatives/transit.md"))
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%q repeated to %d bytes: %v", unit, len(src), d)
		}
	}
}

func repeated(unit string, size int) []byte {
	once, again, ok := strings.Cut(unit, "\x00")
	if !ok {
		once, again = "", unit
	}
	return []byte(once + strings.Repeat(again, (size-len(once))/len(again)))
}

// BenchmarkHostile shows the slowest of all, at full size.
func BenchmarkHostile(b *testing.B) {
	slowest, which := time.Duration(0), ""
	for b.Loop() {
		for _, unit := range hostile {
			start := time.Now()
			Render(repeated(unit, half), options("initiatives/transit.md"))
			if d := time.Since(start); d > slowest {
				slowest, which = d, unit
			}
		}
	}
	b.ReportMetric(slowest.Seconds(), "s-slowest")
	b.Logf("slowest: %q", which)
}

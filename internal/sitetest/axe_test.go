package sitetest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeRun judges the page by every rule of WCAG 2.0 to 2.2, levels A and AA.
const axeRun = `axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"]}).then(r => r.violations.flatMap(v =>
	v.nodes.slice(0, 6).map(n => ({rule: v.id, impact: v.impact, where: n.target.join(" "), why: n.failureSummary.replace(/\s+/g, " ")}))))`

type violation struct{ Rule, Impact, Where, Why string }

// axeViews are the ways every kind of page is looked at. The corpus has the same templates and styles as the default site,
// only more in them: two views tell what crowding breaks.
var axeViews = map[string][]view{
	"defaut": {{width: 360}, {width: 360, dark: true}, {width: 360, forced: true}, {width: 1280}, {width: 1280, dark: true}},
	"corpus": {{width: 360}, {width: 1280, dark: true}},
}

// TestAxe: no violation on the largest page of each kind, however it is looked at.
func TestAxe(t *testing.T) {
	t.Parallel()
	script := axeScript(t)
	b := newTab(t)
	for name, views := range axeViews {
		s := sites(t)[name]
		for _, p := range s.oneOfEach() {
			t.Run(name+"/"+p.path, func(t *testing.T) {
				b.open(t, s.url+p.url())
				b.judge(t, script, p.path, views)
			})
		}
	}
}

func axeScript(t *testing.T) string {
	t.Helper()
	script, err := os.ReadFile(filepath.Join(assets(t), "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatalf("%v: run make build, which installs it", err)
	}
	return string(script)
}

// judge runs axe on the page that is open, however it is looked at.
func (b *tab) judge(t *testing.T, script, path string, views []view) {
	t.Helper()
	eval[chromedp.Void](t, b, script)
	var r report
	for _, v := range views {
		b.see(t, v)
		for _, x := range eval[[]violation](t, b, axeRun) {
			why := strings.TrimPrefix(x.Why, "Fix any of the following: ")
			r.add(finding{x.Rule + ", " + x.Impact, x.Where + ": " + why}, fmt.Sprintf("%s at %s", path, v))
		}
	}
	r.fail(t)
}

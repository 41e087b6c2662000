package sitetest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// finding is one message of a validator, without its place in the line: the same flaw in 300 pages is said once.
type finding struct{ rule, message string }

// report says each finding once, with where it is first and how many times it is there.
type report struct {
	order []finding
	first map[finding]string
	times map[finding]int
}

func (r *report) add(f finding, where string) {
	if r.first == nil {
		r.first, r.times = map[finding]string{}, map[finding]int{}
	}
	if r.times[f] == 0 {
		r.order, r.first[f] = append(r.order, f), where
	}
	r.times[f]++
}

func (r *report) fail(t *testing.T) {
	t.Helper()
	for _, f := range r.order {
		t.Errorf("%s: %s [%s] (%d times)", r.first[f], f.message, f.rule, r.times[f])
	}
}

// written are the sites whose markup is read: the others are the same pages with other addresses.
func written(t *testing.T) []*site {
	t.Helper()
	return []*site{sites(t)["defaut"], sites(t)["corpus"], agendaOf300(t)}
}

// TestHTMLValidate: no error on any page, by the rules of assets/htmlvalidate.json.
func TestHTMLValidate(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(assets(t), "node_modules", "html-validate")
	results := filepath.Join(t.TempDir(), "results.json")
	args := []string{filepath.Join(dir, "bin", "html-validate.mjs"), "--config", filepath.Join(assets(t), "htmlvalidate.json"), "--formatter", "json=" + results}
	all := written(t)
	for _, s := range all {
		args = append(args, filepath.Join(s.dir, "**", "*.html"))
	}
	printed := output(t, "node", args...)
	data, err := os.ReadFile(results)
	if err != nil {
		t.Fatalf("%v: run make build, which installs it: %s", err, printed)
	}
	var files []struct { // only those with messages
		FilePath string
		Messages []struct {
			RuleID, Message, Selector string
			Line, Column              int
		}
	}
	decode(t, data, &files)
	var r report
	for _, f := range files {
		where := f.FilePath
		for _, s := range all {
			where = relative(s, where)
		}
		for _, m := range f.Messages {
			r.add(finding{m.RuleID, m.Message}, fmt.Sprintf("%s:%d:%d: %s", where, m.Line, m.Column, m.Selector))
		}
	}
	r.fail(t)
}

// TestNu: the W3C's validator finds no error on any page nor in any drawing. Only a reader with Java runs it.
func TestNu(t *testing.T) {
	t.Parallel()
	java, err := exec.LookPath("java")
	if err != nil {
		t.Log("no Java here: the Nu checker did not run")
		return
	}
	jar := filepath.Join(assets(t), "node_modules", "vnu-jar", "build", "dist", "vnu.jar")
	args := []string{"-jar", jar, "--skip-non-html", "--also-check-svg", "--errors-only", "--exit-zero-always", "--format", "json", "--stdout"}
	all := written(t)
	for _, s := range all {
		args = append(args, s.dir)
	}
	var result struct {
		Messages []struct {
			URL, Message, Extract string
			LastLine, LastColumn  int
		}
	}
	decode(t, output(t, java, args...), &result)
	var r report
	for _, m := range result.Messages {
		where := strings.TrimPrefix(m.URL, "file:")
		for _, s := range all {
			where = relative(s, where)
		}
		r.add(finding{"vnu", m.Message}, fmt.Sprintf("%s:%d:%d: %q", where, m.LastLine, m.LastColumn, m.Extract))
	}
	r.fail(t)
}

// TestNoCodeNorStyleInPages: what a strict content policy refuses is not there to be refused.
func TestNoCodeNorStyleInPages(t *testing.T) {
	for name, s := range sites(t) {
		t.Run(name, func(t *testing.T) {
			for _, p := range s.pages {
				if problem := p.active(); problem != "" {
					t.Errorf("%s: %s", p.path, problem)
				}
			}
		})
	}
}

// active gives the first thing of a page that runs, styles itself, or lets something else do so.
func (p *page) active() string {
	policy := ""
	for _, n := range p.nodes {
		switch {
		case n.Data == "script" && attr(n, "type") != "application/ld+json" && attr(n, "type") != "application/json" && (attr(n, "type") != "module" || !strings.Contains(attr(n, "src"), "assets/") || n.FirstChild != nil):
			return "a script that is not a module of the site's own"
		case n.Data == "style", n.Data == "iframe", n.Data == "object", n.Data == "embed", n.Data == "base":
			return "an element <" + n.Data + ">"
		case n.Data == "meta" && strings.EqualFold(attr(n, "http-equiv"), "Content-Security-Policy"):
			policy = attr(n, "content")
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				return fmt.Sprintf("an attribute %s=%q on <%s>", a.Key, a.Val, n.Data)
			}
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				return "an address that runs a script"
			}
		}
	}
	switch {
	case !strings.Contains(policy, "default-src 'self'") && !strings.Contains(policy, "default-src 'none'"):
		return fmt.Sprintf("the content policy %q is not closed", policy)
	case strings.Contains(policy, "unsafe-") || strings.Contains(policy, "http:") || strings.Contains(policy, "*"):
		return fmt.Sprintf("the content policy %q lets too much in", policy)
	case strings.Contains(policy, "frame-ancestors"):
		return "frame-ancestors has no effect in a <meta>"
	}
	return ""
}

func assets(t *testing.T) string {
	t.Helper()
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(l.root, "assets")
}

func relative(s *site, file string) string {
	if rel, err := filepath.Rel(s.dir, file); err == nil && filepath.IsLocal(rel) {
		return s.name + ":" + filepath.ToSlash(rel)
	}
	return file
}

// output runs a tool whose exit code only counts what it found, and gives all it printed.
func output(t *testing.T, name string, args ...string) []byte {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) || ctx.Err() != nil {
		t.Fatalf("%s: %v %v\n%s", filepath.Base(name), err, ctx.Err(), out)
	}
	return out
}

func decode(t *testing.T, data []byte, into any) {
	t.Helper()
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%v in %.300s", err, data)
	}
}

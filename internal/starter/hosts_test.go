package starter_test

import (
	"bytes"
	"context"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v4"

	"enrouteweb.org/balise/internal/build"
	"enrouteweb.org/balise/internal/site"
	"enrouteweb.org/balise/internal/starter"
)

// recipe gives one file of a host.
func recipe(t *testing.T, host, name string) string {
	t.Helper()
	files, _, _ := starter.Host(host)
	for _, f := range files {
		if f.Path == name {
			return string(f.Data)
		}
	}
	t.Fatalf("%s has no %s", host, name)
	return ""
}

func TestHosts(t *testing.T) {
	if got := starter.Hosts(); !slices.Equal(got, []string{"apache", "github", "gitlab", "netlify", "s3"}) {
		t.Error(got)
	}
	for _, h := range starter.Hosts() {
		files, note, ok := starter.Host(h)
		if !ok || len(files) == 0 || note == "" {
			t.Errorf("%s: %d files, note %q", h, len(files), note)
		}
		for _, f := range files {
			if bytes.Contains(f.Data, []byte("\t")) || !strings.HasSuffix(string(f.Data), "\n") {
				t.Errorf("%s: %s has tabs, or no last line end", h, f.Path)
			}
		}
	}
	if _, _, ok := starter.Host("minitel"); ok {
		t.Error("a host nobody knows")
	}
	ps1 := recipe(t, "s3", "publier.ps1") // Windows PowerShell 5 reads accents only behind a mark
	if !strings.HasPrefix(ps1, "\ufeff") || strings.Count(ps1, "\n") != strings.Count(ps1, "\r\n") {
		t.Error("publier.ps1 has no byte order mark, or line ends of two kinds")
	}
}

// workflow is what matters here of the GitHub file.
type workflow struct {
	Env         map[string]string
	Permissions map[string]string
	Concurrency struct{ Group string }
	Jobs        map[string]struct {
		If          string
		Permissions map[string]string
		Steps       []struct{ If, Uses, Run string }
	}
}

func github(t *testing.T) (w workflow) {
	if err := yaml.Unmarshal([]byte(recipe(t, "github", ".github/workflows/publier.yml")), &w); err != nil {
		t.Fatal(err)
	}
	return w
}

// gitlabJob is what matters here of a job of the GitLab file.
type gitlabJob struct {
	BeforeScript []string `yaml:"before_script"`
	Script       []string
	Artifacts    struct {
		When    string
		Paths   []string
		Reports map[string]string
	}
}

func gitlab(t *testing.T) (jobs map[string]gitlabJob, vars map[string]string) {
	text := []byte(recipe(t, "gitlab", ".gitlab-ci.yml"))
	var all map[string]yaml.Node
	if err := yaml.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	jobs = map[string]gitlabJob{}
	for name, n := range all {
		var j gitlabJob
		if name != "stages" && name != "workflow" && name != "variables" && n.Decode(&j) == nil {
			jobs[name] = j
		}
	}
	v := all["variables"]
	if err := v.Decode(&vars); err != nil {
		t.Fatal(err)
	}
	return jobs, vars
}

// netlifyFile is netlify.toml.
type netlifyFile struct {
	Build struct {
		Publish, Command string
		Environment      map[string]string
		Processing       map[string]bool
	}
	Headers []struct {
		For    string
		Values map[string]string
	}
}

func netlify(t *testing.T) (n netlifyFile) {
	meta, err := toml.Decode(recipe(t, "netlify", "netlify.toml"), &n)
	if err != nil || len(meta.Undecoded()) > 0 {
		t.Fatal(err, meta.Undecoded())
	}
	return n
}

// TestGitHubPublishesOnlyWhatIsMerged: what a pull request holds is looked at with no right to publish it.
func TestGitHubPublishesOnlyWhatIsMerged(t *testing.T) {
	w := github(t)
	if len(w.Permissions) != 1 || w.Permissions["contents"] != "read" || w.Concurrency.Group == "" {
		t.Error("the workflow may do more than read", w.Permissions, w.Concurrency)
	}
	publish := w.Jobs["publier"]
	if publish.Permissions["pages"] != "write" || publish.Permissions["id-token"] != "write" || publish.If != "github.event_name != 'pull_request'" {
		t.Error(publish)
	}
	for _, s := range w.Jobs["verifier"].Steps {
		kept := strings.HasPrefix(s.Uses, "actions/upload-pages-artifact") || strings.HasPrefix(s.Uses, "actions/cache/save")
		if kept && s.If != "github.event_name != 'pull_request'" {
			t.Errorf("%s: %q", s.Uses, s.If)
		}
	}
}

func TestGitLabReports(t *testing.T) {
	jobs, _ := gitlab(t)
	if v := jobs["verifier"]; v.Artifacts.When != "always" || v.Script[0] != "balise check --format gitlab > "+v.Artifacts.Reports["codequality"] {
		t.Error(v)
	}
	if !slices.Equal(jobs["pages"].Artifacts.Paths, []string{"public"}) {
		t.Error(jobs["pages"])
	}
}

// published lists what builds of the small site and of the network's own publish.
var published = sync.OnceValues(func() ([]string, error) {
	var out []string
	for _, content := range []string{"../../cmd/balise/testdata/small", "../../content"} {
		b, err := build.New(build.Options{Content: content})
		if err != nil {
			return nil, err
		}
		res, err := b.Run(context.Background(), build.Request{Today: site.Date{Year: 2026, Month: 3, Day: 12}, Once: true})
		if err != nil {
			return nil, err
		}
		for _, f := range res.Files {
			out = append(out, f.Path)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
})

func files(t *testing.T) []string {
	t.Helper()
	all, err := published()
	if err != nil || len(all) < 100 {
		t.Fatal(err, len(all))
	}
	return all
}

var apacheType = regexp.MustCompile(`(?m)^  AddType (\S+) (.+)$`)

// s3Types reads the table of a script: ends of names, in order, with their types.
func s3Types(text string) (ends []string, types map[string]string) {
	types = map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^([a-z]*\.[a-z0-9]+) ([a-z]+/.*?)\r?$`).FindAllStringSubmatch(text, -1) {
		ends = append(ends, m[1])
		types[m[1]] = m[2]
	}
	return ends, types
}

// TestEveryFileHasAType: each kind of file that a site has is named to the host, or known to it by its name.
func TestEveryFileHasAType(t *testing.T) {
	apache := map[string]bool{}
	for _, m := range apacheType.FindAllStringSubmatch(recipe(t, "apache", "public/.htaccess"), -1) {
		for ext := range strings.FieldsSeq(m[2]) {
			apache[ext] = true
		}
	}
	ends, s3 := s3Types(recipe(t, "s3", "publier.sh"))
	if windows, _ := s3Types(recipe(t, "s3", "publier.ps1")); !slices.Equal(ends, windows) {
		t.Error("publier.sh and publier.ps1 do not send the same", ends, windows)
	}
	known := map[string]bool{}
	for _, ext := range strings.Fields(".html .css .js .json .svg .png .jpg .woff2 .xml .txt") { // mime-db has them, text with its charset
		known[ext] = true
	}
	for _, h := range netlify(t).Headers {
		if h.Values["Content-Type"] != "" {
			known[path.Ext(h.For)] = true
		}
	}
	for _, p := range files(t) {
		ext := path.Ext(p)
		if p == "_redirects" {
			continue // no visitor asks for it
		}
		if !apache[ext] || s3[ext] == "" || !known[ext] {
			t.Errorf("%s: apache %t, s3 %q, netlify %t", p, apache[ext], s3[ext], known[ext])
		}
	}
	for end, typ := range s3 {
		if text := strings.HasPrefix(typ, "text/") || strings.Contains(typ, "json") || strings.Contains(typ, "xml"); text != strings.HasSuffix(typ, "; charset=utf-8") {
			t.Errorf("%s: %s", end, typ)
		}
	}
}

// globs makes a test of patterns where "*" is anything, slashes too, and "[…]" one of those characters.
func globs(patterns ...string) *regexp.Regexp {
	for i, p := range patterns {
		p = regexp.QuoteMeta(p)
		p = strings.NewReplacer(`\*`, ".*", `\[`, "[", `\]`, "]").Replace(p)
		patterns[i] = "^" + p + "$"
	}
	return regexp.MustCompile(strings.Join(patterns, "|"))
}

// TestOnlyWhatIsFingerprintedIsKept: a browser may keep for a year what changes its name with its bytes, and nothing else.
func TestOnlyWhatIsFingerprintedIsKept(t *testing.T) {
	kept := map[string]func(string) bool{}
	re := regexp.MustCompile(regexp.MustCompile(`SetEnvIf Request_URI "(.+)" balise_durable`).FindStringSubmatch(recipe(t, "apache", "public/.htaccess"))[1])
	kept["apache"] = func(p string) bool { return re.MatchString("/" + p) }
	var long []string
	for _, h := range netlify(t).Headers {
		if strings.Contains(h.Values["Cache-Control"], "immutable") {
			long = append(long, h.For)
		}
	}
	onNetlify := globs(long...)
	kept["netlify"] = func(p string) bool { return onNetlify.MatchString("/" + p) }
	ends, _ := s3Types(recipe(t, "s3", "publier.sh"))
	var patterns []string
	for _, end := range ends {
		patterns = append(patterns, "assets/*-"+strings.Repeat("[0-9A-Z]", 8)+end, "assets/*-"+strings.Repeat("[0-9a-f]", 10)+end)
	}
	onS3 := globs(patterns...)
	kept["s3"] = onS3.MatchString
	n := 0
	for _, p := range files(t) {
		want := strings.HasPrefix(p, "assets/") && p != "assets/licences.txt"
		if want {
			n++
		}
		for host, is := range kept {
			if is(p) != want {
				t.Errorf("%s keeps %s: %t", host, p, is(p))
			}
		}
	}
	if n < 10 {
		t.Errorf("only %d files have a fingerprint", n)
	}
}

// TestOnlyEmbedsAreFramed: another site may show the pages under /embed/, and no other.
func TestOnlyEmbedsAreFramed(t *testing.T) {
	var refused []string
	for _, h := range netlify(t).Headers {
		if strings.HasPrefix(h.Values["Content-Security-Policy"], "frame-ancestors") {
			refused = append(refused, strings.ReplaceAll(h.For, ":page", "[^/]+"))
		}
	}
	for i, p := range refused {
		refused[i] = "^" + strings.TrimSuffix(p, "*")
		if !strings.HasSuffix(p, "*") {
			refused[i] += "$"
		}
	}
	rules := regexp.MustCompile(strings.Join(refused, "|"))
	for _, p := range append(files(t), "admin/index.html", "proposer/index.html", "aide/index.html") {
		url, page := strings.CutSuffix("/"+p, "index.html")
		if !page || url == "/embed/" {
			continue
		}
		if open := strings.HasPrefix(url, "/embed/"); rules.MatchString(url) == open {
			t.Errorf("%s may be framed: %t", url, !rules.MatchString(url))
		}
	}
	htaccess := recipe(t, "apache", "public/.htaccess")
	if !strings.Contains(htaccess, `SetEnvIf Request_URI "/embed/" balise_cadre`) || !strings.Contains(htaccess, `"frame-ancestors 'self'" env=!balise_cadre`) {
		t.Error("the Apache rule is another")
	}
}

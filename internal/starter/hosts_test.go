package starter_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
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

// blocks lists all that a shell is to run.
func blocks(t *testing.T) map[string]string {
	out := map[string]string{"netlify": netlify(t).Build.Command, "s3": recipe(t, "s3", "publier.sh")}
	for name, j := range github(t).Jobs {
		for i, s := range j.Steps {
			out[fmt.Sprintf("github %s %d", name, i)] = s.Run
		}
	}
	jobs, _ := gitlab(t)
	for name, j := range jobs {
		out["gitlab "+name] = strings.Join(append(j.BeforeScript, j.Script...), "\n")
	}
	return out
}

func TestShellBlocksAreSound(t *testing.T) {
	for name, text := range blocks(t) {
		cmd := exec.Command("sh", "-n")
		cmd.Stdin = strings.NewReader(text)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s\n%s", name, err, out, text)
		}
	}
}

// downloads gives, for each host that fetches balise by itself, the commands that do and the variables at the top of its file.
func downloads(t *testing.T) map[string]struct {
	text string
	vars map[string]string
} {
	type fetch = struct {
		text string
		vars map[string]string
	}
	w, n := github(t), netlify(t)
	jobs, vars := gitlab(t)
	command := strings.TrimSuffix(n.Build.Command, ".balise/balise-linux-amd64 build\n")
	return map[string]fetch{"github": {w.Jobs["verifier"].Steps[1].Run, w.Env}, "gitlab": {strings.Join(jobs["default"].BeforeScript, "\n"), vars}, "netlify": {command, n.Build.Environment}}
}

// run runs commands in a new folder, with what is in tools before all else, and gives what they said.
func run(t *testing.T, text, tools string, vars map[string]string) (said string, err error) {
	dir := t.TempDir()
	cmd := exec.Command("sh", "-c", text)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + tools + ":" + os.Getenv("PATH"), "RUNNER_TEMP=" + dir, "GITHUB_PATH=" + filepath.Join(dir, "path"), "CI_PROJECT_DIR=" + dir}
	for k, v := range vars {
		cmd.Env = append(cmd.Env, k+"="+v)
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// TestNoAddressIsInvented: as long as the address is the example's, nothing is fetched and the recipe says what to do.
func TestNoAddressIsInvented(t *testing.T) {
	tools := t.TempDir()
	tool(t, tools, "curl", "echo fetched")
	for host, d := range downloads(t) {
		said, err := run(t, d.text, tools, d.vars)
		if err == nil || !strings.Contains(said, "Remplacez d'abord") || strings.Contains(said, "fetched") {
			t.Errorf("%s: %v %s", host, err, said)
		}
	}
	said, err := run(t, recipe(t, "s3", "publier.sh"), tools, nil)
	if err == nil || !strings.Contains(said, "Écrivez d'abord le nom de votre espace") {
		t.Errorf("s3: %v %s", err, said)
	}
	if ps1 := recipe(t, "s3", "publier.ps1"); !strings.Contains(ps1, "$Espace = 'exemple.be'\r\n") || !strings.Contains(ps1, "if ($Espace -eq 'exemple.be')") {
		t.Error("publier.ps1 does not refuse the example")
	}
}

// tool writes a program that stands for another.
func tool(t *testing.T, dir, name, script string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
}

// TestBaliseIsVerified: what was fetched runs only if it is what SHA256SUMS says.
func TestBaliseIsVerified(t *testing.T) {
	tools, served := t.TempDir(), t.TempDir()
	tool(t, tools, "curl", `while [ $# -gt 1 ]; do [ "$1" != --output ] || to=$2; shift; done; echo "$1"; cp "`+served+`/${1##*/}" "$to"`)
	binary := []byte("balise\n")
	for _, c := range []struct {
		sums string
		good bool
	}{
		{fmt.Sprintf("%x  balise-linux-amd64\n%x  balise-linux-amd64.old\n", sha256.Sum256(binary), sha256.Sum256(nil)), true},
		{fmt.Sprintf("%x *balise-linux-amd64\n", sha256.Sum256(binary)), true},
		{fmt.Sprintf("%x  balise-linux-amd64\n", sha256.Sum256(nil)), false},
		{fmt.Sprintf("%x  balise-linux-arm64\n", sha256.Sum256(binary)), false},
		{"", false},
	} {
		for name, data := range map[string][]byte{"balise-linux-amd64": binary, "SHA256SUMS": []byte(c.sums)} {
			if err := os.WriteFile(filepath.Join(served, name), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		for host, d := range downloads(t) {
			said, err := run(t, d.text, tools, map[string]string{"BALISE_RELEASES": "https://telechargement.test/balise", "BALISE_VERSION": "v9"})
			if (err == nil) != c.good || !strings.Contains(said, "https://telechargement.test/balise/v9/balise-linux-amd64") {
				t.Errorf("%s: with %q: %v %s", host, c.sums, err, said)
			}
		}
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

// TestS3Order: what pages show is sent before them, and deletions come last; a long life goes to fingerprinted files alone.
func TestS3Order(t *testing.T) {
	tools := t.TempDir()
	log := filepath.Join(tools, "log")
	tool(t, tools, "balise", `mkdir -p public/assets && touch public/assets/a-ABCDEFGH.css public/b.geojson public/index.html && echo '/a/ /b/ 301!' > public/_redirects && mkdir -p public/a && touch public/a/index.html`)
	tool(t, tools, "aws", `printf '%s\n' "$*" >> `+log)
	text := strings.Replace(recipe(t, "s3", "publier.sh"), "ESPACE=exemple.be", "ESPACE=le-mien", 1)
	if said, err := run(t, text, tools, nil); err != nil {
		t.Fatal(err, said)
	}
	data, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(data)), "\n")
	var order []string
	for _, l := range lines {
		for _, mark := range []string{"text/css", "geo+json", "--website-redirect-location", "text/html", "--delete"} {
			if strings.Contains(l, mark) && !slices.Contains(order, mark) {
				order = append(order, mark)
				break
			}
		}
		if strings.Contains(l, "immutable") && !strings.Contains(l, "--exclude * --include assets/*-[0-9A-Z][0-9A-Z]") {
			t.Errorf("a long life for more than what is fingerprinted: %s", l)
		}
	}
	if want := []string{"text/css", "geo+json", "text/html", "--website-redirect-location", "--delete"}; !slices.Equal(order, want) {
		t.Errorf("in the order %q", order)
	}
	if last := lines[len(lines)-1]; !strings.Contains(last, "--delete") || !strings.Contains(last, "--exclude .*") {
		t.Error(last)
	}
}

package starter_test

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

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

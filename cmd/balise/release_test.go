package main

import (
	"context"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// largest is what a download may weigh, in bytes.
const largest = 25 << 20

// TestTheProgramAlone builds the program as "make release" does and takes it alone to an empty folder, with an empty home and
// nothing in PATH: no Go, no Node, no system's tools. All that an editor does works, and nothing is left anywhere else.
func TestTheProgramAlone(t *testing.T) {
	a := &alone{t: t, dir: t.TempDir(), home: t.TempDir(), tmp: t.TempDir()}
	a.made()
	a.says("balise v9.9.9-essai", a.dir, "version")
	a.says("fichiers créés", a.dir, "init", "Mon réseau d'été", "--titre", "Le réseau d'essai")
	in := filepath.Join(a.dir, "Mon réseau d'été")
	a.says("content/initiatives/le-relais.md", in, "new", "initiative", "Le Relais", "commune=Namur", "secteurs=precarite", "nature=entraide")
	a.says("adresse publique", in, "check")
	a.says("écrits", in, "build", "--base-url", "https://exemple.be")
	if page, err := os.ReadFile(filepath.Join(in, "public", "index.html")); err != nil || !strings.Contains(string(page), "Le réseau d") {
		t.Errorf("the home page: %v\n%s", err, page)
	}
	a.serves(in)
	for _, dir := range []string{a.home, a.tmp} {
		if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
			t.Errorf("%s is not empty any more: %v %v", dir, left, err)
		}
	}
	if err := filepath.WalkDir(a.dir, func(p string, d fs.DirEntry, err error) error {
		if strings.HasSuffix(p, ".tmp") {
			t.Errorf("%s is left behind", p)
		}
		return err
	}); err != nil {
		t.Error(err)
	}
}

// alone is a program and nothing else.
type alone struct {
	t                       *testing.T
	program, dir, home, tmp string
}

// made builds the program.
func (a *alone) made() {
	a.t.Helper()
	a.program = filepath.Join(a.dir, "balise")
	if runtime.GOOS == "windows" {
		a.program += ".exe"
	}
	build := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -X enrouteweb.org/balise/internal/cli.stamped=v9.9.9-essai", "-o", a.program, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		a.t.Fatalf("%v\n%s", err, out)
	}
	if st, err := os.Stat(a.program); err != nil || st.Size() > largest {
		a.t.Errorf("the program weighs %d bytes (%v), more than %d", st.Size(), err, largest)
	}
}

func (a *alone) command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, a.program, args...)
	cmd.Dir, cmd.Env = dir, []string{"PATH=", "HOME=" + a.home, "TMPDIR=" + a.tmp}
	return cmd
}

func (a *alone) says(want, dir string, args ...string) {
	a.t.Helper()
	out, err := a.command(a.t.Context(), dir, args...).CombinedOutput()
	if err != nil || !strings.Contains(string(out), want) {
		a.t.Fatalf("balise %q: %v, and does not say %q:\n%s", args, err, want, out)
	}
}

// serves looks at a page and a draft, then stops the program as Ctrl-C does.
func (a *alone) serves(dir string) {
	a.t.Helper()
	ctx, cancel := context.WithTimeout(a.t.Context(), time.Minute)
	defer cancel()
	d := &watched{t: a.t, said: &output{}, patient: ctx}
	cmd := a.command(ctx, dir, "serve", "--addr", "127.0.0.1:0")
	cmd.Stdout, cmd.Stderr = d.said, d.said
	if err := cmd.Start(); err != nil {
		a.t.Fatal(err)
	}
	d.until("the address is printed", func() bool { return served.MatchString(d.said.String()) })
	address := served.FindString(d.said.String())
	res, err := http.Get(address)
	if err != nil {
		a.t.Fatal(err)
	}
	if _ = res.Body.Close(); res.StatusCode != http.StatusOK { // not read
		a.t.Errorf("the home page: %s", res.Status)
	}
	if page := d.get(address + "initiatives/le-relais/"); !strings.Contains(page, `class="brouillon"`) || strings.Contains(page, "À quel besoin") {
		a.t.Errorf("the new draft is not shown as one:\n%s", page)
	}
	end(a.t, cmd, d.said)
}

// end stops a program as Ctrl-C does; it must end well.
func end(t *testing.T, cmd *exec.Cmd, said *output) {
	t.Helper()
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("at the end: %v\n%s", err, said)
	}
}

//go:build unix

package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// click runs the program as a double-click does, without arguments, in a folder that has nothing to do with it, the system's
// browser being a pipe.
type click struct {
	t       *testing.T
	browser string // the pipe
	bin     string // holds the browser
}

func newClick(t *testing.T) *click {
	t.Helper()
	c := &click{t: t, browser: filepath.Join(t.TempDir(), "opened"), bin: t.TempDir()}
	if err := syscall.Mkfifo(c.browser, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"xdg-open", "open"} {
		if err := os.WriteFile(filepath.Join(c.bin, name), []byte("#!/bin/sh\necho \"$1\" >\""+c.browser+"\"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// on starts a program in a folder.
func (c *click) on(program, dir string) (*exec.Cmd, *output) {
	c.t.Helper()
	said := &output{}
	cmd := exec.Command(program)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, said, said
	cmd.Env = append(os.Environ(), "PATH="+c.bin+string(os.PathListSeparator)+os.Getenv("PATH"))
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	return cmd, said
}

// opened waits for the browser to be opened, and gives the address.
func (c *click) opened() string {
	c.t.Helper()
	f, err := os.OpenFile(c.browser, os.O_RDWR, 0) // for writing too, so that it has no end before there is something in it
	if err == nil {
		err = f.SetReadDeadline(time.Now().Add(time.Minute))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	defer f.Close()
	line, err := bufio.NewReader(f).ReadString('\n')
	if err != nil {
		c.t.Fatalf("the browser was never opened: %v", err)
	}
	return strings.TrimSpace(line)
}

// TestDoubleClick: the site is beside the program, or where it is started. The first click serves and opens the browser;
// while it does, a second one only opens the browser, at the same address; a click on another site serves that one.
func TestDoubleClick(t *testing.T) {
	c := newClick(t)
	one, two := site(t, "un"), site(t, "deux")
	program, err := exec.LookPath("balise")
	if err != nil {
		t.Fatal(err)
	}
	beside := filepath.Join(one, "balise")
	data, err := os.ReadFile(program)
	if err == nil {
		err = os.WriteFile(beside, data, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
	first, said := c.on(beside, t.TempDir())
	defer end(t, first, said)
	address := c.opened()
	if !strings.HasPrefix(address, "http://127.0.0.1:40") {
		t.Fatalf("the browser was opened at %q\n%s", address, said)
	}
	again, said := c.on(beside, one)
	if second := c.opened(); second != address {
		t.Errorf("the second click opens %q, not %q", second, address)
	}
	if err := again.Wait(); err != nil || !strings.Contains(said.String(), "déjà montré") {
		t.Errorf("the second click: %v\n%s", err, said)
	}
	other, said := c.on(program, two)
	defer end(t, other, said)
	if third := c.opened(); third == address || !strings.Contains(said.String(), "est déjà pris : ce sera le 40") {
		t.Errorf("another site opens %q\n%s", third, said)
	}
}

// site is a folder with a small site in it.
func site(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS("testdata/small")); err != nil {
		t.Fatal(err)
	}
	return dir
}

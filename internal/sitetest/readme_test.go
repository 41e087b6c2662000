package sitetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	example = regexp.MustCompile("(?s)Créez `(content/[^`]+)`.*?```markdown\n(.*?)```")
	message = regexp.MustCompile("(?s)```\n(content/.*?)```")
)

// TestReadme: the README's example is sound, and the message it shows is the one that its mistake gives.
func TestReadme(t *testing.T) {
	l, err := lab()
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile(filepath.Join(l.root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown, said := example.FindSubmatch(readme), message.FindSubmatch(readme)
	if shown == nil || said == nil {
		t.Fatal("README.md has no example, or no message")
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(l.root, "content"))); err != nil {
		t.Fatal(err)
	}
	check := func(text string) string {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(string(shown[1]))), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.CommandContext(t.Context(), l.bin, "check")
		cmd.Dir = dir
		out, _ := cmd.CombinedOutput() // its code only counts what it says
		return string(out)
	}
	if out := check(string(shown[2])); strings.Contains(out, string(shown[1])) {
		t.Errorf("the example is not sound:\n%s", out)
	}
	right, wrong := "coordonnees: 50.4655, 4.8650", "coordonnees: 4.8650, 50.4655"
	if out := check(strings.Replace(string(shown[2]), right, wrong, 1)); !strings.Contains(out, string(said[1])) {
		t.Errorf("README.md shows\n%s\nbalise says\n%s", said[1], out)
	}
}

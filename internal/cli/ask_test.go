package cli

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// typed is a person at a terminal: what is typed is seen on the screen, as a terminal shows it.
type typed struct {
	left   string
	screen *bytes.Buffer
	stop   context.CancelFunc // called when "^C" is typed
}

func (t *typed) Read(p []byte) (int, error) {
	if strings.HasPrefix(t.left, "^C") {
		t.stop()
		select {} // a terminal gives nothing more
	}
	if t.left == "" {
		return 0, io.EOF
	}
	p[0], t.left = t.left[0], t.left[1:]
	t.screen.WriteByte(p[0])
	return 1, nil
}

// terminal runs commands as at a terminal, and gives the screen and the last exit code.
func terminal(t *testing.T, keys string, window bool, commands ...[]string) (screen string, code int) {
	t.Helper()
	var b bytes.Buffer
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	env := &Env{Stdin: &typed{keys, &b, stop}, Stdout: &b, Stderr: &b, Asks: true, Window: window, Getenv: func(string) string { return "" }}
	for _, args := range commands {
		code = Run(ctx, env, args)
	}
	return b.String(), code
}

// golden compares a text with the one in testdata; BALISE_UPDATE=1 writes it: read the difference before you keep it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join(home, "testdata", name)
	if os.Getenv("BALISE_UPDATE") != "" {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s:\n%s", name, diff)
	}
}

// home is where this package is: tests work elsewhere.
var home, _ = filepath.Abs(".")

// head is the part of a file that was asked for: up to the keys that sleep.
func head(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text, _, _ := strings.Cut(string(data), "#\n")
	return text
}

func TestAPersonIsAsked(t *testing.T) {
	day := func(args ...string) []string { return append(append([]string{"new"}, args...), "--date", "2026-03-12") }
	for _, c := range []struct {
		name, keys string
		args       []string
		file       string
		code       int
	}{
		{"nothing-given", "machin\nune activitée\n\n1\n\nLe Relais\n1, 3\nGroupe d'entraide\nNamur\n", nil, "initiatives/le-relais.md", Done},
		{"wrong-answers", "santé\nsante-mentale\n99\n3\nXyzzyx\nnamurr\nn\nnamurr\n\n", []string{"initiative", "Le Relais"}, "initiatives/le-relais.md", Done},
		{"skipped", "\n\n\n", []string{"initiative", "Le Relais"}, "initiatives/le-relais.md", Done},
		{"homonym", "1\n1\nNoville\n2\n", []string{"initiative", "Le Relais"}, "initiatives/le-relais.md", Done},
		{"beginning", "1\n1\nlouv\n\ncharl\nlouv\n1\n", []string{"initiative", "Le Relais"}, "initiatives/le-relais.md", Done},
		{"abroad", "1\n1\nStrasbourg\n", []string{"initiative", "Le Relais"}, "initiatives/le-relais.md", Done},
		{"given", "", []string{"initiative", "Le Relais", "secteurs=precarite", "nature=entraide", "zone=Hainaut"}, "initiatives/le-relais.md", Done},
		{"date", "31/02/2026\n3/12/2026\nformation\n", []string{"activité", "Une journée"}, "activites/une-journee.md", Done},
		{"person-or-team", "\nL'équipe mobile\n", []string{"portrait", "L'équipe mobile"}, "portraits/l-equipe-mobile.md", Done},
		{"person", "Une personne\n", []string{"portrait", "Quelqu'un"}, "portraits/quelqu-un.md", Done},
		{"nobody", "\n\n", []string{"portrait", "Quelqu'un"}, "portraits/quelqu-un.md", Done},
		{"year", "l'an dernier\n2025\n", []string{"rapport", "Une belle année"}, "rapports/2025.md", Done},
		{"nothing-to-ask", "", []string{"guide", "Écouter"}, "guide/02-ecouter.md", Done},
		{"ctrl-c", "1\n^C", []string{"initiative", "Le Relais"}, "", Mend},
		{"end-of-input", "1\n", []string{"initiative", "Le Relais"}, "", Mend},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if _, code := terminal(t, "", false, []string{"init", "--titre", "Essai", "--quiet"}); code != Done {
				t.Fatalf("init: exit code %d", code)
			}
			before := names(t)
			screen, code := terminal(t, c.keys, false, day(c.args...))
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			if c.file != "" {
				screen += "=== " + c.file + "\n" + head(t, filepath.Join("content", c.file))
			} else if diff := cmp.Diff(before, names(t)); diff != "" {
				t.Errorf("something was left behind:\n%s", diff)
			}
			golden(t, "ask-"+c.name+".txt", screen)
		})
	}
}

// names lists all that is in the working folder.
func names(t *testing.T) (out []string) {
	t.Helper()
	err := filepath.WalkDir(".", func(p string, _ os.DirEntry, err error) error {
		out = append(out, p)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestInitAsksForTheName(t *testing.T) {
	t.Chdir(t.TempDir())
	screen, code := terminal(t, "L'été : chez nous\n", false, []string{"init", "Mon réseau d'ici"})
	if code != Done {
		t.Errorf("exit code %d", code)
	}
	data, err := os.ReadFile("Mon réseau d'ici/content/site.yaml")
	if err != nil || !strings.Contains(string(data), "\ntitre: \"L'été : chez nous\"\n") {
		t.Errorf("%v\n%s", err, data)
	}
	if !strings.Contains(screen, `cd "Mon réseau d'ici"`) {
		t.Errorf("no command that works for a name with spaces:\n%s", screen)
	}
	if screen, code := terminal(t, "^C", false, []string{"init", "autre"}); code != Mend || !strings.Contains(screen, "rien n'est écrit") {
		t.Errorf("Ctrl+C: exit code %d\n%s", code, screen)
	}
	if _, err := os.Stat("autre"); err == nil {
		t.Error("Ctrl+C leaves a folder behind")
	}
}

// The window of a double-click stays until it was read, and says what to do.
func TestADoubleClickWithoutASite(t *testing.T) {
	t.Chdir(t.TempDir())
	screen, code := terminal(t, "\n", true, []string{})
	if code != Done {
		t.Errorf("exit code %d", code)
	}
	golden(t, "window-empty.txt", screen)
	screen, code = terminal(t, "\n", true, []string{"biuld"})
	if code != Usage || !strings.HasSuffix(screen, "Appuyez sur Entrée pour fermer cette fenêtre.\n\n") {
		t.Errorf("exit code %d\n%s", code, screen)
	}
	if left := names(t); len(left) != 1 {
		t.Errorf("files were made: %q", left)
	}
}

// What was typed in that window becomes a site beside the program, with the program in it.
func TestADoubleClickMakesASite(t *testing.T) {
	dir := t.TempDir()
	exe := filepath.Join(dir, "balise")
	if err := os.WriteFile(exe, []byte("program"), 0o755); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	env := &Env{Stdin: strings.NewReader(""), Stdout: &b, Stderr: &b, Asks: true, Window: true, Getenv: func(string) string { return "" }}
	for range 2 {
		made, err := settle(t.Context(), env, exe, "L'Été : chez nous")
		if err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(filepath.Join(dir, "l-ete-chez-nous", "balise"))
		if !hasSite(filepath.Join(dir, "l-ete-chez-nous")) || string(data) != "program" || err != nil {
			t.Errorf("%q: no site with its program: %v\n%s", made, err, b.String())
		}
	}
}

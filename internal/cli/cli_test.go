package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/diag"
)

// A panic of ours reaches nobody as such: it is a sentence, and the machine's failure.
func TestAPanicIsAFailureSaidInFrench(t *testing.T) {
	for _, trace := range []string{"", "1"} {
		c := Command{Run: func(context.Context, *Env, []string) (int, error) { panic("essai") }}
		env := &Env{Stdout: new(bytes.Buffer), Stderr: new(bytes.Buffer), Getenv: func(string) string { return trace }}
		_, err := c.guarded(context.Background(), env, nil)
		if err == nil || !strings.HasPrefix(err.Error(), "panne interne (essai). Ce n'est pas") {
			t.Errorf("%v", err)
		}
		if strings.Contains(err.Error(), "goroutine") != (trace != "") {
			t.Errorf("BALISE_TRACE=%q: %v", trace, err)
		}
		_, err = shielded(env, func(context.Context, []string) (dev.Snapshot, error) { panic("essai") })(context.Background(), nil)
		if err == nil || !strings.HasPrefix(err.Error(), "panne interne (essai).") {
			t.Errorf("in a build of serve: %v", err)
		}
	}
}

// TestATerminalIsToldOfTheManual: who can be asked is told how to learn more; a program that reads the messages is not.
func TestATerminalIsToldOfTheManual(t *testing.T) {
	l := diag.List{{Severity: diag.Conseil, Code: "resume-long"}, {Code: "deux-points", Pos: diag.Pos{File: "b.md"}}}
	for _, c := range []struct {
		asks bool
		list diag.List
		want string
	}{
		{true, l, "Que faire ? « balise help deux-points » l'explique, avec un exemple.\n"},
		{false, l, ""},
		{true, l[:1], ""},
		{true, diag.List{{Code: "inconnu-au-manuel"}}, ""},
	} {
		var out bytes.Buffer
		pointer(&out, &Env{Asks: c.asks}, c.list)
		if out.String() != c.want {
			t.Errorf("%v %v: %q", c.asks, c.list, &out)
		}
	}
}

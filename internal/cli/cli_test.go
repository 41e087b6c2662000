package cli

import (
	"bytes"
	"context"
	"strings"
	"testing"
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
	}
}

package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// The scripts run the very function that main is, in a process of its own: exit codes, streams and files are the real ones.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"balise": main})
}

// day is the day of every script that does not choose one: 12 March 2026, as seconds since 1970.
const day = "SOURCE_DATE_EPOCH=1773316800"

// TestScript runs testdata/script. Each file opens with why it is there; the commands it uses beyond testscript's own are
// listed in commands_test.go. BALISE_UPDATE=1 rewrites the expected texts: read the difference before you keep it.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		Cmds:                commands(),
		RequireUniqueNames:  true,
		RequireExplicitExec: true,
		UpdateScripts:       os.Getenv("BALISE_UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, day)
			return nil
		},
	})
}

package cli

import (
	"os"

	"github.com/mattn/go-isatty"
)

// System is the real outside.
func System() *Env {
	color := func(f *os.File) bool {
		return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isatty.IsTerminal(f.Fd())
	}
	utf8Console()
	asks := isatty.IsTerminal(os.Stdin.Fd()) && isatty.IsTerminal(os.Stderr.Fd())
	return &Env{Stdin: os.Stdin, Asks: asks, Window: asks && ownWindow(), Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, ColorOut: color(os.Stdout), ColorErr: color(os.Stderr)}
}

// Package cli is the command line: it reads flags, runs one command, prints what it gave and says with what code to exit.
//
// Everything a person reads is French. stdout carries results, stderr messages; colour only on a terminal and never with
// NO_COLOR. Exit codes: 0 done; 1 an editor has something to mend; 2 the command was not understood; 3 the machine failed.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"

	"enrouteweb.org/balise/internal/dev"
	"enrouteweb.org/balise/internal/french"
)

// Env is what a command may touch of the outside.
type Env struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Asks           bool // stdin and stderr are a terminal: a person can be asked
	Window         bool // the terminal was opened for this program, by a double-click, and closes with it
	ColorOut       bool // stdout is a terminal that wants colours
	ColorErr       bool
}

// The exit codes.
const (
	Done    = 0
	Mend    = 1
	Usage   = 2
	Failure = 3
)

// Command is one verb.
type Command struct {
	Name, Short string
	Help        string // whole help text; ends with an example
	Args        int    // how many arguments it takes at most, beside its options
	Run         func(ctx context.Context, env *Env, args []string) (int, error)
}

// Commands lists the verbs in the order of the help.
func Commands() []Command {
	return []Command{initCommand(), newCommand(), buildCommand(), serveCommand(), checkCommand(), importCommand(), whyCommand(), schemaCommand(), versionCommand()}
}

// usageError is a command line that was not understood.
type usageError struct{ msg string }

func (e *usageError) Error() string { return e.msg }

// Run runs the command args names, without the program's own name, and gives the exit code. A window that would vanish with
// the program stays until a message in it has been read.
func Run(ctx context.Context, env *Env, args []string) int {
	code := run(ctx, env, args)
	if env.Window && (code != Done || len(args) > 0) && ctx.Err() == nil {
		hold(env)
	}
	return code
}

func run(ctx context.Context, env *Env, args []string) int {
	if len(args) == 0 {
		c := Command{Name: "serve", Run: func(ctx context.Context, env *Env, _ []string) (int, error) { return bare(ctx, env) }}
		code, err := c.guarded(ctx, env, nil)
		return outcome(env, c.Name, code, err)
	}
	if args[0] == "help" || args[0] == "aide" || args[0] == "-h" || args[0] == "--help" {
		if len(args) > 1 {
			return helpOn(env, args[1])
		}
		fmt.Fprint(env.Stdout, help())
		return Done
	}
	if args[0] == "--version" {
		args = []string{"version"}
	}
	c := find(args[0])
	if c == nil {
		fmt.Fprintf(env.Stderr, "balise : je ne connais pas « %s ».%s\nPour la liste : balise help\n", args[0], nearCommand(args[0]))
		return Usage
	}
	code, err := c.guarded(ctx, env, args[1:])
	return outcome(env, c.Name, code, err)
}

// outcome tells why a command failed, and gives the exit code.
func outcome(env *Env, name string, code int, err error) int {
	var usage *usageError
	switch {
	case err == nil:
		return code
	case errors.As(err, &usage):
		fmt.Fprintf(env.Stderr, "balise %s : %s\nPour l'aide : balise help %s\n", name, usage.msg, name)
		return Usage
	case errors.Is(err, context.Canceled):
		return Done
	default:
		fmt.Fprintf(env.Stderr, "balise : %s\n", inFrench(err))
		return Failure
	}
}

// guarded runs a command. What would end in a stack trace, which nobody can act upon, is the machine's failure.
func (c *Command) guarded(ctx context.Context, env *Env, args []string) (code int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fault(env, p)
		}
	}()
	return c.Run(ctx, env, args)
}

// fault tells a panic.
func fault(env *Env, p any) error {
	err := fmt.Errorf("panne interne (%v). Ce n'est pas une erreur de votre part. Signalez-la avec la commande tapée et la version (balise version)", p)
	if env.Getenv("BALISE_TRACE") != "" {
		err = fmt.Errorf("%w\n%s", err, debug.Stack())
	}
	return err
}

// shielded is a build that fails where it would end the program: the watch that calls it has a goroutine of its own.
func shielded(env *Env, do dev.Build) dev.Build {
	return func(ctx context.Context, changed []string) (shot dev.Snapshot, err error) {
		defer func() {
			if p := recover(); p != nil {
				err = fault(env, p)
			}
		}()
		return do(ctx, changed)
	}
}

func find(name string) *Command {
	for _, c := range Commands() {
		if c.Name == name {
			return &c
		}
	}
	return nil
}

func nearCommand(name string) string {
	var names []string
	for _, c := range Commands() {
		names = append(names, c.Name)
	}
	if near, ok := french.Nearest(name, names); ok {
		return fmt.Sprintf(" Vouliez-vous dire « balise %s » ?", near)
	}
	return ""
}

func help() string {
	var b strings.Builder
	b.WriteString("balise fait un site public d'un dossier de fichiers Markdown.\n\nUsage : balise <commande> [options]\n\n")
	for _, c := range Commands() {
		fmt.Fprintf(&b, "  %-9s %s\n", c.Name, c.Short)
	}
	b.WriteString("\nPour l'aide d'une commande : balise help <commande>\nPour comprendre un message : balise help <le nom entre crochets à la fin du message>\n\nExemple :\n  balise serve\n")
	return b.String()
}

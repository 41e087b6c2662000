// Command balise turns a folder of Markdown into the public site of a peer-support network.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"enrouteweb.org/balise/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := cli.Run(ctx, cli.System(), os.Args[1:])
	stop()
	os.Exit(code)
}

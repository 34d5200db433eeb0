// Command parley reads news about diplomatic talks and keeps a register of
// them in which every value can be checked against the words it came from.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"golang.org/x/term"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	app := &app{
		in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv,
		terminal: term.IsTerminal(int(os.Stderr.Fd())), colour: term.IsTerminal(int(os.Stdout.Fd())),
	}
	code := app.run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// app is one run of the program: its streams, its environment and its
// settings. Commands hang on it, so that tests run them in-process.
type app struct {
	in       io.Reader
	out, err io.Writer
	env      func(string) string
	terminal bool // err is a terminal: progress may be drawn
	colour   bool // out is a terminal
	settings settings
	json     bool
	maker    string // this program, where it is known already
}

// program names this program by all that decides what it makes of claims.
func (a *app) program() string {
	if a.maker == "" {
		a.maker = programDigest()
	}
	return a.maker
}

// The exit codes. They are part of the interface: docs/commands.md.
const (
	exitOK          = 0
	exitError       = 1
	exitUsage       = 2
	exitPartial     = 3
	exitNotFound    = 4
	exitVerify      = 5
	exitInterrupted = 130
)

// exitError pairs an error with the code that the program ends with.
type exit struct {
	code int
	err  error
}

func (e *exit) Error() string { return e.err.Error() }
func (e *exit) Unwrap() error { return e.err }

func usage(format string, args ...any) error {
	return &exit{exitUsage, fmt.Errorf(format, args...)}
}

func notFound(format string, args ...any) error {
	return &exit{exitNotFound, fmt.Errorf(format, args...)}
}

// run executes one command line and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	root := a.rootCommand()
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(a.err, "parley: interrupted; what was acknowledged is kept, and the same command goes on where it stopped")
		return exitInterrupted
	}
	if msg := err.Error(); msg != "" {
		fmt.Fprintln(a.err, "parley: "+msg)
	}
	var e *exit
	if errors.As(err, &e) {
		return e.code
	}
	return exitError
}

// rootCommand wires all commands.
func (a *app) rootCommand() *cobra.Command {
	root := &cobra.Command{
		Use:   "parley",
		Short: "Keep a register of diplomatic talks in which every value can be checked",
		Long: `parley reads news about diplomatic talks and keeps a register of them: who met
whom, where and when, what came of it, what was promised next, according to
which independent sources, and whether it happened. Every value carries the
words it was read from.

Data goes to standard output, progress and messages to standard error.
Exit codes: 0 ok, 1 error, 2 usage, 3 some inputs failed, 4 not found,
5 verification failed, 130 interrupted.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.CompletionOptions.HiddenDefaultCmd = false
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%w\nSee '%s --help'.", err, c.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.String("db", "", "the register's database file (default: parley.db in the user's data folder)")
	flags.String("config", "", "the configuration file (default: parley/config.toml in the user's configuration folder)")
	flags.Int("workers", 0, "how many articles are read at once (default: one per processor)")
	flags.String("author", "", "whose edits these are (default: the user's login name)")
	flags.BoolP("quiet", "q", false, "no progress on standard error")
	flags.BoolVar(&a.json, "json", false, "print JSON, in the schema of docs/formats.md")
	flags.Bool("no-color", false, "no colours (also: NO_COLOR)")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		s, err := a.loadSettings(c.Flags())
		if err != nil {
			return &exit{exitUsage, err}
		}
		a.settings = s
		a.colour = a.colour && !s.NoColor.Value
		a.terminal = a.terminal && !s.Quiet.Value
		return nil
	}
	root.AddCommand(a.commands()...)
	checkArguments(root)
	return root
}

// group is a command that only holds others.
func group(name, short string) *cobra.Command {
	return &cobra.Command{
		Use:   name,
		Short: short,
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
}

// checkArguments makes wrong arguments of every command a usage error.
func checkArguments(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				if c.HasSubCommands() {
					return usage("%w\nSee '%s --help'.", err, c.CommandPath())
				}
				return usage("%s given; write '%s'\nSee '%s --help'.", counted(len(args), "argument"), c.UseLine(), c.CommandPath())
			}
			return nil
		}
	}
	for _, sub := range c.Commands() {
		checkArguments(sub)
	}
}

// printJSON writes one indented JSON value to standard output.
func (a *app) printJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

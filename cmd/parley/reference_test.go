package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write the files that tests compare with")

// TestCommandReference keeps docs/commands.md what the commands say of
// themselves.
func TestCommandReference(t *testing.T) {
	a := &app{in: strings.NewReader(""), out: io.Discard, err: io.Discard, env: func(string) string { return "" }}
	root := a.rootCommand()
	root.SetContext(context.Background())
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Commands\n\nThis page is made from the commands themselves; `go test ./cmd/parley -update` writes it.\n\n%s\n\n", root.Long)
	b.WriteString("## Flags of all commands\n\n")
	flagTable(&b, root.PersistentFlags())
	describe(&b, root)
	file := filepath.Join("..", "..", "docs", "commands.md")
	if *update {
		if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("docs/commands.md is not current; run go test ./cmd/parley -update (-file +commands):\n%s", diff)
	}
}

func describe(b *bytes.Buffer, c *cobra.Command) {
	for _, sub := range c.Commands() {
		if !sub.IsAvailableCommand() || sub.Name() == "help" || sub.Name() == "completion" {
			continue
		}
		fmt.Fprintf(b, "\n## %s\n\n", sub.CommandPath())
		if sub.Runnable() {
			fmt.Fprintf(b, "```\n%s\n```\n\n", sub.UseLine())
		}
		text := sub.Long
		if text == "" {
			text = sub.Short + "."
		}
		b.WriteString(text + "\n")
		if sub.Example != "" {
			fmt.Fprintf(b, "\n```sh\n%s\n```\n", sub.Example)
		}
		if sub.NonInheritedFlags().HasAvailableFlags() {
			b.WriteString("\n")
			flagTable(b, sub.NonInheritedFlags())
		}
		describe(b, sub)
	}
}

func flagTable(b *bytes.Buffer, flags *pflag.FlagSet) {
	b.WriteString("| flag | meaning |\n| --- | --- |\n")
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		name := "--" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", " + name
		}
		if f.Value.Type() != "bool" {
			name += " " + strings.ToUpper(f.Value.Type())
		}
		use := f.Usage
		if d := f.DefValue; d != "" && d != "false" && d != "0" && d != "[]" {
			use += " (default " + d + ")"
		}
		fmt.Fprintf(b, "| `%s` | %s |\n", name, strings.ReplaceAll(use, "|", "\\|"))
	})
}

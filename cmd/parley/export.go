package main

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/export"
)

func (a *app) exportCommand() *cobra.Command {
	var f registerFlags
	var format, file string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write the whole register for other programs",
		Long: `Write the whole register: processes, rounds, next steps, contradictions, and the
claims with their evidence. The schema is in docs/formats.md. With --format warc,
the pages that the documents were made from, byte for byte, as a web archive.

With --format plover, the events that the register comes to as lines of JSON in
the format of PLOVER: rounds held, announced and called off, what came of them,
steps promised, and positions. With --format gdelt, the same in the columns of
the GDELT 2.0 event table. What is only possible is no event.`,
		Example: `  parley export --format json --output register.json
  parley export --format plover --output events.jsonl
  parley export --format warc --output evidence.warc.gz`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			var write func(io.Writer, *parley.Register) error
			switch format {
			case "json":
				write = export.JSON
			case "plover":
				write = export.WritePLOVER
			case "gdelt":
				write = export.WriteGDELT
			case "warc":
				return a.exportWARC(c.Context(), file)
			default:
				return usage("--format %q is not known; it may be json, plover, gdelt or warc", format)
			}
			return a.withRegister(c.Context(), &f, func(r *parley.Register) error {
				if file == "" || file == "-" {
					return write(a.out, r)
				}
				return writeFile(file, func(w io.Writer) error { return write(w, r) })
			})
		},
	}
	f.register(c)
	c.Flags().StringVar(&format, "format", "json", "the format: json, plover or gdelt for events, or warc for the pages that the register rests on")
	c.Flags().StringVarP(&file, "output", "o", "", "the file to write (default: standard output)")
	return c
}

// writeFile writes a file whole or not at all. What is there and no file, as a
// pipe or a device, is written to as it is, and never replaced.
func writeFile(path string, write func(io.Writer) error) (err error) {
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return writeThrough(path, write)
	}
	f, err := os.Create(path + ".part")
	if err != nil {
		return fmt.Errorf("the file cannot be written: %w", err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("--output must name a file that can be written: %w", err)
	}
	if err := write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}

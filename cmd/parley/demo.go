package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/demo"
	"github.com/parley-register/parley/internal/show"
	"github.com/parley-register/parley/internal/store/sqlite"
)

func (a *app) demoCommand() *cobra.Command {
	var once bool
	var dir, address string
	c := &cobra.Command{
		Use:   "demo",
		Short: "Make a register of real talks from articles inside the program, and show it",
		Long: `Read the articles inside the program — about real talks, from Camp David in 1978
to Brussels in 2023, written for parley — into a register, print it, and serve
its pages on http://127.0.0.1:8480 until interrupted. Your own register is not
touched.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) (err error) {
			ctx := c.Context()
			if dir == "" {
				if dir, err = os.MkdirTemp("", "parley-demo-*"); err != nil {
					return err
				}
				defer os.RemoveAll(dir)
			} else if err := os.MkdirAll(dir, 0o777); err != nil {
				return fmt.Errorf("--data: the folder cannot be made: %w", err)
			}
			s, err := sqlite.Open(ctx, filepath.Join(dir, "parley.db"))
			if err != nil {
				return err
			}
			defer s.Close()
			sum, err := a.add(ctx, s, demo.Inputs(time.Now), demo.Count())
			if err != nil {
				return err
			}
			reg, err := newLibrary(s, a.program()).Register(ctx, parley.Moment{})
			if err != nil {
				return err
			}
			if a.json {
				if err := a.printJSON(reg.Processes); err != nil {
					return err
				}
			} else if err := a.demoTable(reg, sum.Total()); err != nil {
				return err
			}
			if err := a.reportFailures(sum.Failed, sum.Total()-len(sum.Failed)); err != nil {
				return err
			}
			if once {
				return nil
			}
			return a.serve(ctx, s, address)
		},
	}
	c.Flags().BoolVar(&once, "once", false, "print the register and end, without serving its pages")
	c.Flags().StringVar(&dir, "data", "", "the folder to keep the demonstration's register in (default: a temporary one)")
	serveFlags(c, &address)
	return c
}

// demoTable prints every process with its rounds.
func (a *app) demoTable(reg *parley.Register, articles int) error {
	rounds := 0
	p := page{colour: a.colour}
	for i := range reg.Processes {
		proc := &reg.Processes[i]
		rounds += len(proc.Rounds)
		fmt.Fprintf(a.out, "%s  %s\n", p.style(bold, proc.Name), p.style(dim, strings.Join(some(show.Years(proc), string(proc.State.State), proc.ID), " · ")))
		if err := a.roundTable(a.out, proc); err != nil {
			return err
		}
		fmt.Fprintln(a.out)
	}
	_, err := fmt.Fprintf(a.out, "%d processes, %d rounds, from %d articles. Every value carries the words it was read from.\n", len(reg.Processes), rounds, articles)
	return err
}

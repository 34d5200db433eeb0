package main

import (
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	evaltimes "github.com/parley-register/parley/internal/eval/times"
)

func (a *app) evalTimesCommand() *cobra.Command {
	var errorsToo bool
	var parts []string
	c := &cobra.Command{
		Use:   "times DIR",
		Short: "Measure time expressions against TimeML, or meeting dates against TalksBench",
		Long: `Measure time expressions: DIR holds .tml files, in it or below it. Reported are
the figures of TempEval-3: relaxed and strict spans, type and value.

Where DIR is a TalksBench folder (gold/ and texts/), reported is how many gold
dates of meetings are covered by a time expression, and have its days.`,
		Example: `  parley eval times TBAQ-cleaned
  parley eval times TBAQ-cleaned --errors > errors.tsv
  parley eval times talksbench/dev --part d1,d3`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			if isTalksBench(args[0]) {
				r, err := evaltimes.RunTalks(args[0], parts...)
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(r)
				}
				if !errorsToo {
					r.Misses = nil
				}
				r.Table(a.out)
				return nil
			}
			docs, err := evaltimes.Load(args[0])
			if err != nil {
				return err
			}
			r, err := evaltimes.Run(docs)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(r)
			}
			r.Table(a.out)
			if errorsToo {
				r.List(a.out)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list every expression that is not as the gold has it, tab-separated")
	c.Flags().StringSliceVar(&parts, "part", nil, "of TalksBench, only articles whose names start so")
	return c
}

// isTalksBench reports whether dir has the layout of TalksBench.
func isTalksBench(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, "gold"))
	return err == nil && info.IsDir()
}

package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/eval/origins"
	"github.com/parley-register/parley/internal/eval/stories"
)

func (a *app) evalOriginsCommand() *cobra.Command {
	var errorsToo bool
	c := &cobra.Command{
		Use:   "origins DIR",
		Short: "Measure which documents are traced to one origin, and the chains",
		Long: `Measure whether documents are traced to where they have their news from. DIR
holds items as .txt files in the format of internal/story/testdata/origins.
Reported are the pairs of documents of one origin and the chains of hops that are
right from the first to the last.`,
		Example: `  parley eval origins internal/story/testdata/origins --errors`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			items, err := origins.Read(args[0])
			if err != nil {
				return err
			}
			r := origins.Score(items)
			if a.json {
				return a.printJSON(r)
			}
			return r.Print(a.out, errorsToo)
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what is wrong")
	return c
}

func (a *app) evalStoriesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "stories DIR",
		Short: "Measure how articles are grouped by event",
		Long: `Measure how articles are grouped by event: DIR holds .jsonl files with {"id",
"story", "source", "date", "title", "text"} a line. Reported are B-cubed
precision, recall and F1.`,
		Example: `  parley eval stories stories/`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			articles, err := stories.Read(args[0])
			if err != nil {
				return err
			}
			r := stories.Score(articles)
			if a.json {
				return a.printJSON(r)
			}
			_, err = fmt.Fprintf(a.out, "articles  %d in %d stories, %d found\nB-cubed   F1 %.3f, precision %.3f, recall %.3f\n", r.Articles, r.Stories, r.Found, r.F1, r.Precision, r.Recall)
			return err
		},
	}
}

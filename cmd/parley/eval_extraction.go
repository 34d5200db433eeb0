package main

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/eval/extraction"
)

func (a *app) evalExtractionCommand() *cobra.Command {
	var pages string
	var errorsToo bool
	c := &cobra.Command{
		Use:   "extraction DIR",
		Short: "Measure the main text, titles and dates of saved pages",
		Long: `Measure how well the article is found on saved pages: DIR holds gold.json,
{"outlet/page": {"articleBody", "title", "date", "url"}}, and the pages as
outlet__page.html, or --pages says where these are. Text is scored by the runs of
four words that the page's text and gold share, title and date by equality.`,
		Example: `  tar -xf html.tar.xz -C /tmp
  parley eval extraction extraction --pages saved-pages --errors`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if pages == "" {
				pages = args[0]
			}
			r, err := extraction.Run(args[0], pages, time.Now())
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(r.Summary())
			}
			return r.Print(a.out, errorsToo)
		},
	}
	c.Flags().StringVar(&pages, "pages", "", "the folder of the pages, when it is not DIR")
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what is wrong")
	return c
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	evalquotes "github.com/parley-register/parley/internal/eval/quotes"
)

func (a *app) evalQuotesCommand() *cobra.Command {
	var predictions string
	var errorsToo bool
	c := &cobra.Command{
		Use:   "quotes DIR",
		Short: "Measure attributions in the layout of PolNeAR",
		Long: `Measure attributions: DIR holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann
(brat standoff with Source, Cue and Content). Reported are tokens by role,
relations found at three shares of content, and how often their source is right.`,
		Example: `  parley eval quotes polnear/dev
  parley eval quotes polnear/dev --errors
  parley eval quotes polnear/dev --predictions found.jsonl`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			articles, err := evalquotes.Read(args[0])
			if err != nil {
				return err
			}
			found, err := findQuotes(c.Context(), articles)
			if err != nil {
				return err
			}
			if predictions != "" {
				if err := writePredictions(predictions, found); err != nil {
					return fmt.Errorf("--predictions: %w", err)
				}
			}
			i := -1
			res := evalquotes.Score(articles, func(*evalquotes.Article) []evalquotes.Relation {
				i++
				return found[i].Attributions
			})
			if a.json {
				return a.printJSON(&res)
			}
			if err := res.Print(a.out); err != nil {
				return err
			}
			if errorsToo {
				for _, m := range res.Missed {
					fmt.Fprintf(a.out, "missed\t%s\n", m)
				}
				for _, m := range res.Invented {
					fmt.Fprintf(a.out, "invented\t%s\n", m)
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&predictions, "predictions", "", "write what was found into this file, one line of JSON per article")
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what was missed and what was invented")
	return c
}

func findQuotes(ctx context.Context, articles []evalquotes.Article) ([]evalquotes.Prediction, error) {
	reader, err := newReader()
	if err != nil {
		return nil, err
	}
	out := make([]evalquotes.Prediction, len(articles))
	for i := range articles {
		d := &parley.Document{Text: articles[i].Text, Language: "en"}
		d.ID = d.DocumentID()
		doc, err := reader.Annotate(ctx, d)
		if err != nil {
			return nil, err
		}
		out[i] = evalquotes.Prediction{Doc: articles[i].Name, Attributions: evalquotes.Relations(doc)}
	}
	return out, nil
}

func writePredictions(file string, found []evalquotes.Prediction) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	enc := json.NewEncoder(f)
	for i := range found {
		if err := enc.Encode(&found[i]); err != nil {
			return err
		}
	}
	return nil
}

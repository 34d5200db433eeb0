package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/talksbench"
)

func (a *app) evalTalksCommand() *cobra.Command {
	var predicted, field string
	var parts []string
	var errorsToo bool
	c := &cobra.Command{
		Use:   "talks DIR",
		Short: "Measure whole readings in the layout of TalksBench",
		Long: `Measure readings: DIR holds texts/NAME.txt and gold/NAME.json in the scheme of
TalksBench. Articles are read with the day, outlet and address that their gold
names. For each field are reported precision, recall and F1; TALKS is the mean
F1 of the fields.`,
		Example: `  parley eval talks talksbench/dev
  parley eval talks talksbench/dev --part d1,d3 --errors --field outcome
  parley eval talks talksbench/dev --predicted predicted/`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			golds, err := readGold(args[0], parts...)
			if err != nil {
				return err
			}
			find := a.readForGold
			if predicted != "" {
				find = func(_ context.Context, _ string, golds []*talksbench.Article) (map[string]*talksbench.Article, error) {
					return readPredicted(predicted, golds)
				}
			}
			found, err := find(c.Context(), args[0], golds)
			if err != nil {
				return err
			}
			var t talksbench.Tally
			for _, g := range golds {
				t.Add(g, found[g.Doc.ID])
			}
			score := t.Score()
			if a.json {
				return a.printJSON(score)
			}
			if errorsToo {
				for _, e := range score.Errors {
					if field == "" || strings.HasPrefix(e.Field, field) {
						fmt.Fprintf(a.out, "%s\t%s\t%s\t%s\n", e.Field, e.Doc, e.Kind, e.What)
					}
				}
			}
			return score.Print(a.out)
		},
	}
	c.Flags().StringVar(&predicted, "predicted", "", "score the NAME.json of this folder instead of reading the texts")
	c.Flags().StringSliceVar(&parts, "part", nil, "only articles whose ID begins with one of these")
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what was missed, invented or differs")
	c.Flags().StringVar(&field, "field", "", "with --errors: only fields that begin so")
	return c
}

// readGold reads the gold of the articles whose ID begins with one of parts.
func readGold(dir string, parts ...string) ([]*talksbench.Article, error) {
	golds, err := talksbench.Read(dir, parts...)
	if errors.Is(err, fs.ErrNotExist) {
		err = &exit{exitNotFound, err}
	}
	return golds, err
}

// readForGold reads the texts with what the gold knows of their publication.
func (a *app) readForGold(ctx context.Context, dir string, golds []*talksbench.Article) (map[string]*talksbench.Article, error) {
	reader, err := newReader()
	if err != nil {
		return nil, err
	}
	out := map[string]*talksbench.Article{}
	type read struct {
		id string
		a  talksbench.Article
	}
	err = job.Map(ctx, a.settings.Workers.Value, func(send func(*talksbench.Article) bool) {
		for _, g := range golds {
			if !send(g) {
				return
			}
		}
	}, func(ctx context.Context, g *talksbench.Article) (read, error) {
		d, err := goldDocument(dir, g)
		if err != nil {
			return read{}, err
		}
		r, err := reader.Read(ctx, d)
		if err != nil {
			return read{}, err
		}
		return read{g.Doc.ID, talksbench.From(d, r, g.Doc.ID, g.Doc.File)}, nil
	}, func(_ context.Context, r read) error {
		out[r.id] = &r.a
		return nil
	})
	return out, err
}

// goldDocument is the text that g annotates, with what g knows of its
// publication.
func goldDocument(dir string, g *talksbench.Article) (*parley.Document, error) {
	body, err := g.Text(dir)
	if err != nil {
		return nil, err
	}
	in := source.Input{Name: g.Doc.ID, Kind: source.Text}
	in.Capture.Body, in.Capture.URL = body, g.Doc.File
	for _, f := range []struct {
		into *string
		from *string
	}{{&in.Meta.Published, g.Doc.Published}, {&in.Meta.Publisher, g.Doc.Publisher}, {&in.Meta.URL, g.Doc.URL}} {
		if f.from != nil {
			*f.into = *f.from
		}
	}
	return article.From(&in)
}

func readPredicted(dir string, golds []*talksbench.Article) (map[string]*talksbench.Article, error) {
	out := map[string]*talksbench.Article{}
	for _, g := range golds {
		p, err := talksbench.ReadFile(filepath.Join(dir, g.Doc.ID+".json"))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out[g.Doc.ID] = p
	}
	return out, nil
}

package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/source"
)

// inputFlags are what read and add share: what a user knows of the articles.
type inputFlags struct {
	given source.Meta
	meta  string
}

func (f *inputFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.given.Published, "published", "", "day of publication, as finely as it is known: 2026-02-01, 2026-02, 2026")
	c.Flags().StringVar(&f.given.Publisher, "publisher", "", "who published it")
	c.Flags().StringVar(&f.given.URL, "url", "", "where it was published")
	c.Flags().StringVar(&f.given.Title, "title", "", "its title")
	c.Flags().StringVar(&f.meta, "meta", "", "a file that tells these per file: one {\"file\",\"published\",\"publisher\",\"url\",\"title\"} a line")
}

// local is the source for the paths of a command.
func (a *app) local(f *inputFlags) (*source.Local, error) {
	if _, err := parley.ParseInterval(f.given.Published); err != nil {
		return nil, usage("--published: %w", err)
	}
	l := &source.Local{Stdin: a.in, Given: f.given, Now: time.Now}
	if f.meta != "" {
		m, err := source.ReadMeta(f.meta)
		if err != nil {
			return nil, usage("--meta: %w", err)
		}
		l.Meta = m
	}
	return l, nil
}

// failures are the inputs of a command that failed, and why.
type failures struct {
	list []*source.Error
}

// documents yields the articles of all inputs and keeps those that fail.
func documents(ctx context.Context, inputs iter.Seq2[source.Input, error], failed *failures) iter.Seq2[*source.Input, *parley.Document] {
	return func(yield func(*source.Input, *parley.Document) bool) {
		for in, err := range inputs {
			var d *parley.Document
			if err == nil {
				d, err = article.From(&in)
			}
			if err != nil {
				if ctx.Err() != nil {
					return
				}
				failed.add(in.Capture.URL, err)
				continue
			}
			if !yield(&in, d) {
				return
			}
		}
	}
}

func (f *failures) add(name string, err error) {
	var e *source.Error
	if !errors.As(err, &e) {
		e = &source.Error{Name: name, Err: err}
	}
	f.list = append(f.list, e)
}

// report writes a line for each failure and returns the error that ends the
// command: partial failure where others succeeded.
func (f *failures) report(a *app, done int) error {
	if len(f.list) == 0 {
		return nil
	}
	for _, e := range f.list {
		fmt.Fprintln(a.err, "parley: "+e.Error())
	}
	if done == 0 && len(f.list) == 1 {
		return &exit{exitPartial, errors.New("nothing was read")}
	}
	return &exit{exitPartial, fmt.Errorf("%d of %d inputs failed", len(f.list), len(f.list)+done)}
}

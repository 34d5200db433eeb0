package main

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
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

// reportFailures writes a line for each input that failed and returns the
// error that ends the command.
func (a *app) reportFailures(failed []*source.Error, done int) error {
	if len(failed) == 0 {
		return nil
	}
	for _, e := range failed {
		fmt.Fprintln(a.err, "parley: "+e.Error())
	}
	if done == 0 && len(failed) == 1 {
		return &exit{exitPartial, errors.New("nothing was read")}
	}
	return &exit{exitPartial, fmt.Errorf("%d of %d inputs failed", len(failed), len(failed)+done)}
}

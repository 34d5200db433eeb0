package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/talksbench"
)

func (a *app) readCommand() *cobra.Command {
	var in inputFlags
	var benchDir string
	c := &cobra.Command{
		Use:   "read PATH…",
		Short: "Read articles and print what they say about talks, storing nothing",
		Long: `Read articles and print what each says about talks: a page for people, or with
--json one reading a line. Nothing is stored.

PATH is a file (.txt, .md, .html, .json, .jsonl), a folder of these, or - for
standard input. An article that is not about talks gives an empty reading that
says so.`,
		Example: `  parley read article.txt --published 2026-02-01 --publisher "Northern Wire"
  curl -s https://example.org/a.html | parley read - --json
  parley read texts/ --meta meta.jsonl --talksbench predicted/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			l, err := a.local(&in)
			if err != nil {
				return err
			}
			if benchDir != "" {
				if err := os.MkdirAll(benchDir, 0o777); err != nil {
					return fmt.Errorf("--talksbench: the folder cannot be made: %w", err)
				}
			}
			emit := a.readingPage
			switch {
			case benchDir != "":
				emit = func(r result) error { return writeTalksbench(benchDir, r) }
			case a.json:
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				emit = func(r result) error { return enc.Encode(documentReading{r.doc, r.reading}) }
			}
			return a.read(c.Context(), l, paths, emit)
		},
	}
	in.register(c)
	c.Flags().StringVar(&benchDir, "talksbench", "", "write one NAME.json per input into this folder, in the scheme of TalksBench")
	return c
}

// result is one article read.
type result struct {
	in      *source.Input
	doc     *parley.Document
	reading *parley.Reading
}

// documentReading is what --json prints: a reading and the document that its
// spans point into, without its text.
type documentReading struct {
	*parley.Document
	*parley.Reading
}

// MarshalJSON keeps the two apart: their fields are not mixed.
func (d documentReading) MarshalJSON() ([]byte, error) {
	doc := *d.Document
	doc.Text, doc.Blocks = "", nil
	return json.Marshal(struct {
		Document *parley.Document `json:"source"`
		*parley.Reading
	}{&doc, d.Reading})
}

// read reads every input with the workers of the settings and emits the
// readings in the order of the inputs.
func (a *app) read(ctx context.Context, l *source.Local, paths []string, emit func(result) error) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	var failed failures
	done := 0
	err = orderedMap(ctx, a.settings.Workers.Value, func(send func(result) bool) {
		for in, doc := range documents(ctx, l.Open(ctx, paths), &failed) {
			if !send(result{in: in, doc: doc}) {
				return
			}
		}
	}, func(ctx context.Context, r result) (result, error) {
		var err error
		r.reading, err = reader.Read(ctx, r.doc)
		return r, err
	}, func(r result) error {
		done++
		return emit(r)
	})
	if err != nil {
		return err
	}
	if done == 0 && len(failed.list) == 0 {
		return notFound("no articles there; parley reads files that end in %v", source.Kinds())
	}
	return failed.report(a, done)
}

func writeTalksbench(dir string, r result) error {
	b, err := json.MarshalIndent(talksbench.From(r.doc, r.reading, r.in.Name, filepath.Base(r.in.Capture.URL)), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, filepath.Base(r.in.Name)+".json"), append(b, '\n'), 0o666)
}

// orderedMap runs work on what produce sends, on as many goroutines as workers,
// and hands the results to consume in the order in which they were sent. At
// most a few results per worker are held.
func orderedMap[I, O any](ctx context.Context, workers int, produce func(send func(I) bool), work func(context.Context, I) (O, error), consume func(O) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type job struct {
		in  I
		out chan O
	}
	g, ctx := errgroup.WithContext(ctx)
	todo, order := make(chan job), make(chan chan O, 2*workers)
	g.Go(func() error {
		defer close(todo)
		defer close(order)
		produce(func(in I) bool {
			j := job{in, make(chan O, 1)}
			select {
			case order <- j.out:
			case <-ctx.Done():
				return false
			}
			select {
			case todo <- j:
				return true
			case <-ctx.Done():
				return false
			}
		})
		return ctx.Err()
	})
	for range workers {
		g.Go(func() error {
			for j := range todo {
				out, err := work(ctx, j.in)
				if err != nil {
					return err
				}
				j.out <- out
			}
			return nil
		})
	}
	g.Go(func() error {
		for out := range order {
			select {
			case o := <-out:
				if err := consume(o); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}

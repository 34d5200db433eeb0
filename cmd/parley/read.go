package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/talksbench"
)

func (a *app) readCommand() *cobra.Command {
	var in inputFlags
	var benchDir string
	var explain bool
	c := &cobra.Command{
		Use:   "read PATH|URL…",
		Short: "Read articles and print what they say about talks, storing nothing",
		Long: `Read articles and print what each says about talks: a page for people, or with
--json one reading a line. Nothing is stored.

PATH is a file (.txt, .md, .html, .json, .jsonl, .eml, .pdf), an archive (.warc,
.arc, .zip, .tar, also compressed), a folder of these, or - for standard input;
URL is the address of one article. Addresses inside your own network are refused
unless --allow-host names them. An article that is not about talks gives an empty reading that
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
			if explain {
				emit = func(r job.Result) error { return errors.Join(a.readingPage(r), a.explainAll(c.Context(), r.Document)) }
			}
			switch {
			case benchDir != "":
				emit = func(r job.Result) error { return writeTalksbench(benchDir, r) }
			case a.json:
				enc := json.NewEncoder(a.out)
				enc.SetEscapeHTML(false)
				emit = func(r job.Result) error { return enc.Encode(documentReading{r.Document, r.Reading}) }
			}
			return a.read(c.Context(), l, paths, emit)
		},
	}
	in.register(c)
	c.Flags().StringVar(&benchDir, "talksbench", "", "write one NAME.json per input into this folder, in the scheme of TalksBench")
	c.Flags().BoolVar(&explain, "explain", false, "after each page, show every sentence as the readers see it")
	return c
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
func (a *app) read(ctx context.Context, l *source.Local, paths []string, emit func(job.Result) error) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	var failed []*source.Error
	done := 0
	err = job.Read(ctx, reader, a.settings.Workers.Value, l.Open(ctx, paths), func(_ context.Context, r job.Result) error {
		if r.Failure != nil {
			failed = append(failed, r.Failure)
			return nil
		}
		done++
		return emit(r)
	})
	if err != nil {
		return err
	}
	if done == 0 && len(failed) == 0 {
		return notFound("no articles there; parley reads files that end in %v", source.Kinds())
	}
	return a.reportFailures(failed, done)
}

func writeTalksbench(dir string, r job.Result) error {
	b, err := json.MarshalIndent(talksbench.From(r.Document, r.Reading, r.Input.Name, filepath.Base(r.Input.Capture.URL)), "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, filepath.Base(r.Input.Name)+".json"), append(b, '\n'), 0o666)
}

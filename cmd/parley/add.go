package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

func (a *app) addCommand() *cobra.Command {
	var in inputFlags
	c := &cobra.Command{
		Use:   "add PATH|URL…",
		Short: "Read articles and keep what they say in the register",
		Long: `Read articles and keep them and what they say in the register: the bytes as they
came, the text, and a claim for every value that was read.

PATH is a file (.txt, .md, .html, .json, .jsonl, .eml, .pdf), an archive (.warc,
.arc, .zip, .tar, also compressed), a folder of these, or - for standard input;
URL is the address of one article. Addresses inside your own network are refused
unless --allow-host names them. Adding the same again changes nothing. What the summary counts
is kept for good; a run that is interrupted can simply be started again.

Ends with code 3 when some inputs failed; the others are kept.`,
		Example: `  parley add articles/ --meta meta.jsonl
  parley add report.html --publisher "Northern Wire"`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, paths []string) error {
			l, err := a.local(&in)
			if err != nil {
				return err
			}
			s, err := sqlite.Open(c.Context(), a.settings.DB.Value)
			if err != nil {
				return err
			}
			defer s.Close()
			sum, err := a.add(c.Context(), s, l.Open(c.Context(), paths), 0)
			if err != nil {
				return fmt.Errorf("%w\n%d articles were kept before that", err, sum.New+sum.Reread)
			}
			if sum.Total() == 0 {
				return notFound("no articles there; parley reads files that end in %v", source.Kinds())
			}
			if err := a.printSummary(sum); err != nil {
				return err
			}
			if err := a.keepAfter(c.Context(), s, sum.New+sum.Reread, false); err != nil {
				return err
			}
			return a.reportFailures(sum.Failed, sum.Total()-len(sum.Failed))
		},
	}
	in.register(c)
	return c
}

// add keeps the inputs in s and draws how far it is; total is their number
// where it is known.
func (a *app) add(ctx context.Context, s store.Store, inputs iter.Seq2[source.Input, error], total int) (job.Summary, error) {
	p := a.newProgress("reading", total)
	defer p.done()
	return a.keep(ctx, s, inputs, func(sum job.Summary) { p.at(sum.Total()) })
}

// keep reads the inputs and keeps them in s; kept may be nil.
func (a *app) keep(ctx context.Context, s store.Store, inputs iter.Seq2[source.Input, error], kept func(job.Summary)) (job.Summary, error) {
	reader, err := newReader()
	if err != nil {
		return job.Summary{}, err
	}
	adder := &job.Adder{
		Store: s, Reader: reader, Index: search.Index, Sign: signatureOf, Workers: a.settings.Workers.Value, Now: time.Now, Kept: kept,
	}
	if in, ok := s.(store.Intake); ok {
		adder.Intake = in
	}
	return adder.Add(ctx, inputs)
}

// summaryJSON is what add prints with --json.
type summaryJSON struct {
	job.Summary
	Failures []failureJSON `json:"failed"`
}

type failureJSON struct {
	Input  string `json:"input"`
	Reason string `json:"reason"`
}

// turnedAway says how many pages of archives and feeds were not read at all.
func turnedAway(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(", %d more turned away unread", n)
}

func (a *app) printSummary(sum job.Summary) error {
	if a.json {
		out := summaryJSON{Summary: sum, Failures: []failureJSON{}}
		for _, f := range sum.Failed {
			out.Failures = append(out.Failures, failureJSON{f.Name, f.Err.Error()})
		}
		return a.printJSON(out)
	}
	_, err := fmt.Fprintf(a.out, "%d new, %d already known, %d read again; %d not about talks%s; %d failed\n", sum.New, sum.Known, sum.Reread, sum.NotTalks, turnedAway(sum.TurnedAway), len(sum.Failed))
	return err
}

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/eval/rounds"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/source"
)

func (a *app) evalRoundsCommand() *cobra.Command {
	var errorsToo, linking, clean, gold bool
	var seed uint64
	c := &cobra.Command{
		Use:   "rounds DIR",
		Short: "Measure the register: processes and rounds rebuilt from articles",
		Long: `Measure the register: DIR holds articles, meta.jsonl and truth.json, an annotation
of the processes, rounds, next steps and contradictions that they tell of, as
internal/demo/corpus has it. Reported are rounds found, how many of their days
are exact, their places, statuses and outcomes, and rounds wrongly merged and
split. With --linking the articles are not read: the claims are made from the
annotation, with the blanks and slips of readers, so that linking is measured
apart; with --clean too, as readers without fault would make them. With --gold DIR is in the layout of TalksBench, and printed is which of the
meetings annotated there are taken for one round, and why.`,
		Example: `  parley eval rounds internal/demo/corpus --errors
  parley eval rounds internal/demo/corpus --linking --seed 3
  parley eval rounds talksbench/dev --gold`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if gold {
				return a.printGoldLinks(args[0])
			}
			f, err := os.Open(filepath.Join(args[0], "truth.json"))
			if err != nil {
				return fmt.Errorf("the folder needs a truth.json: %w", err)
			}
			defer f.Close()
			truth, err := rounds.Read(f)
			if err != nil {
				return err
			}
			meta, err := source.ReadMeta(filepath.Join(args[0], "meta.jsonl"))
			if err != nil {
				return err
			}
			reader, err := newReader()
			if err != nil {
				return err
			}
			in := register.Input{Names: actorNames().Actor}
			var docs []parley.Document
			paths, err := filepath.Glob(filepath.Join(args[0], "*.txt"))
			if err != nil || len(paths) == 0 {
				return fmt.Errorf("%s: no articles (.txt) there", args[0])
			}
			l := &source.Local{Meta: meta, Now: time.Now}
			err = job.Read(c.Context(), reader, a.settings.Workers.Value, l.Open(c.Context(), paths), func(_ context.Context, r job.Result) error {
				if r.Failure != nil {
					return r.Failure
				}
				d := r.Document
				docs = append(docs, *d)
				in.Documents = append(in.Documents, register.Document{ID: d.ID, Name: d.Name, Title: d.Title, Publisher: d.Publisher, URL: d.URL, Credit: d.Credit, Published: d.Published, Size: len(d.Text)})
				in.Claims = append(in.Claims, parley.Claims(d, r.Reading)...)
				return nil
			})
			if err != nil {
				return err
			}
			if linking {
				slips := rounds.Readers
				if clean {
					slips = rounds.Noise{}
				}
				in = rounds.Simulate(truth, docs, slips, seed)
			} else {
				pointers := make([]*parley.Document, len(docs))
				for i := range docs {
					pointers[i] = &docs[i]
				}
				b := traceOrigins(pointers)
				in.Origins, in.OriginOf = b.origins(), b.originOf
			}
			score := rounds.Measure(truth, register.Fold(in))
			if a.json {
				return a.printJSON(score)
			}
			if errorsToo {
				if err := score.WriteErrors(a.out); err != nil {
					return err
				}
			}
			return score.Write(a.out)
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what was merged, split, missed, invented or differs")
	c.Flags().BoolVar(&linking, "linking", false, "make the claims from the annotation, with slips, instead of reading")
	c.Flags().BoolVar(&clean, "clean", false, "with --linking: without slips")
	c.Flags().BoolVar(&gold, "gold", false, "print how the meetings of a TalksBench folder are linked")
	c.Flags().Uint64Var(&seed, "seed", 0, "with --linking: which slips")
	return c
}

// printGoldLinks links the annotated meetings of a TalksBench folder, which
// says nothing of rounds, for people to judge.
func (a *app) printGoldLinks(dir string) error {
	articles, err := readGold(dir)
	if err != nil {
		return err
	}
	texts := map[string]string{}
	for _, g := range articles {
		b, err := os.ReadFile(filepath.Join(dir, g.Doc.File))
		if err != nil {
			return err
		}
		texts[g.Doc.ID] = string(b)
	}
	in := rounds.FromGold(articles, texts)
	names := map[parley.Digest]string{}
	for _, d := range in.Documents {
		names[d.ID] = d.Name
	}
	n, links, loose := 0, 0, 0
	reg := register.Fold(in)
	for i := range reg.Processes {
		p := &reg.Processes[i]
		loose += len(p.Loose)
		for j := range p.Rounds {
			r := &p.Rounds[j]
			n++
			for k, m := range r.Mentions[1:] {
				if k == 0 {
					fmt.Fprintf(a.out, "%s\t%s\t%s\n", r.ID, names[r.Mentions[0].Subject.Document], r.Mentions[0].Status)
				}
				links++
				fmt.Fprintf(a.out, "\t%s\t%s\t%s\n", names[m.Subject.Document], m.Status, strings.Join(m.Because, "; "))
			}
			for _, x := range r.Possibly {
				fmt.Fprintf(a.out, "\tpossibly %s\t%s\tagainst: %s\n", x.Round, strings.Join(x.Because, "; "), strings.Join(x.Against, "; "))
			}
		}
	}
	_, err = fmt.Fprintf(a.out, "%d processes, %d rounds, %d links, %d loose mentions in processes, %d in none\n", len(reg.Processes), n, links, loose, len(reg.Loose))
	return err
}

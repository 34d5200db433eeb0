package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/code"
	evalevents "github.com/parley-register/parley/internal/eval/events"
	"github.com/parley-register/parley/internal/read/layer"
)

func (a *app) evalRootsCommand() *cobra.Command {
	var errorsToo bool
	c := &cobra.Command{
		Use:   "roots PATH…",
		Short: "Measure event codes: roots, and who did what to whom",
		Long: `Measure event codes. A file that ends in .tsv has sentences in which <s>…</s> and
<t>…</t> mark source and target, and the root (columns id, marked_sentence,
root; the layout of PLV): reported are accuracy and macro-F1 over the roots. A
file that ends in .jsonl has records of PLOVER (text, actor, recipient, plover):
reported is how many sentences have the root, and the root and both sets of
countries, from text alone. Of a folder all files plv*.tsv and plover*.jsonl are
measured.`,
		Example: `  parley eval roots events/
  parley eval roots plv_train.tsv --errors`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := eventFiles(args, "plv*.tsv", "plover*.jsonl")
			if err != nil {
				return err
			}
			for _, file := range files {
				if filepath.Ext(file) == ".tsv" {
					err = a.evalRelations(c.Context(), file, errorsToo)
				} else {
					err = a.evalRecords(c.Context(), file, errorsToo)
				}
				if err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what was coded otherwise, by root")
	return c
}

func (a *app) evalMeetCommand() *cobra.Command {
	var errorsToo bool
	c := &cobra.Command{
		Use:   "meet PATH…",
		Short: "Measure which sentences tell of a meeting",
		Long: `Measure which sentences tell of a meeting: a file has lines of JSON with sentence
and events, of which those of the type Contact:Meet count (the layout of M2E2).
Of a folder all files meet*.jsonl are measured.`,
		Example: `  parley eval meet events/
  parley eval meet meet_sentences.jsonl --errors`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			files, err := eventFiles(args, "meet*.jsonl")
			if err != nil {
				return err
			}
			for _, file := range files {
				if err := a.evalMeet(c.Context(), file, errorsToo); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list what was missed and what was invented")
	return c
}

// eventFiles are the files among paths, and those of folders that have one of
// the patterns.
func eventFiles(paths []string, patterns ...string) ([]string, error) {
	var out []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, notFound("%w", err)
		}
		if !info.IsDir() {
			out = append(out, p)
			continue
		}
		n := len(out)
		for _, pattern := range patterns {
			found, err := filepath.Glob(filepath.Join(p, pattern))
			if err != nil {
				return nil, err
			}
			out = append(out, found...)
		}
		if len(out) == n {
			return nil, notFound("%s holds no file named like %v", p, patterns)
		}
	}
	return out, nil
}

// eventDocs reads short texts for coding, and hands each with its number to f.
func eventDocs(ctx context.Context, n int, text func(int) string, f func(i int, doc *layer.Doc)) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	for i := range n {
		d := &parley.Document{Text: text(i), Language: "en"}
		d.ID = d.DocumentID()
		doc, err := reader.Annotate(ctx, d)
		if err != nil {
			return err
		}
		f(i, doc)
	}
	return nil
}

func (a *app) evalRelations(ctx context.Context, file string, errorsToo bool) error {
	gold, err := evalevents.Relations(file)
	if err != nil {
		return err
	}
	coder, err := code.New()
	if err != nil {
		return err
	}
	found, rules := make([]string, len(gold)), make([]string, len(gold))
	err = eventDocs(ctx, len(gold), func(i int) string { return gold[i].Text }, func(i int, doc *layer.Doc) {
		if e, ok := coder.Between(doc, gold[i].Source, gold[i].Target); ok {
			found[i], rules[i] = evalevents.RootInPLV(&e), e.Explain()
		}
	})
	if err != nil {
		return err
	}
	r := evalevents.ScoreRoots(gold, found, rules)
	if a.json {
		return a.printJSON(&r)
	}
	if err := r.Print(a.out); err != nil {
		return err
	}
	if errorsToo {
		for _, e := range r.Errors {
			fmt.Fprintf(a.out, "%s\t%s\t%s\t%s\n", e.Gold, e.Found, e.Rule, e.Text)
		}
	}
	return nil
}

func (a *app) evalRecords(ctx context.Context, file string, errorsToo bool) error {
	gold, err := evalevents.Records(file)
	if err != nil {
		return err
	}
	coder, err := code.New()
	if err != nil {
		return err
	}
	found := make([][]code.Event, len(gold))
	err = eventDocs(ctx, len(gold), func(i int) string { return gold[i].Text }, func(i int, doc *layer.Doc) { found[i] = coder.Code(doc) })
	if err != nil {
		return err
	}
	r := evalevents.ScoreRecords(gold, found)
	if a.json {
		return a.printJSON(&r)
	}
	if err := r.Print(a.out); err != nil {
		return err
	}
	if errorsToo {
		for _, e := range r.Errors {
			fmt.Fprintln(a.out, e)
		}
	}
	return nil
}

func (a *app) evalMeet(ctx context.Context, file string, errorsToo bool) error {
	gold, err := evalevents.Sentences(file)
	if err != nil {
		return err
	}
	coder, err := code.New()
	if err != nil {
		return err
	}
	found := make([]bool, len(gold))
	err = eventDocs(ctx, len(gold), func(i int) string { return gold[i].Text }, func(i int, doc *layer.Doc) {
		found[i] = len(coder.Meetings(doc)) > 0
	})
	if err != nil {
		return err
	}
	r := evalevents.ScoreMeet(gold, found)
	if a.json {
		return a.printJSON(&r)
	}
	if err := r.Print(a.out); err != nil {
		return err
	}
	if errorsToo {
		for _, s := range r.Missed {
			fmt.Fprintf(a.out, "missed\t%s\n", s)
		}
		for _, s := range r.Invented {
			fmt.Fprintf(a.out, "invented\t%s\n", s)
		}
	}
	return nil
}

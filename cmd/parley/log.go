package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/store"
)

func (a *app) logCommand() *cobra.Command {
	var after int64
	var limit int
	var editsOnly bool
	c := &cobra.Command{
		Use:   "log",
		Short: "List what was acknowledged, in order: documents, readings, edits",
		Long: `List the log: what was added, read again and edited, in order, each entry with a
hash over the one before it. --edits lists the analysts' words in full.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if editsOnly {
				edits, err := s.Edits(c.Context())
				if err != nil {
					return err
				}
				return a.printEdits(edits)
			}
			entries, err := s.Log(c.Context(), after, limit)
			if err != nil {
				return err
			}
			if a.json {
				if entries == nil {
					entries = []store.Entry{}
				}
				return a.printJSON(entries)
			}
			return a.printLog(c.Context(), s, entries)
		},
	}
	c.Flags().Int64Var(&after, "after", 0, "only entries after this number")
	c.Flags().IntVar(&limit, "limit", 100, "at most so many")
	c.Flags().BoolVar(&editsOnly, "edits", false, "the edits alone, in full")
	return c
}

// printLog prints entries, documents by their titles and edits by what they do.
func (a *app) printLog(ctx context.Context, s store.Store, entries []store.Entry) error {
	if len(entries) == 0 {
		_, err := fmt.Fprintln(a.out, "No entries.")
		return err
	}
	edits, err := s.Edits(ctx)
	if err != nil {
		return err
	}
	byID := make(map[parley.Digest]*parley.Edit, len(edits))
	for i := range edits {
		byID[edits[i].ID] = &edits[i]
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "NO.\tWHEN\tWHAT\tID\tREADER\tOF")
	for _, e := range entries {
		of := ""
		if x := byID[e.Subject]; x != nil {
			of = strings.Join(some(string(x.Kind)+" by "+x.Author, shortTargets(x.Target), x.Value, x.Reason), ", ")
		} else if e.Kind != store.EditEntry {
			d, err := s.Document(ctx, e.Subject)
			if err != nil {
				return err
			}
			of = strings.Join(some(oneLine(cmp.Or(d.Title, d.Name), 70), d.Publisher, d.Published.String()), ", ")
		}
		fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\t%s\n", e.Seq, e.At.Format(time.RFC3339), e.Kind, e.Subject.Short(), e.Fingerprint, of)
	}
	return w.Flush()
}

func (a *app) printEdits(edits []parley.Edit) error {
	if a.json {
		if edits == nil {
			edits = []parley.Edit{}
		}
		return a.printJSON(edits)
	}
	if len(edits) == 0 {
		_, err := fmt.Fprintln(a.out, "No edits yet; 'parley edit' makes them.")
		return err
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "ID\tWHEN\tBY\tWHAT\tOF\tVALUE\tWHY")
	for i := range edits {
		e := &edits[i]
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", e.ID.Short(), e.Time.Format(time.RFC3339), e.Author, e.Kind, shortTargets(e.Target), e.Value, e.Reason)
	}
	return w.Flush()
}

func shortTargets(ids []string) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		if s, err := parley.ParseSubject(id); err == nil {
			out[i] = s.Document.Short() + ":" + s.At.String()
		} else {
			out[i] = parley.Digest(id).Short()
		}
	}
	return strings.Join(out, " ")
}

// reviewHeadings tell of each kind of item what it is, and what decides it.
var reviewHeadings = map[register.ReviewKind]string{
	register.OrphanItem:        "Edits that no longer find what they speak of ('parley edit undo ID')",
	register.OverruledItem:     "Edits that a later one overrules ('parley edit undo ID')",
	register.ContradictionItem: "Conflicts of fact and denials ('parley edit resolve ID DECISION')",
	register.PossiblyItem:      "Possibly one round ('parley edit link ID ID')",
	register.LooseItem:         "Mentions that may be of several rounds ('parley edit link MENTION ROUND')",
	register.DateItem:          "Documents whose date cannot be right ('parley add --published' corrects it)",
	register.OverdueItem:       "Next steps past due ('parley edit mark ID STATUS')",
	register.LeftItem:          "Documents that do not count",
}

func (a *app) reviewCommand() *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "review",
		Short: "List what waits for an analyst",
		Long: `List what waits for an analyst: edits that no longer find what they speak of or
that a later one overrules, conflicts of fact and denials that nobody has decided,
rounds that are possibly the same, mentions that may be of several rounds,
documents whose date cannot be right, next steps past due, and documents that do
not count, with the reason.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withRegister(c.Context(), &f, func(r *parley.Register) error {
				items := register.Review(r)
				if a.json {
					return a.printJSON(items)
				}
				return a.reviewPage(r, items)
			})
		},
	}
	f.register(c)
	return c
}

func (a *app) reviewPage(r *parley.Register, items []register.Item) error {
	if len(items) == 0 {
		_, err := fmt.Fprintln(a.out, "Nothing waits.")
		return err
	}
	names := map[string]string{}
	for i := range r.Processes {
		names[r.Processes[i].ID] = r.Processes[i].Name
	}
	n, p := actorNames(), page{&strings.Builder{}, a.colour}
	kind := register.ReviewKind("")
	for i := range items {
		x := &items[i]
		if x.Kind != kind {
			if kind != "" {
				fmt.Fprintln(p.w)
			}
			kind = x.Kind
			p.heading("%s", reviewHeadings[kind])
		}
		id := x.ID
		if _, err := parley.ParseDigest(id); err == nil {
			id = parley.Digest(id).Short()
		}
		fmt.Fprintf(p.w, "  %s  %s\n", id, strings.Join(some(names[x.Process], n.Prose(x.What)), ": "))
	}
	_, err := fmt.Fprint(a.out, p.w.String())
	return err
}

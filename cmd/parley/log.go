package main

import (
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
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
			w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
			for _, e := range entries {
				fmt.Fprintf(w, "%d\t%s\t%s\t%s\t%s\n", e.Seq, e.At.Format(time.RFC3339), e.Kind, e.Subject.Short(), e.Fingerprint)
			}
			return w.Flush()
		},
	}
	c.Flags().Int64Var(&after, "after", 0, "only entries after this number")
	c.Flags().IntVar(&limit, "limit", 100, "at most so many")
	c.Flags().BoolVar(&editsOnly, "edits", false, "the edits alone, in full")
	return c
}

func (a *app) printEdits(edits []parley.Edit) error {
	if a.json {
		if edits == nil {
			edits = []parley.Edit{}
		}
		return a.printJSON(edits)
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
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

// review is what waits for an analyst.
type review struct {
	Contradictions []reviewRow        `json:"contradictions"` // of fact, undecided
	Possibly       []reviewRow        `json:"possibly_same"`  // rounds that may be one
	Orphans        []parley.Orphan    `json:"orphans"`        // edits that no longer find what they speak of
	Overruled      []parley.Overruled `json:"overruled"`      // edits that a later one of the same thing overrules
	Left           []parley.LeftOut   `json:"left_out"`       // documents that do not count
}

type reviewRow struct {
	ID   string `json:"id"`
	What string `json:"what"`
}

func (a *app) reviewCommand() *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "review",
		Short: "List what waits for an analyst",
		Long: `List what waits for an analyst: conflicts of fact that nobody has decided, rounds
that are possibly the same, edits that no longer find what they speak of, edits
that a later one overrules, and documents that do not count, with the reason.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.withRegister(c.Context(), &f, func(r *parley.Register) error {
				x := reviewOf(r)
				if a.json {
					return a.printJSON(x)
				}
				return a.reviewPage(x)
			})
		},
	}
	f.register(c)
	return c
}

func reviewOf(r *parley.Register) review {
	n := actorNames()
	x := review{Contradictions: []reviewRow{}, Possibly: []reviewRow{}, Orphans: r.Orphans, Overruled: r.Overruled, Left: r.Left}
	for i := range r.Processes {
		p := &r.Processes[i]
		for _, c := range p.Contradictions {
			if c.Kind != parley.OfFact || c.Decision != "" {
				continue
			}
			var sides []string
			for _, s := range c.Sides {
				sides = append(sides, n.Value(c.Field, s.Value)+" ("+strings.Join(s.Sources, ", ")+")")
			}
			x.Contradictions = append(x.Contradictions, reviewRow{c.ID, p.Name + ", " + show.Field(c.Field) + ": " + strings.Join(sides, " against ")})
		}
		for j := range p.Rounds {
			for _, q := range p.Rounds[j].Possibly {
				if q.Round > p.Rounds[j].ID { // each pair once
					x.Possibly = append(x.Possibly, reviewRow{p.Rounds[j].ID, "and " + q.Round + ": " + n.Prose(strings.Join(q.Because, "; ")+" – but "+strings.Join(q.Against, "; "))})
				}
			}
		}
	}
	return x
}

func (a *app) reviewPage(x review) error {
	p := page{&strings.Builder{}, a.colour}
	rows := func(heading string, rows []reviewRow) {
		if len(rows) == 0 {
			return
		}
		p.heading("%s", heading)
		for _, r := range rows {
			id := r.ID
			if _, err := parley.ParseDigest(id); err == nil {
				id = parley.Digest(id).Short()
			}
			fmt.Fprintf(p.w, "  %s  %s\n", id, r.What)
		}
		fmt.Fprintln(p.w)
	}
	rows("Conflicts of fact ('parley edit resolve ID DECISION')", x.Contradictions)
	rows("Possibly one round ('parley edit link ID ID')", x.Possibly)
	if len(x.Orphans) > 0 {
		p.heading("Edits that no longer find what they speak of")
		for i := range x.Orphans {
			e := &x.Orphans[i].Edit
			fmt.Fprintf(p.w, "  %s  %s by %s: %s\n", e.ID.Short(), e.Kind, e.Author, shortTargets(x.Orphans[i].Missing))
		}
		fmt.Fprintln(p.w)
	}
	if len(x.Overruled) > 0 {
		p.heading("Edits that a later one overrules")
		for i := range x.Overruled {
			e := &x.Overruled[i].Edit
			fmt.Fprintf(p.w, "  %s  %s by %s, overruled by %s\n", e.ID.Short(), e.Kind, e.Author, x.Overruled[i].By.Short())
		}
		fmt.Fprintln(p.w)
	}
	if len(x.Left) > 0 {
		p.heading("Documents that do not count")
		for _, l := range x.Left {
			fmt.Fprintf(p.w, "  %s  %s\n", l.Document.Short(), actorNames().Prose(l.Because))
		}
		fmt.Fprintln(p.w)
	}
	if p.w.Len() == 0 {
		fmt.Fprintln(p.w, "Nothing waits.")
	}
	_, err := fmt.Fprint(a.out, p.w.String())
	return err
}

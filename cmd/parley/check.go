package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/audit"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Prove the register: every quote, the log, the search index, the fold",
		Long: `Verify the register against itself: that every quote stands in its document, byte
for byte; that documents, claims and edits are what their names say; that the log
is an unbroken chain and tells of everything that is there; that the search index
and the signatures by which copies are found are those of the documents; that what
is current is what the log tells; and that the folded register that is kept, so
that commands show it at once, is the fold of it. One that is not is forgotten.

Ends with code 5 and a list when anything is off.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			s, err := a.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			n, err := s.Counts(ctx)
			if err != nil {
				return err
			}
			snapshot, err := s.Snapshot(ctx, 0)
			if err != nil {
				return err
			}
			b, err := originsOf(ctx, s, snapshot.Documents)
			if err != nil {
				return err
			}
			p := a.newProgress("checking", int(n.Documents))
			checker := &audit.Checker{
				Store: s, Snapshot: snapshot, Index: search.Index, Signed: story.Check,
				Kept:     newLibrary(s, a.program()).keptAt,
				Fold:     func(s *store.Snapshot) *parley.Register { return foldSnapshot(s, b, parley.Moment{}) },
				Progress: func(done, _ int) { p.at(done) },
			}
			problems, err := checker.Check(ctx)
			p.done()
			if err != nil {
				return err
			}
			if a.json {
				if problems == nil {
					problems = []audit.Problem{}
				}
				if err := a.printJSON(problems); err != nil {
					return err
				}
			} else {
				for _, x := range problems {
					fmt.Fprintf(a.out, "%s: %s\n", x.Kind, x.What)
				}
			}
			if len(problems) > 0 {
				return &exit{exitVerify, fmt.Errorf("verification failed: %d problems", len(problems))}
			}
			if !a.json {
				fmt.Fprintf(a.out, "All is well: %d documents, %d claims, %d edits; every quote stands where it says, and the register is the fold of the log.\n", n.Documents, n.Claims, n.Edits)
			}
			return nil
		},
	}
}

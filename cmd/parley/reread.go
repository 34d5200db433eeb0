package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/search"
	"github.com/parley-register/parley/internal/show"
	"github.com/parley-register/parley/internal/store"
)

func (a *app) rereadCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reread",
		Short: "Read again what an older parley read",
		Long: `Read the documents again that were read by another version of the readers. What
was read before is kept; edits hold. An interrupted run goes on where it stopped.
'parley diff @N' shows what changed, N being the number that this command prints.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			ctx := c.Context()
			s, err := a.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			before, err := s.Counts(ctx)
			if err != nil {
				return err
			}
			n, err := a.reread(ctx, s)
			if err != nil {
				return fmt.Errorf("%w\n%d documents were read again before that", err, n)
			}
			if err := a.keepAfter(ctx, s, n, true); err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]int64{"reread": int64(n), "before": before.Entries})
			}
			_, err = fmt.Fprintf(a.out, "%d documents read again; 'parley diff @%d' shows what changed\n", n, before.Entries)
			return err
		},
	}
}

func (a *app) reread(ctx context.Context, s store.Store) (int, error) {
	reader, err := newReader()
	if err != nil {
		return 0, err
	}
	p := a.newProgress("reading", 0)
	defer p.done()
	return job.Reread(ctx, s, reader, search.Index, a.settings.Workers.Value, time.Now, p.at)
}

func (a *app) diffCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "diff A [B]",
		Short: "Show what changed in the register between two states of it, and why",
		Long: `Show what changed in the register between A and B. Each is a day (the register as
it could be known then), or @N (the register when the log had N entries; 'parley
log' lists them). Without B, the register as it stands.`,
		Example: `  parley diff 2005-05-01 2005-06-01
  parley diff @120`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			s, err := a.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			var states [2]*parley.Register
			for i, arg := range append(args, "@0")[:2] {
				if states[i], err = registerAt(ctx, newLibrary(s, a.program()), arg); err != nil {
					return err
				}
			}
			changes := register.Diff(states[0], states[1])
			if a.json {
				if changes == nil {
					changes = []register.Change{}
				}
				return a.printJSON(changes)
			}
			return a.printChanges(changes)
		},
	}
}

// registerAt is the register on a day, or when the log had N entries ("@N"; 0
// for now).
func registerAt(ctx context.Context, l *library, at string) (*parley.Register, error) {
	var seq int64
	var day parley.Moment
	if number, ok := strings.CutPrefix(at, "@"); ok {
		n, err := strconv.ParseInt(number, 10, 64)
		if err != nil || n < 0 {
			return nil, usage("%q: a number is needed after @; 'parley log' lists them", at)
		}
		seq = n
	} else {
		var err error
		if day, err = parley.ParseMoment(at); err != nil || day.IsZero() {
			return nil, usage("%q is neither a day (2005-06-01) nor a place in the log (@120)", at)
		}
	}
	if seq == 0 {
		return l.Register(ctx, day)
	}
	snapshot, err := l.store.Snapshot(ctx, seq)
	if err != nil {
		return nil, err
	}
	b, err := originsOf(ctx, l.store, snapshot.Documents)
	if err != nil {
		return nil, err
	}
	return foldSnapshot(snapshot, b, day), nil
}

func (a *app) printChanges(changes []register.Change) error {
	n := actorNames()
	p := page{&strings.Builder{}, a.colour}
	process := ""
	for _, c := range changes {
		if c.Process != process {
			process = c.Process
			p.heading("%s", process)
		}
		what := strings.ReplaceAll(string(c.Kind), "-", " ")
		if c.Field != "" {
			what += " (" + show.Field(c.Field) + ")"
		}
		text := func(value string) string {
			if c.Field == "" { // a process or a round in words, not a claim's value
				return n.Prose(value)
			}
			return n.Value(c.Field, value)
		}
		change := text(c.After)
		if c.Before != "" {
			change = text(c.Before) + " → " + change
		}
		fmt.Fprintf(p.w, "  %s  %s\n", strings.Join(some(what, c.Round, change), "  "), p.style(dim, c.Because))
	}
	if len(changes) == 0 {
		fmt.Fprintln(p.w, "Nothing changed.")
	}
	_, err := fmt.Fprint(a.out, p.w.String())
	return err
}

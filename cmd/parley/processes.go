package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
)

// registerFlags are what all commands that show the register share.
type registerFlags struct{ asOf string }

func (f *registerFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.asOf, "as-of", "", "the register as it could be known on that day: 2005-06-01")
}

// withRegister opens the whole register and hands it to use.
func (a *app) withRegister(ctx context.Context, f *registerFlags, use func(*parley.Register) error) error {
	return a.withLibrary(ctx, f, func(l *library, asOf parley.Moment) error {
		reg, err := l.Register(ctx, asOf)
		if err != nil {
			return err
		}
		return use(reg)
	})
}

// withLibrary opens the register for who does not need all of it.
func (a *app) withLibrary(ctx context.Context, f *registerFlags, use func(l *library, asOf parley.Moment) error) error {
	asOf, err := parley.ParseMoment(f.asOf)
	if err != nil {
		return usage("--as-of: %w", err)
	}
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	return looked(use(newLibrary(s, a.program()), asOf))
}

// looked gives an error about something that is not there its exit code.
func looked(err error) error {
	switch {
	case errors.Is(err, parley.ErrNotFound):
		var e *parley.LookupError
		if errors.As(err, &e) {
			switch e.What {
			case "process":
				err = fmt.Errorf("%w; 'parley processes' lists them all", err)
			case "claim":
				err = fmt.Errorf("%w; the pages of 'parley serve' and 'parley round ID --json' show the IDs of claims", err)
			case "round":
				err = fmt.Errorf("%w; 'parley process ID' lists those of a process", err)
			}
		}
		return &exit{exitNotFound, err}
	case errors.Is(err, parley.ErrAmbiguous):
		return &exit{exitUsage, err}
	}
	return err
}

func (a *app) processesCommand() *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "processes",
		Short: "List the processes of the register",
		Long: `List the processes of the register, those first of which most documents tell.
With --json they come in the order of the register.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if a.json {
				return a.withRegister(c.Context(), &f, func(r *parley.Register) error { return a.printJSON(r.Processes) })
			}
			return a.withLibrary(c.Context(), &f, func(l *library, asOf parley.Moment) error {
				r, err := l.outline(c.Context(), asOf)
				if err != nil {
					return err
				}
				return a.processTable(a.out, r)
			})
		},
	}
	f.register(c)
	return c
}

// processTable is one line a process.
func (a *app) processTable(out io.Writer, r *parley.Register) error {
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(w, "PROCESS\tYEARS\tSTATE\tROUNDS\tLAST SIGN\tOVERDUE\tCONFLICTS\tID")
	processes := make([]*parley.Process, len(r.Processes))
	for i := range r.Processes {
		processes[i] = &r.Processes[i]
	}
	slices.SortFunc(processes, show.MostTold)
	for _, p := range processes {
		conflicts := 0
		for _, c := range p.Contradictions {
			if c.Kind == parley.OfFact && c.Decision == "" {
				conflicts++
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%d\t%s\t%d\t%d\t%s\n", p.Name, show.Years(p), p.State.State, len(p.Rounds), show.Interval(p.State.LastSign), p.State.Overdue, conflicts, p.ID)
	}
	return w.Flush()
}

func (a *app) processCommand() *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "process ID",
		Short: "Show one process: its rounds, next steps, contradictions and positions",
		Long: `Show one process. ID may be cut short as long as no other process begins so;
'parley processes' lists them.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), &f, func(l *library, asOf parley.Moment) error {
				p, err := l.process(c.Context(), asOf, args[0])
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(p)
				}
				return a.processPage(p)
			})
		},
	}
	f.register(c)
	return c
}

func (a *app) processPage(p *parley.Process) error {
	n := actorNames()
	pg := page{&strings.Builder{}, a.colour}
	pg.heading("%s", p.Name)
	fmt.Fprintf(pg.w, "%s · %s\n", p.State.State, n.Actors(p.Parties, " · "))
	for _, b := range p.State.Because {
		fmt.Fprintf(pg.w, "  %s\n", pg.style(dim, n.Prose(b)))
	}
	fmt.Fprintln(pg.w)
	pg.heading("Rounds")
	if err := a.roundTable(pg.w, p); err != nil {
		return err
	}
	if len(p.Steps) > 0 {
		fmt.Fprintln(pg.w)
		pg.heading("Next steps")
		for _, s := range p.Steps {
			status := string(s.Status)
			if s.Late > 0 {
				status += fmt.Sprintf(", %d days", s.Late)
			}
			fmt.Fprintf(pg.w, "  %-16s said %s%s  “%s”  %s\n", status, cmp.Or(show.Interval(s.Said), "on a day not known"), due(s.Due), oneLine(s.What, 120), pg.style(dim, n.Prose(s.Because)))
		}
	}
	if len(p.Contradictions) > 0 {
		fmt.Fprintln(pg.w)
		pg.heading("Contradictions")
		for _, c := range p.Contradictions {
			fmt.Fprintf(pg.w, "  %s of %s: %s\n", c.Kind, show.Field(c.Field), n.Prose(c.Because))
			for _, s := range c.Sides {
				fmt.Fprintf(pg.w, "    %-32s %s\n", n.Value(c.Field, s.Value), pg.style(dim, originsText(s.Origins)+": "+strings.Join(s.Sources, ", ")))
			}
		}
	}
	if len(p.Stands) > 0 {
		fmt.Fprintln(pg.w)
		pg.heading("Positions")
		for _, s := range p.Stands {
			for _, e := range s.Entries {
				mark := ""
				if s.RedLine {
					mark = " (red line)"
				}
				pg.row(n.Actor(s.Party), strings.Join(some(string(e.Stance), show.Words(s.Topic)), ", ")+mark, noteOf(e.Claims))
			}
		}
	}
	_, err := io.WriteString(a.out, pg.w.String())
	return err
}

func (a *app) roundTable(out io.Writer, p *parley.Process) error {
	n := actorNames()
	w := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	for i := range p.Rounds {
		r := &p.Rounds[i]
		number := ""
		if r.Number > 0 {
			number = fmt.Sprint(r.Number)
		}
		came := show.Words(string(r.Outcome))
		if came == "" {
			came = show.Fate(r, show.AsOf(p))
		}
		fmt.Fprintf(w, "  %s\t%s\t%s\t%s\t%s\t%s\t%s\n", number, show.RoundTime(r), n.Place(r.Place), show.Words(string(r.Status)), came, originsText(r.Origins), r.ID)
	}
	return w.Flush()
}

func (a *app) roundCommand() *cobra.Command {
	var f registerFlags
	c := &cobra.Command{
		Use:   "round ID",
		Short: "Show one round: every value, who says so, and what speaks against it",
		Long: `Show one round. ID may be cut short as long as no other round begins so;
'parley process ID' lists those of a process.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withLibrary(c.Context(), &f, func(l *library, asOf parley.Moment) error {
				x, err := l.round(c.Context(), asOf, args[0])
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(x.round)
				}
				return a.roundPage(x.documents, x.process, x.round)
			})
		},
	}
	f.register(c)
	return c
}

func (a *app) roundPage(documents []*parley.Source, p *parley.Process, r *parley.Round) error {
	n := actorNames()
	outlets := map[parley.Digest]string{}
	for _, d := range documents {
		outlets[d.ID] = strings.Join(some(d.Publisher, show.Interval(d.Published)), ", ")
	}
	pg := page{&strings.Builder{}, a.colour}
	pg.heading("%s", p.Name)
	fmt.Fprintf(pg.w, "%s · %s · %s · %s, %s\n\n", strings.Join(some(show.RoundTime(r), n.Place(r.Place)), ", "), strings.Join(some(show.Words(string(r.Status)), show.Fate(r, show.AsOf(p))), ", "), n.Actors(r.Parties, " · "), counted(len(r.Sources), "document"), originsText(r.Origins))
	for _, f := range r.Fields {
		for _, v := range f.Values {
			value := n.Value(f.Name, v.Value)
			if v.Standing != parley.Current {
				value += " (" + string(v.Standing) + ")"
			}
			if v.By != "" {
				value += " (analyst)"
			}
			note := noteOf(v.Claims)
			note.Modality = v.Modality
			note.By = originsText(v.Origins)
			if len(v.Claims) > 0 {
				note.By += "; " + outlets[v.Claims[0].Subject.Document]
			}
			pg.row(show.Field(f.Name), value, note)
			for _, o := range v.From {
				for _, t := range o.Claims {
					pg.chain(o.Name, t.Chain)
				}
			}
		}
	}
	if len(r.Life) > 1 {
		fmt.Fprintln(pg.w)
		pg.heading("How it came about")
		for _, l := range r.Life {
			note := noteOf(l.Claims)
			note.By = ""
			pg.row(show.Interval(l.Said), strings.Join(some(show.Words(string(l.Status)), show.Interval(l.For)), ", "), note)
		}
	}
	if len(r.Said) > 0 {
		fmt.Fprintln(pg.w)
		pg.heading("Statements")
		for _, s := range r.Said {
			pg.said(oneLine(s.Speaker, 60), "("+string(s.Kind)+")", noteOf([]*parley.Claim{s.Claim}))
		}
	}
	_, err := io.WriteString(a.out, pg.w.String())
	return err
}

// noteOf is the note of the first of claims.
func noteOf(claims []*parley.Claim) parley.Note {
	if len(claims) == 0 {
		return parley.Note{}
	}
	c := claims[0]
	return parley.Note{Modality: c.Modality, By: c.SaidBy, Evidence: c.Evidence, Rule: c.Rule}
}

func originsText(n int) string {
	return counted(n, "origin")
}

// counted is "1 document", "2 documents".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprint(n, " ", noun, "s")
}

func due(v parley.Interval) string {
	if v.IsZero() {
		return ""
	}
	return ", due " + show.Interval(v)
}

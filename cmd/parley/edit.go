package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

func (a *app) editCommand() *cobra.Command {
	edit := group("edit", "Put an analyst's word into the register")
	edit.Long = `Put an analyst's word into the register: accept, reject or correct a claim; link
mentions to one round or split them; merge, divide or name processes; decide a
contradiction; mark a next step. Edits are kept for good, with author, time and
reason; 'undo' is an edit too. They hold when a newer parley reads the documents
again; those that no longer find what they speak of are listed by 'parley review'.`
	var reason string
	add := func(use, short, long string, args cobra.PositionalArgs, make func(*targets, []string) (parley.Edit, error)) {
		edit.AddCommand(&cobra.Command{
			Use: use, Short: short, Long: long, Args: args,
			RunE: func(c *cobra.Command, args []string) error {
				return a.edit(c.Context(), reason, func(t *targets) (parley.Edit, error) { return make(t, args) })
			},
		})
	}
	claims := func(kind parley.EditKind) func(*targets, []string) (parley.Edit, error) {
		return func(t *targets, args []string) (parley.Edit, error) { return t.edit(kind, "", args, t.claim) }
	}
	add("accept CLAIM…", "Say that claims are right", "", cobra.MinimumNArgs(1), claims(parley.Accept))
	add("reject CLAIM…", "Say that claims are wrong: they count no more", "", cobra.MinimumNArgs(1), claims(parley.Reject))
	add("correct CLAIM VALUE", "Give a claim another value",
		"Give a claim another value, written as the field's values are: docs/formats.md.", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Correct, args[1], args[:1], t.claim)
		})
	add("link MENTION MENTION…", "Say that mentions, or rounds, are of one round",
		"Say that mentions are of one round. A round's ID stands for its first mention.", cobra.MinimumNArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Link, "", args, t.mention)
		})
	add("split MENTION MENTION", "Say that two mentions are not of one round",
		"Say that two mentions are not of one round. 'parley round ID --json' lists the mentions of a round.", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Split, "", args, t.mention)
		})
	add("merge PROCESS PROCESS", "Say that two processes are one", "", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Merge, "", args, t.process)
		})
	add("divide ROUND…", "Say that rounds are a process of their own", "", cobra.MinimumNArgs(1),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Divide, "", args, t.mention)
		})
	add("name PROCESS NAME", "Give a process a name", "", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Name, args[1], args[:1], t.process)
		})
	add("resolve CONTRADICTION DECISION", "Decide a contradiction",
		"Decide a contradiction: DECISION is the value that holds, or 'both', or words.", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			c, err := t.contradiction(args[0])
			if err != nil {
				return parley.Edit{}, err
			}
			e := parley.Edit{Kind: parley.Resolve, Value: args[1]}
			for _, s := range c.Sides {
				if len(s.Claims) > 0 {
					e.Target = append(e.Target, string(s.Claims[0].ID))
				}
			}
			return e, nil
		})
	add("mark STEP STATUS", "Say what became of a next step",
		"Say what became of a next step: open, met, late, missed, superseded or unclear.", cobra.ExactArgs(2),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Mark, args[1], args[:1], t.step)
		})
	add("undo EDIT", "Take an edit back", "Take an edit back; 'parley log' lists them.", cobra.ExactArgs(1),
		func(t *targets, args []string) (parley.Edit, error) {
			return t.edit(parley.Undo, "", args, t.earlier)
		})
	edit.PersistentFlags().StringVar(&reason, "reason", "", "why, for those who read the log")
	return edit
}

// edit makes an edit and keeps it.
func (a *app) edit(ctx context.Context, reason string, make func(*targets) (parley.Edit, error)) error {
	s, err := a.openExisting(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	t := &targets{ctx: ctx, store: s, library: newLibrary(s, a.program())}
	e, err := make(t)
	if err != nil {
		return looked(err)
	}
	e.Author, e.Reason, e.Time = a.settings.Author.Value, reason, time.Now().UTC().Truncate(time.Second)
	if err := e.Check(); err != nil {
		return &exit{exitUsage, err}
	}
	kept, err := s.Edit(ctx, e)
	if err != nil {
		return err
	}
	if a.json {
		return a.printJSON(kept)
	}
	_, err = fmt.Fprintf(a.out, "kept as edit %s; 'parley edit undo %s' takes it back\n", kept.ID.Short(), kept.ID.Short())
	return err
}

// targets finds what the words of a command line speak of.
type targets struct {
	ctx     context.Context
	store   store.Store
	library *library
	folded  *parley.Register
}

func (t *targets) edit(kind parley.EditKind, value string, args []string, find func(string) (string, error)) (parley.Edit, error) {
	e := parley.Edit{Kind: kind, Value: value}
	for _, arg := range args {
		id, err := find(arg)
		if err != nil {
			return e, err
		}
		e.Target = append(e.Target, id)
	}
	return e, nil
}

func (t *targets) register() (*parley.Register, error) {
	var err error
	if t.folded == nil {
		t.folded, err = t.library.Register(t.ctx, parley.Moment{})
	}
	return t.folded, err
}

func (t *targets) claim(id string) (string, error) {
	c, err := t.library.Claim(t.ctx, id)
	if err != nil {
		return "", err
	}
	return string(c.ID), nil
}

// mention is a mention by its ID, or the first of a round.
func (t *targets) mention(id string) (string, error) {
	if _, err := parley.ParseSubject(id); err == nil {
		return id, nil
	}
	x, err := t.library.round(t.ctx, parley.Moment{}, id)
	if err != nil {
		return "", err
	}
	return x.round.Mentions[0].ID, nil
}

// process is the first mention of a process.
func (t *targets) process(id string) (string, error) {
	if _, err := parley.ParseSubject(id); err == nil {
		return id, nil
	}
	p, err := t.library.process(t.ctx, parley.Moment{}, id)
	if err != nil {
		return "", err
	}
	for i := range p.Rounds {
		if len(p.Rounds[i].Mentions) > 0 {
			return p.Rounds[i].Mentions[0].ID, nil
		}
	}
	return "", &parley.LookupError{What: "process with rounds", ID: id}
}

func (t *targets) contradiction(id string) (*parley.Contradiction, error) {
	reg, err := t.register()
	if err != nil {
		return nil, err
	}
	var all []*parley.Contradiction
	for i := range reg.Processes {
		for k := range reg.Processes[i].Contradictions {
			all = append(all, &reg.Processes[i].Contradictions[k])
		}
	}
	return byPrefix(all, func(c *parley.Contradiction) string { return c.ID }, "contradiction", id)
}

func (t *targets) step(id string) (string, error) {
	reg, err := t.register()
	if err != nil {
		return "", err
	}
	var all []*parley.Step
	for i := range reg.Processes {
		for k := range reg.Processes[i].Steps {
			all = append(all, &reg.Processes[i].Steps[k])
		}
	}
	s, err := byPrefix(all, func(s *parley.Step) string { return s.ID }, "next step", id)
	if err != nil {
		return "", err
	}
	return string(s.Claims[0].ID), nil
}

func (t *targets) earlier(id string) (string, error) {
	edits, err := t.store.Edits(t.ctx)
	if err != nil {
		return "", err
	}
	all := make([]*parley.Edit, len(edits))
	for i := range edits {
		all[i] = &edits[i]
	}
	e, err := byPrefix(all, func(e *parley.Edit) string { return string(e.ID) }, "edit", id)
	if err != nil {
		return "", err
	}
	return string(e.ID), nil
}

// byPrefix is the one thing whose ID begins with prefix.
func byPrefix[T any](all []*T, id func(*T) string, what, prefix string) (*T, error) {
	e := &parley.LookupError{What: what, ID: prefix}
	var found *T
	for _, x := range all {
		if prefix != "" && strings.HasPrefix(id(x), prefix) {
			found = x
			e.Candidates = append(e.Candidates, id(x))
		}
	}
	if len(e.Candidates) == 1 {
		return found, nil
	}
	return nil, e
}

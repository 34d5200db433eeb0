package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

func (a *app) originCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "origin DOCUMENT",
		Short: "Show where a document has its news from, hop by hop, with the words that show it",
		Long: `Show the chain from a document to the origin of its news: the text that it repeats,
the agency that it credits, the outlet that it cites, each with the words that
show it. DOCUMENT is a digest or its first digits, as 'parley round' prints it.
Documents of one origin count once in the register.`,
		Example: `  parley origin 7daa6cc4091d`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			id, err := s.Resolve(c.Context(), args[0])
			var lookup *parley.LookupError
			if errors.As(err, &lookup) || errors.Is(err, store.ErrNotFound) {
				return notFound("%w", err)
			}
			if err != nil {
				return err
			}
			o, err := originOf(c.Context(), s, id)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(o)
			}
			_, err = a.out.Write([]byte(originPage(o)))
			return err
		},
	}
}

// originOf traces a document among those about talks.
func originOf(ctx context.Context, s store.Store, id parley.Digest) (story.Origin, error) {
	snapshot, err := s.Snapshot(ctx, 0)
	if err != nil {
		return story.Origin{}, err
	}
	var docs []*parley.Document
	for i := range snapshot.Documents {
		if m := &snapshot.Documents[i]; m.AboutTalks || m.ID == id {
			d, err := s.Document(ctx, m.ID)
			if err != nil {
				return story.Origin{}, err
			}
			docs = append(docs, d)
		}
	}
	return story.Trace(docs).Origin(id), nil
}

var relationWords = map[story.Relation]string{
	story.Copy: "repeats", story.Derived: "takes its news from", story.Credits: "credits", story.Cites: "cites", story.Unnamed: "has the same unnamed source as",
}

func originPage(o story.Origin) string {
	var b strings.Builder
	if len(o.Chain) == 0 {
		fmt.Fprintf(&b, "%s is an origin of its own.\n", o.Name)
		return b.String()
	}
	for _, h := range o.Chain {
		fmt.Fprintf(&b, "%s %s", relationWords[h.Relation], h.Name)
		if h.Document != "" {
			fmt.Fprintf(&b, " (%s)", h.Document.Short())
		} else {
			b.WriteString(" (not in the register)")
		}
		quote := []rune(strings.Join(strings.Fields(h.Quote.Quote), " "))
		if len(quote) > 120 {
			quote = append(quote[:119], '…')
		}
		fmt.Fprintf(&b, "\n    “%s”\n", string(quote))
	}
	fmt.Fprintf(&b, "Origin: %s\n", o.Name)
	return b.String()
}

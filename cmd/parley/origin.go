package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/show"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

func (a *app) originCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "origin DOCUMENT|CLAIM",
		Short: "Show where a document or a claim has its news from, hop by hop, with the words that show it",
		Long: `Show the chain from a document to the origin of its news: the text that it repeats,
the agency that it credits, the outlet that it cites, each with the words that
show it. For a claim the chain begins at its own sentence, and ends with the
speaker whom it cites. DOCUMENT is a digest or its first digits, as 'parley round'
prints it; CLAIM the ID of a claim. What has one origin counts once in the
register.`,
		Example: `  parley origin 7daa6cc4091d`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			o, err := originOf(c.Context(), s, newLibrary(s, a.program()), args[0])
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

// originOf traces the document, or else the claim, whose digest begins so.
func originOf(ctx context.Context, s store.Store, l *library, prefix string) (story.Origin, error) {
	id, err := s.Resolve(ctx, prefix)
	var lookup *parley.LookupError
	if errors.As(err, &lookup) && len(lookup.Candidates) == 0 {
		claim, err := l.Claim(ctx, prefix)
		if errors.Is(err, parley.ErrNotFound) {
			return story.Origin{}, notFound("no document and no claim begins with %q; 'parley round ID --json' shows both", prefix)
		}
		if err != nil {
			return story.Origin{}, looked(err)
		}
		o, err := l.Origin(ctx, claim)
		if err != nil {
			return story.Origin{}, err
		}
		return story.Origin{ID: o.ID, Name: o.Name, Chain: o.Claims[0].Chain}, nil
	}
	if err != nil {
		return story.Origin{}, looked(err)
	}
	b, err := l.origins(ctx)
	if err != nil {
		return story.Origin{}, err
	}
	if o := b.of(id).origin; o.ID != "" {
		return o, nil
	}
	d, err := s.Document(ctx, id)
	if err != nil {
		return story.Origin{}, err
	}
	return story.Origin{ID: string(id), Document: id, Name: cmp.Or(d.Publisher, d.Name, id.Short())}, nil
}

func originPage(o story.Origin) string {
	if len(o.Chain) == 0 {
		return o.Name + " is an origin of its own.\n"
	}
	return originChain(o.Chain) + "Origin: " + o.Name + "\n"
}

// originChain is a chain of hops, each with its quote.
func originChain(hops []parley.OriginHop) string {
	var b strings.Builder
	for _, h := range hops {
		b.WriteString("  " + show.Hop(h))
		switch {
		case h.Document != "":
			fmt.Fprintf(&b, " (%s)", h.Document.Short())
		case h.Relation != parley.Quotes:
			b.WriteString(" (not in the register)")
		}
		fmt.Fprintf(&b, "\n    “%s”\n", oneLine(h.Quote.Quote, 160))
	}
	return b.String()
}

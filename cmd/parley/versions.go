package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/story"
)

// version is one text that stood at an address.
type version struct {
	Document parley.Digest   `json:"document"`
	Title    string          `json:"title,omitempty"`
	Modified parley.Interval `json:"modified,omitzero"`
	Seq      int64           `json:"seq"`     // of the log entry that added it
	Changes  []story.Change  `json:"changes"` // against the version before
	Touched  []story.Touched `json:"touched"` // values of the register that differ
}

func (a *app) versionsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "versions URL",
		Short: "Show how an article at an address has changed, and which values that touches",
		Long: `Show the versions of an article: the texts that were fetched from one address, in the
order in which they were added, each with the paragraphs that are new or gone
against the version before, and the values of the register that differ.`,
		Example: `  parley versions https://wire.example.org/world/oslo-talks`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			versions, err := versionsOf(c.Context(), s, args[0])
			if err != nil {
				return err
			}
			if len(versions) == 0 {
				return notFound("no article from %s is in the register; 'parley add %s' adds it", args[0], args[0])
			}
			if a.json {
				return a.printJSON(versions)
			}
			return a.printVersions(versions)
		},
	}
}

func versionsOf(ctx context.Context, s store.Store, address string) ([]version, error) {
	docs, err := s.Documents(ctx)
	if err != nil {
		return nil, err
	}
	var found []*store.Meta
	for i := range docs {
		if d := &docs[i]; story.SameAddress(d.URL, address) {
			found = append(found, d)
		}
	}
	slices.SortFunc(found, func(x, y *store.Meta) int { return cmp.Compare(x.Seq, y.Seq) })
	var out []version
	var before *parley.Document
	var claimed []parley.Claim
	for _, m := range found {
		d, err := s.Document(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		claims, err := s.Claims(ctx, m.ID)
		if err != nil {
			return nil, err
		}
		v := version{Document: d.ID, Title: d.Title, Modified: d.Modified, Seq: m.Seq, Changes: []story.Change{}, Touched: []story.Touched{}}
		if before != nil {
			v.Changes = append(v.Changes, story.Diff(before, d)...)
			v.Touched = append(v.Touched, story.Touches(claimed, claims)...)
		}
		out = append(out, v)
		before, claimed = d, claims
	}
	return out, nil
}

func (a *app) printVersions(versions []version) error {
	var b strings.Builder
	for i, v := range versions {
		fmt.Fprintf(&b, "version %d  %s  %s", i+1, v.Document.Short(), v.Title)
		if !v.Modified.IsZero() {
			fmt.Fprintf(&b, "  (changed %s)", v.Modified)
		}
		b.WriteByte('\n')
		for _, c := range v.Changes {
			fmt.Fprintf(&b, "  %s %s\n", sign(c.Added), strings.ReplaceAll(c.Text, "\n", " "))
		}
		for _, t := range v.Touched {
			fmt.Fprintf(&b, "  %s value: %s %s = %s\n", sign(t.Added), t.Kind, t.Field, t.Value)
		}
		if i > 0 && len(v.Changes) == 0 {
			b.WriteString("  the text is the same; what is known about it has changed\n")
		}
	}
	_, err := a.out.Write([]byte(b.String()))
	return err
}

func sign(added bool) string {
	if added {
		return "+"
	}
	return "-"
}

package eval

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"

	"github.com/parley-register/parley/internal/nlp"
)

// Named is a name as it is compared: where it stands and of what type it is.
type Named struct {
	First, Last int // in whatever unit both sides share: tokens or bytes
	Type        string
}

// NamesOf are names by token.
func NamesOf(names []nlp.Name) []Named {
	out := make([]Named, len(names))
	for i, n := range names {
		out[i] = Named{n.First, n.Last, n.Type.String()}
	}
	return out
}

// NameScore is the score of names by type. A name is right when gold has one at
// exactly the same place and of the same type.
type NameScore struct {
	types map[string]*Score
	spans Score
}

// Add adds the names of one text.
func (s *NameScore) Add(gold, system []Named) {
	if s.types == nil {
		s.types = map[string]*Score{}
	}
	at := func(t string) *Score {
		if s.types[t] == nil {
			s.types[t] = &Score{}
		}
		return s.types[t]
	}
	for _, g := range gold {
		at(g.Type).Gold++
		s.spans.Gold++
	}
	for _, n := range system {
		at(n.Type).System++
		s.spans.System++
		if slices.Contains(gold, n) {
			at(n.Type).Correct++
		}
		if slices.ContainsFunc(gold, func(g Named) bool { return g.First == n.First && g.Last == n.Last }) {
			s.spans.Correct++
		}
	}
}

// Types are the types seen, in alphabetical order.
func (s *NameScore) Types() []string {
	out := make([]string, 0, len(s.types))
	for t := range s.types {
		out = append(out, t)
	}
	slices.Sort(out)
	return out
}

// Type is the score of one type.
func (s *NameScore) Type(t string) Score {
	if x := s.types[t]; x != nil {
		return *x
	}
	return Score{}
}

// All is the score over all types (micro average).
func (s *NameScore) All() Score {
	var all Score
	for _, t := range s.types {
		all.Add(*t)
	}
	return all
}

// Spans is the score when types are not compared.
func (s *NameScore) Spans() Score { return s.spans }

// Print writes s as a table.
func (s *NameScore) Print(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tw, "\tprecision\trecall\tF1\tgold\t")
	line := func(name string, x Score) {
		fmt.Fprintf(tw, "%s\t%.1f\t%.1f\t%.1f\t%d\t\n", name, 100*x.Precision(), 100*x.Recall(), 100*x.F1(), x.Gold)
	}
	for _, t := range s.Types() {
		line(t, s.Type(t))
	}
	line("all", s.All())
	line("spans, whatever their type", s.Spans())
	return tw.Flush()
}

package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/show"
)

func (a *app) explainCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "explain CLAIM",
		Short: "Show why a value was read: the sentence, its parse, the rule, the entries that fired",
		Long: `Show why a value was read: the words in their sentence, the parse of the sentence,
the names, actors, times and places in it, the rule, the entries of the lexicons
that fired, and where the words come from. CLAIM is the ID of a claim, which may be cut short; pages
and --json show it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			ctx := c.Context()
			s, err := a.openExisting(ctx)
			if err != nil {
				return err
			}
			defer s.Close()
			l := newLibrary(s, a.program())
			claim, err := l.Claim(ctx, args[0])
			if err != nil {
				return looked(err)
			}
			d, err := s.Document(ctx, claim.Subject.Document)
			if err != nil {
				return err
			}
			origin, err := l.Origin(ctx, claim)
			if err != nil {
				return err
			}
			return a.explain(ctx, d, claim, origin)
		},
	}
}

// explain prints a claim, and the sentence that it rests on as every layer
// sees it.
func (a *app) explain(ctx context.Context, d *parley.Document, claim *parley.Claim, origin parley.Origin) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	doc, err := reader.Annotate(ctx, d)
	if err != nil {
		return err
	}
	p := page{&strings.Builder{}, a.colour}
	p.heading("%s: %s", show.Field(claim.Field), actorNames().Value(claim.Field, claim.Value))
	fmt.Fprintf(p.w, "  %s, read by the rule %s of the reader %s", claim.Modality, claim.Rule, claim.Fingerprint)
	if reader.Fingerprint() != claim.Fingerprint {
		fmt.Fprintf(p.w, " (this program is %s; 'parley reread' brings the register up to it)", reader.Fingerprint())
	}
	fmt.Fprintf(p.w, "\n  document %s, %s\n", d.ID.Short(), strings.Join(some(d.Title, d.Publisher, d.Published.String()), " · "))
	if hops := origin.Claims[0].Chain; len(hops) > 0 {
		fmt.Fprintf(p.w, "  it comes from %s:\n%s", origin.Name, originChain(hops))
	}
	seen := map[int]bool{}
	for _, e := range claim.Evidence {
		n := sentenceOf(doc, e.Span)
		fmt.Fprintf(p.w, "\n  “%s”  %s\n", oneLine(e.Quote, 300), p.style(dim, "bytes "+e.Span.String()))
		if n >= 0 && !seen[n] {
			seen[n] = true
			p.sentence(reader, doc, n)
		}
	}
	_, err = io.WriteString(a.out, p.w.String())
	return err
}

// explainAll prints every sentence of d as the readers see it.
func (a *app) explainAll(ctx context.Context, d *parley.Document) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	doc, err := reader.Annotate(ctx, d)
	if err != nil {
		return err
	}
	p := page{&strings.Builder{}, a.colour}
	for n := range doc.Sentences {
		p.sentence(reader, doc, n)
	}
	_, err = io.WriteString(a.out, p.w.String())
	return err
}

func sentenceOf(d *layer.Doc, span parley.Span) int {
	for n := range d.Sentences {
		if d.Sentences[n].Overlaps(span) {
			return n
		}
	}
	return -1
}

// sentence prints one sentence with all that was seen in it.
func (p page) sentence(reader *read.Reader, d *layer.Doc, n int) {
	s := &d.Sentences[n]
	fmt.Fprintf(p.w, "\n  sentence %d: %s\n\n", n+1, oneLine(d.Source.Text[s.Start:s.End], 2000))
	for i := s.First; i < s.Last; i++ {
		t := &d.Tokens[i]
		head := "root"
		if h, ok := d.Head(n, i); ok {
			head = d.Tokens[h].Form
		}
		fmt.Fprintf(p.w, "    %3d %-20s %-20s %-6s %-12s %s\n", i-s.First+1, t.Form, t.Lemma, t.UPOS, t.Deprel, head)
	}
	fmt.Fprintln(p.w)
	layerLine := func(kind string, span parley.Span, text string) {
		if s.Span.Contains(span) {
			fmt.Fprintf(p.w, "    %-12s %-34s %s\n", p.style(dim, kind), "“"+oneLine(d.Source.Text[span.Start:span.End], 60)+"”", text)
		}
	}
	for _, x := range d.Names {
		layerLine("name", x.Span, x.Type.String())
	}
	for _, x := range d.Actors {
		rule := x.Rule
		if x.Person > 0 && x.Person <= len(d.People) && d.People[x.Person-1].Rule != rule { // how the side is known
			rule += " of " + d.People[x.Person-1].Name + " (" + d.People[x.Person-1].Rule + ")"
		}
		layerLine("actor", x.Span, strings.Join(some(strings.Join(d.Codes(&x), " "), rule), ", "))
	}
	for _, x := range d.Times {
		layerLine("time", x.Span, strings.Join(some(x.Type, x.Value, x.When.String(), x.Rule), ", "))
	}
	for _, x := range d.Places {
		layerLine("place", x.Span, strings.Join(some(x.Name, x.Country, x.Rule), ", "))
	}
	for _, e := range reader.Explain(d, n) {
		for _, l := range e.Lines {
			fmt.Fprintf(p.w, "    %s %s\n", p.style(dim, e.Stage+":"), l)
		}
	}
}

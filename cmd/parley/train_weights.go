package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/meetings"
	"github.com/parley-register/parley/internal/read/next"
	"github.com/parley-register/parley/internal/read/outcomes"
	"github.com/parley-register/parley/internal/read/positions"
	"github.com/parley-register/parley/internal/read/reactions"
	"github.com/parley-register/parley/internal/read/statements"
	"github.com/parley-register/parley/internal/read/topics"
	"github.com/parley-register/parley/internal/talksbench"
)

func (a *app) trainStatementsCommand() *cobra.Command {
	return a.trainWeightsCommand("statements", "internal/read/statements/weights.tsv", "which indirect statements are about talks", statements.WeightsHeader, statementsPenalty, false,
		asking(statements.New, func(s *statements.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			texts := each(found, func(f *statements.Sample) string { return f.Text })
			return judged(found, talksbench.StatementMatches(g.Statements, texts), func(f *statements.Sample, gold int) ([]string, bool) {
				return f.Features, gold >= 0
			})
		}))
}

func (a *app) trainNextCommand() *cobra.Command {
	return a.trainWeightsCommand("next", "internal/read/next/weights.tsv", "which words about the future are a follow-up", next.WeightsHeader, nextPenalty, false,
		asking(next.New, func(s *next.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			texts := each(found, func(f *next.Sample) string { return f.Text })
			kinds := each(found, func(f *next.Sample) parley.NextKind { return f.Kind })
			return judged(found, talksbench.NextMatches(g.Meetings, texts, kinds), func(f *next.Sample, right bool) ([]string, bool) {
				return f.Features, right
			})
		}))
}

func (a *app) trainOutcomesCommand() *cobra.Command {
	return a.trainWeightsCommand("outcomes", "internal/read/outcomes/weights.tsv", "which words tell the outcome of a meeting", outcomes.WeightsHeader, outcomesPenalty, false,
		asking(outcomes.New, func(s *outcomes.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			meetings := each(found, func(f *outcomes.Sample) int { return f.Meeting })
			return judged(found, talksbench.Of(g.Meetings, d.Reading.Meetings, meetings), func(f *outcomes.Sample, gold *talksbench.Meeting) ([]string, bool) {
				return f.Features, gold.HasOutcome(f.Kind)
			})
		}))
}

func (a *app) trainTopicsCommand() *cobra.Command {
	return a.trainWeightsCommand("topics", "internal/read/topics/weights.tsv", "which topics a meeting has", topics.WeightsHeader, topicsPenalty, true,
		asking(topics.New, func(s *topics.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			meetings := each(found, func(f *topics.Sample) int { return f.Meeting })
			return judged(found, talksbench.Of(g.Meetings, d.Reading.Meetings, meetings), func(f *topics.Sample, gold *talksbench.Meeting) ([]string, bool) {
				return f.Features, gold.HasTopic(f.Topic)
			})
		}))
}

func (a *app) trainPositionsCommand() *cobra.Command {
	return a.trainWeightsCommand("positions", "internal/read/positions/weights.tsv", "which candidates are positions", positions.WeightsHeader, positionsPenalty, false,
		asking(positions.New, func(s *positions.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			as := each(found, func(f *positions.Sample) talksbench.Position {
				return talksbench.Position{Actor: f.Actor, Text: f.Text}
			})
			return judged(found, talksbench.PositionMatches(g.Positions, as), func(f *positions.Sample, right bool) ([]string, bool) {
				return f.Features, right
			})
		}))
}

func (a *app) trainReactionsCommand() *cobra.Command {
	return a.trainWeightsCommand("reactions", "internal/read/reactions/weights.tsv", "which candidates are reactions", reactions.WeightsHeader, reactionsPenalty, false,
		asking(reactions.New, func(s *reactions.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Samples(d)
			as := each(found, func(f *reactions.Sample) talksbench.Reaction {
				return talksbench.Reaction{Actor: f.Actor, Text: f.Text}
			})
			return judged(found, talksbench.ReactionMatches(g.Reactions, as), func(f *reactions.Sample, right bool) ([]string, bool) {
				return f.Features, right
			})
		}))
}

func (a *app) trainSeatsCommand() *cobra.Command {
	return a.trainWeightsCommand("seats", "internal/read/meetings/data/seats.tsv", "who takes part in a meeting", meetings.SeatsHeader, seatsPenalty, false,
		asking(meetings.New, func(s *meetings.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.Seats(d)
			of := each(found, func(f *meetings.Seat) int { return f.Meeting })
			return judgedOf(found, talksbench.Of(g.Meetings, d.Reading.Meetings, of), func(f *meetings.Seat, gold *talksbench.Meeting) ([]string, bool) {
				return f.Features, gold.HasParticipant(f.Name)
			})
		}))
}

func (a *app) trainThirdsCommand() *cobra.Command {
	return a.trainWeightsCommand("thirds", "internal/read/meetings/data/thirds.tsv", "who hosts, mediates or watches a meeting", meetings.ThirdsHeader, thirdsPenalty, false,
		asking(meetings.New, func(s *meetings.Stage, d *layer.Doc, g *talksbench.Article) []weigh.Sample {
			found := s.ThirdSamples(d)
			of := each(found, func(f *meetings.ThirdSample) int { return f.Meeting })
			return judgedOf(found, talksbench.Of(g.Meetings, d.Reading.Meetings, of), func(f *meetings.ThirdSample, gold *talksbench.Meeting) ([]string, bool) {
				return f.Features, gold.HasThird(f.Actor, f.Role)
			})
		}))
}

// asking makes samples with a reader of its own.
func asking[S any](load func() (S, error), of func(S, *layer.Doc, *talksbench.Article) []weigh.Sample) func() (samples, error) {
	return func() (samples, error) {
		stage, err := load()
		if err != nil {
			return nil, err
		}
		return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample { return of(stage, d, g) }, nil
	}
}

// each is what of says of each finding.
func each[F, V any](found []F, of func(*F) V) []V {
	out := make([]V, len(found))
	for i := range found {
		out[i] = of(&found[i])
	}
	return out
}

// judged are samples of findings by what gold says of each.
func judged[F, G any](found []F, gold []G, judge func(*F, G) (features []string, right bool)) []weigh.Sample {
	out := make([]weigh.Sample, len(found))
	for i := range found {
		out[i].Features, out[i].Right = judge(&found[i], gold[i])
	}
	return out
}

// judgedOf are samples of findings about meetings by what gold says of each; of a
// meeting that is none nobody knows who sits there.
func judgedOf[F any](found []F, gold []*talksbench.Meeting, judge func(*F, *talksbench.Meeting) (features []string, right bool)) []weigh.Sample {
	var out []weigh.Sample
	for i, m := range gold {
		if m != nil {
			features, right := judge(&found[i], m)
			out = append(out, weigh.Sample{Features: features, Right: right})
		}
	}
	return out
}

// samples gives the candidates of a document, each with the answer.
type samples func(*layer.Doc, *talksbench.Article) []weigh.Sample

// Penalties on the squares of weights, found by cross-validation over articles:
// the fewer the examples, the higher.
const (
	statementsPenalty = 10
	nextPenalty       = 4
	outcomesPenalty   = 2
	topicsPenalty     = 30
	positionsPenalty  = 8
	reactionsPenalty  = 6
	seatsPenalty      = 8
	thirdsPenalty     = 4
)

// apartHelp says what folders after the first are for where they teach apart.
const apartHelp = ` What is
learnt is how the texts of the first DIR are annotated; those of the others teach
what they have in common with them.`

// setElsewhere marks samples that are not from the first folder.
func setElsewhere(samples []weigh.Sample, dir int) {
	for i := range samples {
		samples[i].Elsewhere = dir > 0
	}
}

// fewest samples that a feature must have to be weighed.
const fewest = 2

func (a *app) trainWeightsCommand(name, file, what, header string, penalty float64, apart bool, load func() (samples, error)) *cobra.Command {
	manner := ""
	if apart {
		manner = apartHelp
	}
	return &cobra.Command{
		Use:   name + " DIR... FILE",
		Short: "Fit the weights that decide " + what,
		Long: `Fit the weights that decide ` + what + `, and
write them. Each DIR holds texts/NAME.txt and gold/NAME.json in the scheme of
TalksBench, under a licence that lets the weights be shipped; FILE is
` + file + `. The same DIRs give the same FILE.` + manner,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			of, err := load()
			if err != nil {
				return err
			}
			dirs, file := args[:len(args)-1], args[len(args)-1]
			var all []weigh.Sample
			err = eachGold(c.Context(), dirs, func(d *layer.Doc, g *talksbench.Article, dir int) {
				if len(g.Meetings) > 0 { // nothing is read of an article without talks
					found := of(d, g)
					if apart {
						setElsewhere(found, dir)
					}
					all = append(all, found...)
				}
			})
			if err != nil {
				return err
			}
			if err := writeWeights(file, weigh.Fit(all, penalty, fewest), header); err != nil {
				return err
			}
			right := 0
			for _, s := range all {
				if s.Right {
					right++
				}
			}
			fmt.Fprintf(a.out, "%d candidates, %d of them right\n", len(all), right)
			return nil
		},
	}
}

// eachGold reads the annotated articles of dirs up to the end and visits them in
// order, each with the number of its folder.
func eachGold(ctx context.Context, dirs []string, visit func(d *layer.Doc, g *talksbench.Article, dir int)) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	for k, dir := range dirs {
		golds, err := readGold(dir)
		if err != nil {
			return err
		}
		for _, g := range golds {
			d, err := goldDocument(dir, g)
			if err != nil {
				return err
			}
			doc, err := reader.Annotate(ctx, d)
			if err != nil {
				return err
			}
			visit(doc, g, k)
		}
	}
	return nil
}

func writeWeights(file string, w weigh.Weights, header string) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := w.Write(f, header); err != nil {
		return err
	}
	return f.Close()
}

package main

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/next"
	"github.com/parley-register/parley/internal/read/outcomes"
	"github.com/parley-register/parley/internal/read/positions"
	"github.com/parley-register/parley/internal/read/statements"
	"github.com/parley-register/parley/internal/read/topics"
	"github.com/parley-register/parley/internal/talksbench"
)

func (a *app) trainStatementsCommand() *cobra.Command {
	return a.trainWeightsCommand("statements", "internal/read/statements/weights.tsv", "which indirect statements are about talks", statements.WeightsHeader, statementsPenalty,
		func() (samples, error) {
			stage, err := statements.New()
			if err != nil {
				return nil, err
			}
			return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample {
				found := stage.Samples(d)
				texts := make([]string, len(found))
				for i := range found {
					texts[i] = found[i].Text
				}
				out := make([]weigh.Sample, len(found))
				for i, gold := range talksbench.StatementMatches(g.Statements, texts) {
					out[i] = weigh.Sample{Features: found[i].Features, Right: gold >= 0}
				}
				return out
			}, nil
		})
}

func (a *app) trainNextCommand() *cobra.Command {
	return a.trainWeightsCommand("next", "internal/read/next/weights.tsv", "which words about the future are a follow-up", next.WeightsHeader, nextPenalty,
		func() (samples, error) {
			stage, err := next.New()
			if err != nil {
				return nil, err
			}
			return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample {
				found := stage.Samples(d)
				texts, kinds := make([]string, len(found)), make([]parley.NextKind, len(found))
				for i := range found {
					texts[i], kinds[i] = found[i].Text, found[i].Kind
				}
				out := make([]weigh.Sample, len(found))
				for i, right := range talksbench.NextMatches(g.Meetings, texts, kinds) {
					out[i] = weigh.Sample{Features: found[i].Features, Right: right}
				}
				return out
			}, nil
		})
}

func (a *app) trainOutcomesCommand() *cobra.Command {
	return a.trainWeightsCommand("outcomes", "internal/read/outcomes/weights.tsv", "which words tell the outcome of a meeting", outcomes.WeightsHeader, outcomesPenalty,
		func() (samples, error) {
			stage, err := outcomes.New()
			if err != nil {
				return nil, err
			}
			return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample {
				found := stage.Samples(d)
				meetings := make([]int, len(found))
				for i := range found {
					meetings[i] = found[i].Meeting
				}
				out := make([]weigh.Sample, len(found))
				for i, gold := range talksbench.Of(g.Meetings, d.Reading.Meetings, meetings) {
					out[i] = weigh.Sample{Features: found[i].Features, Right: gold.HasOutcome(found[i].Kind)}
				}
				return out
			}, nil
		})
}

func (a *app) trainTopicsCommand() *cobra.Command {
	return a.trainWeightsCommand("topics", "internal/read/topics/weights.tsv", "which topics a meeting has", topics.WeightsHeader, topicsPenalty,
		func() (samples, error) {
			stage, err := topics.New()
			if err != nil {
				return nil, err
			}
			return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample {
				found := stage.Samples(d)
				meetings := make([]int, len(found))
				for i := range found {
					meetings[i] = found[i].Meeting
				}
				out := make([]weigh.Sample, len(found))
				for i, gold := range talksbench.Of(g.Meetings, d.Reading.Meetings, meetings) {
					out[i] = weigh.Sample{Features: found[i].Features, Right: gold.HasTopic(found[i].Topic)}
				}
				return out
			}, nil
		})
}

func (a *app) trainPositionsCommand() *cobra.Command {
	return a.trainWeightsCommand("positions", "internal/read/positions/weights.tsv", "which candidates are positions", positions.WeightsHeader, positionsPenalty,
		func() (samples, error) {
			stage, err := positions.New()
			if err != nil {
				return nil, err
			}
			return func(d *layer.Doc, g *talksbench.Article) []weigh.Sample {
				found := stage.Samples(d)
				as := make([]talksbench.Position, len(found))
				for i := range found {
					as[i] = talksbench.Position{Actor: found[i].Actor, Text: found[i].Text}
				}
				out := make([]weigh.Sample, len(found))
				for i, right := range talksbench.PositionMatches(g.Positions, as) {
					out[i] = weigh.Sample{Features: found[i].Features, Right: right}
				}
				return out
			}, nil
		})
}

// samples gives the candidates of a document, each with the answer.
type samples func(*layer.Doc, *talksbench.Article) []weigh.Sample

// Penalties on the squares of weights, found by cross-validation over articles:
// the fewer the examples, the higher.
const (
	statementsPenalty = 10
	nextPenalty       = 4
	outcomesPenalty   = 4
	topicsPenalty     = 15
	positionsPenalty  = 8
)

// fewest samples that a feature must have to be weighed.
const fewest = 2

func (a *app) trainWeightsCommand(name, file, what, header string, penalty float64, load func() (samples, error)) *cobra.Command {
	return &cobra.Command{
		Use:   name + " DIR... FILE",
		Short: "Fit the weights that decide " + what,
		Long: `Fit the weights that decide ` + what + `, and
write them. Each DIR holds texts/NAME.txt and gold/NAME.json in the scheme of
TalksBench, under a licence that lets the weights be shipped; FILE is
` + file + `. The same DIRs give the same FILE.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			of, err := load()
			if err != nil {
				return err
			}
			dirs, file := args[:len(args)-1], args[len(args)-1]
			var all []weigh.Sample
			err = eachGold(c.Context(), dirs, func(d *layer.Doc, g *talksbench.Article) {
				if len(g.Meetings) > 0 { // nothing is read of an article without talks
					all = append(all, of(d, g)...)
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
// order.
func eachGold(ctx context.Context, dirs []string, visit func(*layer.Doc, *talksbench.Article)) error {
	reader, err := newReader()
	if err != nil {
		return err
	}
	for _, dir := range dirs {
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
			visit(doc, g)
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

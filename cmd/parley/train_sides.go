package main

import (
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/meetings"
	"github.com/parley-register/parley/internal/talksbench"
)

// Of the weights of sides: the penalty on their squares and how many samples a
// feature must have, both found by cross-validation over articles.
const (
	sidesPenalty = 10
	sidesFewest  = 6
)

func (a *app) trainSidesCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "sides DIR… FILE",
		Short: "Fit the weights that decide who the sides of a meeting are",
		Long: `Fit the weights that decide who the sides of a meeting are where the words for it
do not name them, and write them. Each DIR holds texts/NAME.txt and gold/NAME.json in the
scheme of TalksBench, under a licence that lets the weights be shipped; FILE is
internal/read/meetings/data/sides.tsv. A mention is taken for one of the gold
meeting that its time, place, round and people fit best. The same folders give
the same FILE. Train meetings afterwards: its candidates have these sides.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			dirs, file := args[:len(args)-1], args[len(args)-1]
			articles, err := goldArticles(c.Context(), dirs)
			if err != nil {
				return err
			}
			var all []weigh.Sample
			for i := range articles {
				all = append(all, articles[i].sides...)
			}
			right := 0
			for _, s := range all {
				if s.Right {
					right++
				}
			}
			if err := writeWeights(file, weigh.Fit(all, sidesPenalty, sidesFewest), meetings.SidesHeader); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%d questions in %d articles, %d of them answered with yes\n", len(all), len(articles), right)
			return nil
		},
	}
}

// goldArticle is an annotated article, read up to the meetings, with the samples
// from which its sides are learnt.
type goldArticle struct {
	gold  *talksbench.Article
	doc   *layer.Doc
	sides []weigh.Sample
}

// goldArticles are the articles of dirs.
func goldArticles(ctx context.Context, dirs []string) ([]goldArticle, error) {
	stage, err := meetings.New()
	if err != nil {
		return nil, err
	}
	var out []goldArticle
	err = eachGold(ctx, dirs, func(d *layer.Doc, g *talksbench.Article, _ int) {
		out = append(out, goldArticle{g, d, sideSamples(d, g, stage)})
	})
	return out, err
}

// sideSamples are the questions about sides that gold answers.
func sideSamples(doc *layer.Doc, g *talksbench.Article, stage *meetings.Stage) []weigh.Sample {
	var out []weigh.Sample
	for _, m := range stage.SideSamples(doc) {
		i := talksbench.Align(g.Meetings, told(doc, &m))
		if i < 0 {
			continue
		}
		for _, s := range m.Seats {
			out = append(out, weigh.Sample{Features: s.Features, Right: slices.Contains(g.Meetings[i].Parties, s.Code)})
		}
	}
	return out
}

// told is what the words around a mention tell.
func told(doc *layer.Doc, m *meetings.SideSample) *talksbench.Told {
	s := doc.Sentences[m.Sentence]
	t := &talksbench.Told{
		Sentence: doc.Source.Text[doc.Tokens[s.First].Start:doc.Tokens[s.Last-1].End],
		Sides:    m.Framed, Ordinal: m.Ordinal, Status: m.Status,
	}
	if m.Time > 0 {
		t.When = doc.Times[m.Time-1].When
	}
	if m.Place > 0 {
		p := &doc.Places[m.Place-1]
		t.Country, t.Place = p.Country, p.Name
		if p.City != "" {
			t.Place = p.City
		}
	}
	for _, p := range m.Persons {
		t.People = append(t.People, doc.People[p].Name)
	}
	return t
}

// folds is into how many parts articles are put so that the sides of each part
// are decided by weights that the others taught.
const folds = 5

// apartSides are, for each article, a stage whose weights of sides were fitted
// without it.
func apartSides(stage *meetings.Stage, articles []goldArticle) []*meetings.Stage {
	var of [folds]*meetings.Stage
	for k := range folds {
		var all []weigh.Sample
		for i := range articles {
			if i%folds != k {
				all = append(all, articles[i].sides...)
			}
		}
		of[k] = stage.WithSides(weigh.Fit(all, sidesPenalty, sidesFewest))
	}
	out := make([]*meetings.Stage, len(articles))
	for i := range articles {
		out[i] = of[i%folds]
	}
	return out
}

// meetingsPenalty is the penalty on the squares of the weights of meetings.
const meetingsPenalty = 30

func (a *app) trainMeetingsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "meetings DIR… FILE",
		Short: "Fit the weights that decide which candidates are meetings",
		Long: `Fit the weights that decide which candidates are meetings, and write them. Each DIR
holds texts/NAME.txt and gold/NAME.json in the scheme of TalksBench, under a
licence that lets the weights be shipped; FILE is
internal/read/meetings/data/counts.tsv. The sides of an article's candidates are
decided by weights fitted for it on other articles, so that they are as good as
on a text that nobody has seen. The same folders give the same FILE.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			dirs, file := args[:len(args)-1], args[len(args)-1]
			articles, err := goldArticles(c.Context(), dirs)
			if err != nil {
				return err
			}
			stage, err := meetings.New()
			if err != nil {
				return err
			}
			var samples []weigh.Sample
			right := 0
			for i, s := range apartSides(stage, articles) {
				found := s.Samples(articles[i].doc)
				ms := each(found, func(f *meetings.Sample) parley.Meeting { return f.Meeting })
				for k, gold := range talksbench.Matches(articles[i].gold.Meetings, ms) {
					samples = append(samples, weigh.Sample{Features: found[k].Features, Right: gold >= 0})
					if gold >= 0 {
						right++
					}
				}
			}
			if err := writeWeights(file, weigh.Fit(samples, meetingsPenalty, 1), meetings.WeightsHeader); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%d candidates, %d of them meetings\n", len(samples), right)
			return nil
		},
	}
}

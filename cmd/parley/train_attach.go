package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/talksbench"
)

// attachPenalty is the penalty on the squares of the weights of attachment.
const attachPenalty = 10

func (a *app) trainAttachCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "attach DIR... FILE",
		Short: "Fit the weights that decide to which meeting words belong",
		Long: `Fit the weights that decide to which meeting of an article an outcome or a
follow-up belongs, and write them. Each DIR holds texts/NAME.txt and
gold/NAME.json in the scheme of TalksBench, under a licence that lets the
weights be shipped; FILE is internal/read/layer/attach.tsv. The same DIRs give
the same FILE.`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			var all []weigh.Choice
			err := eachGold(c.Context(), args[:len(args)-1], func(d *layer.Doc, g *talksbench.Article, _ int) {
				all = append(all, attachments(d, g)...)
			})
			if err != nil {
				return err
			}
			if err := writeWeights(args[len(args)-1], weigh.FitChoices(all, attachPenalty, fewest), layer.AttachHeader); err != nil {
				return err
			}
			fmt.Fprintln(a.out, len(all), "outcomes and follow-ups")
			return nil
		},
	}
}

// attachments are the gold outcomes and follow-ups of an article, each as the
// choice of its meeting among those that were found and took place.
func attachments(d *layer.Doc, g *talksbench.Article) []weigh.Choice {
	matches := talksbench.Matches(g.Meetings, d.Reading.Meetings)
	owners := map[string][]int{} // gold meetings by the words of what they are told to have
	var texts []string
	note := func(text string, m int) {
		if owners[text] == nil {
			texts = append(texts, text)
		}
		owners[text] = append(owners[text], m)
	}
	for m := range g.Meetings {
		if o := g.Meetings[m].Outcome; o != nil {
			note(o.Text, m)
		}
		for _, n := range g.Meetings[m].Next {
			note(n.Text, m)
		}
	}
	var out []weigh.Choice
	for _, text := range texts {
		at := strings.Index(d.Source.Text, text)
		sentence, first, last := -1, -1, -1
		for n := range d.Sentences {
			for k := d.Sentences[n].First; k < d.Sentences[n].Last; k++ {
				if t := &d.Tokens[k]; at >= 0 && t.End > at && t.Start < at+len(text) {
					if sentence < 0 {
						sentence, first = n, k
					}
					if n == sentence {
						last = k + 1
					}
				}
			}
		}
		if sentence < 0 {
			continue
		}
		var c weigh.Choice
		for m := range d.Meetings {
			if !d.Meetings[m].HasSequel() {
				continue
			}
			right := false
			for _, o := range owners[text] {
				right = right || matches[m] == o
			}
			c.Options = append(c.Options, d.Bearings(m, sentence, first, last))
			c.Right = append(c.Right, right)
		}
		out = append(out, c)
	}
	return out
}

package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/weigh"
	"github.com/parley-register/parley/internal/read/meetings"
	"github.com/parley-register/parley/internal/talksbench"
)

// trainCommand is for those who work on the readers; it is not on the help page.
func (a *app) trainCommand() *cobra.Command {
	c := &cobra.Command{Use: "train", Short: "Fit the models that readers decide with", Hidden: true}
	c.AddCommand(a.trainHoldersCommand(), a.trainMeetingsCommand(), a.trainStatementsCommand(), a.trainNextCommand(), a.trainOutcomesCommand(), a.trainPositionsCommand(), a.trainTopicsCommand())
	return c
}

// meetingsPenalty is the penalty on the squares of the weights of meetings.
const meetingsPenalty = 30

func (a *app) trainMeetingsCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "meetings DIR FILE",
		Short: "Fit the model that decides which candidates are meetings",
		Long: `Fit the model that decides which candidates are meetings, and write its
weights. DIR holds texts/NAME.txt and gold/NAME.json in the scheme of
TalksBench, under a licence that lets the weights be shipped; FILE is
internal/read/meetings/data/counts.tsv. The same DIR gives the same FILE.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			golds, err := readGold(args[0])
			if err != nil {
				return err
			}
			reader, err := newReader()
			if err != nil {
				return err
			}
			stage, err := meetings.New()
			if err != nil {
				return err
			}
			var samples []weigh.Sample
			right, counted, both := 0, 0, 0
			for _, g := range golds {
				d, err := goldDocument(args[0], g)
				if err != nil {
					return err
				}
				doc, err := reader.Annotate(c.Context(), d)
				if err != nil {
					return err
				}
				found := stage.Samples(doc)
				ms := make([]parley.Meeting, len(found))
				for i := range found {
					ms[i] = found[i].Meeting
				}
				for i, gold := range talksbench.Matches(g.Meetings, ms) {
					samples = append(samples, weigh.Sample{Features: found[i].Features, Right: gold >= 0})
					if gold >= 0 {
						right++
					}
					if found[i].Counts {
						counted++
					}
					if found[i].Counts && gold >= 0 {
						both++
					}
				}
			}
			f, err := os.Create(args[1])
			if err != nil {
				return err
			}
			defer f.Close()
			if err := weigh.Fit(samples, meetingsPenalty, 1).Write(f, meetings.WeightsHeader); err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%d candidates, %d of them meetings; the weights until now counted %d, %d of them meetings\n", len(samples), right, counted, both)
			return f.Close()
		},
	}
}

package main

import "github.com/spf13/cobra"

func (a *app) evalCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "eval",
		Short: "Measure the readers against gold that you have",
		Long: `Measure the readers against annotated sets that you have: each command takes
the folder of a set, prints the figures that the set's own script computes, and
lists errors, so that lexicons can be improved.`,
	}
	c.AddCommand(a.evalRoundsCommand(), a.evalParseCommand(), a.evalSentencesCommand(), a.evalNamesCommand())
	c.AddCommand(a.evalTalksCommand(), a.evalTimesCommand(), a.evalPlacesCommand(), a.evalQuotesCommand(), a.evalRootsCommand(), a.evalMeetCommand())
	c.AddCommand(a.evalExtractionCommand(), a.evalOriginsCommand(), a.evalStoriesCommand(), a.evalGateCommand(), a.evalIntakeCommand())
	return c
}

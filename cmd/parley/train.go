package main

import "github.com/spf13/cobra"

// trainCommand is for those who work on the readers; it is not on the help page.
func (a *app) trainCommand() *cobra.Command {
	c := &cobra.Command{Use: "train", Short: "Fit the models that readers decide with", Hidden: true}
	c.AddCommand(a.trainAttachCommand(), a.trainHoldersCommand(), a.trainSidesCommand(), a.trainMeetingsCommand(), a.trainThirdsCommand(), a.trainSeatsCommand(), a.trainStatementsCommand(), a.trainNextCommand(), a.trainOutcomesCommand(), a.trainPositionsCommand(), a.trainReactionsCommand(), a.trainTopicsCommand())
	return c
}

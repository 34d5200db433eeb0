package main

import "github.com/spf13/cobra"

// commands are all commands of the program, in the order of the help page.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.readCommand(),
		a.demoCommand(),
		a.addCommand(),
		a.feedCommand(),
		a.syncCommand(),
		a.versionsCommand(),
		a.originCommand(),
		a.annotateCommand(),
		a.processesCommand(),
		a.processCommand(),
		a.roundCommand(),
		a.explainCommand(),
		a.exportCommand(),
		a.editCommand(),
		a.logCommand(),
		a.reviewCommand(),
		a.rereadCommand(),
		a.diffCommand(),
		a.checkCommand(),
		a.serveCommand(),
		a.configCommand(),
		a.doctorCommand(),
		a.evalCommand(),
		a.manCommand(),
		a.trainCommand(),
		a.versionCommand(),
	}
}

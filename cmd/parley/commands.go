package main

import "github.com/spf13/cobra"

// commands are all commands of the program, in the order of the help page.
func (a *app) commands() []*cobra.Command {
	return []*cobra.Command{
		a.readCommand(),
		a.addCommand(),
		a.configCommand(),
		a.doctorCommand(),
		a.evalCommand(),
		a.manCommand(),
		a.trainCommand(),
		a.versionCommand(),
	}
}

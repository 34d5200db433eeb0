package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func (a *app) configCommand() *cobra.Command {
	config := group("config", "Show the settings in force")
	var origin bool
	show := &cobra.Command{
		Use:   "show",
		Short: "Print each setting, and with --origin where it came from",
		Long: `Print each setting in force. A flag wins over the environment (PARLEY_DB,
PARLEY_PORT, …), that over the configuration file, and that over the default.
An unknown key in the file is an error.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			rows := a.settings.rows()
			if a.json {
				return a.printJSON(rows)
			}
			w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
			for _, r := range rows {
				if origin {
					fmt.Fprintf(w, "%s\t%v\t%s\n", r.Name, r.Value, r.Origin)
				} else {
					fmt.Fprintf(w, "%s\t%v\n", r.Name, r.Value)
				}
			}
			return w.Flush()
		},
	}
	show.Flags().BoolVar(&origin, "origin", false, "say where each value came from")
	config.AddCommand(show)
	return config
}

type settingRow struct {
	Name   string `json:"name"`
	Value  any    `json:"value"`
	Origin string `json:"origin"`
}

func (s settings) rows() []settingRow {
	return []settingRow{
		{"config", s.Config.Value, s.Config.Origin},
		{"db", s.DB.Value, s.DB.Origin},
		{"port", s.Port.Value, s.Port.Origin},
		{"workers", s.Workers.Value, s.Workers.Origin},
		{"author", s.Author.Value, s.Author.Origin},
		{"quiet", s.Quiet.Value, s.Quiet.Origin},
		{"no_color", s.NoColor.Value, s.NoColor.Origin},
	}
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

// finding is one thing that doctor looked at.
type finding struct {
	What string `json:"what"`
	OK   bool   `json:"ok"`
	Says string `json:"says"`
}

func (a *app) doctorCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "See whether this installation can do its work",
		Long: `Look at everything that parley needs: the configuration, the data folder, the
register, the language model. Changes nothing. Ends with code 1 where something
is wrong. To verify what a register holds, use 'parley check'.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			findings := a.examine(c.Context())
			bad := 0
			for _, f := range findings {
				if !f.OK {
					bad++
				}
			}
			if a.json {
				if err := a.printJSON(findings); err != nil {
					return err
				}
			} else {
				w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
				for _, f := range findings {
					fmt.Fprintf(w, "%s\t%s\t%s\n", map[bool]string{true: "ok", false: "WRONG"}[f.OK], f.What, f.Says)
				}
				if err := w.Flush(); err != nil {
					return err
				}
			}
			if bad > 0 {
				return fmt.Errorf("%d of %d things are wrong", bad, len(findings))
			}
			return nil
		},
	}
}

func (a *app) examine(ctx context.Context) []finding {
	v := buildVersion()
	out := []finding{
		{"version", true, fmt.Sprintf("%s, %s, %s", v.Version, v.Go, v.Platform)},
		{"configuration", true, a.settings.Config.Value + " (" + a.settings.Config.Origin + ")"},
	}
	reader, err := newReader()
	if err != nil {
		out = append(out, finding{"readers", false, err.Error()})
	} else {
		out = append(out, finding{"readers", true, "fingerprint " + reader.Fingerprint()})
	}
	dir := filepath.Dir(a.settings.DB.Value)
	out = append(out, examineFolder(dir))
	return append(out, a.examineRegister(ctx))
}

// examineFolder sees whether files can be made in dir, or dir itself.
func examineFolder(dir string) finding {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return finding{"data folder", true, dir + " is not there yet; the first 'parley add' makes it"}
	case err != nil:
		return finding{"data folder", false, err.Error()}
	case !info.IsDir():
		return finding{"data folder", false, dir + " is a file; name another place with --db"}
	}
	f, err := os.CreateTemp(dir, ".parley-doctor-*")
	if err != nil {
		return finding{"data folder", false, "nothing can be written to " + dir + "; check its permissions and free space: " + err.Error()}
	}
	name := f.Name()
	if err := errors.Join(f.Close(), os.Remove(name)); err != nil {
		return finding{"data folder", false, err.Error()}
	}
	return finding{"data folder", true, dir}
}

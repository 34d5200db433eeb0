package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	evalplaces "github.com/parley-register/parley/internal/eval/places"
)

func (a *app) evalPlacesCommand() *cobra.Command {
	var errorsToo bool
	var parts []string
	c := &cobra.Command{
		Use:   "places PATH",
		Short: "Measure places against gold toponyms, uses or meeting places",
		Long: `Measure places. PATH is

  an XML file of articles with toponyms (LGL, TR-News), or a folder of these:
  exact spans, and how many of them lie where the gold has them;

  a JSONL file of sentences with names marked GPE and GOV: literal against
  metonymic use;

  a TalksBench folder (gold/ and texts/): how many gold places of meetings are
  among the places found.`,
		Example: `  parley eval places places/TR-News.xml
  parley eval places places --errors > errors.tsv
  parley eval places names/diplomacy/sentences.jsonl
  parley eval places talksbench/dev --part d1,d3`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			switch {
			case isTalksBench(args[0]):
				r, err := evalplaces.RunTalks(args[0], parts...)
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(r)
				}
				if !errorsToo {
					r.Misses = nil
				}
				r.Table(a.out)
				return nil
			case filepath.Ext(args[0]) == ".jsonl":
				r, err := evalplaces.RunUse(args[0])
				if err != nil {
					return err
				}
				if a.json {
					return a.printJSON(r)
				}
				r.Table(a.out)
				if errorsToo {
					for _, e := range r.Errors {
						fmt.Fprintln(a.out, e)
					}
				}
				return nil
			}
			return a.evalToponyms(args[0], errorsToo)
		},
	}
	c.Flags().BoolVar(&errorsToo, "errors", false, "list every place that is not as the gold has it, tab-separated")
	c.Flags().StringSliceVar(&parts, "part", nil, "of TalksBench, only articles whose names start so")
	return c
}

func (a *app) evalToponyms(path string, errorsToo bool) error {
	files := []string{path}
	if filepath.Ext(path) != ".xml" {
		var err error
		if files, err = filepath.Glob(filepath.Join(path, "*.xml")); err != nil || len(files) == 0 {
			return notFound("%s: no .xml files there; name a file of articles with toponyms, or a folder of these", path)
		}
	}
	results := make(map[string]*evalplaces.Result, len(files))
	for _, file := range files {
		docs, err := evalplaces.Load(file)
		if err != nil {
			return err
		}
		r, err := evalplaces.Run(docs)
		if err != nil {
			return err
		}
		results[filepath.Base(file)] = r
		if a.json {
			continue
		}
		fmt.Fprintln(a.out, filepath.Base(file))
		r.Table(a.out)
		if errorsToo {
			r.List(a.out)
		}
	}
	if a.json {
		return a.printJSON(results)
	}
	return nil
}

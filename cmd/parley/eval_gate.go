package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/gate"
)

// gateScore is what the gate lets pass.
type gateScore struct {
	Version string    `json:"version"`
	Talks   gateCount `json:"talks"` // articles in which there is a meeting
	Others  gateCount `json:"others"`
	Missed  []string  `json:"missed"`
}

type gateCount struct {
	Texts  int `json:"texts"`
	Passed int `json:"passed"`
}

func (c *gateCount) add(pass bool) {
	c.Texts++
	if pass {
		c.Passed++
	}
}

func (c gateCount) String() string {
	return fmt.Sprintf("%d of %d pass (%.3f)", c.Passed, c.Texts, float64(c.Passed)/float64(max(1, c.Texts)))
}

func (a *app) evalGateCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "gate TALKS OTHERS…",
		Short: "Measure what the gate before the readers lets pass",
		Long: `Measure what the gate lets pass: TALKS is a folder in the layout of TalksBench
(texts/NAME.txt, gold/NAME.json), of which the articles with a meeting count;
OTHERS are .jsonl files of general news ("text" or "text_tok") and folders of
.html pages.`,
		Example: `  parley eval gate talksbench/dev articles.jsonl pages/`,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			score := gateScore{Version: gate.Version(), Missed: []string{}}
			if err := gateTalks(args[0], &score); err != nil {
				return err
			}
			for _, path := range args[1:] {
				if err := gateOthers(path, &score.Others); err != nil {
					return err
				}
			}
			if a.json {
				return a.printJSON(score)
			}
			_, err := fmt.Fprintf(a.out, "gate    %s\ntalks   %v\nothers  %v\n", score.Version, score.Talks, score.Others)
			for _, m := range score.Missed {
				fmt.Fprintln(a.out, "missed  "+m)
			}
			return err
		},
	}
	return c
}

func gateTalks(dir string, score *gateScore) error {
	golds, err := readGold(dir)
	if err != nil {
		return err
	}
	for _, gold := range golds {
		if len(gold.Meetings) == 0 {
			continue
		}
		text, err := gold.Text(dir)
		if err != nil {
			return err
		}
		v := gate.Text(text)
		score.Talks.add(v.Pass)
		if !v.Pass {
			score.Missed = append(score.Missed, fmt.Sprintf("%s (%.2f)", gold.Doc.ID, v.Score))
		}
	}
	return nil
}

func gateOthers(path string, count *gateCount) error {
	return filepath.WalkDir(path, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch filepath.Ext(file) {
		case ".html":
			page, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			count.add(gate.Page(page).Pass)
		case ".jsonl":
			f, err := os.Open(file)
			if err != nil {
				return err
			}
			defer f.Close()
			lines := bufio.NewScanner(f)
			lines.Buffer(nil, 16<<20)
			for lines.Scan() {
				var r struct {
					Text string `json:"text"`
					Tok  string `json:"text_tok"`
				}
				if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
					return fmt.Errorf("%s: %w", file, err)
				}
				count.add(gate.Text([]byte(r.Text + r.Tok)).Pass)
			}
			return lines.Err()
		}
		return nil
	})
}

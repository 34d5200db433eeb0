package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
)

// holdersSince is the first year of the book: registers reach back to the talks
// that followed the war.
const holdersSince = 1945

// holdersText is how many bytes of a text are read: releases name people early.
const holdersText = 6000

func (a *app) trainHoldersCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "holders DIR FILE",
		Short: "Gather the book of office holders",
		Long: `Gather the book of office holders from texts of the public domain, and write
it. DIR holds travels/visits.tsv and trips.tsv, and under text and
news/briefings the releases that docs/models.md names; FILE is
internal/read/actors/holders.tsv. The same DIR gives the same FILE.`,
		Args: cobra.ExactArgs(2),
		RunE: func(c *cobra.Command, args []string) error {
			parser, err := nlp.New()
			if err != nil {
				return err
			}
			book := actors.NewHolders(actors.New())
			read := func(text, date string, sure bool, country string) {
				year := yearOf(date)
				if year < holdersSince || c.Context().Err() != nil {
					return
				}
				d := &parley.Document{Text: text[:min(len(text), holdersText)], Language: "en"}
				book.Add(&layer.Doc{Doc: parser.Parse(d)}, year, sure, country)
			}
			if err := eachVisit(args[0], read); err != nil {
				return err
			}
			for _, name := range []string{"text/state_releases.jsonl.xz", "text/wh_briefings.jsonl.xz", "news/briefings/wh_diplomacy.jsonl.xz"} {
				if err := eachRelease(filepath.Join(args[0], filepath.FromSlash(name)), func(text, date string) { read(text, date, false, "") }); err != nil {
					return err
				}
			}
			if err := c.Context().Err(); err != nil {
				return err
			}
			f, err := os.Create(args[1])
			if err != nil {
				return err
			}
			defer f.Close()
			n, err := book.Write(f)
			if err != nil {
				return err
			}
			fmt.Fprintln(a.out, n, "holders of offices")
			return f.Close()
		},
	}
}

var yearRE = regexp.MustCompile(`(?:19|20)\d\d`)

func yearOf(date string) int {
	y, _ := strconv.Atoi(yearRE.FindString(date))
	return y
}

// eachVisit makes sentences of the records of visits and journeys.
func eachVisit(dir string, read func(text, date string, sure bool, country string)) error {
	visits, err := os.ReadFile(filepath.Join(dir, "travels", "visits.tsv"))
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(visits)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 5 {
			read(fmt.Sprintf("%s of %s came on a visit.", f[3], f[4]), f[1], true, "")
		}
	}
	trips, err := os.ReadFile(filepath.Join(dir, "travels", "trips.tsv"))
	if err != nil {
		return err
	}
	office := map[string]string{"president": "President", "secretary": "Secretary of State"}
	for line := range strings.Lines(string(trips)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 8 {
			read(fmt.Sprintf("U.S. %s %s went abroad.", office[f[1]], f[2]), f[3], true, "")
			read(f[7], f[3], true, lexicon.Shared().CodeIn(f[5]))
		}
	}
	return nil
}

// eachRelease calls visit with the text and date of each line of a packed file.
func eachRelease(path string, visit func(text, date string)) error {
	if _, err := os.Stat(path); err != nil {
		return err
	}
	cmd := exec.Command("xz", "-dc", path)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("unpacking %s needs the program xz: %w", path, err)
	}
	sc := bufio.NewScanner(out)
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var doc struct{ Text, Date string }
		if err := json.Unmarshal(sc.Bytes(), &doc); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		visit(doc.Text, doc.Date)
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return cmd.Wait()
}

package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/warc"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// intakeScore is how fast an archive is taken in.
type intakeScore struct {
	Pages      int     `json:"pages"`
	Talks      int     `json:"talks"`      // pages about talks
	Bytes      int64   `json:"bytes"`      // of the archive
	Extraction float64 `json:"extraction"` // pages a second, the main text alone
	Add        float64 `json:"add"`        // pages a second, into an empty register
	Again      float64 `json:"again"`      // pages a second, when all is there already
	Memory     uint64  `json:"memory"`     // bytes taken from the system at most, sampled while adding
	Summary    job.Summary
}

func (a *app) evalIntakeCommand() *cobra.Command {
	var pages, every int
	c := &cobra.Command{
		Use:   "intake",
		Short: "Measure how fast a web archive is added, on one that is made for it",
		Long: `Measure how fast 'parley add' takes a web archive in. The archive is made for it: pages
with navigation, scripts and articles of some length, of which one in --talks is
about talks. Compared are the extraction of the main text alone, adding to an
empty register, and adding the same again.`,
		Example: `  parley eval intake --pages 20000`,
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := os.MkdirTemp("", "parley-intake-*")
			if err != nil {
				return err
			}
			defer os.RemoveAll(dir)
			score, err := a.intake(c.Context(), dir, pages, every)
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(score)
			}
			w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "archive\t%d pages, %d about talks, %d MB\n", score.Pages, score.Talks, score.Bytes>>20)
			fmt.Fprintf(w, "extraction\t%.0f pages/s\n", score.Extraction)
			fmt.Fprintf(w, "add\t%.0f pages/s (%.2f of extraction), %d MB of memory\n", score.Add, score.Add/score.Extraction, score.Memory>>20)
			fmt.Fprintf(w, "add again\t%.0f pages/s\n", score.Again)
			return w.Flush()
		},
	}
	c.Flags().IntVar(&pages, "pages", 20_000, "how many pages the archive has")
	c.Flags().IntVar(&every, "talks", 10, "one page in so many is about talks")
	return c
}

func (a *app) intake(ctx context.Context, dir string, pages, every int) (*intakeScore, error) {
	path := filepath.Join(dir, "crawl.warc.gz")
	score := &intakeScore{Pages: pages}
	if err := makeArchive(path, pages, every, score); err != nil {
		return nil, err
	}
	local := &source.Local{Now: time.Now}
	rate := func(start time.Time) float64 { return float64(pages) / time.Since(start).Seconds() }

	start := time.Now()
	err := job.Map(ctx, a.settings.Workers.Value, func(send func(source.Input) bool) {
		for in, err := range local.Open(ctx, []string{path}) {
			if err == nil && !send(in) {
				return
			}
		}
	}, func(_ context.Context, in source.Input) (struct{}, error) {
		_, err := article.From(&in)
		return struct{}{}, err
	}, func(context.Context, struct{}) error { return nil })
	if err != nil {
		return nil, err
	}
	score.Extraction = rate(start)
	runtime.GC()

	s, err := sqlite.Open(ctx, filepath.Join(dir, "parley.db"))
	if err != nil {
		return nil, err
	}
	defer s.Close()
	var stop atomic.Bool
	peak := make(chan uint64)
	go func() {
		var most uint64
		for !stop.Load() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.Sys-m.HeapReleased)
			time.Sleep(100 * time.Millisecond)
		}
		peak <- most
	}()
	start = time.Now()
	score.Summary, err = a.add(ctx, s, local.Open(ctx, []string{path}), pages)
	score.Add = rate(start)
	stop.Store(true)
	score.Memory = <-peak
	if err != nil {
		return nil, err
	}
	start = time.Now()
	if _, err := a.add(ctx, s, local.Open(ctx, []string{path}), pages); err != nil {
		return nil, err
	}
	score.Again = rate(start)
	return score, nil
}

// makeArchive writes pages that differ in length and words.
func makeArchive(path string, pages, every int, score *intakeScore) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w, err := warc.NewWriter(f, "parley eval intake")
	if err != nil {
		return err
	}
	for i := range pages {
		talks := every > 0 && i%every == 0
		if talks {
			score.Talks++
		}
		body := []byte(madePage(i, talks))
		err := w.Write(&parley.Capture{
			Digest: parley.DigestOf(body), URL: fmt.Sprintf("https://wire.example.org/%d/story-%d.html", i%97, i),
			ContentType: "text/html; charset=utf-8", Fetched: time.Date(2026, 3, 1, 0, 0, i, 0, time.UTC), Body: body,
		})
		if err != nil {
			return err
		}
	}
	if score.Bytes, err = f.Seek(0, io.SeekEnd); err != nil {
		return err
	}
	return f.Close()
}

var (
	madeDaily = strings.Fields("harvest market school bridge council library weather orchard engine factory budget player season doctor garden museum train river village bakery teacher festival concert harbour winter painter record price station forest")
	madeSaid  = []string{
		"The %s by the %s was closed for the second week while workers looked for the fault.", "Visitors to the %s paid more than last year, and the %s was full by noon.",
		"A new %s will be built beside the old %s if the money can be found.", "Nobody had expected the %s to last, said the keeper of the %s, who is 74.",
		"After the rain the %s smelled of wet wood, and the %s stayed empty.",
	}
	madeTalks = []string{
		"The foreign ministers of %s and %s met in Oslo on Tuesday for a second round of talks about fishing rights.", "Envoys of %s and %s agreed to resume negotiations on the border within a month.",
		"A delegation from %s arrived in the capital of %s for talks with the prime minister.", "The president of %s spoke by phone with his counterpart in %s about the ceasefire.",
	}
	madeStates = strings.Fields("Norway Chile Peru Japan Kenya Egypt Jordan Turkey Poland Mexico Brazil Ghana")
)

// madePage is the page of a number: the same number gives the same page.
func madePage(n int, talks bool) string {
	x := uint64(n)*0x9e3779b97f4a7c15 + 1
	next := func(limit int) int {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		return int(x % uint64(limit))
	}
	var b strings.Builder
	title := fmt.Sprintf("Report %d from the %s", n, madeDaily[next(len(madeDaily))])
	fmt.Fprintf(&b, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>%s | Northern Wire</title><meta property="og:title" content="%s"><meta property="article:published_time" content="2026-02-%02dT08:00:00Z"><script>%s</script><style>%s</style></head><body><nav><ul>`,
		title, title, 1+next(28), strings.Repeat("var a = function () { return 1; };\n", 120), strings.Repeat("p { margin: 0 }\n", 60))
	for i := range 40 {
		fmt.Fprintf(&b, `<li><a href="/section/%d">Section %d</a></li>`, i, i)
	}
	fmt.Fprintf(&b, "</ul></nav><article><h1>%s</h1>", title)
	for range 8 + next(10) {
		b.WriteString("<p>")
		for range 3 + next(3) {
			if talks && next(2) == 0 {
				fmt.Fprintf(&b, madeTalks[next(len(madeTalks))]+" ", madeStates[next(6)], madeStates[6+next(6)])
				continue
			}
			fmt.Fprintf(&b, madeSaid[next(len(madeSaid))]+" ", madeDaily[next(len(madeDaily))], madeDaily[next(len(madeDaily))])
		}
		b.WriteString("</p>")
	}
	b.WriteString("</article><aside>")
	for range 20 {
		fmt.Fprintf(&b, `<div class="teaser"><a href="/x">More about the %s</a></div>`, madeDaily[next(len(madeDaily))])
	}
	b.WriteString("</aside><footer>Copyright Northern Wire</footer></body></html>")
	return b.String()
}

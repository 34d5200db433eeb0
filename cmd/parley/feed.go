package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/feed"
	"github.com/parley-register/parley/internal/source/fetch"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

func (a *app) feedCommand() *cobra.Command {
	c := group("feed", "Follow news feeds: add, list, remove, import, export")
	c.AddCommand(a.feedAddCommand(), a.feedListCommand(), a.feedRemoveCommand(), a.feedImportCommand(), a.feedExportCommand())
	return c
}

func (a *app) feedAddCommand() *cobra.Command {
	var allow []string
	c := &cobra.Command{
		Use:   "add URL…",
		Short: "Follow feeds (RSS, Atom, JSON Feed)",
		Long: `Follow feeds. Nothing is fetched now; 'parley sync' does that. --allow-host is kept
with the feed: the feed and its articles may then be inside your own network.`,
		Example: `  parley feed add https://wire.example.org/world/rss.xml
  parley feed add http://wiki.intranet.example/news.atom --allow-host wiki.intranet.example`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, urls []string) error {
			if _, err := fetch.ParseAllowed(allow); err != nil {
				return usage("--allow-host: %w", err)
			}
			var outlines []feed.Outline
			for _, u := range urls {
				if parsed, err := url.Parse(u); err != nil || !source.IsAddress(u) || parsed.Host == "" {
					return usage("%q is not the address of a feed; https://example.org/rss.xml is", u)
				}
				outlines = append(outlines, feed.Outline{URL: u})
			}
			return a.follow(c.Context(), outlines, allow)
		},
	}
	c.Flags().StringArrayVar(&allow, "allow-host", nil, "a host, address or network inside your own network that the feed may lead to")
	return c
}

// follow adds feeds and says how many were new.
func (a *app) follow(ctx context.Context, outlines []feed.Outline, allow []string) error {
	s, err := sqlite.Open(ctx, a.settings.DB.Value)
	if err != nil {
		return err
	}
	defer s.Close()
	n := 0
	for _, o := range outlines {
		added, err := s.AddFeed(ctx, store.Feed{URL: o.URL, Title: o.Title, Allow: append([]string{}, allow...)})
		if err != nil {
			return err
		}
		if added {
			n++
		}
	}
	if a.json {
		return a.printJSON(map[string]int{"added": n, "known": len(outlines) - n})
	}
	_, err = fmt.Fprintf(a.out, "%d added, %d followed already\n", n, len(outlines)-n)
	return err
}

func (a *app) feedListCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the feeds and how they fare",
		Long: `List the feeds with their health: the last success, the items known, how long after
its publication the newest item was seen, and what went wrong at the last try.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			feeds, err := s.Feeds(c.Context())
			if err != nil {
				return err
			}
			if a.json {
				return a.printJSON(feeds)
			}
			if len(feeds) == 0 {
				fmt.Fprintln(a.err, "no feeds are followed; add one with 'parley feed add URL'")
				return nil
			}
			w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "FEED\tLAST SUCCESS\tITEMS\tLAG\tPROBLEM")
			for _, f := range feeds {
				success, lag := "never", "–"
				if !f.Success.IsZero() {
					success = f.Success.Format("2006-01-02 15:04")
				}
				if f.Lag > 0 {
					lag = f.Lag.Round(time.Minute).String()
				}
				problem := f.Error
				if f.Failures > 1 {
					problem = fmt.Sprintf("%s (%d times in a row)", f.Error, f.Failures)
				}
				fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\n", f.URL, success, f.Items, lag, problem)
			}
			return w.Flush()
		},
	}
}

func (a *app) feedRemoveCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "remove URL…",
		Short: "Stop to follow feeds; what was added from them stays",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, urls []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			for _, u := range urls {
				if err := s.RemoveFeed(c.Context(), u); errors.Is(err, store.ErrNotFound) {
					return notFound("the feed %s is not followed; 'parley feed list' shows those that are", u)
				} else if err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func (a *app) feedImportCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "import FILE",
		Short:   "Follow the feeds of an OPML file",
		Example: `  parley feed import subscriptions.opml`,
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			from := a.in
			if args[0] != "-" {
				f, err := os.Open(args[0])
				if err != nil {
					return err
				}
				defer f.Close()
				from = f
			}
			outlines, err := feed.ReadOPML(from)
			if err != nil {
				return err
			}
			return a.follow(c.Context(), outlines, nil)
		},
	}
}

func (a *app) feedExportCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "export",
		Short: "Write the feeds as OPML to standard output",
		Args:  cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			feeds, err := s.Feeds(c.Context())
			if err != nil {
				return err
			}
			var outlines []feed.Outline
			for _, f := range feeds {
				outlines = append(outlines, feed.Outline{Title: f.Title, URL: f.URL})
			}
			return feed.WriteOPML(a.out, outlines)
		},
	}
}

func (a *app) syncCommand() *cobra.Command {
	var force bool
	var pause time.Duration
	c := &cobra.Command{
		Use:   "sync [URL…]",
		Short: "Fetch what is new in the feeds and keep it in the register",
		Long: `Fetch what is new in the feeds that are followed, or in those named, and add the
articles to the register. A feed is asked only for what has changed; robots.txt is
respected, and a host is asked for one page at a time. A feed that fails is left
alone for longer each time, unless --force is given. Ends with code 3 when some
feeds or articles failed; the others are kept.`,
		Example: `  parley sync
  parley sync https://wire.example.org/world/rss.xml --force`,
		RunE: func(c *cobra.Command, urls []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			results, err := a.sync(c.Context(), s, urls, force, pause)
			if errors.Is(err, store.ErrNotFound) {
				return notFound("%w", err)
			}
			if err != nil {
				return err
			}
			added := 0
			for _, r := range results {
				added += r.Summary.New + r.Summary.Reread
			}
			return errors.Join(a.printSync(results), a.keepAfter(c.Context(), s, added, true))
		},
	}
	c.Flags().BoolVar(&force, "force", false, "try feeds that have failed lately, too")
	c.Flags().DurationVar(&pause, "pause", 2*time.Second, "how long to wait between two pages of one host")
	return c
}

func (a *app) sync(ctx context.Context, s *sqlite.Store, urls []string, force bool, pause time.Duration) ([]job.FeedResult, error) {
	var mu sync.Mutex
	clients := map[string]*fetch.Polite{}
	p := a.newProgress("fetching", 0)
	defer p.done()
	done := 0
	syncer := &job.Syncer{
		Feeds: s, Now: time.Now,
		Client: func(allow []string) (*fetch.Polite, error) {
			mu.Lock()
			defer mu.Unlock()
			key := strings.Join(allow, "\n")
			if clients[key] == nil {
				c, err := fetch.New(fetch.Options{Allow: allow})
				if err != nil {
					return nil, err
				}
				clients[key] = fetch.NewPolite(c, pause)
			}
			return clients[key], nil
		},
		Keep: func(ctx context.Context, inputs iter.Seq2[source.Input, error]) (job.Summary, error) {
			return a.keep(ctx, s, inputs, nil)
		},
		Done: func(job.FeedResult) {
			mu.Lock()
			defer mu.Unlock()
			done++
			p.at(done)
		},
	}
	return syncer.Sync(ctx, urls, force)
}

// syncEvery fetches the feeds again and again until ctx ends, in the background;
// what it returns is closed when that has ended. Failures are told on standard
// error and in the health of the feeds.
func (a *app) syncEvery(ctx context.Context, s *sqlite.Store, every time.Duration) <-chan struct{} {
	ended := make(chan struct{})
	if every <= 0 {
		close(ended)
		return ended
	}
	quiet := *a
	quiet.terminal = false // no progress bar beside the log
	go func() {
		defer close(ended)
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			results, err := quiet.sync(ctx, s, nil, false, 2*time.Second)
			if ctx.Err() != nil {
				return
			}
			if err != nil {
				fmt.Fprintf(a.err, "parley: the feeds could not be fetched: %v\n", err)
			}
			added := 0
			for _, r := range results {
				added += r.Summary.New
				if r.Error != "" {
					fmt.Fprintf(a.err, "parley: %s: %s\n", r.URL, r.Error)
				}
			}
			if added > 0 && !a.settings.Quiet.Value {
				fmt.Fprintf(a.err, "%d articles added from feeds\n", added)
			}
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return ended
}

func (a *app) printSync(results []job.FeedResult) error {
	var total job.Summary
	var failed []*source.Error
	fine := 0
	for _, r := range results {
		total.New += r.Summary.New
		total.Known += r.Summary.Known
		total.Reread += r.Summary.Reread
		total.NotTalks += r.Summary.NotTalks
		total.TurnedAway += r.Summary.TurnedAway
		failed = slices.Concat(failed, r.Summary.Failed)
		if r.Error != "" {
			failed = append(failed, &source.Error{Name: r.URL, Err: errors.New(r.Error)})
		} else {
			fine++
		}
	}
	total.Failed = failed
	if a.json {
		if err := a.printJSON(results); err != nil {
			return err
		}
	} else if len(results) == 0 {
		_, err := fmt.Fprintln(a.out, "No feed is followed yet; 'parley feed add URL' adds one.")
		return err
	} else {
		printFeeds(a.out, results)
		if err := a.printSummary(total); err != nil {
			return err
		}
	}
	return a.reportFailures(failed, fine+total.New+total.Known+total.Reread)
}

func printFeeds(w io.Writer, results []job.FeedResult) {
	for _, r := range results {
		switch {
		case r.Error != "":
			fmt.Fprintf(w, "%s: failed\n", r.URL)
		case r.Skipped != "":
			fmt.Fprintf(w, "%s: left alone, %s\n", r.URL, r.Skipped)
		case r.Later > 0:
			fmt.Fprintf(w, "%s: %d new or changed, %d of them left for the next time\n", r.URL, r.Items, r.Later)
		default:
			fmt.Fprintf(w, "%s: %d new or changed\n", r.URL, r.Items)
		}
	}
}

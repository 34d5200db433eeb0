package job

import (
	"context"
	"errors"
	"fmt"
	"html"
	"iter"
	"net/http"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/feed"
	"github.com/parley-register/parley/internal/source/fetch"
	"github.com/parley-register/parley/internal/store"
)

// Syncer fetches what is new in the feeds that are followed and keeps it.
type Syncer struct {
	Feeds  store.Feeds
	Client func(allow []string) (*fetch.Polite, error) // one per list of allowed hosts
	Keep   func(ctx context.Context, inputs iter.Seq2[source.Input, error]) (Summary, error)
	Now    func() time.Time
	Done   func(FeedResult) // called after each feed; may be nil
}

// FeedResult is what became of one feed.
type FeedResult struct {
	URL     string  `json:"url"`
	Title   string  `json:"title,omitempty"`
	Items   int     `json:"items"` // that were new or had changed
	Later   int     `json:"later"` // that are left for the next time
	Summary Summary `json:"summary"`
	Error   string  `json:"error,omitempty"`
	Skipped string  `json:"skipped,omitempty"` // why it was not tried
}

const (
	feedsAtOnce  = 4
	itemsAtOnce  = 100 // of one feed in one run
	keptAtOnce   = 8   // pages held in memory of one feed
	firstBackoff = 5 * time.Minute
	longestPause = 24 * time.Hour
)

// Sync fetches the feeds whose time has come; with force, all of them. With
// only, those alone. A feed that fails keeps no other from being fetched. The
// error is of the store or of ctx.
func (s *Syncer) Sync(ctx context.Context, only []string, force bool) ([]FeedResult, error) {
	feeds, err := s.Feeds.Feeds(ctx)
	if err != nil {
		return nil, err
	}
	if len(only) > 0 {
		for _, u := range only {
			if !slices.ContainsFunc(feeds, func(f store.Feed) bool { return f.URL == u }) {
				return nil, fmt.Errorf("the feed %s is not followed; add it with 'parley feed add %s': %w", u, u, store.ErrNotFound)
			}
		}
		feeds = slices.DeleteFunc(feeds, func(f store.Feed) bool { return !slices.Contains(only, f.URL) })
	}
	results := make([]FeedResult, len(feeds))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(feedsAtOnce)
	for i, f := range feeds {
		g.Go(func() error {
			var err error
			if !force && s.Now().Before(f.Next) {
				results[i] = FeedResult{URL: f.URL, Title: f.Title, Skipped: "it failed " + times(f.Failures) + "; the next try is at " + f.Next.Format(time.RFC3339)}
			} else {
				results[i], err = s.one(ctx, f)
			}
			if err == nil && s.Done != nil {
				s.Done(results[i])
			}
			return err
		})
	}
	return results, g.Wait()
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprint(n, " times")
}

// one fetches one feed and its new items. An error is of the store or of ctx.
func (s *Syncer) one(ctx context.Context, f store.Feed) (FeedResult, error) {
	r := FeedResult{URL: f.URL, Title: f.Title}
	now := s.Now().UTC()
	f.Checked = now
	failed := func(err error) (FeedResult, error) {
		if ctx.Err() != nil {
			return r, ctx.Err()
		}
		f.Failures++
		f.Error = err.Error()
		f.Next = now.Add(backoff(f.Failures, err))
		r.Error = f.Error
		return r, s.Feeds.UpdateFeed(ctx, f)
	}
	client, err := s.Client(f.Allow)
	if err != nil {
		return failed(err)
	}
	page, err := client.Get(ctx, f.URL, fetch.Last{ETag: f.ETag, Modified: f.Modified}, true)
	if err != nil {
		return failed(err)
	}
	f.Success, f.Failures, f.Error, f.Next = now, 0, "", time.Time{}
	if page.NotModified {
		return r, s.Feeds.UpdateFeed(ctx, f)
	}
	parsed, err := feed.Parse(page.Capture.Body, page.Capture.ContentType, page.Capture.URL)
	if err != nil {
		return failed(err)
	}
	if f.Title == "" {
		f.Title, r.Title = parsed.Title, parsed.Title
	}
	if parsed.Salvaged {
		f.Error = "the feed is not well-formed; its items were read one by one"
	}
	seen, err := s.Feeds.SeenItems(ctx, f.URL)
	if err != nil {
		return r, err
	}
	fresh := slices.DeleteFunc(parsed.Items, func(it feed.Item) bool { return seen[it.Key] == it.Digest })
	r.Items = len(fresh)
	r.Later = max(0, len(fresh)-itemsAtOnce)
	for batch := range slices.Chunk(fresh[:len(fresh)-r.Later], keptAtOnce) {
		items, again, err := s.batch(ctx, client, batch, &r, now)
		if err != nil {
			return r, err
		}
		r.Later += again
		// The newest item tells how far behind its publication it was seen.
		for _, it := range batch {
			if !it.Published.IsZero() && !it.Published.After(now) && len(seen) > 0 {
				if lag := now.Sub(it.Published); f.Lag == 0 || lag < f.Lag || it.Key == fresh[0].Key {
					f.Lag = lag
				}
			}
		}
		// Kept after the pages: an interruption fetches again and loses nothing.
		if err := s.Feeds.UpdateFeed(ctx, f, items...); err != nil {
			return r, err
		}
	}
	if r.Later == 0 {
		f.ETag, f.Modified = page.Last.ETag, page.Last.Modified // else the rest would never be asked for
	}
	return r, s.Feeds.UpdateFeed(ctx, f)
}

// batch fetches and keeps a few items; again is how many are to be tried again.
func (s *Syncer) batch(ctx context.Context, client *fetch.Polite, batch []feed.Item, r *FeedResult, now time.Time) (items []store.FeedItem, again int, err error) {
	var inputs []source.Input
	var failures []*source.Error
	for _, it := range batch {
		in, err := s.item(ctx, client, it)
		item := store.FeedItem{Key: it.Key, Digest: it.Digest, URL: it.URL, Seen: now}
		switch {
		case ctx.Err() != nil:
			return nil, 0, ctx.Err()
		case err == nil:
			item.Capture = in.Capture.Digest
			inputs = append(inputs, in)
		case passing(err):
			again++
			failures = append(failures, &source.Error{Name: it.URL, Err: err})
			continue
		default:
			item.Error = err.Error()
			failures = append(failures, &source.Error{Name: it.URL, Err: err})
		}
		items = append(items, item)
	}
	sum, err := s.Keep(ctx, func(yield func(source.Input, error) bool) {
		for _, in := range inputs {
			if !yield(in, nil) {
				return
			}
		}
	})
	if err != nil {
		return nil, 0, err
	}
	r.Summary.New += sum.New
	r.Summary.Known += sum.Known
	r.Summary.Reread += sum.Reread
	r.Summary.NotTalks += sum.NotTalks
	r.Summary.TurnedAway += sum.TurnedAway
	r.Summary.Failed = append(append(r.Summary.Failed, failures...), sum.Failed...)
	return items, again, nil
}

// item fetches the article of an item: its page, or, where that is not handed
// out, the text that stands in the feed.
func (s *Syncer) item(ctx context.Context, client *fetch.Polite, it feed.Item) (source.Input, error) {
	err := error(source.ErrEmpty)
	if it.URL != "" {
		var page *fetch.Page
		if page, err = client.Get(ctx, it.URL, fetch.Last{}, false); err == nil {
			var in source.Input
			if in, err = page.Input(); err == nil {
				in.Bulk = true
				return in, nil
			}
		}
	}
	if it.Content == "" || passing(err) {
		return source.Input{}, err
	}
	body := []byte("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>" + html.EscapeString(it.Title) + "</title></head><body><article>" + it.Content + "</article></body></html>")
	in := source.Input{
		Name: source.NameOf(it.URL), Kind: source.HTML,
		Capture: parley.Capture{Digest: parley.DigestOf(body), URL: it.URL, ContentType: "text/html; charset=utf-8", Fetched: s.Now().UTC(), Body: body},
		Meta:    source.Meta{Title: it.Title, URL: it.URL},
		Bulk:    true,
	}
	if !it.Published.IsZero() && !it.Published.After(s.Now()) {
		in.Meta.Published = it.Published.Format(time.DateOnly)
	}
	return in, nil
}

// passing reports whether the next try may succeed.
func passing(err error) bool {
	var status *fetch.StatusError
	if errors.As(err, &status) {
		return status.Status >= http.StatusInternalServerError || status.Status == http.StatusTooManyRequests || status.Status == http.StatusRequestTimeout
	}
	for _, lasting := range []error{fetch.ErrForbidden, fetch.ErrAddress, fetch.ErrRobots, fetch.ErrRedirect, source.ErrKind, source.ErrTooLong, source.ErrEmpty} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	return true
}

// backoff is how long a feed that has failed n times is left alone.
func backoff(n int, err error) time.Duration {
	d := firstBackoff << min(n-1, 10)
	var status *fetch.StatusError
	if errors.As(err, &status) {
		d = max(d, status.RetryAfter)
		if status.Status == http.StatusGone {
			d = longestPause
		}
	}
	return min(d, longestPause)
}

package job_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/fetch"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// outlet is a news site with a feed.
type outlet struct {
	mu     sync.Mutex
	items  []string // paths
	note   string   // what the feed says of each
	etag   string
	down   bool
	broken map[string]int // status by path
	hits   map[string]int
}

func (o *outlet) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.hits[r.URL.Path]++
	switch {
	case r.URL.Path == "/robots.txt":
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	case o.down:
		w.Header().Set("Retry-After", "3600")
		http.Error(w, "down", http.StatusServiceUnavailable)
	case r.URL.Path == "/feed.xml":
		if o.etag != "" && r.Header.Get("If-None-Match") == o.etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("ETag", o.etag)
		fmt.Fprint(w, `<rss version="2.0"><channel><title>Wire</title>`)
		for _, p := range o.items {
			fmt.Fprintf(w, `<item><guid>%s</guid><title>Item %s</title><link>%s</link><description>%s</description><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate></item>`, p, p, p, o.note)
		}
		fmt.Fprint(w, `</channel></rss>`)
	case o.broken[r.URL.Path] != 0:
		http.Error(w, "broken", o.broken[r.URL.Path])
	default:
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprintf(w, "<html><body><article><p>Report %s: the two sides met again on Sunday.</p></article></body></html>", r.URL.Path)
	}
}

func TestSync(t *testing.T) {
	o := &outlet{items: []string{"/1", "/2", "/private/3", "/gone", "/busy"}, etag: `"v1"`, broken: map[string]int{"/gone": 410, "/busy": 503}, hits: map[string]int{}}
	server := httptest.NewServer(o)
	defer server.Close()
	s, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "r.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	address := server.URL + "/feed.xml"
	for _, f := range []store.Feed{{URL: address, Allow: []string{"127.0.0.1"}}, {URL: "http://127.0.0.1:9/not-allowed.xml"}} {
		if _, err := s.AddFeed(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	var kept []string
	syncer := &job.Syncer{
		Feeds: s, Now: func() time.Time { return now },
		Client: func(allow []string) (*fetch.Polite, error) {
			c, err := fetch.New(fetch.Options{Allow: allow, Now: func() time.Time { return now }})
			if err != nil {
				return nil, err
			}
			return fetch.NewPolite(c, 0), nil
		},
		Keep: func(_ context.Context, inputs iter.Seq2[source.Input, error]) (sum job.Summary, err error) {
			for in := range inputs {
				kept = append(kept, strings.TrimPrefix(in.Capture.URL, server.URL))
				sum.New++
			}
			return sum, nil
		},
	}
	run := func(want string, force bool) map[string]job.FeedResult {
		t.Helper()
		kept = nil
		results, err := syncer.Sync(t.Context(), nil, force)
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(kept, " "); got != want {
			t.Errorf("kept %q, want %q", got, want)
		}
		by := map[string]job.FeedResult{}
		for _, r := range results {
			by[r.URL] = r
		}
		return by
	}
	r := run("/1 /2", false)
	if x := r[address]; x.Items != 5 || x.Later != 1 || len(x.Summary.Failed) != 3 {
		t.Errorf("the first time: %+v", x)
	}
	if x := r["http://127.0.0.1:9/not-allowed.xml"]; !strings.Contains(x.Error, "private network") {
		t.Errorf("a feed that may not be reached: %+v", x)
	}
	if o.hits["/private/3"] != 0 {
		t.Error("robots.txt was not respected")
	}
	// What failed for good is not tried again, what may come back is.
	delete(o.broken, "/busy")
	if r = run("/busy", false); r[address].Items != 1 {
		t.Errorf("the second time: %+v", r[address])
	}
	if r["http://127.0.0.1:9/not-allowed.xml"].Skipped == "" {
		t.Error("a feed that has just failed was tried again")
	}
	// Nothing has changed.
	before := o.hits["/1"]
	run("", false)
	// An item that was changed is fetched again, whatever its date.
	o.etag, o.note, o.items = `"v2"`, "corrected", []string{"/1"}
	run("/1", false)
	if o.hits["/1"] != before+1 {
		t.Errorf("/1 was fetched %d times", o.hits["/1"])
	}
	// A server that is down is left alone as long as it asks.
	o.down = true
	run("", false)
	feeds, err := s.Feeds(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if f := feeds[slices.IndexFunc(feeds, func(f store.Feed) bool { return f.URL == address })]; f.Failures != 1 || !f.Next.Equal(now.Add(time.Hour)) || f.Success.IsZero() || f.Items != 5 || f.Lag != 2*time.Hour {
		t.Errorf("health %+v", f)
	}
	o.down, o.etag, o.note = false, `"v3"`, "corrected again"
	if r := run("", false); r[address].Skipped == "" {
		t.Errorf("%+v", r[address])
	}
	run("/1", true)
	if _, err := syncer.Sync(t.Context(), []string{"https://unheard.example.org/"}, false); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a feed that is not followed: %v", err)
	}
}

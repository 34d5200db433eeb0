package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// RunFeeds checks an implementation of store.Feeds.
func RunFeeds(t *testing.T, open func(t *testing.T) store.Feeds) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	f := store.Feed{URL: "https://wire.example.org/feed?a=1&b='2'", Title: "Northern “Wire”", Allow: []string{"10.0.0.0/8"}}
	t.Run("add, list, remove", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		for i, want := range []bool{true, false} {
			if added, err := s.AddFeed(ctx, f); err != nil || added != want {
				t.Fatalf("adding for the %d. time: %v, %v", i+1, added, err)
			}
		}
		if _, err := s.AddFeed(ctx, store.Feed{URL: "https://a.example.org/"}); err != nil {
			t.Fatal(err)
		}
		got, err := s.Feeds(ctx)
		if err != nil || len(got) != 2 || got[0].URL != "https://a.example.org/" {
			t.Fatalf("feeds %+v, %v", got, err)
		}
		if diff := cmp.Diff(f, got[1]); diff != "" {
			t.Error(diff)
		}
		if err := s.RemoveFeed(ctx, f.URL); err != nil {
			t.Fatal(err)
		}
		if err := s.RemoveFeed(ctx, f.URL); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("removing twice: %v", err)
		}
		if err := s.UpdateFeed(ctx, f); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("updating what is not followed: %v", err)
		}
	})
	t.Run("health and items", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		if _, err := s.AddFeed(ctx, f); err != nil {
			t.Fatal(err)
		}
		up := f
		up.ETag, up.Modified, up.Checked, up.Success, up.Failures, up.Error, up.Next, up.Lag = `"v1"`, "Sun, 01 Mar 2026 10:00:00 GMT", at, at.Add(-time.Hour), 3, "slow", at.Add(time.Hour), 90*time.Minute
		items := []store.FeedItem{{Key: "1", Digest: "d1", URL: "https://wire.example.org/1", Capture: "c1", Seen: at}, {Key: "2", Digest: "d2", Error: "gone", Seen: at}}
		if err := s.UpdateFeed(ctx, up, items...); err != nil {
			t.Fatal(err)
		}
		items[0].Digest = "d1b"
		if err := s.UpdateFeed(ctx, up, items[0]); err != nil {
			t.Fatal(err)
		}
		got, err := s.Feeds(ctx)
		up.Items = 2
		if diff := cmp.Diff([]store.Feed{up}, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		seen, err := s.SeenItems(ctx, f.URL)
		if diff := cmp.Diff(map[string]parley.Digest{"1": "d1b", "2": "d2"}, seen); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
		if err := s.RemoveFeed(ctx, f.URL); err != nil {
			t.Fatal(err)
		}
		if seen, err := s.SeenItems(ctx, f.URL); err != nil || len(seen) != 0 {
			t.Errorf("items of a feed that was removed: %v, %v", seen, err)
		}
	})
}

// RunIntake checks an implementation of store.Intake, which is a store too.
func RunIntake(t *testing.T, open func(t *testing.T) interface {
	store.Store
	store.Intake
},
) {
	at := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	t.Run("rejects", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		r := store.Reject{URL: "https://wire.example.org/1", Digest: "d", Score: .5, Version: "gate/1", At: at}
		if err := s.RejectPages(ctx, r, r); err != nil {
			t.Fatal(err)
		}
		for version, want := range map[string]bool{"gate/1": true, "gate/2": false} {
			if got, err := s.Rejected(ctx, "d", version); err != nil || got != want {
				t.Errorf("rejected at %s: %v, %v", version, got, err)
			}
		}
	})
	t.Run("held", func(t *testing.T) {
		s, ctx := open(t), t.Context()
		a := Make(1)
		if _, err := s.Add(ctx, a); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			digest           parley.Digest
			url, fingerprint string
			want             bool
		}{
			{a.Capture.Digest, a.Capture.URL, Fingerprint, true},
			{a.Capture.Digest, a.Capture.URL, "reader-2", false},
			{a.Capture.Digest, "https://example.org/elsewhere", Fingerprint, false},
			{Make(2).Capture.Digest, a.Capture.URL, Fingerprint, false},
		} {
			if got, err := s.Held(ctx, c.digest, c.url, c.fingerprint); err != nil || got != c.want {
				t.Errorf("held %s at %s by %s: %v, %v", c.digest.Short(), c.url, c.fingerprint, got, err)
			}
		}
	})
}

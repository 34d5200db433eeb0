package store

import (
	"context"
	"time"

	"github.com/parley-register/parley"
)

// Feed is a news feed that is followed, and how it fares.
type Feed struct {
	URL   string   `json:"url"`
	Title string   `json:"title"`
	Allow []string `json:"allow"` // hosts inside the user's network that it may lead to

	ETag     string        `json:"-"` // to ask whether it has changed
	Modified string        `json:"-"`
	Checked  time.Time     `json:"checked,omitzero"` // the last try, UTC
	Success  time.Time     `json:"success,omitzero"` // the last try that succeeded
	Failures int           `json:"failures"`         // tries since then
	Error    string        `json:"error,omitempty"`  // of the last try
	Next     time.Time     `json:"next,omitzero"`    // not to be tried before
	Lag      time.Duration `json:"lag_ns"`           // between the publication of its newest item and when it was seen; 0 when unknown
	Items    int64         `json:"items"`            // known; set by Feeds alone
}

// FeedItem is an item that was seen in a feed.
type FeedItem struct {
	Key     string        // by which the feed names it
	Digest  parley.Digest // of what the feed says of it
	URL     string
	Capture parley.Digest // of the page that was fetched for it; empty when it failed
	Error   string        // why it is not to be tried again
	Seen    time.Time     // UTC
}

// Reject is a page that the gate did not let pass.
type Reject struct {
	URL     string
	Digest  parley.Digest // of its bytes
	Score   float64
	Version string // of the gate
	At      time.Time
}

// Feeds keeps feeds and what was seen in them. It is apart from Store because
// nothing in the register follows from it.
type Feeds interface {
	// AddFeed starts to follow a feed; false when it is followed already, and
	// then nothing changes.
	AddFeed(ctx context.Context, f Feed) (bool, error)

	// RemoveFeed forgets a feed and its items; ErrNotFound. What was added from
	// it stays.
	RemoveFeed(ctx context.Context, url string) error

	// Feeds returns all feeds by URL.
	Feeds(ctx context.Context) ([]Feed, error)

	// UpdateFeed keeps how a feed fares and the items seen in it, in one
	// transaction. An item that is known takes its new digest. ErrNotFound when
	// the feed is not followed.
	UpdateFeed(ctx context.Context, f Feed, items ...FeedItem) error

	// SeenItems returns the digests of the items of a feed that are known, by
	// key.
	SeenItems(ctx context.Context, url string) (map[string]parley.Digest, error)
}

// Intake tells what need not be looked at again, so that a run over an archive
// that was interrupted goes on where it stopped.
type Intake interface {
	// Held reports whether the bytes, from that address, are in the register and
	// were read by that fingerprint.
	Held(ctx context.Context, digest parley.Digest, url, fingerprint string) (bool, error)

	// RejectPages keeps what the gate turned away. The same page at the same
	// version of the gate is kept once.
	RejectPages(ctx context.Context, pages ...Reject) error

	// Rejected reports whether the gate of that version turned the bytes away.
	Rejected(ctx context.Context, digest parley.Digest, version string) (bool, error)
}

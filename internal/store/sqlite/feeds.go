package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

var (
	_ store.Feeds  = (*Store)(nil)
	_ store.Intake = (*Store)(nil)
)

// AddFeed implements store.Feeds.
func (s *Store) AddFeed(ctx context.Context, f store.Feed) (added bool, err error) {
	allow, err := json.Marshal(f.Allow)
	if err != nil {
		return false, err
	}
	err = s.write(ctx, "add a feed", func(tx *sql.Tx) error {
		r, err := tx.ExecContext(ctx, `INSERT INTO feeds (url, title, allow, etag, modified, checked, success, failures, error, next, lag)
			VALUES (?, ?, ?, '', '', '', '', 0, '', '', 0) ON CONFLICT (url) DO NOTHING`, f.URL, f.Title, string(allow))
		if err != nil {
			return err
		}
		n, err := r.RowsAffected()
		added = n > 0
		return err
	})
	return added, err
}

// RemoveFeed implements store.Feeds.
func (s *Store) RemoveFeed(ctx context.Context, url string) error {
	return s.write(ctx, "remove a feed", func(tx *sql.Tx) error {
		id, err := feedID(ctx, tx, url)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `DELETE FROM feed_items WHERE feed = ?`, id); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM feeds WHERE id = ?`, id)
		return err
	})
}

func feedID(ctx context.Context, tx *sql.Tx, url string) (id int64, err error) {
	err = tx.QueryRowContext(ctx, `SELECT id FROM feeds WHERE url = ?`, url).Scan(&id)
	if err == sql.ErrNoRows {
		return 0, fmt.Errorf("the feed %s is not followed; 'parley feed list' shows those that are: %w", url, store.ErrNotFound)
	}
	return id, err
}

// Feeds implements store.Feeds.
func (s *Store) Feeds(ctx context.Context) ([]store.Feed, error) {
	feeds := []store.Feed{}
	err := s.read(ctx, "list the feeds", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var f store.Feed
			var allow, checked, success, next string
			if err := scan(&f.URL, &f.Title, &allow, &f.ETag, &f.Modified, &checked, &success, &f.Failures, &f.Error, &next, &f.Lag, &f.Items); err != nil {
				return err
			}
			if err := json.Unmarshal([]byte(allow), &f.Allow); err != nil {
				return err
			}
			for _, t := range []struct {
				into *time.Time
				from string
			}{{&f.Checked, checked}, {&f.Success, success}, {&f.Next, next}} {
				if t.from == "" {
					continue
				}
				v, err := time.Parse(time.RFC3339, t.from)
				if err != nil {
					return err
				}
				*t.into = v
			}
			feeds = append(feeds, f)
			return nil
		}, `SELECT url, title, allow, etag, modified, checked, success, failures, error, next, lag,
			(SELECT count(*) FROM feed_items i WHERE i.feed = f.id) FROM feeds f ORDER BY url`)
	})
	return feeds, err
}

// moment is a stamp, or "" for a time that is not known.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return stamp(t)
}

// UpdateFeed implements store.Feeds.
func (s *Store) UpdateFeed(ctx context.Context, f store.Feed, items ...store.FeedItem) error {
	return s.write(ctx, "keep what a feed says", func(tx *sql.Tx) error {
		id, err := feedID(ctx, tx, f.URL)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `UPDATE feeds SET title = ?, etag = ?, modified = ?, checked = ?, success = ?, failures = ?, error = ?, next = ?, lag = ? WHERE id = ?`,
			f.Title, f.ETag, f.Modified, moment(f.Checked), moment(f.Success), f.Failures, f.Error, moment(f.Next), int64(f.Lag), id)
		if err != nil {
			return err
		}
		for _, i := range items {
			_, err := tx.ExecContext(ctx, `INSERT INTO feed_items (feed, key, digest, url, capture, error, seen) VALUES (?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (feed, key) DO UPDATE SET digest = excluded.digest, url = excluded.url, capture = excluded.capture, error = excluded.error, seen = excluded.seen`,
				id, i.Key, i.Digest, i.URL, i.Capture, i.Error, stamp(i.Seen))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// SeenItems implements store.Feeds.
func (s *Store) SeenItems(ctx context.Context, url string) (map[string]parley.Digest, error) {
	seen := map[string]parley.Digest{}
	err := s.read(ctx, "look up the items of a feed", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var key string
			var digest parley.Digest
			err := scan(&key, &digest)
			seen[key] = digest
			return err
		}, `SELECT i.key, i.digest FROM feed_items i JOIN feeds f ON f.id = i.feed WHERE f.url = ?`, url)
	})
	return seen, err
}

// RejectPages implements store.Intake.
func (s *Store) RejectPages(ctx context.Context, pages ...store.Reject) error {
	return s.write(ctx, "keep what the gate turned away", func(tx *sql.Tx) error {
		for _, p := range pages {
			_, err := tx.ExecContext(ctx, `INSERT INTO rejects (digest, version, url, score, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (digest, version) DO NOTHING`,
				p.Digest, p.Version, p.URL, p.Score, stamp(p.At))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Rejected implements store.Intake.
func (s *Store) Rejected(ctx context.Context, digest parley.Digest, version string) (found bool, err error) {
	err = s.read(ctx, "look up what the gate turned away", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM rejects WHERE digest = ? AND version = ?)`, digest, version).Scan(&found)
	})
	return found, err
}

// Held implements store.Intake.
func (s *Store) Held(ctx context.Context, digest parley.Digest, url, fingerprint string) (found bool, err error) {
	err = s.read(ctx, "look up what is held", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM captures c
			JOIN fetches f ON f.capture = c.id AND f.url = ?
			JOIN documents d ON d.capture = c.digest
			JOIN readings r ON r.id = d.reading AND r.fingerprint = ?
			WHERE c.digest = ?)`, url, fingerprint, digest).Scan(&found)
	})
	return found, err
}

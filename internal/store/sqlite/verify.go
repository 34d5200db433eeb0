package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// IndexOf implements store.Store.
func (s *Store) IndexOf(ctx context.Context) (map[parley.Digest]parley.Digest, error) {
	digests := map[parley.Digest]parley.Digest{}
	err := s.read(ctx, "look into the search index", func(tx *sql.Tx) error {
		names := map[int64]parley.Digest{}
		err := each(ctx, tx, func(scan func(...any) error) error {
			var id int64
			var digest parley.Digest
			err := scan(&id, &digest)
			names[id] = digest
			return err
		}, `SELECT id, digest FROM documents`)
		if err != nil {
			return err
		}
		sums := map[int64]*store.TokenSum{}
		for id := range names {
			sums[id] = &store.TokenSum{}
		}
		err = each(ctx, tx, func(scan func(...any) error) error {
			var term, field string
			var id int64
			var place int
			if err := scan(&term, &id, &field, &place); err != nil {
				return err
			}
			if sums[id] == nil {
				sums[id] = &store.TokenSum{}
			}
			sums[id].Add(field, place, term)
			return nil
		}, `SELECT term, doc, col, "offset" FROM found_terms`)
		for id, sum := range sums {
			name, ok := names[id]
			if !ok {
				name = parley.Digest(fmt.Sprintf("row %d", id)) // of no document: no digest is so short
			}
			digests[name] = sum.Digest()
		}
		return err
	})
	return digests, err
}

// dangling finds rows that name what is not there, or that nothing names.
var dangling = []struct{ what, query string }{
	{"readings without a log entry", `SELECT count(*) FROM readings r LEFT JOIN log l ON l.seq = r.seq AND l.fingerprint = r.fingerprint AND l.subject = (SELECT digest FROM documents d WHERE d.id = r.document) WHERE l.seq IS NULL`},
	{"edits without a log entry", `SELECT count(*) FROM edits e LEFT JOIN log l ON l.seq = e.seq AND l.subject = e.digest WHERE l.seq IS NULL`},
	{"log entries without a reading or an edit", `SELECT count(*) FROM log l WHERE NOT EXISTS (SELECT 1 FROM readings r WHERE r.seq = l.seq) AND NOT EXISTS (SELECT 1 FROM edits e WHERE e.seq = l.seq)`},
	{"documents whose capture is missing", `SELECT count(*) FROM documents d WHERE d.capture <> '' AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.digest = d.capture)`},
	{"documents whose current reading is not the last one in the log", `SELECT count(*) FROM documents d WHERE d.reading IS NOT (SELECT id FROM readings r WHERE r.document = d.id ORDER BY seq DESC LIMIT 1)`},
	{"claims that no reading makes", `SELECT count(*) FROM claims WHERE id NOT IN (SELECT claim FROM reading_claims)`},
	{"claims of a reading of another document", `SELECT count(*) FROM reading_claims rc JOIN claims c ON c.id = rc.claim JOIN readings r ON r.id = rc.reading WHERE r.document <> c.document`},
}

// Verify implements store.Store.
func (s *Store) Verify(ctx context.Context) ([]string, error) {
	var problems []string
	say := func(format string, args ...any) { problems = append(problems, fmt.Sprintf(format, args...)) }
	err := s.read(ctx, "check", func(tx *sql.Tx) error {
		if err := each(ctx, tx, func(scan func(...any) error) error {
			var line string
			err := scan(&line)
			if line != "ok" {
				say("the database engine finds damage: %s", line)
			}
			return err
		}, `PRAGMA integrity_check`); err != nil {
			return err
		}
		if err := each(ctx, tx, func(scan func(...any) error) error {
			var table, parent string
			var row sql.NullInt64
			var key int
			err := scan(&table, &row, &parent, &key)
			say("row %d of %s names something in %s that is not there", row.Int64, table, parent)
			return err
		}, `PRAGMA foreign_key_check`); err != nil {
			return err
		}
		for _, d := range dangling {
			var n int
			if err := tx.QueryRowContext(ctx, d.query).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				say("there are %d %s", n, d.what)
			}
		}
		return s.verifyCaptures(ctx, tx, say)
	})
	return problems, err
}

func (s *Store) verifyCaptures(ctx context.Context, tx *sql.Tx, say func(string, ...any)) error {
	var packed sql.RawBytes
	return each(ctx, tx, func(scan func(...any) error) error {
		var digest parley.Digest
		if err := scan(&digest, &packed); err != nil {
			return err
		}
		if body, err := s.dec.DecodeAll(packed, nil); err != nil {
			say("capture %s cannot be unpacked: %v", digest.Short(), err)
		} else if parley.DigestOf(body) != digest {
			say("the bytes of capture %s are not those that were kept", digest.Short())
		}
		return nil
	}, `SELECT digest, body FROM captures`)
}

package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// KeepFolded implements store.Folder.
func (s *Store) KeepFolded(ctx context.Context, f *store.Folded) error {
	const doing = "keep the folded register"
	missing := map[parley.Digest][]byte{} // packed before anybody has to wait for it
	err := s.read(ctx, doing, func(tx *sql.Tx) error {
		there, err := partsThere(ctx, tx)
		for d, b := range f.Parts {
			if !there[d] {
				missing[d] = s.enc.EncodeAll(b, nil)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return s.wrap(doing, err)
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `PRAGMA busy_timeout = 0`); err != nil {
		return s.wrap(doing, err)
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), busyTimeout) //nolint:errcheck // it has no way to fail but that of the connection
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap(doing, err)
	}
	defer tx.Rollback()
	if err := s.keepFolded(ctx, tx, f, missing); err != nil {
		return s.wrap(doing, err)
	}
	return s.wrap(doing, tx.Commit())
}

func (s *Store) keepFolded(ctx context.Context, tx *sql.Tx, f *store.Folded, packed map[parley.Digest][]byte) error {
	var now store.Snapshot
	if err := lastEntry(ctx, tx, &now); err != nil {
		return err
	}
	if now.Log != f.Log {
		return fmt.Errorf("the log has gone on: %w", store.ErrStale)
	}
	there, err := partsThere(ctx, tx)
	if err != nil {
		return err
	}
	for _, d := range slices.Sorted(maps.Keys(f.Parts)) {
		if there[d] {
			continue
		}
		body := packed[d]
		if body == nil {
			body = s.enc.EncodeAll(f.Parts[d], nil) // another program has replaced it meanwhile
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO folded_parts (digest, body) VALUES (?, ?)`, d, body); err != nil {
			return err
		}
	}
	for d := range there {
		if _, ok := f.Parts[d]; !ok {
			if _, err := tx.ExecContext(ctx, `DELETE FROM folded_parts WHERE digest = ?`, d); err != nil {
				return err
			}
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO folded (id, log, maker, head) VALUES (1, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET log = excluded.log, maker = excluded.maker, head = excluded.head`, f.Log, f.Maker, s.enc.EncodeAll(f.Head, nil))
	return err
}

func partsThere(ctx context.Context, tx *sql.Tx) (map[parley.Digest]bool, error) {
	there := map[parley.Digest]bool{}
	err := each(ctx, tx, func(scan func(...any) error) error {
		var d parley.Digest
		err := scan(&d)
		there[d] = true
		return err
	}, `SELECT digest FROM folded_parts`)
	return there, err
}

// DropFolded implements store.Folder.
func (s *Store) DropFolded(ctx context.Context) error {
	return s.write(ctx, "forget the folded register", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM folded`)
		if err == nil {
			_, err = tx.ExecContext(ctx, `DELETE FROM folded_parts`)
		}
		return err
	})
}

// Folded implements store.Folder.
func (s *Store) Folded(ctx context.Context, use func(*store.Folded, store.End, store.Parts) error) error {
	var used error
	err := s.read(ctx, "open the folded register", func(tx *sql.Tx) error {
		var f store.Folded
		var packed sql.RawBytes
		rows, err := tx.QueryContext(ctx, `SELECT log, maker, head FROM folded`)
		if err != nil {
			return err
		}
		defer rows.Close()
		if !rows.Next() {
			return errors.Join(rows.Err(), sql.ErrNoRows)
		}
		if err := rows.Scan(&f.Log, &f.Maker, &packed); err != nil {
			return err
		}
		if f.Head, err = s.dec.DecodeAll(packed, nil); err != nil {
			return fmt.Errorf("%w: %w", store.ErrCorrupt, err)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		var now store.Snapshot
		if err := lastEntry(ctx, tx, &now); err != nil {
			return err
		}
		used = use(&f, store.End{Seq: now.Seq, Hash: now.Log}, func(digests ...parley.Digest) ([][]byte, error) { return s.parts(ctx, tx, digests) })
		return nil
	})
	if err != nil {
		return err
	}
	return used
}

func (s *Store) parts(ctx context.Context, tx *sql.Tx, digests []parley.Digest) ([][]byte, error) {
	find, err := tx.PrepareContext(ctx, `SELECT body FROM folded_parts WHERE digest = ?`)
	if err != nil {
		return nil, err
	}
	defer find.Close()
	out := make([][]byte, len(digests))
	for i, d := range digests {
		var packed []byte
		if err := find.QueryRowContext(ctx, d).Scan(&packed); err != nil {
			return nil, s.wrap("open part "+d.Short()+" of the folded register", err)
		}
		if out[i], err = s.dec.DecodeAll(packed, nil); err != nil {
			return nil, fmt.Errorf("part %s of the folded register: %w: %w", d.Short(), store.ErrCorrupt, err)
		}
	}
	return out, nil
}

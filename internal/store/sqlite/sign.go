package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"

	"github.com/parley-register/parley"
)

// Signatures implements store.Store.
func (s *Store) Signatures(ctx context.Context, of ...parley.Digest) (map[parley.Digest][]byte, error) {
	signatures := map[parley.Digest][]byte{}
	err := s.read(ctx, "load the signatures", func(tx *sql.Tx) error {
		const query = `SELECT d.digest, s.signature FROM signatures s JOIN documents d ON d.id = s.document`
		add := func(scan func(...any) error) error {
			var id parley.Digest
			var b []byte
			err := scan(&id, &b)
			if err == nil {
				signatures[id] = b
			}
			return err
		}
		if len(of) == 0 {
			return each(ctx, tx, add, query)
		}
		find, err := tx.PrepareContext(ctx, query+` WHERE d.digest = ?`)
		if err != nil {
			return err
		}
		defer find.Close()
		for _, id := range of {
			if err := add(find.QueryRowContext(ctx, id).Scan); err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		return nil
	})
	return signatures, err
}

// signBatch is how many signatures are kept in one transaction.
const signBatch = 1000

// Sign implements store.Store.
func (s *Store) Sign(ctx context.Context, signatures map[parley.Digest][]byte) error {
	for batch := range slices.Chunk(slices.Sorted(maps.Keys(signatures)), signBatch) {
		err := s.write(ctx, "keep signatures", func(tx *sql.Tx) error {
			for _, id := range batch {
				if _, err := tx.ExecContext(ctx, signing, signatures[id], id); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

const signing = `INSERT INTO signatures (document, signature) SELECT id, ? FROM documents WHERE digest = ?
	ON CONFLICT (document) DO UPDATE SET signature = excluded.signature`

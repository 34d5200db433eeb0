package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/parley-register/parley/internal/store"
)

// Limit stands in for a small disk.
func (s *Store) Limit(ctx context.Context, pages int) error {
	_, err := s.writer.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages))
	return err
}

// Impatient gives up on a lock at once.
func (s *Store) Impatient(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, "PRAGMA busy_timeout = 0")
	return err
}

// OpenStill opens the register at path as one that cannot be written to.
func OpenStill(ctx context.Context, path string) (*Store, error) {
	var still *Store
	err := afterOpen(ctx, path, func(s *Store) error {
		still = s
		return nil
	})
	return still, err
}

// AfterOpen is what OpenStill says of a register to which do is done before.
func AfterOpen(ctx context.Context, path string, do func() error) error {
	return afterOpen(ctx, path, func(*Store) error { return do() })
}

func afterOpen(ctx context.Context, path string, do func(*Store) error) error {
	s, err := Open(ctx, path)
	if err != nil {
		return err
	}
	if err := errors.Join(s.readers.Close(), s.writer.Close()); err != nil { // and the log of writes is folded in
		return err
	}
	if err := do(s); err != nil {
		return err
	}
	return s.openStill(ctx, store.ErrReadOnly)
}

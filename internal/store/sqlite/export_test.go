package sqlite

import (
	"context"
	"fmt"
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

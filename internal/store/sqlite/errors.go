package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"github.com/parley-register/parley/internal/store"
)

// wrap turns the engine's errors into the sentinels of package store, each
// with one sentence that says what to do.
func (s *Store) wrap(doing string, err error) error {
	var e *driver.Error
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || !errors.As(err, &e) {
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%s: %w", doing, store.ErrNotFound)
		}
		if err != nil {
			err = fmt.Errorf("%s: %w", doing, err)
		}
		return err
	}
	say := func(sentinel error, what string) error {
		return fmt.Errorf("%s: %s: %w (%w)", doing, what, sentinel, err)
	}
	switch e.Code() & 0xff {
	case lib.SQLITE_FULL:
		return say(store.ErrFull, "make room on the disk of "+s.path+" and do it again, what was acknowledged is safe")
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return say(store.ErrLocked, "wait until the other program that writes to "+s.path+" has finished and do it again")
	case lib.SQLITE_NOTADB:
		return say(store.ErrNotDatabase, "name another file than "+s.path+" with --db")
	case lib.SQLITE_CORRUPT:
		return say(store.ErrCorrupt, "put back a copy of "+s.path+" and run parley check")
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM, lib.SQLITE_AUTH:
		return say(store.ErrReadOnly, "allow writing to "+s.path+" and its folder, or name another file with --db")
	case lib.SQLITE_IOERR:
		return say(store.ErrCorrupt, "the disk of "+s.path+" does not answer as it should")
	}
	return fmt.Errorf("%s: %w", doing, err)
}

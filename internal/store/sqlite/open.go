package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/klauspost/compress/zstd"
	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver

	"github.com/parley-register/parley/internal/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks the file as parley's ("PRLY"), so that no other
// program's database is taken for a register.
const applicationID = 0x50524c59

// Store is a register in a SQLite file.
type Store struct {
	path    string
	writer  *sql.DB // one connection
	readers *sql.DB
	still   os.FileInfo // of the file, where nobody here can write to it; nil where we can
	enc     *zstd.Encoder
	dec     *zstd.Decoder
}

var _ store.Store = (*Store)(nil)

// Open opens the register at path, and makes it where there is none. One that
// cannot be written to, nor anything beside it, is opened for reading, and read
// as long as nobody else changes it.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := probe(path); err != nil {
		return nil, err
	}
	s := &Store{path: path}
	var err error
	if s.writer, err = sql.Open("sqlite", dsn(path, "_txlock=immediate")); err != nil {
		return nil, s.wrap("open", err)
	}
	s.writer.SetMaxOpenConns(1)
	if s.readers, err = sql.Open("sqlite", dsn(path, "_pragma=query_only(1)")); err != nil {
		s.writer.Close()
		return nil, s.wrap("open", err)
	}
	s.readers.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	if s.enc, err = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1)); err == nil {
		s.dec, err = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(1<<30))
	}
	if err == nil {
		if err = s.migrate(ctx); errors.Is(err, errMigration) {
			err = s.migrate(ctx) // another process was making the same register at that moment
		}
		if errors.Is(err, store.ErrReadOnly) {
			err = s.openStill(ctx, err)
		}
	}
	if err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// OpenExisting opens the register at path; store.ErrNotFound when there is none.
func OpenExisting(ctx context.Context, path string) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no register at %s yet; make one with parley add: %w", path, store.ErrNotFound)
	}
	return Open(ctx, path)
}

// probe looks at the file before SQLite does, so that nothing is written to a
// file that is not a database.
func probe(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return fmt.Errorf("make the folder of the register: %w", err)
		}
		return nil
	case err != nil:
		return fmt.Errorf("open register: %w", err)
	case info.IsDir():
		return fmt.Errorf("%s is a folder; name a file in it with --db: %w", path, store.ErrNotDatabase)
	case info.Size() == 0:
		return nil // as an interrupted first run leaves it
	}
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("open register: %w", err)
	}
	defer f.Close()
	const magic = "SQLite format 3\x00"
	head := make([]byte, len(magic))
	if _, err := f.Read(head); err != nil || string(head) != magic {
		return fmt.Errorf("%s is not a database; name another file with --db, it was left as it is: %w", path, store.ErrNotDatabase)
	}
	return nil
}

// busyTimeout is how long a writer waits for another, in milliseconds.
const busyTimeout = `PRAGMA busy_timeout = 10000`

// dsn is the driver's name for path. The busy timeout comes first, so that
// every later pragma waits for a lock.
func dsn(path string, options ...string) string {
	escape := strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23")
	base := []string{"_pragma=busy_timeout(10000)", "_pragma=synchronous(full)", "_pragma=foreign_keys(1)", "_pragma=temp_store(memory)"}
	return "file:" + escape.Replace(path) + "?" + strings.Join(append(base, options...), "&")
}

// openStill opens a register of this format that cannot be written to, as a file
// that nobody writes to either: only then can it be read without writing locks
// beside it. why is what else is to be said.
func (s *Store) openStill(ctx context.Context, why error) error {
	info, err := os.Stat(s.path)
	if err != nil || s.written() {
		return why
	}
	for _, db := range []**sql.DB{&s.writer, &s.readers} {
		still, err := sql.Open("sqlite", dsn(s.path, "_pragma=query_only(1)", "mode=ro", "immutable=1"))
		if err != nil {
			return why
		}
		_ = (*db).Close() // it has read nothing
		*db = still
	}
	s.writer.SetMaxOpenConns(1)
	s.readers.SetMaxOpenConns(max(4, runtime.GOMAXPROCS(0)))
	newest, err := s.newest()
	if err != nil {
		return err
	}
	var app, have int
	if err := s.readers.QueryRowContext(ctx, `SELECT application_id, (SELECT coalesce(max(version_id), 0) FROM goose_db_version WHERE is_applied) FROM pragma_application_id`).Scan(&app, &have); err != nil || app != applicationID {
		return why
	}
	if have != int(newest) {
		return fmt.Errorf("%s has format %d and this parley reads %d; open it once where it can be written to: %w", s.path, have, newest, why)
	}
	s.still = info
	return nil
}

// written reports whether somebody is writing to the register, or has not
// finished.
func (s *Store) written() bool {
	wal, err := os.Stat(s.path + "-wal")
	return err == nil && wal.Size() > 0
}

// stands reports whether a register that only others can write to is as it was
// when it was opened.
func (s *Store) stands() error {
	if s.still == nil {
		return nil
	}
	now, err := os.Stat(s.path)
	if err != nil || now.Size() != s.still.Size() || !now.ModTime().Equal(s.still.ModTime()) || s.written() {
		return fmt.Errorf("somebody else is writing to %s, which can only be read here; start again when that has finished: %w", s.path, store.ErrLocked)
	}
	return nil
}

// newest is the number of the newest migration.
func (s *Store) newest() (int64, error) {
	p, err := s.provider()
	if err != nil {
		return 0, err
	}
	sources := p.ListSources()
	return sources[len(sources)-1].Version, nil
}

func (s *Store) provider() (*goose.Provider, error) {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.writer, dir, goose.WithDisableGlobalRegistry(true))
	return p, s.wrap("open", err)
}

func (s *Store) migrate(ctx context.Context) error {
	var tables, app int
	err := s.writer.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM sqlite_schema), application_id FROM pragma_application_id`).Scan(&tables, &app)
	if err != nil {
		return s.wrap("open", err)
	}
	if tables > 0 && app != applicationID {
		return fmt.Errorf("%s is another program's database; name another file with --db, it was left as it is: %w", s.path, store.ErrNotDatabase)
	}
	// Only now is it known that the file is ours to change; the mode stays with it.
	if _, err := s.writer.ExecContext(ctx, "PRAGMA journal_mode = wal"); err != nil {
		return s.wrap("open", err)
	}
	p, err := s.provider()
	if err != nil {
		return err
	}
	newest, err := s.newest()
	if err != nil {
		return err
	}
	if tables > 0 {
		have, err := p.GetDBVersion(ctx)
		if err != nil {
			return s.wrap("open", err)
		}
		if have > newest {
			return fmt.Errorf("%s has format %d and this parley knows up to %d; install a newer parley, the register was left as it is: %w", s.path, have, newest, store.ErrNewer)
		}
		if have == newest {
			return nil
		}
	} else if _, err := s.writer.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return s.wrap("open", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("%w: %w", errMigration, s.wrap("bring the register up to date", err))
	}
	return nil
}

var errMigration = errors.New("the register could not be brought up to date")

// Close waits for what is running and closes the file.
func (s *Store) Close() error {
	if s.dec != nil {
		s.dec.Close()
	}
	if err := errors.Join(s.readers.Close(), s.writer.Close()); err != nil {
		return s.wrap("close", err)
	}
	return nil
}

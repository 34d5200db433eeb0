package sqlite_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
	"github.com/parley-register/parley/internal/store/storetest"
)

// TestStill reads a register that cannot be written to, until somebody else
// writes to it.
func TestStill(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "odd name 100% #1?.db")
	s := open(t, path)
	if _, err := s.Add(ctx, storetest.Make(1), storetest.Make(2)); err != nil {
		t.Fatal(err)
	}
	want, err := s.Snapshot(ctx, 0)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	still, err := sqlite.OpenStill(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { still.Close() })
	got, err := still.Snapshot(ctx, 0)
	if err != nil || !cmp.Equal(got, want) {
		t.Fatalf("%v %s", err, cmp.Diff(want, got))
	}
	if problems, err := still.Verify(ctx); err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
	_, added := still.Add(ctx, storetest.Make(3))
	_, edited := still.Edit(ctx, parley.Edit{Kind: parley.Reject, Target: []string{string(want.Claims[0].ID)}, Author: "ann", Time: time.Now()})
	for what, err := range map[string]error{
		"an addition":       added,
		"an edit":           edited,
		"a folded register": still.KeepFolded(ctx, &store.Folded{Log: want.Log, Maker: "m"}),
		"a signature":       still.Sign(ctx, map[parley.Digest][]byte{want.Documents[0].ID: {1}}),
		"dropping":          still.DropFolded(ctx),
	} {
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("%s: %v", what, err)
		}
	}
	other := open(t, path)
	if _, err := other.Add(ctx, storetest.Make(3)); err != nil {
		t.Fatal(err)
	}
	if _, err := still.Snapshot(ctx, 0); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while somebody writes: %v", err)
	}
	other.Close()
	if _, err := still.Documents(ctx); !errors.Is(err, store.ErrLocked) {
		t.Errorf("after somebody has written: %v", err)
	}
	again, err := sqlite.OpenStill(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if docs, err := again.Documents(ctx); err != nil || len(docs) != 3 {
		t.Errorf("opened again: %d documents, %v", len(docs), err)
	}
}

// TestStillRefuses does not read what may be half written, is of another format,
// or no register.
func TestStillRefuses(t *testing.T) {
	ctx := t.Context()
	for name, damage := range map[string]func(path string, db *sql.DB) error{
		"a log of writes": func(path string, _ *sql.DB) error { return os.WriteFile(path+"-wal", []byte("something"), 0o600) },
		"an older format": func(_ string, db *sql.DB) error {
			_, err := db.Exec(`DELETE FROM goose_db_version WHERE version_id = (SELECT max(version_id) FROM goose_db_version)`)
			return err
		},
		"another program's": func(_ string, db *sql.DB) error {
			_, err := db.Exec(`PRAGMA application_id = 7`)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "r.db")
			s, err := sqlite.Open(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
			err = sqlite.AfterOpen(ctx, path, func() error {
				db, err := sql.Open("sqlite", path)
				if err != nil {
					return err
				}
				return errors.Join(damage(path, db), db.Close())
			})
			if !errors.Is(err, store.ErrReadOnly) {
				t.Errorf("it is opened: %v", err)
			}
		})
	}
}

// TestNobodyMayWrite opens a register in a folder to which nothing can be written.
func TestNobodyMayWrite(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("permissions do not bind this user")
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "r.db")
	s := open(t, path)
	if _, err := s.Add(t.Context(), storetest.Make(1)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	for name, mode := range map[string]os.FileMode{path: 0o400, dir: 0o500} {
		if err := os.Chmod(name, mode); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(name, 0o700) }) //nolint:errcheck // it is removed
	}
	still := open(t, path)
	if c, err := still.Counts(t.Context()); err != nil || c.Documents != 1 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := still.Add(t.Context(), storetest.Make(2)); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("it can be written to: %v", err)
	}
}

package sqlite_test

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/audit"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
	"github.com/parley-register/parley/internal/store/storetest"
)

func open(t *testing.T, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestSuite(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		return open(t, filepath.Join(t.TempDir(), "odd name 100% #1?.db"))
	})
}

func TestFeeds(t *testing.T) {
	storetest.RunFeeds(t, func(t *testing.T) store.Feeds { return open(t, filepath.Join(t.TempDir(), "r.db")) })
	storetest.RunIntake(t, func(t *testing.T) interface {
		store.Store
		store.Intake
	} {
		return open(t, filepath.Join(t.TempDir(), "r.db"))
	})
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "folder", "r.db")
	if _, err := sqlite.OpenExisting(t.Context(), path); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("a register that is not there: %v", err)
	}
	s := open(t, path)
	if _, err := s.Add(t.Context(), storetest.Make(1)); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = open(t, path)
	if got, err := s.Add(t.Context(), storetest.Make(1)); err != nil || got[0] != store.Already {
		t.Errorf("after opening again the document is %v, %v", got, err)
	}
}

func exec1(t *testing.T, path, query string) error {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	_, err = db.Exec(query)
	return err
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	other := filepath.Join(dir, "other.db")
	if err := exec1(t, other, "CREATE TABLE bookmarks (url TEXT)"); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	open(t, newer).Close()
	if err := exec1(t, newer, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (99, 1)"); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path string
		want error
	}{
		"a text":            {write("notes.txt", "These are my notes on the talks."), store.ErrNotDatabase},
		"a short text":      {write("short.txt", "x"), store.ErrNotDatabase},
		"a false header":    {write("false.db", "SQLite format 3\x00"+strings.Repeat("x", 8192)), store.ErrNotDatabase},
		"another program's": {other, store.ErrNotDatabase},
		"a folder":          {dir, store.ErrNotDatabase},
		"from the future":   {newer, store.ErrNewer},
	} {
		before, _ := os.ReadFile(c.path)
		_, err := sqlite.Open(t.Context(), c.path)
		if !errors.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), "\n") || !strings.Contains(err.Error(), ";") && !strings.Contains(err.Error(), "name another") {
			t.Errorf("%s: the error is not one sentence that says what to do: %v", name, err)
		}
		if after, _ := os.ReadFile(c.path); string(after) != string(before) {
			t.Errorf("%s was changed", name)
		}
	}
	if _, err := sqlite.Open(t.Context(), write("empty.db", "")); err != nil {
		t.Errorf("an empty file, as an interrupted first run leaves it: %v", err)
	}
}

func TestFullDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := open(t, path)
	if _, err := s.Add(t.Context(), storetest.Make(0)); err != nil {
		t.Fatal(err)
	}
	if err := s.Limit(t.Context(), 60); err != nil {
		t.Fatal(err)
	}
	kept, full := 1, false
	for n := 1; n < 2000 && !full; n++ {
		_, err := s.Add(t.Context(), storetest.Make(n))
		switch {
		case err == nil:
			kept++
		case errors.Is(err, store.ErrFull):
			full = true
		default:
			t.Fatalf("addition %d: %v", n, err)
		}
	}
	c, err := s.Counts(t.Context())
	if err != nil || !full || c.Documents != int64(kept) || c.Entries != int64(kept) {
		t.Errorf("full is %v after %d acknowledged, and there are %+v, %v", full, kept, c, err)
	}
	if problems, err := s.Verify(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
}

func TestLocked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := open(t, path)
	if err := s.Impatient(t.Context()); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), storetest.Make(1)); !errors.Is(err, store.ErrLocked) {
		t.Errorf("while another writes: %v", err)
	}
	if _, err := s.Snapshot(t.Context(), 0); err != nil {
		t.Errorf("reading while another writes: %v", err)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Add(t.Context(), storetest.Make(1)); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestAppendOnly tries what no method of the store does.
func TestAppendOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "r.db")
	s := open(t, path)
	if _, err := s.Add(t.Context(), storetest.Make(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit(t.Context(), parley.Edit{Kind: parley.Accept, Target: []string{"c"}, Author: "ann", Time: time.Now()}); err != nil {
		t.Fatal(err)
	}
	for _, q := range []string{
		"UPDATE log SET subject = ''", "DELETE FROM log", "UPDATE claims SET value = 'planned'", "DELETE FROM claims", "UPDATE edits SET author = 'eve'", "DELETE FROM edits",
	} {
		if err := exec1(t, path, q); err == nil {
			t.Errorf("%s works", q)
		}
	}
}

// TestVerifyFinds damages a register in ways that a store must notice.
func TestVerifyFinds(t *testing.T) {
	for name, damage := range map[string]string{
		"a capture is gone":         "DELETE FROM fetches; DELETE FROM captures",
		"a capture is another":      "UPDATE captures SET body = x'28b52ffd0400010000783d8a5e24'",
		"a reading is gone":         "PRAGMA foreign_keys=0; DELETE FROM reading_claims; DELETE FROM readings",
		"a document is gone":        "PRAGMA foreign_keys=0; DELETE FROM documents",
		"an older reading is taken": "UPDATE documents SET reading = NULL",
	} {
		path := filepath.Join(t.TempDir(), "r.db")
		s := open(t, path)
		if _, err := s.Add(t.Context(), storetest.Make(1)); err != nil {
			t.Fatal(err)
		}
		if err := exec1(t, path, damage); err != nil {
			t.Fatal(err)
		}
		if problems, err := s.Verify(t.Context()); err != nil || len(problems) == 0 {
			t.Errorf("%s: %v, %v", name, problems, err)
		}
	}
}

const childEnv = "PARLEY_TEST_ADD_TO"

func TestMain(m *testing.M) {
	if path := os.Getenv(childEnv); path != "" {
		child(path)
		return
	}
	os.Exit(m.Run())
}

// child adds articles without end and prints the number of each when it is
// acknowledged.
func child(path string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path)
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	for n := 0; ; n++ {
		if _, err := s.Add(ctx, storetest.Make(n)); err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		fmt.Println("added", n)
	}
}

func foldForTest(s *store.Snapshot) *parley.Register {
	in := register.Input{Claims: s.Claims, Edits: s.Edits}
	for i := range s.Documents {
		in.Documents = append(in.Documents, register.Document{ID: s.Documents[i].ID, Published: s.Documents[i].Published})
	}
	return register.Fold(in)
}

// TestKill kills a process that adds, again and again: nothing that it
// acknowledged is lost, nothing is there twice.
func TestKill(t *testing.T) {
	kills := 50
	if testing.Short() {
		kills = 5
	}
	path := filepath.Join(t.TempDir(), "r.db")
	rng := rand.New(rand.NewPCG(1, 2))
	acknowledged := -1
	for kill := range kills {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), childEnv+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// Every other child is killed some time after it began, the rest some time
		// after the first addition: a slow machine must get to adding, too.
		wait := time.Duration(rng.IntN(120)) * time.Millisecond
		timer := time.AfterFunc(map[bool]time.Duration{true: wait, false: time.Minute}[kill%2 == 0], func() { cmd.Process.Kill() })
		for lines := bufio.NewScanner(out); lines.Scan(); {
			if kill%2 == 1 && timer.Stop() {
				timer = time.AfterFunc(wait, func() { cmd.Process.Kill() })
				kill++ // once
			}
			word, rest, _ := strings.Cut(lines.Text(), " ")
			if word != "added" {
				t.Fatalf("the child says %q", lines.Text())
			}
			n, err := strconv.Atoi(rest)
			if err != nil {
				t.Fatal(err)
			}
			acknowledged = max(acknowledged, n)
		}
		cmd.Wait() // it was killed
		timer.Stop()
	}
	if acknowledged < 0 {
		t.Fatal("no child lived long enough to add anything")
	}
	s := open(t, path)
	for n := range acknowledged + 1 {
		d, err := s.Document(t.Context(), storetest.Make(n).Document.ID)
		if err != nil {
			t.Fatalf("article %d was acknowledged and is lost: %v", n, err)
		}
		claims, err := s.Claims(t.Context(), d.ID)
		if err != nil || len(claims) != 3 {
			t.Fatalf("article %d has %d claims, %v", n, len(claims), err)
		}
	}
	c, err := s.Counts(t.Context())
	if err != nil || c.Documents != c.Entries || c.Documents != c.Captures || c.Claims != 3*c.Documents || c.Documents > int64(acknowledged+2) {
		t.Errorf("%d acknowledged, and there are %+v, %v", acknowledged+1, c, err)
	}
	checker := audit.Checker{Store: s, Fold: foldForTest, Index: func(d *parley.Document) store.Index {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(d.Name, "a"), ".txt"))
		if err != nil {
			t.Fatal(err)
		}
		return storetest.Make(n).Index
	}}
	if problems, err := checker.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	t.Logf("%d kills, %d acknowledged, %d kept", kills, acknowledged+1, c.Documents)
}

func BenchmarkAdd(b *testing.B) {
	s, err := sqlite.Open(b.Context(), filepath.Join(b.TempDir(), "r.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := 0
	for b.Loop() {
		batch := make([]store.Addition, 0, 100)
		for range 100 {
			batch = append(batch, storetest.Make(n))
			n++
		}
		if _, err := s.Add(b.Context(), batch...); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "docs/s")
}

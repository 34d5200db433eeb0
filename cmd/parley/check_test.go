package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// run executes a command line in-process, with no user's settings, and returns
// the exit code and what was printed.
func run(t *testing.T, args ...string) (int, string, string) {
	t.Helper()
	var out, errs bytes.Buffer
	home := t.TempDir()
	a := &app{in: strings.NewReader(""), out: &out, err: &errs, env: func(k string) string {
		return map[string]string{"HOME": home, "USER": "tester"}[k]
	}}
	code := a.run(context.Background(), args)
	return code, out.String(), errs.String()
}

// TestCheckEndsWithFive changes a quote behind the register's back: check says
// where, and ends with code 5.
func TestCheckEndsWithFive(t *testing.T) {
	dir := t.TempDir()
	db, article := filepath.Join(dir, "parley.db"), filepath.Join(dir, "a.txt")
	text := "The foreign ministers of Norway and Chile met in Oslo on Monday and discussed fishing rights.\n"
	if err := os.WriteFile(article, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, out, errs := run(t, "add", "--db", db, article, "--published", "2026-02-03"); code != exitOK {
		t.Fatalf("add ended with %d: %s%s", code, out, errs)
	}
	if code, out, errs := run(t, "check", "--db", db); code != exitOK || !strings.Contains(out, "All is well: 1 documents") {
		t.Fatalf("check ended with %d: %s%s", code, out, errs)
	}
	raw, err := sql.Open("sqlite", db)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close()
	res, err := raw.Exec(`DROP TRIGGER claims_keep; UPDATE claims SET evidence = replace(evidence, 'Oslo', 'Rome')`)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("nothing was damaged (%v)", err)
	}
	code, out, errs := run(t, "check", "--db", db)
	if code != exitVerify || !strings.Contains(out, "evidence: ") || !strings.Contains(errs, "verification failed") {
		t.Errorf("check of a damaged register ended with %d: %s%s", code, out, errs)
	}
	if code, out, _ := run(t, "check", "--db", db, "--json"); code != exitVerify || !strings.Contains(out, `"kind": "evidence"`) {
		t.Errorf("as JSON: %d, %s", code, out)
	}
}

// TestInterruptedAdd ends an add by its context at the first article: the code
// is 130, nothing half-done is kept, and the same command then finishes.
func TestInterruptedAdd(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "parley.db")
	ctx, cancel := context.WithCancel(context.Background())
	a := &app{in: cancelling{cancel}, out: io.Discard, err: io.Discard, env: func(string) string { return "" }}
	if code := a.run(ctx, []string{"add", "--db", db, "-"}); code != exitInterrupted {
		t.Errorf("an interrupted add ended with %d", code)
	}
	if code, out, errs := run(t, "check", "--db", db); code != exitOK {
		t.Errorf("after it, check ended with %d: %s%s", code, out, errs)
	}
}

// cancelling is an input that interrupts the run when it is read.
type cancelling struct{ cancel context.CancelFunc }

func (c cancelling) Read(p []byte) (int, error) {
	c.cancel()
	return copy(p, "The ministers of Norway and Chile met in Oslo on Monday."), io.EOF
}

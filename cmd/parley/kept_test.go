package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/demo"
	"github.com/parley-register/parley/internal/kept"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// keeping is a register on disk of which commands are run.
type keeping struct {
	*testing.T
	path  string
	maker string
}

// run is what a command prints, and how it ends.
func (k *keeping) run(args ...string) (string, int) {
	k.Helper()
	var out, errs bytes.Buffer
	home := k.TempDir()
	a := &app{in: strings.NewReader(""), out: &out, err: &errs, maker: k.maker, env: func(name string) string {
		return map[string]string{"HOME": home, "USER": "tester"}[name]
	}}
	code := a.run(context.Background(), append(args, "--db", k.path))
	return out.String() + errs.String(), code
}

// ok is what a command prints that ends well.
func (k *keeping) ok(args ...string) string {
	k.Helper()
	out, code := k.run(args...)
	if code != exitOK {
		k.Fatalf("%v ended with %d: %s", args, code, out)
	}
	return out
}

func (k *keeping) open() *sqlite.Store {
	k.Helper()
	s, err := sqlite.Open(k.Context(), k.path)
	if err != nil {
		k.Fatal(err)
	}
	return s
}

// isKept reports whether a register of the log and the program is there to be read.
func (k *keeping) isKept() bool {
	k.Helper()
	s := k.open()
	defer s.Close()
	ok, err := newLibrary(s, k.maker).fromKept(k.Context(), func(x *kept.Kept, _ int64) error {
		_, err := x.Register()
		return err
	})
	if err != nil {
		k.Fatal(err)
	}
	return ok
}

func (k *keeping) drop() {
	k.Helper()
	s := k.open()
	defer s.Close()
	if err := s.DropFolded(k.Context()); err != nil {
		k.Fatal(err)
	}
}

func (k *keeping) add(from, to int) {
	k.Helper()
	s := k.open()
	defer s.Close()
	a := &app{out: io.Discard, err: io.Discard, maker: k.maker}
	n := 0
	if _, err := a.add(k.Context(), s, func(yield func(source.Input, error) bool) {
		for in, err := range demo.Inputs(time.Now) {
			if n++; n > from && n <= to && !yield(in, err) {
				return
			}
		}
	}, 0); err != nil {
		k.Fatal(err)
	}
}

func (k *keeping) register() *parley.Register {
	k.Helper()
	s := k.open()
	defer s.Close()
	reg, err := newLibrary(s, "").Register(k.Context(), parley.Moment{})
	if err != nil {
		k.Fatal(err)
	}
	return reg
}

// commands are all that show the register, of what is in it.
func (k *keeping) commands() [][]string {
	reg := k.register()
	p := &reg.Processes[len(reg.Processes)/2]
	r := &p.Rounds[0]
	c := string(r.Fields[0].Values[0].Claims[0].ID)
	doc := string(r.Sources[0])
	out := [][]string{
		{"processes"},
		{"review"},
		{"process", p.ID},
		{"process", p.ID[:len(p.ID)-2]},
		{"process", r.Mentions[0].ID},
		{"process", "no-such-process"},
		{"round", r.ID},
		{"round", r.Mentions[0].ID},
		{"round", "no-such-round"},
		{"origin", doc},
		{"origin", c},
		{"diff", "1990-01-01"},
	}
	for _, args := range out {
		out = append(out, append([]string{"--json"}, args...))
	}
	return append(out,
		[]string{"explain", c},
		[]string{"export"}, []string{"export", "--format", "plover"}, []string{"export", "--format", "gdelt"},
		[]string{"processes", "--as-of", "1999-01-01"}, []string{"round", r.ID, "--json", "--as-of", "2030-01-01"})
}

// compare runs each command with what is kept and without, and wants the same.
func (k *keeping) compare(after string) {
	k.Helper()
	for _, args := range k.commands() {
		stale, code := k.run(args...) // whatever is there
		k.ok("review")                // keeps it, where the command asks for less
		if !k.isKept() {
			k.Fatalf("after %s nothing is kept", after)
		}
		with, code2 := k.run(args...)
		k.drop()
		without, code3 := k.run(args...)
		if with != without || stale != without || code != code3 || code2 != code3 {
			k.Fatalf("after %s, %v prints first (%d)\n%.2000s\nwith what is kept (%d)\n%.2000s\nwithout (%d)\n%.2000s", after, args, code, stale, code2, with, code3, without)
		}
	}
}

// TestKeptIsWhatIsFolded adds articles and edits, and looks after each step
// whether every command prints the same of the register that is kept as it does
// where none is.
func TestKeptIsWhatIsFolded(t *testing.T) {
	if testing.Short() {
		t.Skip("reads articles")
	}
	k := &keeping{t, filepath.Join(t.TempDir(), "parley.db"), "this program"}
	k.add(0, 12)
	k.compare("12 articles")
	k.add(12, 18)
	k.compare("18 articles")
	reg := k.register()
	p := &reg.Processes[0]
	for _, args := range [][]string{
		{"edit", "name", p.ID, "The talks of the test"},
		{"edit", "reject", string(p.Rounds[0].Fields[0].Values[0].Claims[0].ID)},
	} {
		k.ok("review") // it is kept, and then of another log
		before := k.ok("processes", "--json")
		k.ok(args...)
		if k.isKept() {
			t.Errorf("after %v what is kept is taken for the register", args)
		}
		if k.ok("processes", "--json") == before {
			t.Errorf("%v changes nothing that is shown", args)
		}
		k.compare(strings.Join(args[:2], " "))
	}
}

// TestKeptIsNotBelieved keeps a register that is damaged, of another program, or
// of another content: it is folded again, kept again, and found by check.
func TestKeptIsNotBelieved(t *testing.T) {
	if testing.Short() {
		t.Skip("reads articles")
	}
	k := &keeping{t, filepath.Join(t.TempDir(), "parley.db"), "this program"}
	k.add(0, 10)
	want, all := k.ok("processes", "--json"), k.ok("export")
	list := k.ok("processes")
	one := []string{"process", k.register().Processes[0].ID, "--json"}
	page := k.ok(one...)
	exec := func(sentence string) {
		t.Helper()
		db, err := sql.Open("sqlite", k.path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(sentence); err != nil {
			t.Fatal(err)
		}
	}
	for name, damage := range map[string]string{
		"no head":            `DELETE FROM folded`,
		"no parts":           `DELETE FROM folded_parts`,
		"one part less":      `DELETE FROM folded_parts WHERE id = (SELECT min(id) FROM folded_parts)`,
		"an empty head":      `UPDATE folded SET head = x''`,
		"another head":       `UPDATE folded SET head = x'ffffffff'`,
		"half a head":        `UPDATE folded SET head = substr(head, 1, length(head) / 2)`,
		"half of every part": `UPDATE folded_parts SET body = substr(body, 1, length(body) / 2)`,
		"parts that changed": `UPDATE folded_parts SET body = (SELECT body FROM folded_parts ORDER BY length(body) LIMIT 1)`,
		"another program":    `UPDATE folded SET maker = 'an older program'`,
		"another log":        `UPDATE folded SET log = 'feed'`,
	} {
		t.Run(name, func(t *testing.T) {
			k := &keeping{t, k.path, k.maker}
			for _, c := range []struct {
				args []string
				want string
			}{{[]string{"processes", "--json"}, want}, {[]string{"processes"}, list}, {one, page}, {[]string{"export"}, all}} {
				k.ok("review")
				if !k.isKept() {
					t.Fatal("nothing was kept")
				}
				exec(damage)
				if got := k.ok(c.args...); got != c.want {
					t.Errorf("%v prints %.500s, want %.500s", c.args, got, c.want)
				}
				k.ok("review")
				if !k.isKept() {
					t.Errorf("it is not kept again after %v", c.args)
				}
			}
		})
	}
	// What fits together and is another register is believed by the commands,
	// since it is of the log and the program, but not by check.
	t.Run("another register", func(t *testing.T) {
		k := &keeping{t, k.path, k.maker}
		reg := k.register()
		reg.Processes[0].Name = "Talks that were never held"
		s := k.open()
		entries, err := s.Log(t.Context(), 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		newLibrary(s, k.maker).keep(t.Context(), entries[len(entries)-1].Hash, reg, &background{})
		s.Close()
		if !strings.Contains(k.ok("processes"), "never held") {
			t.Fatal("it is not kept")
		}
		out, code := k.run("check")
		if code != exitVerify || !strings.Contains(out, "register: ") || !strings.Contains(out, "not the fold of the log") {
			t.Errorf("check ended with %d: %s", code, out)
		}
		if out := k.ok("check"); !strings.Contains(out, "All is well") {
			t.Errorf("it is forgotten, and check says %s", out)
		}
		if got := k.ok("processes"); got != list {
			t.Errorf("then there are %s", got)
		}
		k.ok("check")
	})
	t.Run("a file that cannot be written", func(t *testing.T) {
		s := k.open()
		defer s.Close()
		l := newLibrary(unwritable{s}, "yet another program")
		if _, err := l.Register(t.Context(), parley.Moment{}); err != nil {
			t.Errorf("it cannot be read: %v", err)
		}
	})
}

// unwritable is a store to which nothing can be written.
type unwritable struct{ store.Store }

func (unwritable) Sign(context.Context, map[parley.Digest][]byte) error { return store.ErrReadOnly }

func (unwritable) KeepFolded(context.Context, *store.Folded) error { return store.ErrReadOnly }

func (unwritable) DropFolded(context.Context) error { return store.ErrReadOnly }

// TestProgramDigest is always the same, and there is one.
func TestProgramDigest(t *testing.T) {
	d := programDigest()
	if _, err := parley.ParseDigest(d); err != nil {
		t.Error(err)
	}
	if d != programDigest() {
		t.Error("it is another one each time")
	}
	if stamped(&debug.BuildInfo{}) {
		t.Error("a build without any stamp is taken for one that has it")
	}
	revision := func(modified string) *debug.BuildInfo {
		return &debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: modified}}}
	}
	if stamped(revision("true")) || !stamped(revision("false")) || !stamped(&debug.BuildInfo{Main: debug.Module{Sum: "h1:x"}}) {
		t.Error("stamps are not told apart")
	}
}

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/demo"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// TestLiveRegisterIsTheRegister adds the demonstration's articles a few at a
// time, with edits between, and compares the register that is held with one
// that is made anew.
func TestLiveRegisterIsTheRegister(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the whole demonstration corpus")
	}
	ctx := t.Context()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "parley.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	a := &app{out: io.Discard, err: io.Discard}
	held := newLiveLibrary(ctx, s, "")
	compare := func(n int) *parley.Register {
		t.Helper()
		got, err := held.Register(ctx, parley.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		g, _ := json.Marshal(got)
		w := foldedAnew(ctx, t, s)
		if !bytes.Equal(g, w) {
			i := 0
			for i < min(len(g), len(w)) && g[i] == w[i] {
				i++
			}
			t.Fatalf("after %d articles the register that is held is\n%s\nand made anew\n%s", n, g[max(0, i-200):min(len(g), i+300)], w[max(0, i-200):min(len(w), i+300)])
		}
		return got
	}
	compare(0)
	for n := 1; n <= demo.Count(); n += 24 {
		if _, err := a.add(ctx, s, first(demo.Inputs(time.Now), n), 0); err != nil {
			t.Fatal(err)
		}
		reg := compare(n)
		if len(reg.Processes) == 0 || len(reg.Processes[0].Rounds) == 0 {
			continue
		}
		c := reg.Processes[0].Rounds[0].Fields[0].Values[0].Claims[0]
		if _, err := s.Edit(ctx, parley.Edit{Kind: parley.Reject, Target: []string{string(c.ID)}, Author: "ada", Time: time.Unix(int64(n), 0)}); err != nil {
			t.Fatal(err)
		}
		compare(n)
	}
}

// TestLiveRegisterIsKept begins to serve with a register that is kept, changes
// it, and finds what it has become kept for the commands, all while others read.
func TestLiveRegisterIsKept(t *testing.T) {
	if testing.Short() {
		t.Skip("reads articles")
	}
	ctx := t.Context()
	const maker = "this program"
	k := &keeping{t, filepath.Join(t.TempDir(), "parley.db"), maker}
	k.add(0, 6)
	k.ok("review")
	s := k.open()
	t.Cleanup(func() { s.Close() })
	l := newLiveLibrary(ctx, s, maker)
	same := func(what string, got *parley.Register) {
		t.Helper()
		g, _ := json.Marshal(got)
		w := foldedAnew(ctx, t, s)
		if !bytes.Equal(g, w) {
			t.Fatalf("%s is another register", what)
		}
	}
	shown := func() *parley.Register {
		t.Helper()
		reg, err := l.Register(ctx, parley.Moment{})
		if err != nil {
			t.Fatal(err)
		}
		return reg
	}
	first := shown()
	same("what is shown first", first)
	if l.holder.live.seq != 0 {
		t.Error("it was folded before it was shown")
	}
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 50 {
				if _, err := l.Register(ctx, parley.Moment{}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for n := 6; n < 12; n += 2 {
		k.add(n, n+2)
		same("what is shown then", shown())
	}
	readers.Wait()
	if l.holder.live.seq == 0 {
		t.Error("it is not held")
	}
	for begin := time.Now(); !k.isKept(); time.Sleep(10 * time.Millisecond) {
		if time.Since(begin) > 10*time.Second {
			t.Fatal("what it has become is not kept")
		}
	}
	reg, err := newLibrary(s, maker).Register(ctx, parley.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	same("what is kept", reg)
	c := reg.Processes[0].Rounds[0].Fields[0].Values[0].Claims[0]
	o, err := l.Origin(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newLibrary(s, "").Origin(ctx, c)
	if err != nil || o.ID != p.ID {
		t.Errorf("the origin is %+v, want %+v, %v", o, p, err)
	}
}

// foldedAnew is the register of a store, folded from all claims, as JSON.
func foldedAnew(ctx context.Context, t *testing.T, s store.Store) []byte {
	t.Helper()
	reg, err := newLibrary(s, "").Register(ctx, parley.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(reg)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

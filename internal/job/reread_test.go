package job_test

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
	"github.com/parley-register/parley/internal/store/storetest"
)

// newer reads what storetest's articles say, by another fingerprint. It gives
// up after some documents.
type newer struct{ after atomic.Int64 }

func until(n int64) *newer {
	r := &newer{}
	r.after.Store(n)
	return r
}

func (r *newer) Fingerprint() string { return "newer" }

var errStopped = errors.New("the power is out")

func (r *newer) Read(_ context.Context, d *parley.Document) (*parley.Reading, error) {
	if r.after.Add(-1) < 0 {
		return nil, errStopped
	}
	e := d.Quote(parley.Span{Start: 0, End: 9})
	return &parley.Reading{Document: d.ID, Fingerprint: "newer", AboutTalks: true, Meetings: []parley.Meeting{{
		ID: "m1", Mentions: []parley.Evidence{e}, Status: parley.Cited[parley.Status]{Value: parley.Held, Note: parley.Note{Modality: parley.Asserted, Evidence: []parley.Evidence{e}, Rule: "test"}},
	}}}, nil
}

func TestRereadGoesOn(t *testing.T) {
	ctx := t.Context()
	s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "r.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const all = 40
	for n := range all {
		if _, err := s.Add(ctx, storetest.Make(n)); err != nil {
			t.Fatal(err)
		}
	}
	index := func(*parley.Document) store.Index { return store.Index{Body: "delegates"} }
	first, err := job.Reread(ctx, s, until(15), index, 1, time.Now, nil)
	if !errors.Is(err, errStopped) || first == 0 || first > 15 {
		t.Fatalf("%d read before it stopped: %v", first, err)
	}
	last := 0
	rest, err := job.Reread(ctx, s, until(all), index, 2, time.Now, func(done int) { last = done })
	if err != nil || first+rest != all || last != rest {
		t.Errorf("%d and then %d of %d, progress %d: %v", first, rest, all, last, err)
	}
	if n, err := job.Reread(ctx, s, until(0), index, 2, time.Now, nil); err != nil || n != 0 {
		t.Errorf("when all is read, %d are read again, %v", n, err)
	}
	c, err := s.Counts(ctx)
	if err != nil || c.Readings != 2*all {
		t.Errorf("%+v, %v", c, err)
	}
}

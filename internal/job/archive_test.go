package job_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/gate"
	"github.com/parley-register/parley/internal/job"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/warc"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
)

// counting reads nothing and counts what it is asked to read.
type counting struct{ n int }

func (c *counting) Read(_ context.Context, d *parley.Document) (*parley.Reading, error) {
	c.n++
	return &parley.Reading{Document: d.ID, Fingerprint: c.Fingerprint()}, nil
}
func (c *counting) Fingerprint() string { return "counting/1" }

// TestArchiveGoesOn: a run over an archive that is stopped goes on where it was,
// and the gate's rejects are not looked at twice by a reader.
func TestArchiveGoesOn(t *testing.T) {
	const pages = 200
	var file bytes.Buffer
	w, err := warc.NewWriter(&file, "test")
	if err != nil {
		t.Fatal(err)
	}
	for i := range pages {
		text := fmt.Sprintf("<html><body><p>Envoys of Norway and Chile met in Oslo for round %d of their talks, the foreign ministers said.</p></body></html>", i)
		if i%4 == 0 {
			text = fmt.Sprintf("<html><body><p>Herring number %d was cheap because the shoals came early, fishermen say.</p></body></html>", i)
		}
		body := []byte(text)
		if err := w.Write(&parley.Capture{Digest: parley.DigestOf(body), URL: fmt.Sprintf("https://wire.example.org/%d", i), ContentType: "text/html", Fetched: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), Body: body}); err != nil {
			t.Fatal(err)
		}
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "crawl.warc.gz")
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := sqlite.Open(t.Context(), filepath.Join(dir, "r.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	local := &source.Local{Now: time.Now}
	add := func(ctx context.Context, kept func(job.Summary)) (job.Summary, int, error) {
		reader := &counting{}
		adder := &job.Adder{
			Store: s, Intake: s, Reader: reader, Workers: 1, Now: time.Now, Kept: kept,
			Index: func(d *parley.Document) store.Index { return store.Index{Title: "t", Body: "b"} },
		}
		sum, err := adder.Add(ctx, local.Open(ctx, []string{path}))
		return sum, reader.n, err
	}
	ctx, stop := context.WithCancel(t.Context())
	acknowledged := 0
	_, _, err = add(ctx, func(sum job.Summary) {
		acknowledged = sum.New
		if acknowledged >= 60 {
			stop()
		}
	})
	if err == nil || acknowledged == 0 {
		t.Fatalf("the first run kept %d and ended with %v", acknowledged, err)
	}
	sum, read, err := add(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if sum.New+sum.Known != pages*3/4 || sum.Known < acknowledged || sum.TurnedAway != pages/4 || read != sum.New {
		t.Errorf("the second run: %+v, %d acknowledged before, %d read", sum, acknowledged, read)
	}
	if sum, read, err = add(t.Context(), nil); err != nil || sum.Known != pages*3/4 || read != 0 {
		t.Errorf("the third run: %+v, %d read, %v", sum, read, err)
	}
	if got, err := s.Rejected(t.Context(), parley.DigestOf([]byte("<html><body><p>Herring number 0 was cheap because the shoals came early, fishermen say.</p></body></html>")), gate.Version()); err != nil || !got {
		t.Errorf("a reject is kept: %v, %v", got, err)
	}
}

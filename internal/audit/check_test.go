package audit_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/audit"
	"github.com/parley-register/parley/internal/register"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/store/sqlite"
	"github.com/parley-register/parley/internal/store/storetest"
)

func fold(s *store.Snapshot) *parley.Register {
	in := register.Input{Claims: s.Claims, Edits: s.Edits}
	for i := range s.Documents {
		in.Documents = append(in.Documents, register.Document{ID: s.Documents[i].ID, Published: s.Documents[i].Published})
	}
	return register.Fold(in)
}

// filled is a register with some documents, a second reading and an edit.
func filled(t *testing.T) (*sqlite.Store, string, audit.Checker) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "r.db")
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	index := map[parley.Digest]store.Index{}
	for n := range 5 {
		a := storetest.Make(n)
		index[a.Document.ID] = a.Index
		if _, err := s.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Read(t.Context(), time.Now(), storetest.Reading(storetest.Make(1).Document, "reader-2", "planned"), storetest.Make(1).Index); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Edit(t.Context(), parley.Edit{Kind: parley.Reject, Target: []string{string(storetest.Make(2).Reading.Claims[0].ID)}, Author: "ann", Time: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return s, path, audit.Checker{Store: s, Index: func(d *parley.Document) store.Index { return index[d.ID] }, Fold: fold}
}

func TestCheckFindsNothing(t *testing.T) {
	_, _, c := filled(t)
	problems, err := c.Check(t.Context())
	if err != nil || len(problems) > 0 {
		t.Errorf("%v, %v", problems, err)
	}
}

// TestCheckFinds damages a register behind its back, each time in another way.
func TestCheckFinds(t *testing.T) {
	const unlock = "DROP TRIGGER claims_keep; DROP TRIGGER log_keeps; DROP TRIGGER log_stays; DROP TRIGGER edits_keep; "
	for name, c := range map[string]struct {
		damage string
		want   audit.Kind
	}{
		"a changed value":      {unlock + "UPDATE claims SET value = 'cancelled' WHERE id = 1", audit.Claim},
		"a changed quote":      {unlock + "UPDATE claims SET evidence = replace(evidence, '\"met\"', '\"mat\"') WHERE id = 1", audit.Evidence},
		"a changed text":       {"UPDATE documents SET text = replace(text, 'Strelsau', 'Streltsau') WHERE id = 3", audit.Document},
		"a changed date":       {"UPDATE documents SET published = '1901' WHERE id = 3", audit.Document},
		"a lost claim":         {"DELETE FROM reading_claims WHERE reading = 3 AND claim = (SELECT max(claim) FROM reading_claims WHERE reading = 3)", audit.Log},
		"a rewritten entry":    {unlock + "UPDATE log SET at = '2001-01-01T00:00:00Z' WHERE seq = 2", audit.Log},
		"a changed edit":       {unlock + "UPDATE edits SET author = 'eve'", audit.Edit},
		"an older reading":     {"UPDATE documents SET reading = (SELECT min(id) FROM readings r WHERE r.document = documents.id)", audit.Register},
		"a lost index row":     {"DELETE FROM found WHERE rowid = 2", audit.Index},
		"a foreign index row":  {"INSERT INTO found (rowid, title, body) VALUES (77, 'x', 'y')", audit.Index},
		"a verdict turned":     {"UPDATE readings SET about_talks = 0 WHERE id = 3", audit.Log},
		"a log with a hole":    {unlock + "DELETE FROM log WHERE seq = 3", audit.Log},
		"a value out of form":  {unlock + "UPDATE claims SET field = 'where' WHERE id = 1", audit.Claim},
		"a capture that is no": {"UPDATE captures SET body = x'00' WHERE id = 1", audit.Storage},
	} {
		t.Run(name, func(t *testing.T) {
			s, path, checker := filled(t)
			s.Close()
			db, err := sql.Open("sqlite", path)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec(c.damage); err != nil {
				t.Fatal(err)
			}
			db.Close()
			if s, err = sqlite.Open(t.Context(), path); err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			checker.Store = s
			problems, err := checker.Check(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if p.Kind == c.want {
					return
				}
			}
			t.Errorf("found %v, want a problem of kind %s", problems, c.want)
		})
	}
}

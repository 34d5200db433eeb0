package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// write runs f in one transaction.
func (s *Store) write(ctx context.Context, doing string, f func(tx *sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return s.wrap(doing, err)
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return s.wrap(doing, err)
	}
	return s.wrap(doing, tx.Commit())
}

// Add implements store.Store.
func (s *Store) Add(ctx context.Context, adds ...store.Addition) ([]store.Outcome, error) {
	for i := range adds {
		if err := adds[i].Check(); err != nil {
			return nil, err
		}
	}
	outcomes := make([]store.Outcome, 0, len(adds))
	err := s.write(ctx, "add", func(tx *sql.Tx) error {
		for i := range adds {
			o, err := s.add(ctx, tx, &adds[i])
			if err != nil {
				return err
			}
			outcomes = append(outcomes, o)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return outcomes, nil
}

func (s *Store) add(ctx context.Context, tx *sql.Tx, a *store.Addition) (store.Outcome, error) {
	if a.Capture != nil {
		if err := s.addCapture(ctx, tx, a.Capture); err != nil {
			return "", err
		}
	}
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM documents WHERE digest = ?`, a.Document.ID).Scan(&id)
	if err == nil {
		return s.readAgain(ctx, tx, id, a.At, &a.Reading, a.Index)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return "", err
	}
	d := a.Document
	capture := d.Capture
	if capture == "" && a.Capture != nil {
		capture = a.Capture.Digest
	}
	blocks, err := json.Marshal(d.Blocks)
	if err != nil {
		return "", err
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO documents (digest, capture, name, url, title, publisher, author, credit, language, published, modified, date_from, text, blocks)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.ID, capture, d.Name, d.URL, d.Title, d.Publisher, d.Author, d.Credit, d.Language, d.Published.String(), d.Modified.String(), d.DateFrom, d.Text, string(blocks))
	if err != nil {
		return "", err
	}
	if id, err = res.LastInsertId(); err != nil {
		return "", err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)`, id, a.Index.Title, a.Index.Body); err != nil {
		return "", err
	}
	if len(a.Signature) > 0 {
		if _, err := tx.ExecContext(ctx, signing, a.Signature, d.ID); err != nil {
			return "", err
		}
	}
	if _, err := s.addReading(ctx, tx, id, store.AddEntry, a.At, &a.Reading); err != nil {
		return "", err
	}
	return store.New, nil
}

func (s *Store) addCapture(ctx context.Context, tx *sql.Tx, c *parley.Capture) error {
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM captures WHERE digest = ?`, c.Digest).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		var res sql.Result
		res, err = tx.ExecContext(ctx, `INSERT INTO captures (digest, content_type, body) VALUES (?, ?, ?)`, c.Digest, c.ContentType, s.enc.EncodeAll(c.Body, nil))
		if err == nil {
			id, err = res.LastInsertId()
		}
	}
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO fetches (capture, url, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, id, c.URL, stamp(c.Fetched))
	return err
}

// addReading keeps r as the current reading of the document, with its entry in
// the log.
func (s *Store) addReading(ctx context.Context, tx *sql.Tx, document int64, kind store.EntryKind, at time.Time, r *store.Reading) (store.Outcome, error) {
	var there bool
	if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM readings WHERE document = ? AND fingerprint = ?)`, document, r.Fingerprint).Scan(&there); err != nil {
		return "", err
	}
	if there {
		return store.Already, nil
	}
	seq, err := appendLog(ctx, tx, store.Entry{Kind: kind, Subject: r.Document, Fingerprint: r.Fingerprint, Content: store.ContentOf(r), At: at})
	if err != nil {
		return "", err
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO readings (document, fingerprint, about_talks, reason, seq) VALUES (?, ?, ?, ?, ?)`, document, r.Fingerprint, r.AboutTalks, r.Reason, seq)
	if err != nil {
		return "", err
	}
	reading, err := res.LastInsertId()
	if err != nil {
		return "", err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE documents SET reading = ? WHERE id = ?`, reading, document); err != nil {
		return "", err
	}
	return store.Reread, addClaims(ctx, tx, document, reading, r.Claims)
}

func addClaims(ctx context.Context, tx *sql.Tx, document, reading int64, claims []parley.Claim) error {
	if len(claims) == 0 {
		return nil
	}
	find, err := tx.PrepareContext(ctx, `SELECT id FROM claims WHERE digest = ?`)
	if err != nil {
		return err
	}
	defer find.Close()
	insert, err := tx.PrepareContext(ctx, `INSERT INTO claims (digest, document, kind, start, stop, n, field, value, modality, said_by, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	join, err := tx.PrepareContext(ctx, `INSERT INTO reading_claims (reading, claim, rule) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`)
	if err != nil {
		return err
	}
	defer join.Close()
	for i := range claims {
		c := &claims[i]
		var id int64
		err := find.QueryRowContext(ctx, c.ID).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			var evidence []byte
			if evidence, err = json.Marshal(c.Evidence); err != nil {
				return err
			}
			var res sql.Result
			res, err = insert.ExecContext(ctx, c.ID, document, c.Subject.Kind, c.Subject.At.Start, c.Subject.At.End, c.Subject.N, c.Field, c.Value, c.Modality, c.SaidBy, string(evidence))
			if err == nil {
				id, err = res.LastInsertId()
			}
		}
		if err != nil {
			return err
		}
		if _, err := join.ExecContext(ctx, reading, id, c.Rule); err != nil {
			return err
		}
	}
	return nil
}

// readAgain keeps a reading of a document that is there, and its index.
func (s *Store) readAgain(ctx context.Context, tx *sql.Tx, document int64, at time.Time, r *store.Reading, x store.Index) (store.Outcome, error) {
	outcome, err := s.addReading(ctx, tx, document, store.ReadEntry, at, r)
	if err != nil || outcome == store.Already {
		return outcome, err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM found WHERE rowid = ?`, document); err != nil {
		return "", err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO found (rowid, title, body) VALUES (?, ?, ?)`, document, x.Title, x.Body)
	return outcome, err
}

// Read implements store.Store.
func (s *Store) Read(ctx context.Context, at time.Time, r store.Reading, x store.Index) (store.Outcome, error) {
	if err := r.Check(); err != nil {
		return "", err
	}
	var outcome store.Outcome
	err := s.write(ctx, "keep a reading", func(tx *sql.Tx) error {
		var id int64
		d := parley.Document{ID: r.Document}
		err := tx.QueryRowContext(ctx, `SELECT id, text FROM documents WHERE digest = ?`, r.Document).Scan(&id, &d.Text)
		if err != nil {
			return err
		}
		for i := range r.Claims {
			for _, e := range r.Claims[i].Evidence {
				if err := e.Verify(&d); err != nil {
					return fmt.Errorf("%w: claim %s: %w", store.ErrMismatch, r.Claims[i].ID.Short(), err)
				}
			}
		}
		outcome, err = s.readAgain(ctx, tx, id, at, &r, x)
		return err
	})
	return outcome, err
}

// appendLog sets e's place, the hash of the entry before it and its own, and
// keeps it.
func appendLog(ctx context.Context, tx *sql.Tx, e store.Entry) (int64, error) {
	err := tx.QueryRowContext(ctx, `SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1`).Scan(&e.Seq, &e.Previous)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	e.Seq++
	e.At = e.At.UTC().Truncate(time.Second)
	e.Hash = e.EntryHash()
	_, err = tx.ExecContext(ctx, `INSERT INTO log (seq, kind, subject, fingerprint, content, at, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		e.Seq, e.Kind, e.Subject, e.Fingerprint, e.Content, stamp(e.At), e.Previous, e.Hash)
	return e.Seq, err
}

// Edit implements store.Store.
func (s *Store) Edit(ctx context.Context, e parley.Edit) (parley.Edit, error) {
	if err := e.Check(); err != nil {
		return parley.Edit{}, err
	}
	e.Time = e.Time.UTC().Truncate(time.Second)
	err := s.write(ctx, "keep an edit", func(tx *sql.Tx) error {
		var n int64
		var last parley.Digest
		err := tx.QueryRowContext(ctx, `SELECT n, digest FROM edits ORDER BY n DESC LIMIT 1`).Scan(&n, &last)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if e.Previous != "" && e.Previous != last {
			return fmt.Errorf("the last edit is %s now; look at it and do yours again: %w", last.Short(), store.ErrStale)
		}
		e.Previous = last
		e.ID = e.EditID()
		target, err := json.Marshal(e.Target)
		if err != nil {
			return err
		}
		seq, err := appendLog(ctx, tx, store.Entry{Kind: store.EditEntry, Subject: e.ID, Content: e.ID, At: e.Time})
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO edits (n, digest, previous, kind, target, value, author, at, reason, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			n+1, e.ID, e.Previous, e.Kind, string(target), e.Value, e.Author, stamp(e.Time), e.Reason, seq)
		return err
	})
	if err != nil {
		return parley.Edit{}, err
	}
	return e, nil
}

func stamp(t time.Time) string { return t.UTC().Format(time.RFC3339) }

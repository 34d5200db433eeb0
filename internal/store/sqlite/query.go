package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// read runs f in one transaction, so that all its queries see one state.
func (s *Store) read(ctx context.Context, doing string, f func(tx *sql.Tx) error) error {
	tx, err := s.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return s.wrap(doing, err)
	}
	defer tx.Rollback()
	err = s.wrap(doing, f(tx))
	if changed := s.stands(); changed != nil { // then it may be anything that was read
		return changed
	}
	return err
}

// each calls f for every row of a query.
func each(ctx context.Context, tx *sql.Tx, f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows.Scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// Unread implements store.Store.
func (s *Store) Unread(ctx context.Context, fingerprint string, after parley.Digest, limit int) ([]parley.Digest, error) {
	var ids []parley.Digest
	err := s.read(ctx, "look for what is to be read", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var id parley.Digest
			err := scan(&id)
			ids = append(ids, id)
			return err
		}, `SELECT d.digest FROM documents d WHERE d.digest > ?
			AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.id = d.reading AND r.fingerprint = ?) ORDER BY d.digest LIMIT ?`, after, fingerprint, limit)
	})
	return ids, err
}

// Edits implements store.Store.
func (s *Store) Edits(ctx context.Context) ([]parley.Edit, error) {
	var edits []parley.Edit
	err := s.read(ctx, "list the edits", func(tx *sql.Tx) (err error) {
		edits, err = editsUpTo(ctx, tx, 1<<62)
		return err
	})
	return edits, err
}

func editsUpTo(ctx context.Context, tx *sql.Tx, seq int64) ([]parley.Edit, error) {
	var edits []parley.Edit
	err := each(ctx, tx, func(scan func(...any) error) error {
		var e parley.Edit
		var target, at string
		if err := scan(&e.ID, &e.Previous, &e.Kind, &target, &e.Value, &e.Author, &at, &e.Reason); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(target), &e.Target); err != nil {
			return err
		}
		var err error
		e.Time, err = time.Parse(time.RFC3339, at)
		edits = append(edits, e)
		return err
	}, `SELECT digest, previous, kind, target, value, author, at, reason FROM edits WHERE seq <= ? ORDER BY n`, seq)
	return edits, err
}

// Document implements store.Store.
func (s *Store) Document(ctx context.Context, id parley.Digest) (*parley.Document, error) {
	d := &parley.Document{ID: id}
	err := s.read(ctx, "open document "+id.Short(), func(tx *sql.Tx) error {
		var published, modified, blocks string
		err := tx.QueryRowContext(ctx, `SELECT capture, name, url, title, publisher, author, credit, language, published, modified, date_from, text, blocks FROM documents WHERE digest = ?`, id).
			Scan(&d.Capture, &d.Name, &d.URL, &d.Title, &d.Publisher, &d.Author, &d.Credit, &d.Language, &published, &modified, &d.DateFrom, &d.Text, &blocks)
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(blocks), &d.Blocks); err != nil {
			return err
		}
		return setTimes(d, published, modified)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

func setTimes(d *parley.Document, published, modified string) (err error) {
	if published != "" {
		if d.Published, err = parley.ParseInterval(published); err != nil {
			return err
		}
	}
	if modified != "" {
		d.Modified, err = parley.ParseInterval(modified)
	}
	return err
}

// Capture implements store.Store.
func (s *Store) Capture(ctx context.Context, digest parley.Digest) (*parley.Capture, error) {
	c := &parley.Capture{Digest: digest}
	err := s.read(ctx, "open capture "+digest.Short(), func(tx *sql.Tx) error {
		var at string
		var packed []byte
		err := tx.QueryRowContext(ctx, `SELECT c.content_type, c.body, f.url, f.at FROM captures c JOIN fetches f ON f.capture = c.id
			WHERE c.digest = ? ORDER BY f.at, f.url LIMIT 1`, digest).Scan(&c.ContentType, &packed, &c.URL, &at)
		if err != nil {
			return err
		}
		if c.Fetched, err = time.Parse(time.RFC3339, at); err != nil {
			return err
		}
		c.Body, err = s.dec.DecodeAll(packed, nil)
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// begins reports whether prefix can be the beginning of a digest.
func begins(prefix string) bool {
	return prefix != "" && strings.Trim(prefix, "0123456789abcdef") == ""
}

// Resolve implements store.Store.
func (s *Store) Resolve(ctx context.Context, prefix string) (parley.Digest, error) {
	missing := &parley.LookupError{What: "document", ID: prefix}
	if !begins(prefix) {
		return "", missing
	}
	var found []string
	err := s.read(ctx, "look for a document", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var id string
			err := scan(&id)
			found = append(found, id)
			return err
		}, `SELECT digest FROM documents WHERE digest >= ? AND digest < ? ORDER BY digest LIMIT 10`, prefix, prefix+"g")
	})
	switch {
	case err != nil:
		return "", err
	case len(found) == 1:
		return parley.Digest(found[0]), nil
	}
	missing.Candidates = found
	return "", missing
}

const claimColumns = `c.digest, d.digest, c.kind, c.start, c.stop, c.n, c.field, c.value, c.modality, c.said_by, c.evidence, rc.rule, r.fingerprint`

// claimScanner scans claims, and holds once what many of them have in common.
type claimScanner struct {
	common   map[string]string
	evidence sql.RawBytes
}

func newClaimScanner() *claimScanner { return &claimScanner{common: map[string]string{}} }

func (s *claimScanner) scan(scan func(...any) error) (parley.Claim, error) {
	var c parley.Claim
	err := scan(&c.ID, &c.Subject.Document, &c.Subject.Kind, &c.Subject.At.Start, &c.Subject.At.End, &c.Subject.N, &c.Field, &c.Value, &c.Modality, &c.SaidBy, &s.evidence, &c.Rule, &c.Fingerprint)
	if err != nil {
		return c, err
	}
	c.Subject.Document = parley.Digest(s.once(string(c.Subject.Document)))
	c.Subject.Kind = parley.SubjectKind(s.once(string(c.Subject.Kind)))
	c.Modality = parley.Modality(s.once(string(c.Modality)))
	c.Field, c.SaidBy, c.Rule, c.Fingerprint = s.once(c.Field), s.once(c.SaidBy), s.once(c.Rule), s.once(c.Fingerprint)
	var plain bool
	if c.Evidence, plain = plainEvidence(s.evidence, c.Subject.Document); plain {
		return c, nil
	}
	return c, json.Unmarshal(s.evidence, &c.Evidence)
}

func (s *claimScanner) once(text string) string {
	if same, ok := s.common[text]; ok {
		return same
	}
	s.common[text] = text
	return text
}

// Claims implements store.Store.
func (s *Store) Claims(ctx context.Context, document parley.Digest) ([]parley.Claim, error) {
	var claims []parley.Claim
	scanner := newClaimScanner()
	err := s.read(ctx, "list the claims of document "+document.Short(), func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, `SELECT 1 FROM documents WHERE digest = ?`, document).Scan(new(int)); err != nil {
			return err
		}
		return each(ctx, tx, func(scan func(...any) error) error {
			c, err := scanner.scan(scan)
			claims = append(claims, c)
			return err
		}, `SELECT `+claimColumns+` FROM documents d JOIN readings r ON r.id = d.reading JOIN reading_claims rc ON rc.reading = r.id JOIN claims c ON c.id = rc.claim
			WHERE d.digest = ? ORDER BY c.start, c.stop, c.kind, c.n, c.field, c.digest`, document)
	})
	return claims, err
}

// Claim implements store.Store.
func (s *Store) Claim(ctx context.Context, prefix string) (*parley.Claim, error) {
	missing := &parley.LookupError{What: "claim", ID: prefix}
	if !begins(prefix) {
		return nil, missing
	}
	var found []parley.Claim
	scanner := newClaimScanner()
	err := s.read(ctx, "look for a claim", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			c, err := scanner.scan(scan)
			found = append(found, c)
			return err
		}, `SELECT `+claimColumns+` FROM claims c JOIN documents d ON d.id = c.document JOIN readings r ON r.id = d.reading JOIN reading_claims rc ON rc.reading = r.id AND rc.claim = c.id
			WHERE c.digest >= ? AND c.digest < ? ORDER BY c.digest LIMIT 10`, prefix, prefix+"g")
	})
	switch {
	case err != nil:
		return nil, err
	case len(found) == 1:
		return &found[0], nil
	}
	for i := range found {
		missing.Candidates = append(missing.Candidates, string(found[i].ID))
	}
	return nil, missing
}

// Snapshot implements store.Store.
func (s *Store) Snapshot(ctx context.Context, seq int64) (*store.Snapshot, error) {
	snap := &store.Snapshot{}
	err := s.read(ctx, "load the register", func(tx *sql.Tx) error {
		if err := lastEntry(ctx, tx, snap); err != nil {
			return err
		}
		// The current reading is the last in the log; of now, documents knows it.
		if seq == 0 {
			return load(ctx, tx, snap, `SELECT id, reading FROM documents WHERE ? > 0`, max(snap.Seq, 1))
		}
		if seq < snap.Seq {
			snap.Seq = seq
			if err := tx.QueryRowContext(ctx, `SELECT hash FROM log WHERE seq = ?`, seq).Scan(&snap.Log); err != nil {
				return err
			}
		}
		return load(ctx, tx, snap, `SELECT document AS id, id AS reading FROM (SELECT id, document, row_number() OVER (PARTITION BY document ORDER BY seq DESC) AS n FROM readings WHERE seq <= ?) WHERE n = 1`, max(snap.Seq, 1))
	})
	if err != nil {
		return nil, err
	}
	return snap, nil
}

// Changes implements store.Store.
func (s *Store) Changes(ctx context.Context, after int64) (*store.Snapshot, error) {
	snap := &store.Snapshot{}
	err := s.read(ctx, "load what has changed", func(tx *sql.Tx) error {
		if err := lastEntry(ctx, tx, snap); err != nil {
			return err
		}
		return load(ctx, tx, snap, `SELECT id, reading FROM documents WHERE id IN (SELECT document FROM readings WHERE seq > ?)`, after)
	})
	if err != nil {
		return nil, err
	}
	return snap, nil
}

// lastEntry notes the last entry of the log, if there is one.
func lastEntry(ctx context.Context, tx *sql.Tx, snap *store.Snapshot) error {
	err := tx.QueryRowContext(ctx, `SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1`).Scan(&snap.Seq, &snap.Log)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// Documents implements store.Store.
func (s *Store) Documents(ctx context.Context) ([]store.Meta, error) {
	snap := &store.Snapshot{}
	err := s.read(ctx, "list the documents", func(tx *sql.Tx) error {
		return loadDocuments(ctx, tx, snap, `SELECT id, reading FROM documents WHERE ? > 0`, 1)
	})
	return snap.Documents, err
}

// load fills snap with the documents and claims of the readings that current
// selects, and with the edits up to its entry.
func load(ctx context.Context, tx *sql.Tx, snap *store.Snapshot, current string, seq int64) error {
	if err := loadDocuments(ctx, tx, snap, current, seq); err != nil {
		return err
	}
	scanner := newClaimScanner()
	err := each(ctx, tx, func(scan func(...any) error) error {
		c, err := scanner.scan(scan)
		snap.Claims = append(snap.Claims, c)
		return err
	}, `WITH cur AS (`+current+`)
		SELECT `+claimColumns+` FROM cur JOIN documents d ON d.id = cur.id JOIN readings r ON r.id = cur.reading
		JOIN reading_claims rc ON rc.reading = r.id JOIN claims c ON c.id = rc.claim
		ORDER BY d.digest, c.start, c.stop, c.kind, c.n, c.field, c.digest`, seq)
	if err != nil {
		return err
	}
	snap.Edits, err = editsUpTo(ctx, tx, snap.Seq)
	return err
}

func loadDocuments(ctx context.Context, tx *sql.Tx, snap *store.Snapshot, current string, seq int64) error {
	return each(ctx, tx, func(scan func(...any) error) error {
		var m store.Meta
		var published, modified string
		err := scan(&m.ID, &m.Capture, &m.Name, &m.URL, &m.Title, &m.Publisher, &m.Author, &m.Credit, &m.Language, &published, &modified, &m.DateFrom, &m.Size,
			&m.AboutTalks, &m.Reason, &m.Fingerprint, &m.Seq)
		if err != nil {
			return err
		}
		err = setTimes(&m.Document, published, modified)
		snap.Documents = append(snap.Documents, m)
		return err
	}, `WITH cur AS (`+current+`)
		SELECT d.digest, d.capture, d.name, d.url, d.title, d.publisher, d.author, d.credit, d.language, d.published, d.modified, d.date_from, octet_length(d.text),
			r.about_talks, r.reason, r.fingerprint, (SELECT min(seq) FROM readings f WHERE f.document = d.id)
		FROM cur JOIN documents d ON d.id = cur.id JOIN readings r ON r.id = cur.reading ORDER BY d.digest`, seq)
}

// Log implements store.Store.
func (s *Store) Log(ctx context.Context, after int64, limit int) ([]store.Entry, error) {
	var entries []store.Entry
	err := s.read(ctx, "read the log", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var e store.Entry
			var at string
			err := scan(&e.Seq, &e.Kind, &e.Subject, &e.Fingerprint, &e.Content, &at, &e.Previous, &e.Hash)
			if err != nil {
				return err
			}
			e.At, err = time.Parse(time.RFC3339, at)
			entries = append(entries, e)
			return err
		}, `SELECT seq, kind, subject, fingerprint, content, at, previous, hash FROM log WHERE seq > ? ORDER BY seq LIMIT ?`, after, limit)
	})
	return entries, err
}

// Counts implements store.Store.
func (s *Store) Counts(ctx context.Context) (store.Counts, error) {
	var c store.Counts
	err := s.read(ctx, "count", func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM documents), (SELECT count(*) FROM readings),
			(SELECT count(*) FROM claims), (SELECT count(*) FROM edits), (SELECT count(*) FROM log)`).
			Scan(&c.Captures, &c.Documents, &c.Readings, &c.Claims, &c.Edits, &c.Entries)
	})
	return c, err
}

// Search implements store.Store.
func (s *Store) Search(ctx context.Context, q store.Query, limit int) ([]store.Hit, error) {
	var b strings.Builder
	if err := render(&b, q); err != nil {
		return nil, err
	}
	var hits []store.Hit
	err := s.read(ctx, "search", func(tx *sql.Tx) error {
		return each(ctx, tx, func(scan func(...any) error) error {
			var h store.Hit
			err := scan(&h.Document, &h.Score)
			hits = append(hits, h)
			return err
		}, `SELECT d.digest, -f.score FROM (SELECT rowid, bm25(found, 4.0, 1.0) AS score FROM found WHERE found MATCH ?) f
			JOIN documents d ON d.id = f.rowid ORDER BY f.score, d.published DESC, d.digest LIMIT ?`, b.String(), limit)
	})
	return hits, err
}

// quoted keeps a token inside its quotation marks; a NUL would end the expression.
var quoted = strings.NewReplacer(`"`, `""`, "\x00", "\uFFFD")

// errQuery is returned for a tree that no parser makes.
var errQuery = errors.New("a search needs something to look for")

// render writes q as an FTS5 expression in which every token is quoted.
func render(b *strings.Builder, q store.Query) error {
	parts := func(qs []store.Query, op string) error {
		if len(qs) == 0 {
			return errQuery
		}
		b.WriteByte('(')
		for i, part := range qs {
			if i > 0 {
				b.WriteString(op)
			}
			if err := render(b, part); err != nil {
				return err
			}
		}
		b.WriteByte(')')
		return nil
	}
	switch q := q.(type) {
	case store.Term:
		if len(q.Tokens) == 0 {
			return errQuery
		}
		text := strings.Join(q.Tokens, " ")
		b.WriteString(`"` + quoted.Replace(text) + `"`)
		if q.Prefix {
			b.WriteByte('*')
		}
		return nil
	case store.Or:
		return parts(q, " OR ")
	case store.And:
		if len(q.Except) == 0 {
			return parts(q.All, " AND ")
		}
		b.WriteByte('(')
		if err := parts(q.All, " AND "); err != nil {
			return err
		}
		b.WriteString(" NOT ")
		if err := parts(q.Except, " OR "); err != nil {
			return err
		}
		b.WriteByte(')')
		return nil
	}
	return fmt.Errorf("%w: %T", errQuery, q)
}

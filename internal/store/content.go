package store

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/parley-register/parley"
)

// ContentOf is the digest of what a reading says, its claims in whatever order.
func ContentOf(r *Reading) parley.Digest {
	ids := make([]string, 0, len(r.Claims))
	for i := range r.Claims {
		ids = append(ids, string(r.Claims[i].ID))
	}
	slices.Sort(ids)
	return parley.DigestOfFields(append([]string{"reading/1", strconv.FormatBool(r.AboutTalks), r.Reason}, ids...)...)
}

// Check reports what does not fit together in a.
func (a *Addition) Check() error {
	d := a.Document
	if d == nil {
		return fmt.Errorf("%w: an addition has no document", ErrMismatch)
	}
	if d.ID != d.DocumentID() {
		return fmt.Errorf("%w: document %s does not have the digest of its content", ErrMismatch, d.ID.Short())
	}
	if c := a.Capture; c != nil {
		if c.Digest != parley.DigestOf(c.Body) {
			return fmt.Errorf("%w: capture %s does not have the digest of its bytes", ErrMismatch, c.Digest.Short())
		}
		if d.Capture != "" && d.Capture != c.Digest {
			return fmt.Errorf("%w: document %s was made from another capture than %s", ErrMismatch, d.ID.Short(), c.Digest.Short())
		}
	}
	if a.Capture == nil && d.Capture != "" {
		return fmt.Errorf("%w: document %s comes without its capture %s", ErrMismatch, d.ID.Short(), d.Capture.Short())
	}
	if a.Reading.Document != d.ID {
		return fmt.Errorf("%w: the reading is not of document %s", ErrMismatch, d.ID.Short())
	}
	if err := a.Reading.Check(); err != nil {
		return err
	}
	for i := range a.Reading.Claims {
		for _, e := range a.Reading.Claims[i].Evidence {
			if err := e.Verify(d); err != nil {
				return fmt.Errorf("%w: claim %s: %w", ErrMismatch, a.Reading.Claims[i].ID.Short(), err)
			}
		}
	}
	return nil
}

// Check reports what does not fit together in r.
func (r *Reading) Check() error {
	if r.Fingerprint == "" {
		return fmt.Errorf("%w: a reading has no fingerprint", ErrMismatch)
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		switch {
		case c.ID != c.ClaimID():
			return fmt.Errorf("%w: claim %s does not have the hash of its content", ErrMismatch, c.ID.Short())
		case c.Subject.Document != r.Document:
			return fmt.Errorf("%w: claim %s is of another document", ErrMismatch, c.ID.Short())
		case len(c.Evidence) == 0:
			return fmt.Errorf("%w: claim %s has no evidence", ErrMismatch, c.ID.Short())
		}
	}
	return nil
}

// TokenSum adds up hashes of tokens and their places, in whatever order they
// come, so that an engine that keeps its index by token can be compared with
// the documents.
type TokenSum struct {
	sum [4]uint64
	n   uint64
}

// Add counts the token at place of the field.
func (s *TokenSum) Add(field string, place int, token string) {
	b := make([]byte, 0, 128)
	b = append(binary.AppendUvarint(b, uint64(len(field))), field...)
	b = binary.AppendVarint(b, int64(place))
	b = append(b, token...)
	d := sha256.Sum256(b)
	for i := range s.sum {
		s.sum[i] += binary.BigEndian.Uint64(d[8*i:])
	}
	s.n++
}

// Digest is the digest of all that was added.
func (s *TokenSum) Digest() parley.Digest {
	b := make([]byte, 0, 40)
	for _, v := range s.sum {
		b = binary.BigEndian.AppendUint64(b, v)
	}
	return parley.DigestOf(binary.BigEndian.AppendUint64(b, s.n))
}

// IndexDigest is the digest of all tokens of x.
func IndexDigest(x Index) parley.Digest {
	var s TokenSum
	for field, text := range map[string]string{"title": x.Title, "body": x.Body} { // a sum has no order
		for i, token := range strings.Fields(text) {
			s.Add(field, i, token)
		}
	}
	return s.Digest()
}

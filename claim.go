package parley

import (
	"cmp"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// SubjectKind says what a claim is about.
type SubjectKind string

// The kinds of subject.
const (
	MeetingSubject   SubjectKind = "meeting"
	StatementSubject SubjectKind = "statement"
	PositionSubject  SubjectKind = "position"
	ReactionSubject  SubjectKind = "reaction"
	OfficeSubject    SubjectKind = "office" // a person holds an office on a day
)

// Subject is the mention that a claim is about. It is named by content, so
// that a newer reader that finds the same mention finds the same subject.
type Subject struct {
	Kind     SubjectKind `json:"kind"`
	Document Digest      `json:"document"`
	At       Span        `json:"at"`          // the mention's first words
	N        int         `json:"n,omitempty"` // tells apart mentions that start with the same words, from 0 in reading order
}

// ID is the text form of s, by which edits name mentions: kind, document, span
// and number. It says where the words stand, so that an edit whose mention is
// gone can still be shown.
func (s Subject) ID() string {
	return string(s.Kind) + "/" + string(s.Document) + "/" + s.At.String() + "/" + itoa(s.N)
}

// Hash is a short hash of s, the end of the IDs of what begins with it.
func (s Subject) Hash() string { return string(DigestOfFields("subject/1", s.ID())[:subjectHash]) }

// subjectHash is how many digits of a digest the short hash of a subject has.
const subjectHash = 8

// ErrSubject is returned for a string that is no subject's ID.
var ErrSubject = errors.New("not the name of a mention: kind/document/start-end/number is needed")

// ParseSubject reads the text form that ID writes.
func ParseSubject(id string) (Subject, error) {
	bad := fmt.Errorf("%q: %w", id, ErrSubject)
	parts := strings.Split(id, "/")
	if len(parts) != 4 {
		return Subject{}, bad
	}
	doc, err := ParseDigest(parts[1])
	if err != nil {
		return Subject{}, bad
	}
	from, to, _ := strings.Cut(parts[2], "-")
	s := Subject{Kind: SubjectKind(parts[0]), Document: doc}
	for _, n := range []struct {
		text string
		into *int
	}{{from, &s.At.Start}, {to, &s.At.End}, {parts[3], &s.N}} {
		if *n.into, err = strconv.Atoi(n.text); err != nil {
			return Subject{}, bad
		}
	}
	if s.ID() != id {
		return Subject{}, bad
	}
	return s, nil
}

// Claim is one field of one mention, with the words that it rests on. Its ID
// is a hash of its content; the rule and the fingerprint of the reader are
// kept beside it and are not part of it, so that a newer reader that says the
// same makes the same claim.
type Claim struct {
	ID          Digest     `json:"id"`
	Subject     Subject    `json:"subject"`
	Field       string     `json:"field"` // FieldParty, FieldWhen, …: the table is in claims.go
	Value       string     `json:"value"` // canonical text, as EncodeValue writes it
	Modality    Modality   `json:"modality"`
	SaidBy      string     `json:"said_by,omitempty"` // who says so, in the article's words; empty for the article itself
	Evidence    []Evidence `json:"evidence"`          // never empty
	Rule        string     `json:"rule"`
	Fingerprint string     `json:"fingerprint"`
}

// ClaimID is the hash of c's content.
func (c *Claim) ClaimID() Digest {
	fields := []string{
		"claim/1", string(c.Subject.Kind), string(c.Subject.Document), c.Subject.At.String(), itoa(c.Subject.N),
		c.Field, c.Value, string(c.Modality), c.SaidBy,
	}
	for _, e := range c.Evidence {
		fields = append(fields, string(e.Document), e.Span.String(), e.Quote)
	}
	return DigestOfFields(fields...)
}

// CompareClaims orders claims by document, place in it, field and ID: an order
// that no clock and no order of arrival has a part in.
func CompareClaims(a, b *Claim) int {
	s, t := &a.Subject, &b.Subject
	if s.Document != t.Document {
		return cmp.Compare(s.Document, t.Document)
	}
	if c := s.At.Compare(t.At); c != 0 {
		return c
	}
	if s.Kind != t.Kind {
		return cmp.Compare(s.Kind, t.Kind)
	}
	if s.N != t.N {
		return cmp.Compare(s.N, t.N)
	}
	if a.Field != b.Field {
		return cmp.Compare(a.Field, b.Field)
	}
	return cmp.Compare(a.ID, b.ID)
}

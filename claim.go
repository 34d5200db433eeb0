package parley

import (
	"slices"
	"time"
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

// Claim is one field of one mention, with the words that it rests on. Its ID
// is a hash of its content; the rule and the fingerprint of the reader are
// kept beside it and are not part of it, so that a newer reader that says the
// same makes the same claim.
type Claim struct {
	ID          Digest     `json:"id"`
	Subject     Subject    `json:"subject"`
	Field       string     `json:"field"` // "party", "when", "outcome", … : the table is in docs/formats.md
	Value       string     `json:"value"` // canonical text of the value; structured values as canonical JSON
	Modality    Modality   `json:"modality"`
	SaidBy      string     `json:"said_by,omitempty"` // who says so, in the article's words; empty for the article itself
	Evidence    []Evidence `json:"evidence"`          // never empty
	Rule        string     `json:"rule"`
	Fingerprint string     `json:"fingerprint"`
}

// ClaimID is the hash of c's content.
func (c *Claim) ClaimID() Digest {
	fields := []string{"claim/1", string(c.Subject.Kind), string(c.Subject.Document), c.Subject.At.String(), itoa(c.Subject.N),
		c.Field, c.Value, string(c.Modality), c.SaidBy}
	for _, e := range c.Evidence {
		fields = append(fields, string(e.Document), e.Span.String(), e.Quote)
	}
	return DigestOfFields(fields...)
}

// CompareClaims orders claims by document, place in it, field and ID: an order
// that no clock and no order of arrival has a part in.
func CompareClaims(a, b *Claim) int {
	return slices.Compare(a.key(), b.key())
}

func (c *Claim) key() []string {
	return []string{string(c.Subject.Document), pad(c.Subject.At.Start), pad(c.Subject.At.End), string(c.Subject.Kind), pad(c.Subject.N), c.Field, string(c.ID)}
}

// EditKind says what an analyst does.
type EditKind string

// The kinds of edit.
const (
	Accept  EditKind = "accept"  // a claim is right
	Reject  EditKind = "reject"  // a claim is wrong, and counts no more
	Correct EditKind = "correct" // a claim's value is another
	Link    EditKind = "link"    // two mentions are of one round
	Split   EditKind = "split"   // two mentions are not of one round
	Merge   EditKind = "merge"   // two processes are one
	Divide  EditKind = "divide"  // a round belongs to a process of its own
	Name    EditKind = "name"    // a process has this name
	Resolve EditKind = "resolve" // a contradiction is decided
	Mark    EditKind = "mark"    // a next step has this status
	Undo    EditKind = "undo"    // an earlier edit counts no more
)

// Edit is an analyst's word on claims. Edits are kept in order and never
// changed; an undo is an edit. They name claims and mentions by content.
type Edit struct {
	ID     Digest    `json:"id"` // hash of the content and of Previous
	Kind   EditKind  `json:"kind"`
	Target []string  `json:"target"`          // IDs of what it speaks of, by kind: docs/formats.md
	Value  string    `json:"value,omitempty"` // the new value, name or decision
	Author string    `json:"author"`
	Time   time.Time `json:"time"` // UTC; when it was made; orders nothing
	Reason string    `json:"reason,omitempty"`
}

package parley

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// EditKind says what an analyst does.
type EditKind string

// The kinds of edit. Targets are IDs of claims, mentions (Subject.ID) and
// edits, all named by content, so that they hold when the register around them
// changes.
const (
	Accept  EditKind = "accept"  // Target: a claim; it is right
	Reject  EditKind = "reject"  // Target: a claim; it is wrong, and counts no more
	Correct EditKind = "correct" // Target: a claim; its value is Value, as EncodeValue writes it
	Link    EditKind = "link"    // Target: two or more mentions; they are of one round
	Split   EditKind = "split"   // Target: two mentions; they are not of one round
	Merge   EditKind = "merge"   // Target: a mention of each of two processes; they are one
	Divide  EditKind = "divide"  // Target: mentions; their rounds are a process of their own
	Name    EditKind = "name"    // Target: a mention of a process; it is called Value
	Resolve EditKind = "resolve" // Target: a claim of each side; Value is the decision: the value that holds, or "both", or words
	Mark    EditKind = "mark"    // Target: the claim of a next step; Value is its StepStatus
	Undo    EditKind = "undo"    // Target: an edit; it counts no more
)

// Edit is an analyst's word on claims. Edits are kept in order and never
// changed; an undo is an edit. They name claims and mentions by content.
type Edit struct {
	ID       Digest    `json:"id"`                 // EditID
	Previous Digest    `json:"previous,omitempty"` // the edit before it; empty for the first
	Kind     EditKind  `json:"kind"`
	Target   []string  `json:"target"`          // what it speaks of, by kind
	Value    string    `json:"value,omitempty"` // the new value, name or decision
	Author   string    `json:"author"`
	Time     time.Time `json:"time"` // UTC, whole seconds; when it was made; orders nothing
	Reason   string    `json:"reason,omitempty"`
}

// EditID is the hash of e's content and of the edit before it.
func (e *Edit) EditID() Digest {
	fields := []string{"edit/1", string(e.Previous), string(e.Kind), e.Value, e.Author, e.Time.UTC().Format(time.RFC3339), e.Reason}
	return DigestOfFields(append(fields, e.Target...)...)
}

// ErrEdit is wrapped by the errors of Check.
var ErrEdit = errors.New("not an edit that can be kept")

// Check reports what is missing from e, before it is kept.
func (e *Edit) Check() error {
	want, needsValue := 1, false
	switch e.Kind {
	case Accept, Reject, Divide, Undo:
	case Correct, Name, Mark:
		needsValue = true
	case Link, Split, Merge:
		want = 2
	case Resolve:
		want, needsValue = 2, true
	default:
		return fmt.Errorf("%w: there is no kind of edit called %q", ErrEdit, e.Kind)
	}
	switch {
	case len(e.Target) < want:
		return fmt.Errorf("%w: %s needs %d targets, not %d", ErrEdit, e.Kind, want, len(e.Target))
	case needsValue && e.Value == "":
		return fmt.Errorf("%w: %s needs a value", ErrEdit, e.Kind)
	case e.Author == "":
		return fmt.Errorf("%w: it needs an author", ErrEdit)
	}
	if e.Kind == Mark && !slices.Contains([]StepStatus{StepOpen, StepMet, StepLate, StepMissed, StepSuperseded, StepUnclear}, StepStatus(e.Value)) {
		return fmt.Errorf("%w: a next step cannot be %q", ErrEdit, e.Value)
	}
	return nil
}

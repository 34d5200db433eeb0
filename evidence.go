package parley

import (
	"errors"
	"fmt"
)

// Evidence is the words that a value rests on: a span of a document and the
// bytes that stand there.
type Evidence struct {
	Document Digest `json:"document"`
	Span     Span   `json:"span"`
	Quote    string `json:"quote"`
}

// ErrEvidence is wrapped by every error of Verify.
var ErrEvidence = errors.New("evidence does not hold")

// Verify reports whether e's quote stands at e's span of d, byte for byte.
func (e Evidence) Verify(d *Document) error {
	if e.Document != d.ID {
		return fmt.Errorf("%w: it is of document %s, not %s", ErrEvidence, e.Document.Short(), d.ID.Short())
	}
	if e.Span.Empty() {
		return fmt.Errorf("%w: span %s of document %s is empty", ErrEvidence, e.Span, d.ID.Short())
	}
	there, ok := e.Span.In(d.Text)
	if !ok {
		return fmt.Errorf("%w: span %s lies outside the %d bytes of document %s", ErrEvidence, e.Span, len(d.Text), d.ID.Short())
	}
	if there != e.Quote {
		return fmt.Errorf("%w: document %s has %q at %s, not %q", ErrEvidence, d.ID.Short(), there, e.Span, e.Quote)
	}
	return nil
}

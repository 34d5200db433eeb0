package parley

import (
	"errors"
	"fmt"
	"strings"
)

// ErrNotFound is wrapped by errors about something that is not in the register.
var ErrNotFound = errors.New("not in the register")

// ErrAmbiguous is wrapped by errors about a prefix that more than one has.
var ErrAmbiguous = errors.New("more than one has this name")

// LookupError is returned for an ID that names nothing, or more than one thing.
type LookupError struct {
	What       string   // "process", "round", …
	ID         string   // as it was asked for
	Candidates []string // IDs; empty when nothing has the name
}

func (e *LookupError) Error() string {
	if len(e.Candidates) == 0 {
		return fmt.Sprintf("no %s is called %q", e.What, e.ID)
	}
	shown, more := e.Candidates, ""
	if len(shown) > 5 {
		shown, more = shown[:5], fmt.Sprintf(" and %d more", len(e.Candidates)-5)
	}
	return fmt.Sprintf("%q names %d: %s%s; give more of the name", e.ID, len(e.Candidates), strings.Join(shown, ", "), more)
}

// Unwrap is ErrNotFound or ErrAmbiguous.
func (e *LookupError) Unwrap() error {
	if len(e.Candidates) == 0 {
		return ErrNotFound
	}
	return ErrAmbiguous
}

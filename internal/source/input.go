package source

import (
	"errors"
	"fmt"

	"github.com/parley-register/parley"
)

// Kind says how a capture's bytes are to be read.
type Kind string

// The kinds of input.
const (
	Text     Kind = "text"
	Markdown Kind = "markdown"
	HTML     Kind = "html"
	Record   Kind = "record" // one JSON object: docs/formats.md
)

// Meta is what is known of an article beside its bytes. It wins over what the
// bytes say.
type Meta struct {
	File      string `json:"file,omitempty"`
	Published string `json:"published,omitempty"` // EDTF
	Publisher string `json:"publisher,omitempty"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
}

// Input is one article as a source gave it.
type Input struct {
	Name    string // base name without its ending, or as the source calls it
	Kind    Kind
	Capture parley.Capture
	Meta    Meta
}

// Error is the failure of one input; others go on.
type Error struct {
	Name string // path, address or record that failed
	Err  error
}

func (e *Error) Error() string { return e.Name + ": " + e.Err.Error() }

// Unwrap is the cause.
func (e *Error) Unwrap() error { return e.Err }

// Limits of one input, in bytes.
const (
	MaxText = 8 << 20  // plain text, Markdown, one record
	MaxHTML = 16 << 20 // a page as served
)

// Causes for which an input is refused.
var (
	ErrEmpty   = errors.New("the file is empty; there is nothing to read")
	ErrKind    = errors.New("parley does not read this kind of file; give it .txt, .md, .html or .jsonl")
	ErrTooLong = errors.New("too long for one article")
)

func tooLong(size, limit int64) error {
	return fmt.Errorf("%w: %d bytes where %d are the limit; split it, or give many articles as .jsonl, one a line", ErrTooLong, size, limit)
}

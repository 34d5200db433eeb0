package source

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"

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
	Mail     Kind = "mail"   // one message, RFC 5322
	PDF      Kind = "pdf"    // with a text layer
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
	Bulk    bool // one of many pages that nobody chose: the gate may turn it away
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
	MaxFile = 32 << 20 // a message or a PDF
)

// Causes for which an input is refused.
var (
	ErrEmpty   = errors.New("the file is empty; there is nothing to read")
	ErrKind    = errors.New("parley does not read this kind of file; it reads .txt, .md, .html, .json, .jsonl, .eml, .pdf, .warc, .arc, .zip and .tar")
	ErrTooLong = errors.New("too long for one article")
)

func tooLong(size, limit int64) error {
	return fmt.Errorf("%w: %d bytes where %d are the limit; split it, or give many articles as .jsonl, one a line", ErrTooLong, size, limit)
}

// limit is the longest input of a kind.
func (k Kind) limit() int64 {
	switch k {
	case HTML:
		return MaxHTML
	case Mail, PDF:
		return MaxFile
	}
	return MaxText
}

// contentType is what a file of that kind would be served as.
func (k Kind) contentType() string {
	return map[Kind]string{Text: "text/plain", Markdown: "text/markdown", HTML: "text/html", Record: "application/json", Mail: "message/rfc822", PDF: "application/pdf"}[k]
}

// KindOf says how a body of a content type is read.
func KindOf(contentType string, body []byte) (Kind, bool) {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil || media == "application/octet-stream" || media == "unk" {
		media = strings.SplitN(http.DetectContentType(body), ";", 2)[0]
	}
	switch media {
	case "text/html", "application/xhtml+xml":
		return HTML, true
	case "text/markdown":
		return Markdown, true
	case "text/plain":
		if head := strings.ToLower(string(body[:min(len(body), 512)])); strings.Contains(head, "<html") || strings.Contains(head, "<!doctype html") {
			return HTML, true
		}
		return Text, true
	case "application/json":
		return Record, true
	case "application/pdf":
		return PDF, true
	case "message/rfc822":
		return Mail, true
	}
	return "", false
}

// NameOf is a name of an address for people and for files: the last part of its
// path.
func NameOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	parts := strings.FieldsFunc(u.Path, func(r rune) bool { return r == '/' })
	for i := len(parts) - 1; i >= 0; i-- {
		name, _, _ := strings.Cut(parts[i], ".")
		if name != "" && name != "index" {
			return name
		}
	}
	return u.Hostname()
}

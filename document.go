package parley

import (
	"encoding/json"
	"time"
)

// Capture is what a source served: exact bytes, where from and when.
type Capture struct {
	Digest      Digest    `json:"digest"`                 // of Body
	URL         string    `json:"url,omitempty"`          // where the bytes were asked for; a file path for local input
	ContentType string    `json:"content_type,omitempty"` // as served, or as told by the file's ending
	Fetched     time.Time `json:"fetched"`                // UTC; when the bytes were received; never used in a derived value
	Body        []byte    `json:"-"`
}

// BlockKind says what part of an article a block is.
type BlockKind string

// The kinds of block.
const (
	Heading   BlockKind = "heading"   // the title or a crosshead
	Paragraph BlockKind = "paragraph" // running text
	Quotation BlockKind = "quotation" // a block quotation
	ListItem  BlockKind = "list-item"
	Caption   BlockKind = "caption" // under a picture
	Table     BlockKind = "table"   // a cell
)

// Block is a part of a document's text that sentences do not cross.
type Block struct {
	Span
	Kind BlockKind `json:"kind"`
}

// Document is the readable text of a capture. It is immutable; every span
// elsewhere points into Text.
type Document struct {
	ID        Digest   `json:"id"`                  // DocumentID of the document's own fields
	Capture   Digest   `json:"capture,omitempty"`   // the bytes it was made from
	Name      string   `json:"name,omitempty"`      // base name of the input, for people; not part of ID
	URL       string   `json:"url,omitempty"`       // canonical
	Title     string   `json:"title,omitempty"`     // as published; where it is not part of Text, it is not quotable
	Publisher string   `json:"publisher,omitempty"` // the outlet
	Author    string   `json:"author,omitempty"`
	Credit    string   `json:"credit,omitempty"`    // the agency credited in the text: "Reuters", "AP"
	Language  string   `json:"language,omitempty"`  // ISO 639-1
	Published Interval `json:"published,omitzero"`  // as finely as it is known; zero when unknown
	Modified  Interval `json:"modified,omitzero"`   // of this version, where stated
	DateFrom  string   `json:"date_from,omitempty"` // how Published was found: "given", "json-ld", "meta", "text", …
	Text      string   `json:"text,omitempty"`      // UTF-8
	Blocks    []Block  `json:"blocks,omitempty"`    // in order, not overlapping
}

// DocumentID is the name of a document: a digest of its text and of those
// fields on which its reading depends. The same text from another outlet or of
// another day is another document.
func (d *Document) DocumentID() Digest {
	blocks, err := json.Marshal(d.Blocks)
	if err != nil {
		panic(err) // a slice of plain structs always encodes
	}
	return DigestOfFields("document/1", d.URL, d.Title, d.Publisher, d.Author, d.Credit, d.Language,
		d.Published.String(), d.Modified.String(), d.Text, string(blocks))
}

// Quote is the evidence that span gives in d. A span outside the text gives
// evidence that does not verify.
func (d *Document) Quote(span Span) Evidence {
	quote, _ := span.In(d.Text)
	return Evidence{Document: d.ID, Span: span, Quote: quote}
}

package store

import (
	"context"
	"errors"
	"time"

	"github.com/parley-register/parley"
)

// Errors that callers decide on. Each is wrapped by one sentence that says
// what to do.
var (
	ErrNotFound    = errors.New("not in the register")
	ErrNotDatabase = errors.New("not a register")
	ErrNewer       = errors.New("the register was written by a newer parley")
	ErrFull        = errors.New("the disk is full")
	ErrLocked      = errors.New("another program is writing to the register")
	ErrCorrupt     = errors.New("the register is damaged")
	ErrReadOnly    = errors.New("the register cannot be written to")
	ErrStale       = errors.New("somebody else has edited in the meantime")
	ErrMismatch    = errors.New("what is to be kept does not fit together")
)

// Reading is what one pipeline made of one document, as it is kept.
type Reading struct {
	Document    parley.Digest
	Fingerprint string
	AboutTalks  bool
	Reason      string // why there is nothing
	Claims      []parley.Claim
}

// Index is the folded tokens of a document, separated by spaces. Tokens
// consist of letters and digits alone.
type Index struct {
	Title string
	Body  string
}

// Addition is a document with the bytes that it came from, what was read in it
// and what it can be found by.
type Addition struct {
	Capture  *parley.Capture // nil when the document came without one
	Document *parley.Document
	Reading  Reading
	Index    Index
	// Signature is what tells copies and origins of the document without its
	// text. It is derived, and may be left out.
	Signature []byte
	At        time.Time // UTC; for the log alone
}

// Outcome says what an addition changed.
type Outcome string

// The outcomes.
const (
	New     Outcome = "new"     // the document was not known
	Reread  Outcome = "reread"  // it was known, but not read by this fingerprint
	Already Outcome = "already" // nothing changed
)

// EntryKind says what a log entry acknowledges.
type EntryKind string

// The kinds of entry.
const (
	AddEntry  EntryKind = "add"  // a document and its first reading
	ReadEntry EntryKind = "read" // another reading of a document
	EditEntry EntryKind = "edit"
)

// Entry is a line of the log.
type Entry struct {
	Seq         int64         `json:"seq"` // from 1, without gaps
	Kind        EntryKind     `json:"kind"`
	Subject     parley.Digest `json:"subject"`               // document or edit
	Fingerprint string        `json:"fingerprint,omitempty"` // of the reading
	Content     parley.Digest `json:"content"`               // of the claims read, or the edit's ID
	At          time.Time     `json:"at"`                    // UTC, whole seconds
	Previous    parley.Digest `json:"previous,omitempty"`    // hash of the entry before
	Hash        parley.Digest `json:"hash"`
}

// EntryHash is the hash of e over the entry before it.
func (e *Entry) EntryHash() parley.Digest {
	return parley.DigestOfFields("log/1", string(e.Previous), string(e.Kind), string(e.Subject), e.Fingerprint, string(e.Content), e.At.UTC().Format(time.RFC3339))
}

// Meta is a document without its text.
type Meta struct {
	parley.Document      // Text and Blocks are empty
	Size            int  // bytes of text
	AboutTalks      bool // by the current reading
	Reason          string
	Fingerprint     string // of the current reading
	Seq             int64  // of the log entry that added it
}

// Snapshot is what a register is folded from, as of one log entry.
type Snapshot struct {
	Seq       int64         // the last entry that it holds
	Log       parley.Digest // hash of that entry; "" for an empty log
	Documents []Meta
	Claims    []parley.Claim // of the current readings
	Edits     []parley.Edit
}

// Hit is a document found.
type Hit struct {
	Document parley.Digest
	Score    float64 // higher is better; comparable within one answer only
}

// Counts is how much a store holds.
type Counts struct {
	Captures, Documents, Readings, Claims, Edits, Entries int64
}

// Store keeps captures, documents, readings and edits. Implementations are
// safe for concurrent use.
type Store interface {
	// Add keeps additions in one transaction and says what became of each.
	// Adding what is there changes nothing.
	Add(ctx context.Context, adds ...Addition) ([]Outcome, error)

	// Read keeps another reading of a document that is there already, makes it
	// the current one, and indexes the document anew, since a newer program may
	// fold words in another way. Reading again by a fingerprint that the document
	// was read by changes nothing. ErrNotFound when the document is not there.
	Read(ctx context.Context, at time.Time, r Reading, x Index) (Outcome, error)

	// Unread returns documents whose current reading has another fingerprint,
	// in the order of their digests, after the given one ("" to begin).
	Unread(ctx context.Context, fingerprint string, after parley.Digest, limit int) ([]parley.Digest, error)

	// Edit checks and appends an edit, and returns it with Previous and ID
	// set. If e.Previous is set and is not the last edit, nothing is kept and
	// the error is ErrStale.
	Edit(ctx context.Context, e parley.Edit) (parley.Edit, error)

	// Edits returns all edits, oldest first.
	Edits(ctx context.Context) ([]parley.Edit, error)

	// Documents returns all documents, in the order of their digests.
	Documents(ctx context.Context) ([]Meta, error)

	// Document and Capture return what was kept, whole; ErrNotFound.
	Document(ctx context.Context, id parley.Digest) (*parley.Document, error)
	Capture(ctx context.Context, digest parley.Digest) (*parley.Capture, error)

	// Resolve returns the document whose digest begins with prefix;
	// *parley.LookupError when there is none or more than one.
	Resolve(ctx context.Context, prefix string) (parley.Digest, error)

	// Claims returns the current claims of a document, in the order of
	// parley.CompareClaims.
	Claims(ctx context.Context, document parley.Digest) ([]parley.Claim, error)

	// Claim returns the current claim whose ID begins with prefix;
	// *parley.LookupError when there is none or more than one.
	Claim(ctx context.Context, prefix string) (*parley.Claim, error)

	// Snapshot returns what there was to fold when the log had seq entries,
	// told from the log; 0 for now, told from what is current. Documents are in the order of their digests, claims in the
	// order of parley.CompareClaims.
	Snapshot(ctx context.Context, seq int64) (*Snapshot, error)

	// Changes returns what is current of the documents that the log tells of
	// after the given entry, and all edits: what has to be put into a snapshot
	// of that entry to make it one of now.
	Changes(ctx context.Context, after int64) (*Snapshot, error)

	// Log returns up to limit entries after the given one, oldest first.
	Log(ctx context.Context, after int64, limit int) ([]Entry, error)

	// Search returns the best matches, best first.
	Search(ctx context.Context, q Query, limit int) ([]Hit, error)

	// IndexOf returns a digest of the tokens that the index holds for each
	// document, as IndexDigest computes it.
	IndexOf(ctx context.Context) (map[parley.Digest]parley.Digest, error)

	// Signatures returns the signatures of those documents, or of all, that have one.
	Signatures(ctx context.Context, of ...parley.Digest) (map[parley.Digest][]byte, error)

	// Sign keeps signatures of documents, in place of those that they have.
	// Documents that are not there are left out.
	Sign(ctx context.Context, signatures map[parley.Digest][]byte) error

	Folder

	// Verify looks for damage that the engine itself can find, and for rows
	// that name what is not there. Problems are sentences.
	Verify(ctx context.Context) ([]string, error)

	Counts(ctx context.Context) (Counts, error)
	Close() error
}

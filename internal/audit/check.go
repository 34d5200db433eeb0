package audit

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
)

// Kind says what a problem is with.
type Kind string

// The kinds of problem.
const (
	Storage  Kind = "storage"  // found by the engine itself
	Document Kind = "document" // its content is not what its digest names
	Evidence Kind = "evidence" // a quote that is not there
	Claim    Kind = "claim"    // its content is not what its ID names, or its value is out of form
	Log      Kind = "log"      // a broken chain, or an entry that does not tell what is there
	Edit     Kind = "edit"
	Index    Kind = "index"    // the search index is not that of the documents
	Register Kind = "register" // it is not the fold of the log
)

// Problem is something that is not as it should be, in a sentence.
type Problem struct {
	Kind    Kind          `json:"kind"`
	Subject parley.Digest `json:"subject,omitempty"` // document, claim or edit
	What    string        `json:"what"`
}

// Checker checks a store.
type Checker struct {
	Store    store.Store
	Snapshot *store.Snapshot // of now; nil takes one
	Index    func(*parley.Document) store.Index
	Signed   func(*parley.Document, []byte) error                                   // whether a signature is that of the document; nil leaves them out
	Kept     func(ctx context.Context, log parley.Digest) (*parley.Register, error) // the folded register that is kept of that end of the log; nil for none
	Fold     func(*store.Snapshot) *parley.Register                                 // what it is compared with
	Progress func(done, total int)                                                  // after each document; may be nil
}

// Check looks at everything once. The error is of the store or of ctx; what is
// wrong with the register is in the list.
func (c *Checker) Check(ctx context.Context) ([]Problem, error) {
	run := &run{Checker: c}
	damage, err := c.Store.Verify(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range damage {
		run.say(Storage, "", "%s", d)
	}
	snapshot := c.Snapshot
	if snapshot == nil {
		if snapshot, err = c.Store.Snapshot(ctx, 0); err != nil {
			return nil, err
		}
	}
	if err := run.documents(ctx, snapshot); err != nil {
		return nil, err
	}
	if err := run.log(ctx, snapshot); err != nil {
		return nil, err
	}
	run.edits(snapshot.Edits)
	if err := run.register(ctx, snapshot); err != nil {
		return nil, err
	}
	return run.problems, nil
}

type run struct {
	*Checker
	problems []Problem
}

func (r *run) say(kind Kind, subject parley.Digest, format string, args ...any) {
	r.problems = append(r.problems, Problem{kind, subject, fmt.Sprintf(format, args...)})
}

// documents checks each document, its claims against its text, and the index.
func (r *run) documents(ctx context.Context, snapshot *store.Snapshot) error {
	index, err := r.Store.IndexOf(ctx)
	if err != nil {
		return err
	}
	signatures, err := r.Store.Signatures(ctx)
	if err != nil {
		return err
	}
	claims := byDocument(snapshot.Claims)
	found := make([][]Problem, len(snapshot.Documents)) // each document is apart from the others
	errs := make([]error, len(snapshot.Documents))
	var next atomic.Int64
	var all sync.WaitGroup
	var told sync.Mutex
	done := 0
	for range min(runtime.GOMAXPROCS(0), len(snapshot.Documents)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(found) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				id := snapshot.Documents[i].ID
				one := &run{Checker: r.Checker}
				signature, signed := signatures[id]
				errs[i] = one.document(ctx, id, claims[id], index[id], signature, signed)
				found[i] = one.problems
				if r.Progress != nil {
					told.Lock()
					done++
					r.Progress(done, len(found))
					told.Unlock()
				}
			}
		})
	}
	all.Wait()
	for _, err := range append(errs, ctx.Err()) {
		if err != nil {
			return err
		}
	}
	for i, problems := range found {
		r.problems = append(r.problems, problems...)
		delete(index, snapshot.Documents[i].ID)
	}
	left := make([]parley.Digest, 0, len(index))
	for id := range index {
		left = append(left, id)
	}
	slices.Sort(left)
	for _, id := range left {
		r.say(Index, id, "the search index has %s, which is no document", id.Short())
	}
	return nil
}

// document checks one document.
func (r *run) document(ctx context.Context, id parley.Digest, claims []*parley.Claim, index parley.Digest, signature []byte, signed bool) error {
	d, err := r.Store.Document(ctx, id)
	if err != nil {
		return err
	}
	if d.DocumentID() != id {
		r.say(Document, id, "document %s is not what it was when it was added", id.Short())
	}
	for _, c := range claims {
		r.claim(d, c)
	}
	if index != store.IndexDigest(r.Index(d)) {
		r.say(Index, id, "the search index of document %s is not that of its text", id.Short())
	}
	if signed && r.Signed != nil {
		if err := r.Signed(d, signature); err != nil {
			r.say(Index, id, "the signature of document %s, by which copies are found, is not that of its text: %v", id.Short(), err)
		}
	}
	return nil
}

func byDocument(claims []parley.Claim) map[parley.Digest][]*parley.Claim {
	by := map[parley.Digest][]*parley.Claim{}
	for i := range claims {
		c := &claims[i]
		by[c.Subject.Document] = append(by[c.Subject.Document], c)
	}
	return by
}

func (r *run) claim(d *parley.Document, c *parley.Claim) {
	if c.ClaimID() != c.ID {
		r.say(Claim, c.ID, "claim %s is not what it was when it was read", c.ID.Short())
	}
	if len(c.Evidence) == 0 {
		r.say(Evidence, c.ID, "claim %s has no evidence", c.ID.Short())
	}
	for _, e := range c.Evidence {
		if err := e.Verify(d); err != nil {
			r.say(Evidence, c.ID, "claim %s: %v", c.ID.Short(), err)
		}
	}
	if err := parley.CheckValue(c.Field, c.Value); err != nil {
		r.say(Claim, c.ID, "claim %s, field %s: %v", c.ID.Short(), c.Field, err)
	}
}

// log checks that each entry follows on the one before it, and that the last
// one of each document tells of the claims that are current.
func (r *run) log(ctx context.Context, snapshot *store.Snapshot) error {
	content := map[parley.Digest]parley.Digest{}
	claims := byDocument(snapshot.Claims)
	for i := range snapshot.Documents {
		m := &snapshot.Documents[i]
		reading := store.Reading{Document: m.ID, Fingerprint: m.Fingerprint, AboutTalks: m.AboutTalks, Reason: m.Reason}
		for _, c := range claims[m.ID] {
			reading.Claims = append(reading.Claims, *c)
		}
		content[m.ID] = store.ContentOf(&reading)
	}
	last := map[parley.Digest]store.Entry{}
	edits := map[parley.Digest]bool{}
	previous, n := parley.Digest(""), int64(0)
	for {
		entries, err := r.Store.Log(ctx, n, 1000)
		if err != nil {
			return err
		}
		if len(entries) == 0 {
			break
		}
		for _, e := range entries {
			switch n++; {
			case e.Seq != n:
				r.say(Log, e.Subject, "entry %d of the log is missing", n)
				n = e.Seq
			case e.Previous != previous:
				r.say(Log, e.Subject, "entry %d of the log does not follow on the one before it", n)
			case e.EntryHash() != e.Hash:
				r.say(Log, e.Subject, "entry %d of the log is not what it was when it was written", n)
			}
			previous = e.Hash
			if e.Kind == store.EditEntry {
				edits[e.Subject] = true
			} else {
				last[e.Subject] = e
			}
		}
	}
	for i := range snapshot.Documents {
		id := snapshot.Documents[i].ID
		switch e, ok := last[id]; {
		case !ok:
			r.say(Log, id, "the log does not tell of document %s", id.Short())
		case e.Content != content[id]:
			r.say(Log, id, "the claims of document %s are not those that entry %d of the log tells of", id.Short(), e.Seq)
		}
		delete(last, id)
	}
	gone := make([]parley.Digest, 0, len(last))
	for id := range last {
		gone = append(gone, id)
	}
	slices.Sort(gone)
	for _, id := range gone {
		r.say(Log, id, "document %s, of which the log tells, is gone", id.Short())
	}
	for _, e := range snapshot.Edits {
		if !edits[e.ID] {
			r.say(Log, e.ID, "the log does not tell of edit %s", e.ID.Short())
		}
	}
	return nil
}

func (r *run) edits(edits []parley.Edit) {
	previous := parley.Digest("")
	for i := range edits {
		e := &edits[i]
		if e.Previous != previous {
			r.say(Edit, e.ID, "edit %s does not follow on the one before it", e.ID.Short())
		}
		if e.EditID() != e.ID {
			r.say(Edit, e.ID, "edit %s is not what it was when it was made", e.ID.Short())
		}
		previous = e.ID
	}
}

// register compares what is current with what the log tells: the register is a
// pure fold, so that of the same it is the same. Where a register is kept, so
// that it need not be folded, it is compared with the fold, and forgotten where
// it is another. That is of no use, and might even be wrong, where what it would
// be folded from is damaged.
func (r *run) register(ctx context.Context, snapshot *store.Snapshot) error {
	if snapshot.Seq > 0 {
		replayed, err := r.Store.Snapshot(ctx, snapshot.Seq)
		if err != nil {
			return err
		}
		if !reflect.DeepEqual(snapshot.Documents, replayed.Documents) || !reflect.DeepEqual(snapshot.Claims, replayed.Claims) || !reflect.DeepEqual(snapshot.Edits, replayed.Edits) {
			r.say(Register, "", "the register is not what the log comes to; what is current was changed behind the log")
		}
	}
	if r.Kept == nil || len(r.problems) > 0 {
		return nil
	}
	kept, err := r.Kept(ctx, snapshot.Log)
	if err != nil || kept == nil {
		return err
	}
	there, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	folded, err := json.Marshal(r.Fold(snapshot))
	if err != nil {
		return err
	}
	if !bytes.Equal(there, folded) {
		r.say(Register, "", "the register that was kept to be shown at once is not the fold of the log; it is forgotten now, and the next command folds it again")
		return r.Store.DropFolded(ctx)
	}
	return nil
}

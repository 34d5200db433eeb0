package story

import (
	"slices"

	"github.com/parley-register/parley"
)

// Tracer traces again and again while documents come and go, and remembers what
// does not change: which parts of a signature other documents have, too, and
// which signatures know all outlets. What it gives is what [TraceSigned] gives
// of the same documents.
//
// Most of the work of tracing is to look each part of each signature up among
// those of all others; nearly all of them no other document has. A part that
// has been shared once counts as shared from then on, which costs time and
// changes nothing. It holds some 20 bytes for each part of a signature, of which
// a document has about a hundred.
//
// A Tracer is not safe for concurrent use.
type Tracer struct {
	outlets []string // sorted
	known   map[parley.Digest]*remembered
	all     []*remembered
	bands   map[uint64]int32 // the only one in all that has it, or several
	runs    map[uint64]int32
}

// remembered is what a Tracer knows of a document.
type remembered struct {
	signature *Signature // that knows all outlets
	bands     []uint64   // that others have
	runs      []uint64
}

const several = -1

// NewTracer is a Tracer that knows nothing yet.
func NewTracer() *Tracer {
	return &Tracer{known: map[parley.Digest]*remembered{}, bands: map[uint64]int32{}, runs: map[uint64]int32{}}
}

// Trace is [TraceSigned].
func (t *Tracer) Trace(docs []*parley.Document, signatures map[parley.Digest]*Signature, load func(parley.Digest) (*parley.Document, error)) (*Graph, map[parley.Digest]*Signature, error) {
	return traceSigned(docs, signatures, load, t)
}

// publishers notes the outlets of all documents. Where they are others than
// before, no signature is known to name them all.
func (t *Tracer) publishers(all []string) {
	outlets := slices.Clone(all)
	slices.Sort(outlets)
	if outlets = slices.Compact(outlets); slices.Equal(outlets, t.outlets) {
		return
	}
	t.outlets = outlets
	for _, r := range t.known {
		r.signature = nil
	}
}

// knows reports whether a signature is known to name all outlets. It may be
// called by several goroutines, and on a nil Tracer.
func (t *Tracer) knows(id parley.Digest, s *Signature) bool {
	if t == nil {
		return false
	}
	r := t.known[id]
	return r != nil && r.signature == s
}

// learn takes in what is new.
func (t *Tracer) learn(nodes []*node) {
	for _, n := range nodes {
		r := t.known[n.doc.ID]
		if r == nil {
			r = &remembered{}
			t.known[n.doc.ID] = r
			at := int32(len(t.all)) //nolint:gosec // documents are counted, and not so many
			t.all = append(t.all, r)
			for _, key := range n.sign.bands {
				if first, is := noteShared(t.bands, key, at); is {
					r.bands = append(r.bands, key)
					if first >= 0 {
						t.all[first].bands = append(t.all[first].bands, key)
					}
				}
			}
			for _, key := range n.sign.sample {
				if first, is := noteShared(t.runs, key, at); is {
					r.runs = append(r.runs, key)
					if first >= 0 {
						t.all[first].runs = append(t.all[first].runs, key)
					}
				}
			}
		}
		r.signature = n.sign
	}
}

// noteShared notes that the document at has the part, and reports whether it is
// shared, and by which one that did not know it yet.
func noteShared(of map[uint64]int32, key uint64, at int32) (first int32, is bool) {
	first, is = of[key]
	switch {
	case !is:
		of[key] = at
	case first != several:
		of[key] = several
	}
	return first, is
}

// shared are the parts of n's signature that others may have.
func (t *Tracer) shared(n *node) (bands, runs []uint64) {
	r := t.known[n.doc.ID]
	return r.bands, r.runs
}

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
// has been shared once has a number from then on, and counts as shared, which
// costs time and changes nothing. It holds some 20 bytes for each part of a
// signature, of which a document has about a hundred.
//
// A Tracer is not safe for concurrent use.
type Tracer struct {
	outlets []string // sorted
	known   map[parley.Digest]*remembered
	all     []*remembered
	bands   sharing
	runs    sharing
}

// remembered is what a Tracer knows of a document.
type remembered struct {
	signature *Signature // that knows all outlets
	bands     []int32    // the numbers of those that others have
	runs      []int32
}

// sharing tells which parts of signatures several documents have.
type sharing struct {
	of map[uint64]int32 // a part to the only one in all that has it, or to ^ of its number
	n  int32            // how many have a number

	buckets [][]int32 // of the trace before, to be filled again
}

// empty are as many empty buckets as parts have a number.
func (s *sharing) empty() [][]int32 {
	for i := range s.buckets {
		s.buckets[i] = s.buckets[i][:0]
	}
	if more := int(s.n) - len(s.buckets); more > 0 {
		s.buckets = append(s.buckets, make([][]int32, more)...)
	}
	return s.buckets
}

// NewTracer is a Tracer that knows nothing yet.
func NewTracer() *Tracer {
	return &Tracer{known: map[parley.Digest]*remembered{}, bands: sharing{of: map[uint64]int32{}}, runs: sharing{of: map[uint64]int32{}}}
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
// called by several goroutines.
func (t *Tracer) knows(id parley.Digest, s *Signature) bool {
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
				t.bands.note(key, at, func(i int32) *[]int32 { return &t.all[i].bands })
			}
			for _, key := range n.sign.sample {
				t.runs.note(key, at, func(i int32) *[]int32 { return &t.all[i].runs })
			}
		}
		r.signature = n.sign
	}
}

// note notes that the document at has the part, which is put on its list, and on
// that of the only other one that has it, once there are two.
func (s *sharing) note(key uint64, at int32, list func(int32) *[]int32) {
	first, is := s.of[key]
	if !is {
		s.of[key] = at
		return
	}
	if first >= 0 {
		s.of[key] = ^s.n
		*list(first) = append(*list(first), s.n)
		first = ^s.n
		s.n++
	}
	*list(at) = append(*list(at), ^first)
}

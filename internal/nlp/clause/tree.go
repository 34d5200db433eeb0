package clause

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp"
)

// Tree is the parse of a sentence, ready to be walked down. Where the sentence
// has no parse, Parsed is false and nothing is found.
type Tree struct {
	s       *Sentence
	Parsed  bool
	first   []int32 // first child of each token, from s.First; -1 for none
	next    []int32 // next sibling, in order
	lo, hi  []int32 // the tokens that the subtree covers, [lo, hi)
	parents []int32 // token of the head; -1 for the root
}

// NewTree reads the parse of s. Heads that make no tree leave it unparsed.
func NewTree(s *Sentence) *Tree {
	n := s.Last - s.First
	t := &Tree{s: s}
	mem := make([]int32, 5*n)
	t.first, t.next, t.lo, t.hi, t.parents = mem[:n], mem[n:2*n], mem[2*n:3*n], mem[3*n:4*n], mem[4*n:]
	roots := 0
	for i := range n {
		t.first[i], t.next[i] = -1, -1
		t.lo[i], t.hi[i] = int32(i), int32(i+1)
		t.parents[i] = -1
		h := int(s.Tok(s.First + i).Head)
		switch {
		case s.Tok(s.First+i).Deprel == "" || h < 0 || h > len(s.Doc.Tokens):
			return t
		case h == 0:
			roots++
		default:
			// heads count from the first token of the sentence, a dateline included
			p := s.Doc.Sentences[s.N].First + h - 1 - s.First
			if p >= n || p == i {
				return t
			}
			if p >= 0 {
				t.parents[i] = int32(p)
			}
		}
	}
	for i := n - 1; i >= 0; i-- {
		if p := t.parents[i]; p >= 0 {
			t.next[i] = t.first[p]
			t.first[p] = int32(i)
		}
	}
	// cover bottom up: children before parents, in the order of a walk
	order := make([]int32, 0, n)
	for i := range n {
		if t.parents[i] < 0 {
			order = append(order, int32(i))
		}
	}
	for k := 0; k < len(order); k++ {
		for c := t.first[order[k]]; c >= 0; c = t.next[c] {
			order = append(order, c)
		}
	}
	if len(order) != n {
		return t // a cycle
	}
	for k := n - 1; k >= 0; k-- {
		i := order[k]
		if p := t.parents[i]; p >= 0 {
			t.lo[p] = min(t.lo[p], t.lo[i])
			t.hi[p] = max(t.hi[p], t.hi[i])
		}
	}
	t.Parsed = roots > 0
	return t
}

// Rel is the relation of token i to its head, without subtype.
func (t *Tree) Rel(i int) string {
	r, _, _ := strings.Cut(t.s.Tok(i).Deprel, ":")
	return r
}

// Head is the head of token i, and false for the root.
func (t *Tree) Head(i int) (int, bool) {
	if !t.Parsed || !t.s.In(i) {
		return 0, false
	}
	p := t.parents[i-t.s.First]
	return int(p) + t.s.First, p >= 0
}

// Children yields the dependents of token i, left to right.
func (t *Tree) Children(i int) func(func(int) bool) {
	return func(yield func(int) bool) {
		if !t.Parsed || !t.s.In(i) {
			return
		}
		for c := t.first[i-t.s.First]; c >= 0; c = t.next[c] {
			if !yield(int(c) + t.s.First) {
				return
			}
		}
	}
}

// Child is the first dependent of token i with one of the relations, given
// without subtypes, and false when there is none.
func (t *Tree) Child(i int, rels ...string) (int, bool) {
	for c := range t.Children(i) {
		r := t.Rel(c)
		for _, want := range rels {
			if r == want {
				return c, true
			}
		}
	}
	return 0, false
}

// Span is the tokens that token i and all below it cover.
func (t *Tree) Span(i int) Range {
	if !t.Parsed || !t.s.In(i) {
		return Range{}
	}
	return Range{int(t.lo[i-t.s.First]) + t.s.First, int(t.hi[i-t.s.First]) + t.s.First}
}

// Noun is the noun phrase whose head is token i: its tokens up to a relative
// clause, an aside or an apposition, and that apposition.
func (t *Tree) Noun(i int) (np, apposition Range) {
	np = Range{i, i + 1}
	end := t.Span(i).Last
	for c := range t.Children(i) {
		in := t.Span(c)
		switch r := t.Rel(c); {
		case c < i:
			if r == "punct" || r == "cc" || r == "advmod" && t.s.Class(c) == nlp.ADV || r == "mark" || r == "discourse" {
				continue
			}
			np.First = min(np.First, in.First)
		case r == "acl" && in.First < end: // a relative clause, and what follows it, stands apart
			end = in.First
		case r == "appos" || r == "parataxis":
			if r == "appos" && apposition.Empty() && !(t.s.Low(in.First-1) == "(") {
				apposition = in
				end = min(end, in.First)
			} else if t.s.Low(in.First-1) != "(" && t.s.Low(in.First) != "(" {
				end = min(end, in.First)
			}
		}
	}
	for c := range t.Children(i) {
		if in := t.Span(c); c > i && in.Last <= end && t.Rel(c) != "punct" && in.First < end {
			np.Last = max(np.Last, in.Last)
		}
	}
	for np.Last-1 > i && (t.s.Low(np.Last-1) == "," || t.s.Low(np.Last-1) == "(") {
		np.Last--
	}
	if np.Last < t.s.Last && t.s.Low(np.Last) == ")" && t.s.Find("(", np.First, np.Last-np.First) > 0 {
		np.Last++
	}
	return np, apposition
}

// Subject finds the subject of the verb at token v: its own, that of the verb
// with which it is coordinated, that of the clause it depends on, or the noun
// that its relative clause describes. own is false where the subject is not a
// dependent of v.
func (t *Tree) Subject(v int) (head int, own, ok bool) {
	if !t.Parsed {
		return 0, false, false
	}
	if c, ok := t.Child(v, "nsubj", "csubj"); ok {
		if w := t.s.Low(c); w == "who" || w == "which" || w == "that" {
			if t.Rel(v) == "acl" {
				if h, ok := t.Head(v); ok {
					return h, true, true
				}
			}
		}
		return c, true, true
	}
	for range 6 {
		h, ok := t.Head(v)
		if !ok {
			return 0, false, false
		}
		switch t.Rel(v) {
		case "acl":
			return h, false, true
		case "conj", "xcomp", "advcl", "parataxis", "ccomp", "aux", "dep":
		default:
			return 0, false, false
		}
		v = h
		if c, ok := t.Child(v, "nsubj"); ok {
			if w := t.s.Low(c); (w == "who" || w == "which" || w == "that") && t.Rel(v) == "acl" {
				if h, ok := t.Head(v); ok {
					return h, false, true
				}
			}
			return c, false, true
		}
	}
	return 0, false, false
}

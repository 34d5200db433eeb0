package code

import (
	"strings"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// tree is the parse of one sentence with its dependents at hand. Tokens are
// numbered within the sentence, from 0.
type tree struct {
	doc    *layer.Doc
	n      int // index of the sentence
	first  int // its first token in the document
	tokens []nlp.Token
	lows   []string
	lemmas []string
	rels   []string // relations without subtypes
	kids   []int32  // first dependent of each token, -1 for none
	next   []int32  // next dependent of the same head
	heads  []int32  // -1 for the root
	depth  []int16
	parts  []part
}

func (t *tree) reset(doc *layer.Doc, n int) {
	s := &doc.Sentences[n]
	t.doc, t.n, t.first = doc, n, s.First
	t.tokens = doc.Tokens[s.First:s.Last]
	size := len(t.tokens)
	t.lows, t.lemmas, t.rels = grow(t.lows, size), grow(t.lemmas, size), grow(t.rels, size)
	t.parts = grow(t.parts, size)
	t.kids, t.next, t.heads, t.depth = grow(t.kids, size), grow(t.next, size), grow(t.heads, size), grow(t.depth, size)
	for i := range t.tokens {
		tok := &t.tokens[i]
		t.lows[i] = strings.ToLower(tok.Form)
		t.parts[i] = partOf(tok.UPOS)
		t.lemmas[i] = strings.ToLower(tok.Lemma)
		if t.lemmas[i] == "" {
			t.lemmas[i] = t.lows[i]
		}
		t.rels[i], _, _ = strings.Cut(tok.Deprel, ":")
		t.kids[i], t.next[i], t.depth[i] = -1, -1, -1
		h := int32(tok.Head) - 1
		if h < 0 || int(h) >= size || int(h) == i {
			h = -1
		}
		t.heads[i] = h
	}
	for i := size - 1; i >= 0; i-- {
		if h := t.heads[i]; h >= 0 {
			t.next[i] = t.kids[h]
			t.kids[h] = int32(i)
		}
	}
	for i := range t.tokens {
		t.measure(i)
	}
}

// measure finds the depth of token i and of what is above it. A cycle, which no
// parser should make, is cut.
func (t *tree) measure(i int) {
	steps := 0
	for k := int32(i); k >= 0 && t.depth[k] < 0; k = t.heads[k] {
		if steps++; steps > len(t.tokens) {
			t.heads[i] = -1
			break
		}
	}
	if t.depth[i] >= 0 {
		return
	}
	base := int16(-1)
	n := int16(0)
	for k := int32(i); k >= 0; k = t.heads[k] {
		if t.depth[k] >= 0 {
			base = t.depth[k]
			break
		}
		n++
	}
	d := base + n
	for k := int32(i); k >= 0 && t.depth[k] < 0; k = t.heads[k] {
		t.depth[k] = d
		d--
	}
}

func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, 2*n)
	}
	return s[:n]
}

// dependents calls f for each dependent of token i, in text order, until f
// returns false.
func (t *tree) dependents(i int, f func(k int) bool) {
	for k := t.kids[i]; k >= 0; k = t.next[k] {
		if !f(int(k)) {
			return
		}
	}
}

// dependent is the first dependent of token i by one of the relations, -1 for
// none.
func (t *tree) dependent(i int, relations ...string) int {
	for k := t.kids[i]; k >= 0; k = t.next[k] {
		for _, r := range relations {
			if t.rels[k] == r {
				return int(k)
			}
		}
	}
	return -1
}

// passive reports whether the verb at i has a passive subject or auxiliary.
func (t *tree) passive(i int) bool {
	for k := t.kids[i]; k >= 0; k = t.next[k] {
		switch t.tokens[k].Deprel {
		case "nsubj:pass", "aux:pass", "csubj:pass", "obl:agent":
			return true
		}
	}
	return false
}

// prep is the preposition that leads in the phrase of token i, or "".
func (t *tree) prep(i int) string {
	for k := t.kids[i]; k >= 0; k = t.next[k] {
		if t.rels[k] == "case" || t.rels[k] == "mark" {
			return t.lows[k]
		}
	}
	return ""
}

// part is what part of speech token i counts as.
func (t *tree) part(i int) part { return t.parts[i] }

func partOf(u nlp.UPOS) part {
	switch u {
	case nlp.VERB:
		return verb
	case nlp.NOUN, nlp.PROPN, nlp.SYM:
		return noun
	case nlp.ADJ, nlp.ADV:
		return adjective
	}
	return noPart
}

// within reports whether token i is token top or hangs on it.
func (t *tree) within(i, top int) bool {
	for k, steps := int32(i), 0; k >= 0 && steps < maxClimb; k, steps = t.heads[k], steps+1 {
		if int(k) == top {
			return true
		}
	}
	return false
}

// maxClimb bounds the steps up a tree; no sentence of people is so deep.
const maxClimb = 64

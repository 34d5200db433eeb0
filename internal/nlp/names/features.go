package names

import (
	"github.com/parley-register/parley/internal/nlp/core"
)

// MaxFeatures bounds the features of a token.
const MaxFeatures = 104

// maxPhrase is the longest entry of the gazetteer in tokens.
const maxPhrase = 8

// token is what the features see of a token.
type token struct {
	word    core.Word
	upos    uint64
	fine    uint64 // number of its cluster of many, from 1
	coarse  uint64 // number of its cluster of few, from 1
	lfine   uint64 // the cluster of the form in lower case, where it is another form
	gaz     uint64 // entries of the gazetteer that cover it: bit 4k+place for class k, see gazetteer.go
	capital bool   // starts with a capital

	// the words in capitals around it, without a gap: "Abu Dhabi Accords"
	from, to int32 // tokens [from, to) of the run; empty for a word that is none of one

	// what the parse says
	head   int32  // 1-based number of the head, 0 for the root or without a parse
	rel    uint64 // hash of the relation
	inner  bool   // the relation joins the words of one name
	conj   bool   // the relation joins a member of a list to the first
	kase   uint64 // the preposition that depends on it, as Word.Lower; 1 for a possessive; 0 for none
	anchor int32  // the word through which the name that it is in hangs on the sentence
	list   int32  // the anchor of the first member of the list that it is in
}

var edge = token{word: core.Word{Form: 1, Lower: 1, Shape: 1}, upos: 31, fine: 1 << 12, coarse: 1 << 12}

// A row is where the weights of a feature stand.
func row(template, a, b, mask uint64) uint32 {
	h := a + template*0x9e3779b97f4a7c15 + b*0xd6e8feb86659fd93
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return uint32((h ^ h>>33) & mask)
}

// features appends the rows of token i to dst.
func features(dst []uint32, ts []token, i int, mask uint64) []uint32 {
	at := func(j int) *token {
		if j < 0 || j >= len(ts) {
			return &edge
		}
		return &ts[j]
	}
	t, p1, p2, n1, n2 := &ts[i], at(i-1), at(i-2), at(i+1), at(i+2)
	p3, n3 := at(i-3), at(i+3)
	w := &t.word
	first := uint64(0)
	if i == 0 {
		first = 1
	}
	tmpl := uint64(0)
	add := func(a, b uint64) {
		dst = append(dst, row(tmpl, a, b, mask))
		tmpl++
	}
	add(0, 0)
	// the word and its neighbours
	add(w.Form, 0)
	add(w.Lower, 0)
	add(p1.word.Lower, 0)
	add(n1.word.Lower, 0)
	add(p2.word.Lower, 0)
	add(n2.word.Lower, 0)
	add(p1.word.Lower, w.Lower)
	add(w.Lower, n1.word.Lower)
	add(p1.word.Lower, n1.word.Lower)
	add(p1.word.Lower+3*p2.word.Lower, t.coarse)
	add(n1.word.Lower+3*n2.word.Lower, t.coarse)
	// affixes
	add(w.Suffix[1], 0)
	add(w.Suffix[2], 0)
	add(w.Suffix[3], 0)
	add(w.Prefix[1], 0)
	add(w.Prefix[2], 0)
	// shapes
	add(w.Shape, first)
	add(p1.word.Shape, w.Shape)
	add(w.Shape, n1.word.Shape)
	add(p1.word.Shape+5*n1.word.Shape, w.Shape)
	add(w.Shape, p1.word.Lower)
	add(w.Shape, n1.word.Lower)
	add(w.Shape, w.Suffix[2])
	// clusters
	add(t.fine, 0)
	add(t.coarse, first)
	add(t.lfine, first)
	add(p1.fine, 0)
	add(n1.fine, 0)
	add(p2.fine, 0)
	add(n2.fine, 0)
	add(p1.fine, t.fine)
	add(t.fine, n1.fine)
	add(p1.coarse<<16|n1.coarse, t.coarse)
	add(p1.coarse<<16|p2.coarse, t.coarse)
	add(n1.coarse<<16|n2.coarse, t.coarse)
	add(p3.coarse, t.coarse)
	add(n3.coarse, t.coarse)
	// tags
	add(t.upos, 0)
	add(p1.upos<<8|t.upos, 0)
	add(t.upos<<8|n1.upos, 0)
	add(p1.upos<<16|t.upos<<8|n1.upos, 0)
	add(p1.upos, w.Lower)
	add(n1.upos, w.Lower)
	// the nearest verb on the right and the nearest word with content on the left
	verb, prep := uint64(0), uint64(0)
	for j := i + 1; j < len(ts) && j <= i+7; j++ {
		if u := ts[j].upos; u == uposVerb || u == uposAux {
			verb = ts[j].word.Lower
			break
		}
	}
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if u := ts[j].upos; u == uposADP || u == uposVerb || u == uposAux || u == uposSCONJ {
			prep = ts[j].word.Lower
			break
		}
	}
	add(verb, t.coarse)
	add(prep, t.coarse)
	add(verb, t.gaz|1)
	add(prep, t.gaz|1)
	// gazetteer
	add(t.gaz, 0)
	add(t.gaz, p1.gaz)
	add(t.gaz, n1.gaz)
	add(t.gaz, p1.word.Lower)
	add(t.gaz, n1.word.Lower)
	add(t.gaz, p1.coarse)
	add(t.gaz, n1.coarse)
	add(p1.gaz, t.coarse)
	add(n1.gaz, t.coarse)
	add(p2.gaz, n2.gaz)
	// parse: how the name that the token is in hangs on the rest
	a := &ts[t.anchor]
	l := &ts[t.list]
	above := &edge
	if l.head > 0 {
		above = &ts[l.head-1]
	}
	add(a.rel, t.gaz)
	add(l.rel, l.kase)
	add(l.rel+7*l.kase, t.gaz|1)
	add(above.word.Lower, l.rel)
	add(above.word.Lower+7*l.rel, t.gaz|1)
	add(above.fine+7*l.rel, t.gaz|1)
	add(above.word.Lower+7*l.kase, t.gaz|1)
	add(above.fine+7*l.kase, t.coarse)
	add(above.coarse+7*l.rel, t.coarse)
	add(a.kase, t.coarse)
	if l.head > 0 && above.head > 0 { // one step further, through a noun: "talks" in "round of talks with Iran"
		top := &ts[above.head-1]
		add(top.word.Lower+7*above.kase, l.kase+5*t.gaz)
		add(top.fine, l.kase+5*t.gaz)
	} else {
		add(0, 1)
		add(0, 2)
	}
	// the run of capitals: its last word often tells what the name is of
	if n := t.to - t.from; n > 0 {
		head, tail := &ts[t.from], &ts[t.to-1]
		place := uint64(i - int(t.from))
		long := uint64(min(n, 4))
		add(tail.word.Lower, long)
		add(tail.fine, min(place, 3)<<4|long)
		add(head.word.Lower, long)
		add(head.gaz, tail.gaz)
		add(tail.word.Lower, head.gaz)
		before, after := at(int(t.from)-1), at(int(t.to))
		add(before.word.Lower, after.word.Lower)
		add(before.word.Lower, tail.fine)
		add(after.word.Lower, tail.fine)
	} else {
		tmpl += 8
	}
	for g := t.gaz; g != 0; g &= g - 1 {
		if len(dst) >= MaxFeatures {
			break
		}
		dst = append(dst, row(tmpl, g&-g, w.Shape&0xff, mask))
	}
	return dst
}

// Numbers of universal tags, as in package nlp, that the features ask for.
const (
	uposADP   = 2
	uposADV   = 3
	uposAux   = 4
	uposNOUN  = 8
	uposPRON  = 11
	uposPROPN = 12
	uposSCONJ = 14
	uposVerb  = 16
	uposX     = 17
)

// relations marks for each token how its name and its list hang on the rest of
// the sentence.
func relations(ts []token) {
	for i := range ts {
		ts[i].kase, ts[i].anchor, ts[i].list = 0, int32(i), int32(i)
	}
	for i := range ts {
		t := &ts[i]
		if t.head <= 0 || int(t.head) > len(ts) {
			t.head = 0
			continue
		}
		if t.rel == relCase && ts[t.head-1].kase <= 1 {
			k := t.word.Lower
			if int(t.head) <= i { // after its head: the possessive
				k = 1
			}
			ts[t.head-1].kase = k
		}
	}
	for i := range ts {
		a := i
		for step := 0; step < 6 && ts[a].inner && ts[a].head > 0; step++ {
			a = int(ts[a].head - 1)
		}
		ts[i].anchor = int32(a)
		l := a
		for step := 0; step < 6 && ts[l].conj && ts[l].head > 0; step++ {
			l = int(ts[l].head - 1)
		}
		ts[i].list = int32(l)
	}
}

// runs marks the runs of words in capitals.
func runs(ts []token) {
	for i := 0; i < len(ts); {
		j := i
		for j < len(ts) && ts[j].capital {
			j++
		}
		for k := i; k < j; k++ {
			ts[k].from, ts[k].to = int32(i), int32(j)
		}
		if j == i {
			ts[i].from, ts[i].to = 0, 0
			j++
		}
		i = j
	}
}

// relation hashes a relation without its subtype.
func relation(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		if s[i] == ':' {
			break
		}
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}

var (
	relCase = relation("case")
	relConj = relation("conj")
	relFlat = relation("flat")
	relComp = relation("compound")
	relFix  = relation("fixed")
)

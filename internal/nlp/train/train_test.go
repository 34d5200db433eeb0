package train

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/nlp/core"
)

// toyTreebank makes sentences of a small grammar: a subject and an object, each
// with an article and perhaps an adjective, around a verb.
func toyTreebank(n int, seed uint64) []Sentence {
	r := rand.New(rand.NewPCG(seed, 9))
	nouns := []string{"envoy", "mediator", "minister", "treaty", "truce", "border"}
	verbs := []string{"signed", "rejected", "discussed", "praised"}
	adjectives := []string{"new", "long", "secret"}
	out := make([]Sentence, n)
	for i := range out {
		var w []Word
		phrase := func(relation string) int {
			start := len(w)
			w = append(w, Word{Form: "the", UPOS: "DET", XPOS: "DT", Relation: "det"})
			if r.IntN(2) == 0 {
				w = append(w, Word{Form: adjectives[r.IntN(3)], UPOS: "ADJ", XPOS: "JJ", Relation: "amod"})
			}
			w = append(w, Word{Form: nouns[r.IntN(6)], UPOS: "NOUN", XPOS: "NN", Relation: relation})
			for j := start; j < len(w)-1; j++ {
				w[j].Head = len(w)
			}
			return len(w) - 1
		}
		subject := phrase("nsubj")
		w = append(w, Word{Form: verbs[r.IntN(4)], UPOS: "VERB", XPOS: "VBD", Relation: "root"})
		verb := len(w)
		object := phrase("obj")
		w = append(w, Word{Form: ".", UPOS: "PUNCT", XPOS: ".", Relation: "punct", Head: verb})
		w[subject].Head, w[object].Head = verb, verb
		out[i] = Sentence{ID: fmt.Sprint("toy-", i), Words: w}
	}
	return out
}

// TestTraining trains twice on a toy treebank: the bytes are the same, and the
// grammar is learnt.
func TestTraining(t *testing.T) {
	tb := &Treebanks{Train: toyTreebank(400, 1), EWT: toyTreebank(50, 2), GUM: toyTreebank(50, 3), KeptBack: toyTreebank(50, 4)}
	o := Defaults()
	o.TaggerRows, o.TaggerEpochs, o.Folds = 12, 3, 2
	o.Sizes = core.Sizes{Affixes: 256, Affix: 16, Tag: 16, Hidden: 16, Layers: 2, Arc: 16, Label: 16}
	o.Learn.epochs, o.Learn.batch = 6, 50
	run := func() []byte {
		v := &Vectors{Words: []string{"the", "signed", "envoy"}, Count: []int{3, 2, 1}}
		ids := make([]int32, 600)
		for i := range ids {
			ids[i] = int32(i*i%7%4) - 1
		}
		v.learn(ids, vectorOptions{dim: 16, window: 2, negative: 2, rate: 0.02, subsample: 1, seed: 5})
		f := &core.File{}
		if err := o.fit(f, tb, v, func(string, ...any) {}); err != nil {
			t.Fatal(err)
		}
		b, err := finish(f, tb, io.Discard)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a, b := run(), run()
	if !bytes.Equal(a, b) {
		t.Error("two runs gave two models")
	}
	m, err := nlp.Load(a)
	if err != nil {
		t.Fatal(err)
	}
	if s := Evaluate(m, tb.KeptBack); s.UPOS < 99 || s.LAS < 95 {
		t.Errorf("scores on a toy grammar: %+v", s)
	}
}

package train

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
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

// toyOptions are options of networks that learn the toy grammar in no time.
func toyOptions() Options {
	o := Defaults()
	o.TaggerRows, o.TaggerEpochs, o.Folds = 12, 3, 2
	o.Sizes = core.Sizes{Affixes: 256, Affix: 16, Tag: 16, Hidden: 16, Layers: 2, Arc: 16, Label: 16}
	o.Learn.epochs, o.Learn.batch = 6, 50
	o.Teachers, o.TeacherSizes = []learnOptions{o.Learn, o.Learn}, o.Sizes
	o.Teachers[1].seed++
	o.TeacherSizes.Hidden = 32
	return o
}

// trainToy trains on a toy treebank and on plain text of the same grammar.
func trainToy(t *testing.T, o Options, tb *Treebanks) []byte {
	t.Helper()
	v := &Vectors{Words: []string{"the", "signed", "envoy"}, Count: []int{3, 2, 1}}
	ids := make([]int32, 600)
	for i := range ids {
		ids[i] = int32(i*i%7%4) - 1
	}
	v.learn(ids, vectorOptions{dim: 16, window: 2, negative: 2, rate: 0.02, subsample: 1, seed: 5})
	plain := toyTreebank(200, 5)
	for _, s := range plain {
		for i := range s.Words {
			s.Words[i] = Word{Form: s.Words[i].Form}
		}
	}
	f := &core.File{}
	if err := o.fit(f, tb, plain, v, func(string, ...any) {}); err != nil {
		t.Fatal(err)
	}
	b, err := finish(f, tb, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestTraining trains on a toy treebank again and again: the bytes are the same,
// also with teachers that were kept, and the grammar is learnt.
func TestTraining(t *testing.T) {
	tb := &Treebanks{Train: toyTreebank(400, 1), EWT: toyTreebank(50, 2), GUM: toyTreebank(50, 3), KeptBack: toyTreebank(50, 4)}
	o := toyOptions()
	a := trainToy(t, o, tb)
	o.Keep = t.TempDir()
	if !bytes.Equal(trainToy(t, o, tb), a) {
		t.Error("two runs gave two models")
	}
	var log bytes.Buffer
	o.Log = &log
	if !bytes.Equal(trainToy(t, o, tb), a) {
		t.Error("teachers that were kept gave another model")
	}
	if n := strings.Count(log.String(), "epoch 1 "); n != 1 {
		t.Errorf("%d networks were trained, want the last alone", n)
	}
	m, err := nlp.Load(a)
	if err != nil {
		t.Fatal(err)
	}
	if s := Evaluate(m, tb.KeptBack); s.UPOS < 99 || s.LAS < 95 {
		t.Errorf("scores on a toy grammar: %+v", s)
	}
	o.Teachers[0].rate *= 2
	if err := o.fit(&core.File{}, tb, tb.EWT, &Vectors{V: newMatrix(0, 16)}, func(string, ...any) {}); err == nil {
		t.Error("a kept teacher of other options was taken")
	}
}

// TestRestore stores a network, restores it and stores it again.
func TestRestore(t *testing.T) {
	size := core.Sizes{Words: 10, Word: 16, Affixes: 32, Affix: 8, Tag: 8, Hidden: 16, Layers: 2, Arc: 16, Label: 16, Relations: 7, Tags: 9}
	store := func(n *network) []byte {
		f := &core.File{}
		if err := n.export(f, make([]uint64, size.Words)); err != nil {
			t.Fatal(err)
		}
		b, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	a, b := newNetwork(size, 1), newNetwork(size, 2)
	want := store(a)
	f, err := core.DecodeFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.restore(f); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(store(b), want) {
		t.Error("a network that was restored is another one")
	}
	size.Hidden = 32
	if newNetwork(size, 1).restore(f) == nil {
		t.Error("a network of another size was restored")
	}
}

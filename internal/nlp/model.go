package nlp

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp/core"
)

//go:embed en.model
var embedded []byte

// Model is a trained language core. It is read-only and safe for concurrent
// use; memory that changes is in a Workspace.
type Model struct {
	core   *core.Model
	digest parley.Digest
	tags   []tagPair
	spaces sync.Pool
}

type tagPair struct {
	upos UPOS
	xpos string
}

// Default is the model in the binary, loaded at the first call.
func Default() (*Model, error) { return loadDefault() }

var loadDefault = sync.OnceValues(func() (*Model, error) { return Load(embedded) })

// Load reads a model file. Bytes that are not one give an error.
func Load(b []byte) (*Model, error) {
	c, err := core.Load(b)
	if err != nil {
		return nil, err
	}
	return wrap(b, c)
}

func wrap(b []byte, c *core.Model) (*Model, error) {
	m := &Model{core: c, digest: parley.DigestOf(b)}
	for i, t := range c.Manifest.Tags {
		u, x, _ := strings.Cut(t, " ")
		upos := ParseUPOS(u)
		if upos == NoTag {
			return nil, fmt.Errorf("%w: tag %d is %q", core.ErrFile, i, t)
		}
		m.tags = append(m.tags, tagPair{upos, x})
	}
	m.spaces.New = func() any { return m.NewWorkspace() }
	return m, nil
}

// Manifest says what the model was made from, and how it scored.
func (m *Model) Manifest() core.Manifest { return m.core.Manifest }

// Version names the model by its content, for fingerprints.
func (m *Model) Version() string { return m.digest.Short() }

// Annotate fills UPOS, XPOS, Head and Deprel of every token of d, whose
// Sentences and Tokens are there already. It does nothing else to d.
func (m *Model) Annotate(d *Doc) {
	w := m.spaces.Get().(*Workspace)
	w.Annotate(d)
	m.spaces.Put(w)
}

// Workspace is the memory that one goroutine needs to annotate. It grows to the
// longest sentence seen and then allocates nothing.
type Workspace struct {
	m      *Model
	c      *core.Workspace
	hidden []int16
}

// NewWorkspace returns a workspace of m. Model.Annotate keeps its own pool;
// hold one yourself to annotate many documents in one goroutine, or to get at
// the encoder.
func (m *Model) NewWorkspace() *Workspace { return &Workspace{m: m, c: m.core.NewWorkspace()} }

// Hidden is what the encoder knows of each token of a sentence: a vector in
// fixed point. A model without an encoder gives vectors of no elements.
type Hidden struct {
	Dim    int     // elements in a vector
	Values []int16 // Dim for each token, in order; HiddenOne stands for 1.0
}

// HiddenOne is 1.0 in the fixed-point numbers of Hidden.
const HiddenOne = core.One

// Token returns the vector of token i of the sentence.
func (h Hidden) Token(i int) []int16 { return h.Values[i*h.Dim : (i+1)*h.Dim] }

// Annotate does what Model.Annotate does.
func (w *Workspace) Annotate(d *Doc) { w.AnnotateEach(d, nil) }

// AnnotateEach annotates d and calls each, when it is not nil, after every
// sentence with the encoder's vectors, which are valid only during the call.
func (w *Workspace) AnnotateEach(d *Doc, each func(sentence int, h Hidden)) {
	for s := range d.Sentences {
		tokens := d.Tokens[d.Sentences[s].First:d.Sentences[s].Last]
		if each != nil {
			w.hidden = w.hidden[:0]
		}
		w.sentence(tokens, each != nil)
		if each != nil {
			each(s, Hidden{w.m.core.HiddenSize(), w.hidden})
		}
	}
}

// sentence annotates the tokens of one sentence. A dateline is parsed by itself, a
// sentence that is longer than the parser takes in parts. The root is that of the
// first part behind the dateline; the roots of the others hang on it as parataxis.
func (w *Workspace) sentence(tokens []Token, keep bool) {
	head := dateline(tokens)
	if head > 0 {
		w.part(tokens, 0, head, keep)
	}
	root := int32(0)
	for from := head; from < len(tokens); {
		to := cut(tokens, from)
		r := w.part(tokens, from, to, keep)
		if root == 0 {
			root = r
			tokens[root-1].Head, tokens[root-1].Deprel = 0, "root"
		} else {
			tokens[r-1].Head, tokens[r-1].Deprel = root, "parataxis"
		}
		from = to
	}
	for i := range head {
		if tokens[i].Head == 0 {
			tokens[i].Head, tokens[i].Deprel = root, "parataxis"
		}
	}
}

// part annotates a part of a sentence and returns the number of its root, which
// has no head yet.
func (w *Workspace) part(tokens []Token, from, to int, keep bool) (root int32) {
	w.c.Begin()
	for i := from; i < to; i++ {
		w.c.Push(tokens[i].Form)
	}
	r := w.c.Analyse()
	if keep {
		w.hidden = append(w.hidden, r.Hidden...)
	}
	for i, t := range r.Tags {
		tokens[from+i].UPOS, tokens[from+i].XPOS = w.m.tags[t].upos, w.m.tags[t].xpos
	}
	for i, h := range r.Heads {
		t := &tokens[from+i]
		t.Head, t.Deprel = h+int32(from), w.m.core.Manifest.Relations[r.Relations[i]]
		switch {
		case h == 0:
			root, t.Head = int32(from+i+1), 0
		case t.Deprel == "root":
			t.Deprel = "dep"
		}
	}
	lift(tokens, from, to)
	for i := from + 1; i < to; i++ {
		nounAfterTo(&tokens[i-1], &tokens[i])
	}
	return root
}

// nounAfterTo settles "invited to talks": behind "to" no verb has the ending of
// the third person.
func nounAfterTo(to, t *Token) {
	if t.XPOS != "VBZ" || !strings.EqualFold(to.Form, "to") {
		return
	}
	t.UPOS, t.XPOS = NOUN, "NNS"
	to.UPOS, to.XPOS = ADP, "IN"
	if to.Deprel == "mark" {
		to.Deprel = "case"
	}
}

// lift hangs subjects, objects and the like that the parser hung on an auxiliary
// on the word that the auxiliary belongs to: in Universal Dependencies words of
// function have no such dependents.
func lift(tokens []Token, from, to int) {
	for i := from; i < to; i++ {
		t := &tokens[i]
		if t.Head == 0 || !argument(t.Deprel) {
			continue
		}
		if h := &tokens[t.Head-1]; h.Head != 0 && (h.Deprel == "aux" || h.Deprel == "aux:pass" || h.Deprel == "cop") {
			t.Head = h.Head
		}
	}
}

// argument reports whether a relation is one that only words of content govern.
func argument(deprel string) bool {
	relation, _, _ := strings.Cut(deprel, ":")
	switch relation {
	case "nsubj", "csubj", "obj", "iobj", "obl", "ccomp", "xcomp", "advcl", "expl", "aux", "cop":
		return true
	}
	return false
}

// cut says where the part of a sentence that begins at from ends: behind the
// last mark between clauses, or at the limit.
func cut(tokens []Token, from int) int {
	to := from + core.MaxWords
	if to >= len(tokens) {
		return len(tokens)
	}
	for i := to; i > to-core.MaxWords/2; i-- {
		switch tokens[i-1].Form {
		case ";", ".", "!", "?", ":", ",", "—", "–", "…":
			return i
		}
	}
	return to
}

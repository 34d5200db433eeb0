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

// sentence annotates the tokens of one sentence. One that is longer than the
// parser takes is parsed in parts, and the root of each part but the first
// hangs on the root of the first as parataxis.
func (w *Workspace) sentence(tokens []Token, keep bool) {
	root := int32(0)
	for from := 0; from < len(tokens); {
		to := cut(tokens, from)
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
			case h > 0:
				if t.Deprel == "root" {
					t.Deprel = "dep"
				}
			case root == 0:
				root = int32(from + i + 1)
				t.Head, t.Deprel = 0, "root"
			default:
				t.Head, t.Deprel = root, "parataxis"
			}
		}
		from = to
	}
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

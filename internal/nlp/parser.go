package nlp

import (
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/lexicon"
	"github.com/parley-register/parley/internal/nlp/lemma"
	"github.com/parley-register/parley/internal/nlp/names"
	"github.com/parley-register/parley/internal/text"
)

//go:embed en.names
var embeddedNames []byte

var loadNames = sync.OnceValues(func() (*names.Model, error) {
	m, err := names.Load(embeddedNames)
	if err != nil {
		return nil, fmt.Errorf("the name model: %w", err)
	}
	return m, nil
})

// EmbeddedNames is the file of the name model in the binary.
func EmbeddedNames() []byte { return slices.Clone(embeddedNames) }

// Parser turns documents into sentences, tokens, parses and names. It is
// immutable and safe for concurrent use.
type Parser struct {
	version string
	spaces  sync.Pool // of *space
}

// segmentation is the version of the rules of internal/text and of what this
// package does beside the models. It changes whenever their output can.
const segmentation = "nlp/3"

// Version changes whenever the output of the parser can.
func (p *Parser) Version() string { return p.version }

// New returns a parser with the models in the binary. They are read at the
// first call and shared by all parsers.
func New() (*Parser, error) {
	m, err := Default()
	if err != nil {
		return nil, err
	}
	n, err := loadNames()
	if err != nil {
		return nil, err
	}
	z, err := lemma.Default()
	if err != nil {
		return nil, err
	}
	p := &Parser{version: parley.DigestOfFields(segmentation, m.Version(), string(parley.DigestOf(embeddedNames)), z.Version(), lexicon.Version()).Short()}
	p.spaces.New = func() any {
		return &space{annotate: m.NewWorkspace(), names: n.NewWorkspace(), lemmas: lemmas{rules: z, known: map[lemmaKey]string{}}}
	}
	return p, nil
}

// space is the memory that one goroutine needs.
type space struct {
	annotate *Workspace
	names    *names.Workspace
	lemmas   lemmas
}

// Parse reads d's text: blocks, sentences, tokens, tags, lemmas, heads
// and names.
func (p *Parser) Parse(d *parley.Document) *Doc {
	doc := Segment(d)
	p.Annotate(doc)
	return doc
}

// Annotate fills what can be told of the tokens and sentences that doc has:
// tags, lemmas, heads and names. It is for text whose tokens are given; what
// they had of these before is dropped.
func (p *Parser) Annotate(doc *Doc) {
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		t.Lemma, t.UPOS, t.XPOS, t.Head, t.Deprel = "", NoTag, "", 0, ""
	}
	s := p.spaces.Get().(*space)
	defer p.spaces.Put(s)
	s.annotate.Annotate(doc)
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		t.Lemma = s.lemmas.of(t)
	}
	s.markNames(doc)
}

// markNames finds the names of doc.
func (s *space) markNames(doc *Doc) {
	doc.Names = doc.Names[:0]
	for _, st := range doc.Sentences {
		tokens := doc.Tokens[st.First:st.Last]
		s.names.Begin()
		for i := range tokens {
			s.names.Push(tokens[i].Form, uint8(tokens[i].UPOS), tokens[i].Head, tokens[i].Deprel)
		}
		doc.Names = appendNames(doc.Names, s.names.Decode(), tokens, st.First)
	}
	trimAddress(doc)
	repeatPeople(doc)
}

// Segment splits d's text into blocks, sentences and tokens, and leaves tags,
// heads and names empty.
func Segment(d *parley.Document) *Doc {
	g := text.Segment(d.Text, d.Blocks)
	doc := &Doc{
		Source:    d,
		Blocks:    g.Blocks,
		Sentences: make([]Sentence, len(g.Sentences)),
		Tokens:    make([]Token, len(g.Tokens)),
	}
	for i, t := range g.Tokens {
		doc.Tokens[i] = Token{Span: t, Form: d.Text[t.Start:t.End]}
	}
	for i, s := range g.Sentences {
		doc.Sentences[i] = Sentence{Span: s.Span, First: s.First, Last: s.Last, Block: s.Block}
	}
	return doc
}

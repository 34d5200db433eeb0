package nlp

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/text"
)

// Parser turns documents into sentences, tokens and names. It is immutable and
// safe for concurrent use.
type Parser struct{}

// New returns a parser with the embedded models.
func New() (*Parser, error) {
	return &Parser{}, nil
}

// Parse reads d's text: blocks, sentences and tokens.
func (p *Parser) Parse(d *parley.Document) *Doc {
	return Segment(d)
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

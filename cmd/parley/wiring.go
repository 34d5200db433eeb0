package main

import (
	"fmt"
	"sync"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/quotes"
	"github.com/parley-register/parley/internal/read/statements"
)

// newReader puts the pipeline together: this is the one place that knows which
// readers there are and in what order they run.
var newReader = sync.OnceValues(func() (*read.Reader, error) {
	parser, err := nlp.New()
	if err != nil {
		return nil, fmt.Errorf("the language model in this binary does not load: %w", err)
	}
	attributions, err := quotes.New()
	if err != nil {
		return nil, fmt.Errorf("the lexicon of attributions in this binary does not load: %w", err)
	}
	return read.New(front{parser}, attributions, statements.New())
})

// front is the language core as the pipeline sees it.
type front struct{ *nlp.Parser }

func (front) Adds() []string { return []string{layer.Sentences, layer.Tags, layer.Names} }

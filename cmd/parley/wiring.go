package main

import (
	"fmt"
	"sync"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/meetings"
	"github.com/parley-register/parley/internal/read/outcomes"
	"github.com/parley-register/parley/internal/read/quotes"
	"github.com/parley-register/parley/internal/read/statements"
	"github.com/parley-register/parley/internal/read/times"
	"github.com/parley-register/parley/internal/read/tone"
	"github.com/parley-register/parley/internal/read/topics"
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
	m, err := meetings.New()
	if err != nil {
		return nil, err
	}
	o, err := outcomes.New()
	if err != nil {
		return nil, err
	}
	tn, err := tone.New()
	if err != nil {
		return nil, err
	}
	tp, err := topics.New()
	if err != nil {
		return nil, err
	}
	return read.New(front{parser}, actors.New(), times.New(), noPlaces{}, attributions, m, statements.New(), o, tn, tp)
})

type noPlaces struct{}

func (noPlaces) Name() string      { return "places" }
func (noPlaces) Needs() []string   { return nil }
func (noPlaces) Adds() []string    { return []string{layer.Places} }
func (noPlaces) Version() string   { return "0" }
func (noPlaces) Read(d *layer.Doc) {}

// front is the language core as the pipeline sees it.
type front struct{ *nlp.Parser }

func (front) Adds() []string  { return []string{layer.Sentences, layer.Tags, layer.Names, layer.Parse} }
func (front) Version() string { return "nlp/1" }

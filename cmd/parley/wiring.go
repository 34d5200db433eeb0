package main

import (
	"fmt"
	"sync"

	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read"
	"github.com/parley-register/parley/internal/read/actors"
	"github.com/parley-register/parley/internal/read/layer"
	"github.com/parley-register/parley/internal/read/meetings"
	"github.com/parley-register/parley/internal/read/next"
	"github.com/parley-register/parley/internal/read/obstacles"
	"github.com/parley-register/parley/internal/read/outcomes"
	"github.com/parley-register/parley/internal/read/places"
	"github.com/parley-register/parley/internal/read/positions"
	"github.com/parley-register/parley/internal/read/quotes"
	"github.com/parley-register/parley/internal/read/reactions"
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
	var stages []read.Stage
	for _, load := range []func() (read.Stage, error){
		func() (read.Stage, error) { return actors.New(), nil },
		func() (read.Stage, error) { return times.New(), nil },
		func() (read.Stage, error) { return places.New(), nil },
		func() (read.Stage, error) { return quotes.New() },
		func() (read.Stage, error) { return meetings.New() },
		func() (read.Stage, error) { return outcomes.New() },
		func() (read.Stage, error) { return tone.New() },
		func() (read.Stage, error) { return topics.New() },
		func() (read.Stage, error) { return obstacles.New() },
		func() (read.Stage, error) { return next.New() },
		func() (read.Stage, error) { return statements.New() },
		func() (read.Stage, error) { return positions.New() },
		func() (read.Stage, error) { return reactions.New() },
	} {
		s, err := load()
		if err != nil {
			return nil, fmt.Errorf("the data of a reader in this binary do not load: %w", err)
		}
		stages = append(stages, s)
	}
	return read.New(front{parser}, stages...)
})

// front is the language core as the pipeline sees it.
type front struct{ *nlp.Parser }

func (front) Adds() []string { return []string{layer.Sentences, layer.Tags, layer.Names, layer.Parse} }

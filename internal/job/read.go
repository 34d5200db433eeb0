package job

import (
	"context"
	"errors"
	"iter"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/article"
	"github.com/parley-register/parley/internal/gate"
	"github.com/parley-register/parley/internal/source"
)

// Reader reads documents; *read.Reader is one.
type Reader interface {
	Read(context.Context, *parley.Document) (*parley.Reading, error)
	Fingerprint() string
}

// Result is what became of one input: a document and its reading, or a
// failure.
type Result struct {
	Input    source.Input
	Document *parley.Document
	Reading  *parley.Reading
	Failure  *source.Error // nil where all went well
	Held     bool          // it is in the store already and was not read again
	Away     *gate.Verdict // of the gate, where it turned the input away
}

// check looks at an input before any costly work, and sets Held or Away where
// none is needed.
type check func(context.Context, *Result) error

// Read makes documents of the inputs and reads them on many workers, and hands
// each result to consume, failures included, in the order of the inputs.
func Read(ctx context.Context, reader Reader, workers int, inputs iter.Seq2[source.Input, error], consume func(context.Context, Result) error) error {
	return readSome(ctx, reader, workers, inputs, nil, consume)
}

func readSome(ctx context.Context, reader Reader, workers int, inputs iter.Seq2[source.Input, error], look check, consume func(context.Context, Result) error) error {
	return Map(ctx, workers, func(send func(Result) bool) {
		for in, err := range inputs {
			r := Result{Input: in}
			if err != nil {
				r.Failure = failure(in.Capture.URL, err)
			}
			if !send(r) {
				return
			}
		}
	}, func(ctx context.Context, r Result) (Result, error) {
		if r.Failure != nil {
			return r, nil
		}
		if look != nil {
			if err := look(ctx, &r); err != nil || r.Held || r.Away != nil {
				return r, err
			}
		}
		var err error
		if r.Document, err = article.From(&r.Input); err != nil {
			r.Failure = failure(r.Input.Capture.URL, err)
			return r, nil
		}
		r.Reading, err = reader.Read(ctx, r.Document)
		return r, err
	}, consume)
}

func failure(name string, err error) *source.Error {
	var e *source.Error
	if errors.As(err, &e) {
		return e
	}
	return &source.Error{Name: name, Err: err}
}

package read

import (
	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/nlp"
	"github.com/parley-register/parley/internal/read/layer"
)

// Front turns the text of a document into sentences, tokens and what the
// language model sees in them. It is deterministic and safe for concurrent use.
type Front interface {
	Adds() []string // layers that come with the parse
	Version() string
	Parse(*parley.Document) *nlp.Doc
}

// Stage is one reader. A stage is deterministic and safe for concurrent use.
type Stage interface {
	Name() string
	Needs() []string // layers that must be there
	Adds() []string  // layers that it adds
	Version() string // changes whenever its output can change, its data files included
	Read(*layer.Doc)
}

// Package read turns a parsed document into a Reading, and a Reading into
// claims. It is a checked sequence of stages; each names the layers that it
// needs and adds, and has a version that covers its data files. The versions
// hash into the fingerprint of the pipeline.
package read

import "github.com/parley-register/parley/internal/read/layer"

// Stage is one reader. A stage is deterministic and safe for concurrent use.
type Stage interface {
	Name() string
	Needs() []string // layers that must be there
	Adds() []string  // layers that it adds
	Version() string // changes whenever its output can change, its data files included
	Read(*layer.Doc)
}

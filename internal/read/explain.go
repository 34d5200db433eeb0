package read

import (
	"fmt"
	"strings"

	"github.com/parley-register/parley/internal/read/layer"
)

// Explainer is a stage that can tell why it read what it read: one line for
// each thing that it saw, beginning with "sentence N" where it is of one
// sentence, counted from 1.
type Explainer interface {
	Stage
	Explain(*layer.Doc) []string
}

// Explanation is what one stage tells.
type Explanation struct {
	Stage string
	Lines []string
}

// Explain asks every stage that can tell what it saw in d, which Annotate
// returned. Sentence is the one asked about, from 0; -1 stands for all.
func (r *Reader) Explain(d *layer.Doc, sentence int) []Explanation {
	var out []Explanation
	if len(d.Sentences) == 0 {
		return nil
	}
	of := fmt.Sprintf("sentence %d", sentence+1)
	for _, s := range r.stages {
		x, ok := s.(Explainer)
		if !ok {
			continue
		}
		var lines []string
		for _, l := range x.Explain(d) {
			rest, about := strings.CutPrefix(l, of)
			if sentence < 0 || about && (rest == "" || strings.ContainsAny(rest[:1], ",: ")) {
				lines = append(lines, l)
			}
		}
		if len(lines) > 0 {
			out = append(out, Explanation{s.Name(), lines})
		}
	}
	return out
}

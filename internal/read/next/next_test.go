package next

import (
	"testing"

	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

// TestExamples runs every row of the table.
func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.table.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
}

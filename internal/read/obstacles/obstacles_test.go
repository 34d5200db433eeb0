package obstacles

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
	for _, x := range s.words.examples {
		if found := s.find(nlptest.Sentences(t, x.text)[0]); len(found) == 0 {
			t.Errorf("line %d: no obstacle is found in the example of %q, %q", x.line, x.word, x.text)
		}
	}
}

func TestNone(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{
		"The ministers met in Oslo on Monday.",
		"They resolved their differences.",
		"The talks ended without obstacles.",
	} {
		if found := s.find(nlptest.Sentences(t, text)[0]); len(found) != 0 {
			t.Errorf("%q: %v", text, found)
		}
	}
}

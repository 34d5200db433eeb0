package tone

import (
	"slices"
	"strings"
	"testing"

	"github.com/parley-register/parley/internal/nlp/nlptest"
	"github.com/parley-register/parley/internal/nlp/phrase"
)

func terms(t *testing.T, s *Stage, text string) []string {
	var out []string
	for _, sent := range nlptest.Sentences(t, text) {
		for _, f := range s.find(sent) {
			var words []string
			for _, tok := range sent.Tokens[f.first:f.last] {
				words = append(words, tok.Form)
			}
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}

// TestExamples runs every row of the table: each term is found in its own
// example.
func TestExamples(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range s.phrases.Misses(func(text string) []*phrase.Sentence { return nlptest.Sentences(t, text) }) {
		t.Errorf("line %d: %q is not found in its example %q", r.Line, r.Pattern, r.Example)
	}
	for _, row := range s.terms {
		if row.convention == "" || row.source == "" {
			t.Errorf("%s has no convention or no source", row.word)
		}
		if got := terms(t, s, row.example); !slices.Contains(got, strings.ReplaceAll(row.word, "-", " - ")) {
			t.Errorf("%q is not found in its example %q, which gives %q", row.word, row.example, got)
		}
	}
}

func TestFind(t *testing.T) {
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"The spokesman said that the talks were candid and constructive.": {"candid and constructive"},
		"She described the meeting as very productive.":                   {"very productive"},
		"They held frank talks.":                                          {"frank"},
		"The economy faces a difficult year.":                             nil,
		"The talks were not constructive.":                                nil,
		"He hopes that the talks will be productive.":                     nil,
		"Good roads lead to the village.":                                 nil,
		"The sides spoke of the outcome in constructive terms.":           {"constructive"},
	} {
		if got := terms(t, s, text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
